"""Behaviours by key: majorities and ties, manners of voting, ballots, elections."""

from datetime import datetime, timedelta

from sqlalchemy import select

from parliament.commands import (
    acceptances,
    agenda,
    agenda_changes,
    amendments,
    elections,
    manners,
    points,
    procedural,
    reconsiderations,
    votes,
)
from parliament.rules.powers import THE_CLOCK
from parliament.store.tables import Candidate, Election, Vote
from tests.builders import MAYORS, Chamber
from tests.commands.keyed import behaves, tried, voted

# What three for and two against make of it.
SIMPLE, TWO_THIRDS = ("simple", "adopted"), ("qualified 2/3", "rejected")


@behaves("majority.motion", SIMPLE, TWO_THIRDS)
def motion(chamber: Chamber) -> str:
    return voted(chamber, chamber.put(), 3, 2)


@behaves("amendments.acceptance_minutes", (0, "not_offered"), (5, "done"), (15, "objections_run"))
def acceptance(chamber: Chamber) -> str:
    """All sponsors accept an amendment, and ten minutes later the chair says that it is accepted."""
    said = {"motion_id": chamber.motion, "base_hash": chamber.text_hash}
    changed = chamber.edited(p1=("every year", "each spring"))
    made = chamber.by(chamber.mayors[2], amendments.submit_amendment, paragraphs=changed, **said)["amendment"]
    accepted = [tried(chamber, chamber.mayors[at], acceptances.accept_amendment, amendment_id=made) for at in (0, 1, 3)]
    chamber.at += timedelta(minutes=10)
    settled = tried(chamber, chamber.chair, acceptances.settle_acceptance, amendment_id=made)
    return settled if set(accepted) == {"done"} else accepted[0]


@behaves("majority.amendment", SIMPLE, TWO_THIRDS)
def amendment(chamber: Chamber) -> str:
    said = {"motion_id": chamber.motion, "base_hash": chamber.text_hash}
    changed = chamber.edited(p1=("every year", "each spring"))
    made = chamber.by(chamber.mayors[1], amendments.submit_amendment, paragraphs=changed, **said)["amendment"]
    chamber.by(chamber.chair, amendments.confirm_order, motion_id=chamber.motion)
    return voted(chamber, chamber.put(made), 3, 2)


def moved(chamber: Chamber, kind: str) -> str:
    said = {"sitting_id": chamber.sitting, "kind": kind}
    return chamber.by(chamber.mayors[2], procedural.move_procedural, **said)["procedural"]


def put_procedural(chamber: Chamber, kind: str) -> str:
    about = moved(chamber, kind)
    put = chamber.by(chamber.chair, procedural.put_procedural, procedural_id=about)
    return voted(chamber, put["vote"], 3, 2)


@behaves("majority.procedural", SIMPLE, TWO_THIRDS)
def procedural_motion(chamber: Chamber) -> str:
    return put_procedural(chamber, "closure")


@behaves(
    "procedural.majorities",
    ({}, ["adopted", "adopted"]),
    ({"closure": "qualified 2/3"}, ["rejected", "adopted"]),
    ({"closure": "qualified 2/3", "suspension": "over_abstentions"}, ["rejected", "adopted"]),
    ({"suspension": "qualified 2/3"}, ["adopted", "rejected"]),
)
def procedural_motions_by_kind(chamber: Chamber) -> list[str]:
    return [put_procedural(chamber, kind) for kind in ("closure", "suspension")]


@behaves("majority.appeal", SIMPLE, TWO_THIRDS)
def appeal(chamber: Chamber) -> str:
    said = {"sitting_id": chamber.sitting, "about": "The clock stands still."}
    point = chamber.by(chamber.mayors[1], points.raise_point_of_order, **said)["point"]
    chamber.by(chamber.chair, points.rule_on_point, point_id=point, ruling="dismissed", words="It runs.")
    chamber.by(chamber.mayors[1], points.appeal_ruling, point_id=point)
    return voted(chamber, chamber.by(chamber.chair, points.put_appeal, point_id=point)["vote"], 3, 2)


@behaves("majority.agenda", SIMPLE, TWO_THIRDS, at="published")
def adoption_of_the_agenda(chamber: Chamber) -> str:
    chamber.open()
    put = chamber.by(chamber.chair, agenda_changes.put_agenda, sitting_id=chamber.sitting)
    return voted(chamber, put["vote"], 3, 2)


@behaves("majority.reconsideration", SIMPLE, TWO_THIRDS)
def reconsideration(chamber: Chamber) -> str:
    voted(chamber, chamber.put(), MAYORS)
    said = {"motion_id": chamber.motion, "reason": "The wells have run dry."}
    about = chamber.by(chamber.mayors[0], reconsiderations.move_reconsideration, **said)["reconsideration"]
    put = chamber.by(chamber.chair, reconsiderations.put_reconsideration, reconsideration_id=about)
    return voted(chamber, put["vote"], 3, 2)


@behaves("reconsideration.who", ("anybody", ["done"]), ("prevailing_side", ["not_prevailing", "done"]))
def who_moves_to_reconsider(chamber: Chamber) -> list[str]:
    """First a seat that lost; then, where it may not, one that won."""
    voted(chamber, chamber.put(), 5, 1)
    said = {"motion_id": chamber.motion, "reason": "The wells have run dry."}
    seen = []
    for mayor in (MAYORS - 1, 0):
        seen.append(tried(chamber, chamber.mayors[mayor], reconsiderations.move_reconsideration, **said))
        if seen[-1] == "done":
            break
    return seen


