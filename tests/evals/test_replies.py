"""The reply evals: their cases, their scorers, and that a bad draft is called bad."""

from collections import Counter
from dataclasses import replace

import pytest

from assistant.replies.writing.drafting import draft
from evals import reply_rubric
from evals.replies import distinct, load_cases, score, similarity
from retrieval.embedders import BuiltinEmbedder
from tests.replies.reviews import BRAND, CLAUSES, review

TEXTS = {clause.id: clause.whole for clause in CLAUSES}


def test_the_cases_name_clauses_that_exist() -> None:
    cases = load_cases()
    assert Counter(case.language for case in cases) == {"en": 60, "zh": 60}
    assert len({case.feedback.text for case in cases}) == 120
    assert {id for case in cases for id in case.must | case.may} <= TEXTS.keys()


def test_a_good_draft_passes_and_a_spoilt_one_fails() -> None:
    case = next(case for case in load_cases() if case.must == {"shipping.2"})
    record = replace(review(case.feedback.text), feedback=case.feedback)
    made = draft(record, CLAUSES, BRAND, BuiltinEmbedder().encode)
    assert score(case, made, TEXTS).hard == ()
    spoilt = replace(made, body=made.body + " You get 77 back.", sources=("payment.4",))
    outcome = score(case, spoilt, TEXTS)
    assert outcome.hard
    assert (outcome.right, outcome.found) == (0, 0)


def test_distinct_and_similarity() -> None:
    assert distinct(["a b c d"]) == 1
    assert distinct(["a b c", "a b c"]) == 0.5
    assert distinct([]) is None
    assert similarity(["same text", "same text"]) == pytest.approx(1)
    assert similarity(["english", "中文"]) is None


def test_the_rubric_scores_drafts_that_exist() -> None:
    ids = {case.id: "" for case in load_cases()}
    found = reply_rubric.run(ids)
    assert found.n >= 40
    assert found.stale == found.n  # an empty text is not what was read
    assert all(1 <= value <= 5 for value in found.means.values())
