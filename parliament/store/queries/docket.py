"""The docket of a motion: its base text, its amendments and the log of decisions, from which every fate follows."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from parliament import texts
from parliament.rules.amendments import decision, decision_log, stands, with_compromises
from parliament.rules.stages import VoteState
from parliament.store.tables import Amendment, AmendmentDecision, AmendmentOrder, Annex, Motion, Vote


@dataclass(frozen=True)
class Docket:
    """Everything that decides what is still to be voted on a motion, and what its text is now."""

    base: texts.Text
    items: Mapping[int, texts.Item]
    log: tuple[texts.Decision, ...]
    confirmed: tuple[int, ...] | None

    @cached_property
    def standing(self) -> texts.Standing:
        return texts.Standing(self.base, self.items, self.log, texts.index_of(self.base, self.items))

    @cached_property
    def fates(self) -> dict[int, texts.Fate]:
        return self.standing.fates

    @cached_property
    def pending(self) -> list[int]:
        """Numbers still to be decided: in the confirmed order, or as proposed."""
        order = self.confirmed if self.confirmed is not None else self.proposed_numbers
        return [number for number in order if self.fates[number].state in texts.OPEN]

    @cached_property
    def proposed(self) -> tuple[texts.Placed, ...]:
        """The proposed order of what was pending before the first decision, with a reason for every place."""
        return texts.propose_order(self.base, self.items)

    @property
    def proposed_numbers(self) -> list[int]:
        return [placed.number for placed in self.proposed]

    def consequences(self, number: int, outcome: Literal["adopted", "rejected"] = "adopted") -> dict[int, texts.Fate]:
        """What befalls the others if this amendment is decided so."""
        return self.standing.consequences(number, outcome)

    @property
    def consolidated(self) -> texts.Consolidated:
        """The text as amended so far; the sources of its words are amendment names."""
        return self.standing.consolidated

    def as_amended_by(self, number: int) -> texts.Text:
        """The text as it would read if this amendment were adopted now."""
        return self.standing.text_with(number).text


def docket_of(db: Db, motion: Motion) -> Docket:
    """Read a motion's docket, with a constant number of queries."""
    items = _items(db, motion.id)
    order = db.get(AmendmentOrder, motion.id)
    base = texts.text_from_json(json.loads(db.get_one(Annex, motion.text_hash).content))
    log = decision_log(_voted(db, motion.id), _decided_without_vote(db, motion.id))
    return Docket(base, items, log, _ordered(order.confirmed, items) if order else None)


def _items(db: Db, motion_id: str) -> dict[int, texts.Item]:
    """The amendments as they were submitted, by their numbers."""
    rows = db.execute(
        select(Amendment, Annex.content)
        .join(Annex, Annex.sha256 == Amendment.operations_hash)
        .where(Amendment.motion_id == motion_id)
        .order_by(Amendment.number)
    ).all()
    number_of: dict[str | None, int] = {row.id: row.number for row, _ in rows}
    return {
        row.number: texts.Item(
            row.number,
            texts.operations_from_json(json.loads(content)),
            row.withdrawn_at is not None,
            number_of.get(row.parent_id),
            tuple(number_of[each] for each in row.replaces),
        )
        for row, content in rows
    }


def _ordered(confirmed: Sequence[int], items: Mapping[int, texts.Item]) -> tuple[int, ...]:
    return with_compromises(confirmed, [(n, item.replaces) for n, item in items.items() if item.replaces])


def _voted(db: Db, motion_id: str) -> list[tuple[int, texts.Decision]]:
    """What closed votes decided on amendments, each with the number of the vote."""
    return _voted_alone(db, motion_id)


def _voted_alone(db: Db, motion_id: str) -> list[tuple[int, texts.Decision]]:
    """Amendments that were put one by one and whole."""
    rows = db.execute(
        select(Vote.number, Amendment.number, Vote.outcome)
        .join(Amendment, Amendment.id == Vote.amendment_id)
        .where(Amendment.motion_id == motion_id, Vote.state == VoteState.CLOSED)
        .where(Vote.outcome.in_(("adopted", "rejected")))
    )
    return [(vote, (number, "adopted" if outcome == "adopted" else "rejected")) for vote, number, outcome in rows]


def _decided_without_vote(db: Db, motion_id: str) -> list[tuple[int, texts.Decision]]:
    """What the sponsors accepted and the chair ruled, each with the number of the vote it follows."""
    votes = standing_votes(db, motion_id)
    rows = db.execute(
        select(AmendmentDecision.after_vote, Amendment.number, AmendmentDecision.kind)
        .join(Amendment, Amendment.id == AmendmentDecision.amendment_id)
        .where(AmendmentDecision.motion_id == motion_id)
        .order_by(AmendmentDecision.number)
    )
    return [(after, decision(number, kind)) for after, number, kind in rows if stands(kind, after, votes)]


def standing_votes(db: Db, motion_id: str) -> list[int]:
    """The numbers of the votes on a motion and its amendments that were not annulled, in their order."""
    rows = select(Vote.number).where(Vote.motion_id == motion_id, Vote.state != VoteState.ANNULLED)
    return list(db.scalars(rows.order_by(Vote.number)))
