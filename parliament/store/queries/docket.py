"""The docket of a motion: its base text, its amendments and the log of decisions, from which every fate follows."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from parliament import texts
from parliament.rules.stages import VoteState
from parliament.store.tables import Amendment, AmendmentOrder, Annex, Motion, Vote


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

    def consequences(
        self, number: int, outcome: Literal["adopted", "rejected"] = "adopted"
    ) -> dict[int, texts.Fate]:
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
    amendments = db.execute(
        select(Amendment.number, Amendment.withdrawn_at, Annex.content)
        .join(Annex, Annex.sha256 == Amendment.operations_hash)
        .where(Amendment.motion_id == motion.id)
        .order_by(Amendment.number)
    )
    items = {
        number: texts.Item(number, texts.operations_from_json(json.loads(content)), withdrawn is not None)
        for number, withdrawn, content in amendments
    }
    decided = db.execute(
        select(Amendment.number, Vote.outcome)
        .join(Vote, Vote.amendment_id == Amendment.id)
        .where(Amendment.motion_id == motion.id, Vote.state == VoteState.CLOSED)
        .where(Vote.outcome.in_(("adopted", "rejected")))
        .order_by(Vote.number)
    )
    log: list[texts.Decision] = [
        (number, "adopted" if outcome == "adopted" else "rejected") for number, outcome in decided
    ]
    order = db.get(AmendmentOrder, motion.id)
    base = texts.text_from_json(json.loads(db.get_one(Annex, motion.text_hash).content))
    return Docket(base, items, tuple(log), tuple(order.confirmed) if order else None)