@behaves(
    "majority.tie",
    ("rejected", ["rejected"]),
    ("adopted", ["adopted"]),
    ("casting_vote", ["tied", "tie_pending"]),
    ("second_round", ["tied", "rejected"]),
    majority__motion="simple",
)
def equal_votes(chamber: Chamber) -> list[str]:
    """Three for and three against; where that is tied, what happens when the question is put once more."""
    seen = [voted(chamber, chamber.put(), 3, 3)]
    if seen == ["tied"]:
        again = tried(chamber, chamber.chair, votes.open_vote, motion_id=chamber.motion)
        last = chamber.rows(open_votes(chamber))
        seen.append(voted(chamber, last[0], 3, 3) if again == "done" else again)
    return seen


def open_votes(chamber: Chamber):
    return select(Vote.id).where(Vote.plenary_id == chamber.plenary, Vote.state == "open")


@behaves("votes.manner", ("roll_call", "roll_call"), ("show_of_hands", "show_of_hands"))
def usual_manner(chamber: Chamber) -> str:
    return chamber.row(Vote, chamber.put()).manner


@behaves(
    "votes.roll_call_request_seats",
    (0, ["nothing_to_ask", "show_of_hands"]),
    (1, ["done", "roll_call"]),
    (2, ["done", "show_of_hands"]),
    votes__manner="show_of_hands",
)
def names_asked_for(chamber: Chamber) -> list[str]:
    said = {"sitting_id": chamber.sitting, "asks_for": "roll_call"}
    asked = tried(chamber, chamber.mayors[0], manners.ask_before_vote, **said)
    return [asked, chamber.row(Vote, chamber.put()).manner]


@behaves("votes.silence_objections", (1, "objected"), (2, "adopted"))
def objections_to_silence(chamber: Chamber) -> str:
    chamber.put(minutes=25 * 60, manner="silence")
    chamber.cast(0, "no")
    chamber.at += timedelta(hours=26)
    return votes.close(chamber.house, by=THE_CLOCK, vote_id=chamber.vote)["outcome"]


@behaves("votes.silence_min_hours", (24, "done"), (48, "window_too_short"))
def length_of_silence(chamber: Chamber) -> str:
    said = {"motion_id": chamber.motion, "manner": "silence", "closes_at": chamber.at + timedelta(hours=30)}
    return tried(chamber, chamber.chair, votes.open_vote, **said)


def seconds_open(chamber: Chamber, manner: str | None = None) -> float:
    vote = chamber.row(Vote, chamber.put(manner=manner))
    return (vote.closes_at - vote.opened_at).total_seconds()


@behaves("votes.objection_seconds", (5, 5.0), (17, 17.0))
def wait_for_an_objection(chamber: Chamber) -> float:
    return seconds_open(chamber, "without_objection")


@behaves("ballots.live_seconds", (77, 77.0), (99, 99.0))
def length_of_a_live_vote(chamber: Chamber) -> float:
    return seconds_open(chamber)


@behaves("ballots.window_min_minutes", (20, "done"), (60, "window_too_short"))
def length_of_a_window(chamber: Chamber) -> str:
    said: dict[str, str | datetime] = {"motion_id": chamber.motion, "closes_at": chamber.at + timedelta(minutes=30)}
    return tried(chamber, chamber.chair, votes.open_vote, **said)


@behaves("votes.telephone", (True, "done"), (False, "no_telephone"))
def ballot_by_telephone(chamber: Chamber) -> str:
    said = {"vote_id": chamber.put(), "seat_id": chamber.seats[5], "choice": "yes", "identity_check": "By voice"}
    return tried(chamber, chamber.desk, manners.take_telephone_ballot, **said)


@behaves("ballots.may_change_until_close", (True, "done"), (False, "already_voted"))
def second_thoughts(chamber: Chamber) -> str:
    chamber.put()
    chamber.cast(0, "yes")
    return tried(chamber, chamber.mayors[0], votes.cast_ballot, vote_id=chamber.vote, choice="no")


def undecided_rounds(chamber: Chamber, rounds: int) -> list[str]:
    """Two candidates with a vote each, round after round: how the election stands after each, and they in the end.

    The first round asks for more than half, even where it is the only one.
    """
    chamber.open()
    said = {"session_id": chamber.plenary, "kind": "election", "title": "Bureau"}
    item = chamber.by(chamber.desk, agenda.add_item, **said)["item"]
    chamber.call(item)
    election = chamber.by(chamber.desk, elections.open_election, item_id=item)["election"]
    nominees = [
        chamber.by(chamber.mayors[0], elections.nominate, election_id=election, name=name)["candidate"]
        for name in ("Ana", "Bo")
    ]
    seen = []
    while len(seen) < rounds and "decided" not in seen:
        chamber.vote = chamber.by(chamber.chair, elections.put_round, election_id=election)["vote"]
        for mayor, candidate in enumerate(nominees):
            chamber.cast(mayor, "paper", marks=[candidate])
        chamber.close()
        seen.append(chamber.row(Election, election).state)
    return [*seen, *sorted(chamber.row(Candidate, each).state for each in nominees)]


@behaves(
    "elections.max_rounds",
    (1, ["decided", "not_elected", "not_elected"]),
    (2, ["voting", "decided", "elected", "not_elected"]),
    at="convened",
)
def rounds_of_an_election(chamber: Chamber) -> list[str]:
    return undecided_rounds(chamber, 3)


@behaves(
    "elections.tie",
    ("lot", ["voting", "decided", "elected", "not_elected"]),
    ("next_round", ["voting", "decided", "not_elected", "not_elected"]),
    at="convened",
)
def equal_candidates(chamber: Chamber) -> list[str]:
    return undecided_rounds(chamber, 3)
