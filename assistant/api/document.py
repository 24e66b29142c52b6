"""The OpenAPI document, with the refusals that all routes share."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from assistant.api.errors import MEDIA_TYPE
from assistant.api.schemas import Problem

__all__ = ["document"]

REFUSALS = {
    "400": "The request cannot be read.",
    "401": "A key or login is missing or wrong.",
    "403": "The role does not allow it, or a page of another site asked.",
    "404": "There is no such thing.",
    "405": "The path does not take this method.",
    "409": "It was done before or is being done, or somebody else was faster.",
    "413": "The body is too large.",
    "415": "The body is of another kind.",
    "422": "The input does not fit.",
    "429": "Too many requests; Retry-After says when to come back.",
    "502": "The language model failed, or a reply was not taken where it is posted.",
    "503": "The database or the index does not answer.",
}
BROUGHT_BY_FASTAPI = ("HTTPValidationError", "ValidationError")


def document(api: FastAPI) -> dict[str, Any]:
    """The document of this API, made once."""
    if api.openapi_schema is None:
        made = get_openapi(
            title=api.title, version=api.version, summary=api.summary, routes=api.routes
        )
        content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
        for path in made["paths"].values():
            for operation in path.values():
                operation["responses"].pop("422", None)
                for status, text in REFUSALS.items():
                    operation["responses"][status] = {"description": text, "content": content}
        schemas = made.setdefault("components", {}).setdefault("schemas", {})
        for name in BROUGHT_BY_FASTAPI:
            schemas.pop(name, None)
        schemas["Problem"] = Problem.model_json_schema()
        api.openapi_schema = made
    return api.openapi_schema
