"""Amendments in words and marked in the text they change: the base, or the words another amendment brings."""

from collections.abc import Iterable, Mapping

from parliament import texts
from parliament.store.queries.docket import Docket
from parliament.texts import N_, Phrase

_REPLACED = N_("The whole paragraph is replaced")
_AWAY = N_("Moved away from here, to follow {anchor}")
_AWAY_FIRST = N_("Moved away from here, to the beginning of {anchor}")
_HERE = N_("Moved to here; it followed {anchor}")
_HERE_FIRST = N_("Moved to here from the beginning of {anchor}")


def text_of_amendment(docket: Docket, number: int) -> tuple[texts.Text, texts.Ops]:
    """The text an amendment changes, and how, as it is put: a sub-amendment changes the words its parent brings."""
    parent = docket.items[number].parent
    if parent is None:
        return docket.base, docket.standing.operations(number)
    return texts.payload(docket.base, docket.items[parent].ops), docket.items[number].ops


def sentences_of(docket: Docket, number: int) -> list[Phrase]:
    """What an amendment does as it is put, in sentences."""
    if docket.items[number].parent is not None:
        return list(texts.item_sentences(docket.base, docket.items, number))
    return list(texts.sentences(docket.base, docket.standing.operations(number), docket.names))


def marked_amendment(docket: Docket, number: int) -> list[dict]:
    """An amendment marked in the text it changes."""
    return marked(*text_of_amendment(docket, number))


def changes_of(docket: Docket, number: int) -> list[dict]:
    """Only the paragraphs an amendment changes, marked."""
    return [row for row in near_changes(docket, number) if row["mark"] != "same"]


def near_changes(docket: Docket, number: int) -> list[dict]:
    """The paragraphs an amendment changes, among those beside which it puts something."""
    base, ops = text_of_amendment(docket, number)
    if base is docket.base:
        return _marked(texts.changes_marked(base, ops, docket.labels), ops, docket.names)
    return marked(base, ops)


def marked(base: texts.Text, ops: texts.Ops) -> list[dict]:
    """Each paragraph with what stays, goes and comes, and in words what happens to the whole of it."""
    return _marked(texts.marked_up(base, ops), ops, texts.paragraph_phrases(base))


def _marked(paragraphs: Iterable[texts.MarkedParagraph], ops: texts.Ops, names: Mapping[str, Phrase]) -> list[dict]:
    notes = _notes(ops, names)
    return [
        {
            "id": p.id,
            "section": p.section,
            "label": p.label,
            "depth": p.depth,
            "mark": p.mark,
            "note": notes.get((p.id, p.mark)),
            "segments": [list(segment) for segment in p.segments],
            "addressee": p.addressee,
            "was_addressee": p.was_addressee,
        }
        for p in paragraphs
    ]


def _notes(ops: texts.Ops, names: Mapping[str, Phrase]) -> dict[tuple[str, str], Phrase]:
    """What the marks alone do not say: that a paragraph is written anew, where one goes and where it came from."""
    found: dict[tuple[str, str], Phrase] = {}
    for op in ops:
        if isinstance(op, texts.Replace):
            found[op.pid, "changed"] = Phrase(_REPLACED)
        if isinstance(op, texts.Move):
            found[op.pid, "moved_away"] = _at(names, op.place, _AWAY, _AWAY_FIRST)
            found[op.pid, "moved_here"] = _at(names, op.home, _HERE, _HERE_FIRST)
    return found


def _at(names: Mapping[str, Phrase], place: texts.Place, following: str, first: str) -> Phrase:
    return Phrase(following if place.after else first, {"anchor": names[place.after or place.parent]})
