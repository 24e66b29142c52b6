"""Files of every format opened by what is in them."""

import gzip
import io
import json
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import ImportFileError
from assistant.ingest.readers import BadRow, Row, Table, open_table

HEADER = ("id", "text", "rating")
CELLS = [("1", "late, and cold", "2"), ("2", '说"很好"\n第二行', "5"), ("3", "", "4")]


def csv_bytes(delimiter: str = ",") -> bytes:
    lines = [delimiter.join(HEADER)]
    lines += [delimiter.join('"' + c.replace('"', '""') + '"' for c in row) for row in CELLS]
    return "\r\n".join(lines).encode()


def jsonl_bytes() -> bytes:
    rows = (json.dumps(dict(zip(HEADER, row, strict=True))) for row in CELLS)
    return "\n".join(rows).encode()


def json_bytes() -> bytes:
    rows = [dict(zip(HEADER, row, strict=True)) for row in CELLS]
    return json.dumps(rows, ensure_ascii=False, indent=1).encode()


def held_json_bytes() -> bytes:
    rows = [dict(zip(HEADER, row, strict=True)) for row in CELLS]
    return json.dumps({"count": 3, "tags": ["x"], "data": rows, "next": {"page": 2}}).encode()


def xlsx_bytes() -> bytes:
    book = openpyxl.Workbook()
    for row in (HEADER, *CELLS):
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def parquet_bytes() -> bytes:
    stream = io.BytesIO()
    columns = {name: [row[n] for row in CELLS] for n, name in enumerate(HEADER)}
    pq.write_table(pa.table(columns), stream)
    return stream.getvalue()


MAKERS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "csv": ("csv", csv_bytes),
    "semicolon.csv": ("csv", lambda: csv_bytes(";")),
    "pipe.csv": ("csv", lambda: csv_bytes("|")),
    "tsv": ("tsv", lambda: csv_bytes("\t")),
    "jsonl": ("jsonl", jsonl_bytes),
    "json": ("json", json_bytes),
    "held.json": ("json", held_json_bytes),
    "xlsx": ("xlsx", xlsx_bytes),
    "parquet": ("parquet", parquet_bytes),
}


def opened(folder: Path, name: str, content: bytes | str) -> Table:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return open_table(path)


def cells(table: Table) -> list[tuple[str, ...]]:
    return [tuple(row.cells) for row in table.rows() if isinstance(row, Row)]


def bad(table: Table) -> list[tuple[int, str]]:
    return [(row.line, row.reason) for row in table.rows() if isinstance(row, BadRow)]


def lines(table: Table) -> list[int]:
    return [row.line for row in table.rows()]


@pytest.mark.parametrize("gzipped", [False, True])
@pytest.mark.parametrize("kind", MAKERS)
def test_every_format(tmp_path: Path, kind: str, gzipped: bool) -> None:
    name, make = MAKERS[kind]
    content = gzip.compress(make()) if gzipped else make()
    table = opened(tmp_path, f"reviews.{kind}" + (".gz" if gzipped else ""), content)
    assert (table.format, table.columns) == (name, HEADER)
    assert cells(table) == CELLS
    assert cells(table) == CELLS, "a table can be read again"


@pytest.mark.parametrize("name", ["reviews.csv", "reviews.txt", "reviews"])
@pytest.mark.parametrize("kind", ["xlsx", "parquet", "json", "jsonl"])
def test_the_content_decides_not_the_name(tmp_path: Path, kind: str, name: str) -> None:
    table = opened(tmp_path, name, MAKERS[kind][1]())
    assert table.format == kind
    assert cells(table) == CELLS


def test_lines_are_those_of_the_file(tmp_path: Path) -> None:
    assert lines(opened(tmp_path, "a.csv", csv_bytes())) == [2, 3, 5]
    assert lines(opened(tmp_path, "a.csv", 'text,n\n\n"a\nb",1\n\nc,2\n')) == [3, 6]
    assert lines(opened(tmp_path, "a.jsonl", '{"a":1}\n\n{"a":2}\n')) == [1, 3]
    assert lines(opened(tmp_path, "a.json", '[\n{"a":1},\n\n{"a":\n2},{"a":3}]')) == [2, 4, 5]
    assert lines(opened(tmp_path, "a.csv", "text,n\ra,1\rb,2\r")) == [2, 3]


