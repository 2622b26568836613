"""Votes: put a text, cast, stop, close. A declared outcome moves what was asked by itself."""

from datetime import datetime
from typing import Any

from parliament import texts
from parliament.commands.house import Answer, House, Tx, requires
from parliament.commands.motions import TEXT
from parliament.commands.questions import (
    COUNTS,
    MOVES,
    PAPERS,
    Asked,
    annuls,
    is_fixed,
    moves,
    obstacles_to_question,
    put,
)
from parliament.commands.translations import freeze_translations
from parliament.record.canonical import canonical, timestamp
from parliament.record.entries import HandsCounted, MotionDecided, VoteClosed
from parliament.rules.decision import BY_OBJECTION, decided, rule_from_json
from parliament.rules.divisions import obstacles_in_parts
from parliament.rules.powers import Actor, Office, Power
from parliament.rules.refusals import Code, Obstacle, Refused, raise_first
from parliament.rules.sittings import check_presiding
from parliament.rules.stages import Choice, Manner, Outcome, Question, Stage, Via, VoteState
from parliament.rules.tally import Counted, RollRow, Tally, count_roll
from parliament.rules.votes import (
    PENDING,
    check_casting,
    check_changing,
    check_choice,
    check_closing,
    check_counts,
    check_speaking_for,
    obstacles_to_putting_text,
)
from parliament.store.queries import found, held
from parliament.store.queries import sessions as questions
from parliament.store.queries import votes as asked
from parliament.store.queries.docket import Docket, docket_of
from parliament.store.queries.entitled import present_by_proxy
from parliament.store.tables import Amendment, Ballot, BallotRevision, Motion, PlenarySession, Seat, Sitting, Vote

EMPTY = {"yes": 0, "no": 0, "abstain": 0, "papers": 0, "not_voting": 0, "absent": 0}


def obstacles_to_opening(db, motion: Motion, docket: Docket, amendment: int | None, now: datetime) -> list[Obstacle]:
    """What stands in the way of putting an amendment, or the whole text (None): for the page and for the command."""
    sitting = questions.meeting_of(db, motion.plenary_id)
    if sitting is None:
        return [Obstacle(Code.SITTING_NOT_OPEN)]
    item = questions.item_of_motion(db, motion.id)
    question = Question.MOTION if amendment is None else Question.AMENDMENT
    about_text = obstacles_to_putting_text(
        stage=motion.stage,
        is_current_item=item is not None and sitting.item_id == item.id,
        vote_open=questions.open_vote_on(db, motion.id) is not None,
        amendment=amendment,
        open_in_order=docket.pending,
        order_confirmed=docket.confirmed is not None,
        fate=docket.fates[amendment] if amendment is not None else PENDING,
    )
    general = obstacles_to_question(db, sitting, Asked(question, motion=motion.id), now)
    due = docket.due_in_parts([amendment]) if amendment is not None else None
    about_text += obstacles_in_parts(amendment=amendment, begun=docket.begun, due=due)
    # The room first, then the text; one vote that is open is said once.
    return general + [each for each in about_text if each not in general]


@requires(Power.OPEN_VOTE)
def open_vote(
    tx: Tx,
    *,
    motion_id: str,
    amendment_id: str | None = None,
    closes_at: datetime | None = None,
    manner: str | None = None,
) -> Answer:
    """Put an amendment, the next part of one, or the whole text as amended. Live, unless `closes_at` makes it a window.

    Refused: not_presiding, everything in `obstacles_to_opening`, and whatever `put` refuses.
    """
    motion = held(tx.db, Motion, motion_id)
    amendment = found(tx.db, Amendment, amendment_id) if amendment_id else None
    if amendment is not None and amendment.motion_id != motion.id:
        raise Refused(Code.NOT_FOUND, field="amendment_id")
    sitting = questions.current_sitting(tx.db, motion.plenary_id)
    check_presiding(chair=sitting.chair_id, account=tx.actor.account)
    docket = docket_of(tx.db, motion)
    raise_first(obstacles_to_opening(tx.db, motion, docket, amendment.number if amendment else None, tx.now))
    text = docket.as_amended_by(amendment.number) if amendment else docket.consolidated.text
    item = questions.item_of_motion(tx.db, motion.id)
    divided = docket.divided.get(amendment.number) if amendment else None
    asking = Asked(
        Question.AMENDMENT if amendment else Question.MOTION,
        item=item.id if item else None,
        motion=motion.id,
        amendment=amendment.id if amendment else None,
        text_hash=tx.annex(texts.canonical(text), TEXT),
        part=divided.next_part if divided else None,
        parts=len(divided.parts) if divided else None,
    )
    answer = put(tx, sitting, asking, manner=manner, closes_at=closes_at)
    if amendment is None:
        motion.stage = Stage.PUT
        freeze_translations(tx, motion, answer["vote"], text)
    return answer


