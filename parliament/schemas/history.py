"""Shapes of sessions and votes of the past."""

from marshmallow import fields

from parliament.rules.stages import Outcome
from parliament.schemas.shapes import (
    At,
    In,
    Out,
    Said,
    count,
    digest,
    identifier,
    listed,
    nested,
    one_of,
    whole,
    word_of,
)

MOST = 500


class PagingVotes(In):
    """After which vote, and how many at most."""

    after = whole(0, 10**9, load_default=0, strict=False)
    limit = whole(1, MOST, load_default=100, strict=False)


class PastSession(Out):
    """A session that was over before it came here; the numbers are of its votes."""

    slug = identifier()
    title = fields.String()
    organization = fields.String()
    period = fields.String()
    votes = count()
    agreements = count()
    disagreements = count()
    not_computed = count()
    source_sha256 = digest()
    votes_hash = digest()
    imported_at = At()


class PastSessionList(Out):
    """Every session of the past."""

    sessions = listed(PastSession)


class PastTally(Out):
    """The counts, or sums of weights."""

    yes = count()
    no = count()
    abstain = count()
    not_voting = count()
    absent = count()


class PastVote(Out):
    """One vote: the published result beside the outcome that its votes give under its rule."""

    number = count()
    source_id = fields.String()
    title = fields.String()
    date = fields.String(allow_none=True)
    requirement = fields.String()
    published = one_of("pass", "fail", allow_none=True)
    outcome = word_of(Outcome, allow_none=True)
    disagrees = fields.Boolean()
    members = count()
    tally = nested(PastTally)


class PastSessionWhole(PastSession):
    """A session of the past with some of its votes."""

    after = count()
    page = listed(PastVote)


class PastBallot(Out):
    """One line of a roll call: the option as published, and the choice it is counted as."""

    person = fields.String()
    name = fields.String()
    group = fields.String(allow_none=True)
    weight = count()
    option = fields.String()
    choice = one_of("yes", "no", "abstain", "not_voting", "absent")


class Disagreement(Out):
    """Where the source contradicts what its own votes and rule give."""

    id = fields.String()
    kind = one_of("result", "counts")
    published = fields.Raw()
    computed = fields.Raw()
    why = fields.String()


class PastVoteWhole(PastVote):
    """One vote of the past with its roll call."""

    session_slug = identifier()
    session_title = fields.String()
    votes = count()
    organization_name = fields.String()
    text = fields.String(allow_none=True)
    assumed = fields.Boolean()
    published_as = fields.String(allow_none=True)
    rule = Said()
    quorum = Said()
    explanation = fields.List(Said())
    disagreements = listed(Disagreement)
    roll_call = listed(PastBallot)
