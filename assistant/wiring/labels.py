"""What gives a tenant's feedback its labels, and by which ways they change."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.commons import Commons
from assistant.models import Labels
from assistant.services.factories import make_limits
from assistant.services.importing import ADAPTATION
from assistant.services.live_files import state_of
from assistant.understanding.themes import Taxonomy

if TYPE_CHECKING:
    from assistant.services.labelling import Labelling
    from assistant.services.retraining import Retraining
    from assistant.services.theme_files import ThemeFiles
    from assistant.understanding.reader import Reader

__all__ = [
    "make_labelling",
    "make_reader",
    "make_retraining",
    "make_theme_files",
    "state_of_learned",
]


def state_of_learned(commons: Commons, tenant: str) -> tuple[object, ...]:
    """Another one whenever something was learned: `hearken retrain` may run beside a server."""
    return state_of([_learned(commons, tenant)])


def _learned(commons: Commons, tenant: str) -> Path:
    """Where a tenant keeps what its reader learned from corrections."""
    return commons.settings.home_of(tenant) / ADAPTATION


def make_reader(commons: Commons, taxonomy: Taxonomy, tenant: str) -> "Reader":
    """Reads texts as the themes and what was learned from corrections say."""
    from assistant.understanding.adaptation import Adaptation
    from assistant.understanding.reader import Reader

    learned = Adaptation.load(_learned(commons, tenant))
    return Reader(taxonomy, commons.encoder.encode, learned)


def make_retraining(commons: Commons, taxonomy: Taxonomy, tenant: str) -> "Retraining":
    """Learns from a tenant's corrections."""
    from assistant.services.retraining import Retraining
    from assistant.understanding.reader import Reader

    return Retraining(
        feedback=commons.stores.feedback,
        corrections=commons.stores.corrections,
        reader=Reader(taxonomy, commons.encoder.encode),
        encode=commons.encoder.encode,
        target=_learned(commons, tenant),
        tenant=tenant,
    )


def make_labelling(
    commons: Commons, taxonomy: Taxonomy, reader: "Callable[[], Reader]", tenant: str
) -> "Labelling":
    """Corrections of stored labels, and other readers of stored texts."""
    from assistant.services.labelling import Labelling
    from assistant.services.model_labels import ModelReader

    def model() -> tuple[str, ModelReader] | None:
        chat, settings = commons.chat, commons.settings
        if chat is None:
            return None
        limits, meter = make_limits(settings), commons.tokens.of(tenant)
        return settings.model, ModelReader(chat, taxonomy, limits, meter)

    return Labelling(
        stores=commons.stores,
        taxonomy=taxonomy,
        reader=reader,
        model=model,
        clock=commons.clock,
        tenant=tenant,
    )


def make_theme_files(commons: Commons, taxonomy: Taxonomy, tenant: str) -> "ThemeFiles":
    """The shop's themes, to be edited."""
    from assistant.services.theme_files import ThemeFiles
    from assistant.understanding.reader import Reader

    def reader_of(themes: Taxonomy) -> Callable[[Sequence[str]], list[Labels]]:
        return Reader(themes, commons.encoder.encode).read

    return ThemeFiles(
        settings=commons.settings,
        taxonomy=taxonomy,
        reader_of=reader_of,
        feedback=commons.stores.feedback,
        tenant=tenant,
    )
