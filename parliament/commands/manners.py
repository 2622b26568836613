"""Other ways to take part in a vote: ask that names be called, count hands, give a ballot by telephone."""

from parliament.commands.house import Answer, Tx, requires
from parliament.commands.substitutes import check_own_voice
from parliament.commands.votes import put_in, receipt_facts
from parliament.record.entries import BallotTelephoned, VoteRequestMade
from parliament.rules.powers import Power
from parliament.rules.refusals import Code, Refused
from parliament.rules.sittings import check_open
from parliament.rules.stages import AsksFor, Choice, Manner, QuorumCheckWhen, Via
from parliament.rules.votes import check_casting, check_choice, check_hands
from parliament.rules.wording import prose
from parliament.store.queries import found, held
from parliament.store.queries import sessions as questions
from parliament.store.queries import votes as asked
from parliament.store.tables import HandCount, PlenarySession, RollSeat, Sitting, TelephoneBallot, Vote, VoteRequest


@requires(Power.ASK_BEFORE_VOTE)
def ask_before_vote(tx: Tx, *, sitting_id: str, asks_for: str) -> Answer:
    """A seat asks that the quorum be checked, or the names be called, at the next vote of the sitting.

    Enough of them (profile keys `quorum.request_seats`, `votes.roll_call_request_seats`) and it is so.
    Refused: sitting_not_open, no_mandate, voice_rests, nothing_to_ask, not_present, asked_already.
    """
    sitting = held(tx.db, Sitting, sitting_id)
    check_open(sitting.state)
    seat = check_own_voice(tx, sitting.plenary)
    profile = questions.profile_of(tx.db, sitting.plenary)
    offered = {
        AsksFor.QUORUM: profile.quorum.check == QuorumCheckWhen.ON_REQUEST,
        AsksFor.ROLL_CALL: profile.votes.roll_call_request_seats > 0 and profile.votes.manner != Manner.ROLL_CALL,
    }
    if not offered[AsksFor(asks_for)]:
        raise Refused(Code.NOTHING_TO_ASK)
    if seat not in questions.present_seats(tx.db, sitting.id):
        raise Refused(Code.NOT_PRESENT)
    if asked.open_request(tx.db, sitting.id, seat, asks_for):
        raise Refused(Code.ASKED_ALREADY)
    made = VoteRequest(
        id=tx.new_id("request"), sitting_id=sitting.id, seat_id=seat, asks_for=AsksFor(asks_for), at=tx.now
    )
    tx.db.add(made)
    fact = VoteRequestMade(request=made.id, sitting=sitting.id, seat=seat, asks_for=made.asks_for)
    tx.record(fact, sitting.plenary_id)
    return {"request": made.id}


@requires(Power.COUNT_HANDS)
def count_hands(tx: Tx, *, vote_id: str, yes: int, no: int, abstain: int) -> Answer:
    """What this officer counted; the last count of each stands, and two that agree let the chair close.

    Like a ballot it is no entry while the vote is open: the second officer is to count hands and not to read the first.
    Refused: not_by_hands, wrong_stage, too_many_hands, malformed.
    """
    vote = held(tx.db, Vote, vote_id)
    if min(yes, no, abstain) < 0:
        raise Refused(Code.MALFORMED, field="yes")
    present = questions.count_present(tx.db, vote.sitting_id)
    check_hands(manner=vote.manner, state=vote.state, counted=yes + no + abstain, present=present)
    said = tx.db.get(HandCount, (vote.id, tx.actor.account))
    if said is None:
        said = HandCount(vote_id=vote.id, account_id=tx.actor.account)
        tx.db.add(said)
    said.yes, said.no, said.abstain, said.at = yes, no, abstain, tx.now
    tx.db.flush()
    return {"vote": vote.id, "counts": len(asked.hand_counts(tx.db, vote.id))}


@requires(Power.TAKE_TELEPHONE_BALLOT)
def take_telephone_ballot(tx: Tx, *, vote_id: str, seat_id: str, choice: str, identity_check: str) -> Answer:
    """Write down a ballot given by telephone, and how the person was known; it counts once a second officer confirms it.

    World Scout conferences do so for a delegation that lost its connection: a teller phones back, checks, records.
    Refused: no_telephone, reason_needed, malformed, vote_closed, not_on_roll, not_by_ballot, only_objections,
    already_voted (it was confirmed).
    """
    vote = _vote_by_telephone(tx, vote_id, seat_id)
    check = prose(identity_check, "identity_check", limit=500, required=True)
    check_choice(manner=vote.manner, question=vote.question, choice=_plain(choice))
    waiting = tx.db.get(TelephoneBallot, (vote.id, seat_id))
    if waiting is None:
        waiting = TelephoneBallot(vote_id=vote.id, seat_id=seat_id)
        tx.db.add(waiting)
    elif waiting.second_account_id:
        raise Refused(Code.ALREADY_VOTED, choice=waiting.choice)
    waiting.choice, waiting.identity_check = _plain(choice), check
    waiting.first_account_id, waiting.first_at = tx.actor.account, tx.now
    return {"vote": vote.id, "seat": seat_id}


@requires(Power.TAKE_TELEPHONE_BALLOT)
def confirm_telephone_ballot(tx: Tx, *, vote_id: str, seat_id: str, choice: str) -> Answer:
    """A second officer asks the seat again; the same choice casts the ballot. Both are named in the record.

    Refused: nothing_to_confirm, same_person, ballots_differ, and as `take_telephone_ballot`.
    """
    vote = _vote_by_telephone(tx, vote_id, seat_id)
    waiting = tx.db.get(TelephoneBallot, (vote.id, seat_id))
    if waiting is None or waiting.second_account_id:
        raise Refused(Code.NOTHING_TO_CONFIRM)
    if waiting.first_account_id == tx.actor.account:
        raise Refused(Code.SAME_PERSON)
    if waiting.choice != choice:
        raise Refused(Code.BALLOTS_DIFFER, field="choice")
    waiting.second_account_id, waiting.second_at = tx.actor.account, tx.now
    ballot = put_in(tx, vote, seat_id, choice=_plain(choice), marks=None, at=tx.clock(), via=Via.TELEPHONE)
    fact = BallotTelephoned(
        vote=vote.id,
        seat=seat_id,
        first=waiting.first_account_id,
        second=tx.actor.account,
        identity_check=waiting.identity_check,
    )
    tx.record(fact, vote.plenary_id)
    return tx.receipt(receipt_facts(vote, ballot))


def _plain(choice: str) -> Choice:
    """A choice one can say on the telephone: yes, no or abstain."""
    if choice not in (Choice.YES, Choice.NO, Choice.ABSTAIN):
        raise Refused(Code.MALFORMED, field="choice")
    return Choice(choice)


def _vote_by_telephone(tx: Tx, vote_id: str, seat_id: str) -> Vote:
    """The vote, in time, with the seat on its roll. The log's lock comes before the vote's, as in a close."""
    plenary_id = found(tx.db, Vote, vote_id).plenary_id
    tx.hold(plenary_id)
    stopped = asked.is_stopped(tx.db, vote_id)
    vote = asked.vote_for_casting(tx.db, vote_id)
    if not questions.profile_of(tx.db, tx.db.get_one(PlenarySession, plenary_id)).votes.telephone:
        raise Refused(Code.NO_TELEPHONE)
    on_roll = tx.db.get(RollSeat, (vote_id, seat_id)) is not None
    check_casting(state=vote.state, stopped=stopped, at=tx.clock(), closes_at=vote.closes_at, on_roll=on_roll)
    return vote
