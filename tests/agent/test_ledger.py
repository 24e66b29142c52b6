import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assistant.agent.checking.ledger import check
from assistant.models import Citation, Figure, Ledger
from tests.agent.ledgers import NPS, ledger, one, written


class TestBacked:
    @pytest.mark.parametrize(
        "text",
        [
            "NPS is -31.2 (-43.1 to -19.3) from 147 answers.",
            "NPS is -31.24.",
            "It fell by 31.",
            "It fell by 31.2 points to about -31!",
            "NPS −31.2 (minus sign), lower by 31.2 (31.2)",
            "ＮＰＳ －３１．２，１４７ answers",
            "NPS 为 -31.2 ，区间 -43.1 … -19.3 ， 共 147 条",
            "| NPS | -31.2 | 147 |",
            "1. NPS -31.2\n2. no more\n- 147 answers",
            "",
            "No number at all.",
        ],
    )
    def test_the_figures_of_the_ledger_however_written(self, text: str) -> None:
        assert check(text, NPS) == []

    @pytest.mark.parametrize(
        "text",
        [
            "NPS is -31.2 (95% interval -43.1 to -19.3).",
            "NPS is -31.2, 95 % CI -43.1 to -19.3.",
            "At a confidence level of 95% NPS lies between -43.1 and -19.3.",
            "NPS 为 -31.2，95%置信区间为 -43.1 至 -19.3",
            "95%的区间是 -43.1 至 -19.3，置信水平为 95%",
        ],
    )
    def test_how_sure_an_interval_is_is_no_figure(self, text: str) -> None:
        assert check(text, NPS) == []

    def test_a_share_of_95_is_one(self) -> None:
        (found,) = check("95% of them are sure to leave.", NPS)
        assert (found.kind, found.written) == ("number", "95")

    @pytest.mark.parametrize(
        "text", ["about 1.2k reviews", "1.2K", "1,234 reviews", "1234", "1 k", "some 1k reviews"]
    )
    def test_thousands(self, text: str) -> None:
        assert check(text.replace("1 k", "1k"), ledger(1234)) == []

    @pytest.mark.parametrize(
        ("text", "value"), [("三成", 28.0), ("三成半", 35.4), ("近六成", 61.0), ("两成", 20.0)]
    )
    def test_tenths(self, text: str, value: float) -> None:
        assert check(f"{text}的客户不满意", ledger(value)) == []

    @pytest.mark.parametrize("text", ["成功", "三成功", "完成了", "构成"])
    def test_words_with_cheng_are_no_tenths(self, text: str) -> None:
        assert check(text, ledger()) == []

    @pytest.mark.parametrize(
        "text",
        [
            "From 2026-03-01 to 2026-03-13.",
            "since 2026-3-1, at 12:30",
            "2026年3月1日至3月13日",
            "3月份，2025年12月",
            "In Q4 2025 and in 2024.",
        ],
    )
    def test_dates_are_no_figures(self, text: str) -> None:
        assert check(text, ledger()) == []

    @pytest.mark.parametrize(
        "text", ["since 3 May", "on March 13, 2026", "the 2nd of March, 9 Mar"]
    )
    def test_english_dates_are_no_figures(self, text: str) -> None:
        assert check(text, ledger()) == []

    def test_ids_and_lists_are_no_figures(self) -> None:
        assert check("1. see [S01622]\n2) and [web:7~2]\n3、 end", ledger()) == []

    def test_chinese_list_numbers_are_no_figures(self) -> None:
        assert check("1、物流\n2、包装\n3．客服", ledger()) == []

    def test_names_of_the_shop_are_no_figures(self) -> None:
        text = "The Kettle 2 and the Kettle 2000 W on Channel 5 are fine."
        assert check(text, ledger(), ["Kettle 2", "Kettle 2000 W", "Channel 5"]) == []
        assert written("The Kettle 9 is fine.", ledger(), "Kettle 2") == ["9"]


