from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.models import Scope
from assistant.store.database import Database
from assistant.store.feedback import FeedbackStore
from assistant.store.words import LONGEST_READ, tokens
from tests.store.records import labels, said

TENANTS = (f"words-{n}" for n in count(1))
TEXTS = {
    "leak": "The kettle leaks at the base after two weeks.",
    "late": "Delivery was late, the courier never rang.",
    "both": "Late delivery and a leaking kettle. Late again!",
    "zh-leak": "水壶用了两天就漏水，客服不理人",
    "zh-late": "快递太慢了，等了两周",
    "mixed": "Kettle水壶很好用，推荐给朋友",
    "odd": "don't \"quote\" me: (NEAR) AND OR NOT * ^ \\ ' % _ 100%",
}


@pytest.fixture(scope="module")
def shop(shared_database: Database) -> tuple[FeedbackStore, Scope]:
    store, tenant = FeedbackStore(shared_database), next(TENANTS)
    batch = [said(id, text, tenant=tenant) for id, text in TEXTS.items()]
    batch.append(said("title", "See the title.", title="退款 refund", tenant=tenant, channel="web"))
    store.add(batch, [labels()] * len(batch))
    return store, Scope(tenant=tenant)


def found(shop: tuple[FeedbackStore, Scope], query: str, limit: int = 20) -> list[str]:
    store, scope = shop
    rows = store.matching(query, scope, limit)
    return [record.feedback.id for record in store.by_rows(rows, scope)]


class TestSearch:
    def test_the_one_with_more_of_the_words_comes_first(
        self, shop: tuple[FeedbackStore, Scope]
    ) -> None:
        ranked = found(shop, "late delivery kettle")
        assert ranked[0] == "both"
        assert set(ranked) == {"both", "late", "leak", "mixed"}

    @pytest.mark.parametrize(
        ("query", "ids"),
        [
            ("漏水", {"zh-leak"}),
            ("水壶", {"zh-leak", "mixed"}),
            ("两天漏水", {"zh-leak"}),
            ("快递慢", {"zh-late"}),
            ("退款", {"title"}),
            ("REFUND", {"title"}),
            ("ＫＥＴＴＬＥ", {"leak", "both", "mixed"}),
            ("壶水", set()),
            ("unheard", set()),
            ("", set()),
            ("!? 。，", set()),
        ],
    )
    def test_words_and_bigrams(
        self, shop: tuple[FeedbackStore, Scope], query: str, ids: set[str]
    ) -> None:
        assert set(found(shop, query)) == ids

    @pytest.mark.parametrize(
        "query", ['"quote"', "don't", "NEAR(quote me)", "quote*", "tokens:quote", "'; quote --"]
    )
    def test_the_query_language_is_not_reachable(
        self, shop: tuple[FeedbackStore, Scope], query: str
    ) -> None:
        assert found(shop, query) == ["odd"]

    def test_a_scope_and_a_limit_hold(self, shop: tuple[FeedbackStore, Scope]) -> None:
        store, scope = shop
        assert len(found(shop, "late kettle delivery", limit=2)) == 2
        web = Scope(tenant=scope.tenant, channel=("web",))
        assert len(store.matching("title late", web, 20)) == 1
        assert store.matching("late", Scope(tenant="nobody"), 20) == []

    def test_a_very_long_query_is_cut(self, shop: tuple[FeedbackStore, Scope]) -> None:
        assert "late" in found(shop, "courier " + " ".join(f"word{n}" for n in range(5_000)))


class TestTokens:
    def test_examples(self) -> None:
        assert tokens("Kettle水壶漏水 OK") == ["kettle", "水壶", "壶漏", "漏水", "ok"]
        assert tokens("好") == ["好"]
        assert tokens("かな 한글을") == ["かな", "한글", "글을"]
        assert tokens("snake_case １２３") == ["snake", "case", "123"]
        assert tokens("") == tokens(" \n。") == []

    @given(st.text(max_size=60))
    def test_tokens_are_words_that_fit_into_a_query(self, text: str) -> None:
        for token in tokens(text):
            assert token
            assert not set(token) & set("\"' \t\n\\_")

    def test_a_book_is_cut(self) -> None:
        assert len(tokens("水" * (LONGEST_READ + 50))) == LONGEST_READ - 1


@pytest.fixture(scope="module")
def strange(shared_database: Database) -> tuple[FeedbackStore, str]:
    return FeedbackStore(shared_database), next(TENANTS)


@settings(max_examples=50)
@given(text=st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=40))
def test_any_text_can_be_stored_and_searched(strange: tuple[FeedbackStore, str], text: str) -> None:
    """A text finds itself by its own words."""
    store, tenant = strange
    key = f"key {text}"
    store.add([said(f"id {text}"[:200], text, tenant=tenant, key=key)], [labels()])
    rows = store.matching(text, Scope(tenant=tenant), 500)
    texts = [record.feedback.text for record in store.by_rows(rows, Scope(tenant=tenant))]
    assert (text in texts) == bool(tokens(text))
