"""Tries the language model of the settings and says in plain words what will work with it."""

import time
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

import httpx2
from langchain_core.messages import AIMessage

from assistant.agent.llm.budget import count_tokens
from assistant.agent.llm.calling import Limits, Patience, call_model
from assistant.agent.llm.instructing import opening
from assistant.agent.llm.offer import offer
from assistant.agent.llm.text_calls import with_text_calls
from assistant.agent.session import Session
from assistant.agent.turn import Turn
from assistant.errors import ModelError
from assistant.models import Trouble
from assistant.services.factories import NO_KEY, make_chat_model
from assistant.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

__all__ = ["ModelCheck", "check_model"]

OPENAI = "https://api.openai.com/v1"
LIST_SECONDS = 5.0
CONTEXT_KEYS = ("max_model_len", "context_length", "context_window", "n_ctx", "n_ctx_train")
LEAST_CONTEXT = 8_192
ANSWER_TOKENS = 120
"""About what one call of a turn gives out."""

READ_SECONDS = 240.0
"""How long a model may read what turns begin with; it is timed, and has read it then."""
TOOL = {
    "type": "function",
    "function": {
        "name": "nps",
        "description": "The NPS of a product.",
        "parameters": {
            "type": "object",
            "properties": {"product": {"type": "string"}},
            "required": ["product"],
        },
    },
}
ASKS_FOR_TOOL = (
    "What is the NPS of the Kettle? Call the tool nps; without native tools write nothing but "
    '{"name": "nps", "arguments": {"product": "…"}}.'
)
ASKS_TO_COUNT = "Write the numbers from one to thirty as words."
SENTENCES = {
    Trouble.UNREACHABLE: "The language model cannot be reached at {url}; check OPENAI_BASE_URL.",
    Trouble.REFUSED_KEY: "The endpoint {url} refused the API key; check OPENAI_API_KEY.",
    Trouble.UNKNOWN_MODEL: "The endpoint {url} does not know {name!r}; check HEARKEN_MODEL.",
    Trouble.BUSY: "The endpoint {url} is busy or over its quota; try again later.",
    Trouble.SLOW: "The model {name!r} did not answer in time; raise HEARKEN_MODEL_SECONDS.",
}
OTHERWISE = (
    "The endpoint {url} gave no usable answer for {name!r}; check that it is OpenAI-compatible."
)


@dataclass(slots=True)
class ModelCheck:
    """What was found; None stands for what could not be learned. Speeds are tokens a second;
    the first call and the next are seconds until a question is read, cold and warm."""

    endpoint: str
    name: str
    reachable: bool = False
    known: bool | None = None
    tools: str | None = None
    streaming: bool | None = None
    context: int | None = None
    tokens_per_second: float | None = None
    first_token_seconds: float | None = None
    first_call_seconds: float | None = None
    next_call_seconds: float | None = None
    works: str = ""
    problems: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        plain = asdict(self)
        del plain["problems"]
        return plain


def check_model(settings: Settings, turn: Turn | None = None) -> ModelCheck | None:
    """Ask the endpoint three small things; None where no model is set.

    With a turn, send how it would begin too, twice: an endpoint that remembers how prompts begin
    has read it then, and the first question of a user need not wait for it.
    """
    model = make_chat_model(settings)
    if model is None:
        return None
    found = ModelCheck(settings.openai_base_url or OPENAI, settings.model)
    limits = Limits(settings.model_seconds, 2 * settings.model_seconds, tries=2)
    try:
        _list_models(found, settings)
        _try_tools(found, model, limits)
        _try_streaming(found, model, limits)
        if turn and found.tools != "none":
            _try_turn(found, model, turn)
    except ModelError as error:
        sentence = SENTENCES.get(error.trouble, OTHERWISE)
        found.reachable = found.reachable or error.trouble not in (Trouble.UNREACHABLE,)
        found.problems.append(sentence.format(url=found.endpoint, name=found.name))
    _judge(found, settings)
    return found


