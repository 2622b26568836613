"""Written statements on an item, explanations of vote, late dissent: beside what is decided, never inside it."""

from parliament.commands.house import Answer, Tx, requires
from parliament.commands.substitutes import check_own_voice
from parliament.record.entries import StatementSubmitted, StatementWithdrawn
from parliament.rules.motions import check_seat
from parliament.rules.powers import Power
from parliament.rules.refusals import Code, Refused
from parliament.rules.seat_rows import LANGUAGE
from parliament.rules.stages import SessionStage, Side, StatementKind, check_stage
from parliament.rules.statements import (
    check_deadline,
    check_dissent,
    check_explaining,
    check_speaking_on_vote,
    check_words,
)
from parliament.rules.wording import prose
from parliament.store.queries import held
from parliament.store.queries import statements as asked_of
from parliament.store.queries.sessions import profile_of
from parliament.store.tables import Amendment, Item, Motion, PlenarySession, Statement, Vote

LONGEST = 100_000


@requires(Power.MAKE_STATEMENT)
def submit_statement(
    tx: Tx, *, item_id: str, text: str, position: str = Side.NEUTRAL, language: str | None = None
) -> Answer:
    """Hand in a written statement on an item, before it is called or during its debate, for, against or neither.

    Refused: no_mandate, voice_rests, not_found, wrong_stage, malformed, not_offered, statement_too_long, reason_needed,
    text_too_long, text_controls.
    """
    item = held(tx.db, Item, item_id)
    plenary = tx.db.get_one(PlenarySession, item.plenary_id)
    check_stage(plenary.stage, SessionStage.CONVENED, SessionStage.RUNNING)
    seat = check_own_voice(tx, plenary)
    if position not in set(Side):
        raise Refused(Code.MALFORMED, field="position")
    words = _words(text, profile_of(tx.db, plenary).statements.max_words)
    said = {"kind": StatementKind.STATEMENT, "item_id": item.id, "position": Side(position)}
    return _submit(tx, plenary, seat, words, language, said)


@requires(Power.MAKE_STATEMENT)
def explain_vote(tx: Tx, *, vote_id: str, text: str, language: str | None = None) -> Answer:
    """Explain how the actor's seat voted, within the hours and words of the rules, once.

    Refused: no_mandate, voice_rests, not_found, wrong_stage (not closed), not_on_roll, said_already, not_offered, too_late,
    statement_too_long, reason_needed, text_too_long, text_controls, malformed.
    """
    vote, plenary, seat = _vote(tx, vote_id, StatementKind.EXPLANATION)
    rules = profile_of(tx.db, plenary).explanations
    words = _words(text, rules.max_words)
    check_explaining(is_mover=seat == _mover(tx, vote), mover_may=rules.mover_may)
    assert vote.closed_at is not None
    check_deadline(now=tx.now, closed_at=vote.closed_at, hours=rules.hours)
    return _submit(tx, plenary, seat, words, language, {"kind": StatementKind.EXPLANATION, "vote_id": vote.id})


@requires(Power.MAKE_STATEMENT)
def register_dissent(tx: Tx, *, vote_id: str, text: str, language: str | None = None) -> Answer:
    """Have it recorded that the actor's seat is against what was adopted. No count changes by it.

    Refused: no_mandate, voice_rests, not_found, wrong_stage (not closed, or nothing was adopted), not_on_roll, said_already,
    already_voted (against), not_offered, too_late, statement_too_long, reason_needed, text_too_long, text_controls,
    malformed.
    """
    vote, plenary, seat = _vote(tx, vote_id, StatementKind.DISSENT)
    rules = profile_of(tx.db, plenary)
    assert vote.closed_at is not None
    check_deadline(now=tx.now, closed_at=vote.closed_at, hours=rules.dissent.hours)
    choice = asked_of.choice_of(tx.db, vote.id, seat)
    check_dissent(question=vote.question, outcome=vote.outcome, choice=choice)
    words = _words(text, rules.explanations.max_words or rules.statements.max_words)
    return _submit(tx, plenary, seat, words, language, {"kind": StatementKind.DISSENT, "vote_id": vote.id})


@requires(Power.MAKE_STATEMENT)
def withdraw_statement(tx: Tx, *, statement_id: str) -> Answer:
    """Take it back; that it was handed in and withdrawn stays recorded. Refused: not_found, not_your_seat, wrong_stage."""
    statement = held(tx.db, Statement, statement_id)
    check_seat(of=statement.seat_id, by=tx.actor.seat)
    if statement.withdrawn_at is not None:
        raise Refused(Code.WRONG_STAGE, stage="withdrawn")
    statement.withdrawn_at = tx.now
    tx.record(StatementWithdrawn(statement=statement.id), statement.plenary_id)
    return {"statement": statement.id}


def _vote(tx: Tx, vote_id: str, kind: StatementKind) -> tuple[Vote, PlenarySession, str]:
    vote = held(tx.db, Vote, vote_id)
    plenary = tx.db.get_one(PlenarySession, vote.plenary_id)
    seat = check_own_voice(tx, plenary)
    check_speaking_on_vote(
        state=vote.state,
        on_roll=asked_of.is_on_roll(tx.db, vote.id, seat),
        said_already=asked_of.said_on_vote(tx.db, vote.id, seat, kind),
    )
    return vote, plenary, seat


def _mover(tx: Tx, vote: Vote) -> str | None:
    """The seat that moved what the vote was on."""
    if vote.amendment_id is not None:
        return tx.db.get_one(Amendment, vote.amendment_id).seat_id
    return tx.db.get_one(Motion, vote.motion_id).seat_id if vote.motion_id else None


def _words(text: str, limit: int) -> str:
    words = prose(text, "text", limit=LONGEST, required=True)
    check_words(words, limit)
    return words


def _submit(tx: Tx, plenary: PlenarySession, seat: str, words: str, language: str | None, said: dict) -> Answer:
    if language is not None and not LANGUAGE.fullmatch(language):
        raise Refused(Code.MALFORMED, field="language")
    usual = {"item_id": None, "vote_id": None, "position": ""}
    statement = Statement(
        id=tx.new_id("statement"),
        plenary_id=plenary.id,
        seat_id=seat,
        language=language or plenary.language,
        text=words,
        text_hash=tx.annex(words.encode(), "text/plain; charset=utf-8"),
        submitted_at=tx.now,
        **(usual | said),
    )
    tx.db.add(statement)
    fact = StatementSubmitted(
        statement=statement.id,
        statement_kind=statement.kind,
        item=statement.item_id,
        vote=statement.vote_id,
        seat=seat,
        position=statement.position,
        language=statement.language,
        text_hash=statement.text_hash,
    )
    tx.record(fact, plenary.id)
    return {"statement": statement.id}
