"""The key that makes an act safe to send again."""

import hashlib

from marshmallow import fields, validate

from parliament.rules.refusals import N_
from parliament.schemas.shapes import In

HEADER = "Idempotency-Key"
NOT_A_KEY = N_("An idempotency key has 1 to 100 printable ASCII characters.")


class Once(In):
    """Send the same key with the same request as often as you like: it is done once, and answered the same."""

    key = fields.String(
        data_key=HEADER,
        validate=validate.Regexp(r"^[\x21-\x7e]([\x20-\x7e]{0,98}[\x21-\x7e])?$", error=NOT_A_KEY),
        metadata={"description": "Makes sending again safe: the same key and request are done once."},
    )


def key_of(headers: dict) -> str | None:
    """What the house keeps of the key: its hash has one length, whatever the sender chose."""
    key = headers.get("key")
    return hashlib.sha256(key.encode("ascii")).hexdigest() if key else None
