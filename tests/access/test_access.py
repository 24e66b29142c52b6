"""Keys, users and logins on both databases."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from assistant.access.access import LOCKED_FOR, LOGIN_LASTS, MOST_FAILURES, Access
from assistant.errors import InvalidInputError, NotFoundError
from assistant.models import Actor, Role
from assistant.store.database import Database

PASSWORD = "correct horse battery"


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 3, 13, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def access(database: Database, clock: Clock) -> Access:
    return Access(database, (), clock)


@pytest.fixture
def lin(access: Access) -> str:
    access.add_user("lin", PASSWORD, Role.AGENT, "shop-b")
    return "lin"


def test_the_order_of_the_roles() -> None:
    assert [role for role in Role if Role.MANAGER.covers(role)] == ["viewer", "agent", "manager"]
    assert all(Role.ADMIN.covers(role) for role in Role)
    assert not Role.VIEWER.covers(Role.AGENT)


class TestKeys:
    def test_a_key_names_its_holder(self, access: Access) -> None:
        key = access.add_key("crm", Role.AGENT, "shop-b")
        found = access.by_key(key)
        assert found is not None
        assert (found.tenant, found.actor) == ("shop-b", Actor("crm", Role.AGENT))
        assert found.csrf is None
        assert access.by_key(key + "x") is None
        assert access.by_key("") is None

    def test_the_key_itself_is_nowhere_in_the_database(
        self, access: Access, database: Database
    ) -> None:
        key = access.add_key("crm", Role.AGENT)
        with database.read() as connection:
            kept = connection.execute(text("SELECT * FROM api_key")).all()
        assert key not in repr(kept)
        assert key.removeprefix("hk_") not in repr(kept)

    def test_a_revoked_key_opens_nothing_at_once(self, access: Access) -> None:
        key = access.add_key("crm", Role.AGENT)
        access.revoke_key("crm")
        assert access.by_key(key) is None
        with pytest.raises(NotFoundError, match="'crm'"):
            access.revoke_key("crm")
        assert access.by_key(access.add_key("crm", Role.AGENT)) is not None
        assert [bool(each.revoked) for each in access.all_keys()] == [True, False]

    def test_a_name_in_use_is_refused_in_its_tenant_alone(self, access: Access) -> None:
        access.add_key("crm", Role.AGENT)
        with pytest.raises(InvalidInputError, match="in use"):
            access.add_key("crm", Role.VIEWER)
        access.add_key("crm", Role.VIEWER, "shop-b")
        access.revoke_key("crm", "shop-b")
        assert [each.tenant for each in access.all_keys() if each.revoked is None] == ["default"]

    @pytest.mark.parametrize("name", ["", "a b", "x" * 65, "../x", "a\nb"])
    def test_names_are_plain(self, access: Access, name: str) -> None:
        with pytest.raises(InvalidInputError, match="no name"):
            access.add_key(name, Role.AGENT)
        with pytest.raises(InvalidInputError, match="no name"):
            access.add_key("crm", Role.AGENT, name)

    def test_keys_of_the_settings_are_admins(self, database: Database, clock: Clock) -> None:
        access = Access(database, ("first", "second"), clock)
        found = access.by_key("second")
        assert found is not None
        assert (found.tenant, found.actor.role) == ("default", Role.ADMIN)
        assert access.by_key("third") is None


class TestFreshInstall:
    def test_it_needs_no_login(self, access: Access) -> None:
        assert not access.needs_login()

    def test_a_key_closes_it_for_good(self, access: Access, database: Database) -> None:
        access.add_key("crm", Role.AGENT)
        assert access.needs_login()
        access.revoke_key("crm")
        assert access.needs_login()
        assert Access(database, (), access._clock).needs_login()

    def test_removing_the_last_user_opens_nothing(self, access: Access, lin: str) -> None:
        assert access.needs_login()
        access.remove_user(lin)
        assert access.needs_login()


class TestLogins:
    def test_the_right_password_opens_one(self, access: Access, lin: str) -> None:
        opened = access.log_in(lin, PASSWORD)
        assert opened is not None
        assert access.by_login(opened.token) == opened.caller
        assert opened.caller.actor == Actor("lin", Role.AGENT)
        assert opened.caller.tenant == "shop-b"
        assert opened.caller.csrf
        assert access.by_login(opened.token + "x") is None

    @pytest.mark.parametrize(
        ("name", "password"), [("lin", "wrong"), ("nobody", PASSWORD), ("lin", "")]
    )
    @pytest.mark.usefixtures("lin")
    def test_anything_else_does_not(self, access: Access, name: str, password: str) -> None:
        assert access.log_in(name, password) is None

    def test_it_ends_by_time_by_logging_out_and_with_the_user(
        self, access: Access, clock: Clock, lin: str
    ) -> None:
        first, second, third = (access.log_in(lin, PASSWORD) for _ in range(3))
        assert first is not None
        assert second is not None
        assert third is not None
        access.log_out(first.token)
        assert access.by_login(first.token) is None
        assert access.by_login(second.token) is not None
        clock.now += LOGIN_LASTS + timedelta(seconds=1)
        assert access.by_login(second.token) is None
        clock.now -= timedelta(hours=1)
        access.remove_user(lin)
        assert access.by_login(third.token) is None

    def test_too_many_wrong_passwords_lock_the_name(
        self, access: Access, clock: Clock, lin: str
    ) -> None:
        for _ in range(MOST_FAILURES):
            assert access.log_in(lin, "wrong") is None
        assert access.log_in(lin, PASSWORD) is None
        clock.now += LOCKED_FOR + timedelta(seconds=1)
        assert access.log_in(lin, PASSWORD) is not None

    def test_a_right_password_forgets_the_failures(self, access: Access, lin: str) -> None:
        for _ in range(2):
            for _ in range(MOST_FAILURES - 1):
                assert access.log_in(lin, "wrong") is None
            assert access.log_in(lin, PASSWORD) is not None

    def test_passwords_and_tokens_are_hashed(
        self, access: Access, database: Database, lin: str
    ) -> None:
        opened = access.log_in(lin, PASSWORD)
        assert opened
        with database.read() as connection:
            people = connection.execute(text("SELECT password FROM account")).all()
            logins = connection.execute(text("SELECT * FROM login")).all()
        assert "$argon2id$" in repr(people)
        assert PASSWORD not in repr(people)
        assert opened.token not in repr(logins)

    def test_a_name_is_one_persons(self, access: Access, lin: str) -> None:
        with pytest.raises(InvalidInputError, match="already"):
            access.add_user(lin, PASSWORD, Role.ADMIN)
        with pytest.raises(InvalidInputError, match="5 characters"):
            access.add_user("chen", "short", Role.ADMIN)
        with pytest.raises(NotFoundError):
            access.remove_user("chen")
        assert [who.name for who in access.all_users()] == ["lin"]
