from datetime import UTC, datetime

from assistant.models import Feedback, Sentiment
from assistant.store.corrections import LabelChange
from assistant.store.records import Record
from assistant.understanding.reader import Reader
from assistant.understanding.themes import Taxonomy
from evals.corrections import agreement, to_markdown
from retrieval.embedders import BuiltinEmbedder

NOW = datetime(2026, 3, 13, tzinfo=UTC)
TEXT = "The kettle leaks, this is the worst purchase I ever made."


def test_agreement_counts_what_the_reader_reads_as_staff_do(
    taxonomy: Taxonomy, encoder: BuiltinEmbedder
) -> None:
    reader = Reader(taxonomy, encoder.encode)
    [read] = reader.read([TEXT])
    record = Record(1, NOW.date(), Feedback(id="A", time=NOW, text=TEXT), read)
    themes = {m.theme: Sentiment.POSITIVE for m in read.themes}
    right = LabelChange(sentiment=read.sentiment, themes=themes)
    wrong = LabelChange(sentiment=Sentiment.POSITIVE, themes={**themes, "teeth": Sentiment.NEUTRAL})
    found = agreement([(record, right), (record, wrong)], reader)
    assert set(found) == {"sentiment", "themes"}
    assert {name: (each["n"], each["agreement"]) for name, each in found.items()} == {
        "sentiment": (2, 0.5),
        "themes": (2, 0.5),
    }
    assert "0.500" in to_markdown(found)


def test_nothing_corrected_is_said(taxonomy: Taxonomy, encoder: BuiltinEmbedder) -> None:
    assert agreement([], Reader(taxonomy, encoder.encode)) == {}
    assert "no labels yet" in to_markdown({})
