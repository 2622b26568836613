"""The lives of things, as closed lists: stage, outcome and visibility are three columns, never one."""

from enum import StrEnum

from parliament.rules.refusals import N_, Code, Refused


class SeatState(StrEnum):
    """Held by a full mandate or an interim one, vacant, or out of the house until a ruling on it is lifted."""

    HELD = "held"
    INTERIM = "interim"
    VACANT = "vacant"
    DISPUTED = "disputed"
    SUSPENDED = "suspended"


# Seats that have a voice; every other seat neither votes nor makes a quorum.
ACCREDITED = (SeatState.HELD, SeatState.INTERIM)


class MandateKind(StrEnum):
    FULL = "full"
    INTERIM = "interim"
    SUBSTITUTE = "substitute"


class SessionStage(StrEnum):
    CONVENED = "convened"
    RUNNING = "running"
    CLOSED = "closed"


class SittingState(StrEnum):
    SCHEDULED = "scheduled"
    OPEN = "open"
    SUSPENDED = "suspended"
    ADJOURNED = "adjourned"


class Stage(StrEnum):
    """Stages of a motion, in the order of its life."""

    DRAFT = "draft"
    GATHERING = "gathering"
    SUBMITTED = "submitted"
    NOT_ADMITTED = "not_admitted"
    ADMITTED = "admitted"
    PUBLISHED = "published"
    SCHEDULED = "scheduled"
    UNDER_DEBATE = "under_debate"
    PUT = "put"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"


class Outcome(StrEnum):
    """How a question came out. Annulment will be a later act of the house, never an arithmetic result."""

    ADOPTED = "adopted"
    REJECTED = "rejected"
    INQUORATE = "inquorate"
    TIED = "tied"  # a casting vote or a second round decides
    OBJECTED = "objected"  # silence or "without objection" met objections
    ELECTED = "elected"
    UNDECIDED = "undecided"  # the round elected nobody; another one follows


class Question(StrEnum):
    """What a vote decides."""

    MOTION = "motion"
    AMENDMENT = "amendment"
    PROCEDURAL = "procedural"
    APPEAL = "appeal"
    AGENDA = "agenda"
    MINUTES = "minutes"
    URGENCY = "urgency"
    RECONSIDERATION = "reconsideration"
    ELECTION = "election"


class Manner(StrEnum):
    """How a vote is taken. A secret ballot will be one more; nothing else than manner and ballots will know of it."""

    ROLL_CALL = "roll_call"
    SHOW_OF_HANDS = "show_of_hands"
    SILENCE = "silence"
    WITHOUT_OBJECTION = "without_objection"


class ProceduralKind(StrEnum):
    SUSPENSION = "suspension"
    ADJOURNMENT_OF_SITTING = "adjournment_of_sitting"
    ADJOURNMENT_OF_DEBATE = "adjournment_of_debate"
    CLOSURE = "closure"
    REFERENCE_BACK = "reference_back"
    SEPARATE_VOTE = "separate_vote"
    CHANGE_OF_ORDER = "change_of_order"


class QuorumCheckWhen(StrEnum):
    ALWAYS = "always"
    ON_REQUEST = "on_request"


class FloorOrder(StrEnum):
    AS_ASKED = "as_asked"
    ALTERNATE = "alternate"


class Reconsiderer(StrEnum):
    """Who may move that a decided question is decided anew."""

    ANYBODY = "anybody"
    PREVAILING_SIDE = "prevailing_side"


class ElectionTie(StrEnum):
    NEXT_ROUND = "next_round"
    LOT = "lot"


class TurnState(StrEnum):
    WAITING = "waiting"
    SPEAKING = "speaking"
    DONE = "done"
    WITHDRAWN = "withdrawn"


class Side(StrEnum):
    FOR = "for"
    AGAINST = "against"
    NEUTRAL = "neutral"


class VoteState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"
    ANNULLED = "annulled"


class Choice(StrEnum):
    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"
    PAPER = "paper"  # the paper of an election: whom it names stands beside it


class ItemKind(StrEnum):
    MOTION = "motion"
    ELECTION = "election"
    DEBATE = "debate"
    REPORT = "report"
    OTHER = "other"


# What a reader sees for each value; the machine's word stays the same in every language.
WORDS: dict[str, str] = {
    "held": N_("held"),
    "interim": N_("held in the interim"),
    "vacant": N_("vacant"),
    "disputed": N_("disputed"),
    "full": N_("full mandate"),
    "substitute": N_("substitute"),
    "convened": N_("convened"),
    "running": N_("in session"),
    "closed": N_("closed"),
    "scheduled": N_("scheduled"),
    "open": N_("open"),
    "suspended": N_("suspended"),
    "adjourned": N_("adjourned"),
    "draft": N_("draft"),
    "gathering": N_("gathering sponsors"),
    "submitted": N_("submitted"),
    "not_admitted": N_("not admitted"),
    "admitted": N_("admitted"),
    "published": N_("published"),
    "under_debate": N_("under debate"),
    "put": N_("put to the vote"),
    "decided": N_("decided"),
    "withdrawn": N_("withdrawn"),
    "adopted": N_("adopted"),
    "rejected": N_("rejected"),
    "inquorate": N_("inquorate"),
    "pending": N_("pending"),
    "lapsed": N_("lapsed"),
    "satisfied": N_("satisfied"),
    "waiting": N_("waiting"),
    "speaking": N_("speaking"),
    "done": N_("done"),
    "for": N_("for"),
    "against": N_("against"),
    "neutral": N_("neutral"),
    "yes": N_("Yes"),
    "no": N_("No"),
    "abstain": N_("Abstain"),
    "not_voting": N_("Did not vote"),
    "absent": N_("Absent"),
    "motion": N_("Motion"),
    "amendment": N_("Amendment"),
    "debate": N_("Debate"),
    "report": N_("Report"),
    "other": N_("Other"),
    "chair": N_("Chair"),
    "secretariat": N_("Secretariat"),
    "member": N_("Mayor"),
    "cabinet": N_("Cabinet"),
    "observer": N_("Observer"),
    "clock": N_("The house’s clock"),
    "certified": N_("certified"),
    "sitting": N_("a sitting"),
    "vote": N_("a vote"),
    "annulled": N_("annulled"),
    "tied": N_("tied"),
    "objected": N_("objected to"),
    "elected": N_("elected"),
    "undecided": N_("undecided"),
    "paper": N_("Voted"),
    "procedural": N_("Procedural motion"),
    "appeal": N_("Appeal"),
    "agenda": N_("Agenda"),
    "minutes": N_("Minutes"),
    "urgency": N_("Urgency"),
    "reconsideration": N_("Reconsideration"),
    "election": N_("Election"),
    "roll_call": N_("by roll call"),
    "show_of_hands": N_("by show of hands"),
    "silence": N_("by silence"),
    "without_objection": N_("without objection"),
    "suspension": N_("Suspension of the sitting"),
    "adjournment_of_sitting": N_("Adjournment of the sitting"),
    "adjournment_of_debate": N_("Adjournment of the debate"),
    "closure": N_("Closure of the debate"),
    "reference_back": N_("Reference back"),
    "separate_vote": N_("Separate vote"),
    "change_of_order": N_("Change of order"),
}


def check_stage(stage: StrEnum | str, *allowed: StrEnum) -> None:
    """Refuse an act on something that is at the wrong point of its life."""
    if stage not in allowed:
        raise Refused(Code.WRONG_STAGE, stage=str(stage))
