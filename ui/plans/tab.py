"""The alerts and plans tab: what needs attention, what is being done, and the scorecard."""

import gradio as gr

from assistant.app import App
from assistant.errors import InvalidInputError
from assistant.models import Period, PlanState
from assistant.plans.desk import MOVES
from assistant.plans.measures import Measure
from assistant.services.plan_wishes import PlanWish
from ui.actors import acting
from ui.bridge import Bridge
from ui.escaping import escape
from ui.events import QUIET, Updates
from ui.forms import day_in, number_in
from ui.markup import hypertext, said
from ui.plans.alerts import AlertDesk
from ui.plans.board import board_html, plan_html, scorecard_html
from ui.refusals import refusals_told
from ui.wording import Texts

__all__ = ["PlansTab"]

DAYS = 30
"""Days of the baseline and of the scorecard."""


class PlansTab:
    """Everything is read anew when the tab is opened and after each change."""

    def __init__(self, app: App, texts: Texts) -> None:
        self._app = app
        self._texts = texts
        self.alerts = AlertDesk(app, texts)
        hypertext(f'<h2 class="sheet-title">{escape(texts("plans.title"))}</h2>')
        self.board = hypertext(elem_id="plan-board")
        with gr.Row(equal_height=False):
            with gr.Column(min_width=300, visible=False) as self.one:
                self._draw_plan()
            with gr.Column(min_width=300):
                self._draw_form()
        hypertext(f'<h2 class="sheet-title">{escape(texts("scorecard.title"))}</h2>')
        self.scorecard = hypertext(elem_id="scorecard")

    def _draw_plan(self) -> None:
        texts = self._texts
        self.plan = gr.Dropdown([], label=texts("plans.plan"), elem_id="plan-choice")
        self.shown = hypertext(elem_id="plan-shown")
        with gr.Row(elem_classes="filters", visible=False) as self.moving:
            self.state = gr.Dropdown(
                [(texts(f"plans.state_{state}"), str(state)) for state in PlanState],
                value=str(PlanState.DO),
                label=texts("plans.next"),
                filterable=False,
                min_width=120,
            )
            self.reason = gr.Textbox(label=texts("plans.reason"), elem_id="plan-reason")
            self.move = gr.Button(texts("plans.move"), size="sm", elem_id="plan-move")

    def _draw_form(self) -> None:
        texts = self._texts
        with gr.Accordion(texts("plans.new"), open=False, elem_id="plan-new"):
            self.name = gr.Textbox(
                label=texts("plans.name"), placeholder=texts("plans.example"), elem_id="plan-title"
            )
            with gr.Row(elem_classes="filters"):
                self.theme = gr.Dropdown(
                    self.themes(),
                    value=next(iter(texts.themes)),
                    label=texts("filters.theme"),
                    min_width=150,
                )
                self.measure = gr.Dropdown(
                    [(texts(f"plans.measure_{each}"), str(each)) for each in Measure],
                    value=str(Measure.COMPLAINT_SHARE),
                    label=texts("plans.measure"),
                    filterable=False,
                    min_width=150,
                )
            with gr.Row(elem_classes="filters"):
                self.target = gr.Textbox(label=texts("plans.target_note"), min_width=120)
                self.owner = gr.Textbox(label=texts("plans.owner"), min_width=120)
                self.due = gr.Textbox(
                    label=texts("plans.due"), placeholder="2026-12-31", min_width=120
                )
            self.achievable = gr.Textbox(label=texts("plans.achievable"))
            self.relevant = gr.Textbox(label=texts("plans.relevant"))
            self.open = gr.Button(texts("plans.open"), variant="primary", elem_id="plan-open")
        self.told = hypertext(elem_id="plan-told")

    def bind(self, tab: gr.Tab, chosen_plan: Bridge) -> None:
        """Wire up the events; `chosen_plan` brings the plan of a ticket that was pressed."""
        one = [self.shown, self.moving, self.state]
        plans = [self.board, self.one, self.plan, *one]
        chosen, shown = [self.plan, self.alerts.items], [*self.alerts.outputs, self.scorecard]
        tab.select(self.renewed, chosen, [*shown, *plans], **QUIET)
        self.plan.input(self.show, [self.plan], one, **QUIET)
        chosen_plan.go.click(self._pressed, [chosen_plan.value], [self.plan, *one], **QUIET)
        self.move.click(
            self.moved,
            [self.plan, self.state, self.reason],
            [self.told, self.reason, *plans],
            **QUIET,
        )
        form = [self.name, self.theme, self.measure, self.target, self.owner, self.due]
        form += [self.achievable, self.relevant]
        self.open.click(self.opened, form, [self.told, self.name, *plans], **QUIET)
        self.alerts.bind()

    def themes(self) -> list[tuple[str, str]]:
        """The themes that a new plan can be about."""
        return [(name, theme) for theme, name in self._texts.themes.items()]

    def renewed(self, chosen: str | None, alert: str | None) -> Updates:
        """Alerts, scorecard and plans as they stand now."""
        today = self._app.today()
        cells = self._app.tools.scorecards.cells(Period.last_days(DAYS, today), today)
        return {
            **self.alerts.listed(alert),
            self.scorecard: scorecard_html(cells, self._texts),
            **self._plans(chosen),
        }

    def _pressed(self, chosen: str) -> Updates:
        return {self.plan: chosen, **self.show(chosen)}

    def show(self, chosen: str | None) -> Updates:
        """One plan with the states that it can go to, or nothing where none is chosen."""
        if not chosen:
            return {self.shown: "", self.moving: gr.update(visible=False)}
        plan = self._app.plans.get(chosen)
        checked = self._app.plans.check(plan, self._app.today())
        following = [(self._texts(f"plans.state_{each}"), str(each)) for each in MOVES[plan.state]]
        return {
            self.shown: plan_html(checked, self._texts),
            self.moving: gr.update(visible=bool(following)),
            self.state: gr.update(choices=following, value=following[0][1] if following else None),
        }

    @refusals_told
    def moved(self, chosen: str | None, state: str, reason: str, request: gr.Request) -> Updates:
        """Take a plan to its next state."""
        if not chosen:
            raise InvalidInputError(self._texts("plans.choose"))
        actor = acting(request, self._texts)
        plan = self._app.plans.move(chosen, PlanState(state), actor, reason, self._app.clock())
        state_now = self._texts(f"plans.state_{plan.state}")
        return {
            self.told: said(self._texts("plans.moved", plan=plan.id, state=state_now)),
            self.reason: "",
            **self._plans(chosen),
        }

    @refusals_told
    def opened(
        self,
        title: str,
        theme: str,
        measure: str,
        target: str,
        owner: str,
        due: str,
        achievable: str,
        relevant: str,
        request: gr.Request,
    ) -> Updates:
        """Measure the baseline and store the plan."""
        wish = PlanWish(
            title=title,
            themes=(theme,),
            measure=Measure(measure),
            days=DAYS,
            target=number_in(target),
            achievable=achievable.strip(),
            relevant=relevant.strip(),
            owner=owner.strip() or None,
            due=day_in(due),
        )
        actor = acting(request, self._texts)
        reason = self._texts("plans.opened_here")
        stored = self._app.plan_wishes.open(wish, actor, self._app.today(), reason)
        return {
            self.told: said(self._texts("plans.opened", plan=stored.id)),
            self.name: "",
            **self._plans(stored.id),
        }

    def _plans(self, chosen: str | None) -> Updates:
        plans = self._app.plans.all()
        choices = [(f"{plan.id} · {plan.title}", plan.id) for plan in plans]
        known = chosen if chosen in {plan.id for plan in plans} else None
        if known is None and plans:
            known = plans[0].id
        nothing = f'<p class="quiet">{escape(self._texts("plans.no_plans"))}</p>'
        return {
            self.board: board_html(plans, self._texts) if plans else nothing,
            self.plan: gr.update(choices=choices, value=known),
            self.one: gr.update(visible=bool(plans)),
            **self.show(known),
        }
