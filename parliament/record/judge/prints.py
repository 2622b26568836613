"""Declarations as they were printed when they were published."""

from parliament.record.entries import DeclarationPrinted, Entry
from parliament.record.judge.registry import insist, replays, unused
from parliament.record.print_state import Print
from parliament.record.state import State


@replays(DeclarationPrinted)
def declaration_printed(state: State, entry: Entry, fact: DeclarationPrinted) -> None:
    """Once, before it is published; that the print is of what is published then is judged there."""
    unused(state.prints, fact.declaration, "print")
    insist(
        fact.declaration not in state.declarations, f"declaration {fact.declaration} was printed after it was published"
    )
    state.prints[fact.declaration] = Print(
        declaration=fact.declaration,
        document=fact.document,
        language=fact.language,
        pdf_hash=fact.pdf_hash,
        at=entry.at,
    )
