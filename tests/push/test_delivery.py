import pytest

from assistant.errors import PushError
from assistant.push.addresses import pinned_address
from assistant.push.delivery import WAITS, deliver
from assistant.push.messages import Request
from tests.push.receiver import receiver


def post(url: str, private: bool = True, tells_code: bool = False) -> list[float]:
    """Deliver once; returns how long it waited between the tries."""
    waited: list[float] = []
    request = Request(url, {"Content-Type": "application/json"}, b"{}", tells_code)
    deliver(request, private=private, sleep=waited.append)
    return waited


def test_it_arrives_once_with_its_host() -> None:
    with receiver() as hook:
        assert post(hook.url) == []
        assert [each.path for each in hook.received] == ["/hook?key=1"]
        assert hook.received[0].headers["host"] == f"127.0.0.1:{hook.server_port}"
        assert hook.received[0].body == b"{}"


def test_a_name_is_kept_as_host_while_its_checked_address_is_used() -> None:
    with receiver() as hook:
        post(hook.url.replace("127.0.0.1", "localhost"))
        assert hook.received[0].headers["host"] == f"localhost:{hook.server_port}"


@pytest.mark.parametrize("status", [500, 503, 429])
def test_a_server_out_of_order_is_tried_again_with_longer_waits(status: int) -> None:
    with receiver((status, "busy"), (status, "busy"), (200, "ok")) as hook:
        assert post(hook.url) == list(WAITS[:2])
        assert len(hook.received) == 3
    assert list(WAITS) == sorted(WAITS)


def test_it_gives_up_after_the_last_wait_and_says_why() -> None:
    with receiver((500, "")) as hook:
        with pytest.raises(PushError, match="status 500"):
            post(hook.url)
        assert len(hook.received) == len(WAITS) + 1


def test_nobody_listening_is_a_plain_error() -> None:
    with receiver() as hook:
        gone = hook.url
    with pytest.raises(PushError, match="ConnectError"):
        post(gone)


def test_a_refusal_is_not_repeated() -> None:
    with receiver((403, "no")) as hook:
        with pytest.raises(PushError, match="status 403"):
            post(hook.url)
        assert len(hook.received) == 1


def test_redirects_are_not_followed() -> None:
    with receiver() as other, receiver((302, other.url)) as hook:
        with pytest.raises(PushError, match="status 302"):
            post(hook.url)
        assert other.received == []


@pytest.mark.parametrize("answer", ['{"errcode": 310000}', '{"code": 19021, "msg": "sign"}'])
def test_a_service_that_refuses_with_status_200_is_believed(answer: str) -> None:
    with receiver((200, answer)) as hook, pytest.raises(PushError, match=r"code (310000|19021)"):
        post(hook.url, tells_code=True)


@pytest.mark.parametrize("answer", ["ok", "[]", '{"code": 0}', '{"errcode": 0}', '{"code": "x"}'])
def test_other_answers_are_taken_as_taken(answer: str) -> None:
    with receiver((200, answer)) as hook:
        post(hook.url, tells_code=True)
        assert len(hook.received) == 1


def test_a_code_means_nothing_where_the_service_is_not_known_for_it() -> None:
    with receiver((200, '{"code": 200}')) as hook:
        post(hook.url)
        assert len(hook.received) == 1


def test_private_addresses_are_refused_unless_allowed() -> None:
    with receiver() as hook:
        with pytest.raises(PushError, match="private network"):
            post(hook.url, private=False)
        assert hook.received == []


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "localhost", "10.1.2.3", "192.168.0.1", "172.16.9.9", "169.254.169.254",
        "0.0.0.0", "100.64.0.1", "224.0.0.1", "255.255.255.255", "2130706433", "0x7f.1",
        "::1", "fe80::1", "fd00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::",
        "64:ff9b::7f00:1", "ff02::1", "::",
    ],
)  # fmt: skip
def test_no_way_of_writing_a_private_address_passes(host: str) -> None:
    with pytest.raises(PushError, match=r"private network|cannot be resolved"):
        pinned_address(host, 443, private=False)


@pytest.mark.parametrize("host", ["8.8.8.8", "2606:4700::1111"])
def test_public_addresses_pass(host: str) -> None:
    assert pinned_address(host, 443, private=False) == host


def test_a_name_that_does_not_exist_is_a_plain_error() -> None:
    with pytest.raises(PushError, match="cannot be resolved"):
        pinned_address("nothing.invalid", 443, private=False)