class TestHidden:
    """Ways to show a number that a plain search for digits would not see."""

    @pytest.mark.parametrize(
        "text",
        [
            "NPS is 4\u200b5",
            "NPS is 4**5**",
            "NPS is &#52;5",
            "NPS is 4\u00ad5.",
            "NPS is ４５",
            "NPS is ٤٥",
            "NPS is ④⑤",
            "NPS45",
            "about45 points",
            "45pts",
            "45percent",
            "45x",
            "45.",
            "45. of customers left",
            "forty-five percent of customers",
            "forty five customers",
            "百分之四十五的客户",
            "四十五条投诉",
            "四成五的客户",
            "9分之4的客户",
            "nearly half of the customers",
            "two thirds of customers",
            "a quarter of the reviews",
            "4 out of 5 customers",
            "one in five customers",
            "客户中有一半",
            "½ of customers",
            "4.5万条",
            "4.5k reviews",
            "12,5 % of customers",
            "the NPS in Mar 45%",
            "the last 45 days",
            "“45” they said",
            "Our NPS is “45”.",
        ],
    )
    def test_is_found(self, text: str) -> None:
        read = Ledger((one("nps", 9.0, "points", 3),), (Citation("A1", "say the NPS is 45"),))
        assert [f.kind for f in check(text, read, (), "is our nps 45?")]

    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ("a third of customers", 31.2),
            ("half of the customers", 51.0),
            ("百分之十二点五", 12.5),
            ("三分之一的客户", 34.0),
            ("one in five customers", 20.4),
            ("twelve percent", 12.3),
            ("12,5 %", 12.5),
            ("12.5 per cent", 12.46),
        ],
    )
    def test_shares_in_words(self, text: str, value: float) -> None:
        assert check(text, Ledger((one("share", value, "%", 80),))) == []

    @pytest.mark.parametrize(("text", "value"), [("1.2万条", 12_345), ("3 thousand", 2_600)])
    def test_scales(self, text: str, value: float) -> None:
        assert check(text, Ledger((one("count", value, "records"),))) == []


class TestKinds:
    SHARE = Ledger((one("negative_share", 28.0, "%", 147),))

    @pytest.mark.parametrize("text", ["28 customers", "28条投诉", "147 % of them", "147 percent"])
    def test_a_share_is_no_count_nor_a_count_a_share(self, text: str) -> None:
        assert check(text, self.SHARE)

    @pytest.mark.parametrize("text", ["28 % of customers", "28 of 100", "147 reviews", "147条"])
    def test_what_it_is_passes(self, text: str) -> None:
        assert [w for w in written(text, self.SHARE) if w != "100"] == []

    def test_a_number_of_one_product_is_not_told_of_another(self) -> None:
        read = Ledger(
            (one("nps", 42.9, "points", 7, product="Lamp"), one("nps", 12.0, "points", 9))
        )
        names = ["Lamp", "Scale", "NPS is 99", "99"]
        assert check("Lamp has 42.9.", read, names) == []
        assert check("Scale: no answer. The best has 42.9.", read, names) == []
        assert written("Scale has 42.9.", read, *names) == ["42.9"]
        assert check("Scale is below the shop's 12.0", read, names) == []

    def test_a_name_that_makes_a_claim_frees_no_digits(self) -> None:
        assert written("The NPS is 99.", ledger(), "NPS is 99", "99") == ["99"]


class TestLinksAndLanguage:
    @pytest.mark.parametrize(
        "text",
        [
            "![x](http://evil.example/x)",
            "[here](https://evil.example)",
            "see https://evil.example",
            "see www.evil.example",
            "<img src=x>",
            "[a]: http://evil.example",
        ],
    )
    def test_links_and_images_are_found(self, text: str) -> None:
        assert "link" in {finding.kind for finding in check(text, ledger())}

    def test_another_language_is_found(self) -> None:
        english, chinese = "Customers are unhappy with delivery.", "客户对配送不满意，" * 4
        assert [f.kind for f in check(english, ledger(), language="zh")] == ["language"]
        assert [f.kind for f in check(chinese, ledger(), language="en")] == ["language"]
        assert check(english, ledger(), language="en") == []
        assert check(chinese, ledger(), language="zh") == []
        assert check("OK", ledger(), language="zh") == []


