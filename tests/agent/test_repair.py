"""What a model is told of an answer that did not hold."""

from assistant.agent.checking.ledger import check
from assistant.agent.llm.instructing import repair
from assistant.models import Figure, Ledger


def test_a_number_is_shown_where_it_is_wrong() -> None:
    """The same digits may be right in another place, and must stay there."""
    fell = Ledger((Figure(name="csat_change", value=-0.48, unit="points", n=0),))
    answer = (
        "CSAT: −0.5 points.\n\nPerhaps many more will write next month; a 0.5-point lead is odd."
    )
    findings = check(answer, fell)
    assert [found.written for found in findings] == ["0.5"]
    told = repair(findings, answer)
    assert "a 0.5-point lead is odd" in told
    assert "CSAT" not in told
