"""One reply as HTML: what is wrong with its text, and all that was done about it."""

import difflib
from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from assistant.models import ReplyState
from assistant.replies.draft import RiskKind
from assistant.replies.policies.clauses import Clause
from assistant.replies.workflow.case import Case
from assistant.store.replies import ReplyEvent, ReplyVersion
from ui.clocks import time_left
from ui.escaping import escape
from ui.feedback.cards import card
from ui.wording import Texts

__all__ = ["case_html", "escalation_html", "findings_html", "history_html"]

DONE = (ReplyState.SENT, ReplyState.NOT_NEEDED)


def case_html(case: Case, now: datetime, zone: ZoneInfo, texts: Texts) -> str:
    """The review with the deadline and the risk of its reply; the time left while it waits."""
    due = case.due.astimezone(zone)
    facts = [
        f'<span class="tag">{escape(texts.known("states", str(case.reply.state)))}</span>',
        f"<span>{escape(texts('replies.due', time=f'{due:%Y-%m-%d %H:%M}'))}</span>",
    ]
    if case.reply.state not in DONE:
        loud = " loud" if case.due <= now else ""
        facts.append(f'<span class="tag{loud}">{escape(time_left(case.due, now, texts))}</span>')
    if case.reply.holder:
        facts.append(f"<span>{escape(texts('replies.held', name=case.reply.holder))}</span>")
    if case.risk is not RiskKind.NONE:
        risk = texts.known("risks", case.risk)
        facts.append(f'<span class="tag loud">{escape(texts("replies.risk", risk=risk))}</span>')
    return (
        f'<div class="case"><p class="facts">{"".join(facts)}</p>'
        f'<div class="cards">{card(case.record, zone, texts)}</div></div>'
    )


def findings_html(case: Case, clauses: Sequence[Clause], texts: Texts) -> str:
    """What the checks say, errors first; what is missing; the clauses that the text rests on,
    each with its words where it is among `clauses`."""
    rows = [
        f'<li class="{escape(finding.severity)}"><b>'
        f"{escape(texts(f'replies.{finding.severity}'))}</b> "
        f"{escape(texts.sentence(finding.text))}</li>"
        for finding in case.findings
    ]
    details = next((v.details for v in case.versions if v.number == case.reply.text), {})
    if missing := details.get("notes", {}).get(texts.language, details.get("missing")):
        listed = "; ".join(str(each) for each in missing)
        rows.append(f"<li><b>{escape(texts('replies.missing'))}</b> {escape(listed)}</li>")
    if sources := details.get("sources"):
        known = {clause.id: clause for clause in clauses}
        rested = "".join(_clause(str(each), known.get(str(each)), texts) for each in sources)
        rows.append(f"<li><b>{escape(texts('replies.sources'))}</b>{rested}</li>")
    if not case.findings:
        rows.insert(0, f'<li class="fine">{escape(texts("replies.fine"))}</li>')
    return f'<div class="findings"><ul>{"".join(rows)}</ul></div>'


def _clause(id: str, clause: Clause | None, texts: Texts) -> str:
    """A clause that unfolds its words; its bare id where the policies no longer have it."""
    if clause is None:
        return f"<div>{escape(id)}</div>"
    words = clause.in_language(texts.language) or next(iter(clause.text.values()), "")
    return (
        f"<details><summary>{escape(id)} · {escape(clause.title_in(texts.language))}</summary>"
        f"<p>{escape(words)}</p></details>"
    )


def escalation_html(text: str) -> str:
    """The internal card of a risk: what to collect and whom to call."""
    drawn = "".join(
        f"<ul>{''.join(f'<li>{escape(line[2:])}</li>' for line in lines)}</ul>"
        if listed
        else "".join(f"<p>{escape(line)}</p>" for line in lines)
        for listed, lines in groupby(filter(str.strip, text.splitlines()), _is_listed)
    )
    return f'<div class="findings escalation">{drawn}</div>'


def _is_listed(line: str) -> bool:
    return line.startswith("- ")


def history_html(case: Case, zone: ZoneInfo, texts: Texts) -> str:
    """Every step, the latest first, with what it changed in the text."""
    by_number = {version.number: version for version in case.versions}
    rows = "".join(
        _event(event, by_number, zone, texts) for event in sorted(case.events, key=_place)
    )
    if not rows:
        return f'<p class="quiet">{escape(texts("replies.no_history"))}</p>'
    return f'<div class="sheet history"><ol reversed>{rows}</ol></div>'


def _place(event: ReplyEvent) -> int:
    return -event.number


def _event(
    event: ReplyEvent, versions: dict[int, ReplyVersion], zone: ZoneInfo, texts: Texts
) -> str:
    when = event.time.astimezone(zone)
    reason = f": {escape(event.reason)}" if event.reason else ""
    action = escape(texts.known("actions", event.action))
    change = ""
    if event.action == "edit" and event.text in versions and event.text - 1 in versions:
        change = _difference(versions[event.text - 1].body, versions[event.text].body)
    return (
        f"<li><b>{escape(event.actor.name)}</b> {action}{reason} "
        f'<span class="quiet">{when:%Y-%m-%d %H:%M}</span>{change}</li>'
    )


def _difference(before: str, after: str) -> str:
    """What was struck and what was put in its place."""
    parts = []
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            kept = before[a:b]
            parts.append(escape(kept if len(kept) < 60 else f"{kept[:25]} … {kept[-25:]}"))
            continue
        if a < b:
            parts.append(f"<del>{escape(before[a:b])}</del>")
        if c < d:
            parts.append(f"<ins>{escape(after[c:d])}</ins>")
    return f'<p class="difference">{"".join(parts)}</p>'.replace("&#10;", "<br>")
