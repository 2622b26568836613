"""Shapes of sessions, their agenda, rules and sittings."""

from marshmallow import fields

from parliament.rules.stages import ItemKind, Outcome, SessionStage, SittingState, Stage
from parliament.schemas.shapes import (
    At,
    In,
    Moment,
    Out,
    Said,
    answer,
    count,
    identifier,
    language_tag,
    listed,
    word_of,
)


class PlenarySession(Out):
    """A period with its agenda, made of sittings."""

    id = identifier()
    slug = identifier()
    number = count()
    title = fields.String()
    stage = word_of(SessionStage)
    language = fields.String()
    time_zone = fields.String()
    convened_at = At()
    opens_at = At()
    profile = fields.String()
    seats = count()


class SessionList(Out):
    """Every session, the newest first."""

    sessions = listed(PlenarySession)


class Item(Out):
    """An item of the agenda; one on a motion says how far that is."""

    id = identifier()
    position = count()
    kind = word_of(ItemKind)
    title = fields.String()
    motion = identifier(allow_none=True)
    motion_number = count(allow_none=True)
    stage = word_of(Stage, allow_none=True)
    outcome = word_of(Outcome, allow_none=True)


class Sitting(Out):
    """One continuous meeting of a session."""

    id = identifier()
    number = count()
    state = word_of(SittingState)
    starts_at = At()
    opened_at = At(allow_none=True)
    adjourned_at = At(allow_none=True)
    chair = identifier(allow_none=True)
    chair_name = fields.String(allow_none=True)
    item = identifier(allow_none=True)


class SessionWhole(PlenarySession):
    """A session with agenda and sittings; `seq` is how long its record is."""

    agenda = listed(Item)
    sittings = listed(Sitting)
    seq = count()


class Rule(Out):
    """One rule of procedure in words, with where it comes from."""

    key = fields.String()
    heading = Said()
    sentence = Said()
    source = fields.String()


class SessionRules(PlenarySession):
    """The rules of procedure frozen into a session."""

    rules = listed(Rule)


class Convening(In):
    """Title, opening, zone, language of the texts, and the rules of procedure."""

    title = fields.String(required=True)
    opens_at = Moment(required=True)
    time_zone = fields.String(required=True)
    language = language_tag(load_default="en")
    profile = fields.String(load_default="global_mayors")


class Adding(In):
    """An item: a published motion, or something with a title of its own."""

    kind = word_of(ItemKind, required=True)
    title = fields.String(load_default="")
    motion_id = identifier(data_key="motion", load_default=None, allow_none=True)


SessionMade = answer("SessionMade", session=identifier(), slug=identifier())
SessionDone = answer("SessionDone", session=identifier())
ItemMade = answer("ItemMade", item=identifier(), position=count())
