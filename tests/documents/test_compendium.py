"""The compendium and the table of three columns: nothing is left out, and each thing stands where it belongs."""

from parliament.documents.compendium import compendium, three_columns
from parliament.texts import IN_FORCE, Item, as_printed
from tests.documents.dossiers import decided, dossier_of, heat, of_every_kind
from tests.texts.drafting import insert


def numbers(notes) -> list[tuple[int, bool]]:
    return [(note.amending.number, note.is_first) for note in notes]


def test_each_amendment_stands_under_the_paragraphs_it_would_change_and_once_in_full() -> None:
    base = heat()
    places = compendium(dossier_of(base, of_every_kind(base)))
    assert {place.id: numbers(place.notes) for place in places if place.notes} == {
        "title": [(5, True)],
        "a": [(1, True), (2, True), (3, True)],
        "c": [(5, False)],
        "d": [(3, False)],
        "e": [(2, False)],
        "z": [(4, True)],
    }
    assert [(p.label, p.text) for p in places[1:]] == [(p.label, p.text) for p in as_printed(base)]
    (subs,) = [note.subs for place in places for note in place.notes if note.subs]
    assert [sub.number for sub in subs] == [6]


def test_what_would_come_at_the_beginning_of_a_section_stands_before_it() -> None:
    base = heat()
    places = compendium(dossier_of(base, {1: Item(1, insert(base, "", "Hear us"))}))
    assert [place.id for place in places][3:5] == ["operative", "a"]
    assert numbers(places[3].notes) == [(1, True)]


def test_table_holds_both_texts_and_every_amendment_beside_what_it_did() -> None:
    dossier = decided()
    lines = three_columns(dossier)
    assert [line.row.id for line in lines if line.row.was][1:] == [p.id for p in dossier.base.paragraphs]
    assert [line.row.id for line in lines if line.row.stays][1:] == [p.id for p in dossier.now.text.paragraphs]
    fresh = {line.row.id: numbers(line.notes) for line in lines if line.row.mark == "inserted"}
    assert fresh == {"amendment-2.1": [(2, False)], "amendment-4.1": [(4, False)]}
    told = {number for line in lines for number, is_first in numbers(line.notes) if is_first}
    assert told == {1, 2, 3, 4, 5}
    assert all(it.fate.state in IN_FORCE for it in dossier.amendments)
