"""Secrets that open something: made here, handed out once, and kept only as their SHA-256.

Shared by commands (an invitation) and identity (sign-in, tokens for programs). A reader of the database,
or of a backup of it, learns nothing that lets them in.
"""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy.orm import Session as Db

from parliament.store.tables import Invitation

TOKEN_BYTES = 32  # 256 bits: guessing needs no limit, and the hash needs no salt
INVITATION_LIFE = timedelta(days=14)


def new_token() -> tuple[str, str]:
    """A fresh secret with what is stored of it."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    return token, token_hash(token)


def token_hash(token: str) -> str:
    """What is stored of a secret; also what a presented one is looked up by."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def make_invitation(db: Db, account_id: str, now: datetime) -> str:
    """A link's secret that lets its bearer set the account's password, once, for 14 days."""
    token, hashed = new_token()
    db.add(
        Invitation(
            id=f"invitation-{secrets.token_hex(8)}",
            token_hash=hashed,
            account_id=account_id,
            created_at=now,
            expires_at=now + INVITATION_LIFE,
        )
    )
    db.flush()
    return token
