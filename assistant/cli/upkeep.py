"""`hearken reindex` and `hearken doctor`."""

import typer

from assistant.cli.options import Json, opened
from assistant.cli.terminal import out, print_json

__all__ = ["doctor", "reindex"]


def reindex(as_json: Json = False) -> None:
    """Rebuild the search index from the database."""
    with opened() as app:
        indexed = app.indexing.rebuild()
    if as_json:
        print_json({"indexed": indexed})
    else:
        out(f"Indexed {indexed} records.")


def doctor(as_json: Json = False) -> None:
    """Check the installation and say what is wrong."""
    from assistant.doctor import examine

    with opened() as app:
        found = examine(app)
    if as_json:
        print_json(found)
    else:
        for name in ("feedback", "indexed", "pending", "home", "database", "embedding", "brain"):
            out(f"{name}: {found[name]}")
        for name, value in (found["model"] or {}).items():
            out(f"model {name.replace('_', ' ')}: {'unknown' if value is None else value}")
        for problem in found["problems"]:
            out(f"problem: {problem}")
        if not found["problems"]:
            out("Everything works.")
    if found["problems"]:
        raise typer.Exit(1)
