"""Which product is blamed for which theme: a table with its cells shaded by share."""

from collections import Counter
from collections.abc import Mapping

from assistant.models import SMALL_SAMPLE
from assistant.services.overview import Blame
from ui.escaping import escape
from ui.wording import Texts

__all__ = ["heat_map"]

FULL_SHADE = 0.5
"""The share that gets the darkest shade: a theme that half of the feedback blames."""


def heat_map(blame: Blame, asked: Mapping[str, str], texts: Texts) -> str:
    """The table; empty where no feedback names a product."""
    totals, blamed = blame.totals, blame.blamed
    if not totals:
        return ""
    by_theme: Counter[str] = Counter()
    for (product, theme), n in blamed.items():
        if product in totals:
            by_theme[theme] += n
    themes = [theme for theme, _ in by_theme.most_common()]
    head = "".join(f'<th scope="col"><span>{escape(texts.theme(t))}</span></th>' for t in themes)
    rows = "".join(
        f'<tr><th scope="row">{escape(product)}</th>'
        + "".join(
            _cell(product, theme, blamed[product, theme], n, asked, texts) for theme in themes
        )
        + "</tr>"
        for product, n in totals.items()
    )
    return (
        f'<div class="sheet"><h2 class="sheet-title">{escape(texts("overview.heat"))}</h2>'
        f'<p class="quiet">{escape(texts("overview.heat_note"))}</p>'
        '<div class="scroll"><table class="heat"><thead><tr>'
        f'<th scope="col">{escape(texts("overview.product"))}</th>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div></div>"
    )


def _cell(product: str, theme: str, k: int, n: int, asked: Mapping[str, str], texts: Texts) -> str:
    share, name = k / n, texts.theme(theme)
    shown = f"{100 * share:.0f}%"
    said = texts("overview.heat_cell", theme=name, product=product, share=shown, k=k, n=n)
    question = texts("overview.ask_cell", theme=name, product=product, period=asked["period"])
    small = n < SMALL_SAMPLE
    shade, faint = 0 if small else min(share / FULL_SHADE, 1), " faint" if small else ""
    return (
        f'<td style="--heat:{shade:.2f}"><button type="button" '
        f'class="cell{faint}" data-ask="{escape(question)}" aria-label="{escape(said)}" '
        f'title="{escape(said)}">{shown if k else "·"}</button></td>'
    )
