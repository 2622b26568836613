"""Several amendments at once: proposed by the chair, thinned out by seats, put, and decided in one vote."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session as Db

from parliament import texts
from parliament.commands.house import Answer, Tx, requires
from parliament.commands.motions import TEXT
from parliament.commands.questions import Asked, annuls, moves, obstacles_to_question, put
from parliament.commands.sittings import presided
from parliament.commands.substitutes import check_own_voice
from parliament.record.entries import AmendmentTakenOut, BlocDecided, BlocProposed, BlocWithdrawn, TakingOutAsked
from parliament.rules.blocs import (
    check_proposing,
    check_taking_out,
    check_withdrawing_bloc,
    obstacles_to_putting_bloc,
)
from parliament.rules.powers import Power
from parliament.rules.refusals import Code, Obstacle, raise_first
from parliament.rules.stages import AsksFor, BlocState, Manner, Outcome, Question
from parliament.store.queries import blocs as asked_of
from parliament.store.queries import held
from parliament.store.queries import sessions as questions
from parliament.store.queries.docket import Docket, docket_of
from parliament.store.queries.votes import count_requests
from parliament.store.tables import Bloc, Motion, PlenarySession, Sitting, TakingOut, Vote


@requires(Power.CONFIRM_ORDER)
def propose_bloc(tx: Tx, *, motion_id: str, numbers: Sequence[int]) -> Answer:
    """Propose to put several amendments at once, by their numbers. They are still amendments each for itself.

    Refused: not_found, not_presiding, sitting_not_open, wrong_stage, bloc_too_small, put_by_itself, amendment_settled,
    bloc_conflict, division_begun, division_due.
    """
    motion = held(tx.db, Motion, motion_id)
    presided(tx, questions.current_sitting(tx.db, motion.plenary_id).id)
    docket = docket_of(tx.db, motion)
    known = [number for number in numbers if number in docket.items]
    check_proposing(
        stage=motion.stage,
        numbers=numbers,
        fates={number: fate.state for number, fate in docket.fates.items()},
        by_itself=docket.by_themselves,
        clashes=docket.clashes(known),
        begun=docket.begun,
        due=docket.due_in_parts(known),
    )
    bloc = Bloc(
        id=tx.new_id("bloc"),
        plenary_id=motion.plenary_id,
        motion_id=motion.id,
        number=questions.next_number(tx.db, Bloc.number, Bloc.motion_id == motion.id),
        amendments=[number for number in docket.pending if number in numbers],
        taken_out=[],
        state=BlocState.PROPOSED,
        proposed_at=tx.now,
    )
    tx.db.add(bloc)
    fact = BlocProposed(bloc=bloc.id, motion=motion.id, number=bloc.number, amendments=bloc.amendments)
    tx.record(fact, motion.plenary_id)
    return {"bloc": bloc.id, "number": bloc.number}


@requires(Power.ASK_BEFORE_VOTE)
def take_out(tx: Tx, *, bloc_id: str, number: int) -> Answer:
    """A seat asks that an amendment of a bloc be put by itself; enough of them (`amendments.take_out_seats`) and it is.

    Refused: not_found, no_mandate, voice_rests, wrong_stage, vote_open, asked_already.
    """
    bloc = held(tx.db, Bloc, bloc_id)
    plenary = tx.db.get_one(PlenarySession, bloc.plenary_id)
    seat = check_own_voice(tx, plenary)
    asking = asked_of.askers_to_take_out(tx.db, bloc.id).get(number, [])
    check_taking_out(
        state=bloc.state,
        number=number,
        numbers=bloc.remaining,
        asked_already=seat in asking,
        being_voted=asked_of.is_bloc_put(tx.db, bloc.id),
    )
    asked = TakingOut(id=tx.new_id("request"), bloc_id=bloc.id, number=number, seat_id=seat, at=tx.now)
    tx.db.add(asked)
    tx.record(TakingOutAsked(request=asked.id, bloc=bloc.id, number=number, seat=seat), plenary.id)
    is_out = len(asking) + 1 >= questions.profile_of(tx.db, plenary).amendments.take_out_seats
    if is_out:
        bloc.taken_out = sorted([*bloc.taken_out, number])
        tx.record(AmendmentTakenOut(bloc=bloc.id, number=number), plenary.id)
    return {"bloc": bloc.id, "number": number, "taken_out": is_out}


@requires(Power.CONFIRM_ORDER)
def withdraw_bloc(tx: Tx, *, bloc_id: str) -> Answer:
    """Take a bloc back; its amendments are put one by one. Refused: not_found, not_presiding, wrong_stage, vote_open."""
    bloc = held(tx.db, Bloc, bloc_id)
    presided(tx, questions.current_sitting(tx.db, bloc.plenary_id).id)
    check_withdrawing_bloc(state=bloc.state, being_voted=asked_of.is_bloc_put(tx.db, bloc.id))
    bloc.state = BlocState.WITHDRAWN
    tx.record(BlocWithdrawn(bloc=bloc.id), bloc.plenary_id)
    return {"bloc": bloc.id}


def obstacles_to_bloc(db: Db, motion: Motion, docket: Docket, bloc: Bloc, now: datetime) -> list[Obstacle]:
    """What stands in the way of putting a bloc: for the page and for the command."""
    sitting = questions.meeting_of(db, motion.plenary_id)
    if sitting is None:
        return [Obstacle(Code.SITTING_NOT_OPEN)]
    item = questions.item_of_motion(db, motion.id)
    numbers = bloc.remaining
    own = obstacles_to_putting_bloc(
        stage=motion.stage,
        is_current_item=item is not None and sitting.item_id == item.id,
        vote_open=questions.open_vote_on(db, motion.id) is not None,
        order_confirmed=docket.confirmed is not None,
        state=bloc.state,
        numbers=numbers,
        fates={number: fate.state for number, fate in docket.fates.items()},
        clashes=docket.clashes(numbers),
        earlier=docket.earlier_than(numbers),
        begun=docket.begun,
        due=docket.due_in_parts(numbers),
    )
    general = obstacles_to_question(db, sitting, Asked(Question.BLOC, about=bloc.id, motion=motion.id), now)
    return general + [each for each in own if each not in general]


@requires(Power.OPEN_VOTE)
def put_bloc(tx: Tx, *, bloc_id: str, manner: str | None = None, closes_at: datetime | None = None) -> Answer:
    """Put what was not taken out of a bloc: without objection, unless the chair or seats that asked want it otherwise.

    The text it is on is the one with all of them in.
    Refused: not_found, not_presiding, everything in `obstacles_to_bloc`, and whatever `put` refuses.
    """
    bloc = held(tx.db, Bloc, bloc_id)
    sitting = presided(tx, questions.current_sitting(tx.db, bloc.plenary_id).id)
    motion = tx.db.get_one(Motion, bloc.motion_id)
    docket = docket_of(tx.db, motion)
    raise_first(obstacles_to_bloc(tx.db, motion, docket, bloc, tx.now))
    asked = Asked(
        Question.BLOC,
        about=bloc.id,
        wording=", ".join(map(str, bloc.remaining)),
        item=sitting.item_id,
        motion=motion.id,
        text_hash=tx.annex(texts.canonical(docket.as_amended_by_all(bloc.remaining)), TEXT),
    )
    return put(tx, sitting, asked, manner=manner or _usual(tx, sitting, closes_at), closes_at=closes_at)


def _usual(tx: Tx, sitting: Sitting, closes_at: datetime | None) -> str | None:
    """Without objection, but for a window, and where seats have asked that the names be called."""
    names = count_requests(tx.db, sitting.id, AsksFor.ROLL_CALL)
    needed = questions.profile_of(tx.db, sitting.plenary).votes.roll_call_request_seats
    return None if closes_at is not None or 0 < needed <= names else Manner.WITHOUT_OBJECTION


@moves(Question.BLOC)
def bloc_decided(tx: Tx, vote: Vote, outcome: Outcome) -> None:
    """Adopted, all of it is; rejected, each is still to be put by itself. Anything else leaves the bloc as it is."""
    if outcome not in (Outcome.ADOPTED, Outcome.REJECTED):
        return
    bloc = tx.db.get_one(Bloc, vote.about)
    bloc.state = BlocState(outcome)
    tx.record(BlocDecided(bloc=bloc.id, vote=vote.id, outcome=outcome), vote.plenary_id)


@annuls(Question.BLOC)
def bloc_undecided(tx: Tx, vote: Vote) -> None:
    """The bloc is proposed, as before the vote."""
    tx.db.get_one(Bloc, vote.about).state = BlocState.PROPOSED
