"""The agenda: dense places, parts behind their items, and nothing changed after adoption but by decision."""

from dataclasses import asdict

from parliament.record.entries import (
    AgendaAdopted,
    AgendaChangeDecided,
    AgendaChangeProposed,
    AgendaReordered,
    Entry,
    ItemAdded,
    ItemCalled,
    ItemChanged,
    ItemMoved,
    ItemRemoved,
)
from parliament.record.judge.questions import decided_by
from parliament.record.judge.registry import insist, known_here, replays, unused
from parliament.record.judge.sittings import calm, open_sitting
from parliament.record.state import AgendaChange, Item, State
from parliament.rules.agenda import is_in_order
from parliament.rules.stages import AgendaChangeKind, ItemKind, Outcome, ProposalState, Stage, Urgency


def _items(state: State, log: str) -> list[Item]:
    """The agenda of a session in its order."""
    return sorted((each for each in state.items.values() if each.plenary == log), key=lambda item: item.position)


def _reorder(state: State, order: list[str], entry: Entry) -> None:
    parents = {each.id: each.parent for each in _items(state, entry.log)}
    insist(is_in_order(order, parents), "this is not an order of the agenda")
    for position, item in enumerate(order, start=1):
        state.items[item].position = position


def _may_change(state: State, entry: Entry, change: str | None, kind: AgendaChangeKind) -> AgendaChange | None:
    """A draft is edited; an adopted agenda takes only what the house adopted."""
    adopted = state.sessions[entry.log].agenda_adopted_at is not None
    insist(adopted == (change is not None), "the agenda is adopted" if adopted else "the agenda is a draft")
    if change is None:
        return None
    proposal = known_here(state.agenda_changes, change, "change of the agenda", entry)
    insist(proposal.kind == kind, f"change {change} is about something else")
    insist(proposal.state == ProposalState.ADOPTED, f"change {change} is {proposal.state}")
    return proposal


@replays(ItemAdded)
def item_added(state: State, entry: Entry, fact: ItemAdded) -> None:
    """A published motion is scheduled by becoming an item, once; what stood at its place moves down."""
    unused(state.items, fact.item, "item")
    insist(fact.item_kind in set(ItemKind), f"there is no kind of item {fact.item_kind}")
    proposal = _may_change(state, entry, fact.change, AgendaChangeKind.ADDITION)
    insist(proposal is None or proposal.item == fact.item, f"item {fact.item} was not what was proposed")
    items = _items(state, entry.log)
    insist(
        1 <= fact.position <= len(items) + 1, f"there is no place {fact.position} on an agenda of {len(items)} items"
    )
    if fact.motion is not None:
        motion = known_here(state.motions, fact.motion, "motion", entry)
        insist(motion.stage == Stage.PUBLISHED, f"motion {fact.motion} is {motion.stage}")
        motion.stage = Stage.SCHEDULED.value
    state.items[fact.item] = Item(
        id=fact.item,
        plenary=entry.log,
        position=fact.position,
        kind=fact.item_kind,
        title=fact.title,
        motion=fact.motion,
        parent=fact.parent,
        planned_minutes=fact.planned_minutes,
    )
    order = [each.id for each in items]
    _reorder(state, [*order[: fact.position - 1], fact.item, *order[fact.position - 1 :]], entry)


@replays(ItemMoved)
def item_moved(state: State, entry: Entry, fact: ItemMoved) -> None:
    known_here(state.items, fact.item, "item", entry)
    insist(state.sessions[entry.log].agenda_adopted_at is None, "the agenda is adopted")
    _reorder(state, fact.items, entry)
    insist(state.items[fact.item].position == fact.position, f"item {fact.item} has another place")


@replays(ItemChanged)
def item_changed(state: State, entry: Entry, fact: ItemChanged) -> None:
    item = known_here(state.items, fact.item, "item", entry)
    insist(state.sessions[entry.log].agenda_adopted_at is None, "the agenda is adopted")
    insist(item.motion is None or item.title == fact.title, "the title is the motion's")
    item.title, item.planned_minutes = fact.title, fact.planned_minutes


