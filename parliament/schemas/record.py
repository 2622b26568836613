"""The shape of a page of the record."""

from marshmallow import fields

from parliament.schemas.shapes import In, Out, count, whole

MOST = 1000


class Paging(In):
    """After which entry, and how many at most."""

    after = whole(0, 10**12, load_default=0, strict=False)
    limit = whole(1, MOST, load_default=100, strict=False)


class RecordPage(Out):
    """Entries in their order, as this reader may see them: of the others, only the number.

    A full page never changes, so it says nothing that does: `size` and `root` stand on the last page.
    """

    log = fields.String()
    origin = fields.String()
    size = count(allow_none=True)
    root = fields.String(allow_none=True)
    after = count()
    next = count()
    is_full = fields.Boolean()
    entries = fields.List(fields.Dict())
