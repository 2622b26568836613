"""Shapes of papers."""

from base64 import b64decode
from binascii import Error
from typing import Any

from marshmallow import fields

from parliament.rules.papers import ENDINGS
from parliament.rules.refusals import N_
from parliament.schemas.shapes import At, In, Out, answer, count, digest, identifier, language_tag, listed, one_of

NOT_BASE64 = N_("This is not a file in base64.")


class FileContent(fields.Field):
    """A file as JSON can carry it: in base64."""

    default_error_messages = {"invalid": NOT_BASE64}  # noqa: RUF012 -- marshmallow collects these from the classes

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> bytes:
        try:
            return b64decode(str(value).encode("ascii"), validate=True)
        except (Error, UnicodeEncodeError):
            raise self.make_error("invalid") from None


class Paper(Out):
    """A document before the house; its bytes are the annex of this hash."""

    id = identifier()
    number = count()
    item = identifier(allow_none=True)
    title = fields.String()
    language = fields.String()
    media_type = fields.String()
    content_hash = digest()
    size = count()
    seat = identifier(allow_none=True)
    added_at = At()
    withdrawn_at = At(allow_none=True)
    reason = fields.String()


class PaperList(Out):
    """Every paper of a session by number, the withdrawn ones too."""

    papers = listed(Paper)


class LayingPaper(In):
    """A file with its title, language and kind; the item it belongs to, if it belongs to one."""

    title = fields.String(required=True)
    language = language_tag(load_default="en")
    media_type = one_of(*ENDINGS, required=True)
    item_id = identifier(data_key="item", load_default=None, allow_none=True)
    content = FileContent(
        required=True, metadata={"type": "string", "format": "byte", "description": "The file in base64."}
    )


class WithdrawingPaper(In):
    """Why it goes."""

    reason = fields.String(required=True)


PaperMade = answer("PaperMade", paper=identifier(), number=count(), content_hash=digest())
PaperDone = answer("PaperDone", paper=identifier())
