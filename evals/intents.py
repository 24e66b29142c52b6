"""How often the planner finds what is asked, on questions that its head never learned from."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from assistant.agent.planner.calls.choosing import choose_intent
from assistant.agent.question.intent_head import FRAGMENT, load_intent_head
from assistant.agent.question.intents import IntentReader, load_intents
from assistant.models.vectors import Encode
from assistant.understanding.themes import load_themes
from assistant.yaml_files import read_yaml
from evals.intent_questions import labelled_questions
from evals.tables import share, table
from prompts.languages import LANGUAGES

__all__ = ["Found", "run", "to_markdown"]

CASES = Path(__file__).parent / "cases" / "intents.yaml"


@dataclass(frozen=True, slots=True)
class Found:
    """Questions and right intents by language, and the questions that were read otherwise:
    (question, its intent, the intent found)."""

    asked: Counter[str]
    right: Counter[str]
    wrong: tuple[tuple[str, str, str], ...]

    def accuracy(self, language: str) -> float:
        return self.right[language] / self.asked[language]


def run(encode: Encode) -> Found:
    """The intents of all held-out questions, each without a conversation before it. That a fragment
    asks nothing by itself counts as right."""
    reader = IntentReader(load_intents(), encode, load_intent_head())
    asked, right, wrong = Counter[str](), Counter[str](), []
    cases = read_yaml(CASES.read_text("utf-8"))
    for case in labelled_questions(cases, load_themes(None)):
        question = case.question
        chosen = choose_intent(reader.rank(question.wording, question.folded), question)
        found = chosen.name if chosen else FRAGMENT
        language = "zh" if question.language == "zh" else "en"
        asked[language] += 1
        right[language] += found == case.intent
        if found != case.intent:
            wrong.append((case.text, case.intent, found))
    return Found(asked, right, tuple(wrong))


def to_markdown(found: Found) -> str:
    """A row a language, then what was read otherwise."""
    rows = [(each, found.asked[each], share(found.accuracy(each))) for each in LANGUAGES]
    figures = table(("language", "questions", "right"), rows, "lrr")
    errors = table(("question", "intent", "read as"), found.wrong)
    return f"## Intents\n\n{figures}\n\n{errors}\n"
