"""The docket of a motion: its base text, its amendments and the log of decisions, from which every fate follows."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from parliament import texts
from parliament.rules.amendments import decision, decision_log, stands, with_compromises
from parliament.rules.divisions import Divided, that_hold
from parliament.rules.stages import VoteState
from parliament.store.queries.blocs import adopted_at_once, decided_in_parts, divided_of, wanted_by_house
from parliament.store.tables import Amendment, AmendmentDecision, AmendmentOrder, Annex, Motion, Vote


@dataclass(frozen=True)
class Docket:
    """Everything that decides what is still to be voted on a motion, and what its text is now."""

    base: texts.Text
    items: Mapping[int, texts.Item]
    log: tuple[texts.Decision, ...]
    confirmed: tuple[int, ...] | None
    divisions: Mapping[int, Divided] = field(default_factory=dict)  # as the chair ordered them
    wanted_divided: frozenset[int] = frozenset()  # by a decision of the house

    @cached_property
    def standing(self) -> texts.Standing:
        return texts.Standing(self.base, self.items, self.log, self.index)

    @cached_property
    def index(self) -> texts.Index:
        """What conflicts with what, as submitted."""
        return texts.index_of(self.base, self.items)

    @cached_property
    def fates(self) -> dict[int, texts.Fate]:
        return self.standing.fates

    @cached_property
    def divided(self) -> dict[int, Divided]:
        """The amendments that are put, or were put, in parts."""
        return that_hold(self.divisions, self.standing.operations)

    @cached_property
    def names(self) -> dict[str, texts.Phrase]:
        """What to call each paragraph of the base."""
        return texts.paragraph_phrases(self.base)

    @cached_property
    def labels(self) -> dict[str, str]:
        """The number each paragraph of the base is cited by."""
        return texts.labels(self.base)

    @cached_property
    def pending(self) -> list[int]:
        """Numbers still to be decided: in the confirmed order, or as proposed."""
        order = self.confirmed if self.confirmed is not None else self.proposed_numbers
        return [number for number in order if self.fates[number].state in texts.OPEN]

    @cached_property
    def proposed(self) -> tuple[texts.Placed, ...]:
        """The proposed order of what was pending before the first decision, with a reason for every place."""
        # What was withdrawn is in the index and would join others to one cluster, so that it is made anew without.
        is_whole = not any(item.withdrawn for item in self.items.values())
        return texts.propose_order(self.base, self.items, index=self.index if is_whole else None)

    @property
    def proposed_numbers(self) -> list[int]:
        return [placed.number for placed in self.proposed]

    def consequences(self, number: int, outcome: Literal["adopted", "rejected"] = "adopted") -> dict[int, texts.Fate]:
        """What befalls the others if this amendment is decided so, or the part of it that is put next."""
        divided = self.divided.get(number)
        if divided is not None and not divided.is_done:
            if divided.next_part < len(divided.parts):
                return {}  # only the last part decides the amendment
            then = self.standing.after(divided.with_next(adopted=outcome == "adopted")).fates
            return {n: fate for n, fate in then.items() if n != number and fate != self.fates[n]}
        return self.standing.consequences(number, outcome)

    @property
    def consolidated(self) -> texts.Consolidated:
        """The text as amended so far; the sources of its words are amendment names."""
        return self.standing.consolidated

    def as_amended_by(self, number: int) -> texts.Text:
        """The text as it would read if this amendment were adopted now, or the part of it that is put next."""
        divided = self.divided.get(number)
        if divided is not None and not divided.is_done:
            return self.standing.after(divided.with_next()).consolidated.text
        return self.standing.text_with(number).text

    def as_amended_by_all(self, numbers: Sequence[int]) -> texts.Text:
        """The text as it would read if these amendments were adopted at once."""
        return self.standing.after(*((number, "adopted") for number in numbers)).consolidated.text

    def consequences_of_all(self, numbers: Sequence[int]) -> dict[int, texts.Fate]:
        """What befalls the others if these are adopted at once."""
        then = self.standing.after(*((number, "adopted") for number in numbers)).fates
        return {n: fate for n, fate in then.items() if n not in numbers and fate != self.fates[n]}

    @property
    def begun(self) -> int | None:
        """The amendment that is being decided in parts."""
        return next((number for number, each in self.divisions.items() if each.is_begun), None)

    def due_in_parts(self, numbers: Sequence[int]) -> int | None:
        """The first of these that the house wants divided, if it is not yet and can be."""
        waiting = (n for n in numbers if n in self.wanted_divided and n not in self.divided)
        ops = self.standing.operations
        return next((n for n in waiting if texts.can_be_divided(self.base, ops(n))), None)

    @property
    def by_themselves(self) -> set[int]:
        """The compromises and sub-amendments: they are neither put at once with others nor divided."""
        return {number for number, item in self.items.items() if item.replaces or item.parent is not None}

    def clashes(self, numbers: Sequence[int]) -> set[int]:
        """Which of these exclude another one of them."""
        return {number for number in numbers if self.standing.rivals(number) & set(numbers)}

    def earlier_than(self, numbers: Sequence[int]) -> int | None:
        """The first pending amendment beside these that comes before one of them which depends on it.

        It excludes that one, or is a sub-amendment to it.
        """
        for at, number in enumerate(self.pending):
            on_it = self.standing.rivals(number) | {self.items[number].parent}
            if number not in numbers and on_it & set(numbers) & set(self.pending[at:]):
                return number
        return None

    def with_one_more(self, ops: texts.Ops, replaces: Sequence[int] = ()) -> texts.Fate:
        """The fate an amendment with these operations would have if it were submitted now."""
        number = max(self.items, default=0) + 1
        items = {**self.items, number: texts.Item(number, ops, replaces=tuple(replaces))}
        return texts.Standing(self.base, items, self.log).fate(number)


def docket_of(db: Db, motion: Motion) -> Docket:
    """Read a motion's docket, with a constant number of queries."""
    items = _items(db, motion.id)
    order = db.get(AmendmentOrder, motion.id)
    base = texts.text_from_json(json.loads(db.get_one(Annex, motion.text_hash).content))
    divided = divided_of(db, motion.id)
    log = decision_log(_voted(db, motion.id, divided), _decided_without_vote(db, motion.id))
    confirmed = _ordered(order.confirmed, items) if order else None
    return Docket(base, items, log, confirmed, divided, frozenset(wanted_by_house(db, motion.id)))


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


def _voted(db: Db, motion_id: str, divided: dict[int, Divided]) -> list[tuple[int, texts.Decision]]:
    """What closed votes decided on amendments, each with the number of the vote."""
    at_once, in_parts = adopted_at_once(db, motion_id), decided_in_parts(db, divided, motion_id)
    return [*_voted_alone(db, motion_id), *at_once, *in_parts]


def _voted_alone(db: Db, motion_id: str) -> list[tuple[int, texts.Decision]]:
    """Amendments that were put one by one and whole."""
    rows = db.execute(
        select(Vote.number, Amendment.number, Vote.outcome)
        .join(Amendment, Amendment.id == Vote.amendment_id)
        .where(Amendment.motion_id == motion_id, Vote.state == VoteState.CLOSED)
        .where(Vote.outcome.in_(("adopted", "rejected")), Vote.part.is_(None))
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
