"""The shape of what is before the house this moment."""

from marshmallow import fields

from parliament.rules.stages import AsksFor
from parliament.schemas.amendments import Amendment
from parliament.schemas.floor import Floor
from parliament.schemas.motions import Motion
from parliament.schemas.sessions import Item, PlenarySession, Sitting
from parliament.schemas.shapes import At, Out, count, identifier, listed, nested, one_of, word_of
from parliament.schemas.texts import Marked, Printed
from parliament.schemas.votes import Consequence, Put, VoteDecided, VoteOpen


class Focus(Out):
    """The text being decided: an amendment marked up, several in words, or the whole text as amended so far."""

    kind = one_of("amendment", "bloc", "text")
    changes = listed(Put)
    amendment = nested(Amendment)
    marked = listed(Marked)
    consequences = listed(Consequence)
    if_rejected = listed(Consequence)
    text = nested(Printed)
    is_put = fields.Boolean()

    def on_bind_field(self, field_name: str, field_obj: fields.Field) -> None:
        field_obj.required = field_name == "kind"


class Presence(Out):
    """Seats present, against what the rules ask."""

    present = count()
    held = count()
    to_open = count()
    to_decide = count()
    is_quorate = fields.Boolean()


class Published(Out):
    """A declaration of this session."""

    slug = identifier()
    number = count()
    title = fields.String()
    published_at = At()


class Request(Out):
    """What seats may ask for before the next vote, how many have, and how many it takes."""

    asks_for = word_of(AsksFor)
    made = count()
    needed = count()


class Live(Out):
    """The session as it is now; `seq` is the last entry this already knows.

    `vote` is what the house decides now; `windows` are the other votes that are open.
    """

    plenary = nested(PlenarySession, data_key="session", attribute="session")
    seq = count()
    sitting = nested(Sitting, allow_none=True)
    item = nested(Item, allow_none=True)
    motion = nested(Motion, allow_none=True)
    focus = nested(Focus, allow_none=True)
    floor = nested(Floor)
    presence = nested(Presence)
    vote = nested(VoteOpen, allow_none=True)
    windows = listed(VoteOpen)
    requests = listed(Request)
    decided = nested(VoteDecided, allow_none=True)
    pending = listed(Amendment)
    declarations = listed(Published)
