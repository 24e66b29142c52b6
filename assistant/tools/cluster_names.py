"""Gives emerging themes the names that they had before, so that a problem is called the same week
over week."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from assistant.store.clusters import Clusters, KeptCluster, cluster_id

if TYPE_CHECKING:
    from assistant.understanding.emerging import EmergingTheme

__all__ = ["named"]


def named(
    found: Sequence["EmergingTheme"], first_days: Sequence[date], known: Clusters, tenant: str
) -> list[KeptCluster]:
    """One kept theme for each that was found: the one known for it, else a new one.

    `first_days` are the days of the earliest member of each. Nothing is stored.
    """
    from assistant.understanding.emerging import KnownCluster, match

    kept = {each.id: each for each in known.all(tenant)}
    ids = match(found, [KnownCluster(each.id, each.centroid) for each in kept.values()])
    return [
        KeptCluster(
            ids[n],
            kept[ids[n]].names,
            kept[ids[n]].centroid,
            min(first, kept[ids[n]].first_seen),
        )
        if n in ids
        else KeptCluster(cluster_id(theme.centroid), _names(theme), theme.centroid, first)
        for n, (theme, first) in enumerate(zip(found, first_days, strict=True))
    ]


def _names(theme: "EmergingTheme") -> dict[str, str]:
    return {language: theme.name(language) for language in ("en", "zh")}
