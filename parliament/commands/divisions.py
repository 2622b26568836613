"""One amendment in parts: asked for by seats or wanted by the house, divided by the chair, put part by part."""

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from parliament import texts
from parliament.commands.house import Answer, Tx, requires
from parliament.commands.questions import moves
from parliament.commands.sittings import presided
from parliament.commands.substitutes import check_own_voice
from parliament.record.canonical import canonical
from parliament.record.entries import AmendmentDivided, DivisionAsked, DivisionOrdered
from parliament.rules.divisions import DECISIVE, check_asking, check_dividing
from parliament.rules.powers import Power
from parliament.rules.refusals import Code, Refused
from parliament.rules.stages import Outcome, Question
from parliament.rules.wording import prose
from parliament.store.queries import blocs as asked_of
from parliament.store.queries import found, held
from parliament.store.queries import sessions as questions
from parliament.store.queries.docket import docket_of
from parliament.store.tables import Amendment, DivisionOrder, DivisionRequest, PlenarySession, Vote

PARTS = "application/vnd.parliament.parts+json"
PROBLEMS = {
    "too_many_parts": Code.TOO_MANY_PARTS,
    "parts_do_not_tile": Code.PARTS_DO_NOT_TILE,
    "parts_need_each_other": Code.PARTS_NEED_EACH_OTHER,
}
LONGEST_WISH = 1000
Cut = Mapping[str, Any]


@requires(Power.ASK_BEFORE_VOTE)
def request_division(tx: Tx, *, amendment_id: str, wish: str = "") -> Answer:
    """A seat asks that an amendment be put in parts; `wish` says in which, in its own words.

    Refused: not_found, no_mandate, voice_rests, wrong_stage, put_by_itself, amendment_settled, division_begun,
    asked_already, text_too_long, text_controls.
    """
    amendment = held(tx.db, Amendment, amendment_id)
    motion = amendment.motion
    seat = check_own_voice(tx, tx.db.get_one(PlenarySession, motion.plenary_id))
    docket = docket_of(tx.db, motion)
    requests = asked_of.division_requests(tx.db, amendment.id)
    check_asking(
        stage=motion.stage,
        number=amendment.number,
        fate=docket.fates[amendment.number].state,
        by_itself=amendment.number in docket.by_themselves,
        begun=docket.begun == amendment.number,
        asked_already=any(row.seat_id == seat and row.procedural_id is None for row in requests),
    )
    return {"request": ask(tx, amendment, seat, wish=prose(wish, "wish", limit=LONGEST_WISH)).id}


def ask(tx: Tx, amendment: Amendment, seat: str, *, wish: str, procedural: str | None = None) -> DivisionRequest:
    """Write down that a seat wants it, or that the house decided so on the procedural motion of that seat."""
    asked = DivisionRequest(
        id=tx.new_id("request"),
        amendment_id=amendment.id,
        seat_id=seat,
        procedural_id=procedural,
        wish=wish,
        at=tx.now,
    )
    tx.db.add(asked)
    fact = DivisionAsked(request=asked.id, amendment=amendment.id, seat=seat, procedural=procedural, wish=wish)
    tx.record(fact, amendment.motion.plenary_id)
    return asked