def _list_models(found: ModelCheck, settings: Settings) -> None:
    """What GET /models tells; many endpoints tell nothing, which is no fault."""
    key = settings.openai_api_key
    bearer = {"authorization": f"Bearer {key.get_secret_value() if key else NO_KEY}"}
    try:
        response = httpx2.get(
            f"{found.endpoint.rstrip('/')}/models", headers=bearer, timeout=LIST_SECONDS
        )
        listed = response.json()["data"] if response.status_code == httpx2.codes.OK else []
        entries = {str(each["id"]): each for each in listed}
    except httpx2.ConnectError:
        raise ModelError("The endpoint cannot be reached.", Trouble.UNREACHABLE) from None
    except (httpx2.HTTPError, ValueError, KeyError, TypeError):
        return
    found.reachable = True
    if not entries:
        return
    found.known = found.name in entries
    # A local server with one model answers to any name.
    entry = entries.get(found.name) or (next(iter(entries.values())) if len(entries) == 1 else {})
    sizes = entry | (entry.get("meta") or {})
    found.context = next((int(sizes[k]) for k in CONTEXT_KEYS if sizes.get(k)), None)


def _try_tools(found: ModelCheck, model: "BaseChatModel", limits: Limits) -> None:
    bound = model.bind_tools([TOOL])
    try:
        reply = call_model(lambda: bound.invoke(ASKS_FOR_TOOL), Patience(limits))
    except ModelError as error:
        if "tool" not in str(error.__cause__).lower():
            raise
        reply = call_model(lambda: model.invoke(ASKS_FOR_TOOL), Patience(limits))
    found.reachable = True
    assert isinstance(reply, AIMessage)
    if reply.tool_calls:
        found.tools = "native"
    else:
        found.tools = "text" if with_text_calls(reply, ["nps"]).tool_calls else "none"


def _try_streaming(found: ModelCheck, model: "BaseChatModel", limits: Limits) -> None:
    began = time.monotonic()
    moments: list[float] = []

    def stream() -> str:
        pieces = []
        for chunk in model.stream(ASKS_TO_COUNT, max_tokens=80):
            if chunk.text:
                moments.append(time.monotonic() - began)
                pieces.append(str(chunk.text))
        return "".join(pieces)

    try:
        text = call_model(stream, Patience(limits))
    except ModelError as error:
        if error.trouble is Trouble.SLOW:
            raise
        found.streaming = False
        return
    found.streaming = len(moments) > 1
    if found.streaming:
        found.first_token_seconds = round(moments[0], 2)
        spent = max(moments[-1] - moments[0], 1e-3)
        found.tokens_per_second = round(count_tokens(text) / spent, 1)


def _try_turn(found: ModelCheck, model: "BaseChatModel", turn: Turn) -> None:
    session = Session(turn, offered=offer(turn), in_text=found.tools == "text")
    said, tools = opening(session)
    bound = model.bind_tools(tools) if tools else model
    limits = Limits(READ_SECONDS, 2 * READ_SECONDS, tries=2)

    def seconds() -> float:
        began = time.monotonic()
        call_model(lambda: bound.invoke(said, max_tokens=1, timeout=READ_SECONDS), Patience(limits))
        return round(time.monotonic() - began, 1)

    found.first_call_seconds = seconds()
    found.next_call_seconds = seconds()


def _judge(found: ModelCheck, settings: Settings) -> None:
    """The verdict in one sentence, and what stands in the way."""
    if found.known is False and found.tools is None:
        found.problems.append(
            f"The endpoint does not list {found.name!r}; set HEARKEN_MODEL to one that it has."
        )
    if found.context is not None and found.context < LEAST_CONTEXT:
        found.problems.append(
            f"The context of {found.context} tokens is small: long conversations will be answered "
            f"by the planner; give the model {LEAST_CONTEXT} or more."
        )
    if found.tokens_per_second and found.next_call_seconds is not None:
        needed = found.next_call_seconds + ANSWER_TOKENS / found.tokens_per_second
        if needed > settings.model_seconds:
            found.problems.append(
                f"One call will take about {needed:.0f} s, more than HEARKEN_MODEL_SECONDS = "
                f"{settings.model_seconds:g}, so the planner will answer; raise it, or use a "
                "faster model."
            )
    verdicts = {
        "native": "It plans with native tool calls and writes; every answer is checked.",
        "text": "It writes its tool calls as text, which is read; every answer is checked.",
        "none": "It makes no tool calls, so most questions will be answered by the planner.",
    }
    found.works = verdicts.get(found.tools or "", "It cannot be used now; the planner answers.")
