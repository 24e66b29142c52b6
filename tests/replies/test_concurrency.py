"""Many people at once: no review is answered twice, and no edit is lost."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from assistant.errors import ConflictError
from assistant.models import Actor, ReplyState, Role
from tests.replies.shop import Shop

PEOPLE, REVIEWS = 20, 40


def test_twenty_people_answer_every_review_once(shop: Shop) -> None:
    ids = shop.add_many(REVIEWS)

    def work(number: int) -> Counter[str]:
        me = Actor(f"p{number}", Role.MANAGER)
        done: Counter[str] = Counter()
        for step in range(REVIEWS):
            id = ids[(number * 3 + step) % REVIEWS]
            try:
                claimed = shop.service.claim(id, me).reply
                text = f"An answer by {me.name} to {id}."
                edited = shop.service.edit(id, me, text, claimed.version).reply
                approved = shop.service.approve(id, me, edited.version, "written by hand").reply
                shop.service.mark_sent(id, me, approved.version)
                done[id] += 1
            except ConflictError:
                continue
        return done

    with ThreadPoolExecutor(PEOPLE) as people:
        answered: Counter[str] = sum(people.map(work, range(PEOPLE)), Counter())
    assert answered == dict.fromkeys(ids, 1)
    for id in ids:
        case = shop.service.show(id)
        (version,) = case.versions
        assert case.reply.state is ReplyState.SENT
        assert version.body == f"An answer by {version.author} to {id}."
        assert [e.number for e in case.events] == [1, 2, 3, 4]
        assert {e.actor.name for e in case.events} == {version.author}


def test_of_edits_on_one_version_one_is_kept_and_the_others_are_told(shop: Shop) -> None:
    (id,) = shop.add_many(1)

    def edit(number: int) -> str | None:
        try:
            boss = Actor("maya", Role.MANAGER)
            shop.service.edit(id, boss, f"text {number}", 0)
            return f"text {number}"
        except ConflictError:
            return None

    with ThreadPoolExecutor(PEOPLE) as people:
        kept = [text for text in people.map(edit, range(PEOPLE)) if text]
    assert [v.body for v in shop.service.show(id).versions] == kept
    assert len(kept) == 1
