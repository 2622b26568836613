"""The lives of things, as closed lists: stage, outcome and visibility are three columns, never one."""

from enum import StrEnum

from parliament.rules.refusals import Code, Refused


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
    BLOC = "bloc"  # several amendments at once
    PROCEDURAL = "procedural"
    APPEAL = "appeal"
    AGENDA = "agenda"
    MINUTES = "minutes"
    URGENCY = "urgency"
    RECONSIDERATION = "reconsideration"
    ELECTION = "election"


class DecisionKind(StrEnum):
    """How an amendment is decided without a vote: by the sponsors, or by the chair where it clashes in part."""

    ACCEPTED = "accepted"
    CUT = "cut"  # what clashes is cut off; the rest is still to be voted
    LAPSED = "lapsed"


class Manner(StrEnum):
    """How a vote is taken. A secret ballot will be one more; nothing else than manner and ballots will know of it."""

    ROLL_CALL = "roll_call"
    SHOW_OF_HANDS = "show_of_hands"
    SILENCE = "silence"
    WITHOUT_OBJECTION = "without_objection"


class Via(StrEnum):
    """By whose hand a ballot came: the seat's own, the holder's of its proxy, or two officers at the telephone."""

    OWN = "own"
    PROXY = "proxy"
    TELEPHONE = "telephone"


class AsksFor(StrEnum):
    """What a seat may ask for before the next vote."""

    QUORUM = "quorum"
    ROLL_CALL = "roll_call"


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


class ElectionState(StrEnum):
    NOMINATIONS_OPEN = "nominations_open"
    VOTING = "voting"  # from the first round on; nobody is nominated any more
    DECIDED = "decided"
    ABANDONED = "abandoned"


class CandidateState(StrEnum):
    STANDING = "standing"
    ELECTED = "elected"
    NOT_ELECTED = "not_elected"
    WITHDRAWN = "withdrawn"


class ElectionTie(StrEnum):
    NEXT_ROUND = "next_round"
    LOT = "lot"


class Urgency(StrEnum):
    """How far the urgency of an urgent session is; a session with full notice has none."""

    PENDING = "pending"
    ADOPTED = "adopted"
    REJECTED = "rejected"


class AgendaChangeKind(StrEnum):
    """What is proposed to the house: the whole agenda, another order, one item more, one less."""

    ADOPTION = "adoption"
    ORDER = "order"
    ADDITION = "addition"
    REMOVAL = "removal"


class ProposalState(StrEnum):
    """How far a proposal to the house is; `lapsed` when what it was about had moved on meanwhile."""

    PROPOSED = "proposed"
    ADOPTED = "adopted"
    REJECTED = "rejected"
    LAPSED = "lapsed"


class BlocState(StrEnum):
    """Several amendments put at once: proposed by the chair until the house has decided, or the chair takes it back."""

    PROPOSED = "proposed"
    ADOPTED = "adopted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class MinutesState(StrEnum):
    """Minutes are a draft, open to corrections for a time, until the house approves them."""

    DRAFT = "draft"
    APPROVED = "approved"


class CorrectionState(StrEnum):
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REFUSED = "refused"


class TurnState(StrEnum):
    ASKED = "asked"  # a right of reply that the chair has not granted yet
    REFUSED = "refused"
    WAITING = "waiting"
    SPEAKING = "speaking"
    INTERRUPTED = "interrupted"  # a point of order has stopped the countdown
    DONE = "done"
    WITHDRAWN = "withdrawn"


class TurnKind(StrEnum):
    """What somebody speaks on: the item, a procedural motion, or in reply to a speech that named them."""

    SPEECH = "speech"
    REPLY = "reply"
    PROCEDURAL = "procedural"


class PointState(StrEnum):
    """A point of order: raised, ruled upon, and perhaps appealed until the house has decided on the appeal."""

    RAISED = "raised"
    RULED = "ruled"
    APPEALED = "appealed"
    SETTLED = "settled"


class Ruling(StrEnum):
    UPHELD = "upheld"
    DISMISSED = "dismissed"


class StatementKind(StrEnum):
    """What a seat says in writing: on an item, or on a closed vote why it voted so, or that it is against after all."""

    STATEMENT = "statement"
    EXPLANATION = "explanation"
    DISSENT = "dissent"


class ProceduralState(StrEnum):
    PENDING = "pending"
    PUT = "put"
    ADOPTED = "adopted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


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


def check_stage(stage: StrEnum | str, *allowed: StrEnum) -> None:
    """Refuse an act on something that is at the wrong point of its life."""
    if stage not in allowed:
        raise Refused(Code.WRONG_STAGE, stage=str(stage))
