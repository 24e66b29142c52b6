"""The trained head finds dangers that no phrase lists, and leaves calm texts calm: real weights."""

import pytest

from assistant.models import Emotion, Sentiment, Urgency
from assistant.understanding.cleaning import clean
from assistant.understanding.danger_head import critical_dangers, load_danger_head
from assistant.understanding.reader import Reader
from assistant.understanding.safety import DangerKind, is_danger
from evals.dangers import judged

UNLISTED = [
    ("A stool leg folded and my aunt ended up on the floor", "en"),
    ("The rung folded and my aunt broke two ribs", "en"),
    ("取暖器插头一股焦煳气，吓得我赶紧拔了", "zh"),
    ("凳子突然塌了，老人摔坐在地上", "zh"),
    ("Der Stecker ist verschmort und es stank nach Rauch", "de"),
    ("Ma fille a eu le visage gonflé après la crème", "fr"),
]


@pytest.mark.parametrize(("text", "language"), UNLISTED)
def test_a_danger_that_no_phrase_lists_is_critical(
    reader: Reader, text: str, language: str
) -> None:
    assert not is_danger(clean(text), language)
    labels = reader.read([text])[0]
    assert labels.urgency is Urgency.CRITICAL
    assert labels.sentiment is not Sentiment.POSITIVE


@pytest.mark.parametrize(
    "text",
    [
        "These trainers are fire",
        "A killer deal, my wallet is bleeding",
        "The kettle never overheats and the handle stays cool",
        "No rash at all on my sensitive skin",
        "The zip broke after a week",
        "The parcel came three weeks late",
        "Does the kettle overheat?",
        "水壶不烫手，烧水快",
        "好吃到爆炸",
        "拉链坏了",
        "Der Reißverschluss ist kaputt",
    ],
)
def test_a_calm_text_of_the_same_words_is_not_critical(reader: Reader, text: str) -> None:
    assert reader.read([text])[0].urgency is not Urgency.CRITICAL


def test_a_danger_in_one_clause_of_a_long_review_is_found(reader: Reader) -> None:
    text = (
        "Ordered it on Monday, it came on Wednesday in a neat box. The colour is as pictured, "
        "assembly took ten minutes. Yesterday the seat collapsed under my mother and she hurt "
        "her shoulder. The cushion is soft and the fabric easy to clean."
    )
    assert reader.read([text])[0].urgency is Urgency.CRITICAL


def test_whom_a_danger_befalls_is_not_pleased(reader: Reader) -> None:
    labels = reader.read(["The power bank melted and burned my desk"])[0]
    assert labels.sentiment is Sentiment.NEGATIVE
    assert labels.score < 0
    assert labels.emotion not in (Emotion.SATISFIED, Emotion.DELIGHTED)


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("The back of the router ran boiling hot and its foot sagged", "en", DangerKind.FIRE),
        ("Nice colour. The stool folded and my aunt hurt her hip", "en", DangerKind.INJURY),
        ("凳子突然塌了，老人摔坐在地上", "zh", DangerKind.INJURY),
    ],
)
def test_an_unlisted_danger_has_its_kind_and_its_clause(
    text: str, language: str, kind: DangerKind
) -> None:
    (found,) = critical_dangers(clean(text), language)
    assert found.kind is kind
    assert found.words in clean(text)


def test_listed_words_tell_the_kinds_before_the_head_does() -> None:
    text = clean("The plug caught fire and I got an electric shock.")
    assert [d.kind for d in critical_dangers(text, "en")] == ["fire", "electricity"]
    assert critical_dangers(clean("Nobody answers my mails"), "en") == []
    assert critical_dangers("") == []


def test_every_kind_has_a_column() -> None:
    assert set(load_danger_head().names) == set(DangerKind)


def test_the_held_out_sentences_are_told_apart(reader: Reader) -> None:
    rows = {row["language"]: row for row in judged(reader)}
    assert rows["en"]["recall"] >= 0.6
    assert rows["zh"]["recall"] >= 0.7
    assert rows["other"]["recall"] >= 0.85
    assert max(row["false_alarms"] for row in rows.values()) <= 0.16
