"""How a policy written for people says what a reply ends with."""

import re
from collections.abc import Iterator, Sequence

from assistant.han import HAN
from assistant.replies.policies.clauses import Clause
from assistant.replies.policies.sentences import sentences_of

__all__ = ["signed"]

LONGEST, MOST_WORDS, LONGEST_HAN = 60, 9, 20
"""Characters and words of a sign-off, characters of a Chinese one."""

_SPEAKS = re.compile(
    r"\bsign(?:s|ed|ing)?\b(?!\s*(?:for|up|in|here|on)\b)|\bsign[- ]?offs?\b|\bsignatures?\b"
    r"|\b(?:end|close|finish|conclude)s?\b.{0,40}\bwith\b"
    r"|\b(?:repl(?:y|ies)|answers?|mails?|e-?mails?|messages?)\b.{0,20}\bend\b.{0,20}:"
    r"|\bat the (?:bottom|end|foot) of (?:each|every|all|any|our|the|a) (?:\w+ )?"
    r"(?:repl|answer|e-?mail|message)|\bunder the name\b"
    r"|落款|署名|署上|(?:回复|邮件|消息|每[条封]|留言).{0,12}(?:末尾|结尾|最后)|结尾.{0,4}写",
    re.I,
)
_QUOTED = re.compile(
    r"[\"“”「『‘*]\s*([^\"“”「」『』*]{2,60}?)\s*[\"“”」』’*]|(?<!\w)'([^']{2,60})'(?!\w)"
)
_NAMED = re.compile(
    r"(?:\b(?:as|with|by|reads?|is|are|be|under the name|line|off)\b:?|:|：)\s+"
    r"((?:(?:the|your) )?[A-Z].*)"
)
_ENDS = re.compile(
    r"[;!?]|\.(?!\w)|,\s+(?=(?:not|never|and|but|so|without|no|whatever|in|on)\b)"
    r"|\s+(?=(?:and (?:nobody|never|not|we|no|nothing)|in (?:public|every|all|each|any)"
    r"|when|if|on (?:all|every)|for (?:every|all|public)|never|so that|because"
    r"|at the (?:end|bottom)|under (?:every|each|all))\b)"
)
_NAMED_HAN = (
    re.compile(
        r"(?:落款|署名|署上|(?:末尾|结尾|最后)(?:请|都|统一)?写)(?:请|统一|一律|都)*"
        r"(?:写成?|写上|用|为|是|署)?\s*[:：]?\s*([^\s，。；、“”\"]+)"
    ),
    re.compile(r"(?:以|用)([^\s，。；“”\"]+?)(?:的名义|名义|来)?(?:落款|署名|结尾)"),
)


def signed(clauses: Sequence[Clause]) -> dict[str, str]:
    """The sign-off that the policies name for each language, the first of each; {} for none."""
    found: dict[str, str] = {}
    for sentence in _sentences(clauses):
        if _SPEAKS.search(sentence):
            for name in _names(sentence):
                found.setdefault("zh" if HAN.search(name) else "en", name)
    return found


def _sentences(clauses: Sequence[Clause]) -> Iterator[str]:
    """Each sentence, the first of a clause with a title that speaks of signing before it."""
    for clause in clauses:
        titled = _SPEAKS.search(clause.title) is not None
        for language, text in clause.text.items():
            for place, said in enumerate(sentences_of(text, language)):
                yield f"{clause.title}: {said}" if titled and not place else said


def _names(sentence: str) -> Iterator[str]:
    quoted = [a or b for a, b in _QUOTED.findall(sentence)]
    if quoted:
        given = quoted
    elif HAN.search(sentence):
        given = [found[1] for pattern in _NAMED_HAN for found in pattern.finditer(sentence)][:1]
    else:
        given = [_ENDS.split(found[1])[0] for found in _last(_NAMED, sentence)]
    for name in given:
        plain = name.strip(" ,.，。-–—")
        short = len(plain) <= (LONGEST_HAN if HAN.search(plain) else LONGEST)
        if len(plain) > 1 and short and len(plain.split()) <= MOST_WORDS:
            yield plain


def _last(pattern: re.Pattern[str], text: str) -> list[re.Match[str]]:
    """The match that begins last, so that "as with X" gives X."""
    starts = [m for place in range(len(text)) if (m := pattern.match(text, place))]
    return starts[-1:] if starts else []
