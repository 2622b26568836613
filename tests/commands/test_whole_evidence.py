"""A session in which everything happened that can happen to a vote still leaves evidence that anybody can check."""

import pytest

from parliament.commands.annulments import annul_vote, give_casting_vote
from parliament.commands.declarations import bundle_of, certify_declaration, publish_declaration
from parliament.commands.manners import confirm_telephone_ballot, count_hands, take_telephone_ballot
from parliament.commands.minutes import draft_minutes
from parliament.commands.reconsiderations import move_reconsideration, put_reconsideration
from parliament.commands.sessions import close_session
from parliament.commands.sittings import adjourn_sitting, check_in
from parliament.commands.votes import cast_ballot
from parliament.results.verify import verify_bundle
from parliament.store.snapshot import check
from parliament.store.tables import Motion
from tests.builders import Chamber
from tests.commands.deciding import all_cast, amended, debated_under
from tests.commands.standing_in import HOUR, give

RULES = {"majority.motion": "simple", "majority.tie": "casting_vote", "votes.silence_min_hours": 1}


def by_hands(chamber: Chamber) -> None:
    """An amendment is adopted by a show of hands, which two officers counted."""
    chamber.put(amended(chamber), manner="show_of_hands")
    for officer in (chamber.chair, chamber.desk):
        chamber.by(officer, count_hands, vote_id=chamber.vote, yes=4, no=1, abstain=0)
    assert chamber.close()["outcome"] == "adopted"


def annulled(chamber: Chamber) -> None:
    chamber.put()
    all_cast(chamber, "-nnnyy")
    assert chamber.close()["outcome"] == "rejected"
    chamber.by(chamber.chair, annul_vote, vote_id=chamber.vote, reason="The wrong text was on the screen.")


def by_casting_vote(chamber: Chamber) -> None:
    """Three against three, one of them by proxy and one by telephone; the chair decides."""
    chamber.put()
    all_cast(chamber, "-ynnn-")
    by_proxy = {"vote_id": chamber.vote, "choice": "yes", "seat_id": chamber.seats[0]}
    chamber.by(chamber.mayors[1], cast_ballot, **by_proxy)
    said = {"vote_id": chamber.vote, "seat_id": chamber.seats[5], "choice": "yes"}
    chamber.by(chamber.chair, take_telephone_ballot, identity_check="Called back at the town hall.", **said)
    chamber.by(chamber.desk, confirm_telephone_ballot, **said)
    assert chamber.close()["outcome"] == "tied"
    chamber.by(chamber.chair, give_casting_vote, vote_id=chamber.vote, choice="yes")


def by_silence(chamber: Chamber) -> None:
    chamber.put(minutes=61, manner="silence")
    chamber.at = chamber.at.replace(minute=0, second=0) + 3 * HOUR
    assert chamber.close()["outcome"] == "adopted"


def decided_anew(chamber: Chamber) -> None:
    said = {"motion_id": chamber.motion, "reason": "There are new figures."}
    moved = chamber.by(chamber.mayors[1], move_reconsideration, **said)["reconsideration"]
    chamber.vote = chamber.by(chamber.chair, put_reconsideration, reconsideration_id=moved)["vote"]
    all_cast(chamber, "-yyyyy")
    assert chamber.close()["outcome"] == "adopted"
    assert chamber.row(Motion, chamber.motion).stage == "under_debate"


def declared(chamber: Chamber) -> bytes:
    for officer in (chamber.chair, chamber.desk):
        chamber.by(officer, certify_declaration, motion_id=chamber.motion)
    slug = chamber.by(chamber.desk, publish_declaration, motion_id=chamber.motion)["slug"]
    return bundle_of(chamber.house, slug)


@pytest.mark.parametrize(("first", "last"), [(by_silence, by_casting_vote), (by_casting_vote, by_silence)])
def test_bundle_and_books_stand_after_all_that_can_happen_to_votes(founded, first, last):
    debated_under(founded, **RULES)
    by_hands(founded)
    founded.by(founded.mayors[0], check_in, sitting_id=founded.sitting, present=False)
    give(founded, 0, 1, end=24)
    annulled(founded)
    first(founded)
    decided_anew(founded)
    last(founded)
    report = verify_bundle(declared(founded))
    assert [(each.name, each.detail) for each in report.checks if not each.ok] == []
    founded.by(founded.chair, adjourn_sitting, sitting_id=founded.sitting)
    founded.by(founded.desk, draft_minutes, sitting_id=founded.sitting)
    founded.by(founded.desk, close_session, session_id=founded.plenary)
    with founded.house.reading() as db:
        assert check(db) == []
