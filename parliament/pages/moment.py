"""What is before a house this moment, read once for everybody who asks while nothing has changed.

A live page is asked for by thousands in the seconds after a result. What it shows follows from a few numbers (the lengths of
two logs, ballots, who is present), and those are asked for every time; the rest is read, and rendered, once for each of them.
"""

from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from parliament.identity.acting import reading, the_house
from parliament.store.database import Database
from parliament.store.views.live import live_view, numbers_of

MOST = 16  # sessions a house is remembered for


@dataclass
class Moment:
    """One session as it was when these were its numbers: the view, and its fragments by language."""

    numbers: tuple[int, ...]
    view: dict
    fragments: dict[str, dict[str, str]] = field(default_factory=dict)


known_moments: WeakKeyDictionary[Database, dict[str, Moment]] = WeakKeyDictionary()


def moment_of(word: str) -> Moment:
    """The session with this id or slug, as it is now. Nobody may change what is in it. Refused: not_found."""
    known = known_moments.setdefault(the_house().database, {})
    with reading() as db:
        plenary, numbers = numbers_of(db, word)
        moment = known.get(plenary)
        if moment is None or moment.numbers != numbers:
            moment = known[plenary] = Moment(numbers, live_view(db, plenary))
    for old in list(known)[:-MOST]:
        known.pop(old, None)
    return moment
