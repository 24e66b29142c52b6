from collections.abc import Iterator

from assistant.store.database import Database
from assistant.tools.context import ToolContext
from assistant.tools.registry import call_tool
from tests.store.records import NEGATIVE, POSITIVE
from tests.tools.stores import AS_OF, Said, fill

MONTH = {"period": {"start": "2026-02-12", "end": AS_OF.isoformat()}}


def _said(praise: bool) -> Iterator[Said]:
    for day in range(24):
        yield Said(day=day, text="Delivery was lost in a depot.", themes={"delivery": NEGATIVE})
        yield Said(day=day, text="The handle cracked.", themes={"product_quality": NEGATIVE})
        if praise:  # long before the time that is asked about
            yield Said(day=200 + day, text="Delivery was quick.", themes={"delivery": POSITIVE})


def _words(context: ToolContext, database: Database, tenant: str, praise: bool) -> set[str]:
    shop = fill(context, database, tenant, _said(praise))
    _, found = call_tool("complaints", MONTH, shop)
    row = next(row for row in found.data["themes"] if row["theme"] == "delivery")
    assert all(each["count"].value == 24 for each in row["cause"])
    return {word for each in row["cause"] for word in each["words"].split()}


def test_a_word_of_praise_too_names_the_theme_and_no_cause(
    desk: ToolContext, desk_database: Database
) -> None:
    assert _words(desk, desk_database, "praised", praise=True) & {"delivery", "depot"} == {"depot"}


def test_without_praise_every_wording_that_sets_a_theme_apart_may_tell(
    desk: ToolContext, desk_database: Database
) -> None:
    assert "delivery" in _words(desk, desk_database, "blamed", praise=False)


def test_a_quote_says_the_cause_that_stands_above_it(
    desk: ToolContext, desk_database: Database
) -> None:
    """Those that hold a cue of the theme come first, and none of these says what is wrong."""
    broken = {"product_quality": NEGATIVE}
    said = [Said(day=n, text=f"The zip jams, day {n}.", themes=broken) for n in range(1, 25)]
    said += [Said(day=n, text="Parcel late.", themes={"delivery": NEGATIVE}) for n in range(24)]
    said += [Said(text=f"Terrible quality, {each}.", themes=broken) for each in ("really", "avoid")]
    shop = fill(desk, desk_database, "zipped", iter(said))
    _, found = call_tool("complaints", MONTH, shop)
    row = next(row for row in found.data["themes"] if row["theme"] == "product_quality")
    assert {"zip", "jams"} & {word for each in row["cause"] for word in each["words"].split()}
    assert "zip jams" in row["quotes"][0].text
    assert "Terrible quality" in row["quotes"][1].text
