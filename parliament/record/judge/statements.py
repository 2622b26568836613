"""What seats said in writing, beside what was decided."""

from dataclasses import asdict

from parliament.record.entries import Entry, StatementSubmitted, StatementWithdrawn
from parliament.record.floor_state import Statement
from parliament.record.judge.registry import insist, known_here, known_seat, replays, unused
from parliament.record.state import State
from parliament.rules.stages import StatementKind, VoteState


@replays(StatementSubmitted)
def statement_submitted(state: State, entry: Entry, fact: StatementSubmitted) -> None:
    """On an item, or on a closed vote: there once a kind and seat. No count of any vote changes by it."""
    unused(state.statements, fact.statement, "statement")
    known_seat(state, fact.seat)
    insist(fact.statement_kind in set(StatementKind), f"there is no kind of statement {fact.statement_kind}")
    on_item = fact.statement_kind == StatementKind.STATEMENT
    insist((fact.item is not None, fact.vote is not None) == (on_item, not on_item), "a statement is on one thing")
    if fact.item is not None:
        known_here(state.items, fact.item, "item", entry)
    if fact.vote is not None:
        vote = known_here(state.votes, fact.vote, "vote", entry)
        insist(vote.state == VoteState.CLOSED, f"vote {fact.vote} is {vote.state}")
        for other in state.statements.values():
            same = (other.vote, other.seat, other.kind) == (fact.vote, fact.seat, fact.statement_kind)
            insist(not same or other.withdrawn_at, f"seat {fact.seat} has said so already")
    said = asdict(fact)
    state.statements[fact.statement] = Statement(
        id=said.pop("statement"), kind=said.pop("statement_kind"), plenary=entry.log, submitted_at=entry.at, **said
    )


@replays(StatementWithdrawn)
def statement_withdrawn(state: State, entry: Entry, fact: StatementWithdrawn) -> None:
    statement = known_here(state.statements, fact.statement, "statement", entry)
    insist(statement.withdrawn_at is None, f"statement {fact.statement} was withdrawn already")
    statement.withdrawn_at = entry.at
