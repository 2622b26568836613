"""Sending the same thing again: one act, one answer, however often and however close together."""

from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256

import pytest

from parliament.commands.agenda import add_item
from parliament.rules.refusals import Code, Refused
from parliament.store.tables import Repeat


def roads(chamber, **changes: object) -> dict:
    return {"session_id": chamber.plenary, "kind": "debate", "title": "Roads", "once": "key"} | changes


def test_same_key_with_the_same_arguments_gives_the_first_answer_and_one_act(convened):
    first = convened.by(convened.desk, add_item, **roads(convened))
    before = convened.entries()
    assert convened.by(convened.desk, add_item, **roads(convened)) == first
    assert convened.entries() == before


def test_same_key_for_something_else_is_refused(convened):
    convened.by(convened.desk, add_item, **roads(convened))
    convened.refused(Code.KEY_REUSED, convened.desk, add_item, **roads(convened, title="Parks"))


def test_key_belongs_to_one_account(convened):
    first = convened.by(convened.desk, add_item, **roads(convened))
    other = convened.invite("other", next(iter(convened.desk.offices)))
    assert convened.by(other, add_item, **roads(convened)) != first


def test_refused_act_leaves_its_key_free(convened):
    convened.refused(Code.TEXT_EMPTY, convened.desk, add_item, **roads(convened, title=""))
    convened.by(convened.desk, add_item, **roads(convened))


def test_twins_at_one_moment_are_one_act(convened):
    def send(_: int) -> dict:
        return convened.house.perform(add_item, by=convened.desk, **roads(convened))

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(send, range(8)))
    assert answers == [answers[0]] * 8
    assert [entry.kind for entry in convened.entries()].count("item.added") == 1


def test_of_two_who_use_one_key_at_one_moment_for_two_things_one_is_refused(convened):
    def send(title: str) -> str:
        try:
            convened.house.perform(add_item, by=convened.desk, **roads(convened, title=title))
        except Refused as refusal:
            return refusal.code
        return "done"

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(send, ["Roads", "Parks"])) == ["done", "key_reused"]
    assert convened.row(Repeat, (convened.desk.account, sha256(b"key").hexdigest())).answer["position"] == 1


@pytest.mark.parametrize("failing", [True, False])
def test_listener_hears_of_what_was_committed_and_cannot_undo_it(convened, failing):
    heard = []

    def listen(entries: list) -> None:
        heard.extend(entry.kind for entry in entries)
        if failing:
            raise ZeroDivisionError

    convened.house.listeners.append(listen)
    convened.refused(Code.TEXT_EMPTY, convened.desk, add_item, **roads(convened, title=""))
    assert heard == []
    convened.by(convened.desk, add_item, **roads(convened))
    assert (heard, convened.last().kind) == (["item.added"], "item.added")
