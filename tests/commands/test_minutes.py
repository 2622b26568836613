"""Minutes: composed from the record, corrected by those who were there, approved by the house."""

import json
from datetime import timedelta

import pytest

from parliament.commands import floor, sittings
from parliament.commands.minutes import draft_minutes, propose_correction, put_minutes, rule_on_correction
from parliament.results.as_json import say
from parliament.rules.refusals import Code
from parliament.store.record import annex
from parliament.store.tables import Minutes, PlenarySession, Sitting
from tests.builders import Chamber


@pytest.fixture
def over(debated: Chamber) -> Chamber:
    """A sitting in which a mayor spoke, a motion was adopted and the chair changed; it is over."""
    debated.vacate(debated.seats[5])
    turn = debated.speak(1)
    debated.at += timedelta(seconds=90)
    debated.by(debated.chair, floor.end_turn, turn_id=turn)
    debated.put()
    for mayor in range(4):
        debated.cast(mayor, "yes" if mayor else "no")
    debated.close()
    debated.by(debated.chair, sittings.hand_over_chair, sitting_id=debated.sitting, account_id=debated.deputy.account)
    debated.by(debated.deputy, sittings.adjourn_sitting, sitting_id=debated.sitting)
    return debated


@pytest.fixture
def drafted(over: Chamber) -> Chamber:
    over.minutes = over.by(over.desk, draft_minutes, sitting_id=over.sitting)["minutes"]
    return over


def document(chamber: Chamber, column: str = "draft_hash") -> dict:
    with chamber.house.reading() as db:
        return json.loads(annex(db, getattr(chamber.row(Minutes, chamber.minutes), column)))


def round_is_over(chamber: Chamber) -> None:
    chamber.at = chamber.row(Minutes, chamber.minutes).corrections_until_at


def second_sitting(chamber: Chamber) -> None:
    """The next sitting of the session, open with everybody who has a voice."""
    plenary = chamber.row(PlenarySession, chamber.plenary)
    said = {"session_id": plenary.id, "starts_at": chamber.at}
    chamber.sitting = chamber.by(chamber.desk, sittings.schedule_sitting, **said)["sitting"]
    chamber.open(absent=1)


def decide(chamber: Chamber, choice: str) -> None:
    said = {"minutes_id": chamber.minutes, "manner": "roll_call"}
    chamber.vote = chamber.by(chamber.chair, put_minutes, **said)["vote"]
    for mayor in range(5):
        chamber.cast(mayor, choice)
    chamber.close()


def test_minutes_tell_what_the_record_says(drafted):
    draft = document(drafted)
    told = [say(each["sentence"]) for each in draft["paragraphs"]]
    assert told[0] == "Chair opened the sitting. Seats present: 6 of 6; needed to open: 2."
    assert told[1] == "The chair called “Clean wells”."
    assert told[2] == "Kumasi spoke. Minutes: 1:31."
    assert told[3].startswith("Vote 1 on motion 1, “Clean wells” (")
    assert "adopted. Yes: 3; No: 1; Abstain: 0;" in told[3]
    assert told[4:] == ["Chair handed the chair to Deputy.", "The sitting was adjourned."]
    assert draft["chairs"] == ["Chair", "Deputy"]
    assert [row["city"] for row in draft["present"]] == ["Accra", "Kumasi", "Lima", "Lyon", "Suva", "Tema"]


def test_minutes_are_drafted_once_and_of_a_sitting_that_is_over(debated):
    own = {"sitting_id": debated.sitting}
    debated.refused(Code.WRONG_STAGE, debated.desk, draft_minutes, **own)
    debated.by(debated.chair, sittings.adjourn_sitting, **own)
    debated.by(debated.desk, draft_minutes, **own)
    debated.refused(Code.WRONG_STAGE, debated.desk, draft_minutes, **own)


