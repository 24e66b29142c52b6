import pytest

from assistant.agent.names.book import name_books
from assistant.agent.names.finder import NameBook
from assistant.agent.names.parts import cores_of, nouns_of
from assistant.agent.question.name_filters import names_in
from assistant.understanding.themes import Taxonomy
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


class TestNouns:
    """What people call a thing whose name says more."""

    @pytest.mark.parametrize(
        ("names", "noun", "meant"),
        [
            (["夹棉裤", "遮阳帽"], "裤子", ("夹棉裤",)),
            (["夹棉裤", "阔腿裤"], "裤子", ("夹棉裤", "阔腿裤")),
            (["婴儿袜五双装"], "袜子", ("婴儿袜五双装",)),
            (["保温杯2只装", "马克杯"], "杯子", ("保温杯2只装", "马克杯")),
        ],
    )
    def test_the_noun_of_a_last_character(
        self, names: list[str], noun: str, meant: tuple[str, ...]
    ) -> None:
        assert nouns_of(names)[noun] == meant

    def test_a_noun_of_many_names_or_an_everyday_word_is_none(self) -> None:
        assert "裤子" not in nouns_of([f"{kind}裤" for kind in ("短", "长", "棉", "睡", "泳")])
        assert "样子" not in nouns_of(["新样"], {"样子"})

    @pytest.mark.parametrize(
        ("name", "cores"),
        [
            ("Chain 11-speed C11", ("chain",)),
            ("Disc Brake Pads BP-20", ("disc brake pads", "brake pads", "pads")),
            ("婴儿袜五双装", ("婴儿袜",)),
            ("X-1", ("X-1",)),
        ],
    )
    def test_what_a_name_means_without_its_marks(self, name: str, cores: tuple[str, ...]) -> None:
        assert cores_of(name) == cores

    @pytest.mark.parametrize(
        ("question", "values"),
        [
            ("stars of the travel mug", ("Travel Mug",)),
            ("stars of the glass mug and the kettle", ("Glass Mug",)),
            ("mugs", ("Travel Mug", "Glass Mug")),
        ],
    )
    def test_the_adjective_decides(self, question: str, values: tuple[str, ...]) -> None:
        families = {"mug": ("Travel Mug", "Glass Mug")}
        names = ["Travel Mug", "Glass Mug", "Kettle"]
        book = NameBook.of_names("product", names, {}, families)
        assert names_in(question, [book], [])[0].values == values

    def test_a_piece_of_the_other_script_only(self, encoder: BuiltinEmbedder) -> None:
        book = NameBook.of_names("product", ["Chain 11-speed C11", "Inner Tube 28"], {})
        found = book.nearest([("链条", 0, 2)], encoder.encode)
        assert found is not None
        assert found.value == "Chain 11-speed C11"
        assert book.nearest([("chains", 0, 6)], encoder.encode) is None
        same = book.nearest([("fahrradkette", 0, 12)], encoder.encode, same_script=True)
        assert same is not None
        assert same.value == "Chain 11-speed C11"


LONG_NAMES = NameBook.of_names(
    "product", ["速干防晒钓服", "多功能钓箱", "多功能水箱", "折叠椅"], {}
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("防晒服的评分", ["速干防晒钓服"]),
        ("速干钓服和防晒服", ["速干防晒钓服", "速干防晒钓服"]),
        ("多功能箱", []),
        ("多功钓箱", ["多功能钓箱"]),
        ("晒在阳台的衣服", []),
        ("速干的衣服", []),
    ],
)
def test_characters_left_out_of_a_long_name(text: str, names: list[str]) -> None:
    """A shortening that two names share means neither; scattered characters mean none."""
    assert [match.value for match in LONG_NAMES.find_abbreviated(text)] == names


def test_a_name_is_known_without_its_model_number() -> None:
    book = NameBook.of_names("product", ["青川台钓竿5.4米", "静水轮3000"], {})
    (match,) = book.find("青川台钓竿咋样")
    assert (match.value, match.written) == ("青川台钓竿5.4米", "青川台钓竿")


@pytest.mark.parametrize(
    ("text", "groups"),
    [("会员的满意度", ["俱乐部会员"]), ("钓友的满意度", []), ("新钓友", ["新钓友"])],
)
def test_a_group_of_customers_by_the_word_that_only_it_has(
    taxonomy: Taxonomy, text: str, groups: list[str]
) -> None:
    books = name_books((), (), (), ("俱乐部会员", "新钓友", "老钓友"), taxonomy, {})
    segments = next(book for book in books if book.field == "segment")
    assert [match.value for match in segments.find(text)] == groups


@pytest.mark.parametrize(
    ("text", "names"),
    [("关系nps是多少", ["relationship"]), ("评分和推荐的关系", []), ("渠道和评分有关系吗", [])],
)
def test_what_things_have_to_do_with_each_other_is_no_touchpoint(
    text: str, names: list[str]
) -> None:
    book = NameBook.of_names("touchpoint", ["relationship"], {"relationship": ["关系"]})
    assert [match.value for match in names_in(text, (book,), ())] == names
