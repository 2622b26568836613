"""Refusals and obstacles: for every code of the closed list (`rules/codes.py`) the sentence a person reads.

Every sentence is a gettext message; pages and API translate it at the edge and fill in the facts.
"""

from dataclasses import dataclass

from parliament.rules.codes import Code

__all__ = ["MESSAGES", "N_", "Code", "Obstacle", "Refused", "raise_first"]


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
    Code.ASKED_ALREADY: N_("Your seat has asked for this already."),
    Code.NOT_PRESENT: N_("Your seat is not present at this sitting. Check in first."),
    Code.NOT_PREVAILING: N_("Only a seat that voted for the outcome may move to decide anew."),
    Code.NOT_A_SPONSOR: N_("Only a seat that sponsors the motion can accept an amendment to it."),
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
    Code.MORE_THAN_WORDS: N_(
        "A correction changes words alone: paragraphs, their order and whom they address stay as the house adopted them."
    ),
    Code.MORE_THAN_A_FEW_WORDS: N_(
        "A correction changes at most {limit} words and signs at one place. Anything more is for the house to decide."
    ),
    Code.NUMBER_CHANGED: N_("A correction changes no number, nor its sign or unit. This is for the house to decide."),
    Code.UNKNOWN_PROFILE: N_("There are no rules of procedure called {profile}."),
    Code.BAD_PROFILE: N_("The rules of procedure cannot be read at {key}: {problem}"),
    Code.BAD_POPOLO: N_("This file cannot be taken in. {place}: {problem}. Nothing was imported."),
    Code.VERSION_TOO_LOW: N_("Version {version} of {profile} is adopted already. Give yours a higher number."),
    Code.BAD_TIMES: N_("The times do not follow one another."),
    Code.WINDOW_TOO_SHORT: N_("Voting stays open for at least {minutes} minutes. Choose a later close."),
    Code.BAD_ORDER: N_("This order would put something after what depends on it, or leaves something out."),
    Code.NOT_ITS_WORDS: N_("A sub-amendment changes the words its amendment brings, each piece in its place."),
    Code.NO_WORDS_OF_ITS_OWN: N_("Amendment {number} brings no words of its own, so there is nothing to amend in it."),
    Code.SUB_OF_SUB: N_("A sub-amendment is not amended itself. Amend amendment {number}."),
    Code.TOO_FEW_REPLACED: N_("A compromise takes the place of two amendments or more. Name them."),
    Code.NOT_REPLACEABLE: N_("A compromise takes the place of plain amendments; {number} is none to this motion."),
    Code.REASON_NEEDED: N_("Give the reason: it becomes part of the record."),
    Code.STATEMENT_TOO_LONG: N_(
        "This has too many words: at most {limit}. Nothing was cut off; shorten it and send again."
    ),
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
    Code.NOT_OFFERED: N_("The rules of this session do not provide for this."),
    Code.POINT_PENDING: N_("A point of order comes first: the chair rules on it at once."),
    Code.APPEAL_PENDING: N_("An appeal against a ruling comes first: the house decides on it."),
    Code.APPEAL_TOO_LATE: N_("A ruling is appealed at once; the sitting has gone on since."),
    Code.PROCEDURAL_PENDING: N_("A procedural motion comes first: {kind}."),
    Code.LOWER_RANK: N_("This is pending: {kind}. Only a procedural motion that ranks higher may be moved now."),
    Code.MOVED_ALREADY: N_("The house has decided on this procedural motion already during this item."),
    Code.SIDE_FULL: N_("Speakers on this side of a procedural motion, at most: {limit}."),
    Code.DEBATE_CLOSED: N_("The debate on this item is closed; only votes remain."),
    Code.NOBODY_SPOKE: N_("Nobody else has spoken on this item, so there is nothing to reply to."),
    Code.TOO_LATE: N_("This was possible until {at}."),
    Code.SAID_ALREADY: N_("This has been said already, and stands in the record."),
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
    Code.SIGNER_AWAY: N_(
        "The signer of this parliament does not answer at this moment. If this was a ballot, it is recorded; send it "
        "again and you receive its receipt."
    ),
    Code.NOT_SIGNED: N_(
        "The signer of this parliament refuses to sign this. Nothing signed before has changed; tell the secretariat."
    ),
    Code.NOTHING_MARKED: N_("Mark whom you vote for, or cast a blank paper."),
    Code.BAD_RANKS: N_("Write 1 beside your first preference, 2 beside the next, and no number twice."),
    Code.BAD_WITNESS_KEY: N_(
        "This is not the key of a witness. It is the one line that the program prints: a name, +, eight digits, +, the key."
    ),
    Code.NOT_A_CHECKPOINT: N_("This is not a checkpoint that a log of this house has signed."),
    Code.NOT_COSIGNED: N_("No listed witness has cosigned this, or only with a time that has not come yet."),
    Code.NOT_OUR_TREE: N_(
        "Our key signed this, and the record kept here is another. Keep it as evidence, and tell the other witnesses."
    ),
    Code.BAD_DATE: N_("This is not a day such as 2026-11-22: year, month, day."),
    Code.DAY_TO_COME: N_("This day has not come yet. Write down what has happened."),
    Code.DAY_OVER: N_("This day is over. Choose a later one."),
    Code.BAD_FIGURE: N_("This is not a number such as 1250 or 12.5: digits, a point, at most six digits after it."),
    Code.BAD_EVIDENCE: N_(
        "This is not an address that begins with https:// and names a site. Logins and spaces have no place in it."
    ),
    Code.EVIDENCE_NEEDED: N_("Whoever says it is done shows it: give the address of the evidence."),
    Code.NOT_DISPATCHED: N_("Nothing was sent to this addressee yet. Write down the dispatch first."),
    Code.NO_CANDIDATES: N_("Nobody stands in this election. Nominate somebody first."),
    Code.TOO_MANY_CANDIDATES: N_("Candidates in this election, at most: {limit}. Nobody was added."),
    Code.CHOOSE_ONE: N_("Choose yes, no or abstain, then cast the ballot."),
    Code.BAD_LANGUAGE: N_("This is not a language tag, such as ar, am or zh-Hant."),
    Code.AUTHENTIC_LANGUAGE: N_("This text is authentic in this language. It is amended, not translated."),
    Code.TRANSLATION_CHANGED: N_(
        "Somebody else has translated this since you opened the page. Compare the two, then send yours again."
    ),
    Code.STALE_TEXT: N_("The text has changed since you opened this page. Read it again, then decide."),
    Code.AMENDMENTS_CLOSED: N_("Amendments to this motion can no longer be submitted."),
    Code.AMENDMENT_SETTLED: N_("Amendment {number} is {fate}; it is not put to the vote."),
    Code.CLASHES_WITH_TEXT: N_("This clashes with amendment {number}, which is in the text already."),
    Code.WAITS_FOR_COMPROMISE: N_("Amendment {number} waits for the compromise {by}, which is put first."),
    Code.WAITS_FOR_RULING: N_(
        "Part of amendment {number} clashes with the text in force. The chair rules on it first."
    ),
    Code.NO_CLASH: N_("Amendment {number} does not clash in part with the text in force: there is nothing to rule on."),
    Code.AMENDMENTS_PENDING: N_("{count} amendments are still to be decided before the whole text."),
    Code.ORDER_NOT_CONFIRMED: N_("Confirm the order of voting first."),
    Code.NOT_NEXT_IN_ORDER: N_("Amendment {number} comes next in the order of voting."),
    Code.BLOC_TOO_SMALL: N_("Put at least two amendments at once, each named once, and not more than eighty."),
    Code.BLOC_CONFLICT: N_("These amendments exclude each other and cannot be put at once: {numbers}."),
    Code.PUT_BY_ITSELF: N_("Amendment {number} is a compromise or a sub-amendment. It is put by itself, and whole."),
    Code.DIVISION_BEGUN: N_("Amendment {number} is being decided in parts. Its other parts come first."),
    Code.DIVISION_NOT_ASKED: N_("{have} of {need} seats have asked that this amendment be divided."),
    Code.DIVISION_DUE: N_("The house decided on a separate vote. Divide amendment {number} first."),
    Code.TOO_MANY_PARTS: N_("An amendment has at most {limit} parts. Put some of them together."),
    Code.PARTS_DO_NOT_TILE: N_("Name each change of the amendment once, in two parts or more, and leave none out."),
    Code.PARTS_NEED_EACH_OTHER: N_("One of these parts makes no text without another. Put the two together."),
    Code.NOT_ACCEPTED: N_("{have} of {need} sponsors have accepted this amendment."),
    Code.ACCEPTANCE_OBJECTED: N_("A seat objected to accepting this amendment, so that the house votes on it."),
    Code.OBJECTIONS_RUN: N_("Seats may object until {at}."),
    Code.TEXT_CERTIFIED: N_("This text is certified; nothing in it is corrected any more."),
    Code.NOT_CERTIFIED: N_("The chair and the secretariat both have to certify the text first."),
    Code.ALREADY_CERTIFIED: N_("You have certified this text already."),
    Code.PAPER_TOO_LARGE: N_("This file is too large: at most {limit} megabytes. Nothing was stored."),
    Code.NOT_A_MOTION_FILE: N_(
        "This is not a DOCX, ODT, Markdown or text file. Open it where it was written, save it as one of these, try again."
    ),
    Code.FILE_DAMAGED: N_(
        "This file is damaged, protected by a password, or of another kind than its name says. Open it where it was written, "
        "save it again as DOCX or ODT without a password, and try again."
    ),
    Code.UNPACKS_TOO_LARGE: N_(
        "Unpacked, the words of this file are too large: at most {limit} megabytes. Copy the motion alone into a new file."
    ),
    Code.UNKNOWN_ENCODING: N_(
        "The letters of this file cannot be told for certain. Save it as text in UTF-8, and try again."
    ),
    Code.NO_WORDS_IN_FILE: N_(
        "There are no paragraphs in this file. Of a scanned page, the text has to be recognised first."
    ),
    Code.WRONG_KIND_OF_FILE: N_(
        "This is not a text, PDF, ODT or DOCX file of the kind it says it is. Nothing was stored."
    ),
    Code.AGENDA_ADOPTED: N_("The agenda is adopted. Propose a change: the house decides on it."),
    Code.AGENDA_NOT_ADOPTED: N_("The agenda is still a draft: edit it, then put it to the house."),
    Code.ITEM_CALLED: N_("Item {item} has been called and stays on the agenda."),
    Code.ITEM_HAS_PARTS: N_("Item {item} has parts. Remove them first."),
    Code.ITEM_IN_USE: N_("Item {item} stays on the agenda: an election, a statement or a proxy is about it."),
    Code.URGENT_NOTICE_TOO_SHORT: N_(
        "Even an urgent session needs {minutes} minutes of notice. Choose a later opening."
    ),
    Code.URGENCY_UNDECIDED: N_("This session is urgent: the house votes on the urgency before anything else."),
    Code.URGENCY_REJECTED: N_("The house rejected the urgency: this session can only be adjourned and closed."),
    Code.REHEARSAL: N_("This is a rehearsal: nothing of it is published."),
    Code.NOT_A_REHEARSAL: N_("Only a rehearsal can be deleted. The record of a session stays."),
    Code.NOT_PRESENT_THEN: N_("Only a seat that was present at the sitting may correct its minutes."),
    Code.CORRECTIONS_OVER: N_("The time for corrections ended at {at}."),
    Code.CORRECTIONS_RUN: N_("Corrections may be proposed until {at}. The minutes are put to the vote after that."),
    Code.CORRECTIONS_WAIT: N_("{count} proposed corrections wait for the secretariat."),
    Code.COUNCIL_NEEDED: N_("Name the day on which your council resolved to sign."),
    Code.CITY_HAS_SEAT: N_("{city} has a seat in this house; whoever holds it signs. Nobody is invited in its place."),
    Code.SIGNING_OPEN: N_("This declaration is open for signature already."),
    Code.SIGNING_NOT_OPEN: N_("This declaration is not open for signature."),
    Code.ALREADY_SIGNED: N_("{who} signed this declaration already. Nothing was changed."),
    Code.CORRECTION_PENDING: N_("A correction of this declaration is being prepared. Publish it or give it up first."),
    Code.WITHDRAWAL_PENDING: N_(
        "Somebody proposed to withdraw this declaration already. Agree to that, or give it up first."
    ),
    Code.NOT_LATER: N_("Only a later declaration can stand in the place of this one."),
    Code.PASSWORD_NEEDED: N_("This binds your city: give your password for it, although you are signed in."),
    Code.WRONG_PASSWORD: N_("This is not your password. Nothing was signed; type it again."),
    Code.OTHER_OFFICE: N_("This takes two offices: a chair and the secretariat. The other one has to agree."),
    Code.OPEN_BUSINESS: N_("Something is still open: {what}."),
    Code.TIE_PENDING: N_("The votes were equal. The chair has to give the casting vote first."),
    Code.NOT_BY_BALLOT: N_("This vote is taken by show of hands. Raise your hand in the room."),
    Code.ONLY_OBJECTIONS: N_("This is adopted unless seats object. Object, or say nothing."),
    Code.PROXY_HOLDER_ABSENT: N_("You vote for another seat only while you are present yourself. Check in first."),
    Code.NOT_BY_HANDS: N_("This vote is not taken by show of hands."),
    Code.TOO_MANY_HANDS: N_("{counted} hands are more than the {present} seats present. Count again."),
    Code.COUNTS_MISSING: N_("Two officers have to count the hands; {counted} have."),
    Code.COUNTS_DIFFER: N_("The two officers counted differently. Count again."),
    Code.NOT_TIED: N_("There is no casting vote here: it is for equal votes, where the rules leave them to the chair."),
    Code.RESTED_ON: N_("Later acts rest on this vote. Undo those first."),
    Code.ROLL_CALL_ASKED: N_("Seats have asked for a roll call, so hands are not enough."),
    Code.RULE_NEEDS_BALLOTS: N_("The majority asked for here needs to know who voted how. Take the vote by roll call."),
    Code.NOTHING_TO_ASK: N_("The rules of this session give nothing to ask for here."),
    Code.NO_TELEPHONE: N_("The rules of this session know no ballots by telephone."),
    Code.BALLOTS_DIFFER: N_("The first officer wrote down another choice. Ask the seat again."),
    Code.NOTHING_TO_CONFIRM: N_("No ballot by telephone waits for this seat."),
    Code.VOICE_RESTS: N_("A certified substitute speaks for your seat until {at}; your own voice rests till then."),
    Code.PROXY_TO_ITSELF: N_("A seat cannot hold its own proxy. Choose another seat."),
    Code.NOTICE_MISSED: N_(
        "The rules ask for {hours} hours of notice before the sitting of {at}. Let it begin after that sitting."
    ),
    Code.SEAT_NOT_ACCREDITED: N_("This seat is {state}: it takes no part now."),
    Code.HOLDS_A_SEAT: N_("{name} holds a seat already. To speak for a second one, a proxy is the way."),
    Code.NO_SUBSTITUTES: N_("The rules of this session allow no substitutes."),
    Code.ALREADY_REPRESENTED: N_("Somebody else already speaks for this seat at that time."),
    Code.NO_PROXIES: N_("The rules of this session allow no proxies."),
    Code.PROXY_CHAIN: N_("A voice is not handed on: who gives its own away holds no other at that time."),
    Code.TOO_MANY_PROXIES: N_("This seat would hold more than {limit} proxies at one time. Choose another seat."),
    Code.TOO_MANY_OF_THESE: N_("There is room for {limit} of these, and it is taken. Nothing was added."),
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
