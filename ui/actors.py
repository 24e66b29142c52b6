"""Who sits before the window."""

import gradio as gr

from assistant.models import Actor, Role
from ui.wording import Texts

__all__ = ["actor_of"]


def actor_of(request: gr.Request, texts: Texts) -> Actor:
    """Whom the gate let in; where it asks nobody, which only loopback allows, a manager."""
    inner = getattr(request, "request", None)
    caller = inner.scope.get("hearken.caller") if inner is not None else None
    actor: Actor = caller.actor if caller else Actor(texts("actor"), Role.MANAGER)
    return actor
