"""Sessions of the past: the institution's own log says that they came in."""

from dataclasses import asdict

from parliament.record.entries import Entry, PastSessionImported
from parliament.record.judge.registry import insist, named_once, replays, unused
from parliament.record.past_state import PastSession
from parliament.record.state import State


@replays(PastSessionImported)
def past_session_imported(state: State, entry: Entry, fact: PastSessionImported) -> None:
    """The same votes come in once, and no number of theirs is larger than that of the votes."""
    unused(state.past_sessions, fact.past_session, "past session")
    named_once(state, "past session", fact.slug)
    named_once(state, "document of past votes", fact.votes_hash)
    insist(min(fact.agreements, fact.disagreements, fact.not_computed) >= 0, "a number of votes is negative")
    insist(fact.agreements + fact.not_computed <= fact.votes, "more votes were computed than there are")
    insist(fact.disagreements <= fact.votes, "more votes disagree than there are")
    said = asdict(fact)
    state.past_sessions[fact.past_session] = PastSession(id=said.pop("past_session"), imported_at=entry.at, **said)
