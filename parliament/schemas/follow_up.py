"""Shapes of what came of declarations: addressees, commitments, the tracker, and what is due."""

from typing import Any

from marshmallow import fields, validate

from parliament.results.tracker import STATUSES
from parliament.rules.follow_up import AddresseeKind, Channel, Finding, Position, Progress
from parliament.rules.papers import ENDINGS
from parliament.schemas.papers import FileContent
from parliament.schemas.shapes import (
    NOT_ONE_OF,
    At,
    In,
    Out,
    answer,
    count,
    digest,
    identifier,
    listed,
    nested,
    one_of,
    word_of,
)

DAY = "A day of the civil calendar, such as 2026-11-22."
FIGURE = "A decimal number as text, such as 1250 or 12.5."


def day(**options: Any) -> fields.String:
    return fields.String(metadata={"format": "date", "description": DAY}, **options)


def decimal(**options: Any) -> fields.String:
    return fields.String(metadata={"description": FIGURE}, **options)


class WhereSaid(Out):
    """Which entry of which log says so."""

    log = fields.String()
    seq = count()


class FollowUpEnded(Out):
    """Why it no longer stands."""

    at = At()
    reason = fields.String()
    entry = nested(WhereSaid)


class Dispatched(Out):
    """One sending; the receipt is the annex of this hash."""

    dispatch = identifier()
    how = word_of(Channel)
    sent_on = day()
    answer_by = day(allow_none=True)
    note = fields.String()
    receipt_hash = digest(allow_none=True)
    at = At()
    entry = nested(WhereSaid)


class Replied(Out):
    """One answer, or that none came; the letter is the annex of this hash."""

    reply = identifier()
    received_on = day()
    position = word_of(Position)
    summary = fields.String()
    file_hash = digest(allow_none=True)
    next_step = fields.String()
    next_step_on = day(allow_none=True)
    at = At()
    entry = nested(WhereSaid)


class Addressee(Out):
    """Whom a declaration calls upon, what was sent to it, what it answered; `position` is that of the last answer."""

    addressee = identifier()
    declaration = identifier()
    kind = word_of(AddresseeKind)
    name = fields.String()
    dispatches = listed(Dispatched)
    replies = listed(Replied)
    position = word_of(Position, allow_none=True)
    status = one_of("to_send", "sent", "replied", "removed")
    removed = nested(FollowUpEnded, allow_none=True)
    at = At()
    entry = nested(WhereSaid)


class Reported(Out):
    """How far a city said it had come."""

    report = identifier()
    status = word_of(Progress)
    figure = decimal(allow_none=True)
    reported_on = day()
    evidence = fields.String(allow_none=True)
    note = fields.String()
    next_review_on = day(allow_none=True)
    at = At()
    entry = nested(WhereSaid)


class Reviewed(Out):
    """What the secretariat found of one report."""

    review = identifier()
    report = identifier()
    finding = word_of(Finding)
    note = fields.String()
    next_review_on = day(allow_none=True)
    at = At()
    entry = nested(WhereSaid)


class Commitment(Out):
    """What a city promised; `figure` is the last one reported, `finding` what was found of the last report."""

    commitment = identifier()
    declaration = identifier()
    seat = identifier()
    city = fields.String()
    other_name = fields.String()
    country = fields.String()
    country_name = fields.String()
    continent = fields.String()
    population = count()
    measure = fields.String()
    unit = fields.String()
    baseline = decimal(allow_none=True)
    target = decimal()
    due_on = day()
    reports = listed(Reported)
    reviews = listed(Reviewed)
    figure = decimal(allow_none=True)
    finding = word_of(Finding, allow_none=True)
    next_review_on = day(allow_none=True)
    status = one_of(*STATUSES)
    withdrawn = nested(FollowUpEnded, allow_none=True)
    at = At()
    entry = nested(WhereSaid)


class Positions(Out):
    """Where addressees stand."""

    named = count()
    sent = count()
    accepts = count()
    partly = count()
    declines = count()
    no_answer = count()


class Counted(Out):
    """How many commitments stand, how many of them were reported on, and where cities say they are."""

    commitments = count()
    reported = count()
    cities = count()
    countries = count()
    by_status = fields.Dict(keys=one_of(*STATUSES), values=fields.Integer())


class DeclarationNamed(Out):
    """A declaration by its name."""

    declaration = identifier()
    number = count()
    slug = identifier()
    title = fields.String()


class Followed(DeclarationNamed):
    """A declaration with what came of it in numbers."""

    ended = one_of("withdrawn", "superseded", allow_none=True)
    addressees = nested(Positions)
    commitments = nested(Counted)


