"""What can be wrong with a text or with an operation on it.

The drafting table is the lowest storey, so it cannot use the house's refusals: whoever lays a text on it
turns these two exceptions into a refusal with a message for the mayor.
"""

from __future__ import annotations

from typing import Literal

Kind = Literal[
    "empty",  # nothing is left after cleaning
    "too_long",  # more characters than `limit`
    "too_many_words",  # more tokens than `limit`
    "too_many_paragraphs",
    "too_deep",
    "character",  # an invisible or directional character that could make the text read otherwise than it is
    "order",  # paragraphs are not in reading order, or hang under a paragraph that is not there
    "identifier",  # an id twice, or one of the reserved words
    "nothing_changed",  # an edit or an operation without effect
    "not_its_words",  # a sub-amendment that leaves the words of its parent
    "parts_do_not_tile",  # parts that are not together, and each once, what is divided
    "too_many_parts",
    "parts_need_each_other",  # without one of them another would not leave a valid text
    "more_than_words",  # a correction that touches a paragraph as such, its place or whom it addresses
    "more_than_a_few_words",  # a correction of more than `limit` words at one place
    "number_changed",  # a correction of what counts
    "malformed",  # data that has not the shape of a text or of an operation
]


class TextProblem(Exception):
    """A text cannot be accepted: which kind of problem, in which paragraph, beyond which limit."""

    def __init__(self, kind: Kind, paragraph: str | None = None, limit: int | None = None) -> None:
        self.kind, self.paragraph, self.limit = kind, paragraph, limit
        where = f" in {paragraph}" if paragraph else ""
        super().__init__(kind + where + (f" (limit {limit})" if limit is not None else ""))


class Mismatch(Exception):
    """An operation did not find what it states it expects. Nothing is ever applied approximately."""
