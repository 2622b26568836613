"""Substitutes: certified for a session, one voice for one seat, and nothing after the last instant."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from parliament.commands.floor import ask_for_reply, ask_to_speak
from parliament.commands.motions import draft_motion, revise_draft
from parliament.commands.points import raise_point_of_order
from parliament.commands.procedural import move_procedural
from parliament.commands.proxies import give_proxy
from parliament.commands.seats import begin_mandate, rule_on_seat
from parliament.commands.sessions import close_session
from parliament.commands.sittings import adjourn_sitting, check_in
from parliament.commands.substitutes import certify_substitute, end_substitution
from parliament.commands.votes import cast_ballot
from parliament.rules.powers import Actor, Office
from parliament.rules.refusals import Code
from parliament.store.tables import Mandate, Seat
from tests.builders import PARAGRAPHS, Chamber
from tests.commands.standing_in import HOUR, certify, proxy, seen, substitution, voices


@pytest.fixture
def sitting_down(founded: Chamber) -> Chamber:
    """A session under rules that ask for no notice, its first sitting open, an item called."""
    return founded.sit_down()


def test_substitute_speaks_for_the_seat_and_the_mayors_voice_rests(sitting_down):
    deputy, mayor = certify(sitting_down), sitting_down.mayors[0]
    assert deputy.seat == mayor.seat
    assert Office.MEMBER in deputy.offices
    assert voices(sitting_down)[mayor.seat].kind == "substitute"
    refused = sitting_down.refused(Code.VOICE_RESTS, mayor, ask_to_speak, sitting_id=sitting_down.sitting)
    assert "{" not in refused.sentence()
    sitting_down.refused(Code.VOICE_RESTS, mayor, check_in, sitting_id=sitting_down.sitting)
    sitting_down.by(deputy, check_in, sitting_id=sitting_down.sitting)
    sitting_down.by(deputy, ask_to_speak, sitting_id=sitting_down.sitting)


def test_substitute_votes_and_the_mayor_does_not(sitting_down):
    deputy = certify(sitting_down)
    sitting_down.put()
    sitting_down.refused(Code.NOT_ON_ROLL, sitting_down.mayors[0], cast_ballot, vote_id=sitting_down.vote, choice="no")
    receipt = sitting_down.by(deputy, cast_ballot, vote_id=sitting_down.vote, choice="yes")
    assert receipt["seat"] == sitting_down.seats[0]


def test_substitute_acts_from_the_first_instant_to_the_last_and_no_longer(sitting_down):
    deputy = certify(sitting_down, start=1, end=2)
    assert (deputy.seat, deputy.offices) == (None, frozenset())
    mandate = sitting_down.rows(select(Mandate.id).where(Mandate.kind == "substitute"))[0]
    row = sitting_down.row(Mandate, mandate)
    for at, seat in [
        (row.from_at - timedelta(milliseconds=1), None),
        (row.from_at, sitting_down.seats[0]),
        (row.until_at - timedelta(milliseconds=1), sitting_down.seats[0]),
        (row.until_at, None),
    ]:
        sitting_down.at = at
        assert seen(sitting_down, deputy.account).seat == seat
        assert (voices(sitting_down)[sitting_down.seats[0]].mandate == mandate) == (seat is not None)


def test_substitution_ends_early_and_the_mayor_speaks_again(sitting_down):
    deputy = certify(sitting_down)
    mandate = voices(sitting_down)[deputy.seat].mandate
    sitting_down.by(sitting_down.desk, end_substitution, mandate_id=mandate)
    assert sitting_down.last().kind == "substitute.ended"
    assert seen(sitting_down, deputy.account).seat is None
    sitting_down.by(sitting_down.mayors[0], ask_to_speak, sitting_id=sitting_down.sitting)
    sitting_down.refused(Code.WRONG_STAGE, sitting_down.desk, end_substitution, mandate_id=mandate)
    held = sitting_down.mandate(sitting_down.seats[0])
    sitting_down.refused(Code.NOT_FOUND, sitting_down.desk, end_substitution, mandate_id=held)


def test_basis_of_the_certificate_stands_in_the_record(sitting_down):
    certify(sitting_down)
    entry = next(entry for entry in sitting_down.entries() if entry.kind == "substitute.certified")
    assert entry.body["reason"] == "Deputy mayor, elected to the council"


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        (Code.REASON_NEEDED, {"reason": " "}),
        (Code.TEXT_EMPTY, {"name": " "}),
        (Code.TEXT_CONTROLS, {"name": "a\u202eb"}),
        (Code.NOT_FOUND, {"seat_id": "seat-0"}),
        (Code.NOT_FOUND, {"session_id": "session-0"}),
        (Code.NOT_FOUND, {"account_id": "account-0"}),
        (Code.BAD_TIMES, {"end": -1}),
        (Code.BAD_TIMES, {"start": -1}),
    ],
)
def test_certificate_says_who_when_and_why(sitting_down, code, changes):
    sitting_down.refused(code, sitting_down.desk, certify_substitute, **substitution(sitting_down, **changes))


def test_two_substitutes_never_stand_in_at_one_time(sitting_down):
    certify(sitting_down, end=3)
    said = substitution(sitting_down, start=2, end=4)
    sitting_down.refused(Code.ALREADY_REPRESENTED, sitting_down.desk, certify_substitute, **said)
    sitting_down.by(sitting_down.desk, certify_substitute, **substitution(sitting_down, start=4, end=5))


def test_nobody_speaks_for_two_seats_by_standing_in(sitting_down):
    other = substitution(sitting_down, account_id=sitting_down.mayors[1].account)
    sitting_down.refused(Code.HOLDS_A_SEAT, sitting_down.desk, certify_substitute, **other)
    deputy = certify(sitting_down)
    twice = substitution(sitting_down, 2, account_id=deputy.account)
    sitting_down.refused(Code.HOLDS_A_SEAT, sitting_down.desk, certify_substitute, **twice)


def test_account_of_somebody_who_holds_no_seat_may_be_certified(sitting_down):
    account = sitting_down.invite("aide", Office.OBSERVER).account
    sitting_down.by(sitting_down.desk, certify_substitute, **substitution(sitting_down, account_id=account, name=""))
    assert seen(sitting_down, account).seat == sitting_down.seats[0]


def test_rules_say_whether_and_how_long_before_a_sitting(founded):
    founded.convene("municipal")
    founded.refused(Code.NO_SUBSTITUTES, founded.desk, certify_substitute, **substitution(founded))
    founded.convene("global_mayors")
    opening = founded.at
    founded.at = opening - 12 * HOUR  # one act is a second later than this
    late = substitution(founded, until_at=opening + HOUR)
    refused = founded.refused(Code.NOTICE_MISSED, founded.desk, certify_substitute, **late)
    assert "12 hours" in refused.sentence()
    founded.at = opening - 12 * HOUR - timedelta(seconds=2)
    founded.by(founded.desk, certify_substitute, **late)


def test_seat_that_takes_no_part_has_no_substitute(sitting_down):
    sitting_down.by(sitting_down.desk, rule_on_seat, seat_id=sitting_down.seats[0], state="disputed", reason="Appeal")
    said = substitution(sitting_down)
    sitting_down.refused(Code.SEAT_NOT_ACCREDITED, sitting_down.desk, certify_substitute, **said)


def test_ruling_on_the_seat_silences_its_substitute_too(sitting_down):
    deputy = certify(sitting_down)
    sitting_down.by(sitting_down.desk, rule_on_seat, seat_id=deputy.seat, state="suspended", reason="Appeal")
    assert seen(sitting_down, deputy.account).seat is None
    assert deputy.seat not in voices(sitting_down)


def test_with_the_mayor_goes_the_substitute(sitting_down):
    deputy = certify(sitting_down)
    sitting_down.vacate(deputy.seat)
    kinds = [entry.kind for entry in sitting_down.entries()]
    assert kinds[-1] == "substitute.ended"
    sitting_down.by(sitting_down.desk, begin_mandate, seat_id=deputy.seat, name="A successor")
    assert seen(sitting_down, deputy.account).seat is None
    assert voices(sitting_down)[deputy.seat].kind == "full"


def test_substitute_gives_no_proxy_away(sitting_down):
    deputy = certify(sitting_down)
    sitting_down.refused(Code.NO_MANDATE, deputy, give_proxy, **proxy(sitting_down))


def test_substitute_of_one_session_does_not_speak_in_another(sitting_down):
    deputy = certify(sitting_down)
    sitting_down.convene("demonstration")
    there = Actor(deputy.account, deputy.name, deputy.offices, deputy.seat)
    sitting_down.refused(Code.NO_MANDATE, there, check_in, sitting_id=sitting_down.sitting)
    assert voices(sitting_down)[deputy.seat].kind == "full"


def test_certificate_of_a_closed_session_is_worth_nothing(sitting_down):
    deputy = certify(sitting_down)
    sitting_down.by(sitting_down.chair, adjourn_sitting, sitting_id=sitting_down.sitting)
    sitting_down.by(sitting_down.desk, close_session, session_id=sitting_down.plenary)
    assert seen(sitting_down, deputy.account).seat is None


def test_successor_inherits_the_drafts_of_the_seat_and_no_vote(sitting_down):
    said = {"session_id": sitting_down.plenary, "title": "A draft", "paragraphs": PARAGRAPHS}
    draft = sitting_down.by(sitting_down.mayors[2], draft_motion, **said)["motion"]
    sitting_down.put()
    sitting_down.vacate(sitting_down.seats[2])
    begun = {"seat_id": sitting_down.seats[2], "name": "A successor"}
    sitting_down.by(sitting_down.desk, begin_mandate, **begun)
    successor = sitting_down.invite("successor", Office.MEMBER, sitting_down.seats[2])
    sitting_down.by(successor, revise_draft, motion_id=draft, title="A draft of mine", paragraphs=PARAGRAPHS)
    sitting_down.refused(Code.NOT_ON_ROLL, successor, cast_ballot, vote_id=sitting_down.vote, choice="yes")
    assert sitting_down.cast(2)["seat"] == sitting_down.seats[2]
    assert sitting_down.row(Seat, sitting_down.seats[2]).state == "held"


def test_voice_that_rests_raises_no_point_and_moves_nothing(sitting_down):
    certify(sitting_down)
    mayor, at = sitting_down.mayors[0], {"sitting_id": sitting_down.sitting}
    sitting_down.refused(Code.VOICE_RESTS, mayor, raise_point_of_order, about="The order of speakers", **at)
    sitting_down.refused(Code.VOICE_RESTS, mayor, move_procedural, kind="closure", **at)
    sitting_down.refused(Code.VOICE_RESTS, mayor, ask_for_reply, about="My city was named", **at)
