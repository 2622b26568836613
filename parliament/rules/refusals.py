"""The closed list of refusals: a code, the sentence a person reads, and whether it is about who, what or when.

Every sentence is a gettext message; pages and API translate it at the edge and fill in the facts.
"""

from dataclasses import dataclass
from enum import StrEnum


class Code(StrEnum):
    """Every reason the house has for saying no. The status table in `identity/statuses.py` covers each."""

    # who
    NOT_SIGNED_IN = "not_signed_in"
    NOT_ALLOWED = "not_allowed"
    BAD_CREDENTIALS = "bad_credentials"
    TOO_MANY_ATTEMPTS = "too_many_attempts"
    STALE_FORM = "stale_form"
    NOT_PRESIDING = "not_presiding"
    NOT_YOUR_SEAT = "not_your_seat"
    NO_MANDATE = "no_mandate"
    SAME_PERSON = "same_person"
    # what
    NOT_FOUND = "not_found"
    MALFORMED = "malformed"
    KEY_REUSED = "key_reused"
    ALREADY_EXISTS = "already_exists"
    BAD_ROWS = "bad_rows"
    ALREADY_PRESIDES = "already_presides"
    MISSING_COLUMNS = "missing_columns"
    INVITATION_SPENT = "invitation_spent"
    WEAK_PASSWORD = "weak_password"  # noqa: S105 -- a code, not a secret
    PASSWORDS_DIFFER = "passwords_differ"
    TEXT_EMPTY = "text_empty"
    TEXT_TOO_LONG = "text_too_long"
    TEXT_CONTROLS = "text_controls"
    TOO_MANY_WORDS = "too_many_words"
    TOO_MANY_PARAGRAPHS = "too_many_paragraphs"
    DOES_NOT_FIT = "does_not_fit"
    CHANGES_NOTHING = "changes_nothing"
    CONFLICTS_WITH_ITSELF = "conflicts_with_itself"
    UNKNOWN_PROFILE = "unknown_profile"
    BAD_PROFILE = "bad_profile"
    BAD_TIMES = "bad_times"
    WINDOW_TOO_SHORT = "window_too_short"
    BAD_ORDER = "bad_order"
    REASON_NEEDED = "reason_needed"
    BAD_NUMBER_OF_SEATS = "bad_number_of_seats"
    UNKNOWN_CANDIDATE = "unknown_candidate"
    MARKED_TWICE = "marked_twice"
    TOO_MANY_MARKS = "too_many_marks"
    # when
    WRONG_STAGE = "wrong_stage"
    NOTICE_TOO_SHORT = "notice_too_short"
    NOT_ENOUGH_SPONSORS = "not_enough_sponsors"
    NOT_ENOUGH_COUNTRIES = "not_enough_countries"
    TOO_EARLY = "too_early"
    SITTING_NOT_OPEN = "sitting_not_open"
    SITTING_ALREADY_OPEN = "sitting_already_open"
    NO_QUORUM = "no_quorum"
    NOT_CURRENT_ITEM = "not_current_item"
    ALREADY_LISTED = "already_listed"
    NOT_LISTED = "not_listed"
    FLOOR_TAKEN = "floor_taken"
    FLOOR_FREE = "floor_free"
    VOTE_OPEN = "vote_open"
    VOTE_NOT_OPEN = "vote_not_open"
    VOTE_CLOSED = "vote_closed"
    WINDOW_RUNS = "window_runs"
    NOT_ON_ROLL = "not_on_roll"
    ALREADY_VOTED = "already_voted"
    CHOOSE_ONE = "choose_one"
    STALE_TEXT = "stale_text"
    AMENDMENTS_CLOSED = "amendments_closed"
    AMENDMENT_SETTLED = "amendment_settled"
    AMENDMENTS_PENDING = "amendments_pending"
    ORDER_NOT_CONFIRMED = "order_not_confirmed"
    NOT_NEXT_IN_ORDER = "not_next_in_order"
    NOT_CERTIFIED = "not_certified"
    ALREADY_CERTIFIED = "already_certified"
    OPEN_BUSINESS = "open_business"
    NO_CANDIDATES = "no_candidates"
    TOO_MANY_CANDIDATES = "too_many_candidates"