def test_rows_of_a_sheet_keep_their_numbers(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "cover"
    page = book.create_sheet("data")
    page["A2"], page["B2"] = "text", "when"
    page["A3"], page["B3"] = "fine", datetime(2026, 3, 5, 15, 20)
    page["A6"], page["B6"] = 4.0, 2.5
    path = tmp_path / "book.xlsx"
    book.save(path)
    table = open_table(path)
    assert table.columns == ("text", "when")
    assert list(table.rows()) == [
        Row(3, ["fine", "2026-03-05T15:20:00"]),
        Row(6, ["4", "2.5"]),
    ]
    assert "'data'" in table.notes[0]
    assert lines(open_table(path, sheet="data")) == [3, 6]
    (tmp_path / "a.csv").write_text("text\nfine\n")
    with pytest.raises(ImportFileError, match=r"a\.csv has no sheets"):
        open_table(tmp_path / "a.csv", sheet="data")
    with pytest.raises(ImportFileError, match="no rows on cover"):
        open_table(path, sheet="cover")
    with pytest.raises(ImportFileError, match="no sheet 'x': it has cover, data"):
        open_table(path, sheet="x")


def test_an_unclosed_quote_costs_its_own_line(tmp_path: Path) -> None:
    rows = [
        "id,text,rating",
        "1,fine,5",
        '2,"never closed,4',
        "3,good,5",
        '4,"quo, ted",3',
        "5,x,1",
    ]
    table = opened(tmp_path, "a.csv", "\n".join(rows))
    assert [row[0] for row in cells(table)] == ["1", "3", "4", "5"]
    assert bad(table) == [(3, "a quote is opened and never closed")]


def test_an_unclosed_quote_without_another_quote(tmp_path: Path) -> None:
    body = "".join(f"{n},good,5\n" for n in range(5_000))
    table = opened(tmp_path, "a.csv", f'id,text,rating\n0,"open,1\n{body}')
    assert len(cells(table)) == 5_000
    assert [line for line, _ in bad(table)] == [2]


def test_a_swallowed_row_is_given_back(tmp_path: Path) -> None:
    text = 'id,text,rating\n1,"open,5\n2,has "quotes",4\n3,"a",2\n'
    table = opened(tmp_path, "a.csv", text)
    assert [row[0] for row in cells(table)] == ["2", "3"]


def test_quotes_inside_a_cell_are_characters(tmp_path: Path) -> None:
    table = opened(tmp_path, "a.csv", 'text,rating\n"Great" phone,5\n5\'8" tall,4\n')
    assert cells(table) == [('"Great" phone', "5"), ("5'8\" tall", "4")]


def test_wrong_number_of_columns(tmp_path: Path) -> None:
    table = opened(tmp_path, "a.csv", "id,text,rating\n1,a,5\n2,b\n3,c,d,4\n4,e,5,,\n5,f,1\n")
    assert [row[0] for row in cells(table)] == ["1", "4", "5"]
    assert bad(table) == [(3, "2 columns instead of 3"), (4, "4 columns instead of 3")]


def test_a_file_of_one_column_keeps_its_commas(tmp_path: Path) -> None:
    table = opened(tmp_path, "a.csv", 'review\nlate, cold, and wet\n"quoted; too"\n')
    assert cells(table) == [("late, cold, and wet",), ("quoted; too",)]


def test_a_declared_delimiter(tmp_path: Path) -> None:
    table = opened(tmp_path, "a.csv", "sep=;\ntext;rating\na, b;5\n")
    assert table.columns == ("text", "rating")
    assert list(table.rows()) == [Row(3, ["a, b", "5"])]


def test_a_cell_longer_than_the_csv_module_likes(tmp_path: Path) -> None:
    long = "很" * 200_000
    assert cells(opened(tmp_path, "a.csv", f'text,n\n"{long}",1\n')) == [(long, "1")]


def test_broken_json_lines(tmp_path: Path) -> None:
    table = opened(tmp_path, "a.jsonl", '{"t":"a"}\n{"t":\n[1]\n{"t":"b","u":{"v":[1]}}\n')
    assert table.columns == ("t", "u.v")
    assert cells(table) == [("a", ""), ("b", "[1]")]
    assert [line for line, _ in bad(table)] == [2, 3]
    hard = '{"t":' + "9" * 5_000 + '}\n{"t":"a"}\n' + '{"t":' * 100_000 + "\n"
    found = bad(opened(tmp_path, "a.jsonl", hard))
    assert found == [
        (1, "invalid JSON: a number is too long"),
        (3, "invalid JSON: too deeply nested"),
    ]


def test_a_long_list_is_read_in_pieces(tmp_path: Path) -> None:
    rows = [{"text": "很好" * 400, "n": n} for n in range(500)]
    table = opened(tmp_path, "a.json", json.dumps(rows, ensure_ascii=False))
    assert [row[1] for row in cells(table)] == [str(n) for n in range(500)]


@pytest.mark.parametrize("name", ["a.json", "a.txt"])
def test_a_document_on_one_line_longer_than_the_look(tmp_path: Path, name: str) -> None:
    rows = [{"text": "很好\u2028" * 400, "n": n} for n in range(200)]
    table = opened(tmp_path, name, json.dumps({"items": rows}, ensure_ascii=False))
    assert (table.format, len(cells(table))) == ("json", 200)


def test_line_separators_inside_a_text_end_no_line(tmp_path: Path) -> None:
    body = '{"text":"a\u2028b\x85c"}\n{"text":"d"}\n'
    assert lines(opened(tmp_path, "a.jsonl", body)) == [1, 2]
    assert lines(opened(tmp_path, "b.csv", "text,n\na\u2028b\x85c,1\nd,2\n")) == [2, 3]


def test_broken_bytes_cost_their_own_row(tmp_path: Path) -> None:
    good = "很好的商品,5\n".encode() * 100
    table = opened(tmp_path, "a.csv", b"text,rating\n" + good + b"bad \xff,1\n" + good)
    assert len(cells(table)) == 200
    assert bad(table) == [(102, "bytes that are not utf-8")]


def zip_bytes() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("reviews.csv", "text\nfine\n")
    return stream.getvalue()


def damaged(content: bytes) -> bytes:
    """The same file with its middle wiped out, its ends whole."""
    third = len(content) // 3
    return content[:third] + bytes(third) + content[2 * third :]


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.csv", b"", "a.csv is empty"),
        ("a.csv.gz", gzip.compress(b"", mtime=0), "a.csv.gz is empty"),
        ("a.csv", b" \n\n", "nothing but white space"),
        ("a.csv", b"\xef\xbb\xbf", "nothing but white space"),
        ("a.csv", b"text,rating\n", "has a header but no rows"),
        ("a.csv.gz", gzip.compress(csv_bytes(), mtime=0)[:-12], "damaged or incomplete .gz"),
        ("a.json", csv_bytes(), "holds no JSON"),
        ("a.jsonl", csv_bytes(), "holds no JSON"),
        ("a.json", b'[{"a": 1}, {"a": }]', "not valid JSON .line 1"),
        ("a.json", b'[{"a": 1},\n{"a": 2}', "not valid JSON .line 2"),
        ("a.json", b'{"a": [{"t": 1}],\n "b": [{"t": 2}]}', "more than one list"),
        ("a.json", b'{"a": 1,\n "b": 2}', "no list of objects"),
        ("a.json", b"[]", "no JSON object"),
        ("a.jsonl", b'{"a":\n{"b":\n', "no JSON object"),
        ("a.xlsx", zip_bytes(), "no readable Excel workbook"),
        ("a.xlsx", xlsx_bytes()[:500], "no readable Excel workbook"),
        ("a.xlsx", damaged(xlsx_bytes()), "no readable Excel workbook"),
        ("a.parquet", damaged(parquet_bytes()), "damaged Parquet"),
        ("a.parquet", parquet_bytes()[:200], "damaged Parquet"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old or password-protected"),
        ("a.csv", b"%PDF-1.7\n", "is a PDF"),
        ("a.xls", b"<html><table><tr><td>text</td></tr></table>", "web page"),
        ("a.csv", bytes(range(256)) * 40, r".+"),
    ],
)
def test_what_cannot_be_read_gets_one_sentence(
    tmp_path: Path, name: str, content: bytes, sentence: str
) -> None:
    with pytest.raises(ImportFileError, match=sentence) as caught:
        opened(tmp_path, name, content)
    assert "\n" not in str(caught.value)
    assert name in str(caught.value)


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(ImportFileError, match="There is no file"):
        open_table(tmp_path / "none.csv")
    with pytest.raises(ImportFileError, match="is a folder"):
        open_table(tmp_path)


@given(st.binary(min_size=1, max_size=200), st.sampled_from(["a.csv", "a.json", "a.jsonl"]))
def test_any_bytes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, name: str
) -> None:
    try:
        table = opened(tmp_path_factory.mktemp("any"), name, content)
    except ImportFileError:
        return
    width = len(table.columns)
    assert all(len(row.cells) == width for row in table.rows() if isinstance(row, Row))


@given(
    st.lists(
        st.lists(
            st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r\n\ufeff")),
            min_size=3,
            max_size=3,
        ),
        min_size=1,
        max_size=8,
    )
)
def test_quoted_cells_round_trip(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    body = "\n".join(",".join('"' + c.replace('"', '""') + '"' for c in row) for row in rows)
    table = opened(tmp_path_factory.mktemp("round"), "a.csv", f"text,b,c\n{body}\n")
    assert [list(row.cells) for row in table.rows()] == rows
