import pytest

from assistant.agent.planner.calls.traits import TRAITS
from assistant.agent.question.intents import Intent, load_intents
from assistant.tools.arguments import ScopeArgs
from assistant.tools.registry import TOOLS


def test_every_tool_has_its_line() -> None:
    assert TRAITS.keys() == TOOLS.keys()


def test_who_splits_takes_a_bound_and_ranks() -> None:
    for name, traits in TRAITS.items():
        assert traits.splits == ("bound" in TOOLS[name].args.model_fields), name
        assert not traits.splits or traits.ranked_by


def test_another_tool_that_counts_can_split() -> None:
    for traits in TRAITS.values():
        assert traits.counted_by is None or TRAITS[traits.counted_by].splits


@pytest.mark.parametrize("intent", load_intents(), ids=lambda intent: intent.name)
def test_what_an_intent_names_exists(intent: Intent) -> None:
    names = {each.name for each in load_intents()}
    assert set(intent.outranked_by) <= names - {intent.name}
    assert set(intent.ignores) <= ScopeArgs.model_fields.keys()
    assert (intent.tool in TOOLS) != bool(intent.say)
