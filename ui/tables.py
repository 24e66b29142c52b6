"""Tables of numbers that a narrow page shows as one block a row."""

from collections.abc import Sequence

from ui.escaping import escape

__all__ = ["number_table"]


def number_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table whose rows begin with their name. `heads` are plain words, "" for a column without
    one, `rows` HTML. Each cell names its column too, for the page that has no room for columns."""
    head = "".join(
        f'<th scope="col">{escape(each)}</th>' if each else "<td></td>" for each in heads
    )
    body = "".join(_row(heads, row) for row in rows)
    return (
        '<div class="scroll"><table class="numbers stack"><thead>'
        f"<tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _row(heads: Sequence[str], cells: Sequence[str]) -> str:
    name, *others = cells
    told = "".join(
        f'<td data-label="{escape(head)}">{cell}</td>'
        for head, cell in zip(heads[1:], others, strict=True)
    )
    return f'<tr><th scope="row">{name}</th>{told}</tr>'
