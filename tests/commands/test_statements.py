"""What seats say in writing: on an item, on their vote, against what was adopted; never inside a count."""

from datetime import timedelta

import pytest

from parliament.commands.agenda import add_item
from parliament.commands.seats import begin_mandate
from parliament.commands.statements import explain_vote, register_dissent, submit_statement, withdraw_statement
from parliament.rules.powers import Actor, Office
from parliament.rules.refusals import Code
from parliament.store.record import annex
from parliament.store.tables import Statement, Vote
from tests.commands.standing_in import certify

SEATLESS = Actor("account-x", "X", frozenset({Office.MEMBER}))


@pytest.fixture
def closed(voting):
    """Five votes for the text, one against, and it is adopted."""
    for mayor in range(6):
        voting.cast(mayor, "no" if mayor == 5 else "yes")
    voting.close()
    return voting


def test_statement_on_an_item_is_kept_with_position_language_and_text(published):
    said = {"item_id": published.item, "text": "L’eau est un droit.", "position": "for", "language": "fr"}
    made = published.by(published.mayors[3], submit_statement, **said)["statement"]
    row = published.row(Statement, made)
    assert (row.kind, row.item_id, row.position, row.language) == ("statement", published.item, "for", "fr")
    with published.house.reading() as db:
        assert annex(db, row.text_hash).decode() == row.text == "L’eau est un droit."
    assert published.last().body["text_hash"] == row.text_hash


def test_statement_is_refused_for_its_words_its_shape_and_without_a_seat(published):
    said = {"item_id": published.item, "text": "Water"}
    by = published.mayors[1]
    published.refused(Code.NO_MANDATE, SEATLESS, submit_statement, **said)
    published.refused(Code.NOT_FOUND, by, submit_statement, **(said | {"item_id": "item-0"}))
    published.refused(Code.MALFORMED, by, submit_statement, position="perhaps", **said)
    published.refused(Code.MALFORMED, by, submit_statement, language="not a tag", **said)
    published.refused(Code.REASON_NEEDED, by, submit_statement, **(said | {"text": " "}))
    published.refused(Code.STATEMENT_TOO_LONG, by, submit_statement, **(said | {"text": "word " * 2000}))


def test_statement_is_withdrawn_by_its_seat_once_and_stays_recorded(published):
    made = published.by(published.mayors[1], submit_statement, item_id=published.item, text="Water")["statement"]
    published.refused(Code.NOT_YOUR_SEAT, published.mayors[2], withdraw_statement, statement_id=made)
    published.by(published.mayors[1], withdraw_statement, statement_id=made)
    assert published.row(Statement, made).withdrawn_at == published.at
    published.refused(Code.WRONG_STAGE, published.mayors[1], withdraw_statement, statement_id=made)


def test_explanation_is_given_once_by_a_seat_of_the_roll_after_the_close(voting):
    said = {"vote_id": voting.vote, "text": "We pay already."}
    voting.refused(Code.WRONG_STAGE, voting.mayors[1], explain_vote, **said)
    for mayor in range(6):
        voting.cast(mayor, "yes")
    voting.close()
    made = voting.by(voting.mayors[1], explain_vote, **said)["statement"]
    assert voting.row(Statement, made).vote_id == voting.vote
    voting.refused(Code.SAID_ALREADY, voting.mayors[1], explain_vote, **said)
    voting.refused(Code.NO_MANDATE, SEATLESS, explain_vote, **said)
    voting.by(voting.desk, begin_mandate, seat_id=voting.vacant, name="A late mayor")  # after the roll was frozen
    stranger = voting.invite("late", Office.MEMBER, voting.vacant)
    voting.refused(Code.NOT_ON_ROLL, stranger, explain_vote, **said)
    voting.refused(Code.STATEMENT_TOO_LONG, voting.mayors[2], explain_vote, vote_id=voting.vote, text="word " * 2000)


def test_explanation_comes_within_the_hours_of_the_rules(closed):
    closed.at += timedelta(hours=48, seconds=1)
    closed.refused(Code.TOO_LATE, closed.mayors[1], explain_vote, vote_id=closed.vote, text="Late")


def test_dissent_stands_beside_the_tally_and_never_inside_it(closed):
    before = closed.row(Vote, closed.vote)
    made = closed.by(closed.mayors[1], register_dissent, vote_id=closed.vote, text="We were wrong.")["statement"]
    after = closed.row(Vote, closed.vote)
    assert (after.yes, after.no, after.outcome) == (before.yes, before.no, before.outcome) == (5, 1, "adopted")
    assert closed.row(Statement, made).kind == "dissent"
    closed.refused(Code.SAID_ALREADY, closed.mayors[1], register_dissent, vote_id=closed.vote, text="Again")


def test_dissent_is_refused_to_who_voted_against_and_when_it_is_too_late(closed):
    said = {"vote_id": closed.vote, "text": "No"}
    closed.refused(Code.ALREADY_VOTED, closed.mayors[5], register_dissent, **said)
    closed.at += timedelta(hours=48, seconds=1)
    closed.refused(Code.TOO_LATE, closed.mayors[1], register_dissent, **said)


def test_dissent_is_from_what_was_adopted(voting):
    for mayor in range(6):
        voting.cast(mayor, "no")
    voting.close()
    voting.refused(Code.WRONG_STAGE, voting.mayors[1], register_dissent, vote_id=voting.vote, text="No")


def test_only_who_speaks_for_the_seat_in_this_session_says_anything_in_writing(founded):
    founded.convene("demonstration")
    founded.publish()
    said = {"item_id": founded.item, "text": "Water"}
    founded.convene("demonstration")
    stand_in = certify(founded, 3)
    founded.by(founded.mayors[3], submit_statement, **said)
    founded.refused(Code.NO_MANDATE, stand_in, submit_statement, **said)  # certified for the other session
    said["item_id"] = founded.by(founded.desk, add_item, session_id=founded.plenary, kind="debate", title="R")["item"]
    founded.refused(Code.VOICE_RESTS, founded.mayors[3], submit_statement, **said)
    founded.by(stand_in, submit_statement, **said)
