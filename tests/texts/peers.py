"""Real cases of other houses and other programs, read from the data kept beside the project."""

import html
import json
import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from parliament.texts import Delete, Insert, Item, NewParagraph, Ops, Paragraph, Place, Replace, Text, clean, tokenise
from parliament.texts.operations import seal
from tests.texts.drafting import SHARED

AMENDMENTS = SHARED / "amendments"
WHOLE = re.compile(r"(?i)committee responsible|text as a whole|rejection|rejet|provisional agreement")
BESIDE = re.compile(r"(?i)\b(after|après|before|avant)\b")
PREAMBLE = re.compile(r"(?i)recital|consid|citation")


@cache
def cases_of(name: str) -> list[dict[str, Any]]:
    """The cases of one file."""
    return [json.loads(line) for line in (AMENDMENTS / name).read_text("utf-8").split("\n") if line]


def plain(markup: str) -> str:
    """What a reader sees of HTML, with what is struck out or put in still marked."""
    markup = re.sub(r"(?is)<span[^>]*line-number[^>]*>.*?</span>", "", markup)
    return html.unescape(re.sub(r"(?i)<(?!/?(?:ins|del)\b)[^>]*>", "", markup))


def blocks(markup: str) -> list[tuple[bool, str]]:
    """The innermost paragraphs and rows of HTML, each with whether it is marked as put in."""
    found = re.findall(r"(?is)<(?:p|li|h2)\b([^>]*)>((?:(?!<(?:p|li|h2)\b).)*?)</(?:p|li|h2)>", markup)
    return [("insert" in attributes, clean(plain(words))) for attributes, words in found]


@dataclass(frozen=True)
class Put:
    """One amendment as a voting list has it: the rows it takes, more than one if it was divided."""

    number: int
    vote: str  # the list's own number of its first row
    subject: str
    result: str  # ADOPTED, REJECTED, LAPSED, WITHDRAWN; of a divided one what most of it came to


@dataclass(frozen=True)
class VotingList:
    """A text that stands for the one voted on, and the amendments in the order they were put.

    The lists say where an amendment is and not what it says, so one to a paragraph rewrites it, one "after" it brings
    a paragraph, and one marked D takes it out.
    """

    name: str
    base: Text
    items: dict[int, Item]
    puts: tuple[Put, ...]


def voting_lists() -> list[VotingList]:
    """Every list with amendments to places of the text; votes on the whole text or on a committee's block are no such."""
    found = [_voting_list(case) for case in cases_of("ep_voting_lists.jsonl")]
    return [one for one in found if one.items]


def _voting_list(case: dict[str, Any]) -> VotingList:
    rows = [row for row in case["votings"] if row["am"] not in (None, "§") and row["subject"]]
    rows = [row for row in rows if not WHOLE.search(row["subject"])]
    subjects = sorted(dict.fromkeys(row["subject"] for row in rows), key=place_in_text)
    pids = {subject: f"p{n}" for n, subject in enumerate(dict.fromkeys(map(paragraph_of, subjects)))}
    ordered = sorted(pids, key=lambda place: not PREAMBLE.search(place))
    base = Text(
        "en",
        "A voting list",
        tuple(
            Paragraph(pids[s], "preamble" if PREAMBLE.search(s) else "operative", None, f"words of {s}")
            for s in ordered
        ),
    )
    groups: list[list[dict[str, Any]]] = []
    for row in rows:
        if groups and (groups[-1][0]["am"], groups[-1][0]["subject"]) == (row["am"], row["subject"]):
            groups[-1].append(row)
        else:
            groups.append([row])
    items = {
        n: Item(n, _stand_in(base, pids[paragraph_of(group[0]["subject"])], group[0], n))
        for n, group in enumerate(groups, 1)
    }
    puts = [Put(n, group[0]["vid"], group[0]["subject"], _result(group)) for n, group in enumerate(groups, 1)]
    return VotingList(case["id"], base, items, tuple(puts))


def paragraph_of(subject: str) -> str:
    """Beside which paragraph: in a resolution "After § 4" is § 4; a place within an article is its own."""
    named = re.fullmatch(r"(?i)(?:after |après (?:le )?)?((?:§|recital|considérant|citation) ?\w+)", subject)
    return named[1].capitalize() if named else subject


def place_in_text(subject: str) -> tuple[int, int, str]:
    """Where a place of a resolution comes in its text; places of other texts stay in the order of the list."""
    named = re.fullmatch(r"(?i)(§|recital|considérant|citation) ?(\w+)", paragraph_of(subject))
    if not named:
        return 9, 0, ""
    kind = ("citation", "recital", "considérant", "§").index(named[1].lower())
    return kind, int(named[2]) if named[2].isdigit() else len(named[2]), named[2]


def _stand_in(base: Text, pid: str, row: dict[str, Any], number: int) -> Ops:
    words = tokenise(f"as amendment {number} has it")
    if BESIDE.search(row["subject"]):
        return seal(base, [Insert(Place(base.outline.home[pid].parent, pid), (NewParagraph(0, words),))])
    if re.fullmatch(r"\d+D(=.*)?", row["am"]):
        return (Delete(pid, base.tokens[pid]),)
    return (Replace(pid, base.tokens[pid], words),)


def _result(group: list[dict[str, Any]]) -> str:
    results = [row["result"] for row in group if row["result"]]
    return next((result for result in ("ADOPTED", "REJECTED", "WITHDRAWN") if result in results), "LAPSED")
