"""The lives of things, as closed lists: stage, outcome and visibility are three columns, never one."""

from enum import StrEnum

from parliament.rules.refusals import N_, Code, Refused


class SeatState(StrEnum):
    HELD = "held"
    VACANT = "vacant"
    SUSPENDED = "suspended"


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


class Choice(StrEnum):
    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"


class ItemKind(StrEnum):
    MOTION = "motion"
    DEBATE = "debate"
    REPORT = "report"
    OTHER = "other"


# What a reader sees for each value; the machine's word stays the same in every language.
WORDS: dict[str, str] = {
    "held": N_("held"),
    "vacant": N_("vacant"),
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
}


def check_stage(stage: StrEnum | str, *allowed: StrEnum) -> None:
    """Refuse an act on something that is at the wrong point of its life."""
    if stage not in allowed:
        raise Refused(Code.WRONG_STAGE, stage=str(stage))
