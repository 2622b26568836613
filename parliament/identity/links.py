"""Secrets in links that open something by themselves: tried as passwords are, so that they are not guessed either (S8)."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import current_app, request

from parliament.identity.attempts import Attempts
from parliament.rules.refusals import Code, Refused
from parliament.store.tokens import token_hash


@contextmanager
def opening_with(secret: str) -> Iterator[None]:
    """Around what looks for the secret: if it opens nothing (invitation_spent), that counts as a wrong password does.

    Refused: too_many_attempts.
    """
    attempts: Attempts = current_app.extensions["parliament.door"].attempts
    known, address = f"link {token_hash(secret)}", request.remote_addr or ""
    attempts.begin(known, address)
    try:
        yield
    except Refused as refusal:
        if refusal.code == Code.INVITATION_SPENT:
            attempts.failed(known, address)
        else:
            attempts.succeeded(known, address)
        raise
    attempts.succeeded(known, address)
