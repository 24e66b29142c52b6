"""Errors as problem+json (RFC 9457): one plain sentence in `detail`."""

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse

from assistant.errors import (
    HearkenError,
    IndexUnavailableError,
    InvalidInputError,
    ModelError,
    NotFoundError,
    StoreError,
)

__all__ = ["problem", "register_errors"]

STATUS = {
    NotFoundError: 404,
    InvalidInputError: 422,
    IndexUnavailableError: 503,
    ModelError: 502,
    StoreError: 503,
}


def problem(status: int, detail: str) -> JSONResponse:
    """One problem document."""
    return JSONResponse(
        {"type": "about:blank", "title": _TITLES.get(status, "Error"), "status": status}
        | {"detail": detail},
        status_code=status,
        media_type="application/problem+json",
    )


_TITLES = {
    401: "Unauthorized",
    404: "Not found",
    422: "Invalid input",
    502: "Model failed",
    503: "Not available",
}


def register_errors(api: FastAPI) -> None:
    """Turn what Hearken raises, and requests that do not fit, into problems."""

    @api.exception_handler(HearkenError)
    def ours(_: Request, error: HearkenError) -> JSONResponse:
        status = next((code for kind, code in STATUS.items() if isinstance(error, kind)), 400)
        return problem(status, str(error))

    @api.exception_handler(RequestValidationError)
    def misfit(_: Request, error: RequestValidationError) -> JSONResponse:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        return problem(422, f"{where}: {first['msg']}.")
