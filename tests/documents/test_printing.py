"""The compendium in print. Every compilation takes a tenth of a second and more, so there are few."""

import json
from dataclasses import replace
from importlib import resources

import typst

from parliament.documents import press, printing
from parliament.documents.printing import compendium_forme, outcome_in_words
from parliament.texts import Fate
from tests.documents.dossiers import BEGINNING, EVIL, decided


def test_compendium_is_accessible_archival_dated_and_always_the_same() -> None:
    made = press.printed(compendium_forme(decided("ar", "مرحبا بالعالم")))
    assert made.startswith(b"%PDF-1.7")
    assert b"pdfuaid:part>1<" in made
    assert b"pdfaid:part>2<" in made
    assert b"2026-11-22T09:00:00" in made
    assert press.printed(compendium_forme(decided("ar", "مرحبا بالعالم"))) == made


def test_character_that_cannot_be_archived_takes_away_the_archive_and_nothing_else() -> None:
    made = press.printed(compendium_forme(decided("zh", f"{EVIL} 关于热浪 \ue000")))
    assert b"pdfuaid:part>1<" in made
    assert b"pdfaid" not in made


def test_what_users_write_is_set_as_it_stands() -> None:
    data = json.dumps(printing._told(decided(title=EVIL), "en", str))
    sheet = resources.files("parliament.documents").joinpath("compendium.typ").read_bytes()
    found = json.loads(typst.query(sheet, "heading", sys_inputs={"data": data}, font_paths=press.fonts()))
    said = [each["body"]["child"]["text"] for each in found]
    assert f"Amendment 4 · {EVIL}" in said


def test_outcome_says_what_became_of_it_by_which_and_how_the_votes_fell() -> None:
    (first, *_) = decided().amendments
    assert outcome_in_words(first) == "adopted · 4 for, 1 against, 1 abstaining"
    assert press.language_code("sgn-BE-FR") == "sgn"
    assert press.language_code("x-klingon") == "en"
    assert first.submitted_at > BEGINNING


def test_amendment_on_hold_is_not_said_to_be_held_as_a_seat_is() -> None:
    (first, *_) = decided().amendments
    waiting = replace(first, fate=Fate("held", 7), tally=None)
    assert outcome_in_words(waiting) == "on hold · for the compromise 7"
    assert outcome_in_words(waiting, lambda said: f"[{said}]") == "[on hold] · [for the compromise 7]"
    assert outcome_in_words(replace(waiting, fate=Fate("partial", 7))) == "clashing in part · with amendment 7"
