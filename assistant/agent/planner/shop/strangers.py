"""Finds what a question names and the shop does not have: a product, a channel, a group.

A word is a stranger when it is a known thing or place that no name of the shop answers to, or when
it stands where a name would stand ("the nps of …", "…的评分") and is no everyday word. To answer
for the whole shop instead would be a wrong answer.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.agent.names.ordinary import OrdinaryWords, load_ordinary
from assistant.agent.names.things import Things, load_places, load_things, read_words
from assistant.models.vectors import Encode

__all__ = ["PARTICLES", "Stranger", "StrangerFinder", "load_strangers"]

WORD = re.compile(r"[a-z0-9][a-z0-9'&.-]*[a-z0-9]|[a-z]")
HAN_RUN = re.compile(r"[\u3400-\u9fff]+")
LONGEST = 3
SHORTEST_HAN, LONGEST_HAN = 2, 6
PARTICLES = frozenset(
    "我你您他她它的了着过在有是不没吗呢吧啊呀嘛哦哈对把被和与跟就都也还又很最太各每给帮请看这那哪谁几从到比按于之其让"
)
SLOT_BEFORE = re.compile(
    r"(?:\b(?:of|for|about|on|from|regarding|concerning|only|just|and|our|my|satisfaction with|"
    r"what about|how about|how (?:is|are|was|were))\s+"
    r"(?:the |our |my |an? |[a-z]+(?:ing|ly|ed|y) )*)$"
)
SLOT_AFTER = re.compile(
    r"^(?:'s)?\s+(?:nps|csat|ces|ratings?|rated|scores?|satisfaction|reviews?|complaints?|"
    r"feedback|sentiment|customers?|buyers?|users?|members?|clients?|subscribers?|shoppers?|guests?"
    r"|plan|tier|segment|group|quality|channel|product|problems|issues|quotes|trend"
    r"|any (?:good|use))\b"
)
NO_NOUN = re.compile(r".*(?:ly|ing|ed|est|n't)|\d[\d.,%-]*|.*'(?:s|re|ve|ll|d)")
CHINESE_SLOT = re.compile(
    r"(?:^\0*|(?<=[\s,、。?？])|关于|对于|针对)([\u3400-\u9fff]{1,12}?)"
    r"(?:(?:上面|上|里面|里|那边|这边|这款|这个|渠道|平台|这条线)的?|的|\0|(?=最近|近期|本月|这个?月|上个?月|这周"
    r"|上周|本周|有没有|有人|有多少|有啥|有什么|怎么样|怎么|咋样|咋|如何|好不好|好吗|卖得|质量|到底|多少))\0*\s*"
    r"(?=\0|nps|csat|ces|满意|评分|均分|平均分|打分|口碑|差评|好评|净推荐|健康度|反馈|评论|评价|投诉|客户|会员|用户|买家"
    r"|顾客|情绪|怎么|咋|好不好|好吗|表现|最近|近期|本月|这|上|有|卖得|质量|问题|如何|到底|多少|多不多|吐槽|原话|趋势)"
)

VERB_BEFORE = re.compile(
    r"\b(?:we|i|you|they|let's|(?:need|want|have|has|had|going|got|able|like|trying) to)"
    r" (?:first |also |all |best )*$"
)
"""What a verb follows and no name: "who should we ring"."""

REACHING = re.compile(
    r"(?:打|拨|回|接|去|发|写|寄|转)(?:一?[个通封条份]|了|过|些)*"
    r"(?:电话|邮件|邮箱|信|短信|微信|私信|消息|站内信|热线)"
)
"""A deed by a way to reach somebody, which names no channel: 打电话, 发邮件."""

ASKED_FOR = re.compile(r".*(?:什么|啥|哪些|哪[几种样类]种?)(?=[\u3400-\u9fff]{2})")
"""What is asked for is no name: 想要什么颜色."""


@dataclass(frozen=True, slots=True)
class Stranger:
    """A name that the shop does not have. `place` says that it is a channel elsewhere, `known`
    that it certainly is a thing or a place."""

    written: str
    place: bool = False
    known: bool = False


class StrangerFinder:
    """Knows the everyday words of questions, and what things and places are called."""

    def __init__(
        self,
        fillers: Iterable[str],
        asked: Iterable[str],
        things: Things,
        places: Things,
        ordinary: OrdinaryWords,
    ) -> None:
        """`fillers` are no names at all; words of `asked` are, where they are things or places."""
        self._ordinary = ordinary
        self._fillers = frozenset(fillers)
        self._everyday = self._fillers | set(asked)
        self._longest = max(map(len, (w for w in self._everyday if HAN_RUN.match(w))), default=1)
        self._things = things
        self._places = places

    def is_sure(self, stranger: Stranger, encode: Encode) -> bool:
        """Whether what was found is a name: a known thing or place, or no ordinary word."""
        return stranger.known or not self._ordinary.hold(stranger.written, encode)

    def is_ordinary(self, word: str, encode: Encode) -> bool:
        """Whether a word means nearly the same as an everyday one of questions."""
        return self._ordinary.hold(word, encode)

    def mean_other_than(self, word: str, name: str, encode: Encode) -> bool:
        """Whether a word means a thing, in the other script, that a name does not hold."""
        return self._ordinary.mean_other_than(word, name, encode)

    def is_everyday(self, word: str) -> bool:
        """Whether a word is one of everyday questions."""
        return word in self._everyday

    def is_filler(self, word: str) -> bool:
        """Whether a word says nothing by itself, be it asked for or not."""
        return word in self._fillers

    def find(self, blanked: str, *, short: bool = False) -> list[Stranger]:
        """The strangers of a folded question in which names and periods are blanked by NUL.

        With `short` a single character may be one, where the shop has names of one character.
        """
        return [*self._english(blanked), *self._chinese(blanked, 1 if short else SHORTEST_HAN)]

    def _english(self, blanked: str) -> list[Stranger]:
        words = list(WORD.finditer(blanked))
        found: list[Stranger] = []
        skip = 0
        for first, word in enumerate(words):
            if first < skip:
                continue
            for last in range(min(first + LONGEST, len(words)), first, -1):
                written = blanked[word.start() : words[last - 1].end()]
                if "\0" in written or written in self._fillers:
                    continue
                before = blanked[: word.start()]
                stranger = None if VERB_BEFORE.search(before) else self._known(written)
                if stranger is None and self._is_unknown(words[first:last]):
                    after = blanked[words[last - 1].end() :]
                    if SLOT_BEFORE.search(before) or SLOT_AFTER.match(after):
                        stranger = Stranger(written)
                if stranger:
                    found.append(stranger)
                    skip = last
                    break
        return found

    def _is_unknown(self, words: Sequence[re.Match[str]]) -> bool:
        return all(
            len(w.group()) > 2
            and w.group() not in self._everyday
            and w.group().removesuffix("s") not in self._everyday
            and not NO_NOUN.fullmatch(w.group())
            for w in words
        )

    def _chinese(self, blanked: str, shortest: int) -> list[Stranger]:
        certain = []
        longest = max(self._things.longest, self._places.longest)
        for run in HAN_RUN.findall(REACHING.sub("\0", blanked)):
            pieces = (
                run[start : start + size]
                for size in range(min(longest, len(run)), 1, -1)
                for start in range(len(run) - size + 1)
            )
            known = next(
                (s for p in pieces if p not in self._fillers and (s := self._known(p))), None
            )
            if known:
                certain.append(known)
        if certain:
            return certain
        found = []
        for match in CHINESE_SLOT.finditer(blanked):
            if ASKED_FOR.match(match[1]):
                continue
            core = self._core(match[1], shortest)
            # One character is a name only as the owner of what follows: 盘的评分.
            owns = core and match.start(1) == 0 and f"{core}的" in match.group()
            if len(core) > 1 or owns:
                found.append(Stranger(core, known=len(core) == 1))
        return found[:1]

    def _core(self, written: str, shortest: int) -> str:
        """What is left of a run when everyday words are taken from its ends; empty where one is
        left inside, since then it is a phrase and no name."""
        left = self._after_everyday(written)
        right = self._before_everyday(left)
        inside = any(
            right[i:j] in self._everyday
            for i in range(len(right))
            for j in range(i + 2, len(right) + 1)
        )
        fits = shortest <= len(right) <= LONGEST_HAN
        return right if fits and not inside else ""

    def _after_everyday(self, written: str) -> str:
        while written:
            size = next(
                (n for n in range(self._longest, 0, -1) if self._says_nothing(written[:n])), 0
            )
            if not size:
                break
            written = written[size:]
        return written

    def _before_everyday(self, written: str) -> str:
        while written:
            size = next(
                (n for n in range(self._longest, 0, -1) if self._says_nothing(written[-n:])), 0
            )
            if not size:
                break
            written = written[:-size]
        return written

    def _says_nothing(self, written: str) -> bool:
        return written in self._everyday if len(written) > 1 else written in PARTICLES

    def _known(self, written: str) -> Stranger | None:
        if written in self._places:
            return Stranger(written, place=True, known=True)
        return Stranger(written, known=True) if written in self._things else None


def load_strangers(encode_lists: Encode | None = None) -> StrangerFinder:
    """The finder whose everyday words are those of prompts/fillers.yaml.

    `encode_lists` may remember the vectors of the word lists from one start to the next.
    """
    fillers = read_words("fillers")
    everyday = [*fillers["en"].split(), *fillers["zh"].split()]
    asked = [*fillers["asked"]["en"].split(), *fillers["asked"]["zh"].split()]
    return StrangerFinder(
        everyday, asked, load_things(), load_places(), load_ordinary(encode_lists)
    )
