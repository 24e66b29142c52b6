"""Errors as problem+json (RFC 9457): one plain sentence in `detail`, in the reader's language."""

import re
from collections.abc import Mapping, Sequence
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from assistant.errors import (
    ConflictError,
    DeliveryError,
    HearkenError,
    ImportFileError,
    IndexUnavailableError,
    InvalidInputError,
    ModelError,
    NotAllowedError,
    NotFoundError,
    PeriodError,
    SettingsError,
    StoreError,
)
from prompts.languages import preferred_language
from prompts.sentences import Sentences

__all__ = ["MEDIA_TYPE", "UNEXPECTED", "problem", "problem_of", "register_errors"]

MEDIA_TYPE = "application/problem+json"
STATUS = {
    NotAllowedError: 403,
    NotFoundError: 404,
    ConflictError: 409,
    InvalidInputError: 422,
    ImportFileError: 422,
    PeriodError: 422,
    SettingsError: 422,
    IndexUnavailableError: 503,
    ModelError: 502,
    DeliveryError: 502,
    StoreError: 503,
}
LONGEST_DETAIL = 500
UNEXPECTED = "Something went wrong here; the log says more under the request's id."


def problem(
    status: int, detail: str, headers: Mapping[str, str] | None = None, accepted: str = ""
) -> JSONResponse:
    """One problem document; `accepted` is the Accept-Language of who reads it."""
    title = HTTPStatus(status).phrase
    language = preferred_language(accepted)
    detail = Sentences(language)(detail)
    return JSONResponse(
        {"type": "about:blank", "title": title, "status": status}
        | {"detail": detail[:LONGEST_DETAIL]},
        status_code=status,
        headers={"Content-Language": language, **(headers or {})},
        media_type=MEDIA_TYPE,
    )


def problem_of(error: HearkenError, accepted: str = "") -> JSONResponse:
    """The problem document of what Hearken raises on purpose."""
    status = next((code for kind, code in STATUS.items() if isinstance(error, kind)), 400)
    return problem(status, str(error), accepted=accepted)


def _accepted(request: Request) -> str:
    return request.headers.get("accept-language", "")


def _is_json(request: Request) -> bool:
    return "json" in request.headers.get("content-type", "")


def _named(place: Sequence[str | int], kind: str) -> list[str]:
    """The parts of a place in a request that the caller wrote; a field that is none of ours is
    their own, however it is spelled."""
    *parts, last = map(str, place)
    ours = [part for part in parts if FIELD.fullmatch(part)]
    return [*ours, last[:LONGEST_NAME]] if kind == STRANGE or FIELD.fullmatch(last) else ours


def register_errors(api: FastAPI) -> None:
    """Turn what is raised, and requests that do not fit, into problems."""

    @api.exception_handler(HearkenError)
    def ours(request: Request, error: HearkenError) -> JSONResponse:
        return problem_of(error, _accepted(request))

    @api.exception_handler(HTTPException)
    def refused(request: Request, error: HTTPException) -> JSONResponse:
        detail = UNREADABLE.get(str(error.detail), str(error.detail))
        if detail == HTTPStatus(error.status_code).phrase:
            detail = PLAIN.get(error.status_code, detail)
        return problem(error.status_code, detail, error.headers, _accepted(request))

    @api.exception_handler(RequestValidationError)
    def misfit(request: Request, error: RequestValidationError) -> JSONResponse:
        errors = error.errors()
        if any(each["type"] == "json_invalid" for each in errors):
            return problem(422, NO_JSON, accepted=_accepted(request))
        # Of the branches of a union the one that came furthest is the one that was meant.
        first = max(errors, key=lambda each: (len(each["loc"]), each["type"] not in OTHER_BRANCH))
        if first["loc"][0] == "body" and first["type"] in OTHER_BRANCH and not _is_json(request):
            return problem(422, NOT_AS_JSON, accepted=_accepted(request))
        where = ".".join(_named(first["loc"], first["type"]))
        said = Sentences(preferred_language(_accepted(request)))(first["msg"].removesuffix("."))
        return problem(422, f"{where}: {said}.", accepted=_accepted(request))


NO_JSON = "The body is no JSON; send valid JSON in UTF-8."
NOT_AS_JSON = "The body was not sent as JSON; send it with Content-Type: application/json."
UNREADABLE = {"There was an error parsing the body": NO_JSON}
OTHER_BRANCH = frozenset({"model_attributes_type", "model_type", "dict_type", "list_type"})
"""What pydantic says of the branches of a union that the body is no value of."""

STRANGE = "extra_forbidden"
LONGEST_NAME = 80
FIELD = re.compile(r"[a-z_][a-z0-9_-]*|\d+")
"""What a caller wrote, unlike the names of our own types."""

PLAIN = {
    404: "There is nothing at this path; /api/docs lists what there is.",
    405: "This path does not take this method; /api/docs lists what it takes.",
}
