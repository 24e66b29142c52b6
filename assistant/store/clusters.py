"""The emerging themes that were found once: their names, centroids and first days."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from sqlalchemy import insert, select, update

from assistant.models.vectors import Vectors
from assistant.store.database import Database
from assistant.store.tables import cluster

__all__ = ["Clusters", "KeptCluster", "cluster_id"]


@dataclass(frozen=True, slots=True, eq=False)
class KeptCluster:
    """One theme. `names` by language; `centroid` is float32 of unit length."""

    id: str
    names: Mapping[str, str]
    centroid: Vectors
    first_seen: date


def cluster_id(centroid: Vectors) -> str:
    """The id of a theme that is seen for the first time: the same for the same centroid."""
    return hashlib.sha256(centroid.astype("<f4").tobytes()).hexdigest()[:12]


class Clusters:
    """The themes of all tenants. `space` names the encoder that the centroids come from; those of
    different spaces cannot be compared."""

    def __init__(self, database: Database, space: str) -> None:
        self._database = database
        self._space = space

    def all(self, tenant: str) -> list[KeptCluster]:
        """The themes of a tenant in this space, the earliest first."""
        mine = (cluster.c.tenant == tenant) & (cluster.c.space == self._space)
        query = select(cluster).where(mine).order_by(cluster.c.first_seen, cluster.c.id)
        with self._database.read() as connection:
            return [
                KeptCluster(row.id, row.names, np.frombuffer(row.centroid, "<f4"), row.first_seen)
                for row in connection.execute(query)
            ]

    def keep(self, found: Sequence[KeptCluster], tenant: str) -> None:
        """Keep new themes; of a known one only an earlier first day is taken over."""
        with self._database.write() as connection:
            for each in found:
                mine = (cluster.c.tenant == tenant) & (cluster.c.id == each.id)
                known = connection.scalar(select(cluster.c.first_seen).where(mine))
                if known is None:
                    connection.execute(insert(cluster).values(tenant=tenant, **self._row(each)))
                elif each.first_seen < known:
                    earlier = update(cluster).where(mine).values(first_seen=each.first_seen)
                    connection.execute(earlier)

    def _row(self, kept: KeptCluster) -> dict[str, object]:
        return {
            "id": kept.id,
            "space": self._space,
            "names": dict(kept.names),
            "centroid": kept.centroid.astype("<f4").tobytes(),
            "first_seen": kept.first_seen,
        }
