"""A real server: the documented commands, the client, and many conversations at once."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import httpx2
import pytest

from assistant.client import PREFIX, Client
from assistant.client.parts import RepliesClient
from assistant.errors import ClientError
from tests.api.server import environment, running

HTTP = Path(__file__).parents[2] / "docs" / "http.md"
AT_ONCE = 100


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("served") / "home"


@pytest.fixture(scope="module")
def url(home: Path) -> Iterator[str]:
    with running(home) as address:
        yield address


@pytest.fixture(scope="module")
def key(home: Path) -> str:
    command = [sys.executable, "-m", "assistant", "keys", "add", "boss", "--role", "admin"]
    made = subprocess.run(
        command, env=environment(home), cwd=home.parent, capture_output=True, text=True, check=True
    )
    return made.stdout.strip()


@pytest.fixture
def client(url: str, key: str) -> Iterator[Client]:
    with Client(url, key) as opened:
        yield opened


def documented_commands() -> list[str]:
    return re.findall(r"^```sh\n(.*?)^```", HTTP.read_text("utf-8"), re.S | re.M)


def test_the_documented_commands_work(home: Path, url: str, tmp_path: Path) -> None:
    script = "set -eu\n" + "\n".join(documented_commands())
    script = script.replace(".venv/bin/hearken", f"{sys.executable} -m assistant")
    script = script.replace("http://127.0.0.1:7860", url)
    done = subprocess.run(
        ["bash", "-c", script],
        env=environment(home),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    for expected in (
        '"role":"manager"',
        '"id":"T-1001","new":true',
        '"status":',
        "event: answer",
        "event: drafted",
    ):
        assert expected in done.stdout
    assert script.count("curl") == 9


def test_the_log_knows_the_requests_and_no_words(home: Path, client: Client) -> None:
    client.add_feedback({"id": "L-1", "text": "Unheard-of words"})
    log = (home / "logs" / "hearken.log").read_text()
    assert "POST /api/v1/feedback 201" in [json.loads(x)["message"] for x in log.splitlines()]
    assert "Unheard-of" not in log


class TestClient:
    def test_feedback_goes_in_and_is_found(self, client: Client) -> None:
        said = [{"id": f"C-{n}", "text": f"The lid number {n} is loose"} for n in range(3)]
        assert [each["new"] for each in client.add_feedback(said, once="c-1")] == [True] * 3
        assert client.feedback_by_id("C-1")["text"] == said[1]["text"]
        listed = [each["id"] for each in client.feedback(limit=1)]
        assert {"C-0", "C-1", "C-2"} <= set(listed)
        assert client.search("loose lid", limit=3)[0]["id"].startswith("C-")

    def test_questions_figures_and_conversations(self, client: Client) -> None:
        answer = client.ask("how many reviews this week", conversation="client")
        assert answer["verified"]
        events = list(client.stream("and last week?", conversation="client"))
        assert [name for name, _ in events] == ["started", "tool", "answer"]
        assert len(client.conversation("client")["turns"]) == 2
        assert client.rename("client", "Lids")["title"] == "Lids"
        assert [each["id"] for each in client.conversations("lids")] == ["client"]
        client.delete("client")
        with pytest.raises(ClientError, match="client") as caught:
            client.conversation("client")
        assert caught.value.status == 404
        assert client.figures("nps", as_of=str(date.today()))["tool"] == "nps"
        assert client.alerts() == []
        assert client.policies("refund") == []
        assert client.check_reply("C-1", "")[0]["severity"] == "error"

    def test_imports_and_the_audit_log(self, client: Client, tmp_path: Path) -> None:
        file = tmp_path / "few.csv"
        file.write_text("id,text\nI-1,Fine\n")
        job = client.import_job(client.import_file(file, source="shop")["id"], wait=True)
        assert job["report"]["accepted"] == 1
        assert next(client.audit())["action"] == "import.start"
        assert client.who()["role"] == "admin"

    def test_replies_from_the_queue_to_the_sent_answer(self, client: Client) -> None:
        client.add_feedback({"id": "W-1", "text": "My parcel is nine days late.", "rating": 1})
        assert "W-1" in [each["feedback_id"] for each in client.replies.queue()]
        drafted = client.replies.draft("W-1", tone="formal")
        assert client.replies.claim("W-1")["holder"] == "boss"
        case = client.replies.edit("W-1", drafted["body"], drafted["version"] + 1)
        with pytest.raises(ClientError, match="changed since") as stale:
            client.replies.approve("W-1", drafted["version"])
        assert stale.value.status == 409
        case = client.replies.approve("W-1", case["version"], "read by two")
        with pytest.raises(ClientError, match="HEARKEN_REPLY_WEBHOOK"):
            client.replies.send("W-1", case["version"])
        case = client.replies.sent("W-1", case["version"], "by hand")
        assert (case["state"], client.replies.stats(1)["states"]["sent"]) == ("sent", 1)
        assert next(client.audit())["action"] == "reply.send"

    def test_the_worst_are_drafted_one_after_another(self, client: Client) -> None:
        said = [{"id": f"B-{n}", "text": f"Cup {n} came broken, awful.", "rating": 1} for n in "12"]
        client.add_feedback(said)
        drafts = list(client.replies.draft_worst(50))
        assert {"B-1", "B-2"} <= {each["feedback_id"] for each in drafts}
        assert [each["done"] for each in drafts] == list(range(1, drafts[0]["total"] + 1))
        with pytest.raises(ClientError) as caught:
            list(client.replies.draft_worst(51))
        assert caught.value.status == 422

    def test_plans_the_scorecard_orders_and_verdicts(self, client: Client, tmp_path: Path) -> None:
        wish = {"themes": ["delivery"], "owner": "Mei"}
        assert client.plans.propose("Parcels in two days", **wish)["plan"]["id"] == "P0"
        plan = client.plans.open("Parcels in two days", **wish)
        assert client.plans.change(plan["id"], relevant="money")["relevant"] == "money"
        with pytest.raises(ClientError, match="can go to do"):
            client.plans.move(plan["id"], "act", "hurry")
        assert [each["id"] for each in client.plans.list("plan")] == [plan["id"]]
        assert client.plans.get(plan["id"])["history"][0]["who"] == "boss"
        orders = tmp_path / "orders.csv"
        orders.write_text(f"order_id,order_date,amount\nO1,{date.today()},30\n")
        job = client.import_job(client.import_orders(orders)["id"], wait=True)
        assert (job["status"], job["report"]["accepted"]) == ("done", 1)
        figures = tmp_path / "figures.csv"
        figures.write_text(f"date,measure,value,target\n{date.today()},revenue,1,50\n")
        job = client.import_job(client.import_figures(figures)["id"], wait=True)
        assert (job["status"], job["report"]["accepted"]) == ("done", 1)
        cells = {cell["measure"]: cell for cell in client.scorecard()["cells"]}
        assert (cells["revenue"]["value"], cells["revenue"]["target"]) == (30.0, 50.0)
        client.ask("how many reviews this week", conversation="judged")
        client.judge("judged", 1, good=False, reason="wrong week")
        assert client.verdicts()[0]["reason"] == "wrong week"

    def test_a_refusal_is_one_sentence(self, url: str) -> None:
        with Client(url, "wrong") as stranger, pytest.raises(ClientError) as caught:
            stranger.ask("nps")
        assert caught.value.status == 401
        with Client(url, "wrong") as stranger, pytest.raises(ClientError, match="API key"):
            list(stranger.stream("nps"))
        with Client("http://127.0.0.1:9") as nobody, pytest.raises(ClientError) as silent:
            nobody.who()
        assert silent.value.status == 0

    def test_its_paths_are_those_of_the_document(self, url: str) -> None:
        paths = httpx2.get(f"{url}/api/openapi.json").json()["paths"]
        known = {re.sub(r"\{\w+\}", "{}", path): set(methods) for path, methods in paths.items()}
        modules = [sys.modules[each.__module__] for each in (Client, RepliesClient)]
        source = "".join(Path(each.__file__ or "").read_text("utf-8") for each in modules)
        sent = re.findall(r'_(?:send|opened)\(\s*"(\w+)",\s*f?"(/[^"]*)"', source)
        sent += [("GET", path) for path in re.findall(r'_pages\("(/[^"]*)"', source)]
        sent += [("POST", path) for path in re.findall(r'_upload\("(/[^"]*)"', source)]
        sent += [("POST", path) for path in re.findall(r'_events\("(/[^"]*)"', source)]
        helpers = ("_send(", "_opened(", "_pages(", "_upload(", "_events(")
        defined_or_given_a_path = 9
        assert len(sent) == sum(map(source.count, helpers)) - defined_or_given_a_path
        assert len(sent) > 40
        for method, path in sent:
            whole = PREFIX + re.sub(r"\{[^}]*\}", "{}", path)
            if path.startswith("/figures/"):
                assert PREFIX + "/figures/nps" in known
                continue
            assert method.lower() in known[whole], (method, path)


def test_many_conversations_at_once_do_not_mix(client: Client, url: str, key: str) -> None:
    """Each asks about a product of its own and then goes on without naming it."""
    batch = [
        {"id": f"M-{n}-{i}", "text": "Fine.", "nps": 9, "product": f"Widget{n:03}"}
        for n in range(AT_ONCE)
        for i in range(1 + n % 4)
    ]
    for start in range(0, len(batch), 100):
        client.add_feedback(batch[start : start + 100])

    def talk(number: int) -> list[tuple[object, object]]:
        product, name = f"Widget{number:03}", f"talk-{number}"
        found = []
        with Client(url, key, seconds=300) as own:
            for question in (f"how many reviews of {product} this week", "and today?"):
                *_, (_, answer) = own.stream(question, conversation=name)
                args = answer["tools"][0]["args"]
                found.append((args.get("product"), answer["figures"][0]["value"]))
        return found

    with ThreadPoolExecutor(AT_ONCE) as pool:
        talks = list(pool.map(talk, range(AT_ONCE)))
    for number, found in enumerate(talks):
        expected = ([f"Widget{number:03}"], 1 + number % 4)
        assert found == [expected, expected]
        turns = client.conversation(f"talk-{number}")["turns"]
        assert [turn["tools"][0]["args"]["product"] for turn in turns] == [expected[0]] * 2
