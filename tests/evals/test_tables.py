"""The tables of the evals are Markdown."""

from markdown_it import MarkdownIt

from evals.tables import share, table


def test_a_table_is_read_as_one() -> None:
    text = table(("theme", "F1"), [("delivery", share(0.25)), ("usability", share(None))], "lr")
    page = MarkdownIt("commonmark").enable("table").render(text)
    assert [page.count(tag) for tag in ("<table>", "<th ", "<tr>", "<td ")] == [1, 2, 3, 4]
    assert '<td style="text-align:right">0.250</td>' in page
    assert '<td style="text-align:right"></td>' in page


def test_a_table_without_rows_keeps_its_head() -> None:
    assert table(("a", "b"), []) == "| a | b |\n|---|---|"
