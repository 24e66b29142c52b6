"""Who may come in: by an API key, by a login, or freely on a fresh install of one's own machine."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from assistant.access.secrets import Passwords, hash_of, new_key, new_token, same
from assistant.errors import InvalidInputError
from assistant.models import DEFAULT_TENANT, Actor, Role
from assistant.store.accounts import Account, Accounts
from assistant.store.api_keys import ApiKey, ApiKeys
from assistant.store.database import Database

__all__ = ["Access", "Caller", "OpenedLogin"]

MOST_FAILURES = 5
LOCKED_FOR = timedelta(minutes=15)
LOGIN_LASTS = timedelta(hours=12)
SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 200
NAME = re.compile(r"[\w.@-]{1,64}")


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls, for which tenant. With a login, changes must carry its `csrf` token."""

    tenant: str
    actor: Actor
    csrf: str | None = None


@dataclass(frozen=True, slots=True)
class OpenedLogin:
    """A login that has just been opened; `token` is for the cookie."""

    token: str
    caller: Caller
    lasts: timedelta


class Access:
    """Keys and people of one database. `bootstrap` are keys of the settings: admins of the
    default tenant."""

    def __init__(
        self, database: Database, bootstrap: Sequence[str], clock: Callable[[], datetime]
    ) -> None:
        self._keys = ApiKeys(database)
        self._accounts = Accounts(database)
        self._bootstrap = tuple(bootstrap)
        self._clock = clock
        self._fresh = not self._bootstrap

    def needs_login(self) -> bool:
        """Whether a key or a user was ever made; a revoked key still counts.

        Once it is so it stays so while the process lives: removing the last user opens nothing.
        """
        self._fresh = self._fresh and not (self._keys.any() or self._accounts.any())
        return not self._fresh

    def has_users(self) -> bool:
        """Whether there is anybody who could log in by a password."""
        return self._accounts.any()

    def by_key(self, key: str) -> Caller | None:
        """Who holds this key, None for a wrong or revoked one."""
        if any(same(key, known) for known in self._bootstrap):
            return Caller(DEFAULT_TENANT, Actor("bootstrap-key", Role.ADMIN))
        found = self._keys.find(hash_of(key))
        return Caller(found.tenant, Actor(found.name, found.role)) if found else None

    def by_login(self, token: str) -> Caller | None:
        """Who holds this login's token, None where it was closed or has expired."""
        found = self._accounts.find_login(hash_of(token), self._clock())
        return _caller(found.account, found.csrf) if found else None

    def log_in(self, name: str, password: str) -> OpenedLogin | None:
        """Open a login; None for a wrong name or password, or while the account is locked."""
        now = self._clock()
        who = self._accounts.find(name)
        locked = bool(who and who.locked_until and who.locked_until > now)
        fits = self._passwords.fits(password[:LONGEST_PASSWORD], who.password if who else None)
        if who is None or locked:
            return None
        if not fits:
            self._accounts.count_failure(who.number, MOST_FAILURES, now + LOCKED_FOR)
            return None
        token, csrf = new_token(), new_token()
        self._accounts.open_login(who, hash_of(token), csrf, now, now + LOGIN_LASTS)
        return OpenedLogin(token, _caller(who, csrf), LOGIN_LASTS)

    def log_out(self, token: str) -> None:
        self._accounts.close_login(hash_of(token))

    def add_key(self, name: str, role: Role, tenant: str = DEFAULT_TENANT) -> str:
        """Make a key and return it; it cannot be shown again. Raises InvalidInputError."""
        key = new_key()
        self._keys.add(_name(tenant), _name(name), role, hash_of(key), self._clock())
        return key

    def all_keys(self) -> list[ApiKey]:
        return self._keys.all()

    def revoke_key(self, name: str, tenant: str = DEFAULT_TENANT) -> None:
        """End a key at once. Raises NotFoundError."""
        self._keys.revoke(tenant, name, self._clock())

    def add_user(self, name: str, password: str, role: Role, tenant: str = DEFAULT_TENANT) -> None:
        """Add a user who logs in with a password.

        Raises InvalidInputError for a name or password that does not do.
        """
        if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
            raise InvalidInputError(
                f"The password has {len(password)} characters; choose one of "
                f"{SHORTEST_PASSWORD} to {LONGEST_PASSWORD}."
            )
        tenant, name = _name(tenant), _name(name)
        self._accounts.add(tenant, name, role, self._passwords.hash(password), self._clock())

    def all_users(self) -> list[Account]:
        return self._accounts.all()

    def remove_user(self, name: str) -> None:
        """Delete a user and end their sessions. Raises NotFoundError."""
        self._accounts.remove(name)

    @cached_property
    def _passwords(self) -> Passwords:
        return Passwords()


def _caller(who: Account, csrf: str) -> Caller:
    return Caller(who.tenant, Actor(who.name, who.role), csrf)


def _name(written: str) -> str:
    if not NAME.fullmatch(written):
        raise InvalidInputError(
            f"{written[:80]!r} is no name for a key, user or tenant; use up to 64 letters, "
            "digits and . _ @ -"
        )
    return written
