"""The read-only tools over the Model Context Protocol, on stdio or on HTTP of this machine.

Over stdio the protocol alone writes to stdout. Tenant and as-of day are the server's; no tool
changes anything, and personal data is masked: who calls is a model. https://modelcontextprotocol.io/specification
"""

import json
import logging
from collections.abc import Mapping
from datetime import date
from typing import Any

import anyio
import mcp_types as types
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.agent.llm.outgoing import for_model
from assistant.agent.llm.schemas import FILTER_FIELDS, argument_schema, flattened
from assistant.api.limits import RateLimit
from assistant.api.services import FAILURES_A_MINUTE
from assistant.api.visits import host_of
from assistant.app import App
from assistant.errors import HearkenError, InvalidInputError
from assistant.tools.registry import TOOLS
from assistant.understanding.outgoing import masked, masked_within
from prompts.wording import instructions

__all__ = ["create_mcp_server", "create_mcp_web", "serve_http", "serve_stdio"]

log = logging.getLogger("hearken.mcp")

REFUSED = "An API key is needed: send Authorization: Bearer KEY; `hearken keys add` makes one."
READ_ONLY = types.ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)
ASK = types.Tool(
    name="ask",
    description="Answer a question about the customer feedback, in Chinese or English; every "
    "number of the answer is computed.",
    input_schema={
        "type": "object",
        "properties": {"question": {"type": "string"}},
        "required": ["question"],
        "additionalProperties": False,
    },
    annotations=READ_ONLY,
)


def create_mcp_server(app: App, as_of: date | None = None) -> Server[Any]:
    """A server with every tool of the agent, and `ask`."""

    async def list_tools(_context: Any, _params: Any) -> types.ListToolsResult:
        return types.ListToolsResult(tools=[ASK, *(_described(name) for name in TOOLS)])

    async def call_tool(_context: Any, params: types.CallToolRequestParams) -> types.CallToolResult:
        arguments = params.arguments or {}
        return await anyio.to_thread.run_sync(_called, app, params.name, arguments, as_of)

    return Server(
        "hearken",
        title="Hearken",
        instructions=instructions("mcp"),
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def serve_stdio(app: App, as_of: date | None = None) -> None:
    """Serve over stdin and stdout until the client leaves."""

    async def run() -> None:
        server = create_mcp_server(app, as_of)
        async with stdio_server() as (read, write):
            await server.run(read, write, server.create_initialization_options())

    anyio.run(run)


def serve_http(app: App, port: int, as_of: date | None = None) -> None:
    """Serve on http://127.0.0.1:PORT/mcp until interrupted."""
    import uvicorn

    uvicorn.run(
        create_mcp_web(app, as_of),
        host="127.0.0.1",
        port=port,
        log_level="warning",
        server_header=False,
    )


def create_mcp_web(app: App, as_of: date | None = None) -> ASGIApp:
    """The protocol under /mcp, for this machine. Where there is a key or a user it asks for a key
    of the app's tenant, as the API does: `Authorization: Bearer KEY`."""
    web = create_mcp_server(app, as_of).streamable_http_app(host="127.0.0.1")
    return _Guard(web, app)


class _Guard:
    """Lets through who has a key, once anybody needs one."""

    def __init__(self, web: ASGIApp, app: App) -> None:
        self._web = web
        self._app = app
        self._failures = RateLimit(FAILURES_A_MINUTE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        refusal = None
        if scope["type"] == "http":
            refusal = await anyio.to_thread.run_sync(self._refusal, Request(scope))
        await (refusal or self._web)(scope, receive, send)

    def _refusal(self, request: Request) -> Response | None:
        access = self._app.access
        if not access.needs_login():
            return None
        kind, _, key = request.headers.get("authorization", "").partition(" ")
        caller = access.by_key(key.strip()) if kind.lower() == "bearer" else None
        if caller and caller.tenant == self._app.tenant:
            return None
        if self._failures.wait(host_of(request)):
            return PlainTextResponse("Too many requests; try again in a minute.", 429)
        return PlainTextResponse(REFUSED, 401, {"WWW-Authenticate": "Bearer"})


def _described(name: str) -> types.Tool:
    tool = TOOLS[name]
    schema = argument_schema(tool)
    schema["properties"]["filters"] = {"type": "object", "description": FILTER_FIELDS}
    schema["additionalProperties"] = False
    return types.Tool(
        name=name, description=tool.description, input_schema=schema, annotations=READ_ONLY
    )


def _called(
    app: App, name: str, arguments: Mapping[str, Any], as_of: date | None
) -> types.CallToolResult:
    try:
        structured = _result(app, name, arguments, as_of)
    except HearkenError as error:
        return _refused(masked(str(error)))
    except Exception as error:  # nobody knows what a tool may raise over data unseen
        log.error("%s failed", name, exc_info=error)
        return _refused(f"{name} failed over this data; the log says why.")
    text = json.dumps(structured, ensure_ascii=False)
    return types.CallToolResult(
        content=[types.TextContent(type="text", text=text)], structured_content=structured
    )


def _refused(sentence: str) -> types.CallToolResult:
    said = types.TextContent(type="text", text=sentence)
    return types.CallToolResult(content=[said], is_error=True)


def _result(
    app: App, name: str, arguments: Mapping[str, Any], as_of: date | None
) -> dict[str, Any]:
    if name == ASK.name:
        question = arguments.get("question")
        if not isinstance(question, str) or set(arguments) != {"question"}:
            raise InvalidInputError("ask takes one argument: question, a text.")
        answer: dict[str, Any] = masked_within(
            app.ask(question, as_of=as_of, remember=False).as_json()
        )
        return answer
    return for_model(app.tools.run(name, flattened(arguments), as_of))
