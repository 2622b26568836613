"""Small texts and amendments drawn at random, over an alphabet so short that everything happens to coincide."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, settings
from hypothesis import strategies as st

from parliament.texts import (
    SECTIONS,
    TITLE,
    Consolidated,
    Delete,
    EditedParagraph,
    Insert,
    Item,
    Mismatch,
    Move,
    NewParagraph,
    Ops,
    Paragraph,
    Place,
    Readdress,
    Replace,
    Text,
    TextProblem,
    check_operations,
    consolidate,
    hard,
    tokenise,
)
from parliament.texts.operations import seal, splice

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "data"
MODEST = settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
WORDS = st.lists(st.sampled_from(["a", "b", "c"]), min_size=1, max_size=4)
ADDRESSEE = st.sampled_from(["", "", "we_commit", "governments"])


def beside(folder: str) -> pytest.MarkDecorator:
    """Left out where the data kept beside the project is absent."""
    return pytest.mark.skipif(not (SHARED / folder).is_dir(), reason="shared data absent")


def articles() -> dict[str, str]:
    """The first article of the declaration of human rights, by language tag; nothing where the data is absent."""
    path = SHARED / "languages" / "udhr_article1.json"
    if not path.is_file():
        return {}
    return {row["bcp47"]: row["article1"] for row in json.loads(path.read_text("utf-8")).values()}


def hostile() -> list[str]:
    """Strings that have broken other people's programs; one line each, and a line ends at a line feed only."""
    lines = (SHARED / "naughty" / "strings.jsonl").read_text("utf-8").split("\n")
    return [json.loads(line)["s"] for line in lines if line]


def rows_of(text: Text) -> list[tuple[str, int, str, str]]:
    """What two texts must share to be one text to a reader: ids of new paragraphs are not part of it."""
    return [(p.section, text.outline.depth(p.id), p.text, p.addressee) for p in text.paragraphs]


def flat(*words: str, title: str = "On water") -> Text:
    """An operative text of plain paragraphs a, b, c …"""
    ids = "abcdefghij"
    return Text("en", title, tuple(Paragraph(ids[n], "operative", None, w) for n, w in enumerate(words)))


def words(text: Text, pid: str, start: int, end: int, new: str = "") -> Ops:
    """One edit of the words of a paragraph."""
    return (splice(text.tokens[pid], pid, start, end, tokenise(new)),)


def delete(text: Text, *pids: str) -> Ops:
    """Deletions."""
    return tuple(Delete(pid, text.tokens[pid]) for pid in pids)


def insert(text: Text, after: str, new: str, parent: str = "operative") -> Ops:
    """One new paragraph."""
    return seal(text, [Insert(Place(parent, after), (NewParagraph(0, tokenise(new)),))])


def move(text: Text, pid: str, after: str, parent: str = "operative") -> Ops:
    """One paragraph moved."""
    return seal(text, [Move(pid, text.outline.home[pid], Place(parent, after))])


def is_valid(text: Text, ops: Ops) -> bool:
    """Whether these operations make an amendment."""
    try:
        check_operations(text, ops)
    except (Mismatch, TextProblem):
        return False
    return True


@st.composite
def texts(draw: st.DrawFn, most: int = 6) -> Text:
    """A text of a few paragraphs in two sections."""
    found: list[Paragraph] = []
    above: list[str] = []
    section = 0
    for n in range(draw(st.integers(1, most))):
        if not section and draw(st.integers(0, 3)) == 3:
            section, above = 1, []
        above = above[: draw(st.integers(0, min(len(above), 3)))]
        body = " ".join(draw(WORDS))
        found.append(Paragraph(f"p{n}", SECTIONS[section], above[-1] if above else None, body, draw(ADDRESSEE)))
        above.append(f"p{n}")
    return Text("en", " ".join(draw(WORDS)), tuple(found))


def places(text: Text) -> list[Place]:
    """Every place of a text."""
    return [Place(up, after) for up, below in text.outline.children.items() for after in ("", *below)]


