"""The API keys of a shop, as those who work there make and end them."""

from collections.abc import Mapping
from typing import Any, Protocol

from assistant.access.access import Access
from assistant.errors import InvalidInputError, NotAllowedError
from assistant.models import Actor, Role
from assistant.store.api_keys import ApiKey

__all__ = ["Audit", "ShopKeys"]


class Audit(Protocol):
    """Writes down who changed what."""

    def __call__(
        self, action: str, target: str, detail: Mapping[str, Any] | None, actor: Actor
    ) -> None: ...


class ShopKeys:
    """The keys of one tenant. Nobody gives or ends a role above their own."""

    def __init__(self, access: Access, audit: Audit, tenant: str) -> None:
        self._access = access
        self._audit = audit
        self._tenant = tenant

    @property
    def usual_role(self) -> Role:
        """The role to offer. Once there is a key everybody is asked for one, so the first must
        be enough to run the shop."""
        return Role.AGENT if self._access.needs_login() else Role.MANAGER

    def all(self) -> list[ApiKey]:
        """Every key ever given out, the ended ones too, the oldest first."""
        return [key for key in self._access.all_keys() if key.tenant == self._tenant]

    def give(self, name: str, role: Role, actor: Actor) -> str:
        """Make a key and return it; it cannot be shown again.

        Raises NotAllowedError for a role above the actor's, InvalidInputError for a first key that
        would lock everybody out, and for a name that cannot be used.
        """
        _check_covers(actor, role)
        if not self._access.needs_login() and not role.covers(Role.MANAGER):
            raise InvalidInputError(
                "Once there is a key, the window asks for one too, so make the first one for a "
                "manager."
            )
        key = self._access.add_key(name, role, self._tenant)
        self._audit("key.add", f"{self._tenant}/{name}", {"role": role}, actor)
        return key

    def end(self, name: str, actor: Actor) -> None:
        """End a key at once. Raises NotAllowedError as `give` does, NotFoundError."""
        for key in self.all():
            if key.name == name and not key.revoked:
                _check_covers(actor, key.role)
        self._access.revoke_key(name, self._tenant)
        self._audit("key.revoke", f"{self._tenant}/{name}", None, actor)


def _check_covers(actor: Actor, role: Role) -> None:
    if not actor.role.covers(role):
        raise NotAllowedError(
            "You can make and revoke keys up to your own role; ask an administrator, or use "
            "`hearken keys`."
        )
