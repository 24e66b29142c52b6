"""Columns recognised by Chinese and English headers, by values, and by the user's word."""

import pytest

from assistant.errors import ImportFileError
from assistant.ingest.columns import ColumnPlan, recognise_columns
from assistant.ingest.header_names import FIELDS, OWN_NAMES
from assistant.ingest.header_words import FOREIGN_NAMES
from assistant.ingest.headers import plain_header
from assistant.ingest.tables import column_names


def plan_of(columns: str, *sample: str, **mapping: str) -> ColumnPlan:
    rows = [row.split("|") for row in sample]
    return recognise_columns(columns.split("|"), rows, mapping, name="reviews.csv")


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        ("评论时间", "time"),
        ("评分", "rating"),
        ("NPS评分", "nps"),
        ("评论内容", "text"),
        ("渠道", "channel"),
        ("商品", "product"),
        ("订单号", "order_id"),
        ("客户ID", "customer_id"),
        ("昵称", "customer_name"),
        ("标题", "title"),
        ("语言", "language"),
        ("触点", "touchpoint"),
        ("客户分层", "segment"),
        ("来源", "source"),
        ("评论ID", "id"),
        ("tweet_created", "time"),
        ("TWEET CREATED", "time"),
        ("tweetCreated", "time"),
        ("Created-At", "time"),
        ("submitted_at", "time"),
        ("Rating", "rating"),
        ("Star Rating", "rating"),
        ("stars", "rating"),
        ("score", "rating"),
        ("评分(1-5)", "rating"),
        ("您有多大可能向朋友推荐我们？", "nps"),
        ("How likely are you to recommend us to a friend?", "nps"),
        ("nps", "nps"),
        ("CES", "ces"),
        ("airline", "product"),
        ("Clothing ID", "product"),
        ("SKU", "product"),
        ("channel", "channel"),
        ("tweet_id", "id"),
        ("Order No.", "order_id"),
        ("ＲＡＴＩＮＧ", "rating"),
        ("Review #", "id"),
        ("Comment No.", "id"),
        ("Rider ID", "customer_id"),
        ("买家编号", "customer_id"),
        ("CSAT rating", "rating"),
        ("Satisfaction score", "rating"),
        ("ticket.via", "channel"),
        ("ticket.product.name", "product"),
        ("message.language", "language"),
        ("data.attributes.rating", "rating"),
        ("response.likelihood_to_recommend", "nps"),
        ("Feature", "product"),
        ("Plan", "segment"),
        ("Lifecycle stage", "touchpoint"),
        ("Item bought", "product"),
        ("啥货", "product"),
        ("打几分", "rating"),
        ("Ref", "id"),
        ("Account", "customer_name"),
        ("客人", "customer_name"),
    ],
)
def test_header(header: str, fields: str) -> None:
    assert plan_of(f"{header}|review").named == {fields: header, "text": "review"}


@pytest.mark.parametrize(
    "header",
    ["Review Text", "review", "body", "comment", "message", "REVIEW_TEXT", "reviewText", "用户评价",
     "您的评论内容"],
)  # fmt: skip
def test_text_header(header: str) -> None:
    assert plan_of(f"{header}|Rating").named == {"text": header, "rating": "Rating"}


@pytest.mark.parametrize(
    "label",
    ["label", "airline_sentiment", "negativereason", "Recommended IND", "情感标签", "emotion",
     "Positive Feedback Count", "是否推荐"],
)  # fmt: skip
def test_labels_stay_aside(label: str) -> None:
    plan = plan_of(f"{label}|text", "1|fine", "0|bad")
    assert plan.unmapped == (label,)


@pytest.mark.parametrize("path", ["ticket.assignee.name", "survey.name", "message.agent.language"])
def test_what_is_nested_deeper_is_someone_elses(path: str) -> None:
    assert plan_of(f"{path}|text").unmapped == (path,)


def test_the_better_name_wins() -> None:
    plan = plan_of("comment|Review Text|Title|description")
    assert plan.named == {"text": "Review Text", "title": "Title"}
    assert plan_of("cat|product_name|text").named["product"] == "product_name"


def test_values_tell_where_headers_do_not() -> None:
    plan = plan_of(
        "a|b|c|birthday",
        "the parcel came two days late|2026-03-01 10:00|x1|1990-01-01",
        "all is well with my order|2026-03-02 11:00|x2|1991-01-01",
    )
    assert plan.named == {"text": "a", "time": "b"}
    assert set(plan.guessed) == {"text", "time"}


@pytest.mark.parametrize(
    ("columns", "customer"),
    [
        ("text|Reviewer Email", "Reviewer Email"),
        ("text|Adresse mail", "Adresse mail"),
        ("text|Assignee email", None),
        ("text|customer_id", "customer_id"),
    ],
)
def test_addresses_tell_customers_apart_where_nothing_else_does(
    columns: str, customer: str | None
) -> None:
    rows = ["all is well with my order|ann@example.com", "it came two days late|Bo@example.org"]
    assert plan_of(columns, *rows).named.get("customer_id") == customer


