"""Which of the shop's names stand in a question, and the filters that they make."""

import re
from collections.abc import Iterable, Sequence

from assistant.agent.names.finder import NameBook
from assistant.agent.names.folding import fold
from assistant.agent.names.match import Match
from assistant.agent.names.parts import WORD
from assistant.agent.question.name_extents import sized, widened
from assistant.agent.question.patterns.common import ALSO, ALSO_WORD, SCORE
from assistant.agent.question.patterns.omissions import PUT_ASIDE, WITHOUT, WITHOUT_AFTER
from assistant.agent.question.places import blank
from assistant.han import HAN

__all__ = ["filters_of", "names_in"]

WORD_AFTER = re.compile(rf" ({WORD.pattern})")
VARIANT = re.compile(
    r"\s*(?:vs\.?|versus|or|and|to|than|with|against|/|,|&|和|跟|与|、|还是|比)\s*(?:the |a )?"
    rf"({WORD.pattern})"
)
"""What stands beside a name in the place of one of its words."""

MENDED = re.compile(
    r"\b(?:fix|solv|improv|remov|resolv|eliminat)\w*|\bif\b.{1,40}\bgone\b|解决|修好|改善|改进|去掉"
)
"""What is mended is a problem, and no touchpoint."""

TROUBLE = re.compile(r"\b(?:complaints?|problems?|issues?|troubles?|delays?) (?:and|vs|on|with)\b")
"""What goes with a score is a problem, and no touchpoint: "delivery complaints and NPS"."""

GROUP_BESIDE = re.compile(
    r"\b(?:vs\.?|versus|(?:compared?|next) (?:to|with)|than|against) (?:the |our )?"
    rf"({WORD.pattern})(?=\s*(?:$|[?,.]|ones?\b|customers?\b|users?\b|people\b|buyers?\b))"
)
"""A group of customers that is set against one that was named."""

TIE = re.compile(r"[的有没]关系")
"""In this the 关系 of a relationship survey is what two things have to do with each other."""

DOER = re.compile(r"\b(?:we|i|you|they|to|should|can|could|must|please|let's|lets|just) $")
DONE_TO = re.compile(r" (?:the|our|this|that|these|those|it|them|all|any|an?|off|out)\b")
"""Between these a word of a product's name is what is done: "should we pull the kettle"."""
WORD_BEFORE = re.compile(rf"({WORD.pattern}) $")


def names_in(
    folded: str, books: Sequence[NameBook], taken: Iterable[tuple[int, int]]
) -> list[Match]:
    """Exact names first, over all books the longest; then misspelt ones, typed sounds, and names
    with characters left out."""
    free = blank(folded, taken)
    if SCORE.search(folded) and not (MENDED.search(folded) or TROUBLE.search(folded)):
        # "The NPS of support" is that of the survey sent after it.
        books = sorted(books, key=lambda book: book.field != "touchpoint")
    short = [m for book in books if book.field == "product" for m in book.find_abbreviated(free)]
    exact = [
        match
        for book in books
        for match in book.find(free)
        if not (match.also and any(_lies_within(match, other) for other in short))
    ]
    kept: list[Match] = []
    # The group "Club" is meant by its whole name before a shop of which it is a word.
    for match in sorted(exact, key=lambda m: (m.start - m.end, _is_part_of_channel(m), m.start)):
        if _is_deed(folded, match) or _is_tie(folded, match):
            continue
        if all(match.end <= k.start or match.start >= k.end for k in kept):
            kept.append(match)
    free = blank(free, [(m.start, m.end) for m in kept])
    for book in books:
        if book.field in ("product", "channel", "segment"):
            for find in (book.find_misspelt, book.find_sounded, book.find_abbreviated):
                guessed = find(free)
                kept.extend(guessed)
                free = blank(free, [(m.start, m.end) for m in guessed])
    kept = [widened(folded, match, kept) for match in kept]
    told = (_told_apart(folded, match) for match in kept if not _is_of_group(folded, match, kept))
    narrowed = _narrowed(folded, sorted(told, key=lambda match: match.start))
    return _with_variants(folded, narrowed, books)


def _is_deed(folded: str, match: Match) -> bool:
    """Whether one word of a product's name stands where a verb does."""
    if match.field != "product" or " " in match.written or HAN.search(match.written):
        return False
    return bool(DOER.search(folded[: match.start]) and DONE_TO.match(folded, match.end))


def _is_tie(folded: str, match: Match) -> bool:
    """Whether a touchpoint's name says only that two things go together: 评分和复购的关系."""
    return match.field == "touchpoint" and bool(TIE.match(folded, max(0, match.start - 1)))


def _is_part_of_channel(match: Match) -> bool:
    return match.field == "channel" and fold(match.value) != match.written


def _is_of_group(folded: str, match: Match, matches: Sequence[Match]) -> bool:
    """Whether a word behind a customer group, which a channel's name also holds, says only who
    they are: the "runners" of "elite runners" in a shop with the channel "Runner's World"."""
    if not _is_part_of_channel(match) or " " in match.written:
        return False
    before = (m for m in matches if m.field == "segment" and m.end <= match.start)
    return any(folded[m.end : match.start] == " " for m in before)


