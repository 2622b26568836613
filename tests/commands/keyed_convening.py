"""Behaviours by key: convening, sponsors, quorum, proxies and substitutes, papers, amendments."""

from datetime import timedelta

from parliament.commands import agenda, amendments, elections, manners, motions, sessions, sittings, votes
from parliament.commands.proxies import give_proxy
from parliament.commands.statements import explain_vote, register_dissent, submit_statement
from parliament.commands.substitutes import certify_substitute
from parliament.store.tables import PlenarySession
from tests.builders import MAYORS, Chamber
from tests.commands.keyed import behaves, tried, voted

HALF, THIRD = "more_than 1/2 of members", "at_least 1/3 of members"


def convening(chamber: Chamber, **later: int) -> dict:
    opens_at = chamber.at + timedelta(**later)
    return {"title": "Next", "opens_at": opens_at, "time_zone": "UTC", "profile": "ours"}


@behaves("notice_hours", (24, "done"), (48, "notice_too_short"), at="founded")
def ordinary_notice(chamber: Chamber) -> str:
    return tried(chamber, chamber.desk, sessions.convene_session, **convening(chamber, hours=30))


@behaves("urgent.notice_minutes", (30, "done"), (60, "urgent_notice_too_short"), at="founded")
def urgent_notice(chamber: Chamber) -> str:
    said = convening(chamber, minutes=45) | {"urgent": True, "reason": "The river rises."}
    return tried(chamber, chamber.desk, sessions.convene_session, **said)


@behaves("urgent.majority", ("simple", "adopted"), ("qualified 2/3", "rejected"), at="founded")
def urgency(chamber: Chamber) -> str:
    said = convening(chamber, minutes=45) | {"urgent": True, "reason": "The river rises."}
    made = chamber.by(chamber.desk, sessions.convene_session, **said)
    chamber.plenary, chamber.sitting = made["session"], made["sitting"]
    chamber.at += timedelta(minutes=45)
    chamber.open()
    put = chamber.by(chamber.chair, sessions.put_urgency, sitting_id=chamber.sitting)
    outcome = voted(chamber, put["vote"], 3, 2)
    assert chamber.row(PlenarySession, chamber.plenary).urgency == outcome
    return outcome


def submitting(chamber: Chamber, *sponsors: int) -> str:
    chamber.draft()
    chamber.gather(sponsors=sponsors)
    return tried(chamber, chamber.mayors[0], motions.submit_motion, motion_id=chamber.motion)


@behaves("sponsors.min_number", (2, "done"), (3, "not_enough_sponsors"), at="convened")
def number_of_sponsors(chamber: Chamber) -> str:
    return submitting(chamber, 3)


@behaves("sponsors.min_countries", (1, "done"), (2, "not_enough_countries"), at="convened")
def countries_of_sponsors(chamber: Chamber) -> str:
    """The first three mayors are of one country."""
    return submitting(chamber, 1, 2)


@behaves("quorum.to_open", (THIRD, "done"), (HALF, "no_quorum"), at="convened")
def opening(chamber: Chamber) -> str:
    said = {"sitting_id": chamber.sitting}
    chamber.by(chamber.desk, sittings.take_roll_call, present=list(chamber.seats[:3]), **said)
    return tried(chamber, chamber.chair, sittings.open_sitting, **said)


@behaves("quorum.to_decide", (THIRD, "done"), (HALF, "no_quorum"), at="published")
def deciding(chamber: Chamber) -> str:
    chamber.open(absent=3)
    chamber.call()
    return tried(chamber, chamber.chair, votes.open_vote, motion_id=chamber.motion)


@behaves("quorum.to_elect", (THIRD, "done"), (HALF, "no_quorum"), at="convened")
def electing(chamber: Chamber) -> str:
    chamber.open(absent=3)
    said = {"session_id": chamber.plenary, "kind": "election", "title": "Bureau"}
    item = chamber.by(chamber.desk, agenda.add_item, **said)["item"]
    chamber.call(item)
    election = chamber.by(chamber.desk, elections.open_election, item_id=item)["election"]
    for name in ("Ana", "Bo"):
        chamber.by(chamber.mayors[0], elections.nominate, election_id=election, name=name)
    return tried(chamber, chamber.chair, elections.put_round, election_id=election)


@behaves("quorum.check", ("always", "no_quorum"), ("on_request", "done"), at="published", quorum__request_seats=2)
def unasked_check(chamber: Chamber) -> str:
    return deciding(chamber)


