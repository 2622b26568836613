"""From a request to a command: the house this application serves, and the actor who asks."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from flask import current_app
from sqlalchemy.orm import Session as Db

from parliament.commands import votes
from parliament.commands.ballots import BallotBox
from parliament.commands.house import Answer, Command, House, logger
from parliament.identity.door import ask_password_again, current_actor
from parliament.store.views.votes import progress_of

# What the gallery gives the house so that "voted so far" can be told: log, vote, voted, of.
Progress = Callable[[str, str, int, int], None]


def the_house() -> House:
    """The house this application serves."""
    return current_app.extensions["parliament.house"]


@contextmanager
def reading() -> Iterator[Db]:
    """A look at one consistent moment of the house."""
    with the_house().reading() as db:
        yield db


def act(command: Command, *, once: str | None = None, **arguments: Any) -> Answer:
    """Run a command in the name of whoever asks. `once` makes it safe to send again."""
    return the_house().perform(command, by=current_actor(), once=once or None, **arguments)


def act_with_password(command: Command, *, password: str, once: str | None = None, **arguments: Any) -> Answer:
    """The same for what asks for the password again, which is looked at before anything is locked.

    Refused: not_signed_in, wrong_password, too_many_attempts.
    """
    return the_house().perform(command, by=ask_password_again(password), once=once or None, **arguments)


def cast(*, vote_id: str, **paper: Any) -> Answer:
    """Cast the ballot of whoever asks, then let the gallery tell how many have voted. Answers with the receipt."""
    box: BallotBox = current_app.extensions["parliament.ballot_box"]
    return box.cast(by=current_actor(), vote_id=vote_id, then=lambda: _tell_progress(vote_id), **paper)


def _tell_progress(vote_id: str) -> None:
    tell: Progress | None = current_app.extensions.get("parliament.progress")
    try:
        if tell is not None:
            with reading() as db:
                progress = progress_of(db, vote_id)
            tell(progress["session"], vote_id, progress["voted"], progress["of"])
    except Exception:  # noqa: BLE001 -- whatever it was, it must not cost the mayor the receipt
        # The ballot is in, and its receipt must go out; how many have voted is only told.
        logger.exception("progress was not told", vote=vote_id)


def close_vote(*, vote_id: str, once: str | None = None) -> Answer:
    """Stop casting and close, in the name of whoever asks."""
    return votes.close(the_house(), by=current_actor(), vote_id=vote_id, once=once or None)
