import csv

from tests.ingest.desks import Desk


def test_rejected_rows_are_kept_with_line_and_reason(desk: Desk) -> None:
    path = desk.file(
        "text,rating,time\n"
        "fine,5,2026-03-01\n"
        "=HYPERLINK(1),9,2026-03-01\n"
        ",,2026-03-01\n"
        "late,4,soon\n"
        "ahead,4,2026-03-12\n"
        "old,4,1989-12-31\n"
        "short,4\n"
        'open,"4,2026-03-01\n'
        "good,,2026-03-11\n"
    )
    report = desk.run(path)
    assert (report.accepted, report.rejected) == (2, 7)
    kept = report.files[0].rejected_file
    assert kept == desk.rejected / "reviews.csv-20260310T120000Z.rejected.csv"
    with kept.open(encoding="utf-8-sig", newline="") as stream:
        head, *rows = list(csv.reader(stream))
    assert head == ["line", "reason", "text", "rating", "time"]
    assert [(row[0], row[2]) for row in rows] == [
        ("3", "'=HYPERLINK(1)"),
        ("4", ""),
        ("5", "late"),
        ("6", "ahead"),
        ("7", "old"),
        ("8", "short"),
        ("9", 'open,"4,2026-03-01'),
    ]
    reasons = [row[1] for row in rows]
    for reason, said in zip(
        reasons, ["9", "no text", "'soon'", "future", "1990", "2 columns", "quote"], strict=True
    ):
        assert said in reason
    assert report.files[0].rejections[0].line == 3


def test_nothing_rejected_leaves_no_file(desk: Desk) -> None:
    assert desk.run(desk.file("text\ngood\n")).files[0].rejected_file is None
    assert not desk.rejected.exists()


def test_two_files_of_one_name_keep_their_rejects_apart(desk: Desk) -> None:
    (desk.folder / "b").mkdir()
    paths = [desk.file("text,n\n,1\n"), desk.file("text,n\n,2\n", "b/reviews.csv")]
    files = desk.run(*paths).files
    assert len({report.rejected_file for report in files}) == 2


def test_a_rejected_row_is_no_formula_behind_a_blank_either(desk: Desk) -> None:
    [file] = desk.run(desk.file("text,note\n, =1+1\n")).files
    assert file.rejected_file is not None
    assert file.rejected_file.read_text("utf-8-sig").rstrip().endswith(",,' =1+1")
