"""Following up a declaration: whom it is sent to, what counts as an answer, what a commitment has to say.

No house we know of writes this down as procedure; where a rule below has no source, it is a house rule. That a commitment
names measure, baseline, target and day, and is reported with evidence, is what the UNFCCC's global climate action portal
and the Voluntary Local Reviews of cities ask of whoever commits.
"""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from urllib.parse import urlsplit

from parliament.rules.refusals import Code, Refused
from parliament.rules.wording import MISLEADING

# House rules, so that nobody fills the tracker that all read: of one city under one declaration; of one commitment in a day.
MOST_COMMITMENTS = 100
MOST_REPORTS = 10


class AddresseeKind(StrEnum):
    """The first two are those whom a paragraph of a text can address."""

    GOVERNMENTS = "governments"
    INSTITUTIONS = "institutions"
    NETWORKS = "networks"
    COMPANIES = "companies"
    OTHER = "other"


class Channel(StrEnum):
    """How a declaration reached its addressee."""

    LETTER = "letter"
    EMAIL = "email"
    IN_PERSON = "in_person"
    PORTAL = "portal"
    OTHER = "other"


class Position(StrEnum):
    """Where an addressee stands. `NO_ANSWER` is written down once the time to answer is over."""

    ACCEPTS = "accepts"
    PARTLY = "partly"
    DECLINES = "declines"
    NO_ANSWER = "no_answer"


class Progress(StrEnum):
    """How far a city says it has come."""

    PLANNED = "planned"
    UNDER_WAY = "under_way"
    DELAYED = "delayed"
    DONE = "done"
    ABANDONED = "abandoned"


class Finding(StrEnum):
    """What the secretariat found of a report."""

    CONFIRMED = "confirmed"
    UNCLEAR = "unclear"
    CONTRADICTED = "contradicted"


# After these nothing more is to be reported, so that no next review is asked for.
FINISHED = frozenset({Progress.DONE, Progress.ABANDONED})
REMOVED, WITHDRAWN = "removed", "withdrawn"

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
FIGURE = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,6})?")
# Shares and rates of one city do not add up with those of another.
RATIO = re.compile(r"[%‰/]|\bper\b|\bpercent\b", re.IGNORECASE)
LONGEST_ADDRESS = 500
# The day it is anywhere on earth: zones run from 12 hours behind UTC to 14 before it.
LATEST_ZONE, EARLIEST_ZONE = timedelta(hours=14), timedelta(hours=-12)
FIRST_YEAR, LAST_YEAR = 1900, 2199


def is_day(said: str) -> bool:
    """Whether this is a day of the calendar, written as ISO 8601 does."""
    try:
        return bool(DAY.fullmatch(said)) and FIRST_YEAR <= date.fromisoformat(said).year <= LAST_YEAR
    except ValueError:
        return False


def day(said: str, field: str) -> str:
    """A day as it goes into the record. Refused: bad_date."""
    said = said.strip()
    if not is_day(said):
        raise Refused(Code.BAD_DATE, field=field)
    return said


def check_room_for_commitment(*, commitments: int) -> None:
    """Of one city under one declaration, those it no longer stands by counted too. House rule. Refused: too_many_of_these."""
    if commitments >= MOST_COMMITMENTS:
        raise Refused(Code.TOO_MANY_OF_THESE, field="measure", limit=MOST_COMMITMENTS)


def check_room_for_report(*, reports: int) -> None:
    """Of one commitment within twenty-four hours. House rule. Refused: too_many_of_these."""
    if reports >= MOST_REPORTS:
        raise Refused(Code.TOO_MANY_OF_THESE, field="reported_on", limit=MOST_REPORTS)


def past_day(said: str, field: str, *, now: datetime) -> str:
    """A day that has begun somewhere. Refused: bad_date, day_to_come."""
    found = day(said, field)
    if found > (now + LATEST_ZONE).date().isoformat():
        raise Refused(Code.DAY_TO_COME, field=field)
    return found


