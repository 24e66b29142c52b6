"""Who is using the window, and whether their role covers what they pressed."""

import gradio as gr

from assistant.errors import NotAllowedError
from assistant.models import Actor, Role
from ui.wording import Texts

__all__ = ["acting", "actor_of"]


def actor_of(request: gr.Request, texts: Texts) -> Actor:
    """Whom the gate let in; a manager where it asks nobody, as on loopback alone."""
    inner = getattr(request, "request", None)
    caller = inner.scope.get("hearken.caller") if inner is not None else None
    actor: Actor = caller.actor if caller else Actor(texts("actor"), Role.MANAGER)
    return actor


def acting(request: gr.Request, texts: Texts, least: Role = Role.AGENT) -> Actor:
    """Who is about to change something; every event that does asks here first.

    Raises NotAllowedError for a role below `least`: the gate lets viewers in to look.
    """
    actor = actor_of(request, texts)
    if not actor.role.covers(least):
        role, needed = (texts(f"roles.{each}") for each in (actor.role, least))
        raise NotAllowedError(texts("read_only", role=role, least=needed))
    return actor
