"""Everything that Hearken raises on purpose.

HearkenError                 one plain sentence for the user: what, which value, what to do next
├── SettingsError            a setting is unknown, unreadable or contradicts another
├── ImportFileError          a file cannot be imported as a whole
├── NotFoundError            an id that does not exist
├── InvalidInputError        an argument or a field outside its range
├── ConflictError            somebody else was faster: a stale version, another's claim
├── NotAllowedError          the person's role does not cover the action
├── DeliveryError            a reply could not be handed over to the place it is posted at
├── PeriodError              a period in the future, reversed or unreadable: asks back
├── StoreError               the database cannot be opened, migrated or written
├── IndexUnavailableError    the vector index is held by another process or damaged
├── PromptError              a template is missing or a variable of it is
├── ThemesError              a themes file is unreadable or contradicts itself
├── PushError                a webhook took neither an alert nor a reply
├── ModelError               the language model failed: unreachable, refused, empty, malformed
└── ClientError              a server that the Python client speaks to refused or did not answer
"""

from assistant.models import Trouble

__all__ = [
    "ClientError",
    "ConflictError",
    "DeliveryError",
    "HearkenError",
    "ImportFileError",
    "IndexUnavailableError",
    "InvalidInputError",
    "ModelError",
    "NotAllowedError",
    "NotFoundError",
    "PeriodError",
    "PromptError",
    "PushError",
    "SettingsError",
    "StoreError",
    "ThemesError",
]


class HearkenError(Exception):
    """Base of the tree. `str(error)` is fit to be shown to a user as it is."""


class SettingsError(HearkenError):
    """A setting is unknown, unreadable or contradicts another."""


class ImportFileError(HearkenError):
    """A file cannot be imported as a whole: missing, empty, unreadable, without a text column."""


class NotFoundError(HearkenError):
    """An id that does not exist."""


class InvalidInputError(HearkenError):
    """An argument or a field outside its range."""


class ConflictError(HearkenError):
    """Somebody else was faster: a stale version, another's claim, a state that is past."""


class NotAllowedError(HearkenError):
    """The person's role does not cover the action."""


class DeliveryError(HearkenError):
    """A reply could not be handed over to the place it is posted at."""


class PeriodError(HearkenError):
    """A period in the future, reversed or unreadable."""


class StoreError(HearkenError):
    """The database cannot be opened, migrated or written."""


class IndexUnavailableError(HearkenError):
    """The vector index is held by another process or damaged."""


class PromptError(HearkenError):
    """A template is missing, or a variable that it needs."""


class ThemesError(HearkenError):
    """A themes file is unreadable or contradicts itself."""


class PushError(HearkenError):
    """A webhook could not be reached, or refused what was posted to it."""


class ModelError(HearkenError):
    """The language model failed: unreachable, refused, empty or malformed."""

    def __init__(self, message: str, trouble: Trouble = Trouble.BROKEN) -> None:
        super().__init__(message)
        self.trouble = trouble


class ClientError(HearkenError):
    """The server refused or did not answer; `status` is 0 where it did not."""

    def __init__(self, message: str, status: int = 0) -> None:
        super().__init__(message)
        self.status = status
