"""Which of the shop's names a text tells, and whether a figure may be told beside them."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from assistant.models import NAMED, Figure, Ledger

__all__ = ["NamesTold"]

FIELDS = (*NAMED, "customer_id")
MARKS = 0xE000, 0xF8FF
"""Names of the shop stand as one private character each while a text is checked."""

CLAIMS_A_NUMBER = re.compile(r"%|％|\b(?:nps|csat|ces|score|rating)\b|满意|评分", re.IGNORECASE)


@dataclass(slots=True)
class NamesTold:
    """The names of one text: `fields` are those in which the figures know each name, `wordings`
    other ways to write it, `marks` the private characters that stand for the names."""

    fields: Mapping[str, set[str]]
    wordings: Mapping[str, Iterable[str]]
    marks: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, ledger: Ledger, wordings: Mapping[str, Iterable[str]]) -> "NamesTold":
        """For the names that figures of the ledger are of."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for figure in ledger.figures:
            for each in FIELDS:
                for name in figure.filters.get(each, ()):
                    found[str(name)].add(each)
        return cls(found, wordings)

    def marked(self, text: str, names: Iterable[str], *, strict: bool) -> str:
        """The text with each name as one private character.

        A model (`strict`) may write the name of a figure's group with another case: Weibo for
        weibo. The text is NFKC, and so must the names be that are looked for: it writes ℃ as °C.
        """
        folded = text.casefold()
        for name in sorted(set(names), key=len, reverse=True):
            written = unicodedata.normalize("NFKC", name)
            if written.casefold() not in folded:
                continue
            mark = chr(min(MARKS[0] + len(self.marks), MARKS[1]))
            self.marks[mark] = name
            claims_one = not re.search(r"[^\W\d_]", name) or CLAIMS_A_NUMBER.search(name)
            before, after = (r"(?<![A-Za-z0-9])", r"(?![A-Za-z0-9])")
            if strict and claims_one:
                before, after = r"(?m:^)\| *", r" *(?=\|)"
            case = re.IGNORECASE if strict and name in self.fields else re.NOFLAG
            text = re.sub(f"{before}{re.escape(written)}{after}", mark, text, flags=case)
        return text

    def allow(self, figure: Figure, sentence: str) -> bool:
        """Whether a sentence, its names marked, that names products or channels names the
        figure's own.

        A name that other figures know as one of another field, as a channel beside a product, is
        no rival of the figure's own. Of the customer groups only those with digits are marked, so
        that the figure's own may stand in the sentence as it is.
        """
        named = {self.marks[c] for c in sentence if c in self.marks}
        own = {each: set(map(str, names)) for each in FIELDS if (names := figure.filters.get(each))}
        rivals = {n for n in named if not self.fields.get(n) or self.fields[n] & own.keys()}
        its_own = set().union(*own.values())
        if not rivals or not own or rivals & its_own:
            return True
        folded = sentence.casefold()
        if any(word in folded for name in its_own for word in self.wordings.get(name, ())):
            return True
        written = (unicodedata.normalize("NFKC", name) for name in its_own)
        return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", sentence) for name in written)
