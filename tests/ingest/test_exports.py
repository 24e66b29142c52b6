"""Exports as well-known shops and survey tools write them: every field finds its column."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import openpyxl
import pytest

from assistant.ingest.readers import open_table
from assistant.ingest.survey import Survey, survey_table
from assistant.ingest.tables import Row
from assistant.ingest.times import TimeParser
from assistant.ingest.values import RowParser
from assistant.models import Feedback

NOW = datetime(2026, 12, 1, tzinfo=UTC)


def read(path: Path) -> tuple[Survey, list[Feedback]]:
    table = open_table(path)
    survey = survey_table(table, {}, name=path.name)
    parser = RowParser(
        plan=survey.plan,
        times=TimeParser(survey.order),
        scale=survey.scale,
        source="shop",
        own_source=False,
        tenant="default",
        zone=ZoneInfo("UTC"),
        now=NOW,
    )
    rows = [parser.parse(row).feedback for row in table.rows() if isinstance(row, Row)]
    return survey, rows


def of(tmp_path: Path, text: str, encoding: str = "utf-8") -> tuple[Survey, list[Feedback]]:
    path = tmp_path / "export.csv"
    path.write_text(text, encoding)
    return read(path)


GERMAN = """Bewertungs-ID;Datum;Produkt;Bewertung;Titel;Kommentar;Kunde;Bestellnummer;Kanal
B1;01.05.2026 14:30;Wasserkocher;4,5;Gut;Kocht schnell, aber laut;K17;A1;Webshop
B2;13.05.2026 08:15;Wasserkocher;1,0;Schlecht;Nach einer Woche kaputt;K18;A2;Amazon
"""
FRENCH = """Identifiant;Date de l\'avis;Note;Titre de l\'avis;Avis;Produit;Client;Numéro de commande
1;03/05/2026;5/5;Parfait;Livraison rapide;Bouilloire;Anne;C1
2;15/05/2026;1/5;Nul;Cassée à l\'arrivée;Bouilloire;Luc;C2
"""
SPANISH = """ID;Fecha;Producto;Puntuación;Título;Opinión;Cliente;Pedido;Canal;Idioma
1;15-05-2026;Hervidor;5 estrellas;Genial;Muy rápido y silencioso;Ana;P1;Web;es
2;16-05-2026;Hervidor;1 estrella;Malo;Llegó roto;Luis;P2;Amazon;es
"""
JAPANESE = """レビューID,投稿日,商品名,評価,タイトル,レビュー内容,ユーザー名,注文番号,販売チャネル
1,2026年5月1日,ケトル,★★★★★,最高,お湯がすぐ沸いて便利です,たろう,A1,楽天
2,2026年5月2日,ケトル,★☆☆☆☆,残念,一週間で壊れました,はなこ,A2,Amazon
"""
KOREAN = """리뷰번호,작성일,상품명,평점,리뷰내용,작성자,주문번호
1,2026-05-01,주전자,5점,물이 빨리 끓어요 좋아요,민수,O1
2,2026-05-02,주전자,1점,일주일만에 고장났어요,영희,O2
"""


@pytest.mark.parametrize(
    ("text", "encoding", "fields"),
    [
        (GERMAN, "cp1252", "id time product rating title text customer_id order_id channel"),
        (FRENCH, "utf-8", "id time rating title text product customer_id order_id"),
        (SPANISH, "utf-8-sig",
         "id time product rating title text customer_id order_id channel language"),
        (JAPANESE, "cp932",
         "id time product rating title text customer_name order_id channel"),
        (KOREAN, "utf-16", "id time product rating text customer_name order_id"),
    ],
)  # fmt: skip
def test_headers_of_other_languages(tmp_path: Path, text: str, encoding: str, fields: str) -> None:
    survey, rows = of(tmp_path, text, encoding)
    assert set(survey.plan.fields) == set(fields.split())
    assert rows[0].rating in (4.5, 5)
    assert rows[1].rating == 1
    assert all(row.time.month == 5 and row.product and row.order_id for row in rows)


def test_headers_of_no_known_language_are_told_by_their_values(tmp_path: Path) -> None:
    survey, rows = of(
        tmp_path,
        "kol1,kol2,kol3,kol4\n"
        "17,2026-05-01,Hyvä tuote ja nopea toimitus,5\n"
        "18,2026-05-02,Meni rikki heti ensin,1\n"
        "19,2026-05-03,Ihan hyvä hintaansa nähden,4\n"
        "20,2026-05-04,Todella hyvä pannu tämä,5\n",
    )
    assert survey.plan.named == {"time": "kol2", "text": "kol3", "rating": "kol4"}
    assert [row.rating for row in rows] == [5, 1, 4, 5]
    assert any("'kol4' was taken as rating by its values" in note for note in survey.notes)


def test_a_survey_in_questions(tmp_path: Path) -> None:
    _, rows = of(
        tmp_path,
        "Timestamp,How satisfied are you with your purchase?,"
        "How easy was it to get your issue resolved?,Any other comments?,"
        "Which product did you buy?,Where did you buy it?\n"
        "4/1/2026 15:12:45,Extremely satisfied,6,Well packed and quick,Kettle,Website\n"
        "4/13/2026 9:02:05,Somewhat dissatisfied,2,Nobody answered my mails,Pan,Amazon\n"
        "4/14/2026 9:02:05,Neither satisfied nor dissatisfied,4,,Pan,Website\n",
    )
    assert [(row.rating, row.ces, row.product, row.channel) for row in rows] == [
        (5, 6, "Kettle", "Website"),
        (2, 2, "Pan", "Amazon"),
        (3, 4, "Pan", "Website"),
    ]


def test_a_chinese_questionnaire(tmp_path: Path) -> None:
    _, rows = of(
        tmp_path,
        "序号,提交答卷时间,所用时间,来自IP,1、您对本次购物是否满意？,"
        "2、您愿意向朋友推荐我们的可能性有多大？,3、请说明您打分的原因,4、您的会员等级\n"
        "1,2026/5/1 10:00,45秒,1.1.1.1(北京),非常满意,9,质量不错,金卡\n"
        "2,2026/5/2 10:00,30秒,1.1.1.2(上海),非常不满意,1,客服态度很差,银卡\n"
        "3,2026/5/3 10:00,60秒,1.1.1.3(广州),比较满意,8,(空),银卡\n",
        "gb18030",
    )
    assert [(row.rating, row.nps, row.text, row.segment) for row in rows] == [
        (5, 9, "质量不错", "金卡"),
        (1, 1, "客服态度很差", "银卡"),
        (4, 8, "", "银卡"),
    ]


def test_who_wrote_a_ticket_or_a_review_of_a_platform(tmp_path: Path) -> None:
    _, rows = of(tmp_path, "id,created_at,requester_id,description\n9,2026-05-01,551,No answer\n")
    assert rows[0].customer_id == "551"
    _, rows = of(
        tmp_path, "Consumer Name,Consumer Id,Stars,Content\nAnn,a7,5,Well packed and quick\n"
    )
    assert (rows[0].customer_id, rows[0].customer_name) == ("a7", "Ann")


def test_titles_and_merged_cells_above_the_header(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.append(["商品评价导出 2026-05"])
    page.append(["导出时间：2026-06-01 10:00"])
    page.append(["商品信息", None, "评价信息", None, None, "买家信息"])
    page.append(["商品名称", "规格", "评价等级", "评价内容", "评价时间", "买家"])
    page.append(["草莓", "500g", "好评", "很新鲜很甜", datetime(2026, 5, 1, 10), "阿丽"])
    page.append(["草莓", "500g", "差评", "烂了一半", 46144.25, "小明"])
    path = tmp_path / "export.xlsx"
    book.save(path)
    survey, rows = read(path)
    assert survey.notes[0] == "the header was read from line 4; what stands above it is left out"
    assert [(row.product, row.rating, row.text) for row in rows] == [
        ("草莓", 5, "很新鲜很甜"),
        ("草莓", 1, "烂了一半"),
    ]
    assert rows[1].time == datetime(2026, 5, 2, 6, tzinfo=UTC)


def test_a_header_of_three_rows(tmp_path: Path) -> None:
    survey, rows = of(
        tmp_path,
        "StartDate,EndDate,ResponseId,Q1_NPS_GROUP,Q1,Q3_TEXT\n"
        "Start Date,End Date,Response ID,Group,How likely are you to recommend us?,"
        "Why did you give that score?\n"
        '"{""ImportId"":""startDate""}","{""ImportId"":""endDate""}","{""ImportId"":""_id""}",'
        '"{""ImportId"":""Q1G""}","{""ImportId"":""Q1""}","{""ImportId"":""Q3""}"\n'
        "2026-05-01 10:00:00,2026-05-01 10:05:00,R_1,Promoter,10,Fast and friendly\n"
        "2026-05-02 10:00:00,2026-05-02 10:05:00,R_2,Detractor,3,Parcel lost twice\n"
        "2026-05-03 10:00:00,2026-05-03 10:05:00,R_3,Passive,8,Good but pricey\n",
    )
    assert survey.rows == 3
    assert [(row.id, row.nps, row.text) for row in rows] == [
        ("R_1", 10, "Fast and friendly"),
        ("R_2", 3, "Parcel lost twice"),
        ("R_3", 8, "Good but pricey"),
    ]


def test_scores_beside_groups_of_promoters_are_nps(tmp_path: Path) -> None:
    header = "Object ID,Response,Rating,{},Submission timestamp\n"
    body = (
        "9001,Easy to use and love it,10,Promoter,2026-05-01 10:00\n"
        "9002,Too expensive for us,4,Detractor,2026-05-02 10:00\n"
        "9003,Good overall for now,8,Passive,2026-05-03 10:00\n"
    )
    _, rows = of(tmp_path, header.format("Group") + body)
    assert [(row.nps, row.rating) for row in rows] == [(10, None), (4, None), (8, None)]
    survey, _ = of(tmp_path, header.format("Group") + body.replace("Promoter", "x"))
    assert "nps" not in survey.plan.fields
    assert any("--map nps=Rating" in note for note in survey.notes)


def test_one_nine_among_few_is_an_outlier_and_said(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text("comment,rating\nGreat value,5\nNot good,2\nBest so far,9\nOkay,4\n")
    survey = survey_table(open_table(path), {}, name=path.name)
    assert survey.scale is not None
    assert survey.scale.value == "1-5"
    assert any("whose rows are rejected: 1" in note for note in survey.notes)


def test_an_id_column_that_repeats_is_none(tmp_path: Path) -> None:
    body = "".join(f"{n // 4},Message number {n} of the case\n" for n in range(12))
    survey, rows = of(tmp_path, f"case_id,message\n{body}")
    assert "id" not in survey.plan.fields
    assert "column 'case_id' is called like the id, but its values repeat" in survey.notes
    assert len({row.id for row in rows}) == 12


@pytest.mark.parametrize(
    ("written", "kept"),
    [('"A\n1"', "A 1"), ("[#17]", "17"), ("gp:AOq-1/2", "gp:AOq-1/2"), ("<b>A2</b>", None),
     ("[A3](http://x)", None), ("x" * 200, None)],
)  # fmt: skip
def test_ids_are_tidied_or_replaced(tmp_path: Path, written: str, kept: str | None) -> None:
    _, (row,) = of(tmp_path, f"id,text\n{written},A lamp that flickers\n")
    assert row.id == kept if kept else row.id.startswith("F")


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("Reviewed in the United States on March 3, 2026", "2026-03-03"),
        ("Posted on 14 February 2026", "2026-02-14"),
        ("May-01-26 10:03", "2026-05-01"),
        ("1. Mai 2026", "2026-05-01"),
        ("3 août 2026 à 14:05", "2026-08-03"),
        ("5 de mayo de 2026", "2026-05-05"),
        ("2026년 5월 1일 오후 3:12", "2026-05-01"),
        ("2026年5月1日 午後3時12分", "2026-05-01"),
        ("1. Dezember 2026 14:30 Uhr", "2026-12-01"),
    ],
)
def test_dates_in_sentences_and_other_languages(written: str, day: str) -> None:
    assert TimeParser().parse(written).date().isoformat() == day


def test_an_afternoon_in_korean_and_japanese() -> None:
    for written in ("2026년 5월 1일 오후 3:12", "2026年5月1日 午後3時12分"):
        assert TimeParser().parse(written).hour == 15
