"""The demo's home: the folder with its database and the file that says which accounts act by themselves.

The file holds the tokens of the simulated accounts and nothing of the visitors but the ids of their accounts, so that
whoever reads it can act in the demo and nowhere else.
"""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

DATABASE = "parliament.db"
PEOPLE = "people.json"


@dataclass(frozen=True)
class Simulated:
    """An account that acts by itself, through the API, with its own token."""

    account: str
    token: str
    office: str
    name: str
    seat: str = ""
    city: str = ""
    country: str = ""
    continent: str = ""


@dataclass(frozen=True)
class People:
    """Who acts in the demo: the simulated accounts, and by office those kept free for visitors."""

    simulated: tuple[Simulated, ...]
    visitors: dict[str, tuple[str, ...]]

    def holding(self, office: str) -> list[Simulated]:
        """The simulated accounts of one office, in the order they were made."""
        return [each for each in self.simulated if each.office == office]

    def simulates(self, account: str | None) -> bool:
        """Whether this account acts by itself."""
        return any(each.account == account for each in self.simulated)


def write_people(path: Path, people: People) -> None:
    """Write the file so that only its owner reads it, and whole or not at all: a half-written one would end the demo."""
    beside = path.with_suffix(".new")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
        json.dump(asdict(people), out, ensure_ascii=False)
        out.flush()
        os.fsync(out.fileno())
    beside.replace(path)


def read_people(path: Path) -> People:
    """The people of a demo that was founded."""
    known = json.loads(path.read_text(encoding="utf-8"))
    visitors = {office: tuple(accounts) for office, accounts in known["visitors"].items()}
    return People(tuple(Simulated(**each) for each in known["simulated"]), visitors)
