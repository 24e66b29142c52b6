"""Train the head that judges the sentences of replies: `python -m evals.training.reply_sentences`.

Invented sentences that break a rule and that do not (reply_sentences_en.yaml, _zh.yaml), and the
phrases of the composer as clean ones. The cases of evals/cases are never read.
"""

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from assistant.replies.checking.judge import BUCKETS, CLEAN, KINDS, words_of
from assistant.replies.checking.markers import marks
from assistant.replies.phrases import load_phrases
from assistant.replies.review.issues import issues
from assistant.yaml_files import read_yaml
from evals.training.matrices import vectors

__all__ = ["Sentence", "features", "fit", "sentences"]

WEIGHTS = (
    Path(__file__).parents[2] / "assistant" / "replies" / "checking" / "weights" / "sentences.npz"
)
WORDS, SIGNS = 1.0, 0.15
"""What the words and the marks weigh beside the unit vector."""

STRENGTH = 10.0
CLEAN_SHARE = 3.0
"""What the clean sentences weigh where each broken rule weighs 1."""

FOLDS = 8
TOGETHER = 4
"""Neighbours in a list are alike, in both languages: that number stays in one fold."""

THINGS = {
    "en": ("kettle", "sofa", "headset", "cream", "lamp", "dog bed", "jacket", "printer"),
    "zh": ("水壶", "沙发", "耳机", "面霜", "台灯", "狗窝", "外套", "打印机"),
}
PRIVATE = {
    "en": ("send us a private message", "write to us privately", "reply to this e-mail"),
    "zh": ("私信我们", "私下联系我们的客服", "直接回复这封邮件"),
}
SKIPPED = {
    "shift",
    "verbs",
    "subjects",
    "missing",
    "languages",
    "salutation",
    "rule",
    "another_rule",
    "plain_rule",
    "another_plain_rule",
}
SKIPPED |= {"name", "contact", "beyond", "order_number", "quote_and", "quote_comma", "theme_asks"}
"""Parts of the phrase files that are no sentences of a reply, or wait for a clause."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A training sentence; `group` keeps what is alike in one fold."""

    text: str
    kind: str
    language: str
    group: int


def sentences() -> list[Sentence]:
    """All training sentences, each once."""
    found = [*_written("en"), *_written("zh"), *_phrases("en"), *_phrases("zh")]
    return list({sentence.text: sentence for sentence in found}.values())


def _written(language: str) -> Iterator[Sentence]:
    path = Path(__file__).parent / f"reply_sentences_{language}.yaml"
    lists: dict[str, list[str]] = read_yaml(path.read_text("utf-8"))
    for offset, (kind, texts) in enumerate(lists.items()):
        for number, text in enumerate(texts):
            thing = THINGS[language][number % len(THINGS[language])]
            group = 1000 * offset + number // TOGETHER
            yield Sentence(text.replace("{thing}", thing), kind, language, group)


def _phrases(language: str) -> Iterator[Sentence]:
    """The composer's own sentences with their slots filled."""
    words = load_phrases(language)
    terms = [term for issue in issues().values() for term in issue.terms.get(language, ())]
    things = THINGS[language]
    number = 0
    for key, part in words.items():
        if key in SKIPPED:
            continue
        for text in _strings(part):
            if len(text) < (6 if language == "zh" else 20):
                continue
            for repeat in range(1 + 4 * ("{" in text)):
                number += 1
                thing = things[number % len(things)]
                term = terms[(7 * number + repeat) % len(terms)]
                plain = re.sub(r"“(\{\w+\})”", r"\1", text)
                slots = {slot: _fill(slot, term, thing) for slot in re.findall(r"\{(\w+)\}", plain)}
                filled = plain.format(**slots)
                for sentence in re.split(r"(?<=[.!?])\s+|(?<=[。！？])", filled):
                    if sentence:
                        yield Sentence(sentence, CLEAN, language, 100_000 + number % 40)


def _strings(part: Any) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict | list):
        for inner in part.values() if isinstance(part, dict) else part:
            yield from _strings(inner)


def _fill(slot: str, term: str, thing: str) -> str:
    if slot in ("product", "liked"):
        return f"your {thing}" if thing.isascii() else f"这款{thing}"
    if slot == "private":
        ways = PRIVATE["en" if thing.isascii() else "zh"]
        return ways[len(term) % len(ways)]
    if slot in ("quote", "quotes", "question"):
        return "this" if thing.isascii() else "这一点"
    if slot == "asks":
        return "your order number and a photo" if thing.isascii() else "订单号、照片"
    return term[:1].upper() + term[1:] if slot == "Issues" else term


def features(texts: Sequence[str]) -> sparse.csr_matrix:
    """Vector, words and marks side by side, as the judge weighs them."""
    rows = [words_of(text) for text in texts]
    counts = np.array([len(row) for row in rows])
    values = np.repeat(WORDS / np.sqrt(np.maximum(counts, 1)), counts)
    bounds = np.concatenate([[0], counts.cumsum()])
    words = sparse.csr_matrix((values, np.concatenate(rows), bounds), (len(rows), BUCKETS))
    signs = sparse.csr_matrix(SIGNS * marks(texts))
    return sparse.hstack([sparse.csr_matrix(vectors(texts)), words, signs]).tocsr()


def fit(matrix: sparse.csr_matrix, kinds: Sequence[str]) -> LogisticRegression:
    """The six broken rules weigh alike and together twice what the clean sentences weigh."""
    columns = np.array([KINDS.index(kind) for kind in kinds])
    counts = np.bincount(columns, minlength=len(KINDS))
    shares = np.array([CLEAN_SHARE] + [1.0] * (len(KINDS) - 1)) / np.maximum(counts, 1)
    weights = shares[columns] * len(columns) / shares[columns].sum()
    return LogisticRegression(C=STRENGTH, max_iter=1000).fit(matrix, columns, weights)


def _left_out(matrix: sparse.csr_matrix, rows: Sequence[Sentence]) -> NDArray[np.float64]:
    """The probability that each sentence is clean, by a model that has not seen its like."""
    kinds = np.array([row.kind for row in rows])
    found = np.zeros(len(rows))
    for train, test in GroupKFold(FOLDS).split(kinds, groups=[row.group for row in rows]):
        found[test] = fit(matrix[train], kinds[train].tolist()).predict_proba(matrix[test])[:, 0]
    return found


def main() -> None:
    rows = sentences()
    matrix = features([row.text for row in rows])
    suspect = 1 - _left_out(matrix, rows)
    bad = np.array([row.kind != CLEAN for row in rows])
    for share in (0.01, 0.02, 0.05):
        limit = np.quantile(suspect[~bad], 1 - share)
        recall = (suspect[bad] > limit).mean()
        sys.stdout.write(f"{share:.0%} false: above {limit:.3f}, recall {recall:.3f}\n")
    model = fit(matrix, [row.kind for row in rows])
    weights = model.coef_.T.astype(np.float32)
    meaning, words = weights[:512], weights[512 : 512 + BUCKETS] * WORDS
    np.savez_compressed(
        WEIGHTS,
        meaning=meaning.astype(np.float16),
        words=words.astype(np.float16),
        signs=(weights[512 + BUCKETS :] * SIGNS).astype(np.float16),
        bias=model.intercept_.astype(np.float16),
    )
    sys.stdout.write(f"{len(rows)} sentences, {WEIGHTS.stat().st_size} bytes\n")


if __name__ == "__main__":
    main()
