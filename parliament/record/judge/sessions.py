"""Sessions and their agenda."""

from dataclasses import asdict

from parliament.record.entries import INSTITUTION, Entry, ItemAdded, ItemCalled, SessionClosed, SessionConvened
from parliament.record.judge.registry import insist, known_here, named_once, numbered_once, replays, unused
from parliament.record.judge.sittings import calm, open_sitting, open_votes
from parliament.record.state import Item, PlenarySession, State
from parliament.rules.stages import ItemKind, SessionStage, SittingState, Stage


@replays(SessionConvened)
def session_convened(state: State, entry: Entry, fact: SessionConvened) -> None:
    """The first entry of a session's log, which bears the session's id."""
    unused(state.sessions, fact.plenary, "session")
    insist(entry.log == fact.plenary, f"session {fact.plenary} is convened in the log {entry.log}")
    numbered_once(state, "session", fact.number, INSTITUTION)
    named_once(state, "session", fact.slug)
    said = asdict(fact)
    state.sessions[fact.plenary] = PlenarySession(
        id=said.pop("plenary"), stage=SessionStage.CONVENED.value, convened_at=entry.at, **said
    )


@replays(SessionClosed)
def session_closed(state: State, entry: Entry, fact: SessionClosed) -> None:
    insist(fact.plenary == entry.log, f"session {fact.plenary} is closed in the log {entry.log}")
    for sitting in (each for each in state.sittings.values() if each.plenary == entry.log):
        meets = sitting.state in (SittingState.OPEN, SittingState.SUSPENDED)
        insist(not meets, f"sitting {sitting.id} is {sitting.state}")
        insist(not open_votes(state, sitting), "a vote is open")
    state.sessions[entry.log].stage = SessionStage.CLOSED.value


@replays(ItemAdded)
def item_added(state: State, entry: Entry, fact: ItemAdded) -> None:
    """A published motion is scheduled by becoming an item, once."""
    unused(state.items, fact.item, "item")
    insist(fact.item_kind in set(ItemKind), f"there is no kind of item {fact.item_kind}")
    items = (each for each in state.items.values() if each.plenary == entry.log)
    insist(all(each.position != fact.position for each in items), f"place {fact.position} is taken")
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
    )


@replays(ItemCalled)
def item_called(state: State, entry: Entry, fact: ItemCalled) -> None:
    """Calling an item opens the debate on its motion."""
    sitting = open_sitting(state, fact.sitting, entry)
    item = known_here(state.items, fact.item, "item", entry)
    calm(state, sitting)
    sitting.item = item.id
    motion = state.motions[item.motion] if item.motion else None
    if motion and motion.stage == Stage.SCHEDULED:
        motion.stage = Stage.UNDER_DEBATE.value
