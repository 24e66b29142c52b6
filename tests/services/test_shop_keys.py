"""Who may give and end which keys of a shop."""

from collections.abc import Mapping
from datetime import UTC, datetime
from itertools import product

import pytest

from assistant.access.access import Access
from assistant.errors import InvalidInputError, NotAllowedError, NotFoundError
from assistant.models import Actor, Role
from assistant.services.shop_keys import ShopKeys
from assistant.store.audit import AuditLog
from assistant.store.database import Database

NOW = datetime(2026, 3, 13, 12, tzinfo=UTC)
TENANT = "shop-b"
PAIRS = list(product(Role, Role))


@pytest.fixture
def access(database: Database) -> Access:
    return Access(database, (), lambda: NOW)


@pytest.fixture
def log(database: Database) -> AuditLog:
    return AuditLog(database)


@pytest.fixture
def keys(access: Access, log: AuditLog) -> ShopKeys:
    def audit(action: str, target: str, detail: Mapping[str, object] | None, actor: Actor) -> None:
        log.write(TENANT, NOW, actor, action, target, detail)

    return ShopKeys(access, audit, TENANT)


def test_nobody_gives_or_ends_a_role_above_their_own(
    keys: ShopKeys, access: Access, log: AuditLog
) -> None:
    access.add_key("first", Role.MANAGER)
    for actor, role in ((Actor("lin", own), given) for own, given in PAIRS):
        name = f"{actor.role}-{role}"
        if actor.role.covers(role):
            assert access.by_key(keys.give(name, role, actor)) is not None
            keys.end(name, actor)
            continue
        with pytest.raises(NotAllowedError):
            keys.give(name, role, actor)
        access.add_key(name, role, TENANT)
        with pytest.raises(NotAllowedError):
            keys.end(name, actor)
    still = {key.name for key in keys.all() if not key.revoked}
    assert still == {f"{own}-{given}" for own, given in PAIRS if not own.covers(given)}
    allowed = sum(own.covers(given) for own, given in PAIRS)
    assert len(log.page(TENANT, 100)) == 2 * allowed


def test_the_first_key_must_run_the_shop(keys: ShopKeys) -> None:
    admin = Actor("lin", Role.ADMIN)
    before = keys.usual_role
    for role in Role:
        if not role.covers(Role.MANAGER):
            with pytest.raises(InvalidInputError, match="manager"):
                keys.give("first", role, admin)
    keys.give("first", Role.MANAGER, admin)
    assert (before, keys.usual_role) == (Role.MANAGER, Role.AGENT)
    keys.give("second", Role.VIEWER, admin)


def test_keys_of_other_shops_are_neither_seen_nor_ended(keys: ShopKeys, access: Access) -> None:
    access.add_key("till", Role.VIEWER, "other-shop")
    assert keys.all() == []
    with pytest.raises(NotFoundError):
        keys.end("till", Actor("lin", Role.ADMIN))
