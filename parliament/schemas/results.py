"""Shapes of the results of a session."""

from marshmallow import fields

from parliament.schemas.shapes import Out, count, identifier, listed, nested


class Heard(Out):
    """One group of seats; `name` is in English, and empty for the whole session. Shares are in percent, as "12.5"."""

    name = fields.String()
    seats = count()
    share_of_seats = fields.String()
    people = count()
    speakers = count()
    turns = count()
    seconds = count()
    share_of_time = fields.String()
    motions = count()
    motions_adopted = count()
    amendments = count()
    amendments_adopted = count()


class Equity(Out):
    """Who was heard, counted from the record; the columns of `region` and of `size` add up to `whole`."""

    session_id = identifier(data_key="session", attribute="session")
    slug = identifier()
    region = listed(Heard)
    size = listed(Heard)
    whole = nested(Heard)
