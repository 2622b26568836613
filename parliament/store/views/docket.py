"""The marshalled list: only what will be voted on a motion, in order, with the reason and what would follow."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from parliament.rules.powers import Actor
from parliament.rules.stages import Question, VoteState
from parliament.store.queries.docket import Docket, docket_of
from parliament.store.tables import Amendment, AmendmentOrder, Vote
from parliament.store.views.marking import sentences_of
from parliament.store.views.motions import consequences, motion_for, of_motion
from parliament.store.views.seats import seat_names

PAGE = 100  # amendments of a page, each with what hangs under it


def docket_view(db: Db, motion_id: str, reader: Actor, *, page: int = 1) -> dict:
    """What is still to be voted, and what is settled.

    A sub-amendment stands right before its parent, and what is held under the compromise that would replace it: a page
    tears neither apart. Refused: not_found.
    """
    motion = motion_for(db, motion_id, reader)
    docket = docket_of(db, motion)
    order = db.get(AmendmentOrder, motion.id)
    amendments = {row.number: row for row in db.scalars(select(Amendment).where(Amendment.motion_id == motion.id))}
    seats = seat_names(db, {row.seat_id for row in amendments.values()})
    groups, still_open = grouped(docket), set(docket.pending)
    shown = [number for group in groups[(page - 1) * PAGE : page * PAGE] for number in group]
    to_put = [number for number in docket.pending if is_to_put(docket, number)]
    known = _Known(docket, amendments, seats, {number: at for at, number in enumerate(to_put, 1)})
    votes = {each.amendment_id: each.id for each in _open_votes(db, motion.id)}
    return of_motion(db, motion, docket) | {
        "is_confirmed": order is not None,
        "is_as_proposed": order is None or order.confirmed == order.proposed,
        "reason": order.reason if order else "",
        "page": page,
        "pages": -(-len(groups) // PAGE) or 1,
        "open": len(still_open),
        "votes": len(to_put) + (motion.outcome is None),
        "vote_on_whole": votes.get(None),
        "rows": [known.row(number) | {"vote": votes.get(amendments[number].id)} for number in shown],
        "settled": [submitted(docket, amendments[n], seats) for n in sorted(amendments) if n not in still_open],
    }


def is_to_put(docket: Docket, number: int) -> bool:
    """Whether a vote on it comes as things stand: it is not on hold, nor is the amendment it changes."""
    parent = docket.items[number].parent
    is_held = parent is not None and docket.fates[parent].state == "held"
    return docket.fates[number].state == "pending" and not is_held


def grouped(docket: Docket) -> list[list[int]]:
    """The open amendments in order, those together that are shown under one heading."""
    groups: dict[int, list[int]] = defaultdict(list)
    for number in docket.pending:
        groups[_head(docket, number)].append(number)
    return list(groups.values())


def _head(docket: Docket, number: int) -> int:
    """Under which amendment one is shown: its parent, or the compromise it is held for."""
    fate, parent = docket.fates[number], docket.items[number].parent
    above = parent if parent is not None else fate.by if fate.state == "held" else None
    return number if above is None else _head(docket, above)


def _open_votes(db: Db, motion_id: str) -> Sequence[Vote]:
    """The votes on this text that are open now; that on the whole of it names no amendment."""
    on_text = (Question.MOTION, Question.AMENDMENT)
    rows = select(Vote).where(Vote.motion_id == motion_id, Vote.state == VoteState.OPEN, Vote.question.in_(on_text))
    return db.scalars(rows).all()


def submitted(docket: Docket, row: Amendment, seats: dict[str, dict]) -> dict:
    """What was submitted and what has become of it."""
    fate, item = docket.fates[row.number], docket.items[row.number]
    return {
        "id": row.id,
        "number": row.number,
        "mover": seats[row.seat_id],
        "fate": fate.state,
        "by": fate.by,
        "parent": item.parent,
        "replaces": list(item.replaces),
        "sentences": sentences_of(docket, row.number),
    }


class _Known:
    """What the rows of the list are made of."""

    def __init__(
        self, docket: Docket, amendments: dict[int, Amendment], seats: dict[str, dict], places: dict[int, int]
    ) -> None:
        self.docket, self.amendments, self.seats, self.places = docket, amendments, seats, places
        self.proposed = {placed.number: (at, placed) for at, placed in enumerate(docket.proposed, 1)}

    def row(self, number: int) -> dict:
        """One still open, with its place, the reason for it, and what would follow."""
        at, placed = self.proposed[number]
        is_put = number in self.places
        return submitted(self.docket, self.amendments[number], self.seats) | {
            "place": self.places.get(number),
            "proposed_place": at,
            "key": placed.key,
            "why_here": placed.reason,
            "if_adopted": consequences(self.docket, number, "adopted") if is_put else [],
            "if_rejected": consequences(self.docket, number, "rejected") if is_put else [],
        }
