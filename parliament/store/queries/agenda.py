"""Questions about agendas that commands decide on, and the order of their items."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from parliament.rules.agenda import labels
from parliament.rules.stages import ProposalState, Question, VoteState
from parliament.store.tables import AgendaChange, Election, Item, Proxy, Statement, Vote


def items_of(db: Db, plenary_id: str) -> list[Item]:
    """The agenda in its order."""
    return list(db.scalars(select(Item).where(Item.plenary_id == plenary_id).order_by(Item.position)))


def parents_of(items: Sequence[Item]) -> dict[str, str | None]:
    """Each item with the item it is a part of, in order, as the rules know an agenda."""
    return {item.id: item.parent_id for item in items}


def label_of(db: Db, item: Item) -> str:
    """What an item is called: `3`, or `3.1` for its first part."""
    return labels(parents_of(items_of(db, item.plenary_id)))[item.id]


def arrange(db: Db, plenary_id: str, order: Sequence[str]) -> None:
    """Give the items their places in this order. Two steps, because no two may stand at one place even for a moment."""
    rows = {item.id: item for item in items_of(db, plenary_id)}
    for place, item in enumerate(order, start=1):
        rows[item].position = -place
    db.flush()
    for place, item in enumerate(order, start=1):
        rows[item].position = place
    db.flush()


def is_in_use(db: Db, item_id: str) -> bool:
    """Whether somebody has acted upon an item that was not called yet."""
    acts = (select(table.id).where(table.item_id == item_id).limit(1) for table in (Election, Statement, Proxy))
    return any(db.scalar(act) is not None for act in acts)


def agenda_is_put(db: Db, plenary_id: str) -> bool:
    """Whether the house is voting on its agenda now."""
    asked = (Vote.plenary_id == plenary_id, Vote.question == Question.AGENDA, Vote.state == VoteState.OPEN)
    return db.scalar(select(Vote.id).where(*asked)) is not None


def proposed_adoption(db: Db, plenary_id: str, order: Sequence[str]) -> AgendaChange | None:
    """The undecided proposal to adopt the agenda in exactly this order, if there is one."""
    proposed = (AgendaChange.plenary_id == plenary_id, AgendaChange.state == ProposalState.PROPOSED)
    rows = db.scalars(select(AgendaChange).where(*proposed, AgendaChange.kind == "adoption"))
    return next((row for row in rows if row.items == list(order)), None)
