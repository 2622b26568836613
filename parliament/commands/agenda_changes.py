"""The agenda before the house: adopting it, and changing it once it is adopted."""

from parliament.commands.agenda import check_removable, motion_for_item, put_on, take_off
from parliament.commands.house import Answer, Tx, requires
from parliament.commands.questions import Asked, moves, put
from parliament.commands.sittings import presided
from parliament.record.entries import AgendaAdopted, AgendaChangeDecided, AgendaChangeProposed, AgendaReordered
from parliament.rules.agenda import check_agenda_order, check_item, check_proposing, is_in_order, placed
from parliament.rules.powers import Power
from parliament.rules.refusals import Code, Refused
from parliament.rules.stages import (
    AgendaChangeKind,
    Outcome,
    ProposalState,
    Question,
    SessionStage,
    Stage,
    check_stage,
)
from parliament.rules.wording import line, prose
from parliament.store.queries import found, held
from parliament.store.queries.agenda import arrange, is_in_use, items_of, parents_of, proposed_adoption
from parliament.store.queries.sessions import item_of_motion
from parliament.store.tables import AgendaChange, Item, Motion, PlenarySession, Vote

ADOPTION = "The agenda"


@requires(Power.PROPOSE_AGENDA_CHANGE)
def propose_order(tx: Tx, *, session_id: str, items: list[str], reason: str) -> Answer:
    """Propose another order of an adopted agenda. Refused: not_found, wrong_stage, agenda_not_adopted, bad_order,
    reason_needed."""
    plenary = _adopted(tx, session_id)
    check_agenda_order(items, parents_of(items_of(tx.db, plenary.id)))
    title = "Another order of the agenda"
    return _propose(tx, plenary, AgendaChangeKind.ORDER, items, reason, title=title)


@requires(Power.PROPOSE_AGENDA_CHANGE)
def propose_addition(
    tx: Tx,
    *,
    session_id: str,
    kind: str,
    reason: str,
    title: str = "",
    motion_id: str | None = None,
    planned_minutes: int | None = None,
    place: int | None = None,
) -> Answer:
    """Propose one more item of an adopted agenda. Refused: not_found, wrong_stage, agenda_not_adopted, bad_order,
    already_exists, text_empty, malformed, reason_needed."""
    plenary = _adopted(tx, session_id)
    has_motion = motion_id is not None
    check_item(kind=kind, has_motion=has_motion, planned_minutes=planned_minutes, has_parent=False,
               parent_is_part=False)  # fmt: skip
    if motion_id:
        title = motion_for_item(tx, plenary, motion_id).title
    item = tx.new_id("item")
    order = placed(parents_of(items_of(tx.db, plenary.id)), item, None, place)
    said = {"item_id": item, "item_kind": kind, "motion_id": motion_id, "planned_minutes": planned_minutes}
    return _propose(tx, plenary, AgendaChangeKind.ADDITION, order, reason, title=line(title, "title"), **said)


@requires(Power.PROPOSE_AGENDA_CHANGE)
def propose_removal(tx: Tx, *, item_id: str, reason: str) -> Answer:
    """Propose to take an item off an adopted agenda. Refused: not_found, wrong_stage, agenda_not_adopted,
    item_called, item_has_parts, item_in_use, reason_needed."""
    item = held(tx.db, Item, item_id)
    plenary = _adopted(tx, item.plenary_id)
    check_removable(tx, item)
    order = [each.id for each in items_of(tx.db, plenary.id) if each.id != item.id]
    return _propose(tx, plenary, AgendaChangeKind.REMOVAL, order, reason, title=item.title, item_id=item.id)


def _adopted(tx: Tx, session_id: str) -> PlenarySession:
    plenary = held(tx.db, PlenarySession, session_id)
    check_proposing(stage=plenary.stage, adopted=plenary.agenda_adopted_at is not None)
    return plenary


def _propose(
    tx: Tx, plenary: PlenarySession, kind: AgendaChangeKind, items: list[str], reason: str, **said: object
) -> Answer:
    change = AgendaChange(
        id=tx.new_id("change"),
        plenary_id=plenary.id,
        kind=kind,
        items=items,
        reason=prose(reason, "reason", limit=1000, required=kind is not AgendaChangeKind.ADOPTION),
        seat_id=tx.actor.seat,
        state=ProposalState.PROPOSED,
        proposed_at=tx.now,
        **said,
    )
    tx.db.add(change)
    tx.db.flush()
    tx.record(_proposed(change), plenary.id)
    return {"change": change.id}


def _proposed(change: AgendaChange) -> AgendaChangeProposed:
    return AgendaChangeProposed(
        change=change.id,
        change_kind=change.kind,
        items=change.items,
        item=change.item_id,
        item_kind=change.item_kind,
        title=change.title,
        motion=change.motion_id,
        planned_minutes=change.planned_minutes,
        reason=change.reason,
        seat=change.seat_id,
    )


