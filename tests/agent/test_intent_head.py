"""The trained head of the intents, and what the planner makes of it."""

import pytest

from assistant.agent.question.intent_head import FRAGMENT, load_intent_head
from assistant.agent.question.intents import Intent, IntentReader, load_intents
from evals import intents
from prompts.languages import LANGUAGES
from retrieval.embedders import BuiltinEmbedder


def test_the_head_knows_every_intent_and_fragments() -> None:
    assert set(load_intent_head().names) == {each.name for each in load_intents()} | {FRAGMENT}


def test_probabilities_add_up_to_one_for_each_question(encoder: BuiltinEmbedder) -> None:
    asked = ["nps", "", "这周客户在生什么气", "zxcv " * 500]
    chances = load_intent_head()(asked, encoder.encode(asked))
    assert chances.shape == (4, len(load_intent_head().names))
    assert chances.sum(axis=1) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize(
    "fragment", ["and last month", "only trustpilot", "那上周呢", "除了物流", "asdf", "嗯嗯"]
)
def test_a_fragment_is_no_question(encoder: BuiltinEmbedder, fragment: str) -> None:
    reader = IntentReader(load_intents(), encoder.encode, load_intent_head())
    assert reader.certain(reader.rank(fragment, fragment)) is None


def test_an_intent_that_was_not_learned_is_found_by_its_cues(encoder: BuiltinEmbedder) -> None:
    (nps,) = (each for each in load_intents() if each.name == "nps")
    new = Intent("raffle", "overview", None, cues=nps.cues)
    reader = IntentReader([new], encoder.encode, load_intent_head())
    ((found, score),) = reader.rank("nps", "nps")
    assert (found, score > 0) == (new, True)


def test_most_questions_that_it_never_saw_are_read_right(encoder: BuiltinEmbedder) -> None:
    found = intents.run(encoder.encode)
    assert min(found.accuracy(language) for language in LANGUAGES) > 0.9
