"""The agenda: edited while it is a draft, adopted by the house, then changed only by it."""

from sqlalchemy import update

from parliament.commands.house import Answer, Tx, requires
from parliament.record.entries import ItemAdded, ItemChanged, ItemMoved, ItemRemoved
from parliament.rules.agenda import check_editing, check_item, check_removal, labels, placed
from parliament.rules.powers import Power
from parliament.rules.refusals import Code, Refused
from parliament.rules.stages import Stage, check_stage
from parliament.rules.wording import line
from parliament.store.queries import found, held
from parliament.store.queries.agenda import agenda_is_put, arrange, is_in_use, items_of, parents_of
from parliament.store.queries.sessions import item_of_motion
from parliament.store.tables import Item, Motion, Paper, PlenarySession


@requires(Power.EDIT_AGENDA)
def add_item(
    tx: Tx,
    *,
    session_id: str,
    kind: str,
    title: str = "",
    motion_id: str | None = None,
    parent_id: str | None = None,
    planned_minutes: int | None = None,
    place: int | None = None,
) -> Answer:
    """Put an item on the draft agenda, at its end or at a place; a published motion becomes scheduled by it.

    Refused: not_found, wrong_stage, agenda_adopted, vote_open (on the agenda), already_exists, text_empty, bad_order,
    malformed (a motion's item without one, a part of a part).
    """
    plenary = held(tx.db, PlenarySession, session_id)
    _check_editing(tx, plenary)
    item = put_on(
        tx,
        plenary,
        kind=kind,
        title=title,
        motion_id=motion_id,
        parent_id=parent_id,
        planned_minutes=planned_minutes,
        place=place,
    )
    return {"item": item.id, "position": item.position}


def _check_editing(tx: Tx, plenary: PlenarySession) -> None:
    adopted, being_put = plenary.agenda_adopted_at is not None, agenda_is_put(tx.db, plenary.id)
    check_editing(stage=plenary.stage, adopted=adopted, being_put=being_put)


def motion_for_item(tx: Tx, plenary: PlenarySession, motion_id: str) -> Motion:
    """A published motion of this session that is not on its agenda. Refused: not_found, already_exists, wrong_stage."""
    motion = found(tx.db, Motion, motion_id)
    if motion.plenary_id != plenary.id:
        raise Refused(Code.NOT_FOUND, field="motion_id")
    if motion.stage != Stage.PUBLISHED and item_of_motion(tx.db, motion_id):
        raise Refused(Code.ALREADY_EXISTS, field="motion_id", what=motion.title)
    check_stage(motion.stage, Stage.PUBLISHED)
    return motion


def put_on(
    tx: Tx,
    plenary: PlenarySession,
    *,
    kind: str,
    title: str = "",
    motion_id: str | None = None,
    parent_id: str | None = None,
    planned_minutes: int | None = None,
    place: int | None = None,
    item_id: str | None = None,
    change: str | None = None,
) -> Item:
    """The item, at its place; whether the agenda may be touched at all was asked before."""
    items = items_of(tx.db, plenary.id)
    parent = next((each for each in items if each.id == parent_id), None)
    if parent_id is not None and parent is None:
        raise Refused(Code.NOT_FOUND, field="parent_id")
    check_item(
        kind=kind,
        has_motion=motion_id is not None,
        planned_minutes=planned_minutes,
        has_parent=parent is not None,
        parent_is_part=parent is not None and parent.parent_id is not None,
    )
    if motion_id:
        motion = motion_for_item(tx, plenary, motion_id)
        motion.stage, title = Stage.SCHEDULED, motion.title
    item = Item(
        id=item_id or tx.new_id("item"),
        plenary_id=plenary.id,
        position=len(items) + 1,
        kind=kind,
        title=line(title, "title"),
        motion_id=motion_id,
        parent_id=parent_id,
        planned_minutes=planned_minutes,
    )
    order = placed(parents_of(items), item.id, parent_id, place)
    tx.db.add(item)
    tx.db.flush()
    if order[-1] != item.id:
        arrange(tx.db, plenary.id, order)
    tx.record(_added(item, change), plenary.id)
    return item


