import pytest

from assistant.agent.names.finder import NameBook
from retrieval.embedders import BuiltinEmbedder

PRODUCTS = NameBook.of_names(
    "product",
    [
        "Steel Kettle",
        "Travel Mug",
        "Glass Mug",
        "Air Fryer 3000",
        "保温杯",
        "C++ Mousepad",
        "Kettlebell",
    ],
    {"Steel Kettle": ["水壶", "boiler"], "Nobody": ["nothing"]},
)


def found(text: str) -> list[str]:
    return [match.value for match in PRODUCTS.find(text)]


def guessed(text: str) -> list[str]:
    return [match.value for match in PRODUCTS.find_misspelt(text)]


class TestExact:
    @pytest.mark.parametrize(
        ("text", "names"),
        [
            ("is the steel kettle fine", ["Steel Kettle"]),
            ("kettle", ["Steel Kettle"]),
            ("all kettles", ["Steel Kettle"]),
            ("the boiler", ["Steel Kettle"]),
            ("水壶评分为什么下降了", ["Steel Kettle"]),
            ("保温杯和水壶", ["保温杯", "Steel Kettle"]),
            ("glass mugs against travel mug", ["Glass Mug", "Travel Mug"]),
            ("air fryer 3000 or fryer", ["Air Fryer 3000", "Air Fryer 3000"]),
            ("the c++ mousepad", ["C++ Mousepad"]),
            ("kettlebells", ["Kettlebell"]),
            ("a mug", []),
            ("a steelworker's kettledrum", []),
            ("", []),
        ],
    )
    def test_names_aliases_words_and_plurals(self, text: str, names: list[str]) -> None:
        """`mug` stands for no product, since two have it; a name is a whole word."""
        assert found(text) == names

    def test_the_longest_spelling_wins_its_place(self) -> None:
        match, = PRODUCTS.find("the steel kettle")  # fmt: skip
        assert match.written == "steel kettle"
        assert (match.start, match.end, match.exact) == (4, 16, True)

    def test_a_value_can_be_kept_from_spelling_itself(self) -> None:
        book = NameBook("language", {"en": ["english"]}, itself=False)
        assert [match.value for match in book.find("english en")] == ["en"]
        assert book.find("en masse") == []


class TestMisspelt:
    @pytest.mark.parametrize("text", ["kettel", "kettl", "kettlle", "kettke", "steelkettle"])
    def test_a_slip_is_forgiven_where_nothing_is_found(self, text: str) -> None:
        assert found(text) == []
        assert guessed(text) == ["Steel Kettle"]

    @pytest.mark.parametrize("text", ["steel kettel", "stele kettle"])
    def test_one_right_word_of_a_name_is_enough(self, text: str) -> None:
        assert found(text) == ["Steel Kettle"]

    @pytest.mark.parametrize("text", ["air fryar 3000", "airfryer 3000", "airfryer3000"])
    def test_a_space_too_few(self, text: str) -> None:
        assert set(guessed(text)) == {"Air Fryer 3000"}

    @pytest.mark.parametrize(
        "text",
        [
            "settle",
            "metal",
            "the keto diet",
            "mgu",
            "wrong order about delivery",
            "better",
            "水杯",
            "",
        ],
    )
    def test_other_words_are_not_bent_into_names(self, text: str) -> None:
        assert guessed(text) == []

    def test_it_says_that_it_guessed(self) -> None:
        match = PRODUCTS.find_misspelt("the kettel leaks")[0]
        assert (match.exact, match.written, match.field) == (False, "kettel", "product")


class TestNearest:
    def pieces(self, *texts: str) -> list[tuple[str, int, int]]:
        return [(text, 0, len(text)) for text in texts]

    def test_a_name_in_another_language(self, encoder: BuiltinEmbedder) -> None:
        book = NameBook.of_names("product", ["Pillow", "Kettle", "Lamp"], {})
        match = book.nearest(self.pieces("枕头"), encoder.encode)
        assert match is not None
        assert (match.value, match.exact) == ("Pillow", False)

    def test_nothing_near(self, encoder: BuiltinEmbedder) -> None:
        book = NameBook.of_names("product", ["Pillow", "Kettle", "Lamp"], {})
        assert book.nearest(self.pieces("天气"), encoder.encode) is None
        assert book.nearest([], encoder.encode) is None
        assert NameBook("product", {}).nearest(self.pieces("枕头"), encoder.encode) is None
