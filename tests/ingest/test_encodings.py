"""Encodings decided over whole files."""

import gzip
from pathlib import Path

import pytest

from assistant.errors import ImportFileError
from assistant.ingest.encodings import TextEncoding, detect_encoding
from assistant.ingest.sources import open_source

CHINESE = "评论内容,评分\n包装很好，物流也快，下次还会再来。,5\n客服一直不回复，有点失望。,2\n"
TRADITIONAL = "評論內容,評分\n" + "這個產品的品質讓我非常滿意，下次還會再買給家人使用。,5\n" * 5
FRENCH = "avis,note\n" + "très bien, déjà commandé à Noël, l’été prochain aussi,5\n" * 5


def detected(folder: Path, content: bytes, wanted: str | None = None) -> TextEncoding:
    path = folder / "reviews.csv"
    path.write_bytes(content)
    return detect_encoding(open_source(path), wanted)


@pytest.mark.parametrize(
    ("codec", "found"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("gb18030", "gb18030"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
    ],
)
def test_chinese(tmp_path: Path, codec: str, found: str) -> None:
    assert detected(tmp_path, CHINESE.encode(codec)) == TextEncoding(found)


def test_one_row_of_gb18030_is_enough(tmp_path: Path) -> None:
    assert detected(tmp_path, "评论\n很好\n".encode("gb18030")).codec == "gb18030"


def test_the_whole_file_decides(tmp_path: Path) -> None:
    ascii_rows = b"text,rating\n" + b"plain words,5\n" * 200_000
    assert detected(tmp_path, ascii_rows).codec == "utf-8"
    assert detected(tmp_path, ascii_rows + "很好,5\n".encode("gb18030")).codec == "gb18030"


def test_other_encodings_are_not_taken_for_chinese(tmp_path: Path) -> None:
    for text, codec in ((TRADITIONAL, "big5"), (FRENCH, "cp1252")):
        content = text.encode(codec)
        assert content.decode(detected(tmp_path, content).codec) == text


def test_the_named_encoding_is_taken(tmp_path: Path) -> None:
    assert detected(tmp_path, TRADITIONAL.encode("big5"), "Big5").codec == "big5"
    assert detected(tmp_path, CHINESE.encode("utf-8-sig"), "utf8").codec == "utf-8-sig"


def test_a_named_encoding_that_does_not_exist_or_fit(tmp_path: Path) -> None:
    with pytest.raises(ImportFileError, match="no encoding 'klingon'"):
        detected(tmp_path, b"a", "klingon")
    with pytest.raises(ImportFileError, match="no encoding 'base64'"):
        detected(tmp_path, b"a", "base64")
    with pytest.raises(
        ImportFileError, match=r"reviews\.csv is not utf-8-sig: byte 1 does not fit"
    ):
        detected(tmp_path, CHINESE.encode("gb18030"), "utf-8")


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_cut_in_the_middle_of_a_character(tmp_path: Path, codec: str) -> None:
    content = "评论\n包装很好物流也快".encode(codec)[:-1]
    with pytest.raises(ImportFileError, match=r"ends in the middle of a .* character"):
        detected(tmp_path, content)


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_a_broken_byte_does_not_change_the_encoding(tmp_path: Path, codec: str) -> None:
    good = CHINESE.encode(codec) * 20
    found = detected(tmp_path, good + b"bad \xff byte,1\n" + good)
    assert found == TextEncoding(codec, damaged=True)
    text = b"bad \xff byte".decode(found.codec, found.errors)
    assert found.is_broken(text)
    assert not found.is_broken("包装很好")


def test_a_genuine_replacement_character_is_no_damage(tmp_path: Path) -> None:
    found = detected(tmp_path, (CHINESE * 20).encode() + "\ufffd,1\n\xff".encode() + b"\xff,1\n")
    assert found.damaged
    assert not found.is_broken("\ufffd")


def test_gzip_is_looked_through(tmp_path: Path) -> None:
    assert detected(tmp_path, gzip.compress(CHINESE.encode("gb18030"))).codec == "gb18030"
