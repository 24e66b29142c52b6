"""Writes the feedback of one day: who says what, where, and with which score."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from random import Random
from typing import Any

from assistant.demo.customers import Customers
from assistant.demo.files import read_yaml
from assistant.demo.scores import draw_ces, draw_nps, draw_rating
from assistant.demo.stances import Stances
from assistant.demo.writer import Clause, Writer
from assistant.models import Feedback

__all__ = ["Scribe"]

EPOCH = datetime.fromtimestamp(0, UTC)
SURGES = ("payment_fault", "late_wave", "wish_lists", "gift_cards")
ITEMS_PER_CUSTOMER = 2.6


class Scribe:
    """Drafts feedback day by day. A draft has no id yet, and the epoch as its time."""

    def __init__(self, random: Random, days: int) -> None:
        self._random = random
        self._catalogue = read_yaml("catalogue.yaml")
        self._stories = read_yaml("stories.yaml")
        self._others = read_yaml("phrases/other/sentences.yaml")
        # Buyers of the products with a story mostly write about the product itself.
        self._watched = {self._stories[n]["product"] for n in ("kettle_leak", "pillow_better")}
        self._stances = Stances(random)
        self._writers = {language: Writer(language, random) for language in ("en", "zh")}
        self._customers = Customers(max(40, round(days * 41 / ITEMS_PER_CUSTOMER)), random)
        self._orders = 10_000
        self._seen: set[str] = set()

    def day(self, back: int, weekend: bool, volume: int) -> list[Feedback]:
        """The usual items of a day, `back` days from today (0, -1, …), and those of the stories."""
        drafts = [self._usual(back, weekend) for _ in range(volume)]
        for name in SURGES:
            story = self._stories[name]
            if story["first"] <= back <= story["last"]:
                drafts += [self._told(name) for _ in range(story["per_day"][back - story["first"]])]
        drafts += [self._safety(language) for language in ("zh", "en") if self._due(language, back)]
        if back % 20 == 0:
            drafts += self._copies(back)
        return drafts

    def seated(self, items: Iterable[Feedback]) -> Iterator[Feedback]:
        """Gives each item the segment that its customer had at the time."""
        people = self._customers.by_id
        for item in items:
            known = people.get(item.customer_id or "")
            yield replace(item, segment=self._customers.segment(known)) if known else item

    def _due(self, language: str, back: int) -> bool:
        return bool(self._stories["safety_report"][language] == back)

    def _usual(self, back: int, weekend: bool) -> Feedback:
        language = self._pick(self._catalogue["languages"])
        kind = self._pick(self._catalogue["kinds"])
        draft = self._frame(language, kind)
        default_rate = self._stories["repeated_texts"]["default_praise_rate"]
        rate = {"zh": default_rate, "en": default_rate / 4}.get(language, 0.0)
        if kind == "review" and draft.product and self._random.random() < rate:
            praise = self._writers[language].fixed("default_praise")
            return replace(draft, text=self._random.choice(praise), rating=5.0, title=None)
        if language not in self._writers:
            return self._foreign(draft, weekend)
        writer, place = self._writers[language], self._place(kind, draft)
        for _ in range(4):
            clauses = self._clauses(writer, place, draft.product, back, weekend)
            stance = _overall(clauses)
            if self._random.random() < 0.035 and kind != "ticket":
                text = writer.short(stance if stance != "mixed" else "neutral", draft.product, "")
            else:
                text = writer.text(clauses, stance, draft.product, draft.order_id or self._order())
            if text not in self._seen:
                break
        self._seen.add(text)
        severe = any(clause.topic == "leak" for clause in clauses) and stance == "negative"
        return self._scored(replace(draft, text=text), kind, stance, severe, weekend)

    def _clauses(
        self, writer: Writer, place: str, product: str | None, back: int, weekend: bool
    ) -> list[Clause]:
        weights: Mapping[str, float] = self._catalogue["topics"][place]
        if not product:
            weights = {name: weight for name, weight in weights.items() if name != "product"}
        elif not self._catalogue["products"][product]["electric"]:
            weights = {name: weight for name, weight in weights.items() if name != "usability"}
        count = self._random.choices((1, 2, 3, 4), (30, 38, 24, 8))[0]
        clauses: dict[str, Clause] = {}
        mood = self._stances.mood(place, product, back)
        broken = self._stances.breaks(product, back)
        if broken:
            # What arrives broken has not been used: no word on how well it works.
            clauses["packaging"] = writer.clause("packaging", "negative", product, "breakage")
        for number in range(count):
            watched = not number and product in self._watched and place != "delivery"
            topic = "product" if watched else self._pick(weights)
            stance, bank = self._stances.draw(topic, product, back, weekend, mood)
            unused = broken and topic in ("product", "usability")
            if topic in clauses or unused or (stance == "neutral" and clauses):
                continue
            clause = writer.clause(topic, stance, product, bank)
            clauses[topic] = replace(clause, topic="leak") if bank == "leak" else clause
            if stance == "neutral":
                break
        # Nobody says "never again" and praises the shop in one breath.
        if _overall(list(clauses.values())) == "mixed":
            clauses.pop("brand_loyalty", None)
        # Praise first and complaints after it, or the other way round: one turn in a text.
        order = self._random.choice((("positive", "negative"), ("negative", "positive")))
        ranks = {"neutral": 2, order[0]: 0, order[1]: 1}
        return sorted(clauses.values(), key=lambda clause: ranks[clause.stance])

    def _frame(self, language: str, kind: str) -> Feedback:
        """Where and by whom, with no text yet."""
        side = "chinese" if language == "zh" else "western"
        channel = self._pick(self._catalogue["channels"][side][kind])
        products = {name: row["share"] for name, row in self._catalogue["products"].items()}
        touchpoint = self._pick(self._catalogue["touchpoints"]) if kind == "survey" else None
        has_product = channel != "App Store" and touchpoint in (None, "delivery", "relationship")
        product = self._pick(products) if has_product and self._random.random() < 0.9 else None
        customer = self._customers.draw(language)
        if kind == "social" and self._random.random() < 0.7:
            customer = None
        ordered = kind != "social" and (product or kind == "ticket") and self._random.random() < 0.8
        return Feedback(
            id="",
            time=EPOCH,
            text="",
            source="demo",
            channel=channel,
            product=product,
            order_id=self._order() if ordered else None,
            customer_id=customer.id if customer else None,
            customer_name=customer.name if customer else None,
            touchpoint=touchpoint,
            extra={"synthetic": "true"},
        )

    def _place(self, kind: str, draft: Feedback) -> str:
        if draft.touchpoint:
            return draft.touchpoint
        if draft.channel == "App Store":
            return "app"
        return "ticket" if kind == "ticket" else "product"

    def _scored(
        self, draft: Feedback, kind: str, stance: str, severe: bool, weekend: bool
    ) -> Feedback:
        rating = draw_rating("severe" if severe else stance, self._random)
        if kind == "review":
            titled = draft.channel in ("Trustpilot", "Website") and self._random.random() < 0.4
            title = self._writers["en"].title(stance) if titled else None
            return replace(draft, rating=float(rating), title=title)
        if kind != "survey":
            return draft
        ces = draw_ces(rating, weekend, self._random) if draft.touchpoint == "support" else None
        return replace(
            draft,
            nps=draw_nps(rating, self._random),
            rating=float(rating) if self._random.random() < 0.45 else None,
            ces=float(ces) if ces and self._random.random() < 0.75 else None,
        )

    def _told(self, name: str) -> Feedback:
        """An item of a surge."""
        language = self._random.choices(("en", "zh"), (56, 44))[0]
        kind = self._random.choices(("review", "survey", "social", "ticket"), (30, 18, 17, 35))[0]
        draft = self._frame(language, kind)
        if draft.touchpoint:
            place = {"late_wave": "delivery"}.get(name, "checkout")
            draft = replace(draft, touchpoint=place)
        if name != "late_wave":
            lost = name in ("wish_lists", "gift_cards")
            draft = replace(draft, product=None, order_id=None if lost else draft.order_id)
        writer = self._writers[language]
        order = draft.order_id or self._order()
        for _ in range(4):
            clauses = writer.story(name, draft.product)
            text = writer.text(clauses, "negative", draft.product, order)
            if text not in self._seen:
                break
        self._seen.add(text)
        return self._scored(replace(draft, text=text), kind, "negative", True, False)

    def _safety(self, language: str) -> Feedback:
        draft = self._frame(language, "ticket" if language == "en" else "review")
        text = self._writers[language].fixed("safety_report")[0]
        product = self._stories["safety_report"]["product"]
        rating = None if language == "en" else 1.0
        channel = "Email" if language == "en" else "淘宝"
        order = draft.order_id or self._order()
        return replace(
            draft, text=text, product=product, rating=rating, channel=channel, order_id=order
        )

    def _copies(self, back: int) -> list[Feedback]:
        language = "zh" if back % 40 else "en"
        text = self._random.choice(self._writers[language].fixed("copies"))
        drafts = [
            self._frame(language, "review")
            for _ in range(self._stories["repeated_texts"]["copies_each"])
        ]
        bad = text.startswith(("Do not", "大家千万"))
        return [replace(draft, text=text, rating=1.0 if bad else 5.0) for draft in drafts]

    def _foreign(self, draft: Feedback, weekend: bool) -> Feedback:
        customer = self._customers.by_id[draft.customer_id] if draft.customer_id else None
        tongues = {name: self._catalogue["languages"][name] for name in self._others}
        language = customer.language if customer else self._pick(tongues)
        stance = self._random.choices(("positive", "negative"), (62, 38))[0]
        bank = [line for line in self._others[language][stance] if draft.product or "{" not in line]
        lines = self._random.sample(bank, self._random.choice((1, 2, 2, 3)))
        gap = "" if language == "ja" else " "
        text = gap.join(lines).format(product=draft.product)
        kind = "review" if draft.channel in ("Trustpilot", "Website", "App Store") else "survey"
        if draft.touchpoint is None and kind == "survey":
            return replace(draft, text=text)
        kind = "survey" if draft.touchpoint else "review"
        scored = self._scored(replace(draft, text=text), kind, stance, False, weekend)
        return replace(scored, title=None)

    def _order(self) -> str:
        self._orders += 1
        return f"O{self._orders}"

    def _pick(self, weights: Mapping[str, Any]) -> str:
        return self._random.choices(list(weights), list(weights.values()))[0]


def _overall(clauses: list[Clause]) -> str:
    stances = {clause.stance for clause in clauses}
    if {"positive", "negative"} <= stances:
        return "mixed"
    return next((stance for stance in ("positive", "negative") if stance in stances), "neutral")
