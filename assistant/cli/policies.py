"""`hearken policies`: the clauses that replies rest on, and what is wrong with them."""

from dataclasses import asdict

import typer

from assistant.cli.options import Json, opened
from assistant.cli.terminal import out, print_json

__all__ = ["policies"]

policies = typer.Typer(help="The shop's policy clauses.", no_args_is_help=True)


@policies.command("list")
def list_(as_json: Json = False) -> None:
    """The clauses with their ids."""
    with opened() as app:
        clauses = app.replies.desk.clauses
    if as_json:
        print_json([asdict(clause) for clause in clauses])
        return
    for clause in clauses:
        out(f"{clause.id}  {clause.title} ({', '.join(clause.text)}, {clause.file})")
    if not clauses:
        out("No policies yet: put Markdown files into HEARKEN_POLICIES.")


@policies.command()
def check(as_json: Json = False) -> None:
    """Clauses that contradict one another or themselves, or lack a number; exit code 1 if any."""
    from assistant.replies.policies.subjects import check_policies

    with opened() as app:
        clauses = app.replies.desk.clauses
    found = check_policies(clauses)
    if as_json:
        print_json([asdict(finding) for finding in found])
    else:
        for finding in found:
            out(f"{finding.check}: {finding.text}")
        if not found:
            out(f"{len(clauses)} clauses, nothing to mend.")
    if found:
        raise typer.Exit(1)
