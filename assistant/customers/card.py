"""The card of one customer: what they said and bought, and whether they may leave."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.analytics.churn import FALL, ChurnRisk, CustomerVoice, churn_risk
from assistant.analytics.lifecycle import LifecycleStage
from assistant.analytics.rfm import RfmSegment
from assistant.models import Emotion, Sentiment
from assistant.store.orders import Buyer
from assistant.store.theme_column import read_themes
from assistant.store.voices import Said

__all__ = ["CustomerCard", "churn_risk_of", "theme_counts"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerCard:
    """One customer up to a day.

    `older` and `newer` are the mean sentiment scores of the two halves of at least 4 feedback,
    else None. `stage` and `segment` are None where too little is known to tell.
    """

    customer_id: str
    said: Sequence[Said]
    risk: ChurnRisk
    blamed: Mapping[str, int]
    praised: Mapping[str, int]
    older: float | None = None
    newer: float | None = None
    buyer: Buyer | None = None
    days_since: int | None = None
    stage: LifecycleStage | None = None
    segment: RfmSegment | None = None

    @property
    def trend(self) -> str | None:
        """worsening, improving or steady; None below 4 feedback."""
        if self.older is None or self.newer is None:
            return None
        if self.older - self.newer >= FALL:
            return "worsening"
        return "improving" if self.newer - self.older >= FALL else "steady"


def churn_risk_of(said: Sequence[Said], unanswered: int) -> ChurnRisk:
    """The signal that a customer may leave, from their feedback (oldest first) and how much of it
    has no answer though it is due."""
    answers = [each.nps for each in said if each.nps is not None]
    return churn_risk(
        CustomerVoice(
            scores=[each.score for each in said],
            last_angry=bool(said) and said[-1].emotion == Emotion.ANGRY,
            last_nps=answers[-1] if answers else None,
            complaints=sum(each.sentiment == Sentiment.NEGATIVE for each in said),
            unanswered=unanswered,
        )
    )


def theme_counts(said: Sequence[Said]) -> tuple[dict[str, int], dict[str, int]]:
    """How often each theme was blamed and praised, the most frequent first."""
    counts: dict[str, Counter[str]] = {s: Counter() for s in Sentiment}
    for each in said:
        for theme, stance in read_themes(each.themes):
            counts[stance][theme] += 1
    negative, positive = counts[Sentiment.NEGATIVE], counts[Sentiment.POSITIVE]
    return dict(negative.most_common()), dict(positive.most_common())