def test_correction_is_attributed_and_ruled_on_with_a_reason(drafted):
    own = {"minutes_id": drafted.minutes, "paragraph": 3}
    made = drafted.by(drafted.mayors[1], propose_correction, text="Kumasi spoke of wells.", **own)
    assert drafted.last().body["seat"] == drafted.seats[1]
    ruling = {"correction_id": made["correction"]}
    drafted.refused(Code.REASON_NEEDED, drafted.desk, rule_on_correction, accept=False, **ruling)
    drafted.by(drafted.desk, rule_on_correction, accept=False, reason="The record says otherwise", **ruling)
    drafted.refused(Code.WRONG_STAGE, drafted.desk, rule_on_correction, accept=True, **ruling)


def test_only_seats_that_were_present_correct_and_only_in_time(debated):
    chamber = debated
    chamber.by(chamber.chair, sittings.adjourn_sitting, sitting_id=chamber.sitting)
    chamber.minutes = chamber.by(chamber.desk, draft_minutes, sitting_id=chamber.sitting)["minutes"]
    own = {"minutes_id": chamber.minutes, "text": "Other words"}
    chamber.refused(Code.NOT_FOUND, chamber.mayors[0], propose_correction, paragraph=99, **own)
    chamber.refused(Code.REASON_NEEDED, chamber.mayors[0], propose_correction, paragraph=1, minutes_id=chamber.minutes,
                    text=" ")  # fmt: skip
    until = chamber.row(Minutes, chamber.minutes).corrections_until_at
    chamber.at = until - timedelta(seconds=2)
    chamber.by(chamber.mayors[0], propose_correction, paragraph=1, **own)
    chamber.refused(Code.CORRECTIONS_OVER, chamber.mayors[0], propose_correction, paragraph=1, **own)


def test_seat_that_was_away_corrects_nothing(published):
    published.open(absent=1)
    published.by(published.chair, sittings.adjourn_sitting, sitting_id=published.sitting)
    minutes = published.by(published.desk, draft_minutes, sitting_id=published.sitting)["minutes"]
    own = {"minutes_id": minutes, "paragraph": 1, "text": "I was there"}
    published.refused(Code.NOT_PRESENT_THEN, published.mayors[5], propose_correction, **own)
    published.by(published.mayors[4], propose_correction, **own)


def test_minutes_are_put_after_the_round_and_with_every_correction_ruled_on(drafted):
    own = {"minutes_id": drafted.minutes, "paragraph": 3}
    correction = drafted.by(drafted.mayors[1], propose_correction, text="Kumasi spoke of wells.", **own)["correction"]
    second_sitting(drafted)
    put = {"minutes_id": drafted.minutes}
    drafted.refused(Code.CORRECTIONS_RUN, drafted.chair, put_minutes, **put)
    round_is_over(drafted)
    assert drafted.refused(Code.CORRECTIONS_WAIT, drafted.chair, put_minutes, **put).facts == {"count": 1}
    drafted.by(drafted.desk, rule_on_correction, correction_id=correction, accept=True)
    drafted.refused(Code.NOT_PRESIDING, drafted.deputy, put_minutes, **put)
    decide(drafted, "yes")
    final = document(drafted, "approved_hash")
    assert drafted.last().kind == "minutes.decided"
    assert [each["correction"] and each["correction"]["text"] for each in final["paragraphs"]][2] == (
        "Kumasi spoke of wells."
    )
    assert final["paragraphs"][2]["correction"]["city"] == "Kumasi"
    drafted.refused(Code.WRONG_STAGE, drafted.chair, put_minutes, **put)
    drafted.refused(Code.WRONG_STAGE, drafted.mayors[1], propose_correction, text="Late", **own)


def test_rejected_minutes_stay_a_draft_and_may_be_put_again(drafted):
    second_sitting(drafted)
    round_is_over(drafted)
    decide(drafted, "no")
    assert drafted.row(Minutes, drafted.minutes).state == "draft"
    decide(drafted, "yes")
    assert drafted.row(Minutes, drafted.minutes).state == "approved"


def test_minutes_are_put_in_a_sitting(drafted):
    round_is_over(drafted)
    drafted.refused(Code.SITTING_NOT_OPEN, drafted.chair, put_minutes, minutes_id=drafted.minutes)
    assert drafted.row(Sitting, drafted.sitting).state == "adjourned"