@requires(Power.OPEN_VOTE)
def put_agenda(tx: Tx, *, sitting_id: str, change_id: str | None = None, manner: str | None = None) -> Answer:
    """Put the draft agenda to the house, or a proposed change of the adopted one (`change_id`).

    Refused: not_found, not_presiding, wrong_stage (the change is decided, or the agenda adopted), text_empty (nothing
    is on the agenda), and as any question: sitting_not_open, vote_open, floor_taken, no_quorum, urgency_undecided.
    """
    sitting = presided(tx, sitting_id)
    if change_id is None:
        change = tx.db.get_one(AgendaChange, _adoption(tx, sitting.plenary))
    else:
        change = found(tx.db, AgendaChange, change_id)
        if change.plenary_id != sitting.plenary_id:
            raise Refused(Code.NOT_FOUND, field="change_id")
        check_stage(change.state, ProposalState.PROPOSED)
        if change.kind == AgendaChangeKind.ADOPTION and sitting.plenary.agenda_adopted_at is not None:
            raise Refused(Code.WRONG_STAGE, stage="adopted")
    wording = change.title if change.kind in ("adoption", "order") else f"{_SAYS[change.kind]}: {change.title}"
    return put(tx, sitting, Asked(question=Question.AGENDA, about=change.id, wording=wording), manner=manner) | {
        "change": change.id
    }


_SAYS = {"addition": "A new item", "removal": "Removal of an item"}


def _adoption(tx: Tx, plenary: PlenarySession) -> str:
    """The proposal to adopt the agenda as it stands now."""
    if plenary.agenda_adopted_at is not None:
        raise Refused(Code.WRONG_STAGE, stage="adopted")
    check_stage(plenary.stage, SessionStage.CONVENED, SessionStage.RUNNING)
    order = [item.id for item in items_of(tx.db, plenary.id)]
    if not order:
        raise Refused(Code.TEXT_EMPTY)
    proposed = proposed_adoption(tx.db, plenary.id, order)
    if proposed is not None:
        return proposed.id
    return str(_propose(tx, plenary, AgendaChangeKind.ADOPTION, order, "", title=ADOPTION)["change"])


@moves(Question.AGENDA)
def agenda_decided(tx: Tx, vote: Vote, outcome: Outcome) -> None:
    """What the house decided on its agenda comes into force at once. What is undecided may be put again."""
    if outcome not in (Outcome.ADOPTED, Outcome.REJECTED):
        return
    change = tx.db.get_one(AgendaChange, vote.about)
    plenary = tx.db.get_one(PlenarySession, change.plenary_id)
    change.state, change.decided_at = _state(tx, change, outcome), tx.now
    if change.state == ProposalState.ADOPTED and change.kind == AgendaChangeKind.ADOPTION:
        plenary.agenda_adopted_at = tx.now
        tx.record(AgendaAdopted(change=change.id, vote=vote.id), plenary.id)
        return
    tx.record(AgendaChangeDecided(change=change.id, vote=vote.id, outcome=change.state), plenary.id)
    if change.state == ProposalState.ADOPTED:
        _apply(tx, plenary, change)


def _state(tx: Tx, change: AgendaChange, outcome: Outcome) -> ProposalState:
    if outcome is Outcome.REJECTED:
        return ProposalState.REJECTED
    return ProposalState.ADOPTED if _still_fits(tx, change) else ProposalState.LAPSED


def _still_fits(tx: Tx, change: AgendaChange) -> bool:
    """Another change may have been decided since, the item called, or the motion withdrawn."""
    items = items_of(tx.db, change.plenary_id)
    parents = parents_of(items)
    if change.kind == AgendaChangeKind.ADDITION:
        motion = tx.db.get(Motion, change.motion_id) if change.motion_id else None
        free = motion is None or (motion.stage == Stage.PUBLISHED and item_of_motion(tx.db, motion.id) is None)
        return free and is_in_order(change.items, parents | {str(change.item_id): None})
    if change.kind == AgendaChangeKind.REMOVAL:
        item = next((each for each in items if each.id == change.item_id), None)
        rest = {each: above for each, above in parents.items() if each != change.item_id}
        free = item is not None and item.called_at is None and not is_in_use(tx.db, item.id)
        return free and is_in_order(change.items, rest)
    return is_in_order(change.items, parents)


def _apply(tx: Tx, plenary: PlenarySession, change: AgendaChange) -> None:
    if change.kind == AgendaChangeKind.ADDITION:
        tops = [each for each in change.items if each == change.item_id or _is_top(tx, each)]
        put_on(
            tx,
            plenary,
            kind=str(change.item_kind),
            title=change.title,
            motion_id=change.motion_id,
            planned_minutes=change.planned_minutes,
            place=tops.index(str(change.item_id)) + 1,
            item_id=change.item_id,
            change=change.id,
        )
    elif change.kind == AgendaChangeKind.REMOVAL:
        take_off(tx, plenary, found(tx.db, Item, change.item_id), change.id)
    else:
        arrange(tx.db, plenary.id, change.items)
        tx.record(AgendaReordered(change=change.id, items=change.items), plenary.id)


def _is_top(tx: Tx, item_id: str) -> bool:
    return found(tx.db, Item, item_id).parent_id is None
