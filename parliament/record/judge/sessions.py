"""Sessions: convened, urgent or not, in earnest or as a rehearsal; closed; and a rehearsal deleted."""

from dataclasses import asdict

from parliament.record.entries import (
    INSTITUTION,
    Entry,
    RehearsalDeleted,
    SessionClosed,
    SessionConvened,
    UrgencyDecided,
)
from parliament.record.judge.questions import decided_by
from parliament.record.judge.registry import insist, named_once, numbered_once, replays, unused
from parliament.record.judge.sittings import open_votes
from parliament.record.state import PlenarySession, State
from parliament.rules.stages import Outcome, SessionStage, SittingState, Urgency


@replays(SessionConvened)
def session_convened(state: State, entry: Entry, fact: SessionConvened) -> None:
    """The first entry of a session's log, which bears the session's id. Rehearsals are numbered apart."""
    unused(state.sessions, fact.plenary, "session")
    insist(entry.log == fact.plenary, f"session {fact.plenary} is convened in the log {entry.log}")
    insist(("deleted", "", fact.plenary) not in state.given, f"rehearsal {fact.plenary} was deleted")
    insist(not fact.urgent or fact.reason != "", "a session is not urgent without a reason")
    numbered_once(state, "rehearsal" if fact.rehearsal else "session", fact.number, INSTITUTION)
    named_once(state, "session", fact.slug)
    said = asdict(fact)
    state.sessions[fact.plenary] = PlenarySession(
        id=said.pop("plenary"),
        stage=SessionStage.CONVENED.value,
        convened_at=entry.at,
        urgency=Urgency.PENDING.value if said.pop("urgent") else None,
        **said,
    )


@replays(UrgencyDecided)
def urgency_decided(state: State, entry: Entry, fact: UrgencyDecided) -> None:
    plenary = state.sessions[entry.log]
    insist(plenary.urgency == Urgency.PENDING, f"the urgency is {plenary.urgency}")
    insist(fact.outcome in (Outcome.ADOPTED, Outcome.REJECTED), f"an urgency is not {fact.outcome}")
    decided_by(state, entry, fact.vote, about=entry.log, outcome=Outcome(fact.outcome))
    plenary.urgency = Urgency(fact.outcome).value


@replays(SessionClosed)
def session_closed(state: State, entry: Entry, fact: SessionClosed) -> None:
    insist(fact.plenary == entry.log, f"session {fact.plenary} is closed in the log {entry.log}")
    for sitting in (each for each in state.sittings.values() if each.plenary == entry.log):
        meets = sitting.state in (SittingState.OPEN, SittingState.SUSPENDED)
        insist(not meets, f"sitting {sitting.id} is {sitting.state}")
        insist(not open_votes(state, sitting), "a vote is open")
    state.sessions[entry.log].stage = SessionStage.CLOSED.value


@replays(RehearsalDeleted)
def rehearsal_deleted(state: State, _entry: Entry, fact: RehearsalDeleted) -> None:
    """Its log is gone, and none of that name may follow."""
    insist(fact.plenary not in state.sessions, f"session {fact.plenary} is still there")
    insist(("deleted", "", fact.plenary) not in state.given, f"rehearsal {fact.plenary} was deleted before")
    state.given.add(("deleted", "", fact.plenary))
