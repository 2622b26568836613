"""Bearer tokens: programs act through the API in the name of an account, with its powers and no others."""

import secrets
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import select, update
from sqlalchemy.orm import Session as Db

from parliament.identity.actors import actor_of
from parliament.rules.powers import NOBODY, Actor
from parliament.store.tables import Token
from parliament.store.tokens import new_token, token_hash

if TYPE_CHECKING:
    from parliament.commands.house import House


def make_token(db: Db, account_id: str, label: str, now: datetime) -> str:
    """A token for one program; its secret is shown this once."""
    token, hashed = new_token()
    row_id = f"token-{secrets.token_hex(8)}"
    db.add(Token(id=row_id, token_hash=hashed, account_id=account_id, label=label[:80], created_at=now))
    db.flush()
    return token


def end_token(db: Db, account_id: str, token_id: str, now: datetime) -> None:
    """End one token of this account; another account's is left alone."""
    own = (Token.id == token_id, Token.account_id == account_id, Token.ended_at.is_(None))
    db.execute(update(Token).where(*own).values(ended_at=now))


def actor_of_bearer(house: "House", token: str) -> Actor:
    """Who acts with this token; nobody when it was ended or its account is suspended."""
    with house.reading() as db:
        account_id = db.scalar(
            select(Token.account_id).where(Token.token_hash == token_hash(token), Token.ended_at.is_(None))
        )
        return actor_of(db, account_id, now=house.now(db)) if account_id else NOBODY
