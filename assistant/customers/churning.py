"""What all customers said, as far as it tells who may leave."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.analytics.churn import ChurnRisks, CustomerVoices, churn_risks
from assistant.models import Emotion, Scope, Sentiment
from assistant.store.voices import Voices

__all__ = ["Churning"]


@dataclass(frozen=True, slots=True, eq=False)
class Churning:
    """The customers who spoke in a scope, sorted, and what they said; none where nobody is known
    by an id."""

    customers: Sequence[str]
    voices: CustomerVoices

    @classmethod
    def of(cls, voices: Voices, scope: Scope) -> "Churning":
        """Read from the store."""
        crowd = voices.crowd(scope, ("score", "emotion", "sentiment", "nps"))
        scores, emotions, sentiments, answers = crowd.columns
        starts, who, k = crowd.starts, crowd.who, len(crowd.customers)
        ends = np.append(starts[1:], len(scores))[:k]
        nps = answers.astype(float)
        given = np.flatnonzero(~np.isnan(nps))
        last = np.full(k, np.nan)
        last[who[given]] = nps[given]  # of several for one customer the last one stays
        said = CustomerVoices(
            scores=scores.astype(float),
            starts=starts,
            last_angry=(emotions[ends - 1] == Emotion.ANGRY).astype(bool),
            last_nps=last,
            complaints=np.bincount(who[sentiments == Sentiment.NEGATIVE], minlength=k),
        )
        return cls(crowd.customers, said)

    def signals(self, unanswered: Mapping[str, int]) -> ChurnRisks:
        """How loudly each says that they may leave, with how many of their complaints have no
        answer though it is due."""
        waiting = [unanswered.get(each, 0) for each in self.customers]
        return churn_risks(self.voices, np.array(waiting, dtype=np.intp))