def N_(message: str) -> str:
    """Mark a message for translation where it is written down; it is translated where it is shown."""
    return message


MESSAGES: dict[Code, str] = {
    Code.NOT_SIGNED_IN: N_("Sign in first. What you typed is still here."),
    Code.NOT_ALLOWED: N_("Your office does not include this act."),
    Code.BAD_CREDENTIALS: N_("This name and password do not go together. Check both and try again."),
    Code.TOO_MANY_ATTEMPTS: N_(
        "Too many attempts. Wait {seconds} seconds, then try again; your account is not locked."
    ),
    Code.STALE_FORM: N_(
        "This page was open for too long or in another sign-in. What you typed is kept; send it again."
    ),
    Code.NOT_PRESIDING: N_("Only the person in the chair of this sitting may do this."),
    Code.NOT_YOUR_SEAT: N_("This belongs to another seat."),
    Code.NO_MANDATE: N_("You hold no mandate for a seat at this time."),
    Code.SAME_PERSON: N_("A second person has to do this; you already did your part."),
    Code.NOT_FOUND: N_("There is no such thing here, or you may not see it."),
    Code.MALFORMED: N_("Some of what was sent does not have the right shape. Nothing was changed."),
    Code.KEY_REUSED: N_("This idempotency key was already used for something else. Nothing was changed."),
    Code.ALREADY_EXISTS: N_("{what} exists already. Nothing was changed."),
    Code.ALREADY_PRESIDES: N_("{name} is in the chair already."),
    Code.BAD_ROWS: N_("{count} rows cannot be taken in as they are. Nothing was imported; the rows are named below."),
    Code.MISSING_COLUMNS: N_("The file lacks these columns: {columns}. Nothing was imported."),
    Code.INVITATION_SPENT: N_("This invitation was used or has run out. Ask the secretariat for a new one."),
    Code.WEAK_PASSWORD: N_("Use at least 15 characters, at most 128, and not a password that many people use."),
    Code.PASSWORDS_DIFFER: N_("The two passwords are not the same. Type both again."),
    Code.TEXT_EMPTY: N_("Write something here."),
    Code.TEXT_TOO_LONG: N_(
        "This is too long: at most {limit} characters. Nothing was cut off; shorten it and send again."
    ),
    Code.TOO_MANY_WORDS: N_(
        "This has too many words: at most {limit}, with signs counted. Nothing was cut off; split it and send again."
    ),
    Code.TOO_MANY_PARAGRAPHS: N_("This has too many paragraphs: at most {limit}. Nothing was cut off."),
    Code.TEXT_CONTROLS: N_("This contains invisible control characters that could mislead a reader. Remove them."),
    Code.DOES_NOT_FIT: N_("The change does not fit the text it was written for. Look at the text again."),
    Code.CHANGES_NOTHING: N_("This changes nothing. Edit a paragraph first."),
    Code.CONFLICTS_WITH_ITSELF: N_("Two of your changes exclude each other. Keep one of them."),
    Code.UNKNOWN_PROFILE: N_("There are no rules of procedure called {profile}."),
    Code.BAD_PROFILE: N_("The rules of procedure cannot be read at {key}: {problem}"),
    Code.BAD_TIMES: N_("The times do not follow one another."),
    Code.WINDOW_TOO_SHORT: N_("Voting stays open for at least {minutes} minutes. Choose a later close."),
    Code.BAD_ORDER: N_("This order would put something after what depends on it, or leaves something out."),
    Code.REASON_NEEDED: N_("Give the reason: it becomes part of the record."),
    Code.WRONG_STAGE: N_("This cannot be done while it is “{stage}”."),
    Code.NOTICE_TOO_SHORT: N_("The rules ask for {hours} hours of notice. Choose a later opening."),
    Code.NOT_ENOUGH_SPONSORS: N_("{have} of {need} sponsors have signed this version."),
    Code.NOT_ENOUGH_COUNTRIES: N_("Sponsors come from {have} of {need} countries."),
    Code.TOO_EARLY: N_("This may begin at {at}, not before."),
    Code.SITTING_NOT_OPEN: N_("The sitting is not open."),
    Code.SITTING_ALREADY_OPEN: N_("Another sitting of this session is open."),
    Code.NO_QUORUM: N_("{present} seats are present; {need} make a quorum."),
    Code.NOT_CURRENT_ITEM: N_("Another item is before the house."),
    Code.ALREADY_LISTED: N_("You are on the speakers’ list already."),
    Code.NOT_LISTED: N_("This seat is not on the speakers’ list."),
    Code.FLOOR_TAKEN: N_("Somebody has the floor. End that turn first."),
    Code.FLOOR_FREE: N_("Nobody has the floor."),
    Code.VOTE_OPEN: N_("A vote is open. Close it first."),
    Code.VOTE_NOT_OPEN: N_("This vote is not open yet."),
    Code.VOTE_CLOSED: N_("This vote closed at {closed_at}. A ballot that arrives later does not count."),
    Code.WINDOW_RUNS: N_("This vote is open until {at}, as announced; it is closed by the clock."),
    Code.NOT_ON_ROLL: N_("Your seat is not on the roll of this vote, which was frozen when it opened."),
    Code.ALREADY_VOTED: N_("Your seat has voted {choice}. The rules of this session do not allow a change."),
    Code.BAD_NUMBER_OF_SEATS: N_("Seats to fill: at least one; with this method at most: {limit}."),
    Code.UNKNOWN_CANDIDATE: N_("This paper names somebody who does not stand in this round. Mark it again."),
    Code.MARKED_TWICE: N_("This paper names a candidate twice. Mark it again."),
    Code.TOO_MANY_MARKS: N_("Candidates on this paper, at most: {limit}. Take some of them off."),
    Code.NO_CANDIDATES: N_("Nobody stands in this election. Nominate somebody first."),
    Code.TOO_MANY_CANDIDATES: N_("Candidates in this election, at most: {limit}. Nobody was added."),
    Code.CHOOSE_ONE: N_("Choose yes, no or abstain, then cast the ballot."),
    Code.STALE_TEXT: N_("The text has changed since you opened this page. Read it again, then decide."),
    Code.AMENDMENTS_CLOSED: N_("Amendments to this motion can no longer be submitted."),
    Code.AMENDMENT_SETTLED: N_("Amendment {number} is {fate}; it is not put to the vote."),
    Code.AMENDMENTS_PENDING: N_("{count} amendments are still to be decided before the whole text."),
    Code.ORDER_NOT_CONFIRMED: N_("Confirm the order of voting first."),
    Code.NOT_NEXT_IN_ORDER: N_("Amendment {number} comes next in the order of voting."),
    Code.NOT_CERTIFIED: N_("The chair and the secretariat both have to certify the text first."),
    Code.ALREADY_CERTIFIED: N_("You have certified this text already."),
    Code.OPEN_BUSINESS: N_("Something is still open: {what}."),
}


class Refused(Exception):
    """The house says no. `facts` fill the sentence; `field` names the input it is about, if one is."""

    def __init__(self, code: Code, *, field: str | None = None, **facts: object) -> None:
        self.code, self.field, self.facts = code, field, facts
        super().__init__(f"{code}: {self.sentence()}")

    def sentence(self, translate=lambda message: message) -> str:  # type: ignore[no-untyped-def]
        """The sentence in the reader's language, with its facts filled in."""
        return str(translate(MESSAGES[self.code])).format(**self.facts)


@dataclass(frozen=True)
class Obstacle:
    """What stands in the way of an act: shown beside the disabled button, raised by the command."""

    code: Code
    facts: tuple[tuple[str, object], ...] = ()

    def refusal(self, field: str | None = None) -> Refused:
        return Refused(self.code, field=field, **dict(self.facts))


def raise_first(obstacles: list[Obstacle]) -> None:
    """Refuse with the first obstacle, if there is one."""
    if obstacles:
        raise obstacles[0].refusal()
