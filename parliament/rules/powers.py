"""Who may do what: offices, powers, and the one table that joins them.

A power says who may; whether an act is in order *now* is for the other rooms of the standing orders.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from parliament.rules.refusals import Code, Refused


class Office(StrEnum):
    """What a person holds in the house. `CLOCK` is the house's own clock, which nobody can hold."""

    CHAIR = "chair"
    SECRETARIAT = "secretariat"
    MEMBER = "member"
    CABINET = "cabinet"
    OBSERVER = "observer"
    TRANSLATOR = "translator"
    CLOCK = "clock"


# Those who read what the house keeps to itself until it is published.
IN_THE_HOUSE = frozenset({Office.CHAIR, Office.SECRETARIAT, Office.MEMBER, Office.CABINET, Office.TRANSLATOR})


class Power(StrEnum):
    """One name for each act, alphabetised."""

    ACCEPT_AMENDMENT = "accept_amendment"
    ADD_PAPER = "add_paper"
    ADMIT_MOTION = "admit_motion"
    ADMIT_SIGNATURE = "admit_signature"
    AMEND = "amend"
    ANNUL_VOTE = "annul_vote"
    ASK_BEFORE_VOTE = "ask_before_vote"
    ASK_TO_SPEAK = "ask_to_speak"
    CALL_CHAIR = "call_chair"
    CALL_ITEM = "call_item"
    CAST_BALLOT = "cast_ballot"
    CERTIFY = "certify"
    CHECK_IN = "check_in"
    CLASSIFY_DECLARATION = "classify_declaration"
    CLOSE_SESSION = "close_session"
    CLOSE_SIGNING = "close_signing"
    CLOSE_VOTE = "close_vote"
    CONFIRM_ORDER = "confirm_order"
    CONVENE = "convene"
    CORRECT_DECLARATION = "correct_declaration"
    CORRECT_MINUTES = "correct_minutes"
    CORRECT_TEXT = "correct_text"
    COUNT_HANDS = "count_hands"
    DELETE_REHEARSAL = "delete_rehearsal"
    DRAFT_MINUTES = "draft_minutes"
    DRAFT_MOTION = "draft_motion"
    EDIT_AGENDA = "edit_agenda"
    FOLLOW_UP = "follow_up"
    GIVE_CASTING_VOTE = "give_casting_vote"
    GIVE_FLOOR = "give_floor"
    GIVE_PROXY = "give_proxy"
    GRANT_OFFICE = "grant_office"
    HAND_OVER_CHAIR = "hand_over_chair"
    IMPORT_HISTORY = "import_history"
    INVITE = "invite"
    KEEP_COSIGNATURE = "keep_cosignature"
    MANAGE_PROFILES = "manage_profiles"
    MAKE_COMMITMENT = "make_commitment"
    MAKE_STATEMENT = "make_statement"
    MANAGE_SEATS = "manage_seats"
    MANAGE_WITNESSES = "manage_witnesses"
    MOVE_PROCEDURAL = "move_procedural"
    MOVE_RECONSIDERATION = "move_reconsideration"
    NOMINATE = "nominate"
    OBJECT_TO_ACCEPTANCE = "object_to_acceptance"
    OPEN_ELECTION = "open_election"
    OPEN_SIGNING = "open_signing"
    OPEN_SITTING = "open_sitting"
    OPEN_VOTE = "open_vote"
    PROPOSE_AGENDA_CHANGE = "propose_agenda_change"
    PUBLISH_DECLARATION = "publish_declaration"
    PUBLISH_MOTION = "publish_motion"
    RAISE_POINT = "raise_point"
    RECORD_CHECKPOINT = "record_checkpoint"
    RECORD_ENDORSEMENT = "record_endorsement"
    ROTATE_KEY = "rotate_key"
    RULE_ON_CLASH = "rule_on_clash"
    RULE_ON_CORRECTIONS = "rule_on_corrections"
    RULE_ON_POINT = "rule_on_point"
    RUN_SITTING = "run_sitting"
    SCHEDULE_SITTING = "schedule_sitting"
    SETTLE_ACCEPTANCE = "settle_acceptance"
    SIGN_EVIDENCE = "sign_evidence"
    SIGN_DECLARATION = "sign_declaration"
    SPONSOR = "sponsor"
    SPONSOR_ON_INSTRUCTION = "sponsor_on_instruction"
    SUBMIT_MOTION = "submit_motion"
    TAKE_ROLL_CALL = "take_roll_call"
    TAKE_TELEPHONE_BALLOT = "take_telephone_ballot"
    TRANSLATE = "translate"
    WITHDRAW = "withdraw"
    WITHDRAW_DECLARATION = "withdraw_declaration"
    WITHDRAW_PAPER = "withdraw_paper"
    WITHDRAW_SIGNATURE = "withdraw_signature"


