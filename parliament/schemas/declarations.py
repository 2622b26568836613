"""Shapes of declarations. The document itself is canonical JSON with a format of its own (docs/record.md)."""

from marshmallow import fields

from parliament.schemas.shapes import At, Out, answer, count, digest, identifier, listed, nested


class SessionNamed(Out):
    """The session it was adopted in."""

    id = identifier()
    slug = identifier()
    number = count()
    title = fields.String()


class Heading(Out):
    """What a list says of a declaration."""

    id = identifier()
    number = count()
    slug = identifier()
    title = fields.String()
    published_at = At()
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
    language = fields.String()
    tally = nested(Counts)
    figures = nested(TwoFigures)


class DeclarationList(Out):
    """Every declaration, the newest first."""

    declarations = listed(DeclarationListed)


class Certified(Out):
    """One person's word that this is the exact text that was adopted."""

    office = fields.String()
    account = identifier()
    name = fields.String()
    at = At()
    text_hash = digest()


class InRecord(Out):
    """The entry that published it."""

    log = fields.String()
    origin = fields.String()
    seq = count()


class Neighbour(Out):
    """The declaration before, or after."""

    number = count()
    slug = identifier()
    title = fields.String()


class DeclarationWhole(Heading):
    """A declaration: its document, and where it stands in the record."""

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