def test_an_opt_in_is_no_customer() -> None:
    assert "customer_id" not in plan_of("text|email", "fine with me|yes", "too late|no").named


@pytest.mark.parametrize("header", ["Would recommend (0-10)", "Would recommend", "推荐吗"])
def test_a_scale_of_recommending_is_nps(header: str) -> None:
    said = ("all is well with my order", "it came two days late")
    plan = plan_of(f"review|{header}", f"{said[0]}|9", f"{said[1]}|2")
    assert (plan.named["nps"], plan.guessed) == (header, ("nps",))
    for others in (("1", "0"), ("yes", "no"), ("5", "3"), ("40", "9")):
        pairs = zip(said, others, strict=True)
        assert "nps" not in plan_of(f"review|{header}", *map("|".join, pairs)).named


def test_a_title_alone_is_the_text() -> None:
    assert plan_of("Title|Rating").named == {"text": "Title", "rating": "Rating"}


def test_codes_and_names_are_no_text() -> None:
    with pytest.raises(ImportFileError, match=r"code, town.*--map text=COLUMN"):
        plan_of("code|town", "AB-12345678901|Rome", "AB-12345678902|Rome")


def test_the_user_overrides() -> None:
    plan = plan_of("Review Text|notes_internal|Rating", text="notes internal")
    assert plan.named == {"text": "notes_internal", "rating": "Rating"}
    assert plan.unmapped == ("Review Text",)


def test_a_mapping_to_nothing_is_one_sentence() -> None:
    with pytest.raises(ImportFileError, match=r"no field 'txt'.*text"):
        plan_of("a|b", txt="a")
    with pytest.raises(ImportFileError, match=r"no column 'c' for text: it has a, b\."):
        plan_of("a|b", text="c")


def test_a_first_line_of_data_is_refused() -> None:
    with pytest.raises(ImportFileError, match=r"first line of reviews\.csv is data"):
        plan_of("2026-03-01|the parcel came late|4", "2026-03-02|all is well here|5")


def test_answers_without_text_are_enough() -> None:
    assert plan_of("NPS|submitted_at").named == {"nps": "NPS", "time": "submitted_at"}


def test_header_names() -> None:
    assert column_names(["\ufeffreview", "", "review", " Star\n Rating ", "", ""]) == (
        "review",
        "column 2",
        "review (2)",
        "Star Rating",
    )


def test_no_name_stands_for_two_fields() -> None:
    seen: dict[str, str] = {}
    for field, names in OWN_NAMES.items():
        for name in map(plain_header, names.split()):
            assert seen.setdefault(name, field) == field
    assert set(FIELDS) == set(seen.values())


def test_names_of_further_languages_are_of_known_fields() -> None:
    assert set(FOREIGN_NAMES) <= set(FIELDS)


@pytest.mark.parametrize("header", ["Review", "Comment", "评价"])
@pytest.mark.parametrize(
    "codes",
    [("1", "2", "3"), ("R-001", "R-002", "R-003"), ("2026-01-02", "2026-01-03", "2026-02-01")],
)
def test_a_column_of_codes_is_no_text(header: str, codes: tuple[str, ...]) -> None:
    rows = [f"{code}|The chain broke on day {code}." for code in codes]
    assert plan_of(f"{header}|What did you think?", *rows).named["text"] == "What did you think?"


def test_short_words_are_text_where_the_header_says_so() -> None:
    assert plan_of("Review|Part", "good|Chain", "bad|Chain", "ok|Bell").named["text"] == "Review"


@pytest.mark.parametrize(
    ("header", "values"), [("评分", ("5", "1", "3")), ("看法", ("好评", "差评", "中评"))]
)
def test_a_field_that_is_mapped_to_no_column_has_none(header: str, values: tuple[str, ...]) -> None:
    columns = f"评论内容|{header}|日期"
    rows = [f"很好用，物流也快 {n}|{value}|2026-03-0{n + 1}" for n, value in enumerate(values)]
    assert plan_of(columns, *rows).fields.keys() == {"text", "rating", "time"}
    left = plan_of(columns, *rows, rating="")
    assert left.fields.keys() == {"text", "time"}
    assert "rating" not in left.guessed


@pytest.mark.parametrize(
    ("values", "field"),
    [
        (("HY0012", "HY0408", "HY0031"), "customer_id"),
        (("10023", "10024", "99001"), "customer_id"),
        (("王女士", "HY0408", "李先生"), "customer_name"),
        (("tb88", "alice1990", "momo02"), "customer_name"),
    ],
)
def test_a_customer_column_of_numbers_tells_ids_and_one_of_names_names(
    values: tuple[str, ...], field: str
) -> None:
    plan = plan_of("内容|客户", *(f"还不错的盖碗|{value}" for value in values))
    assert plan.named[field] == "客户"
    assert len(plan.named.keys() & {"customer_id", "customer_name"}) == 1


def test_a_customer_column_beside_the_ids_holds_names() -> None:
    plan = plan_of("内容|客户|客户编号", *(f"好喝|1002{n}|HY000{n}" for n in range(4)))
    assert plan.named["customer_name"] == "客户"