class Total(Out):
    """What was reported on one measure comes to, and of how many commitments; shares and rates are not added."""

    measure = fields.String()
    unit = fields.String()
    commitments = count()
    reported = count()
    cities_reported = count()
    adds_up = fields.Boolean()
    baseline = decimal(allow_none=True)
    target = decimal(allow_none=True)
    figure = decimal(allow_none=True)
    least = decimal(allow_none=True)
    most = decimal(allow_none=True)


class Tracker(Out):
    """What came of declarations, in one document."""

    format = fields.String()
    version = count()
    declarations = listed(Followed)
    positions = nested(Positions)
    counts = nested(Counted)
    totals = listed(Total)
    addressees = listed(Addressee)
    commitments = listed(Commitment)


class Wanted(In):
    """Of which declaration (its slug), which city (its seat, or letters of its name), in which status."""

    declaration = identifier(load_default="")
    city = fields.String(load_default="", validate=validate.Length(max=200))
    status = fields.String(
        load_default="",
        validate=validate.OneOf(
            [*STATUSES, *(str(each) for each in Position), "to_send", "sent", "replied", "removed"], error=NOT_ONE_OF
        ),
    )


class AddresseeWhole(Addressee):
    """One addressee with its declaration."""

    of = nested(DeclarationNamed)


class CommitmentWhole(Commitment):
    """One commitment with its declaration."""

    of = nested(DeclarationNamed)


class Due(Out):
    """One thing that falls due: what, by which day, whether that day is over, and of which addressee or commitment."""

    what = one_of("to_report", "to_review", "to_send", "answer_due", "next_step")
    on = day(allow_none=True)
    over = fields.Boolean()
    of = fields.Dict()


class DueList(Out):
    """What falls due for the reader within a month, the oldest first."""

    due = listed(Due)


class NamingAddressee(In):
    """Whom the declaration calls upon."""

    kind = word_of(AddresseeKind, required=True)
    name = fields.String(required=True)


class Removing(In):
    """Why."""

    reason = fields.String(required=True)


class WithFile(In):
    """A file may come along; everybody may read it."""

    media_type = one_of(*ENDINGS, load_default=None, allow_none=True)
    content = FileContent(
        load_default=None,
        allow_none=True,
        metadata={"type": "string", "format": "byte", "description": "The file in base64."},
    )


class Sending(WithFile):
    """That it was sent or handed over."""

    how = word_of(Channel, required=True)
    sent_on = day(required=True)
    answer_by = day(load_default=None, allow_none=True)
    note = fields.String(load_default="")


class Answering(WithFile):
    """What came back, or that nothing did."""

    received_on = day(required=True)
    position = word_of(Position, required=True)
    summary = fields.String(required=True)
    next_step = fields.String(load_default="")
    next_step_on = day(load_default=None, allow_none=True)


class OnInstruction(In):
    """A cabinet says when and how its mayor told it to; for a mayor this is not read."""

    instruction = fields.String(load_default="")


class Committing(OnInstruction):
    """What the own city promises, and by when."""

    measure = fields.String(required=True)
    unit = fields.String(required=True)
    baseline = decimal(load_default=None, allow_none=True)
    target = decimal(required=True)
    due_on = day(required=True)
    next_review_on = day(required=True)


class Reporting(OnInstruction):
    """How far the own city has come."""

    status = word_of(Progress, required=True)
    reported_on = day(required=True)
    figure_now = decimal(data_key="figure", load_default=None, allow_none=True)
    evidence_url = fields.String(data_key="evidence", load_default=None, allow_none=True)
    note = fields.String(load_default="")
    next_review_on = day(load_default=None, allow_none=True)


class Reviewing(In):
    """What was found of a report."""

    finding = word_of(Finding, required=True)
    note = fields.String(load_default="")
    next_review_on = day(load_default=None, allow_none=True)


class TakingBack(OnInstruction):
    """Why the city no longer stands by it."""

    reason = fields.String(required=True)


AddresseeDone = answer("AddresseeDone", addressee=identifier(), declaration=identifier())
DispatchMade = answer("DispatchMade", dispatch=identifier(), addressee=identifier(), declaration=identifier())
ReplyMade = answer("ReplyMade", reply=identifier(), addressee=identifier(), declaration=identifier())
CommitmentMade = answer("CommitmentMade", commitment=identifier(), declaration=identifier(), seat=identifier())
ReportMade = answer("ReportMade", report=identifier(), commitment=identifier(), declaration=identifier())
ReviewMade = answer("ReviewMade", review=identifier(), commitment=identifier(), declaration=identifier())
CommitmentDone = answer("CommitmentDone", commitment=identifier(), declaration=identifier())