def coming_day(said: str, field: str, *, now: datetime) -> str:
    """A day that is not over everywhere. Refused: bad_date, day_over."""
    found = day(said, field)
    if found < (now + EARLIEST_ZONE).date().isoformat():
        raise Refused(Code.DAY_OVER, field=field)
    return found


def is_figure(said: str) -> bool:
    """Whether this is a decimal number in the one form in which it is written."""
    return bool(FIGURE.fullmatch(said)) and not (said.startswith("-") and Decimal(said) == 0)


def figure(said: str, field: str) -> str:
    """A number as it goes into the record: decimal text, because binary fractions are not what people wrote. Refused: bad_figure."""
    said = said.strip().replace("\N{MINUS SIGN}", "-")
    if not is_figure(said):
        raise Refused(Code.BAD_FIGURE, field=field)
    return said


def adds_up(unit: str) -> bool:
    """Whether figures of several cities in this unit may be added: shares and rates may not."""
    return RATIO.search(unit) is None


def is_evidence(said: str) -> bool:
    """Whether this is an address that a reader may follow: https, a host with a name, no login, nothing invisible."""
    if (
        len(said) > LONGEST_ADDRESS
        or MISLEADING.search(said)
        or any(each.isspace() or each in '<>"\\' for each in said)
    ):
        return False
    try:
        parts = urlsplit(said)
        _ = parts.port  # raises for what is no number
    except ValueError:
        return False
    host = parts.hostname or ""
    return parts.scheme == "https" and "." in host.strip(".") and parts.username is None and parts.password is None


def evidence(said: str, field: str) -> str:
    """The address of what shows it. It is shown and never opened by this house. Refused: bad_evidence."""
    said = said.strip()
    if not is_evidence(said):
        raise Refused(Code.BAD_EVIDENCE, field=field)
    return said


def check_addressee(*, removed: bool) -> None:
    """Nothing more is written of an addressee that was named by mistake."""
    if removed:
        raise Refused(Code.WRONG_STAGE, stage=REMOVED)


def check_in_force(*, withdrawn: bool) -> None:
    """Nobody new is called upon, and nobody commits, under a declaration that was withdrawn. What runs is followed on."""
    if withdrawn:
        raise Refused(Code.WRONG_STAGE, stage=WITHDRAWN)


def check_dispatch(*, sent_on: str, answer_by: str | None) -> None:
    """An answer is asked for by a day that comes after the sending."""
    if answer_by is not None and answer_by < sent_on:
        raise Refused(Code.BAD_TIMES, field="answer_by")


def check_commitment(*, due_on: str, next_review_on: str) -> None:
    """The first review is due before the commitment is, or with it."""
    if next_review_on > due_on:
        raise Refused(Code.BAD_TIMES, field="next_review_on")


def check_standing(*, withdrawn: bool) -> None:
    """Nothing is reported or reviewed of a commitment that was withdrawn."""
    if withdrawn:
        raise Refused(Code.WRONG_STAGE, stage=WITHDRAWN)


def check_report(*, status: Progress, evidence: str | None, next_review_on: str | None) -> None:
    """Whoever says it is done shows it; whoever is not done says when to look again."""
    if status == Progress.DONE and evidence is None:
        raise Refused(Code.EVIDENCE_NEEDED, field="evidence_url")
    if status not in FINISHED and next_review_on is None:
        raise Refused(Code.BAD_DATE, field="next_review_on")


def check_review(*, reviewed: bool) -> None:
    """A report is reviewed once; what is found later is found of the next one."""
    if reviewed:
        raise Refused(Code.SAID_ALREADY)


def check_instruction(*, by_cabinet: bool, instruction: str) -> None:
    """A cabinet writes for its mayor, and says when and how it was told to."""
    if by_cabinet and not instruction:
        raise Refused(Code.REASON_NEEDED, field="instruction")
