"""Small texts and amendments drawn at random, over an alphabet so short that everything happens to coincide."""

import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
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
    check_sub,
    consolidate,
    hard,
    payload,
    tokenise,
)
from parliament.texts.operations import seal, splice

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "data"
# Half of what the profile in force asks for: 50 on every change, 500 at night (tests/conftest.py).
MODEST = settings(
    max_examples=settings.default.max_examples // 2, deadline=None, suppress_health_check=list(HealthCheck)
)
# On every change a text and its amendments are drawn with one seed, which is ten times as fast; at night every choice
# is Hypothesis's own, which then finds the smallest case that fails.
CHANCES = st.randoms(use_true_random=MODEST.max_examples <= 50)
WORDS = st.lists(st.sampled_from(["a", "b", "c"]), min_size=1, max_size=4)
ADDRESSEES = ("", "", "we_commit", "governments")


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


def some_words(chance: random.Random) -> str:
    """One to four words of three."""
    return " ".join(chance.choice("abc") for _ in range(chance.randint(1, 4)))


def by_chance(make: Callable[..., Any]) -> Callable[..., st.SearchStrategy[Any]]:
    """A strategy from what makes one example with a chance."""

    def strategy(*args: Any, **more: Any) -> st.SearchStrategy[Any]:
        return CHANCES.map(lambda chance: make(chance, *args, **more)).filter(lambda found: found is not None)

    strategy.__doc__ = make.__doc__
    return strategy


def make_text(chance: random.Random, most: int = 6) -> Text:
    """A text of a few paragraphs in two sections."""
    found: list[Paragraph] = []
    above: list[str] = []
    section = 0
    for n in range(chance.randint(1, most)):
        if not section and chance.randint(0, 3) == 3:
            section, above = 1, []
        above = above[: chance.randint(0, min(len(above), 3))]
        parent, addressee = above[-1] if above else None, chance.choice(ADDRESSEES)
        found.append(Paragraph(f"p{n}", SECTIONS[section], parent, some_words(chance), addressee))
        above.append(f"p{n}")
    return Text("en", some_words(chance), tuple(found))


def places(text: Text) -> list[Place]:
    """Every place of a text."""
    return [Place(up, after) for up, below in text.outline.children.items() for after in ("", *below)]


def drawn(chance: random.Random, text: Text) -> Ops:
    """One operation, or several that only go together; it need not be valid."""
    kind = chance.choice("dDrssssiimmta")
    pid = chance.choice([p.id for p in text.paragraphs])
    spots = places(text)
    old = text.tokens[pid]
    if kind in "dD":
        gone, todo = [], [pid]
        while todo:
            one = todo.pop()
            if kind == "D" and one != pid:  # what hangs under it moves out
                gone.append(Move(one, text.outline.home[one], chance.choice(spots)))
            else:
                gone.append(Delete(one, text.tokens[one]))
                todo += text.outline.children[one]
        return tuple(gone)
    if kind == "r":
        return (Replace(pid, old, tokenise(some_words(chance))),)
    if kind == "i":
        many = chance.randint(1, 2)
        rows = [NewParagraph(int(n > 0), tokenise(some_words(chance)), chance.choice(ADDRESSEES)) for n in range(many)]
        return (Insert(chance.choice(spots), tuple(rows)),)
    if kind == "m":
        return (Move(pid, text.outline.home[pid], chance.choice(spots)),)
    if kind == "a":
        return (Readdress(pid, text.by_id[pid].addressee, chance.choice(ADDRESSEES)),)
    target = TITLE if kind == "t" else pid
    old = text.tokens[target]
    start, end = sorted((chance.randint(0, len(old)), chance.randint(0, len(old))))
    return (splice(old, target, start, end, [chance.choice("ab ") for _ in range(chance.randint(0, 3))]),)


def make_amendment(chance: random.Random, text: Text, most: int = 4) -> Ops:
    """A valid amendment; an operation that would spoil it is left out."""
    ops: Ops = ()
    todo = chance.randint(1, most)
    while todo > 0 or not ops:
        more = seal(text, (*ops, *drawn(chance, text)))
        if is_valid(text, more):
            ops = more
        todo -= 1
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