@replays(ItemRemoved)
def item_removed(state: State, entry: Entry, fact: ItemRemoved) -> None:
    """What was called stays. A motion is published again, as before; papers on the item stay with the session."""
    item = known_here(state.items, fact.item, "item", entry)
    proposal = _may_change(state, entry, fact.change, AgendaChangeKind.REMOVAL)
    insist(proposal is None or proposal.item == fact.item, f"item {fact.item} was not what was proposed")
    insist(item.called_at is None, f"item {fact.item} has been called")
    insist(all(each.parent != item.id for each in state.items.values()), f"item {fact.item} has parts")
    del state.items[fact.item]
    if item.motion is not None and state.motions[item.motion].stage == Stage.SCHEDULED:
        state.motions[item.motion].stage = Stage.PUBLISHED.value
    for paper in state.papers.values():
        paper.item = None if paper.item == fact.item else paper.item
    _reorder(state, [each.id for each in _items(state, entry.log)], entry)


@replays(ItemCalled)
def item_called(state: State, entry: Entry, fact: ItemCalled) -> None:
    """Calling an item opens the debate on its motion; in an urgent session, only once the urgency is adopted."""
    sitting = open_sitting(state, fact.sitting, entry)
    item = known_here(state.items, fact.item, "item", entry)
    calm(state, sitting)
    insist(state.sessions[entry.log].urgency in (None, Urgency.ADOPTED), "the urgency is not adopted")
    sitting.item, item.called_at = item.id, item.called_at or entry.at
    motion = state.motions[item.motion] if item.motion else None
    if motion and motion.stage == Stage.SCHEDULED:
        motion.stage = Stage.UNDER_DEBATE.value


@replays(AgendaChangeProposed)
def agenda_change_proposed(state: State, entry: Entry, fact: AgendaChangeProposed) -> None:
    """A draft can only be adopted, and an adopted agenda only be changed."""
    unused(state.agenda_changes, fact.change, "change of the agenda")
    insist(fact.change_kind in set(AgendaChangeKind), f"there is no kind of change {fact.change_kind}")
    adopted = state.sessions[entry.log].agenda_adopted_at is not None
    insist(adopted == (fact.change_kind != AgendaChangeKind.ADOPTION), "the agenda is adopted or it is not")
    said = asdict(fact)
    state.agenda_changes[fact.change] = AgendaChange(
        id=said.pop("change"),
        kind=said.pop("change_kind"),
        plenary=entry.log,
        state=ProposalState.PROPOSED.value,
        proposed_at=entry.at,
        **said,
    )


@replays(AgendaAdopted)
def agenda_adopted(state: State, entry: Entry, fact: AgendaAdopted) -> None:
    change = _decide(state, entry, fact.change, fact.vote, ProposalState.ADOPTED)
    insist(change.kind == AgendaChangeKind.ADOPTION, f"change {fact.change} is about something else")
    insist([each.id for each in _items(state, entry.log)] == change.items, "the agenda is not the one that was put")
    state.sessions[entry.log].agenda_adopted_at = entry.at


@replays(AgendaChangeDecided)
def agenda_change_decided(state: State, entry: Entry, fact: AgendaChangeDecided) -> None:
    insist(fact.outcome in set(ProposalState) - {ProposalState.PROPOSED}, f"there is no outcome {fact.outcome}")
    change = _decide(state, entry, fact.change, fact.vote, ProposalState(fact.outcome))
    adopts = (change.kind, change.state) == (AgendaChangeKind.ADOPTION, ProposalState.ADOPTED)
    insist(not adopts, "the adoption of the agenda is an entry of its own")


def _decide(state: State, entry: Entry, key: str, vote: str, outcome: ProposalState) -> AgendaChange:
    change = known_here(state.agenda_changes, key, "change of the agenda", entry)
    insist(change.state == ProposalState.PROPOSED, f"change {key} is {change.state}")
    came_out = Outcome.REJECTED if outcome is ProposalState.REJECTED else Outcome.ADOPTED
    decided_by(state, entry, vote, about=key, outcome=came_out)
    change.state, change.decided_at = outcome.value, entry.at
    return change


@replays(AgendaReordered)
def agenda_reordered(state: State, entry: Entry, fact: AgendaReordered) -> None:
    change = _may_change(state, entry, fact.change, AgendaChangeKind.ORDER)
    insist(change is not None and change.items == fact.items, "this is not the order that was proposed")
    _reorder(state, fact.items, entry)
