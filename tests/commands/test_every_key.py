"""Every key of every profile decides something: two values of it, and the house behaves otherwise.

The behaviours stand in `keyed_*.py`; a key that the house ignores fails here, and so does one that nobody plays.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest

from parliament.record.canonical import canonical
from parliament.rules.profile import read_profile
from parliament.rules.profile_keys import KEYS
from parliament.rules.refusals import Code, Refused
from parliament.store.tables import Annex, PlenarySession
from tests.builders import Chamber, Shelf
from tests.commands import keyed_amendments, keyed_convening, keyed_floor, keyed_minutes, keyed_votes
from tests.commands.keyed import BEHAVIOURS
from tests.varied import convene_under, written

# Keys with a single value: what it says is played, and that there is no other.
SINGLE: dict[str, tuple[Any, list[Any]]] = {
    "amendments.window": ("until_order_confirmed", ["always", "until_published"]),
    "amendments.min_sponsors": (1, [0, 2, 5]),
}

CASES = [(key, value, seen) for key, behaviour in BEHAVIOURS.items() for value, seen in behaviour.cases]


@contextmanager
def under(shelf: Shelf, moment: str, changes: Mapping[str, Any]) -> Iterator[Chamber]:
    """A chamber under rules that differ from the default in these keys. One database is enough: both keep the same.

    That rules are frozen by convening has its own tests. Here the annex of a session that was played up to a moment is
    exchanged behind the house's back, because playing up to it again for every value takes minutes.
    """
    with shelf.copy("sqlite", moment) as chamber:
        if moment == "founded":
            convene_under(chamber, changes)
        else:
            rules = canonical(read_profile(written(changes)).to_json())
            with chamber.house.database.writing() as db:
                frozen = db.get_one(PlenarySession, chamber.plenary).profile_hash
                db.get_one(Annex, frozen).content = rules
        yield chamber


def test_every_key_is_played() -> None:
    rooms = {behaviour.play.__module__ for behaviour in BEHAVIOURS.values()}
    assert rooms == {
        room.__name__ for room in (keyed_amendments, keyed_convening, keyed_floor, keyed_minutes, keyed_votes)
    }
    assert set(BEHAVIOURS) | set(SINGLE) == set(KEYS)


@pytest.mark.parametrize("key", BEHAVIOURS)
def test_a_house_that_ignored_the_key_would_be_noticed(key: str) -> None:
    seen = [seen for _, seen in BEHAVIOURS[key].cases]
    assert any(each != seen[0] for each in seen)


@pytest.mark.parametrize(("key", "value", "seen"), CASES, ids=[f"{key}={value}" for key, value, _ in CASES])
def test_the_house_behaves_as_the_key_says(shelf: Shelf, key: str, value: Any, seen: Any) -> None:
    behaviour = BEHAVIOURS[key]
    with under(shelf, behaviour.moment, {**behaviour.among, key: value}) as chamber:
        assert behaviour.play(chamber) == seen


def test_amendments_are_accepted_until_the_order_of_voting_is_confirmed(shelf: Shelf) -> None:
    with under(shelf, "debated", {}) as chamber:
        seen = keyed_convening.amending_until_the_order_is_confirmed(chamber)
    assert seen == ["done", "amendments_closed"]


@pytest.mark.parametrize("key", SINGLE)
def test_a_key_with_a_single_value_is_refused_with_another(key: str) -> None:
    only, others = SINGLE[key]
    assert read_profile(written({key: only})).value_of(key) == only
    for other in others:
        with pytest.raises(Refused) as refused:
            read_profile(written({key: other}))
        assert (refused.value.code, refused.value.facts["key"]) == (Code.BAD_PROFILE, key)