def make_case(chance: random.Random, many: int) -> Case:
    """Amendments of one text, some of which share an operation."""
    base = make_text(chance)
    items: dict[int, Ops] = {}
    for number in range(1, many + 1):
        ops = make_amendment(chance, base)
        if items and chance.randint(0, 2) == 0:
            lent = chance.choice(chance.choice(list(items.values())))
            shared = seal(base, (*(op for op in ops if getattr(op, "place", 0) != getattr(lent, "place", 1)), lent))
            ops = shared if is_valid(base, shared) else ops
        items[number] = ops
    return Case(base, items)


texts, amendments, cases = by_chance(make_text), by_chance(make_amendment), by_chance(make_case)


def adopt(case: Case, numbers: list[int] | tuple[int, ...]) -> Consolidated:
    """The text with these amendments in it, taken in this order."""
    return consolidate(case.base, [(f"A{n}", case.items[n]) for n in numbers])


def as_edited(text: Text) -> list[dict[str, Any]]:
    """The rows of an editing form, to be changed at will."""
    return [
        {"id": p.id, "section": p.section, "depth": text.outline.depth(p.id), "text": p.text, "addressee": p.addressee}
        for p in text.paragraphs
    ]


def make_edited(chance: random.Random) -> tuple[Text, list[EditedParagraph], str]:
    """A text and what somebody made of it, with lost ids, doubled rows and paragraphs from nowhere."""
    base = make_text(chance, 7)
    rows = as_edited(base)
    for _ in range(chance.randint(0, 5)):
        what = chance.choice(["delete", "edit", "insert", "move", "depth", "forget", "copy", "address"])
        at = chance.randint(0, 6)
        row = rows[at % len(rows)]
        if what == "insert":
            fresh = {"id": None, "section": chance.choice(SECTIONS), "depth": chance.randint(0, 3)}
            rows.insert(at, fresh | {"text": some_words(chance), "addressee": chance.choice(ADDRESSEES)})
        elif what == "delete" and len(rows) > 1:
            rows.remove(row)
        elif what == "edit":
            tokens = row["text"].split()
            cut = chance.randint(0, len(tokens))
            row["text"] = " ".join([*tokens[:cut], some_words(chance), *tokens[chance.randint(cut, len(tokens)) :]])
        elif what == "move":
            rows.remove(row)
            rows.insert(chance.randint(0, 6), row)
        elif what == "copy":
            rows.insert(chance.randint(0, 6), dict(row))
        elif what in ("depth", "forget", "address"):
            to = {"depth": {"depth": chance.randint(0, 3)}, "forget": {"id": None}}
            row |= to.get(what, {"addressee": chance.choice(ADDRESSEES)})
    rows.sort(key=lambda row: SECTIONS.index(row["section"]))
    depth, section = -1, None
    for row in rows:
        depth = row["depth"] = min(row["depth"], depth + 1) if row["section"] == section else 0
        section = row["section"]
    return base, [EditedParagraph(**row) for row in rows], some_words(chance)


edited = by_chance(make_edited)


def make_sub(chance: random.Random, base: Text, ops: Ops) -> Ops:
    """A sub-amendment to an amendment, or nothing."""
    brought = payload(base, ops)
    found: Ops = ()
    for _ in range(3 if brought.paragraphs else 0):
        more = seal(brought, (*found, *drawn(chance, brought)))
        try:
            check_sub(base, ops, more)
        except (Mismatch, TextProblem):
            continue
        found = more
    return found


def make_case_with_subs(chance: random.Random) -> tuple[Case, dict[int, Item]] | None:
    """Three amendments, and two sub-amendments to each that can take some."""
    case = make_case(chance, 3)
    found = case.as_items()
    for parent, ops in case.items.items():
        for _ in range(2):
            sub = make_sub(chance, case.base, ops)
            if sub:
                number = len(found) + 1
                found[number] = Item(number, sub, parent=parent)
    return (case, found) if len(found) > len(case.items) else None


with_subs = by_chance(make_case_with_subs)
