"""The feedback tab: search by meaning, words or id, filter, read."""

from collections.abc import Sequence
from typing import Any

import gradio as gr

from assistant.app import App
from assistant.errors import HearkenError
from assistant.store.records import Record
from assistant.tools.quotes import SortBy
from ui.bridge import Bridge
from ui.cards import card
from ui.escaping import escape
from ui.events import QUIET, Updates
from ui.filters import ALL, Filters
from ui.item import ItemPanel
from ui.markup import hypertext, problem
from ui.wording import Texts

__all__ = ["FeedbackTab"]

FIELDS = ("product", "channel", "theme", "sentiment", "rating", "language")
PAGE = 10
MOST = 50


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
            self.sort = gr.Dropdown(
                [(texts(f"feedback.sort_{order}"), str(order)) for order in SortBy],
                value=str(SortBy.NEWEST),
                label=texts("filters.sort"),
                filterable=False,
                scale=1,
                min_width=150,
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
        outputs = [self.cards, self.more, self.shown, *self.item_panel.outputs]
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
        found = self._app.feedback.by_ids([feedback_id], self._app.tenant)
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
        if not self._app.feedback.holds(self._app.tenant):
            return self._nothing(texts("feedback.empty"), size)
        arguments = self.filters.arguments(values)
        try:
            exact = self._app.feedback.by_ids([query], self._app.tenant) if query else []
            if exact:
                return self._alone(exact)
            if query:
                result = self._app.tools.run("search", {**arguments, "query": query, "limit": size})
                total, count = None, len(result.data["quotes"])
                line = texts("feedback.results", n=count)
            else:
                result = self._app.tools.run("quotes", {**arguments, "sort": sort, "limit": size})
                total, count = int(result.data["count"].value or 0), len(result.data["quotes"])
                line = texts("feedback.listed", shown=count, n=f"{total:,}")
        except HearkenError as error:
            return self._nothing(texts.sentence(error), size)
        ids = [quote.id for quote in result.data["quotes"]]
        records = self._app.feedback.by_ids(ids, self._app.tenant)
        more = count == size < MOST and (total is None or total > count)
        return {
            self.cards: self._cards(records, line),
            self.more: gr.update(visible=more),
            self.shown: size,
            **self.item_panel.closed(),
        }

    def _alone(self, found: Sequence[Record]) -> Updates:
        panel = self.item_panel.opened(found[0]) if found else self.item_panel.closed()
        return {
            self.cards: self._cards(found, ""),
            self.more: gr.update(visible=False),
            self.shown: PAGE,
            **panel,
        }

    def _nothing(self, said: str, size: int) -> Updates:
        return {
            self.cards: problem(said),
            self.more: gr.update(visible=False),
            self.shown: size,
            **self.item_panel.closed(),
        }

    def _cards(self, records: Sequence[Record], line: str) -> str:
        if not records:
            return problem(self._texts("feedback.none"))
        zone = self._app.settings.zone
        drawn = "".join(card(record, zone, self._texts) for record in records)
        return f'<p class="quiet intro">{escape(line)}</p><div class="cards">{drawn}</div>'
