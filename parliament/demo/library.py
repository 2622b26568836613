"""The motions and amendments the simulated mayors have in their drawers, and how an amendment edits a text."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

ADDRESSEES = ("we_commit", "governments", "institutions")

Row = dict[str, Any]


@dataclass(frozen=True)
class Change:
    """One amendment in the drawer: words replaced, a paragraph dropped, or one added after another."""

    paragraph: int
    why: str
    find: str = ""
    replace: str = ""
    drop: bool = False
    add: str = ""
    addressee: str = ""
    withdraw: bool = False

    def apply(self, rows: list[Row]) -> list[Row]:
        """The rows as the mover would send them; unchanged rows keep their ids."""
        place = self.paragraph - 1
        if self.drop:
            return rows[:place] + rows[place + 1 :]
        if self.add:
            added = {"section": "operative", "depth": 0, "text": self.add, "addressee": self.addressee}
            return [*rows[: place + 1], added, *rows[place + 1 :]]
        changed = {**rows[place], "text": rows[place]["text"].replace(self.find, self.replace)}
        return [*rows[:place], changed, *rows[place + 1 :]]


@dataclass(frozen=True)
class Draft:
    """One motion in the drawer, with what others will want to change in it."""

    title: str
    rows: tuple[Row, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Library:
    """Everything the simulated mayors have to say."""

    themes: tuple[str, ...]
    drafts: tuple[Draft, ...]

    def named(self, title: str) -> Draft | None:
        """The draft of this title; a visitor's motion has none."""
        return next((draft for draft in self.drafts if draft.title == title), None)


@cache
def open_library() -> Library:
    """The library the house ships."""
    shelf = tomllib.loads((files("parliament.demo") / "motions.toml").read_text(encoding="utf-8"))
    return Library(tuple(shelf["sessions"]), tuple(_draft(motion) for motion in shelf["motions"]))


def _draft(motion: dict[str, Any]) -> Draft:
    rows = [{"section": "preamble", "depth": 0, "text": text, "addressee": ""} for text in motion["preamble"]]
    rows += [
        {"section": "operative", "depth": 0, "text": text, "addressee": addressee}
        for addressee in ADDRESSEES
        for text in motion[addressee]
    ]
    return Draft(motion["title"], tuple(rows), tuple(Change(**change) for change in motion["amendments"]))
