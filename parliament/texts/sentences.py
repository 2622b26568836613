"""Operations said as sentences, so that a mayor confirms what the house has understood."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from parliament.texts.items import Item
from parliament.texts.labels import numbers
from parliament.texts.operations import EDGE, Delete, Insert, Move, Op, Readdress, Replace, Splice
from parliament.texts.outline import Place
from parliament.texts.payload import payload
from parliament.texts.phrases import N_, Phrase
from parliament.texts.text import Text
from parliament.texts.tokens import Tokens, detokenise, is_word

_DELETE = N_("Delete {paragraph}.")
_REPLACE = N_("Replace {paragraph} by “{new}”.")
_WORDS_REPLACE = N_("In {paragraph}, replace “{old}” by “{new}”.")
_WORDS_REPLACE_AFTER = N_("In {paragraph}, after “{before}”, replace “{old}” by “{new}”.")
_WORDS_DELETE = N_("In {paragraph}, delete “{old}”.")
_WORDS_DELETE_AFTER = N_("In {paragraph}, after “{before}”, delete “{old}”.")
_WORDS_INSERT = N_("In {paragraph}, after “{before}”, insert “{new}”.")
_WORDS_INSERT_FIRST = N_("At the beginning of {paragraph}, insert “{new}”.")
_SPACING = N_("In {paragraph}, change the spacing after “{before}”.")
_INSERT = N_("After {paragraph}, insert: “{new}”.")
_INSERT_FIRST = N_("At the beginning of {paragraph}, insert: “{new}”.")
_INSERT_BELOW = N_("Below it, at level {level}, insert: “{new}”.")
_INSERT_ADDRESSEE = N_("The new paragraph is addressed to {addressee}.")
_MOVE = N_("Move {paragraph} to follow {anchor}.")
_MOVE_FIRST = N_("Move {paragraph} to the beginning of {anchor}.")
_READDRESS = N_("In {paragraph}, change the addressee from {old} to {new}.")

_ITS_WORDS = N_("the words of amendment {amendment}")
_ITS_WORDS_NTH = N_("words {nth} of amendment {amendment}")

_PLACES: Final = {
    "title": N_("the title"),
    "preamble": N_("the preamble"),
    "operative": N_("the operative part"),
    "annex": N_("the annex"),
}
_LABELS: Final = {
    "preamble": N_("preambular paragraph {number}"),
    "operative": N_("paragraph {number}"),
    "annex": N_("annex paragraph {number}"),
}
_ADDRESSEES: Final = {
    "": N_("nobody in particular"),
    "we_commit": N_("ourselves"),
    "governments": N_("governments"),
    "institutions": N_("institutions"),
}
TEMPLATES: Final = (
    _DELETE,
    _REPLACE,
    _WORDS_REPLACE,
    _WORDS_REPLACE_AFTER,
    _WORDS_DELETE,
    _WORDS_DELETE_AFTER,
    _WORDS_INSERT,
    _WORDS_INSERT_FIRST,
    _SPACING,
    _INSERT,
    _INSERT_FIRST,
    _INSERT_BELOW,
    _INSERT_ADDRESSEE,
    _MOVE,
    _MOVE_FIRST,
    _READDRESS,
    *_PLACES.values(),
    *_LABELS.values(),
    *_ADDRESSEES.values(),
    _ITS_WORDS,
    _ITS_WORDS_NTH,
)


def paragraph_phrases(base: Text) -> dict[str, Phrase]:
    """What to call each paragraph, the sections and the title in a sentence."""
    found = {place: Phrase(template) for place, template in _PLACES.items()}
    for p, number in zip(base.paragraphs, numbers(base), strict=True):
        found[p.id] = Phrase(_LABELS[p.section], {"number": number})
    return found


def piece_phrases(words: Text, amendment: int) -> dict[str, Phrase]:
    """What to call each piece of the words an amendment brings (its `payload`)."""
    said = {"amendment": str(amendment)}
    if len(words.paragraphs) == 1:
        return {p.id: Phrase(_ITS_WORDS, said) for p in words.paragraphs}
    return {p.id: Phrase(_ITS_WORDS_NTH, said | {"nth": str(n)}) for n, p in enumerate(words.paragraphs, 1)}


def item_sentences(base: Text, items: Mapping[int, Item], number: int) -> tuple[Phrase, ...]:
    """An amendment as it was submitted, in words: on the base, or on the words of the amendment it changes."""
    item = items[number]
    if item.parent is None:
        return sentences(base, item.ops)
    words = payload(base, items[item.parent].ops)
    return sentences(words, item.ops, piece_phrases(words, item.parent))


def sentences(base: Text, ops: Iterable[Op], names: dict[str, Phrase] | None = None) -> tuple[Phrase, ...]:
    """Every operation in words; a new paragraph with others below it takes a sentence for each.

    `names` are what to call the paragraphs, if not as they are called in a motion.
    """
    names = names or paragraph_phrases(base)
    return tuple(phrase for op in ops for phrase in _said(base, op, names))


def _said(base: Text, op: Op, names: dict[str, Phrase]) -> list[Phrase]:
    match op:
        case Delete():
            return [Phrase(_DELETE, {"paragraph": names[op.pid]})]
        case Replace():
            return [Phrase(_REPLACE, {"paragraph": names[op.pid], "new": detokenise(op.new)})]
        case Splice():
            return [_said_splice(base.tokens[op.pid], op, names[op.pid])]
        case Insert():
            return _said_insert(op, names)
        case Move():
            template = _MOVE if op.place.after else _MOVE_FIRST
            return [Phrase(template, {"paragraph": names[op.pid], "anchor": _anchor(op.place, names)})]
        case Readdress():
            old, new = Phrase(_ADDRESSEES[op.old]), Phrase(_ADDRESSEES[op.new])
            return [Phrase(_READDRESS, {"paragraph": names[op.pid], "old": old, "new": new})]


def _anchor(place: Place, names: dict[str, Phrase]) -> Phrase:
    return names[place.after or place.parent]


def _said_insert(op: Insert, names: dict[str, Phrase]) -> list[Phrase]:
    found: list[Phrase] = []
    for nth, new in enumerate(op.block):
        words = detokenise(new.tokens)
        if nth and new.depth:
            found.append(Phrase(_INSERT_BELOW, {"level": new.depth, "new": words}))
        else:
            template = _INSERT if op.place.after else _INSERT_FIRST
            found.append(Phrase(template, {"paragraph": _anchor(op.place, names), "new": words}))
        if new.addressee:
            found.append(Phrase(_INSERT_ADDRESSEE, {"addressee": Phrase(_ADDRESSEES[new.addressee])}))
    return found


def _said_splice(tokens: Tokens, op: Splice, paragraph: Phrase) -> Phrase:
    """Where the words stand more than once in their paragraph, the sentence says after which others."""
    old, new = detokenise(op.old).strip(), detokenise(op.new).strip()
    before = _before(tokens, op)
    params: dict[str, str | int | Phrase] = {"paragraph": paragraph, "old": old, "new": new, "before": before}
    if not old and not new:
        return _phrase(_SPACING, params)
    if not old:
        return _phrase(_WORDS_INSERT if before else _WORDS_INSERT_FIRST, params)
    is_clear = not before or _times(tokens, op.old) == 1
    if not new:
        return _phrase(_WORDS_DELETE if is_clear else _WORDS_DELETE_AFTER, params)
    return _phrase(_WORDS_REPLACE if is_clear else _WORDS_REPLACE_AFTER, params)


def _phrase(template: str, params: dict[str, str | int | Phrase]) -> Phrase:
    return Phrase(template, {key: part for key, part in params.items() if f"{{{key}}}" in template})


def _times(tokens: Tokens, run: Tokens) -> int:
    return sum(tokens[at : at + len(run)] == run for at in range(len(tokens) - len(run) + 1))


def _before(tokens: Tokens, op: Splice) -> str:
    """The fewest words before a splice that stand only once in the paragraph, at most eight."""
    if op.left == EDGE:
        return ""
    start = op.start
    for _ in range(8):
        start = _word_back(tokens, start)
        if start == 0 or _times(tokens, tokens[start : op.start]) == 1:
            break
    return detokenise(tokens[start : op.start]).strip()


def _word_back(tokens: Tokens, start: int) -> int:
    """One word further to the left, over the spaces on the way."""
    while start and not is_word(tokens[start - 1]):
        start -= 1
    return max(start - 1, 0)
