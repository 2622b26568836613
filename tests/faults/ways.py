"""The ways in which a ballot goes in: one a transaction, or together with those that arrive at the same moment."""

from collections.abc import Callable
from typing import Any

from parliament.commands import votes
from parliament.commands.ballots import BallotBox
from parliament.commands.house import Answer, House
from parliament.rules.powers import Actor

# Given who casts, the vote and the choice; answers with the receipt.
Way = Callable[[Actor, str, str], Answer]


def one_by_one(house: House) -> Way:
    """Each ballot is a command, and so a transaction, of its own."""

    def cast(actor: Actor, vote: str, choice: str, **more: Any) -> Answer:
        return house.perform(votes.cast_ballot, by=actor, vote_id=vote, choice=choice, **more)

    return cast


def together(house: House) -> Way:
    """What one worker process does: ballots that wait share the next commit."""
    box = BallotBox(house)

    def cast(actor: Actor, vote: str, choice: str, **more: Any) -> Answer:
        return box.cast(by=actor, vote_id=vote, choice=choice, **more)

    return cast


WAYS: dict[str, Callable[[House], Way]] = {"one by one": one_by_one, "together": together}
