"""Bearer tokens: programs act through the API in the name of an account, with its powers and no others."""

import secrets
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, update
from sqlalchemy.orm import Session as Db

from parliament.identity.actors import who
from parliament.identity.secrets_asked import Holders
from parliament.store.tables import Account, Token
from parliament.store.tokens import new_token

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


def bearers(house: "House") -> Holders:
    """Who acts with which token; nobody with one that was ended, or if the account is suspended."""
    return Holders(house, _who_bears, Token.token_hash)


def _who_bears(now: ColumnElement[datetime]) -> Select[Any]:
    return who(now).join(Token, Token.account_id == Account.id).where(Token.ended_at.is_(None))
