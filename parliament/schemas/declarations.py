"""Shapes of declarations. The document itself is canonical JSON with a format of its own (docs/record.md)."""

from marshmallow import fields, validate

from parliament.results.life import STATUSES
from parliament.rules.topics import MOST_TOPICS, TOPICS
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
    many,
    nested,
    one_of,
)
from parliament.schemas.signatures import Ended, EntryOfLife, Superseded


class SessionNamed(Out):
    """The session it was adopted in."""

    id = identifier()
    slug = identifier()
    number = count()
    title = fields.String()
    time_zone = fields.String()


class Heading(Out):
    """What a list says of a declaration."""

    id = identifier()
    number = count()
    slug = identifier()
    title = fields.String()
    published_at = At()
    topics = fields.List(fields.String())
    plenary = nested(SessionNamed, data_key="session", attribute="session")


class Figures(Out):
    """The figures people quote. Cities that came later have no frozen population and are counted apart."""

    mayors = count()
    cities = count()
    countries = count()
    continents = count()
    people = count()
    cities_without_population = count()


class TwoFigures(Out):
    """Those who voted in favour; those who took part."""

    supporting = nested(Figures)
    took_part = nested(Figures)


class Counts(Out):
    """The tally of the final vote."""

    yes = count()
    no = count()
    abstain = count()
    not_voting = count()
    absent = count()


class DeclarationListed(Heading):
    """A declaration with its tally and figures."""

    adopted_at = At()
    year = fields.String()
    status = fields.String()
    signing_open = fields.Boolean()
    version = count()
    document_hash = digest()
    signatories = count()
    language = fields.String()
    tally = nested(Counts)
    figures = nested(TwoFigures)


class DeclarationList(Out):
    """Declarations, the newest first."""

    declarations = listed(DeclarationListed)


class FindingDeclarations(In):
    """What declarations are looked for by; all of it has to hold, and what is left out asks for nothing.

    `words` are looked for in titles and texts, without regard to case and accents; `country` is one whose cities voted
    for it or signed it.
    """

    words = fields.String(load_default="", validate=validate.Length(max=200))
    topic = fields.String(load_default="", validate=validate.OneOf(["", *TOPICS], error=NOT_ONE_OF))
    year = fields.String(load_default="", validate=validate.Length(max=4))
    country = fields.String(load_default="", validate=validate.Length(max=3))
    status = fields.String(load_default="", validate=validate.OneOf(["", *STATUSES], error=NOT_ONE_OF))


class ClassifyingDeclaration(In):
    """What a declaration is about; none takes back what was said before."""

    topics = many(one_of(*TOPICS), MOST_TOPICS, required=True)


class Certified(Out):
    """One person's word that this is the exact text that was adopted."""

    office = fields.String()
    account = identifier()
    name = fields.String()
    at = At()
    text_hash = digest()


class InRecord(Out):
    """The entry that published its first version."""

    log = fields.String()
    origin = fields.String()
    seq = count()


class Neighbour(Out):
    """The declaration before, or after."""

    number = count()
    slug = identifier()
    title = fields.String()


class DeclarationWhole(Heading):
    """A version of a declaration: its document, where it stands in the record, and what became of the declaration.

    `certified` is of the first version; a later one has its certifications in its document. `published_in` is the entry
    that published this version.
    """

    version = count()
    status = fields.String()
    withdrawn = nested(Ended, allow_none=True)
    superseded = nested(Superseded, allow_none=True)
    published_in = nested(EntryOfLife)
    motion = identifier()
    text_hash = digest()
    document_hash = digest()
    certified = listed(Certified)
    record = nested(InRecord)
    earlier = nested(Neighbour, allow_none=True)
    later = nested(Neighbour, allow_none=True)
    document = fields.Dict()


MotionCertified = answer("MotionCertified", motion=identifier(), office=fields.String(), text_hash=digest())
DeclarationPublished = answer(
    "DeclarationPublished", declaration=identifier(), number=count(), slug=identifier(), document_hash=digest()
)
DeclarationClassified = answer("DeclarationClassified", declaration=identifier(), topics=fields.List(fields.String()))