@requires(Power.CAST_BALLOT)
def cast_ballot(
    tx: Tx,
    *,
    vote_id: str,
    choice: str,
    text_hash: str | None = None,
    marks: list[str] | None = None,
    seat_id: str | None = None,
) -> Answer:
    """Cast the actor's ballot; durable before the answer, which is a receipt, the same one however often it is sent.

    `text_hash` is the text the voter has read: a ballot on words that were not on the page is refused. `marks` are the
    candidates an election's paper names; `seat_id` is a seat that gave its proxy to the actor's.
    Refused: vote_closed, not_on_roll, stale_text, not_by_ballot, only_objections, malformed, proxy_holder_absent,
    not_your_seat, already_voted where the rules allow no change, and what an election refuses of a paper.
    """
    stopped = asked.is_stopped(tx.db, vote_id)
    vote = asked.vote_for_casting(tx.db, vote_id)
    at = tx.clock()  # by the database's clock, now that the lock is ours: waiting for it must not make a ballot early
    voices = asked.voices_of(tx.db, vote_id, [tx.actor.account])[tx.actor.account]
    seat = seat_to_cast_for(vote, voices, seat_id, stopped=stopped, at=at, text_hash=text_hash)
    holder = voices[seat]
    if holder is not None:
        _check_proxy(tx, vote, seat, holder)
    via = Via.OWN if holder is None else Via.PROXY
    ballot = put_in(tx, vote, seat, choice=Choice(choice), marks=marks, at=at, via=via)
    return tx.receipt(receipt_facts(vote, ballot))


def seat_to_cast_for(
    vote: Vote,
    voices: dict[str, str | None],
    seat_id: str | None,
    *,
    stopped: bool,
    at: datetime,
    text_hash: str | None,
) -> str:
    """The seat a paper counts for: the one it names, or the voter's own. Refused: vote_closed, not_on_roll, stale_text."""
    seat = seat_id or next(iter(voices), None)
    check_casting(state=vote.state, stopped=stopped, at=at, closes_at=vote.closes_at, on_roll=seat in voices)
    assert seat is not None
    if text_hash is not None and text_hash != vote.text_hash:
        raise Refused(Code.STALE_TEXT)
    return seat


def _check_proxy(tx: Tx, vote: Vote, seat_id: str, holder: str) -> None:
    ballots = asked.ballots_of(tx.db, vote.id, {seat_id, holder})
    check_speaking_for(
        own=False,
        holder_present=holder in ballots or holder in questions.present_seats(tx.db, vote.sitting_id),
        own_ballot_cast=seat_id in ballots and ballots[seat_id].via != Via.PROXY,
    )


def put_in(
    tx: Tx, vote: Vote, seat_id: str, *, choice: Choice, marks: list[str] | None, at: datetime, via: Via
) -> Ballot:
    """Put a ballot into the box, or change the one that is there. Refused: as `cast_ballot`."""
    paper = paper_of(tx, vote, choice=choice, marks=marks, at=at, via=via, account=tx.actor.account)
    asked.insert_ballots(tx.db, [{"vote_id": vote.id, "seat_id": seat_id, **paper}])
    ballot = found(tx.db, Ballot, (vote.id, seat_id), with_for_update=True)
    settle(tx, vote, ballot, paper)
    return ballot


def paper_of(
    tx: Tx, vote: Vote, *, choice: Choice, marks: list[str] | None, at: datetime, via: Via, account: str
) -> dict[str, Any]:
    """What goes into the box, if this vote takes it. Refused: not_by_ballot, only_objections, malformed, and as elections do."""
    check_choice(manner=vote.manner, question=vote.question, choice=choice)
    checked = PAPERS[vote.question](tx.db, vote, marks or []) if choice is Choice.PAPER else None
    return {"choice": choice, "marks": checked, "via": via, "account_id": account, "cast_at": at}


def settle(tx: Tx, vote: Vote, ballot: Ballot, paper: dict[str, Any]) -> None:
    """Make the paper the seat's ballot, which is locked. Refused: not_your_seat, already_voted; then nothing has changed."""
    # Asked under the row's lock: the seat may have cast its own ballot while its proxy was on the way.
    if paper["via"] is Via.PROXY and ballot.via != Via.PROXY:
        raise Refused(Code.NOT_YOUR_SEAT)
    if (ballot.choice, ballot.marks) != (paper["choice"], paper["marks"]):
        check_changing(may_change=_may_change(tx, vote), recorded=ballot.choice)
        _revise(tx, ballot, paper)
    elif paper["via"] is not Via.PROXY and ballot.via == Via.PROXY:
        _revise(tx, ballot, paper)  # the seat makes the choice of its proxy its own: from now on nobody else changes it


