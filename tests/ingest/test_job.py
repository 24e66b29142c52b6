"""The whole job: files in, a report out, nothing twice, nothing lost."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import ImportFileError
from assistant.ingest.job import ImportOptions
from assistant.models import Feedback
from tests.ingest.desks import NOW, SHANGHAI, CountingProgress, Desk

CHINESE = """评论ID,评论时间,评分,NPS评分,评论内容,渠道,商品,订单号,客户ID,昵称,标题,语言,触点,\
客户分层,仓
R1,2026年3月5日 下午3:20,5星,9,包装好,天猫,杯,="D1",C1,小林,满意,zh-CN,售后,VIP,三号
R2,2026-03-06 08:00,2星,3,盖子漏水,京东,杯,D2,C2,阿木,,中文,,新客,
"""


def test_every_field_finds_its_place(desk: Desk) -> None:
    report = desk.run(desk.file(CHINESE))
    first, second = desk.sink.feedback
    assert first == Feedback(
        id="R1",
        time=datetime(2026, 3, 5, 7, 20, tzinfo=UTC),
        text="包装好",
        source="reviews",
        title="满意",
        rating=5.0,
        nps=9,
        channel="天猫",
        product="杯",
        order_id="D1",
        customer_id="C1",
        customer_name="小林",
        touchpoint="售后",
        segment="VIP",
        language="zh",
        extra={"仓": "三号"},
    )
    assert (second.title, second.touchpoint, second.extra) == (None, None, {})
    assert all(key.startswith("sha1:") for key in desk.sink.rows)
    assert [incoming.line for incoming in desk.sink.rows.values()] == [2, 3]
    assert report.files[0].columns["time"] == "评论时间"
    assert report.files[0].unmapped == ("仓",)
    assert json.loads(json.dumps(report.as_json()))["files"][0]["encoding"] == "utf-8"


def test_a_second_run_adds_nothing(desk: Desk) -> None:
    path = desk.file("text,rating\ngood,5\nbad,1\nGood,5\n")
    assert desk.run(path).accepted == 3
    later = datetime(2026, 4, 1, tzinfo=UTC)
    again = desk.run(path, now=later)
    assert (again.accepted, again.duplicates) == (0, 3)


def test_the_content_is_the_key_whatever_the_file(desk: Desk) -> None:
    desk.run(desk.file("text,rating,when\ngood  one,5,3/25/2026\n".replace("3/25", "2/25")))
    rows = [{"text": "good one", "rating": 5.0, "when": "2026-02-25"}]
    again = desk.run(desk.file(json.dumps(rows), "other.json"), options=ImportOptions(source="x"))
    assert again.duplicates == 1
    (incoming,) = desk.sink.rows.values()
    assert incoming.key.startswith("sha1:")
    assert incoming.feedback.id == "F" + incoming.key[5:15]


def test_the_same_id_with_the_same_words_is_one_feedback_whatever_the_file(desk: Desk) -> None:
    first = desk.run(desk.file("id,text\n1,good\n2,good\n", "a.csv"))
    assert first.accepted == 2
    renamed = desk.run(desk.file("id,text\n1,good\n2,good\n", "b.csv"))
    assert (renamed.accepted, renamed.duplicates) == (0, 2)
    other = desk.run(desk.file("id,text\n1,another thing\n", "c.csv"))
    assert other.accepted == 1


def test_a_source_that_the_user_names_numbers_its_own(desk: Desk) -> None:
    path = desk.file("id,text\n1,good\n1,other\n", "march.csv.txt")
    for source in ("shop", "mail"):
        desk.run(path, options=ImportOptions(source=source))
    assert list(desk.sink.rows) == ["id:shop:1", "id:mail:1"]


def test_the_source_is_that_of_the_row_then_of_the_file(desk: Desk) -> None:
    desk.run(desk.file("id,text,来源\n1,good,微博\n2,fine,\n", "march.csv.txt"))
    assert [feedback.source for feedback in desk.sink.feedback] == ["微博", "march"]


def test_a_source_is_the_channel_where_none_is_named(desk: Desk) -> None:
    desk.run(desk.file("id,text,Quelle,Kanal\n1,good,eBay,\n2,fine,eBay,Webshop\n3,so so,,\n"))
    assert [feedback.channel for feedback in desk.sink.feedback] == ["eBay", "Webshop", None]


def test_answers_without_words_are_kept_one_by_one(desk: Desk) -> None:
    path = desk.file(
        "nps,date,comment\n9,2026-03-01,\n9,2026-03-01,\n3,2026-03-01,\n,2026-03-01,\n"
    )
    report = desk.run(path)
    assert (report.accepted, report.rejected) == (3, 1)
    assert [feedback.text for feedback in desk.sink.feedback] == ["", "", ""]
    assert len({feedback.id for feedback in desk.sink.feedback}) == 3
    assert desk.run(path).duplicates == 3


def test_an_interrupted_job_goes_on_where_it_was(desk: Desk) -> None:
    path = desk.file("text\n" + "".join(f"review {n}\n" for n in range(95)))
    options = ImportOptions(batch_size=10)
    desk.sink.fail_at = 4
    with pytest.raises(ConnectionError):
        desk.run(path, options=options)
    assert len(desk.sink.rows) == 30
    report = desk.run(path, options=options)
    assert (report.accepted, report.duplicates) == (65, 30)
    assert [feedback.text for feedback in desk.sink.feedback] == [f"review {n}" for n in range(95)]


def test_a_dry_run_adds_and_writes_nothing(desk: Desk) -> None:
    rows = "".join(f"review {n % 8}\n" for n in range(10))
    path = desk.file("text\n" + rows + '"\n')
    report = desk.run(path, options=ImportOptions(dry_run=True, batch_size=3))
    assert (report.accepted, report.duplicates, report.rejected) == (8, 2, 1)
    assert [row["text"] for row in report.preview] == [f"review {n}" for n in range(5)]
    assert json.dumps(report.as_json())
    assert not desk.sink.rows
    assert not desk.rejected.exists()
    desk.run(path)
    assert desk.run(path, options=ImportOptions(dry_run=True)).duplicates == 10


def test_one_bad_file_stops_all_before_the_first_row(desk: Desk) -> None:
    good = desk.file("text\ngood\n", "good.csv")
    with pytest.raises(ImportFileError):
        desk.run(good, desk.folder / "missing.csv")
    assert not desk.sink.rows
    with pytest.raises(ImportFileError, match="No file"):
        desk.run()


def test_rows_without_a_time_get_now_and_it_is_said(desk: Desk) -> None:
    report = desk.run(desk.file("text\ngood\n"))
    assert desk.sink.feedback[0].time == NOW
    assert any("no column holds a time" in note for note in report.files[0].notes)
    report = desk.run(desk.file("text,time\nfine,2026-03-01\nbad,\n", "b.csv"))
    assert any(
        note.startswith("rows without a time") and note.endswith(": 1")
        for note in report.files[0].notes
    )


def test_columns_that_are_no_field_are_named_with_what_to_do(desk: Desk) -> None:
    report = desk.run(desk.file("Review #,Gadget,text\nR-1,Bell,good\nR-2,Horn,bad\n"))
    (note,) = [each for each in report.files[0].notes if "not as a field" in each]
    assert "'Gadget'" in note
    assert "--map product=COLUMN" in note


def test_times_without_a_zone_are_in_the_given_one(desk: Desk) -> None:
    path = desk.file(
        "id,text,time\n1,a,2026-03-01 00:30\n2,b,2026-03-01T00:30:00Z\n3,c,1772325000\n"
    )
    desk.run(path)
    assert [feedback.time for feedback in desk.sink.feedback] == [
        datetime(2026, 2, 28, 16, 30, tzinfo=UTC),
        datetime(2026, 3, 1, 0, 30, tzinfo=UTC),
        datetime(2026, 3, 1, 0, 30, tzinfo=UTC),
    ]


def test_text_is_verbatim_but_for_what_no_database_takes(desk: Desk) -> None:
    long = "很" * 100_001
    rows = [" two  spaces <b>&amp;</b>\n", "\ufeffa\0b\ud800c", long]
    body = "\n".join(json.dumps({"text": text}) for text in rows)
    report = desk.run(desk.file(body, "a.jsonl"))
    texts = [feedback.text for feedback in desk.sink.feedback]
    assert texts == [" two  spaces <b>&amp;</b>\n", "abc", "很" * 100_000]
    assert any(note.startswith("1 texts were cut at 100,000") for note in report.files[0].notes)


def test_the_scale_and_the_order_of_dates_come_from_the_whole_column(desk: Desk) -> None:
    early = "".join(f"early {n},5,3/4/2025\n" for n in range(3_000))
    late = "".join(f"late {n},10,25/4/2025\n" for n in range(200))
    report = desk.run(desk.file("text,score,date\n" + early + late))
    assert report.accepted == 3_200
    assert desk.sink.feedback[0].rating == pytest.approx(1 + 4 * 4 / 9, abs=1e-4)
    assert desk.sink.feedback[0].time.astimezone(SHANGHAI).date().isoformat() == "2025-04-03"
    assert any("1-10" in note for note in report.files[0].notes)


def test_flags_named_score_are_no_rating(desk: Desk) -> None:
    report = desk.run(desk.file("text,score\ngood,1\nbad,0\nugly,-1\n"))
    assert report.files[0].unmapped == ("score",)
    assert desk.sink.feedback[0].extra == {"score": "1"}


def test_progress_sees_every_row(desk: Desk) -> None:
    progress = CountingProgress()
    paths = [desk.file("text,n\na,1\n,2\nb\n"), desk.file("text\nx\ny\n", "b.csv")]
    desk.run(*paths, options=ImportOptions(batch_size=2), progress=progress)
    assert (progress.total, progress.done, progress.finished) == (5, 5, 1)


def test_the_tenant_is_written_on_every_row(desk: Desk) -> None:
    desk.run(desk.file("text\na\n"), tenant="north")
    assert desk.sink.feedback[0].tenant == "north"


CELL = st.text(st.sampled_from("ab很,;\"'\n\t=0159/-. ★星"), max_size=8)


@given(st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=12), st.integers(1, 5))
def test_counts_add_up_and_a_second_run_adds_nothing(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, str]], batch_size: int
) -> None:
    desk = Desk(tmp_path_factory.mktemp("any"))
    body = "\n".join(",".join(row) for row in rows)
    path = desk.file(f"text,rating,time\n{body}\nlast,5,2026-03-01\n")
    options = ImportOptions(batch_size=batch_size)
    try:
        first = desk.run(path, options=options)
    except ImportFileError:
        return
    assert first.accepted == len(desk.sink.rows)
    second = desk.run(path, options=options)
    assert (second.accepted, second.duplicates) == (0, first.accepted + first.duplicates)
    assert (second.read, second.rejected) == (first.read, first.rejected)
