import re
from typing import Any

from assistant.demo.files import read_phrases, read_yaml
from assistant.demo.store import demo_glossary, demo_policies


def leaves(node: Any) -> list[str]:
    if isinstance(node, dict):
        return [leaf for value in node.values() for leaf in leaves(value)]
    return [str(leaf) for leaf in node] if isinstance(node, list) else [str(node)]


def test_at_least_600_phrases_and_none_stands_twice_in_its_bank() -> None:
    count = 0
    for language in ("en", "zh"):
        books = read_phrases(language)
        count += sum(len(leaves(books[name])) for name in ("themes", "products", "stories"))
        for banks in (*books["themes"].values(), *books["products"].values()):
            for bank in banks.values():
                assert len(bank) == len(set(bank))
    assert count >= 600


def test_every_product_has_phrases_and_aliases() -> None:
    glossary = read_yaml(demo_glossary().name)
    products = set(read_yaml("catalogue.yaml")["products"])
    assert set(glossary["products"]) == products
    for language in ("en", "zh"):
        assert set(read_phrases(language)["products"]) == products
        aliases = [alias for row in glossary["products"].values() for alias in row[language]]
        assert len(aliases) == len(set(aliases))


def test_policies_have_unique_ids_numbers_and_both_languages() -> None:
    ids: list[str] = []
    for file in sorted(demo_policies().glob("*.md")):
        text = file.read_text(encoding="utf-8")
        assert "synthetic" in text.splitlines()[0]
        for clause in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
            heading, body = clause.split("\n", 1)
            ids.append(heading.split()[0])
            english, han = body.strip().split("\n\n")
            assert re.search(r"\d", english)
            assert re.search(r"\d", han)
            assert re.search(r"[一-鿿]", han)
    assert len(ids) == len(set(ids)) >= 24
