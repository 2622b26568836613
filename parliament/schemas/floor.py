"""Shapes of the floor: speeches, points of order, procedural motions, statements, motions to decide anew."""

from marshmallow import fields

from parliament.rules.profile_keys import SPEAKING_OFFICES
from parliament.rules.stages import (
    PointState,
    ProceduralKind,
    ProceduralState,
    Ruling,
    Side,
    StatementKind,
    TurnKind,
    TurnState,
)
from parliament.schemas.seats import SeatName
from parliament.schemas.shapes import (
    At,
    Flag,
    In,
    Out,
    Said,
    answer,
    count,
    digest,
    identifier,
    language_tag,
    listed,
    many,
    nested,
    one_of,
    whole,
    word_of,
)

MANNERS = ("roll_call", "show_of_hands", "without_objection")


class Turn(Out):
    """One speech, or a place on the list. Somebody who was invited has a name and an office instead of a seat."""

    id = identifier()
    kind = word_of(TurnKind)
    seat = nested(SeatName, allow_none=True)
    name = fields.String()
    office = one_of(*SPEAKING_OFFICES)
    side = word_of(Side)
    about = fields.String()
    procedural = identifier(allow_none=True)
    state = word_of(TurnState)
    asked_at = At()
    began_at = At(allow_none=True)
    seconds = count(allow_none=True)
    ends_at = At(allow_none=True)
    stopped_at = At(allow_none=True)


class Point(Out):
    """A point of order with its ruling and the appeal; `appealable` until the sitting has gone on."""

    id = identifier()
    state = word_of(PointState)
    seat = nested(SeatName)
    about = fields.String()
    on_conduct = fields.Boolean()
    raised_at = At()
    seconds = count()
    ruling = word_of(Ruling, allow_none=True)
    words = fields.String()
    ruled_at = At(allow_none=True)
    appellant = nested(SeatName, allow_none=True)
    stands = fields.Boolean(allow_none=True)
    appealable = fields.Boolean()


class Procedural(Out):
    """A pending procedural motion; `target` is the item it wants to come next, or the amendment it wants divided."""

    id = identifier()
    kind = word_of(ProceduralKind)
    seat = nested(SeatName)
    text = fields.String()
    target = identifier(allow_none=True)
    target_title = fields.String(allow_none=True)
    target_number = count(allow_none=True)
    moved_at = At()


class Floor(Out):
    """Who has the floor and who waits, in the order of being called; what comes before the list; what may be moved."""

    speaker = nested(Turn, allow_none=True)
    waiting = listed(Turn)
    asking = listed(Turn)
    spoken = count()
    closed = fields.Boolean()
    point = nested(Point, allow_none=True)
    procedural = listed(Procedural)
    offered = fields.List(word_of(ProceduralKind))


class Placed(Turn):
    """A place in the proposed order, with the reasons for it."""

    reasons = fields.List(Said())


class Proposal(Out):
    """The order of speakers that the house proposes to the chair; `is_other` if the list stands in another one."""

    is_other = fields.Boolean()
    turns = fields.List(identifier())
    places = listed(Placed)


class Statement(Out):
    """What a seat said in writing, on an item or on a vote."""

    id = identifier()
    kind = word_of(StatementKind)
    item = identifier(allow_none=True)
    vote = identifier(allow_none=True)
    seat = nested(SeatName)
    position = fields.String()
    language = fields.String()
    text = fields.String()
    text_hash = digest()
    submitted_at = At()
    withdrawn_at = At(allow_none=True)


class StatementList(Out):
    """Statements, in the order of handing in."""

    statements = listed(Statement)


class Reconsideration(Out):
    """A motion that the house decide anew."""

    id = identifier()
    motion = identifier()
    seat = nested(SeatName)
    reason = fields.String()
    state = word_of(ProceduralState)
    is_pending = fields.Boolean()
    moved_at = At()


class ReconsiderationList(Out):
    """Motions to decide anew, the newest first."""

    reconsiderations = listed(Reconsideration)


class AskingToSpeak(In):
    """For, against or neither; on a procedural motion for or against."""

    side = word_of(Side, load_default="neutral")
    procedural_id = identifier(data_key="procedural", load_default=None, allow_none=True)


class Replying(In):
    """Which words the reply answers."""

    about = fields.String(load_default="")


class Reasoned(In):
    """The reason, which becomes part of the record."""

    reason = fields.String(required=True)


class InvitingSpeaker(In):
    """Who speaks without a seat, and for how long if not as the rules say."""

    name = fields.String(required=True)
    office = one_of(*SPEAKING_OFFICES, load_default="observer")
    seconds = whole(1, 7200, load_default=None, allow_none=True)


class Reordering(In):
    """Everybody who waits to speak on the item, in the new order, with the reason where it was not proposed."""

    turns = many(identifier(), 1000, required=True)
    reason = fields.String(load_default="")


class Raising(In):
    """What is out of order; while ballots are cast only the conduct of the vote."""

    about = fields.String(required=True)
    on_conduct = Flag(load_default=False)


class RulingOn(In):
    """The ruling and its words."""

    ruling = word_of(Ruling, required=True)
    words = fields.String(required=True)


class Putting(In):
    """How the vote is taken, if not as the rules usually do."""

    manner = one_of(*MANNERS, load_default=None, allow_none=True)


class Moving(In):
    """The kind of procedural motion; for a change of order the item that is to come next."""

    kind = word_of(ProceduralKind, required=True)
    text = fields.String(load_default="")
    target = identifier(load_default=None, allow_none=True)


class Stating(In):
    """A written statement: for, against or neither, in one language."""

    text = fields.String(required=True)
    position = word_of(Side, load_default="neutral")
    language = language_tag(load_default=None, allow_none=True)


class Explaining(In):
    """A seat's own words on a vote."""

    text = fields.String(required=True)
    language = language_tag(load_default=None, allow_none=True)


TurnDone = answer("TurnDone", turn=identifier())
TurnGiven = answer("TurnGiven", turn=identifier(), seconds=count())
Reordered = answer("SpeakersReordered", sitting=identifier(), turns=fields.List(identifier()))
PointRaised = answer("PointRaised", point=identifier(), seconds=count())
PointRuled = answer("PointRuled", point=identifier(), ruling=word_of(Ruling))
PointDone = answer("PointDone", point=identifier())
ProceduralDone = answer("ProceduralDone", procedural=identifier())
QuestionPut = answer("QuestionPut", vote=identifier(), number=count(), closes_at=At())
StatementDone = answer("StatementDone", statement=identifier())
ReconsiderationDone = answer("ReconsiderationDone", reconsideration=identifier())