def _may_change(tx: Tx, vote: Vote) -> bool:
    plenary = tx.db.get_one(PlenarySession, vote.plenary_id)
    return questions.profile_of(tx.db, plenary).ballots.may_change_until_close


def _revise(tx: Tx, ballot: Ballot, paper: dict[str, Any]) -> None:
    former = {name: getattr(ballot, name) for name in ("vote_id", "seat_id", "revision", *paper)}
    tx.db.add(BallotRevision(**former))
    for name, value in paper.items():
        setattr(ballot, name, value)
    ballot.revision += 1


def receipt_facts(vote: Vote, ballot: Ballot) -> dict:
    """What a receipt states, and nothing else."""
    facts = {
        "vote": vote.id,
        "seat": ballot.seat_id,
        "choice": ballot.choice,
        "cast_at": timestamp(ballot.cast_at),
        "revision": ballot.revision,
        "text_hash": vote.text_hash,
    }
    return facts if ballot.marks is None else facts | {"marks": ballot.marks}


@requires(Power.CLOSE_VOTE)
def stop_vote(tx: Tx, *, vote_id: str) -> Answer:
    """Stop casting: this commits first, so that the close waits only for ballots that are under way.

    Refused: not_presiding, vote_closed, window_runs, counts_missing, counts_differ.
    """
    vote = found(tx.db, Vote, vote_id)
    _check_may_close(tx, vote)
    asked.insert_stop(tx.db, vote_id, tx.now)
    return {"vote": vote_id}


def _check_may_close(tx: Tx, vote: Vote) -> None:
    by_clock = tx.office is Office.CLOCK
    if not by_clock:
        check_presiding(chair=found(tx.db, Sitting, vote.sitting_id).chair_id, account=tx.actor.account)
    cast = asked.count_ballots(tx.db, vote.id)
    check_closing(
        state=vote.state,
        at=tx.clock(),
        closes_at=vote.closes_at,
        fixed=is_fixed(vote),
        by_clock=by_clock and not asked.is_stopped(tx.db, vote.id),
        complete=cast >= (vote.objections if vote.manner in BY_OBJECTION else vote.roll),
    )
    if vote.manner == Manner.SHOW_OF_HANDS:
        check_counts([(each.yes, each.no, each.abstain) for each in asked.hand_counts(tx.db, vote.id)])


@requires(Power.CLOSE_VOTE)
def close_vote(tx: Tx, *, vote_id: str) -> Answer:
    """Count and declare: tally, roll call and outcome become one entry, and the outcome moves what was asked.

    Refused: as `stop_vote`.
    """
    log = found(tx.db, Vote, vote_id).plenary_id
    tx.hold(log)
    vote = asked.vote_for_closing(tx.db, vote_id)
    _check_may_close(tx, vote)
    ballots = asked.ballots_of(tx.db, vote_id)
    plenary = tx.db.get_one(PlenarySession, log)
    profile = questions.profile_of(tx.db, plenary)
    here = questions.present_seats(tx.db, vote.sitting_id)
    present = here | set(ballots) | present_by_proxy(tx.db, plenary, vote.sitting_id, tx.now)
    counted = _counted(tx, vote, ballots, present)
    tally = counted if isinstance(counted, Tally) else counted.seats
    spoken_for = {seat for seat, ballot in ballots.items() if ballot.via == Via.PROXY} - here
    vote.represented = 0 if profile.proxies.count_for_quorum else len(spoken_for)
    if vote.manner == Manner.SHOW_OF_HANDS:
        _tell_hands(tx, vote)
    else:
        vote.roll_call_hash = _roll_call(tx, vote, ballots, present)
    outcome = _outcome(tx, vote, counted, ballots)
    _write_result(tx, vote, tally, outcome)
    tx.record(_closed(vote, tally, outcome), log)
    if vote.question in MOVES:
        MOVES[vote.question](tx, vote, outcome)
    return {"vote": vote.id, "outcome": str(outcome), **tally.to_json()}


def _outcome(tx: Tx, vote: Vote, counted: Counted | Tally, ballots: dict[str, Ballot]) -> Outcome:
    """What the frozen rule makes of the count; an election is counted by its own room once there is a quorum."""
    rule = rule_from_json({name: getattr(vote, name) for name in RULE})
    outcome = decided(rule, counted, represented=vote.represented or 0).outcome
    if vote.question in COUNTS and outcome is not Outcome.INQUORATE:
        return COUNTS[vote.question](tx, vote, ballots)
    return outcome


