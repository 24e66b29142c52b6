"""A stored conversation as the messages of the chat."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from assistant.app import App
from ui.chat.transcript import Transcript
from ui.wording import Texts


def test_a_turn_is_drawn_once_until_the_themes_change(app: App, texts: Texts) -> None:
    conversation = f"drawn-{texts.language}"
    app.ask("what are customers angry about", conversation=conversation)
    shop: Any = SimpleNamespace(conversations=app.conversations, taxonomy=app.taxonomy)
    transcript = Transcript(shop, texts)
    first = transcript.messages(conversation)
    app.ask("NPS by channel", conversation=conversation)
    longer = transcript.messages(conversation)
    assert len(longer) > len(first)
    assert all(a is b for a, b in zip(first, longer, strict=False))
    shop.taxonomy = replace(app.taxonomy, themes=app.taxonomy.themes[1:])
    assert all(a is not b for a, b in zip(first, transcript.messages(conversation), strict=False))
