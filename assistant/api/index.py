"""The index that the server owns, for the other processes of the same home."""

from typing import Any

import numpy as np
from fastapi import APIRouter, Depends, HTTPException, Request
from pydantic import BaseModel

from assistant.access.secrets import same
from assistant.api.visits import services_of
from retrieval.ownership import COUNT_PATH, QUERY_PATH, SECRET_HEADER

__all__ = ["index_router"]


class IndexQuery(BaseModel):
    """What another process of this home asks of the index."""

    vector: list[float]
    filters: dict[str, Any]
    limit: int
    among: list[int] | None = None


def index_router(secret: str) -> APIRouter:
    """The routes of the index, for those who know the secret of `server.json`."""

    def ours(request: Request) -> None:
        if not same(request.headers.get(SECRET_HEADER, ""), secret):
            raise HTTPException(401, "This path is for the processes of the same home.")

    router = APIRouter(dependencies=[Depends(ours)], include_in_schema=False)

    @router.post(QUERY_PATH)
    def query(body: IndexQuery, request: Request) -> dict[str, list[int]]:
        index = services_of(request).tenants.first.indexing.index()
        vector = np.array(body.vector, np.float32)
        return {"rows": index.query(vector, body.filters, body.limit, body.among)}

    @router.post(COUNT_PATH)
    def count(request: Request) -> dict[str, int]:
        return {"count": services_of(request).tenants.first.indexing.indexed()}

    return router
