"""One vote: its question, rule and roll while it is open; tally, roll call and worked explanation once closed."""

import json
from typing import Any, Literal

from sqlalchemy import func, select
from sqlalchemy.orm import Session as Db
from sqlalchemy.orm import aliased

from parliament.rules.decision import BY_OBJECTION, VoteRule, decided, rule_from_json
from parliament.rules.explain import Sentence, explain, majority_in_words, quorum_in_words, sentence
from parliament.rules.majority import Tie
from parliament.rules.powers import Actor
from parliament.rules.profile import Profile
from parliament.rules.refusals import N_, Code, Refused
from parliament.rules.stages import Choice, Manner, Outcome, Question, Via, VoteState
from parliament.rules.tally import Counted, RollRow, Tally, count_roll, tally_from_json
from parliament.store.queries.docket import Docket, docket_of
from parliament.store.queries.sessions import profile_of
from parliament.store.queries.votes import ballots_of, count_ballots, is_stopped, voices_of
from parliament.store.record import annex
from parliament.store.tables import (
    Account,
    Amendment,
    Ballot,
    HandCount,
    Motion,
    PlenarySession,
    Seat,
    TelephoneBallot,
    Vote,
)
from parliament.store.views.motions import consequences, printed, text_of, vote_row
from parliament.store.views.seats import seat_name, seat_names
from parliament.store.views.voting import asked_at_once, change_put, marked_as_put


def vote_view(db: Db, vote_id: str) -> dict:
    """A vote as everybody may see it. Choices are shown only after the close. Refused: not_found."""
    vote = db.get(Vote, vote_id)
    if vote is None:
        raise Refused(Code.NOT_FOUND)
    plenary = db.get_one(PlenarySession, vote.plenary_id)
    profile, rule = profile_of(db, plenary), rule_from(vote)
    return (
        vote_row(vote, None)
        | {
            "session_slug": plenary.slug,
            "session_title": plenary.title,
            "time_zone": plenary.time_zone,
            "rule": rule_in_words(rule),
            "rule_key": _rule_key(vote, profile),
            "quorum": quorum_in_words(rule.quorum),
            "left_to": left_to(vote),
            "may_change": profile.ballots.may_change_until_close,
            "voted": count_ballots(db, vote.id),
            "explanation": explained(vote, db),
            "roll_call": roll_call(db, vote),
            "counts": _counts(db, vote),
            "telephoned": _telephoned(db, vote),
        }
        | _asked(db, vote)
    )


NO_TEXT: dict[str, Any] = {
    "motion_number": None,
    "motion_title": "",
    "mover": None,
    "text": None,
    "marked": None,
    "changes": [],
    "consequences": [],
    "if_rejected": [],
}


def _asked(db: Db, vote: Vote) -> dict:
    """The words decided on: of a motion or amendment with its text; any other question has its wording."""
    if vote.question == Question.BLOC:
        return NO_TEXT | asked_at_once(db, vote)
    if vote.motion_id is None or vote.question not in (Question.MOTION, Question.AMENDMENT):
        motion = db.get(Motion, vote.motion_id) if vote.motion_id else None
        return NO_TEXT | ({"motion_number": motion.number, "motion_title": motion.title} if motion else {})
    motion = db.get_one(Motion, vote.motion_id)
    amendment = db.get(Amendment, vote.amendment_id) if vote.amendment_id else None
    seats = seat_names(db, {motion.seat_id} | ({amendment.seat_id} if amendment else set()))
    docket = docket_of(db, motion) if amendment else None
    return {
        "amendment_number": amendment.number if amendment else None,
        "motion_number": motion.number,
        "motion_title": motion.title,
        "mover": seats[amendment.seat_id if amendment else motion.seat_id],
        "text": printed(text_of(db, vote.text_hash)),
        "marked": marked_as_put(docket, amendment.number, vote.part) if docket and amendment else None,
        "changes": [change_put(docket, amendment, vote.part, seats)] if docket and amendment else [],
        "consequences": _following(docket, vote, amendment, "adopted"),
        "if_rejected": _following(docket, vote, amendment, "rejected"),
    }


def _following(
    docket: Docket | None, vote: Vote, amendment: Amendment | None, outcome: Literal["adopted", "rejected"]
) -> list[dict]:
    """What befalls other amendments if this one is decided so; nothing that has already happened."""
    if docket is None or amendment is None or vote.state != VoteState.OPEN:
        return []
    return consequences(docket, amendment.number, outcome)


