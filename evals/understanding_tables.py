"""The scores of the understanding as Markdown."""

from collections.abc import Mapping, Sequence
from typing import Any

from evals.tables import share, table

__all__ = ["to_markdown"]

Rows = Sequence[Mapping[str, Any]]


def to_markdown(result: Mapping[str, Any]) -> str:
    """Tables of what `evals.understanding.run` gives."""
    tables = [
        _tasks(result["tasks"]),
        _themes(result["themes"]),
        _languages(result["languages"]),
        _stores(result["stores"]),
        _dangers(result["dangers"]),
        _speeds(result["speed"]),
    ]
    if result["peers"]:
        tables.append(_peers(result["peers"]))
    return "\n\n".join(tables) + "\n"


def _tasks(rows: Rows) -> str:
    head = ("task", "metric", "score (95 %)", "macro-F1", "n", "target")
    return table(
        head,
        (
            (
                row["task"],
                row["metric"],
                f"{row['score']:.3f} ({row['low']:.3f}–{row['high']:.3f})",
                share(row["macro_f1"]),
                row["n"],
                share(row["target"]),
            )
            for row in rows
        ),
    )


def _themes(rows: Rows) -> str:
    names = ("precision", "recall", "f1")
    cells = ((row["theme"], row["n"], *(share(row[name]) for name in names)) for row in rows)
    return table(("theme", "n", "precision", "recall", "F1"), cells)


def _languages(rows: Rows) -> str:
    names = ("sentiment", "emotion", "urgency", "themes")
    head = ("labelled items", "n", *names, "called critical", "of these right")
    return table(
        head,
        (
            (
                row["language"],
                row["n"],
                *(share(row[name]) for name in names),
                row["called_critical"],
                share(row["critical_precision"]),
            )
            for row in rows
        ),
    )


def _stores(rows: Rows) -> str:
    names = ("polarity", "neutral", "themes", "stance", "five_negative", "low_positive")
    misread = ("5 stars read as negative", "1-2 stars read as positive")
    cells = (
        (row["language"], row["clauses"], *(share(row[name]) for name in names)) for row in rows
    )
    return table(("store clauses", "n", *names[:4], *misread), cells)


def _dangers(rows: Rows) -> str:
    cells = (
        (
            row["language"],
            row["dangers"],
            share(row["recall"]),
            row["calm"],
            share(row["false_alarms"]),
        )
        for row in rows
    )
    head = ("dangers, invented sentences", "n", "called critical", "calm", "of these critical")
    return table(head, cells)


def _speeds(rows: Rows) -> str:
    names = ("language", "mean_characters", "texts_per_second")
    head = ("language", "mean characters", "texts a second, all labels")
    return table(head, ([row[name] for name in names] for row in rows))


def _peers(rows: Rows) -> str:
    return table(
        ("peer", "task", "accuracy", "n", "texts a second"),
        (
            (row["peer"], row["task"], share(row["score"]), row["n"], row["texts_per_second"])
            for row in rows
        ),
    )
