"""Replies, speakers without a seat, and the list put in another order."""

import pytest

from parliament.commands.floor import (
    ask_for_reply,
    ask_to_speak,
    end_turn,
    give_floor,
    grant_reply,
    invite_speaker,
    leave_list,
    refuse_reply,
    reorder_speakers,
)
from parliament.rules.powers import Actor, Office
from parliament.rules.refusals import Code
from parliament.store.queries.floor import proposal_for
from parliament.store.tables import Sitting, Turn
from parliament.store.views.floor import floor_view

SEATLESS = Actor("account-x", "X", frozenset({Office.MEMBER}))


@pytest.fixture
def reply(debated) -> str:
    """The first mayor was named in a speech and asks to reply."""
    debated.speak(1)
    said = {"sitting_id": debated.sitting, "about": "The speaker named Accra."}
    return debated.by(debated.mayors[0], ask_for_reply, **said)["turn"]


def listed(chamber, mayor, side="neutral"):
    return chamber.by(chamber.mayors[mayor], ask_to_speak, sitting_id=chamber.sitting, side=side)["turn"]


def waiting(chamber):
    with chamber.house.reading() as db:
        return [turn["id"] for turn in floor_view(db, db.get_one(Sitting, chamber.sitting))["waiting"]]


def test_reply_is_granted_and_comes_before_the_list_with_the_seconds_of_a_reply(debated, reply):
    speech = listed(debated, 3)
    assert (debated.row(Turn, reply).state, waiting(debated)) == ("asked", [speech])
    debated.by(debated.chair, grant_reply, turn_id=reply)
    assert waiting(debated) == [reply, speech]
    speaking = next(entry.body["turn"] for entry in debated.entries() if entry.kind == "turn.began")
    debated.by(debated.chair, end_turn, turn_id=speaking)
    assert debated.by(debated.chair, give_floor, turn_id=reply)["seconds"] == 60


def test_reply_is_refused_with_a_reason_and_only_once(debated, reply):
    debated.refused(Code.REASON_NEEDED, debated.chair, refuse_reply, turn_id=reply, reason=" ")
    debated.refused(Code.NOT_PRESIDING, debated.deputy, refuse_reply, turn_id=reply, reason="No")
    debated.by(debated.chair, refuse_reply, turn_id=reply, reason="Nobody was named.")
    row = debated.row(Turn, reply)
    assert (row.state, row.reason) == ("refused", "Nobody was named.")
    debated.refused(Code.NOT_LISTED, debated.chair, refuse_reply, turn_id=reply, reason="No")
    debated.refused(Code.NOT_LISTED, debated.chair, grant_reply, turn_id=reply)


def test_reply_is_asked_for_once_and_can_be_taken_back(debated, reply):
    said = {"sitting_id": debated.sitting}
    debated.refused(Code.ALREADY_LISTED, debated.mayors[0], ask_for_reply, **said)
    debated.refused(Code.NOT_LISTED, debated.chair, give_floor, turn_id=reply)
    debated.refused(Code.NOT_PRESIDING, debated.deputy, grant_reply, turn_id=reply)
    debated.by(debated.mayors[0], leave_list, turn_id=reply)
    debated.by(debated.mayors[0], ask_for_reply, **said)


def test_reply_needs_a_speech_of_somebody_else_an_item_and_a_seat(published):
    said = {"sitting_id": published.sitting}
    published.refused(Code.SITTING_NOT_OPEN, published.mayors[0], ask_for_reply, **said)
    published.open()
    published.refused(Code.NOT_CURRENT_ITEM, published.mayors[0], ask_for_reply, **said)
    published.call()
    published.refused(Code.NOBODY_SPOKE, published.mayors[0], ask_for_reply, **said)
    published.refused(Code.NO_MANDATE, SEATLESS, ask_for_reply, **said)
    published.speak(0)
    published.refused(Code.NOBODY_SPOKE, published.mayors[0], ask_for_reply, **said)


def test_somebody_without_a_seat_speaks_with_the_limit_of_the_office(debated):
    said = {"sitting_id": debated.sitting, "name": "The Secretary", "office": "secretariat"}
    made = debated.by(debated.chair, invite_speaker, **said)
    assert debated.by(debated.chair, give_floor, turn_id=made["turn"])["seconds"] == made["seconds"]
    row = debated.row(Turn, made["turn"])
    assert (row.seat_id, row.name, row.office, row.state) == (None, "The Secretary", "secretariat", "speaking")


def test_invitation_to_speak_may_name_its_seconds_and_is_checked(debated):
    said = {"sitting_id": debated.sitting, "name": "A guest"}
    assert debated.by(debated.chair, invite_speaker, seconds=90, **said)["seconds"] == 90
    debated.refused(Code.MALFORMED, debated.chair, invite_speaker, seconds=0, **said)
    debated.refused(Code.MALFORMED, debated.chair, invite_speaker, office="cabinet", **said)
    debated.refused(Code.TEXT_EMPTY, debated.chair, invite_speaker, **(said | {"name": " "}))
    debated.refused(Code.NOT_PRESIDING, debated.deputy, invite_speaker, **said)


def test_chair_takes_the_proposed_order_without_a_reason_and_any_other_with_one(debated):
    first, second, third = listed(debated, 1, "for"), listed(debated, 2, "for"), listed(debated, 3, "against")
    with debated.house.reading() as db:
        proposed = [place.turn for place in proposal_for(db, db.get_one(Sitting, debated.sitting))]
    assert proposed == [first, third, second]
    said = {"sitting_id": debated.sitting}
    debated.by(debated.chair, reorder_speakers, turns=proposed, **said)
    assert waiting(debated) == proposed
    other = [second, first, third]
    debated.refused(Code.REASON_NEEDED, debated.chair, reorder_speakers, turns=other, **said)
    debated.by(debated.chair, reorder_speakers, turns=other, reason="They must leave.", **said)
    assert waiting(debated) == other
    body = debated.last().body
    assert (body["turns"], body["proposed"], body["reason"]) == (other, proposed, "They must leave.")


def test_order_that_is_not_of_those_who_wait_is_refused(debated):
    first, second = listed(debated, 1), listed(debated, 2)
    said = {"sitting_id": debated.sitting}
    for turns in ([first], [first, first], [first, second, "turn-0"]):
        debated.refused(Code.BAD_ORDER, debated.chair, reorder_speakers, turns=turns, **said)
    debated.refused(Code.NOT_PRESIDING, debated.deputy, reorder_speakers, turns=[second, first], **said)


def test_nobody_on_the_list_cannot_be_put_in_order(debated):
    debated.refused(Code.BAD_ORDER, debated.chair, reorder_speakers, turns=[], sitting_id=debated.sitting)