def rule_from(vote: Vote) -> VoteRule:
    """The rule the vote was opened under."""
    names = ("manner", "majority", "tie", "quorum", "objections", "members", "accredited", "round")
    return rule_from_json({name: getattr(vote, name) for name in names})


def rule_in_words(rule: VoteRule) -> Sentence:
    """What has to happen for this to be adopted."""
    if rule.manner in BY_OBJECTION:
        return sentence(N_("adopted unless seats object; objections that prevent it: {number}"), number=rule.objections)
    return majority_in_words(rule.majority)


RULE_KEYS = {
    Question.BLOC: "majority.amendment",
    Question.URGENCY: "urgent.majority",
    Question.ELECTION: "elections.max_rounds",
}


def _rule_key(vote: Vote, profile: Profile) -> str:
    """The key of the profile whose rule decides here: its sentence has an address on the page of the rules."""
    if vote.manner in BY_OBJECTION:
        return "votes.silence_objections" if vote.manner == Manner.SILENCE else "votes.objection_seconds"
    if vote.question == Question.PROCEDURAL and vote.majority != str(profile.majority.procedural):
        return "procedural.majorities"
    return RULE_KEYS.get(Question(vote.question), f"majority.{vote.question}")


def left_to(vote: Vote) -> str | None:
    """Who settles equal votes that are not settled yet: the chair, or a second round. None where nothing is left."""
    if vote.state != VoteState.CLOSED or vote.outcome != Outcome.TIED:
        return None
    return "chair" if vote.tie == Tie.CASTING_VOTE else "second_round"


def explained(vote: Vote, db: Db) -> list:
    """The numbers in the rule, worked out again from the count; empty while the vote is open, or never counted."""
    if vote.yes is None or vote.question == Question.ELECTION:
        return []
    decision = decided(rule_from(vote), _counted(db, vote), represented=vote.represented or 0)
    said = explain(decision)
    if vote.casting is not None:
        words = (
            N_("Casting vote of the chair: in favour.")
            if vote.casting == "yes"
            else N_("Casting vote of the chair: against.")
        )
        said.append(sentence(words))
    return said


def _counted(db: Db, vote: Vote) -> Counted | Tally:
    """The count from roll and roll call, as anybody makes it from the record; hands have only their numbers."""
    if vote.roll_call_hash is None:
        return tally_from_json({name: getattr(vote, name) for name in Tally().to_json()})
    roll = json.loads(annex(db, vote.roll_hash))
    named = json.loads(annex(db, vote.roll_call_hash))["roll_call"]
    rows, off_roll = (
        [RollRow(row["seat"], row["population"], row["continent"], row["country"]) for row in roll[part]]
        for part in ("roll", "off_roll")
    )
    ballots = {row["seat"]: row["choice"] for row in named if row["choice"] in list(Choice)}
    return count_roll(rows, ballots, {row["seat"] for row in named if row["choice"] != "absent"}, off_roll)


def _counts(db: Db, vote: Vote) -> list[dict]:
    """What each officer counted in a show of hands, by name: both answer for it.

    While the vote is open one sees who has counted and not what, so that the second officer counts hands and not words.
    """
    rows = select(HandCount, Account.name).join(Account, Account.id == HandCount.account_id)
    is_open = vote.state == VoteState.OPEN
    return [
        {"officer": name, "at": row.at}
        | {choice: None if is_open else getattr(row, choice) for choice in ("yes", "no", "abstain")}
        for row, name in db.execute(rows.where(HandCount.vote_id == vote.id).order_by(HandCount.at))
    ]


def _telephoned(db: Db, vote: Vote) -> list[dict]:
    """Ballots that were confirmed by telephone, with both officers; never what was chosen.

    What waits to be confirmed is no ballot yet, and how somebody was known is then the officers' to read alone.
    """
    first, second = aliased(Account), aliased(Account)
    rows = (
        select(TelephoneBallot, Seat, first.name, second.name)
        .join(Seat, Seat.id == TelephoneBallot.seat_id)
        .join(first, first.id == TelephoneBallot.first_account_id)
        .join(second, second.id == TelephoneBallot.second_account_id)
        .where(TelephoneBallot.vote_id == vote.id)
        .order_by(TelephoneBallot.first_at)
    )
    return [
        seat_name(seat)
        | {"seat": seat.id, "first": one, "second": two, "identity_check": row.identity_check, "at": row.second_at}
        for row, seat, one, two in db.execute(rows)
    ]


