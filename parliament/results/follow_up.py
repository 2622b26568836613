"""What came of a declaration: to whom it was sent, what they answered, and what cities promised and did.

Reads entries of the institution's log alone. Knows no table, no clock and no page.
"""

from collections.abc import Sequence

from parliament.record.entries import Entry

Json = dict[str, object]


def addressees_of(entries: Sequence[Entry], declaration: str) -> list[Json]:
    """Each addressee of `declaration`, with what was sent to it and what it replied."""
    return []


def commitments_of(entries: Sequence[Entry], declaration: str) -> list[Json]:
    """Each commitment a city made under `declaration`, with its reports and reviews."""
    return []
