"""What the tests of elections share: an item before the house, candidates, and rounds that are played."""

import json

from parliament.commands import agenda, elections
from parliament.commands.house import Answer
from parliament.store.record import annex
from parliament.store.tables import Candidate, Vote
from tests.builders import Chamber
from tests.varied import convene_under


def before_the_house(chamber: Chamber) -> Chamber:
    """An item for elections is before the house; nothing has been opened under it."""
    said = {"session_id": chamber.plenary, "kind": "election", "title": "Bureau"}
    chamber.item = chamber.by(chamber.desk, agenda.add_item, **said)["item"]
    chamber.call()
    return chamber


def electing_under(founded: Chamber, rules: dict[str, object]) -> Chamber:
    """The same in a house with other rules."""
    convene_under(founded, rules)
    founded.open()
    return before_the_house(founded)


def opened(chamber: Chamber, method: str = "one", seats: int = 1, **options: object) -> str:
    said = {"item_id": chamber.item, "method": method, "seats": seats, **options}
    return chamber.by(chamber.desk, elections.open_election, **said)["election"]


def nominated(chamber: Chamber, election: str, *names: str) -> list[str]:
    return [
        chamber.by(chamber.mayors[0], elections.nominate, election_id=election, name=name)["candidate"]
        for name in names
    ]


def put(chamber: Chamber, election: str) -> str:
    chamber.vote = chamber.by(chamber.chair, elections.put_round, election_id=election)["vote"]
    return chamber.vote


def cast(chamber: Chamber, *papers: list[str]) -> None:
    """The papers of as many mayors, in their order."""
    for mayor, marks in enumerate(papers):
        chamber.cast(mayor, "paper", marks=marks)


def played(chamber: Chamber, election: str, *papers: list[str]) -> Answer:
    put(chamber, election)
    cast(chamber, *papers)
    return chamber.close()


def states(chamber: Chamber, *candidates: str) -> list[str]:
    return [chamber.row(Candidate, each).state for each in candidates]


def frozen(chamber: Chamber) -> dict:
    with chamber.house.reading() as db:
        return json.loads(annex(db, chamber.row(Vote, chamber.vote).text_hash))
