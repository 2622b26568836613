"""Sub-amendments: the words an amendment brings are a text of their own, and a sub-amendment is an amendment of it.

Because it addresses new words only, an amendment never reaches more of the base after a sub-amendment than before:
whom it can conflict with stays as it was (`Standing.met`). One level: a sub-amendment takes no sub-amendments (PACE rule 34.5).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from parliament.texts.apply import changes_nothing, check_operations, new_ids
from parliament.texts.checks import clean_paragraph
from parliament.texts.consolidate import Consolidated, consolidate
from parliament.texts.derive import EditedParagraph, derive_rows
from parliament.texts.index import landing_order
from parliament.texts.operations import Delete, Insert, Move, NewParagraph, Op, Ops, Readdress, Replace, Splice, seal
from parliament.texts.outline import Section
from parliament.texts.problems import TextProblem
from parliament.texts.text import Paragraph, Text
from parliament.texts.tokens import Tokens, detokenise

_HERE: Final[Section] = "operative"  # a payload has no sections of its own; it is one list


def payload(base: Text, ops: Ops) -> Text:
    """The words an amendment brings, a paragraph for each piece of them: `o2` for the third operation.

    The paragraphs a third operation inserts are `o2.0`, `o2.1` …, each under the one it hangs under.
    """
    found: list[Paragraph] = []
    for at, op in enumerate(ops):
        if isinstance(op, Splice | Replace) and op.new:
            found.append(Paragraph(f"o{at}", _HERE, None, detokenise(op.new)))
        if isinstance(op, Insert):
            above: list[str] = []
            for nth, new in enumerate(op.block):
                above, pid = above[: new.depth], f"o{at}.{nth}"
                words = detokenise(new.tokens)
                found.append(Paragraph(pid, _HERE, above[-1] if above else None, words, new.addressee))
                above.append(pid)
    return Text(base.language, "", tuple(found))


def operation_of(pid: str) -> int:
    """Which operation of the parent brings this paragraph of its payload."""
    return int(pid.removeprefix("o").split(".")[0])


def touched(sub: Ops) -> frozenset[int]:
    """The operations of the parent whose words a sub-amendment changes."""
    return frozenset(operation_of(_anchor(op)) for op in sub)


def _anchor(op: Op) -> str:
    if not isinstance(op, Insert):
        return op.pid
    return op.place.after or op.place.parent


def derive_sub(base: Text, ops: Ops, edited: Sequence[EditedParagraph]) -> Ops:
    """The operations that make the edited words of the words an amendment brings.

    A piece keeps the spaces around it, which a form loses. Problems: nothing_changed; not_its_words for whatever would
    leave the words of the amendment: a piece that is missing, a paragraph moved or put outside those it inserts; and
    whatever the amendment as changed is refused for.
    """
    text = payload(base, ops)
    rows = [_respaced(text, row) for row in edited]
    sub = derive_rows(text, rows)
    check_sub(base, ops, sub)
    return sub


def _respaced(text: Text, row: EditedParagraph) -> EditedParagraph:
    if row.id is None or "." in row.id or row.id not in text.by_id:
        return replace(row, text=clean_paragraph(row.text), section=_HERE)
    was, now = text.by_id[row.id].text, row.text.strip()
    head, tail = was[: len(was) - len(was.lstrip())], was[len(was.rstrip()) :]
    return replace(row, text=head + now + tail if now else "", section=_HERE)


def check_sub(base: Text, ops: Ops, sub: Ops, taken: Sequence[tuple[str, Ops]] = ()) -> Ops:
    """Whether a sub-amendment fits an amendment, beside those `taken` already: the amendment as it then reads."""
    if not sub or any(changes_nothing(op) for op in sub):
        raise TextProblem("nothing_changed")
    pieces = payload(base, ops).by_id
    for op in sub:
        # What is no new paragraph is only words: it cannot go, address anybody, or have paragraphs put beside it.
        is_for_paragraphs = isinstance(op, Delete | Insert | Readdress) and "." not in _anchor(op)
        if _anchor(op) not in pieces or is_for_paragraphs or isinstance(op, Move):
            raise TextProblem("not_its_words", getattr(op, "pid", None))
    revised = tuple(revise(base, ops, [*taken, ("sub", sub)]).values())
    if revised == tuple(revise(base, ops, taken).values()):
        raise TextProblem("nothing_changed")
    check_operations(base, revised)
    return revised


def revise(
    base: Text, ops: Ops, subs: Sequence[tuple[str, Ops]], precedence: Mapping[str, int] | None = None
) -> dict[int, Op]:
    """An amendment with sub-amendments in it: its next revision, each operation under the place it had.

    `subs` are adopted ones, each under its name. An operation that brings nothing any more is left out. Each new token
    knows which sub-amendment brought it.
    """
    if not subs:
        return dict(enumerate(ops))
    order = precedence or landing_order(dict(enumerate(sub for _, sub in subs)))
    now = consolidate(payload(base, ops), subs, order)
    rows = _rows(now, subs)
    found = {at: op for at, was in enumerate(ops) if (op := _revised(was, now, rows.get(at, ()), at))}
    return dict(zip(found, seal(base, found.values()), strict=True))


def _rows(now: Consolidated, subs: Sequence[tuple[str, Ops]]) -> dict[int, list[Paragraph]]:
    """The paragraphs of the revised payload by the operation that brings them, in reading order."""
    brought: dict[str, int] = {}
    for source, sub in subs:
        for at, ids in new_ids(sub, source).items():
            brought |= dict.fromkeys(ids, operation_of(_anchor(sub[at])))
    found: dict[int, list[Paragraph]] = {}
    for p in now.text.paragraphs:
        at = brought[p.id] if p.id in brought else operation_of(p.id)
        found.setdefault(at, []).append(p)
    return found


def _revised(op: Op, now: Consolidated, rows: Sequence[Paragraph], at: int) -> Op | None:
    if isinstance(op, Insert):
        block = tuple(_new(now, p) for p in rows)
        return replace(op, block=block) if block else None
    if isinstance(op, Splice | Replace) and op.new:
        tokens, by = _words(now, f"o{at}")
        return replace(op, new=tokens, by=by) if any(by) or detokenise(tokens) != detokenise(op.new) else op
    return op


def _new(now: Consolidated, p: Paragraph) -> NewParagraph:
    tokens, by = _words(now, p.id)
    return NewParagraph(now.text.outline.depth(p.id), tokens, p.addressee, by)


def _words(now: Consolidated, pid: str) -> tuple[Tokens, tuple[str, ...]]:
    found = now.provenance[pid]
    return tuple(token for token, _ in found), tuple(source for _, source in found)