def _added(item: Item, change: str | None) -> ItemAdded:
    return ItemAdded(
        item=item.id,
        position=item.position,
        item_kind=item.kind,
        title=item.title,
        motion=item.motion_id,
        parent=item.parent_id,
        planned_minutes=item.planned_minutes,
        change=change,
    )


def _draft(tx: Tx, item_id: str) -> tuple[PlenarySession, Item]:
    """An item of an agenda that may be edited."""
    item = held(tx.db, Item, item_id)
    plenary = tx.db.get_one(PlenarySession, item.plenary_id)
    _check_editing(tx, plenary)
    return plenary, item


@requires(Power.EDIT_AGENDA)
def move_item(tx: Tx, *, item_id: str, place: int) -> Answer:
    """Give an item another place among those of its rank; its parts go with it.

    Refused: not_found, wrong_stage, agenda_adopted, vote_open, bad_order (there is no such place).
    """
    plenary, item = _draft(tx, item_id)
    order = placed(parents_of(items_of(tx.db, plenary.id)), item.id, item.parent_id, place)
    arrange(tx.db, plenary.id, order)
    tx.record(ItemMoved(item=item.id, title=item.title, position=item.position, items=order), plenary.id)
    return {"item": item.id, "position": item.position}


@requires(Power.EDIT_AGENDA)
def change_item(tx: Tx, *, item_id: str, title: str | None = None, planned_minutes: int | None = None) -> Answer:
    """Give an item its planned duration and, unless it is a motion's, another title.

    Refused: not_found, wrong_stage, agenda_adopted, vote_open, text_empty, malformed.
    """
    plenary, item = _draft(tx, item_id)
    has_motion = item.motion_id is not None
    check_item(kind=item.kind, has_motion=has_motion, planned_minutes=planned_minutes, has_parent=False,
               parent_is_part=False)  # fmt: skip
    if title is not None and not has_motion:
        item.title = line(title, "title")
    item.planned_minutes = planned_minutes
    tx.record(ItemChanged(item=item.id, title=item.title, planned_minutes=planned_minutes), plenary.id)
    return {"item": item.id, "position": item.position}


@requires(Power.EDIT_AGENDA)
def remove_item(tx: Tx, *, item_id: str) -> Answer:
    """Take an item off the draft agenda; its motion is published, as before. Its papers stay with the session.

    Refused: not_found, wrong_stage, agenda_adopted, vote_open, item_called, item_has_parts, item_in_use.
    """
    plenary, item = _draft(tx, item_id)
    check_removable(tx, item)
    take_off(tx, plenary, item)
    return {"item": item_id}


def check_removable(tx: Tx, item: Item) -> None:
    """Refused: item_called, item_has_parts, item_in_use."""
    items = items_of(tx.db, item.plenary_id)
    has_parts = any(each.parent_id == item.id for each in items)
    label, in_use = labels(parents_of(items))[item.id], is_in_use(tx.db, item.id)
    check_removal(label=label, called_at=item.called_at, has_parts=has_parts, in_use=in_use)


def take_off(tx: Tx, plenary: PlenarySession, item: Item, change: str | None = None) -> None:
    """The item leaves the agenda, and those behind it move up."""
    motion = tx.db.get(Motion, item.motion_id) if item.motion_id else None
    if motion is not None and motion.stage == Stage.SCHEDULED:
        motion.stage = Stage.PUBLISHED
    tx.db.execute(update(Paper).where(Paper.item_id == item.id).values(item_id=None))
    fact = ItemRemoved(item=item.id, title=item.title, position=item.position, change=change)
    tx.db.delete(item)
    tx.db.flush()
    arrange(tx.db, plenary.id, [each.id for each in items_of(tx.db, plenary.id)])
    tx.record(fact, plenary.id)