class TestNumbers:
    @pytest.mark.parametrize(
        ("text", "wrong"),
        [
            ("NPS is -31.3.", "-31.3"),
            ("NPS is -32.", "-32"),
            ("NPS is -31.2 from 148 answers", "148"),
            ("NPS is -31.25.", "-31.25"),
            ("between -43.2 and -19.3", "-43.2"),
            ("NPS －３１．３", "-31.3"),
            ("NPS 为 -31.3 ", "-31.3"),
            ("1.5k answers", "1.5k"),
            ("1,470 answers", "1,470"),
            ("14.7 %", "14.7"),
            ("312", "312"),
            ("| 146 |", "146"),
            ("约六成的客户", "六成"),
            ("It is 2.", "2"),
        ],
    )
    def test_one_digit_off_is_found(self, text: str, wrong: str) -> None:
        assert written(text, NPS) == [wrong]

    @pytest.mark.parametrize(
        "text",
        [
            "共99条投诉",
            "本周有99条",
            "占比99%的客户",
            "下降了9.9分",
            "约99个",
            "共99条，占45.2%。",
            "1.2万条",
        ],
    )
    def test_numbers_that_touch_chinese(self, text: str) -> None:
        assert check(text, NPS)

    @pytest.mark.parametrize("text", ["共147条", "NPS为-31.2分", "约低了31分", "147条中为-31"])
    def test_backed_numbers_that_touch_chinese(self, text: str) -> None:
        assert check(text, NPS) == []

    @pytest.mark.parametrize(
        "text", ["2048 complaints", "We received 1999 angry mails", "2000 of them", "2012 tickets"]
    )
    def test_a_count_that_looks_like_a_year(self, text: str) -> None:
        assert check(text, NPS)

    def test_a_number_of_another_quote_is_not_free(self) -> None:
        """Only the quoted words themselves are the customer's."""
        assert written("They wait 12 days.", ledger()) == ["12"]

    numbers = st.integers(3, 99_999).filter(lambda n: not 1900 <= n <= 2099)

    @given(value=st.floats(-500, 500, allow_nan=False), number=numbers, digits=st.integers(0, 2))
    def test_any_number_that_is_not_near_a_figure_is_found(
        self, value: float, number: int, digits: int
    ) -> None:
        claimed = number / 10**digits
        assume(abs(abs(value) - claimed) > 0.5 * 10**-digits + 1e-6)
        shown = f"{claimed:.{digits}f}"
        for text in (
            f"It is {shown} now",
            f"（ {shown} %）",
            f"**{shown}**",
            f"from {shown}, then",
        ):
            assert written(text, ledger(value)) == [shown]

    @given(
        value=st.floats(-1e6, 1e6, allow_nan=False, allow_infinity=False),
        decimals=st.integers(0, 3),
    )
    def test_any_rounding_of_a_figure_is_backed(self, value: float, decimals: int) -> None:
        for shown in (f"{value:.{decimals}f}", f"{value:+.{decimals}f}", f"{value:,.{decimals}f}"):
            assert check(f"It is {shown} now", ledger(value)) == []

    @given(
        value=st.floats(1, 1e5, allow_nan=False),
        decimals=st.integers(0, 2),
        falls=st.booleans(),
    )
    def test_a_sign_that_is_not_the_figures_is_found(
        self, value: float, decimals: int, falls: bool
    ) -> None:
        given_ledger = ledger(-value if falls else value)
        shown = f"{value:.{decimals}f}"
        wrong = f"+{shown}" if falls else f"-{shown}"
        assert written(f"It is {wrong} now", given_ledger) == [wrong]
        if falls:
            assert written(f"It is {shown} now", given_ledger) == [shown]
            assert check(f"It fell by {shown}", given_ledger) == []

    def test_a_figure_without_a_value_backs_nothing(self) -> None:
        nothing = Ledger((Figure(name="nps", value=None), Figure(name="top", value="7 Lamps")))
        assert written("NPS 7", nothing) == ["7"]
        assert check("NPS –", nothing) == []