def drawn(draw: st.DrawFn, text: Text) -> Ops:
    """One operation, or several that only go together; it need not be valid."""
    kind = draw(st.sampled_from("dDrssssiimmta"))
    pid = draw(st.sampled_from([p.id for p in text.paragraphs]))
    spot = st.sampled_from(places(text))
    old = text.tokens[pid]
    if kind in "dD":
        gone, todo = [], [pid]
        while todo:
            one = todo.pop()
            if kind == "D" and one != pid:  # what hangs under it moves out
                gone.append(Move(one, text.outline.home[one], draw(spot)))
            else:
                gone.append(Delete(one, text.tokens[one]))
                todo += text.outline.children[one]
        return tuple(gone)
    if kind == "r":
        return (Replace(pid, old, tokenise(" ".join(draw(WORDS)))),)
    if kind == "i":
        rows = [
            NewParagraph(int(n > 0), tokenise(" ".join(draw(WORDS))), draw(ADDRESSEE))
            for n in range(draw(st.integers(1, 2)))
        ]
        return (Insert(draw(spot), tuple(rows)),)
    if kind == "m":
        return (Move(pid, text.outline.home[pid], draw(spot)),)
    if kind == "a":
        return (Readdress(pid, text.by_id[pid].addressee, draw(ADDRESSEE)),)
    target = TITLE if kind == "t" else pid
    old = text.tokens[target]
    start, end = sorted((draw(st.integers(0, len(old))), draw(st.integers(0, len(old)))))
    return (splice(old, target, start, end, draw(st.lists(st.sampled_from(["a", "b", " "]), max_size=3))),)


@st.composite
def amendments(draw: st.DrawFn, text: Text, most: int = 4) -> Ops:
    """A valid amendment; an operation that would spoil it is left out."""
    ops: Ops = ()
    for _ in range(draw(st.integers(1, most))):
        more = seal(text, (*ops, *drawn(draw, text)))
        if is_valid(text, more):
            ops = more
    assume(ops)
    return ops


@dataclass(frozen=True)
class Case:
    """A text and amendments of it, by number."""

    base: Text
    items: dict[int, Ops]

    def peaceful(self) -> dict[int, Ops]:
        """Those that conflict with none before them."""
        found: dict[int, Ops] = {}
        for number, ops in self.items.items():
            if not any(hard(self.base, ops, other) for other in found.values()):
                found[number] = ops
        return found

    def as_items(self) -> dict[int, Item]:
        """As they come before the house."""
        return {number: Item(number, ops) for number, ops in self.items.items()}


@st.composite
def cases(draw: st.DrawFn, many: int) -> Case:
    """Amendments of one text, some of which share an operation."""
    base = draw(texts())
    items: dict[int, Ops] = {}
    for number in range(1, many + 1):
        ops = draw(amendments(base))
        if items and draw(st.integers(0, 2)) == 0:
            lent = draw(st.sampled_from(draw(st.sampled_from(list(items.values())))))
            shared = seal(base, (*(op for op in ops if getattr(op, "place", 0) != getattr(lent, "place", 1)), lent))
            ops = shared if is_valid(base, shared) else ops
        items[number] = ops
    return Case(base, items)


def adopt(case: Case, numbers: list[int] | tuple[int, ...]) -> Consolidated:
    """The text with these amendments in it, taken in this order."""
    return consolidate(case.base, [(f"A{n}", case.items[n]) for n in numbers])


def as_edited(text: Text) -> list[dict[str, Any]]:
    """The rows of an editing form, to be changed at will."""
    return [
        {"id": p.id, "section": p.section, "depth": text.outline.depth(p.id), "text": p.text, "addressee": p.addressee}
        for p in text.paragraphs
    ]


@st.composite
def edited(draw: st.DrawFn) -> tuple[Text, list[EditedParagraph], str]:
    """A text and what somebody made of it, with lost ids, doubled rows and paragraphs from nowhere."""
    base = draw(texts(7))
    rows = as_edited(base)
    for _ in range(draw(st.integers(0, 5))):
        what, at = (
            draw(st.sampled_from(["delete", "edit", "insert", "move", "depth", "forget", "copy", "address"])),
            draw(st.integers(0, 6)),
        )
        row = rows[at % len(rows)]
        if what == "insert":
            fresh = {"id": None, "section": draw(st.sampled_from(SECTIONS)), "depth": draw(st.integers(0, 3))}
            rows.insert(at, fresh | {"text": " ".join(draw(WORDS)), "addressee": draw(ADDRESSEE)})
        elif what == "delete" and len(rows) > 1:
            rows.remove(row)
        elif what == "edit":
            tokens = row["text"].split()
            cut = draw(st.integers(0, len(tokens)))
            row["text"] = " ".join([*tokens[:cut], *draw(WORDS), *tokens[draw(st.integers(cut, len(tokens))) :]])
        elif what == "move":
            rows.remove(row)
            rows.insert(draw(st.integers(0, 6)), row)
        elif what == "copy":
            rows.insert(draw(st.integers(0, 6)), dict(row))
        else:
            row |= {"depth": {"depth": draw(st.integers(0, 3))}, "forget": {"id": None}}.get(
                what, {"addressee": draw(ADDRESSEE)}
            )
    rows.sort(key=lambda row: SECTIONS.index(row["section"]))
    depth, section = -1, None
    for row in rows:
        depth = row["depth"] = min(row["depth"], depth + 1) if row["section"] == section else 0
        section = row["section"]
    return base, [EditedParagraph(**row) for row in rows], " ".join(draw(WORDS))
