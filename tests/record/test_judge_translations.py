"""The judge on translations: frozen once, in the moment a vote on the whole text opens, and only with something in them."""

from dataclasses import replace

import pytest

from parliament.record.entries import TranslationsFrozen
from parliament.record.replay import ReplayError, replay
from tests.record.whole_session import B, record_until

FROZEN = TranslationsFrozen(motion="motion-1", vote="vote-3", languages=["ar", "th"], translations_hash=B)


def entries(moment: str, *facts: TranslationsFrozen, at_once: bool = True) -> list:
    """The record up to a moment and these facts after it, said in the very moment of what was before them."""
    found = record_until(moment, *facts)
    opened = found[-1 - len(facts)]
    tail = [replace(entry, at=opened.at) if at_once else entry for entry in found[-len(facts) :]]
    return [*found[: -len(facts)], *tail]


def test_frozen_set_is_known_by_its_vote():
    state = replay(entries("put", FROZEN))
    frozen = state.frozen_translations["vote-3"]
    assert (frozen.motion, frozen.languages, frozen.translations_hash) == ("motion-1", ["ar", "th"], B)


@pytest.mark.parametrize(
    ("moment", "facts", "why"),
    [
        ("put", [FROZEN, FROZEN], "there already is set of translations for vote vote-3"),
        ("put", [replace(FROZEN, vote="vote-9")], "there is no vote vote-9"),
        ("put", [replace(FROZEN, motion="motion-2")], "vote vote-3 is on another motion"),
        ("amendment put", [replace(FROZEN, vote="vote-1")], "vote vote-1 is not on a whole text"),
        ("inquorate", [FROZEN], "as vote vote-3 opens, and not later"),
        ("put", [replace(FROZEN, languages=[])], "languages are named once, in their order"),
        ("put", [replace(FROZEN, languages=["th", "ar"])], "languages are named once, in their order"),
        ("put", [replace(FROZEN, languages=["ar", "ar"])], "languages are named once, in their order"),
    ],
)
def test_record_cannot_say_what_cannot_be(moment: str, facts: list[TranslationsFrozen], why: str):
    with pytest.raises(ReplayError, match=why):
        replay(entries(moment, *facts))


def test_translations_are_not_frozen_once_somebody_may_have_voted():
    with pytest.raises(ReplayError, match="and not later"):
        replay(entries("put", FROZEN, at_once=False))