@requires(Power.CONFIRM_ORDER)
def divide_amendment(tx: Tx, *, amendment_id: str, parts: Sequence[Sequence[str]], split: Cut | None = None) -> Answer:
    """Divide the amendment that comes next: for each part the numbers of its changes, from 1 as they are shown.

    `split` cuts one change of words in two, after the words of the `old` and the `new` that are given: its pieces are
    then called "2a" and "2b". Until the first part is put it may be divided otherwise.
    Refused: not_found, not_presiding, sitting_not_open, wrong_stage, put_by_itself, amendment_settled, division_begun,
    vote_open, order_not_confirmed, not_next_in_order, division_not_asked, malformed, does_not_fit, parts_do_not_tile,
    too_many_parts, parts_need_each_other.
    """
    amendment = held(tx.db, Amendment, amendment_id)
    motion = amendment.motion
    sitting = presided(tx, questions.current_sitting(tx.db, motion.plenary_id).id)
    docket = docket_of(tx.db, motion)
    requests = asked_of.division_requests(tx.db, amendment.id)
    check_dividing(
        stage=motion.stage,
        number=amendment.number,
        fate=docket.fates[amendment.number].state,
        by_itself=amendment.number in docket.by_themselves,
        begun=docket.begun == amendment.number,
        being_voted=asked_of.is_being_put(tx.db, amendment),
        next_in_order=next(iter(docket.pending), None) if docket.confirmed is not None else None,
        asked=len({row.seat_id for row in requests}),
        needed=questions.profile_of(tx.db, sitting.plenary).amendments.division_seats,
        by_house=amendment.number in docket.wanted_divided,
    )
    divided = divided_into(docket.base, docket.standing.operations(amendment.number), parts, split)
    order = tx.db.get(DivisionOrder, amendment.id) or DivisionOrder(amendment_id=amendment.id)
    order.parts_hash = tx.annex(canonical([texts.operations_to_json(part) for part in divided]), PARTS)
    order.parts, order.at = len(divided), tx.now
    tx.db.add(order)
    fact = DivisionOrdered(motion=motion.id, amendment=amendment.id, parts=order.parts, parts_hash=order.parts_hash)
    tx.record(fact, motion.plenary_id)
    return {"amendment": amendment.id, "parts": order.parts}


def divided_into(
    base: texts.Text, ops: texts.Ops, parts: Sequence[Sequence[str]], split: Cut | None
) -> list[texts.Ops]:
    """The parts as operations. Refused: malformed, does_not_fit, parts_do_not_tile, too_many_parts, …"""
    pieces: dict[str, texts.Op] = {str(at): op for at, op in enumerate(ops, start=1)}
    if split is not None:
        name = str(split["operation"])
        op = pieces.pop(name, None)
        if not isinstance(op, texts.Splice):
            raise Refused(Code.DOES_NOT_FIT, field="split")
        at = _after(op.old, split.get("old", "")), _after(op.new, split.get("new", ""))
        pieces[f"{name}a"], pieces[f"{name}b"] = texts.cut(base, op, *at)
    if not {name for part in parts for name in part} <= set(pieces):
        raise Refused(Code.PARTS_DO_NOT_TILE, field="parts")
    divided = [tuple(pieces[name] for name in part) for part in parts]
    try:
        texts.check_parts(base, ops, divided)
    except texts.TextProblem as problem:
        raise Refused(PROBLEMS[problem.kind], field="parts", limit=problem.limit or 0) from None
    return divided


def _after(tokens: texts.Tokens, words: str) -> int:
    """After how many tokens these words end, with which the tokens begin. Refused: does_not_fit."""
    said = " ".join(unicodedata.normalize("NFC", words).split())
    for at in range(len(tokens) + 1):
        if texts.detokenise(tokens[:at]).strip() == said:
            return at
    raise Refused(Code.DOES_NOT_FIT, field="split")


@moves(Question.AMENDMENT)
def part_decided(tx: Tx, vote: Vote, outcome: Outcome) -> None:
    """With its last part decided, an amendment is: one entry, with a result for each part."""
    if vote.part is None or outcome not in DECISIVE:
        return
    amendment = found(tx.db, Amendment, vote.amendment_id)
    divided = docket_of(tx.db, amendment.motion).divided[amendment.number]
    if divided.is_done:
        said = [str(Outcome.ADOPTED if is_in else Outcome.REJECTED) for is_in in divided.adopted]
        fact = AmendmentDivided(motion=amendment.motion_id, amendment=amendment.id, outcomes=said)
        tx.record(fact, vote.plenary_id)
