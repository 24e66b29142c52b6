from datetime import date

from assistant.store.database import Database
from assistant.store.token_use import TokenUse

DAY = date(2026, 3, 13)


def test_tokens_are_counted_by_day_and_tenant(shared_database: Database) -> None:
    use = TokenUse(shared_database)
    assert use.on(DAY, "counting") == 0
    use.add(700, DAY, "counting")
    use.add(50, DAY, "counting")
    use.add(9, date(2026, 3, 14), "counting")
    use.add(1, DAY, "another")
    again = TokenUse(shared_database)
    assert [again.on(DAY, "counting"), again.on(DAY, "another")] == [750, 1]
