"""What a cabinet may do for its seat, and what belongs to the mandate alone."""

import pytest

from parliament.commands.cabinets import cosponsor_on_instruction
from parliament.commands.floor import ask_to_speak
from parliament.commands.motions import draft_motion, gather_sponsors, sponsor_motion, submit_motion
from parliament.commands.seats import rule_on_seat
from parliament.commands.sittings import check_in
from parliament.commands.votes import cast_ballot
from parliament.rules.powers import Actor, Office
from parliament.rules.refusals import Code
from parliament.store.tables import Motion, Sponsorship
from tests.builders import PARAGRAPHS, Chamber


@pytest.fixture
def gathering(convened: Chamber) -> Chamber:
    """A draft of the first mayor gathers sponsors."""
    convened.draft()
    convened.gather(sponsors=())
    return convened


def cabinet(chamber: Chamber, seat: int = 1) -> Actor:
    return chamber.invite("cabinet", Office.CABINET, chamber.seats[seat])


def instructed(chamber: Chamber, **changes: str) -> dict[str, str]:
    said = {"motion_id": chamber.motion, "text_hash": chamber.text_hash, "instruction": "By telephone this morning"}
    return said | changes


def test_cabinet_cosponsors_when_its_mayor_said_so_and_the_record_says_when(gathering):
    gathering.by(cabinet(gathering), cosponsor_on_instruction, **instructed(gathering))
    entry = gathering.last()
    assert (entry.kind, entry.body["seat"]) == ("motion.cosponsored", gathering.seats[1])
    assert entry.body["instruction"] == "By telephone this morning"
    signed = gathering.row(Sponsorship, (gathering.motion, gathering.seats[1]))
    assert signed.instruction == "By telephone this morning"


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        (Code.REASON_NEEDED, {"instruction": " "}),
        (Code.TEXT_TOO_LONG, {"instruction": "n" * 501}),
        (Code.TEXT_CONTROLS, {"instruction": "a\u202eb"}),
        (Code.STALE_TEXT, {"text_hash": "0" * 64}),
        (Code.NOT_FOUND, {"motion_id": "motion-0"}),
    ],
)
def test_cabinet_does_not_cosponsor_without_instruction_or_blindly(gathering, code, changes):
    gathering.refused(code, cabinet(gathering), cosponsor_on_instruction, **instructed(gathering, **changes))


def test_cabinet_cosponsors_once_while_sponsors_are_asked_for(gathering):
    aide = cabinet(gathering)
    gathering.by(aide, cosponsor_on_instruction, **instructed(gathering))
    gathering.refused(Code.ALREADY_EXISTS, aide, cosponsor_on_instruction, **instructed(gathering))
    gathering.by(gathering.mayors[3], sponsor_motion, motion_id=gathering.motion, text_hash=gathering.text_hash)
    gathering.by(gathering.mayors[0], submit_motion, motion_id=gathering.motion)
    gathering.refused(Code.WRONG_STAGE, aide, cosponsor_on_instruction, **instructed(gathering))


@pytest.mark.parametrize("state", ["disputed", "suspended"])
def test_cabinet_of_a_seat_that_takes_no_part_cosponsors_nothing(gathering, state):
    aide = cabinet(gathering)
    gathering.by(gathering.desk, rule_on_seat, seat_id=gathering.seats[1], state=state, reason="Appeal")
    gathering.refused(Code.SEAT_NOT_ACCREDITED, aide, cosponsor_on_instruction, **instructed(gathering))


def test_cabinet_without_a_seat_cosponsors_nothing(gathering):
    aide = Actor(cabinet(gathering).account, offices=frozenset({Office.CABINET}))
    gathering.refused(Code.NO_MANDATE, aide, cosponsor_on_instruction, **instructed(gathering))


def test_voting_speaking_and_signing_are_refused_to_a_cabinet(voting):
    aide = cabinet(voting, 0)
    voting.refused(Code.NOT_ALLOWED, aide, cast_ballot, vote_id=voting.vote, choice="yes")
    voting.refused(Code.NOT_ALLOWED, aide, ask_to_speak, sitting_id=voting.sitting)
    voting.refused(Code.NOT_ALLOWED, aide, check_in, sitting_id=voting.sitting)
    signing = {"motion_id": voting.motion, "text_hash": voting.text_hash}
    voting.refused(Code.NOT_ALLOWED, aide, sponsor_motion, **signing)
    drafted = {"session_id": voting.plenary, "title": "Prepared", "paragraphs": PARAGRAPHS}
    draft = voting.by(aide, draft_motion, **drafted)["motion"]
    assert voting.row(Motion, draft).seat_id == voting.seats[0]
    for command in (gather_sponsors, submit_motion):
        voting.refused(Code.NOT_ALLOWED, aide, command, motion_id=draft)
