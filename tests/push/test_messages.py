import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from assistant.errors import SettingsError
from assistant.push.messages import Message, request_for
from assistant.push.webhooks import Kind, Webhook, read_webhooks

NOW = datetime(2026, 3, 13, 8, 0, tzinfo=UTC)
SECONDS = int(NOW.timestamp())
MESSAGE = Message("Alert", "3 of <them> & more\n电池", {"kind": "word"})


def signed(key: str, said: str) -> bytes:
    return hmac.new(key.encode(), said.encode(), hashlib.sha256).digest()


def hook(kind: Kind, secret: str | None = "s3cret") -> Webhook:
    return Webhook(kind, "https://example.com/hook?key=1", secret)


def test_plain_json_is_signed_over_timestamp_and_body() -> None:
    request = request_for(hook(Kind.JSON), MESSAGE, NOW)
    assert json.loads(request.body) == {
        "title": "Alert", "text": MESSAGE.text, "alert": {"kind": "word"},
    }  # fmt: skip
    assert request.headers["X-Hearken-Timestamp"] == str(SECONDS)
    expected = signed("s3cret", f"{SECONDS}." + request.body.decode()).hex()
    assert request.headers["X-Hearken-Signature"] == f"sha256={expected}"
    assert request.url == "https://example.com/hook?key=1"


def test_feishu_signs_the_empty_string_with_timestamp_and_secret() -> None:
    body = json.loads(request_for(hook(Kind.FEISHU), MESSAGE, NOW).body)
    assert body["msg_type"] == "text"
    assert "电池" in body["content"]["text"]
    assert body["timestamp"] == str(SECONDS)
    assert base64.b64decode(body["sign"]) == signed(f"{SECONDS}\ns3cret", "")


def test_dingtalk_signs_in_the_query() -> None:
    request = request_for(hook(Kind.DINGTALK), MESSAGE, NOW)
    query = parse_qs(urlsplit(request.url).query)
    stamp = str(SECONDS * 1000)
    assert query["key"] == ["1"]
    assert query["timestamp"] == [stamp]
    assert base64.b64decode(query["sign"][0]) == signed("s3cret", f"{stamp}\ns3cret")
    assert json.loads(request.body)["msgtype"] == "text"


def test_wecom_and_slack_take_text_and_no_signature() -> None:
    wecom = request_for(hook(Kind.WECOM), MESSAGE, NOW)
    assert json.loads(wecom.body) == {
        "msgtype": "text", "text": {"content": "Alert\n3 of <them> & more\n电池"},
    }  # fmt: skip
    slack = request_for(hook(Kind.SLACK), MESSAGE, NOW)
    assert json.loads(slack.body) == {"text": "Alert\n3 of &lt;them&gt; &amp; more\n电池"}
    assert slack.url == wecom.url == "https://example.com/hook?key=1"


@pytest.mark.parametrize("kind", list(Kind))
def test_without_a_secret_nothing_is_signed(kind: Kind) -> None:
    request = request_for(hook(kind, None), MESSAGE, NOW)
    assert b"sign" not in request.body
    assert "sign=" not in request.url
    assert "X-Hearken-Signature" not in request.headers


def test_the_setting_names_kind_address_and_a_secret_of_its_own() -> None:
    written = "slack+https://hooks.example.com/a, dingtalk+https://example.cn/b?t=1#own"
    slack, dingtalk = read_webhooks(written, "shared", private=False)
    assert (slack.kind, slack.url, slack.secret) == (
        Kind.SLACK, "https://hooks.example.com/a", "shared",
    )  # fmt: skip
    assert (dingtalk.url, dingtalk.secret) == ("https://example.cn/b?t=1", "own")
    assert slack.id != dingtalk.id
    assert "own" not in repr(dingtalk)
    assert "t=1" not in repr(dingtalk) + dingtalk.name


@pytest.mark.parametrize(
    "written",
    ["https://example.com", "teams+https://example.com", "slack+http://example.com", "json+https://",
     "json+file:///etc/passwd", "json+https://user:pass@example.com/"],
)  # fmt: skip
def test_what_is_no_webhook_is_refused_without_showing_it(written: str) -> None:
    with pytest.raises(SettingsError) as refused:
        read_webhooks(written, None, private=False)
    assert "pass@" not in str(refused.value)


def test_http_is_for_private_addresses() -> None:
    assert read_webhooks("json+http://10.0.0.1/x", None, private=True)[0].url == "http://10.0.0.1/x"
