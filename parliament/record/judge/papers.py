"""Papers before the house."""

from dataclasses import asdict

from parliament.record.entries import Entry, PaperAdded, PaperWithdrawn
from parliament.record.judge.registry import insist, known_here, numbered_once, replays, unused
from parliament.record.state import Paper, State


@replays(PaperAdded)
def paper_added(state: State, entry: Entry, fact: PaperAdded) -> None:
    unused(state.papers, fact.paper, "paper")
    numbered_once(state, "paper", fact.number, entry.log)
    insist(fact.size > 0, "an empty paper")
    if fact.item is not None:
        known_here(state.items, fact.item, "item", entry)
    said = asdict(fact)
    state.papers[fact.paper] = Paper(id=said.pop("paper"), plenary=entry.log, added_at=entry.at, **said)


@replays(PaperWithdrawn)
def paper_withdrawn(state: State, entry: Entry, fact: PaperWithdrawn) -> None:
    paper = known_here(state.papers, fact.paper, "paper", entry)
    insist(paper.withdrawn_at is None, f"paper {fact.paper} was withdrawn before")
    insist(fact.reason != "", "a paper is not withdrawn without a reason")
    paper.withdrawn_at, paper.reason = entry.at, fact.reason
