import html
import re

from hypothesis import given
from hypothesis import strategies as st

from assistant.app import App
from assistant.models import Sentiment, ThemeMention
from assistant.understanding.themes import load_themes
from tests.ui.conftest import HOSTILE
from ui.feedback.cards import card, marked
from ui.wording import Texts

TEXTS = Texts("en", lambda: load_themes(None))
HREF = re.compile(r'href="([^"]*)"')
TAG = re.compile(r"<[^>]*>")

mentions = st.lists(
    st.builds(
        ThemeMention,
        theme=st.sampled_from(["delivery", "packaging"]),
        sentiment=st.sampled_from(Sentiment),
        start=st.integers(0, 40),
        end=st.integers(0, 40),
    ),
    max_size=5,
)


@given(text=st.text(max_size=50), spans=mentions)
def test_marking_adds_marks_and_changes_no_word(text: str, spans: list[ThemeMention]) -> None:
    shown = marked(text, tuple(spans), TEXTS)
    for tag in TAG.findall(shown):
        assert tag in ("<br>", "</mark>") or tag.startswith('<mark class="')
    words = html.unescape(TAG.sub("", shown.replace("<br>", "\n")))
    assert words == text.replace("\r", "")
    assert shown.count("<mark") == shown.count("</mark>")


def test_the_clause_of_a_theme_is_marked() -> None:
    mention = ThemeMention("delivery", Sentiment.NEGATIVE, 0, 8)
    shown = marked("Too late, but nice", (mention,), TEXTS)
    assert shown.startswith('<mark class="negative" title="blames: Delivery">Too late</mark>')


def test_a_card_of_hostile_feedback_holds_no_tag_of_its_own(app: App, texts: Texts) -> None:
    records = app.records.by_ids([f"R{n:03}" for n in range(len(HOSTILE))])
    assert len(records) == len(HOSTILE)
    for record in records:
        shown = card(record, app.settings.zone, texts)
        names = {tag.strip("</>").split()[0] for tag in TAG.findall(shown)}
        assert names <= {"article", "header", "span", "p", "mark", "b", "footer", "button", "a"}
        assert set(HREF.findall(shown)) == {f"#item-{record.feedback.id}"}
        assert "\n\n" not in shown
