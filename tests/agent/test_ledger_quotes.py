import pytest

from assistant.agent.checking.ledger import Finding, check
from assistant.models import Citation, Ledger
from tests.agent.ledgers import HAN_QUOTE, QUOTE, ledger, written


class TestCitations:
    def test_known_ids_are_fine(self) -> None:
        assert check("Late [S01622][web:7~2].", ledger()) == []

    @pytest.mark.parametrize("wrong", ["S01623", "s01622", "web:7", "S01622-", "投诉1"])
    def test_unknown_ids_are_found(self, wrong: str) -> None:
        assert Finding("citation", wrong) in check(f"Late [{wrong}].", ledger())

    def test_nothing_was_read(self) -> None:
        assert check("Late [S01622].", Ledger()) == [Finding("citation", "S01622")]

    @pytest.mark.parametrize("between", [" ", " — ", ""])
    def test_an_id_behind_the_quote_of_another_is_found(self, between: str) -> None:
        wrong = Finding("id of another quote", "web:7~2")
        assert wrong in check(f"“The parcel came 12 days late”{between}[web:7~2]", ledger())
        assert check(f"“The parcel came 12 days late”{between}[S01622]", ledger()) == []


class TestQuotes:
    @pytest.mark.parametrize(
        "text",
        [
            f"> “{QUOTE}” — [S01622]",
            f'One said "{QUOTE[:40]}…" [S01622]',
            "“The parcel came 12 days late” is typical [S01622]",
            "“nobody answered my three mails” is typical",
            f"「{HAN_QUOTE}」[web:7~2]",
            f"“{HAN_QUOTE}” — [web:7~2]",
            "“the parcel”",
        ],
    )
    def test_verbatim_ones_are_fine(self, text: str) -> None:
        assert check(text, ledger()) == []

    @pytest.mark.parametrize(
        "altered",
        [
            QUOTE.replace("late", "early"),
            QUOTE.replace("nobody", "everybody"),
            QUOTE + " I want my money back.",
            HAN_QUOTE.replace("再也不会", "还会再"),
            "Best shop in the whole wide world, I will be back!",
        ],
    )
    def test_altered_ones_are_found(self, altered: str) -> None:
        assert Finding("quote", altered) in check(f"> “{altered}” — [S01622]", ledger())

    def test_an_altered_number_in_a_quote_is_found(self) -> None:
        altered = QUOTE.replace("12", "21")
        kinds = {finding.kind for finding in check(f"“{altered}”", ledger())}
        assert kinds == {"quote", "number"}
        assert written("“came 21 days late”", ledger()) == ["21"]

    @pytest.mark.parametrize(
        "said", ["质量太差了，用两天就坏，再也不买", "I hate this shop so much"]
    )
    def test_a_short_quote_that_nobody_said(self, said: str) -> None:
        assert check(f"> “{said}” — [S01622]", ledger())

    def test_a_quote_that_holds_a_quotation(self) -> None:
        said = 'He told me "wait 30 days" and hung up'
        read = Ledger(citations=(Citation("A1", said),))
        assert check(f"> “{said}” — [A1]", read) == []

    @pytest.mark.parametrize("said", ["[微笑]很好用", "Great [sic] shop", "发货慢[图片]"])
    def test_a_quote_that_holds_brackets(self, said: str) -> None:
        read = Ledger(citations=(Citation("A1", said),))
        assert check(f"> “{said}” — [A1]", read) == []


def test_an_id_that_was_read_and_a_piece_of_a_draft_claim_nothing() -> None:
    drafted = Ledger((), ledger().citations, ("We replace it or refund you in full.",))
    assert not check("Send S01622 “replace it or refund you in full”.", drafted)
    assert check("Send S09999 “refund you twice and send flowers too”.", drafted)