def roll_call(db: Db, vote: Vote) -> list[dict]:
    """The named ballots of a closed vote, by city: from the annex the record cites, not from the ballots."""
    if vote.roll_call_hash is None:
        return []
    rows = json.loads(annex(db, vote.roll_call_hash))["roll_call"]
    holders = {row["seat"]: row["proxy"] for row in json.loads(annex(db, vote.roll_hash))["roll"]}
    seats = {seat.id: seat for seat in db.scalars(select(Seat).where(Seat.id.in_({row["seat"] for row in rows})))}
    return [
        seat_name(seats[row["seat"]])
        | {"seat": row["seat"], "member": row["member"], "choice": row["choice"], "via": row["via"]}
        | {"proxy_city": seats[holders[row["seat"]]].city if row["via"] == Via.PROXY else None}
        for row in sorted(rows, key=lambda row: row["city"].casefold())
    ]


def ballot_of(db: Db, vote_id: str, reader: Actor) -> dict:
    """What the reader's own seat has to do with this vote: is it on the roll, has it voted, and what; and for whom else.

    Refused: not_found.
    """
    vote = db.get(Vote, vote_id)
    if vote is None:
        raise Refused(Code.NOT_FOUND)
    voices = voices_of(db, vote_id, [reader.account])[reader.account] if reader.account else {}
    ballots, seats = ballots_of(db, vote_id, set(voices)), seat_names(db, set(voices))
    takes = vote.state == VoteState.OPEN and vote.manner != Manner.SHOW_OF_HANDS and not is_stopped(db, vote_id)
    own = next((seat for seat, holder in voices.items() if holder is None), None)
    return {
        "vote": vote_id,
        "seat": own,
        "may_vote": own is not None and takes,
        "facts": _facts(vote, ballots.get(own)) if own else None,
        "proxies": [
            seats[seat] | {"seat": seat} | _by_proxy(vote, ballots.get(seat), takes=takes)
            for seat, holder in voices.items()
            if holder is not None
        ],
    }


def _by_proxy(vote: Vote, ballot: Ballot | None, *, takes: bool) -> dict:
    """What the holder of a proxy may know and do: of a ballot that its seat cast itself only that it is in."""
    by_giver = ballot is not None and ballot.via != Via.PROXY
    return {
        "may_vote": takes and not by_giver,
        "has_voted_itself": by_giver,
        "facts": None if by_giver else _facts(vote, ballot),
    }


def _facts(vote: Vote, ballot: Ballot | None) -> dict | None:
    """What a receipt for this ballot states."""
    if ballot is None:
        return None
    facts = {
        "vote": vote.id,
        "seat": ballot.seat_id,
        "choice": ballot.choice,
        "cast_at": ballot.cast_at,
        "revision": ballot.revision,
        "text_hash": vote.text_hash,
    }
    return facts if ballot.marks is None else facts | {"marks": ballot.marks}


def list_votes(db: Db, plenary_id: str) -> list[dict]:
    """The votes of a session, the newest first, with their questions."""
    rows = db.execute(
        select(Vote, Amendment.number, Motion.number, Motion.title)
        .outerjoin(Amendment, Amendment.id == Vote.amendment_id)
        .outerjoin(Motion, Motion.id == Vote.motion_id)
        .where(Vote.plenary_id == plenary_id)
        .order_by(Vote.number.desc())
    )
    return [
        vote_row(vote, number) | {"motion_number": motion_number, "motion_title": title or ""}
        for vote, number, motion_number, title in rows
    ]


def progress_of(db: Db, vote_id: str) -> dict:
    """How many of the roll have voted: the only thing the public learns before the close."""
    row = db.execute(
        select(Vote.plenary_id, Vote.roll, func.count(Ballot.seat_id))
        .outerjoin(Ballot, Ballot.vote_id == Vote.id)
        .where(Vote.id == vote_id)
        .group_by(Vote.plenary_id, Vote.roll)
    ).one()
    return {"session": row[0], "of": row[1], "voted": row[2]}