def _with_variants(folded: str, matches: Sequence[Match], books: Sequence[NameBook]) -> list[Match]:
    """The names with those of which only what differs is said: "raincoat xs or xl"; a group of
    customers may be named by a word too plain to be one by itself: "gold users vs free"."""
    products = next((book for book in books if book.field == "product"), None)
    groups = next((book for book in books if book.field == "segment"), None)
    found = list(matches)
    for match in matches:
        written = VARIANT.match(folded, match.end)
        beside = GROUP_BESIDE.search(folded, match.end)
        if groups and match.field == "segment" and beside:
            found += _group_called(beside, groups, matches)
            continue
        if products is None or match.field != "product" or match.also or written is None:
            continue
        if any(other.start < written.end(1) and other.end > match.end for other in matches):
            continue
        own = WORD.findall(fold(match.value))
        for name in products.names:
            other = WORD.findall(fold(name))
            changed = [pair for pair in zip(own, other, strict=False) if pair[0] != pair[1]]
            one = len(own) == len(other) and len(changed) == 1
            if one and changed[0][1] == written[1]:
                found.append(Match("product", name, *written.span(1), written[1], exact=False))
                break
    return sorted(found, key=lambda match: match.start)


def _lies_within(match: Match, other: Match) -> bool:
    """Whether a longer name holds what by itself means several: the 咖啡 of 咖啡秤."""
    inside = other.start <= match.start and match.end <= other.end
    return inside and match.end - match.start < other.end - other.start


def _group_called(
    written: re.Match[str], groups: NameBook, matches: Sequence[Match]
) -> list[Match]:
    """The group whose whole name stands there, unless a name was read there already."""
    start, end = written.span(1)
    if any(other.start < end and other.end > start for other in matches):
        return []
    return [
        Match("segment", name, start, end, written[1], exact=False)
        for name in groups.names
        if fold(name) == written[1]
    ]


def _told_apart(folded: str, match: Match) -> Match:
    """A word that several names share, narrowed by the word beside it that only some of them
    have: the "kit" of "h10 kit", though it is too short to be a name by itself."""
    if match.also and (found := sized(folded, match)):
        return found
    beside = (WORD_AFTER.match(folded, match.end), WORD_BEFORE.search(folded[: match.start]))
    for word in filter(None, beside):
        fit = [value for value in match.values if word[1] in WORD.findall(fold(value))]
        if fit and len(fit) < len(match.values):
            start, end = min(match.start, word.start(1)), max(match.end, word.end(1))
            first, *also = fit
            written = folded[start:end]
            return Match(match.field, first, start, end, written, match.exact, tuple(also))
    return match


def _narrowed(folded: str, matches: Sequence[Match]) -> list[Match]:
    """Two names side by side that share some of what they mean are one name for just that: the
    "touring" of "touring saddle" decides which saddle is meant."""
    found: list[Match] = []
    for match in matches:
        last = found[-1] if found else None
        both = tuple(value for value in match.values if last and value in last.values)
        if last and both and last.field == match.field and _side_by_side(folded, last, match):
            written = folded[last.start : match.end]
            first, *also = both
            exact = last.exact and match.exact
            found[-1] = Match(
                match.field, first, last.start, match.end, written, exact, tuple(also)
            )
        else:
            found.append(match)
    return found


def _side_by_side(folded: str, last: Match, match: Match) -> bool:
    return not folded[last.end : match.start].strip()


def filters_of(
    folded: str, matches: Iterable[Match], books: Sequence[NameBook]
) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    """The filters that the names make, and the fields of which some values are left out."""
    found: dict[str, tuple[str, ...]] = {}
    left_out: dict[str, tuple[str, ...]] = {}
    for joined in _joined(folded, [match for match in matches if match.field != "by"]):
        # 除了 begins with the name behind it, 以外 reaches back over all that are joined to it.
        first = next(
            (i for i, match in enumerate(joined) if WITHOUT.search(folded[: match.start])),
            len(joined),
        )
        ends = [i for i, match in enumerate(joined) if WITHOUT_AFTER.match(folded, match.end)]
        for i, match in enumerate(joined):
            excluded = i >= first or (bool(ends) and i <= ends[-1])
            excluded = excluded or _is_put_aside(folded, joined[0], joined[-1])
            into = left_out if excluded else found
            into[match.field] = tuple(dict.fromkeys((*into.get(match.field, ()), *match.values)))
    for name, values in left_out.items():
        if name in ("theme", "product"):
            # What names no theme or product is not what is left out.
            found[f"without_{name}"] = values
        else:
            everything = next(book.names for book in books if book.field == name)
            kept = tuple(value for value in found.get(name, ()) if value not in values)
            found[name] = kept or tuple(value for value in everything if value not in values)
    return found, tuple(left_out)


def _is_put_aside(folded: str, first: Match, last: Match) -> bool:
    before, after = PUT_ASIDE
    return bool(before.search(folded[: first.start]) and after.match(folded, last.end))


def _joined(folded: str, matches: Iterable[Match]) -> list[list[Match]]:
    """The names in runs of those that "and" or a comma joins."""
    runs: list[list[Match]] = []
    for match in matches:
        if runs and _goes_on(folded, runs[-1][-1], match):
            runs[-1].append(match)
        else:
            runs.append([match])
    return runs


def _goes_on(folded: str, before: Match, match: Match) -> bool:
    """Whether a name belongs to the one before it. A comma alone joins names of one kind, and in
    Chinese none: 除了包装，壶 leaves out the packaging and asks about the pot."""
    gap = folded[before.end : match.start]
    if not ALSO.fullmatch(gap):
        return False
    bare = "," in gap and not ALSO_WORD.search(gap)
    chinese = bool(HAN.search(before.written + match.written))
    return not bare or (before.field == match.field and not chinese)
