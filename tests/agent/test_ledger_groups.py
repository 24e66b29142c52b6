from assistant.agent.checking.ledger import check
from assistant.models import Figure, Ledger
from tests.agent.ledgers import one, written


def test_a_theme_that_holds_a_channels_name_does_not_speak_of_the_channel() -> None:
    of_mail = Figure(name="count", value=14, unit="records", filters={"channel": ["mail"]})
    told = "Website and app: 14 complaints"
    assert check(told, Ledger((of_mail,), ()), ("app", "mail"))
    assert check(told, Ledger((of_mail,), ()), ("app", "mail"), "", ["Website and app"]) == []


def _of(field: str, name: str, value: float) -> Figure:
    return Figure(name="csat", value=value, unit="stars", n=50, filters={field: [name]})


class TestTwoGroupsInASentence:
    NAMES = ("weibo", "email", "app", "Kettle")
    LEDGER = Ledger((_of("channel", "weibo", 2.79), _of("channel", "email", 3.66)))

    def test_either_keeps_its_own_however_its_name_is_written(self) -> None:
        text = "Email was rated best (3.66) and Weibo worst (2.79)."
        assert written(text, self.LEDGER, *self.NAMES) == []

    def test_the_number_of_one_is_not_told_of_the_other(self) -> None:
        assert written("Weibo stands at 3.66.", self.LEDGER, *self.NAMES) == ["3.66"]
        assert written("The app stands at 3.66.", self.LEDGER, *self.NAMES) == ["3.66"]

    def test_a_group_without_digits_keeps_its_own_beside_one_with_them(self) -> None:
        both = Ledger((_of("touchpoint", "At the till", 4.1), _of("touchpoint", "90 days on", 3.2)))
        text = "At the till has 4.1, against 3.2 for 90 days on."
        assert written(text, both, "90 days on") == []
        assert written("90 days on has 4.1.", both, "90 days on") == ["4.1"]

    def test_a_channel_beside_a_product_is_no_rival(self) -> None:
        both = Ledger((_of("product", "Kettle", 3.1), _of("channel", "app", 4.2)))
        assert written("Of the app it is said that it got 3.1.", both, *self.NAMES) == []


def test_the_figures_own_name_may_be_written_in_other_words() -> None:
    nps = [one("nps", 25.0, "points", 40, channel="email"), one("nps", 2.86, channel="trustpilot")]
    text = "邮件最高（25.0，40份），Trustpilot 2.9。"
    names = ("email", "trustpilot")
    told = Ledger(tuple(nps))
    assert [each.written for each in check(text, told, names)] == ["25.0", "40"]
    assert check(text, told, names, wordings={"email": ["邮件"]}) == []
