"""The feedback tab: search by meaning, words or id, filter, read."""

from collections.abc import Sequence
from typing import Any

import gradio as gr

from assistant.app import App
from assistant.errors import HearkenError
from assistant.models import Scope
from assistant.store.records import Record
from assistant.tools.quotes import SortBy
from ui.bridge import Bridge
from ui.escaping import escape
from ui.events import QUIET, Updates
from ui.feedback.cards import card
from ui.feedback.id_search import is_unknown_id
from ui.feedback.item import ItemPanel
from ui.filters import ALL, Filters
from ui.markup import hypertext, problem
from ui.wording import Texts

__all__ = ["FeedbackTab"]

FIELDS = ("product", "channel", "theme", "sentiment", "rating", "language")
PAGE = 10
MOST = 50
MATCH = "match"


class FeedbackTab:
    """`item` opens one feedback by its id, from a citation of the chat."""

    def __init__(self, app: App, texts: Texts) -> None:
        self._app = app
        self._texts = texts
        with gr.Row(elem_id="feedback-search"):
            self.search = gr.Textbox(
                label=texts("feedback.search"),
                placeholder=texts("feedback.placeholder"),
                submit_btn=texts("feedback.find"),
                scale=5,
                min_width=260,
                elem_id="feedback-query",
            )
            self.orders = [(texts(f"feedback.sort_{order}"), str(order)) for order in SortBy]
            self.sort = gr.Dropdown(
                self.orders,
                value=str(SortBy.NEWEST),
                label=texts("filters.sort"),
                filterable=False,
                scale=1,
                min_width=150,
                elem_id="feedback-sort",
            )
        self.filters = Filters(app, texts, FIELDS, period=ALL)
        self.cards = hypertext(elem_id="cards")
        self.item_panel = ItemPanel(app, texts, self.cards)
        self.shown = gr.State(PAGE)
        self.more = gr.Button(
            texts("feedback.more"), size="sm", visible=False, elem_id="more-feedback"
        )

    def bind(self, tab: gr.Tab, tabs: gr.Tabs, bridge: Bridge) -> None:
        """Wire up the events; `bridge` brings ids from the citations of the chat."""
        self._tabs = tabs
        inputs = [self.search, self.sort, *self.filters.inputs]
        outputs = [self.cards, self.more, self.shown, self.sort, *self.item_panel.outputs]
        tab.select(self.show, inputs, outputs, **QUIET)
        self.search.submit(self.show, inputs, outputs, **QUIET)
        for box in (self.sort, *self.filters.inputs):
            box.input(self.show, inputs, outputs, **QUIET)
        self.more.click(self._show_more, [self.shown, *inputs], outputs, **QUIET)
        bridge.go.click(self.item, [bridge.value], [tabs, self.search, *outputs], **QUIET)
        self.item_panel.bind()
        self.item_panel.back.click(self._back, inputs[1:], [self.search, *outputs], **QUIET)

    def show(self, query: str, sort: str, *values: Any) -> Updates:
        """The first page for what is searched and chosen."""
        return self._page(PAGE, query, sort, values)

    def item(self, feedback_id: str) -> Updates:
        """The tab with one feedback alone."""
        found = self._app.records.by_ids([feedback_id])
        return {
            self._tabs: gr.update(selected="feedback"),
            self.search: feedback_id,
            **self._alone(found),
        }

    def _back(self, sort: str, *values: Any) -> Updates:
        """The list for what is chosen, without the search for one id."""
        return {self.search: "", **self._page(PAGE, "", sort, values)}

    def _show_more(self, shown: int, query: str, sort: str, *values: Any) -> Updates:
        return self._page(min(shown + PAGE, MOST), query, sort, values)

    def _page(self, size: int, query: str, sort: str, values: Sequence[Any]) -> Updates:
        texts, query = self._texts, (query or "").strip()
        if self._app.records.is_empty():
            return self._nothing(texts("feedback.empty"), size)
        arguments = self.filters.arguments(values)
        try:
            exact = self._exact(query)
            if exact:
                return self._alone(exact)
            if query and not self._is_customer(query):
                result = self._app.tools.run("search", {**arguments, "query": query, "limit": size})
                total, count = None, len(result.data["quotes"])
                line = texts("feedback.results", n=count)
                if is_unknown_id(query, result.data["quotes"]):
                    return self._nothing(texts("feedback.no_id", id=query), size)
            else:
                order = sort if sort != MATCH else str(SortBy.NEWEST)
                arguments |= {"customer_id": [query]} if query else {}
                result = self._app.tools.run("quotes", {**arguments, "sort": order, "limit": size})
                total, count = int(result.data["count"].value or 0), len(result.data["quotes"])
                line = texts("feedback.listed", shown=count, n=f"{total:,}")
        except HearkenError as error:
            return self._nothing(texts.sentence(error), size)
        ids = [quote.id for quote in result.data["quotes"]]
        records = self._app.records.by_ids(ids)
        more = count == size < MOST and (total is None or total > count)
        return {
            self.cards: self._cards(records, line),
            self.more: gr.update(visible=more),
            self.shown: size,
            self.sort: self._sorted("" if total is not None else query, sort),
            **self.item_panel.closed(),
        }

    def _exact(self, query: str) -> list[Record]:
        """The feedback whose id this is, in either case."""
        ids = [query, query.upper(), query.lower()] if query else []
        return self._app.records.by_ids(ids)[:1]

    def _is_customer(self, query: str) -> bool:
        scope = Scope(tenant=self._app.tenant, customer_id=(query,))
        return self._app.records.any(scope)

    def _sorted(self, query: str, sort: str) -> Any:
        """What the box of orders says: what is searched for is listed by likeness alone."""
        if query:
            choices = [(self._texts("feedback.sort_match"), MATCH)]
            return gr.update(choices=choices, value=MATCH, interactive=False)
        order = sort if sort != MATCH else str(SortBy.NEWEST)
        return gr.update(choices=self.orders, value=order, interactive=True)

    def _alone(self, found: Sequence[Record]) -> Updates:
        panel = self.item_panel.opened(found[0]) if found else self.item_panel.closed()
        return {
            self.cards: self._cards(found, ""),
            self.more: gr.update(visible=False),
            self.shown: PAGE,
            self.sort: self._sorted("", MATCH),
            **panel,
        }

    def _nothing(self, said: str, size: int) -> Updates:
        return {
            self.cards: problem(said),
            self.more: gr.update(visible=False),
            self.shown: size,
            self.sort: self._sorted("", MATCH),
            **self.item_panel.closed(),
        }

    def _cards(self, records: Sequence[Record], line: str) -> str:
        if not records:
            return problem(self._texts("feedback.none"))
        zone = self._app.settings.zone
        drawn = "".join(card(record, zone, self._texts) for record in records)
        return f'<p class="quiet intro">{escape(line)}</p><div class="cards">{drawn}</div>'
