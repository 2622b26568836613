"""Shapes of sessions, their agenda, rules and sittings."""

from typing import Any

from marshmallow import fields

from parliament.rules.agenda import LONGEST_MINUTES
from parliament.rules.stages import (
    AgendaChangeKind,
    ItemKind,
    Manner,
    Outcome,
    ProposalState,
    SessionStage,
    SittingState,
    Stage,
    Urgency,
)
from parliament.schemas.shapes import (
    At,
    Flag,
    In,
    Moment,
    Out,
    Said,
    answer,
    count,
    identifier,
    language_tag,
    listed,
    many,
    nested,
    whole,
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
    urgency = word_of(Urgency, allow_none=True)
    reason = fields.String()
    rehearsal = fields.Boolean()
    agenda_adopted_at = At(allow_none=True)


class SessionList(Out):
    """Every session, the newest first."""

    sessions = listed(PlenarySession)


class Item(Out):
    """An item of the agenda; one on a motion says how far that is."""

    id = identifier()
    position = count()
    label = fields.String()
    parent = identifier(allow_none=True)
    planned_minutes = count(allow_none=True)
    called_at = At(allow_none=True)
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


class AgendaChange(Out):
    """A proposal to adopt the agenda or to change it; `items` is the order it would have."""

    id = identifier()
    kind = word_of(AgendaChangeKind)
    items = fields.List(identifier())
    item = identifier(allow_none=True)
    title = fields.String()
    reason = fields.String()
    seat = identifier(allow_none=True)
    state = word_of(ProposalState)
    proposed_at = At()
    decided_at = At(allow_none=True)


class Agenda(Out):
    """The agenda with what was proposed about it, the newest first."""

    plenary = identifier(data_key="session", attribute="session")
    adopted_at = At(allow_none=True)
    items = listed(Item)
    changes = listed(AgendaChange)


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


def a_duration() -> fields.Integer:
    """The planned duration of an item."""
    return whole(1, LONGEST_MINUTES, load_default=None, allow_none=True)


def a_place(**options: Any) -> fields.Integer:
    """A place among the items of one rank, from 1."""
    return whole(1, 1000, **options)


class FirstItem(In):
    """An item of the draft agenda a session begins with; motions come later."""

    kind = word_of(ItemKind, load_default="debate")
    title = fields.String(required=True)
    planned_minutes = a_duration()


class Convening(In):
    """Title, opening, zone, language of the texts, and the rules of procedure; why, if it is urgent.

    In the same act: its first sitting at the opening (always for an urgent one), and the items of its agenda.
    """

    title = fields.String(required=True)
    opens_at = Moment(required=True)
    time_zone = fields.String(required=True)
    language = language_tag(load_default="en")
    profile = fields.String(load_default="global_mayors")
    urgent = Flag(load_default=False)
    reason = fields.String(load_default="")
    rehearsal = Flag(load_default=False)
    first_sitting = Flag(load_default=False)
    items = many(nested(FirstItem), 100, load_default=list)


class Adding(In):
    """An item: a published motion, or something with a title of its own; a part names the item it belongs to."""

    kind = word_of(ItemKind, required=True)
    title = fields.String(load_default="")
    motion_id = identifier(data_key="motion", load_default=None, allow_none=True)
    parent_id = identifier(data_key="parent", load_default=None, allow_none=True)
    planned_minutes = a_duration()
    place = a_place(load_default=None, allow_none=True)


class MovingItem(In):
    """The place an item takes among those of its rank."""

    place = a_place(required=True)


class ChangingItem(In):
    """The planned duration of an item, and its title where it has one of its own."""

    title = fields.String(load_default=None, allow_none=True)
    planned_minutes = a_duration()


class ProposingOrder(In):
    """Every item in the order that is proposed, and why."""

    items = many(identifier(), 1000, required=True)
    reason = fields.String(required=True)


class ProposingAddition(In):
    """One more item, and why."""

    kind = word_of(ItemKind, required=True)
    title = fields.String(load_default="")
    motion_id = identifier(data_key="motion", load_default=None, allow_none=True)
    planned_minutes = a_duration()
    place = a_place(load_default=None, allow_none=True)
    reason = fields.String(required=True)


class ProposingRemoval(In):
    """Why the item should go."""

    reason = fields.String(required=True)


class PuttingAgenda(In):
    """The change that is put; the draft agenda without one. `manner` only where it is not the usual one."""

    change_id = identifier(data_key="change", load_default=None, allow_none=True)
    manner = word_of(Manner, load_default=None, allow_none=True)


class PuttingUrgency(In):
    """`manner` only where it is not the usual one."""

    manner = word_of(Manner, load_default=None, allow_none=True)


SessionMade = answer("SessionMade", session=identifier(), slug=identifier(), sitting=identifier(allow_none=True))
SessionDone = answer("SessionDone", session=identifier())
ItemMade = answer("ItemMade", item=identifier(), position=count())
ItemGone = answer("ItemGone", item=identifier())
ChangeProposed = answer("ChangeProposed", change=identifier())
AgendaPut = answer("AgendaPut", vote=identifier(), number=count(), closes_at=At(), change=identifier())
UrgencyPut = answer("UrgencyPut", vote=identifier(), number=count(), closes_at=At())