@behaves("quorum.request_seats", (1, "no_quorum"), (2, "done"), at="published", quorum__check="on_request")
def requested_check(chamber: Chamber) -> str:
    chamber.open(absent=3)
    chamber.call()
    said = {"sitting_id": chamber.sitting, "asks_for": "quorum"}
    chamber.by(chamber.mayors[0], manners.ask_before_vote, **said)
    return tried(chamber, chamber.chair, votes.open_vote, motion_id=chamber.motion)


def proxy_of(chamber: Chamber, giver: int, holder: int = 0) -> str:
    said = {"holder_seat": chamber.seats[holder], "until_at": chamber.at + timedelta(hours=6)}
    return tried(chamber, chamber.mayors[giver], give_proxy, session_id=chamber.plenary, **said)


@behaves(
    "proxies.max_per_holder",
    (0, ["no_proxies", "no_proxies"]),
    (1, ["done", "too_many_proxies"]),
    (2, ["done", "done"]),
    at="convened",
    proxies__notice_hours=0,
)
def proxies_of_a_holder(chamber: Chamber) -> list[str]:
    return [proxy_of(chamber, 4), proxy_of(chamber, 5)]


@behaves("proxies.notice_hours", (0, "done"), (12, "notice_missed"), at="convened")
def notice_of_a_proxy(chamber: Chamber) -> str:
    return proxy_of(chamber, 4)


@behaves("proxies.count_for_quorum", (False, "no_quorum"), (True, "done"), at="published", proxies__notice_hours=0)
def quorum_with_a_proxy(chamber: Chamber) -> str:
    """Three of six seats are there, and one of them holds a fourth voice."""
    proxy_of(chamber, 4)
    return deciding(chamber)


def substitute(chamber: Chamber) -> str:
    said = {"seat_id": chamber.seats[4], "until_at": chamber.at + timedelta(hours=6), "name": "Esi Deputy"}
    said |= {"session_id": chamber.plenary, "reason": "Deputy mayor"}
    return tried(chamber, chamber.desk, certify_substitute, **said)


@behaves("substitutes.allowed", (True, "done"), (False, "no_substitutes"), at="convened", substitutes__notice_hours=0)
def standing_in(chamber: Chamber) -> str:
    return substitute(chamber)


@behaves("substitutes.notice_hours", (0, "done"), (12, "notice_missed"), at="convened")
def notice_of_a_substitute(chamber: Chamber) -> str:
    return substitute(chamber)


@behaves("statements.max_words", (0, "not_offered"), (2, "statement_too_long"), (3, "done"))
def written_statement(chamber: Chamber) -> str:
    return tried(chamber, chamber.mayors[1], submit_statement, item_id=chamber.item, text="We stand by")


def decided(chamber: Chamber) -> None:
    """The motion of the first mayor is adopted by four votes; the last two do not vote."""
    assert voted(chamber, chamber.put(), 4) == "adopted"


@behaves("explanations.max_words", (0, "not_offered"), (2, "statement_too_long"), (3, "done"))
def explanation(chamber: Chamber) -> str:
    decided(chamber)
    return tried(chamber, chamber.mayors[1], explain_vote, vote_id=chamber.vote, text="We stand by")


@behaves("explanations.mover_may", (True, "done"), (False, "not_offered"))
def explanation_of_the_mover(chamber: Chamber) -> str:
    decided(chamber)
    return tried(chamber, chamber.mayors[0], explain_vote, vote_id=chamber.vote, text="It is ours")


@behaves("explanations.hours", (1, "too_late"), (3, "done"))
def late_explanation(chamber: Chamber) -> str:
    decided(chamber)
    chamber.at += timedelta(hours=2)
    return tried(chamber, chamber.mayors[1], explain_vote, vote_id=chamber.vote, text="We slept on it")


@behaves("dissent.hours", (0, "not_offered"), (1, "too_late"), (3, "done"))
def late_dissent(chamber: Chamber) -> str:
    decided(chamber)
    chamber.at += timedelta(hours=2)
    return tried(chamber, chamber.mayors[MAYORS - 1], register_dissent, vote_id=chamber.vote, text="Not in our name")


def amending(chamber: Chamber) -> str:
    said = {"motion_id": chamber.motion, "base_hash": chamber.text_hash}
    changed = chamber.edited(p1=("every year", "each spring"))
    return tried(chamber, chamber.mayors[1], amendments.submit_amendment, paragraphs=changed, **said)


def amending_until_the_order_is_confirmed(chamber: Chamber) -> list[str]:
    before = amending(chamber)
    chamber.by(chamber.chair, amendments.confirm_order, motion_id=chamber.motion)
    return [before, amending(chamber)]