RULE = ("manner", "majority", "tie", "quorum", "objections", "members", "accredited", "round")


def _counted(tx: Tx, vote: Vote, ballots: dict[str, Ballot], present: set[str]) -> Counted | Tally:
    """The ballots counted over the frozen roll; of a show of hands, what two officers counted."""
    roll = asked.roll_of(tx.db, vote.id)
    if vote.manner == Manner.SHOW_OF_HANDS:
        said = asked.hand_counts(tx.db, vote.id)[0]
        raised, here = said.yes + said.no + said.abstain, len({row.seat_id for row, _, _ in roll} & present)
        return Tally(said.yes, said.no, said.abstain, max(here, raised) - raised, len(roll) - max(here, raised))
    rows = [_roll_row(seat) for _, seat, _ in roll]
    off_roll = [_roll_row(seat) for seat in questions.seats_without_voice(tx.db)]
    return count_roll(rows, {seat: ballot.choice for seat, ballot in ballots.items()}, present, off_roll)


def _tell_hands(tx: Tx, vote: Vote) -> None:
    """What each officer counted enters the record now, and not before."""
    for said in asked.hand_counts(tx.db, vote.id):
        fact = HandsCounted(vote=vote.id, officer=said.account_id, yes=said.yes, no=said.no, abstain=said.abstain)
        tx.record(fact, vote.plenary_id)


def _roll_row(seat: Seat) -> RollRow:
    return RollRow(seat.id, seat.population, seat.continent, seat.country)


def _roll_call(tx: Tx, vote: Vote, ballots: dict[str, Ballot], present: set[str]) -> str:
    """Who voted how, seat by seat: the annex that the closing entry cites."""
    named = []
    for row, seat, name in asked.roll_of(tx.db, vote.id):
        ballot = ballots.get(seat.id)
        silent = "not_voting" if seat.id in present else "absent"
        line = {
            "seat": seat.id,
            "city": seat.city,
            "country": seat.country,
            "member": name,
            "mandate": row.mandate_id,
            "choice": ballot.choice if ballot else silent,
            "via": ballot.via if ballot else Via.OWN.value,
        }
        named.append(line if ballot is None or ballot.marks is None else line | {"marks": ballot.marks})
    return tx.annex(canonical({"vote": vote.id, "roll_call": named}))


def _write_result(tx: Tx, vote: Vote, tally: Tally, outcome: Outcome) -> None:
    vote.state, vote.closed_at, vote.outcome = VoteState.CLOSED, tx.now, outcome
    for name, count in tally.to_json().items():
        setattr(vote, name, count)
    vote.present = tally.present


def _closed(vote: Vote, tally: Tally, outcome: Outcome) -> VoteClosed:
    return VoteClosed(
        vote=vote.id,
        present=tally.present,
        represented=vote.represented or 0,
        outcome=outcome,
        roll_call_hash=vote.roll_call_hash,
        **tally.to_json(),
    )


@moves(Question.MOTION)
def motion_decided(tx: Tx, vote: Vote, outcome: Outcome) -> None:
    """Adopted or rejected, the motion is decided; whatever else came out, it may be put again."""
    motion = tx.db.get_one(Motion, vote.motion_id)
    if outcome not in (Outcome.ADOPTED, Outcome.REJECTED):
        motion.stage = Stage.UNDER_DEBATE
        return
    motion.stage, motion.outcome = Stage.DECIDED, outcome
    motion.adopted_hash = vote.text_hash if outcome is Outcome.ADOPTED else None
    fact = MotionDecided(motion=motion.id, vote=vote.id, outcome=outcome, text_hash=vote.text_hash)
    tx.record(fact, vote.plenary_id)


@annuls(Question.MOTION)
def motion_undecided(tx: Tx, vote: Vote) -> None:
    """The motion is back under debate, as before the vote; one that has gone elsewhere since stays there."""
    motion = tx.db.get_one(Motion, vote.motion_id)
    if motion.stage in (Stage.PUT, Stage.DECIDED):
        motion.stage, motion.outcome, motion.adopted_hash = Stage.UNDER_DEBATE, None, None


@annuls(Question.AMENDMENT)
def amendment_undecided(_tx: Tx, _vote: Vote) -> None:
    """Nothing is stored: an amendment's fate follows from the votes that stand."""


def close(house: House, *, by: Actor, vote_id: str, once: str | None = None) -> Answer:
    """Stop and close, in this order: two transactions, so that a storm of ballots cannot hold up the close."""
    house.perform(stop_vote, by=by, vote_id=vote_id, once=once and f"{once}/stop")
    return house.perform(close_vote, by=by, vote_id=vote_id, once=once)