POWERS: dict[Office, frozenset[Power]] = {
    Office.CHAIR: frozenset(
        {
            Power.CALL_ITEM,
            Power.CERTIFY,
            Power.CLOSE_VOTE,
            Power.CONFIRM_ORDER,
            Power.EDIT_AGENDA,
            Power.GIVE_FLOOR,
            Power.HAND_OVER_CHAIR,
            Power.OPEN_ELECTION,
            Power.OPEN_SITTING,
            Power.OPEN_VOTE,
            Power.PROPOSE_AGENDA_CHANGE,
            Power.RULE_ON_CLASH,
            Power.RULE_ON_POINT,
            Power.RUN_SITTING,
            Power.SETTLE_ACCEPTANCE,
            Power.TAKE_ROLL_CALL,
            Power.ANNUL_VOTE,
            Power.COUNT_HANDS,
            Power.GIVE_CASTING_VOTE,
            Power.TAKE_TELEPHONE_BALLOT,
            Power.WITHDRAW_DECLARATION,
        }
    ),
    Office.SECRETARIAT: frozenset(
        {
            Power.ADD_PAPER,
            Power.ADMIT_MOTION,
            Power.ADMIT_SIGNATURE,
            Power.CALL_CHAIR,
            Power.CERTIFY,
            Power.CLASSIFY_DECLARATION,
            Power.CLOSE_SESSION,
            Power.CLOSE_SIGNING,
            Power.CONVENE,
            Power.CORRECT_DECLARATION,
            Power.CORRECT_TEXT,
            Power.COUNT_HANDS,
            Power.DELETE_REHEARSAL,
            Power.DRAFT_MINUTES,
            Power.EDIT_AGENDA,
            Power.FOLLOW_UP,
            Power.GRANT_OFFICE,
            Power.IMPORT_HISTORY,
            Power.INVITE,
            Power.MANAGE_PROFILES,
            Power.MANAGE_SEATS,
            Power.MANAGE_WITNESSES,
            Power.OPEN_ELECTION,
            Power.OPEN_SIGNING,
            Power.PROPOSE_AGENDA_CHANGE,
            Power.PUBLISH_DECLARATION,
            Power.PUBLISH_MOTION,
            Power.RECORD_ENDORSEMENT,
            Power.ROTATE_KEY,
            Power.RULE_ON_CORRECTIONS,
            Power.SCHEDULE_SITTING,
            Power.TAKE_ROLL_CALL,
            Power.TAKE_TELEPHONE_BALLOT,
            Power.TRANSLATE,
            Power.WITHDRAW_DECLARATION,
            Power.WITHDRAW_PAPER,
            Power.WITHDRAW_SIGNATURE,
        }
    ),
    Office.MEMBER: frozenset(
        {
            Power.ACCEPT_AMENDMENT,
            Power.ADD_PAPER,
            Power.AMEND,
            Power.ASK_BEFORE_VOTE,
            Power.ASK_TO_SPEAK,
            Power.CAST_BALLOT,
            Power.CHECK_IN,
            Power.CORRECT_MINUTES,
            Power.DRAFT_MOTION,
            Power.GIVE_PROXY,
            Power.NOMINATE,
            Power.OBJECT_TO_ACCEPTANCE,
            Power.PROPOSE_AGENDA_CHANGE,
            Power.MAKE_COMMITMENT,
            Power.MAKE_STATEMENT,
            Power.MOVE_PROCEDURAL,
            Power.MOVE_RECONSIDERATION,
            Power.RAISE_POINT,
            Power.SIGN_DECLARATION,
            Power.SPONSOR,
            Power.SUBMIT_MOTION,
            Power.TRANSLATE,
            Power.WITHDRAW,
            Power.WITHDRAW_SIGNATURE,
        }
    ),
    # A cabinet prepares for its seat, and co-sponsors when its mayor instructed it to. Voting, speaking and signing
    # belong to the mandate holder or a certified substitute.
    Office.CABINET: frozenset(
        {Power.DRAFT_MOTION, Power.MAKE_COMMITMENT, Power.SPONSOR_ON_INSTRUCTION, Power.TRANSLATE}
    ),
    Office.OBSERVER: frozenset(),
    # Every text of the house, in any language; a seat translates only its own motions.
    Office.TRANSLATOR: frozenset({Power.TRANSLATE}),
    # The clock only declares what is already so: windows and times for objections that have run out, what witnesses have
    # signed, and how far the logs have come.
    Office.CLOCK: frozenset(
        {
            Power.CLOSE_SIGNING,
            Power.CLOSE_VOTE,
            Power.KEEP_COSIGNATURE,
            Power.RECORD_CHECKPOINT,
            Power.SETTLE_ACCEPTANCE,
            Power.SIGN_EVIDENCE,
        }
    ),
}


@dataclass(frozen=True)
class Actor:
    """Who is asking: an account with its offices, and the seat it acts for, if any.

    `seat` is set for the holder of a mandate (office member) and for cabinet accounts; `asked_again` when the person
    gave the password for this very act.
    """

    account: str
    name: str = ""
    offices: frozenset[Office] = field(default_factory=frozenset)
    seat: str | None = None
    login: str | None = None
    asked_again: bool = False

    @property
    def powers(self) -> frozenset[Power]:
        return frozenset().union(*(POWERS[office] for office in self.offices)) if self.offices else frozenset()

    def acting_office(self, power: Power) -> Office:
        """The office under which this act goes into the record."""
        return next(office for office in Office if office in self.offices and power in POWERS[office])


NOBODY = Actor(account="")
THE_CLOCK = Actor(account="clock", name="The house’s clock", offices=frozenset({Office.CLOCK}))


def check_power(actor: Actor, power: Power) -> None:
    """Refuse what the actor's offices do not include."""
    if power in actor.powers:
        return
    raise Refused(Code.NOT_ALLOWED if actor.account else Code.NOT_SIGNED_IN)
