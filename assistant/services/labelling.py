"""How stored labels change: staff correct them, or another reader reads the texts again."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from assistant.errors import InvalidInputError
from assistant.models import Actor, Labels, Scope
from assistant.services.model_labels import BATCH, ModelReader
from assistant.store.corrections import Correction, LabelChange
from assistant.store.labels import BUILTIN
from assistant.store.records import Record
from assistant.store.stores import Stores
from assistant.understanding.themes import Taxonomy
from assistant.understanding.told import as_told

if TYPE_CHECKING:
    from assistant.understanding.reader import Reader

__all__ = ["Budget", "Labelling", "Reread"]

BUILTIN_BATCH = 500
LONGEST_REASON = 1_000

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Budget:
    """What it would cost to have a model relabel a scope."""

    labeller: str
    records: int
    tokens: int


@dataclass(frozen=True, slots=True)
class Reread:
    """How many records were read again, and how many a model gave no usable labels for."""

    labeller: str
    read: int
    failed: int


class Labelling:
    """Changes labels of one tenant; what staff corrected wins over every reader."""

    def __init__(
        self,
        *,
        stores: Stores,
        taxonomy: Taxonomy,
        reader: "Callable[[], Reader]",
        model: "Callable[[], tuple[str, ModelReader] | None]",
        clock: Callable[[], datetime],
        tenant: str,
    ) -> None:
        self._stores = stores
        self._taxonomy = taxonomy
        self._reader = reader
        self._model = model
        self._clock = clock
        self._tenant = tenant

    def correct(
        self,
        feedback_id: str,
        change: LabelChange,
        actor: Actor,
        reason: str | None = None,
        seen: LabelChange | None = None,
    ) -> list[str]:
        """Correct the labels of one feedback; returns the names of the labels that changed.

        Raises ConflictError where a label that the change names is no longer as it was `seen`,
        NotFoundError for an unknown id, InvalidInputError for a change that says nothing, an
        unknown theme, or no name of who corrects.
        """
        if not change.values():
            raise InvalidInputError(
                "The correction names no label; give a sentiment, emotion, urgency or themes."
            )
        if not actor.name.strip():
            raise InvalidInputError("A correction needs the name of who makes it; give one.")
        if reason and len(reason) > LONGEST_REASON:
            raise InvalidInputError(
                f"The reason has {len(reason)} characters; shorten it to {LONGEST_REASON}."
            )
        self._taxonomy.check(change.themes or ())
        row = self._stores.feedback.get(feedback_id, self._tenant).row
        who = Actor(actor.name.strip(), actor.role)
        return self._stores.corrections.correct(row, change, who, self._clock(), reason, seen)

    def corrections(self) -> list[Correction]:
        """Every correction of this tenant, the latest first."""
        return self._stores.corrections.all(self._tenant)

    def cases(self) -> list[tuple[Record, LabelChange]]:
        """The corrected records with what staff said: the shop's own test cases."""
        return self._stores.corrections.cases(self._tenant)

    def budget(self, scope: Scope) -> Budget:
        """What it would cost to have the model read what it has not yet read of a scope.

        Raises InvalidInputError where no model is set.
        """
        labeller, reader = self._chosen_model()
        tokens = records = 0
        for batch in self._stores.rereading.batches(self._own(scope), labeller, BUILTIN_BATCH):
            records += len(batch)
            tokens += reader.tokens([record.feedback.full_text for record in batch])
        return Budget(labeller, records, tokens)

    def reread_by_model(self, scope: Scope, progress: Progress = lambda _: None) -> Reread:
        """Have the model read a scope; each batch is kept, so that a second run goes on from there.

        Raises InvalidInputError where no model is set, ModelError when its endpoint fails.
        """
        labeller, reader = self._chosen_model()
        done = failed = 0
        for batch in self._stores.rereading.batches(self._own(scope), labeller, BATCH):
            labels = reader.read([record.feedback.full_text for record in batch])
            pairs = [(r, each) for r, each in zip(batch, labels, strict=True) if each]
            self._write(pairs, labeller)
            done += len(pairs)
            failed += len(batch) - len(pairs)
            progress(len(batch))
        return Reread(labeller, done, failed)

    def reread(self, scope: Scope, progress: Progress = lambda _: None) -> Reread:
        """Read a scope again with the built-in reader."""
        done = 0
        for batch in self._stores.rereading.batches(self._own(scope), None, BUILTIN_BATCH):
            said = [record.feedback for record in batch]
            read = self._reader().read([each.full_text for each in said])
            labels = as_told(read, said)
            self._write(list(zip(batch, labels, strict=True)), BUILTIN)
            done += len(batch)
            progress(len(batch))
        return Reread(BUILTIN, done, 0)

    def _write(self, read: list[tuple[Record, Labels]], labeller: str) -> None:
        if read:
            self._stores.rereading.write(read, labeller, self._tenant)

    def _chosen_model(self) -> tuple[str, ModelReader]:
        model = self._model()
        if model is None:
            raise InvalidInputError(
                "No language model is set; set OPENAI_API_KEY, or use the built-in labels."
            )
        return model

    def _own(self, scope: Scope) -> Scope:
        return replace(scope, tenant=self._tenant)
