"""The text in force: a function of the base and of the set of operations adopted, all in base coordinates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from parliament.texts.apply import expected, lay, new_ids, rewrite
from parliament.texts.conflicts import hard
from parliament.texts.operations import Op, Ops, Replace, Splice, sourced
from parliament.texts.outline import SECTIONS, TITLE, Place, Section
from parliament.texts.problems import Mismatch
from parliament.texts.sheet import Deleted, Inserted, Line, Moved, Readdressed, Removed, Sheet
from parliament.texts.text import Paragraph, Text
from parliament.texts.tokens import detokenise

Provenance = dict[str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True)
class Consolidated:
    """A text with the source of each of its tokens ("" for the base) and all that left or moved."""

    text: Text
    provenance: Provenance
    ledger: tuple[Line, ...]


def consolidate(
    base: Text, adopted: Sequence[tuple[str, Ops]], precedence: Mapping[str, int] | None = None
) -> Consolidated:
    """The base with every adopted amendment in it, whichever order they were adopted in.

    `adopted` names each amendment, uniquely and for ever: the name is the source of its words and the stem of the
    ids of its paragraphs. An operation two amendments share is done once, for the first. `precedence` is
    `landing_order(all items)`; without it, what lands at one place stands in the order of its content.
    """
    sheet = Sheet(base, precedence)
    cuts: dict[str, list[tuple[Splice | Replace, str]]] = defaultdict(list)
    done: set[Op] = set()
    for source, ops in adopted:
        ids = new_ids(ops, source)
        for at, op in enumerate(ops):
            if op in done:
                continue
            done.add(op)
            if isinstance(op, Splice | Replace):
                cuts[op.pid].append((op, source))
            else:
                lay(sheet, op, source, ids.get(at, ()))
    for pid, found in cuts.items():
        _rewrite(sheet, pid, found)
    sheet.check()
    living = (TITLE, *(row.pid for row in sheet.rows()))
    provenance = {pid: tuple((word.token, word.source) for word in sheet.words[pid]) for pid in living}
    return Consolidated(sheet.text(), provenance, tuple(sheet.ledger))


def _rewrite(sheet: Sheet, pid: str, found: list[tuple[Splice | Replace, str]]) -> None:
    """Every edit of one paragraph at once, each held against the base and not against the others."""
    if pid not in sheet.words or pid in sheet.dead:
        raise Mismatch(f"{pid} is gone")
    if pid == TITLE and any(isinstance(op, Replace) for op, _ in found):
        raise Mismatch("the title takes splices only")
    rewrite(sheet, pid, [(*expected(sheet, op), sourced(op.new, op.by, source), source) for op, source in found])


def rebase(base: Text, ops: Ops, adopted: Ops) -> Ops:
    """A pending amendment as it reads once another is in: a view, never stored. Mismatch rather than a guess."""
    if hard(base, ops, adopted):
        raise Mismatch("the two cannot both stand")
    return tuple(_shifted(op, adopted) for op in ops if op not in adopted)


def _shifted(op: Op, adopted: Ops) -> Op:
    if not isinstance(op, Splice):
        return op
    before = [x for x in adopted if isinstance(x, Splice) and x.pid == op.pid and x.end < op.start]
    by = sum(len(x.new) - len(x.old) for x in before)
    return replace(op, start=op.start + by, end=op.end + by)


def restore(now: Consolidated) -> Text:
    """The base again, from what is published only: the text, the sources of its tokens, the ledger."""
    removed: dict[str, dict[int, str]] = defaultdict(dict)
    away: dict[str, Place] = {}
    new = {line.pid for line in now.ledger if isinstance(line, Inserted)}
    addressee = {p.id: p.addressee for p in now.text.paragraphs}
    for line in reversed(now.ledger):
        match line:
            case Removed(pid, at, token, _):
                removed[pid][at] = token
            case Deleted(pid, home, old, _):
                away[pid], addressee[pid] = home, old
            case Moved(pid, home, _):
                away[pid] = home
            case Readdressed(pid, old, _):
                addressee[pid] = old
    children = _homes(now.text, new, away)
    kept = {pid: [token for token, source in found if not source] for pid, found in now.provenance.items()}

    def words(pid: str) -> str:
        return detokenise(_woven(kept.get(pid, []), removed[pid]))

    paragraphs: list[Paragraph] = []

    def walk(parent: str, section: Section) -> None:
        for pid in children[parent]:
            above = None if parent == section else parent
            paragraphs.append(Paragraph(pid, section, above, words(pid), addressee[pid]))
            walk(pid, section)

    for section in SECTIONS:
        walk(section, section)
    return Text(now.text.language, words(TITLE), tuple(paragraphs))


def _homes(text: Text, new: set[str], away: Mapping[str, Place]) -> dict[str, list[str]]:
    """The children every paragraph of the base had: those that stayed, then each put back after its sibling."""
    children: dict[str, list[str]] = defaultdict(list)
    for p in text.paragraphs:
        if p.id not in new and p.id not in away:
            children[p.parent or p.section].append(p.id)
    todo = dict(away)
    while todo:
        ready = [(pid, at) for pid, at in todo.items() if not at.after or at.after in children[at.parent]]
        if not ready:
            raise Mismatch("the ledger does not lead back to a base")
        for pid, at in ready:
            siblings = children[at.parent]
            siblings.insert(siblings.index(at.after) + 1 if at.after else 0, pid)
            del todo[pid]
    return children


def _woven(kept: list[str], removed: Mapping[int, str]) -> list[str]:
    """The kept tokens in order, with the removed ones back at the places they had."""
    rest = iter(kept)
    return [removed[at] if at in removed else next(rest) for at in range(len(kept) + len(removed))]
