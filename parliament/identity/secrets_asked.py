"""Who holds a secret: asked of the database once for all requests of this process that come at the same moment.

Each answer was asked for after its request came, so what is taken away is gone at once, as if each had asked alone.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, bindparam
from sqlalchemy.orm import InstrumentedAttribute

from parliament.identity.actors import DATABASE_NOW, NOW, actor_in
from parliament.rules.powers import NOBODY, Actor
from parliament.store.together import Together
from parliament.store.tokens import token_hash

if TYPE_CHECKING:
    from parliament.commands.house import House

MOST = 200  # secrets in one question

Found = tuple[Actor, Any]  # and the first row that was found of them, for what else it says; None of nobody


class Holders:
    """The holders of one kind of secret. `asked(now)` is `who` with what a secret belongs to; `hashed` its column;
    `is_valid` looks at what was found of it."""

    def __init__(
        self,
        house: "House",
        asked: Callable[[ColumnElement[Any]], Select[Any]],
        hashed: InstrumentedAttribute[str],
        is_valid: Callable[[Any], bool] = bool,
    ) -> None:
        self._house, self._is_valid = house, is_valid
        self._lines = Together(self._look, MOST, unknown="nobody knows who this is")
        marked = [asked(now).add_columns(hashed.label("hashed")) for now in (NOW, DATABASE_NOW)]
        self._one = [each.where(hashed == bindparam("secret")) for each in marked]
        # A list is taken apart anew at each question, which is worth it only for more than one.
        self._many = [each.where(hashed.in_(bindparam("secrets", expanding=True))) for each in marked]

    def find(self, secret: str) -> Found:
        """Who holds this secret now; nobody if it is not valid or the account is suspended."""
        found, _ = self._lines.ask("", token_hash(secret))
        if isinstance(found, Exception):
            raise found
        return found

    def _look(self, _all: str, hashes: list[str]) -> list[Found]:
        now = self._house.told_time()
        told: dict[str, Any] = {} if now is None else {"now": now}
        by_hash: defaultdict[str, list[Any]] = defaultdict(list)
        with self._house.glancing() as db:
            if len(hashes) == 1:
                rows = db.execute(self._one[now is None], told | {"secret": hashes[0]})
            else:
                rows = db.execute(self._many[now is None], told | {"secrets": sorted(set(hashes))})
            for row in filter(self._is_valid, rows):
                by_hash[row.hashed].append(row)
            actors = {hashed: actor_in(db, held, getattr(held[0], "login", None)) for hashed, held in by_hash.items()}
        return [(actors[each], by_hash[each][0]) if each in actors else (NOBODY, None) for each in hashes]
