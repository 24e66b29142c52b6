"""Puts clauses together to texts as customers write them."""

from dataclasses import dataclass
from itertools import pairwise
from random import Random
from typing import Any

from assistant.demo.files import read_phrases, read_yaml

__all__ = ["Clause", "Writer"]

ON_THE_PRODUCT = {"product", "leak", "packaging", "product_match", "usability", "authenticity"}
FULL_STOPS = ".!?…。！？"
MISSPELT = {
    "zh": (("的很", "得很"), ("已经", "以经"), ("再也", "在也"), ("账", "帐"), ("漏", "露")),
    "en": (
        ("received", "recieved"),
        ("because", "becuase"),
        ("definitely", "definately"),
        ("really", "realy"),
        ("it's", "its"),
        ("their", "there"),
        ("address", "adress"),
        ("would have", "would of"),
        ("delivery", "delivry"),
    ),
}


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing to say. `stance` is positive, negative or neutral."""

    topic: str
    stance: str
    text: str


class Writer:
    """Writes in one language with one random source.

    `product` is the canonical name or None; `order` fills the order number where a phrase has one.
    """

    def __init__(self, language: str, random: Random) -> None:
        self.language = language
        self._random = random
        self._phrases = read_phrases(language)
        self._catalogue: dict[str, Any] = read_yaml("catalogue.yaml")["products"]

    def clause(self, topic: str, stance: str, product: str | None, bank: str = "") -> Clause:
        """A clause on a theme, or on the product itself for the topic `product`."""
        themes, products = self._phrases["themes"], self._phrases["products"]
        banks = products[product] if topic == "product" else themes[topic]
        return Clause(topic, stance, self._random.choice(banks[bank or stance]))

    def story(self, name: str, product: str | None) -> list[Clause]:
        """One to three clauses of a planted story, the lead first."""
        bank = self._phrases["stories"][name]
        leads = [line for line in bank["lead"] if product or "{product}" not in line]
        more = self._random.sample(bank["more"], self._random.choices((0, 1, 2), (30, 50, 20))[0])
        texts = [self._random.choice(leads), *more]
        return [Clause(name, "negative", text) for text in texts]

    def fixed(self, name: str) -> list[str]:
        """The whole texts of a story that is told in fixed words."""
        return list(self._phrases["stories"][name])

    def short(self, stance: str, product: str | None, order: str) -> str:
        """One word or two."""
        lines = [
            line for line in self._phrases["frames"]["short"][stance] if product or "{" not in line
        ]
        return self._capital(self._fill(self._random.choice(lines), product, order))

    def title(self, stance: str) -> str:
        return str(self._random.choice(self._phrases["frames"]["titles"][stance]))

    def text(self, clauses: list[Clause], stance: str, product: str | None, order: str) -> str:
        """The whole text: perhaps an opening, the clauses joined, perhaps a closing."""
        frames, draw = self._phrases["frames"], self._random.random
        tone = "neutral" if stance == "mixed" else stance
        opening = closing = ""
        if draw() < 0.3 and stance != "mixed":
            on_product = any(clause.topic in ON_THE_PRODUCT for clause in clauses)
            kind = "product" if product and on_product and draw() < 0.6 else "any"
            opening = self._random.choice(frames["openings"][kind][tone])
        if draw() < 0.28:
            closing = self._sentence(self._random.choice(frames["closings"][stance]), stance)
        body = self._body(clauses)
        if self._latin and opening[-1:] in (",", ":") and not body.startswith(("I ", "I'")):
            body = body[:1].lower() + body[1:]
        gap = " " if self._latin else ""
        whole = gap.join(part for part in (opening, self._sentence(body, stance), closing) if part)
        return self._manners(self._fill(whole, product, order), tone)

    def _body(self, clauses: list[Clause]) -> str:
        frames = self._phrases["frames"]
        body = clauses[0].text
        for before, clause in pairwise(clauses):
            if body[-1] in FULL_STOPS:
                body = body + (f" {self._capital(clause.text)}" if self._latin else clause.text)
                continue
            turn = {("positive", "negative"): "contrast", ("negative", "positive"): "contrast_back"}
            frame = self._random.choice(frames[turn.get((before.stance, clause.stance), "joins")])
            if clause.text[-1] in "?？" or clause.topic in self._phrases["stories"]:
                frame = "{a}. {b}" if self._latin else "{a}。{b}"
            nested = before is not clauses[0] or any(mark in body for mark in ",，")
            if nested and frame.startswith(("while", "although", "虽然")):
                frame = "{a}, but {b}" if self._latin else "{a}，但是{b}"
            if frame == "{a} and {b}" and " and " in body + clause.text:
                frame = "{a}. {b}"
            body = frame.replace("{a}", body).replace("{b}", clause.text)
        if not self._latin:
            return body
        return ". ".join(self._capital(part) for part in body.split(". "))

    @property
    def _latin(self) -> bool:
        return self.language != "zh"

    def _sentence(self, text: str, stance: str) -> str:
        if text[-1] in FULL_STOPS:
            return text
        stop, shout = (".", "!") if self._latin else ("。", "！")
        return text + (shout if stance != "mixed" and self._random.random() < 0.18 else stop)

    def _manners(self, text: str, tone: str) -> str:
        """Habits of writers: no capitals, no last stop, slips, shouting, emoji."""
        draw = self._random.random
        text = self._capital(text)
        if draw() < 0.08:
            slips = [slip for slip in MISSPELT[self.language] if slip[0] in text]
            if slips:
                text = text.replace(*self._random.choice(slips), 1)
        if self._latin and draw() < 0.07:
            text = text.lower()
        if tone == "negative" and draw() < 0.05:
            text = (
                text[:-1] + ("!!!" if self._latin else "！！！") if text[-1] in ".!。！" else text
            )
        elif draw() < 0.14 and text[-1] in ".。":
            text = text[:-1]
        if draw() < 0.09:
            faces = self._phrases["frames"]["emoji"][tone]
            text += (" " if self._latin else "") + self._random.choice(faces)
        return text

    def _capital(self, text: str) -> str:
        return text[:1].upper() + text[1:]

    def _fill(self, text: str, product: str | None, order: str) -> str:
        if "{" not in text:
            return text
        r, slots = self._random, self._phrases["frames"]["slots"]
        priced = self._catalogue[product or r.choice(sorted(self._catalogue))]
        amount = f"${priced['usd']:.2f}" if self._latin else f"{priced['cny']}元"
        numbers = {
            "days": r.randint(6, 19),
            "few": r.randint(2, 5),
            "hours": r.randint(5, 26),
            "minutes": r.randint(25, 95),
            "amount": amount,
            "order": order,
        }
        words = {name: r.choice(values) for name, values in slots.items()}
        name = r.choice(self._phrases["products"][product]["names"]) if product else ""
        return text.format_map({**numbers, **words, "product": name})
