"""Shapes of what happens to a declaration after its publication: signing, endorsing, correcting, withdrawing."""

from marshmallow import fields, validate

from parliament.rules.seat_rows import CONTINENTS
from parliament.rules.signing import Standing
from parliament.schemas.corrections import EditingAdopted
from parliament.schemas.shapes import (
    At,
    Flag,
    In,
    Moment,
    Out,
    answer,
    count,
    digest,
    identifier,
    listed,
    nested,
    one_of,
    whole,
    word_of,
)


class OpeningSigning(In):
    """Until when, or without end; and whether each city names its council's resolution."""

    closes_at = Moment(load_default=None, allow_none=True)
    council_needed = Flag(load_default=False)


class Reason(In):
    """Why, for the record."""

    reason = fields.String(required=True)


class ClosingSigning(In):
    """Why it is closed before its time; after it no reason is needed."""

    reason = fields.String(load_default="")


class Signing(In):
    """What a city signs: exactly the document with this hash. The password is asked again, and kept nowhere."""

    document_hash = digest(required=True)
    password = fields.String(required=True, load_only=True)
    function = fields.String(required=True)
    council_date = fields.String(load_default=None, allow_none=True, metadata={"description": "Such as 2026-11-22."})
    council_reference = fields.String(load_default="")
    reservation = fields.String(load_default="")


class LinkOfCity(In):
    """The last part of the link an invited city received: a secret, which no address carries here."""

    token = fields.String(required=True, load_only=True, validate=validate.Length(max=200))


class SigningByLink(LinkOfCity):
    """What the mayor of an invited city signs: exactly the document with this hash."""

    document_hash = digest(required=True)
    name = fields.String(required=True)
    function = fields.String(required=True)
    council_date = fields.String(load_default=None, allow_none=True, metadata={"description": "Such as 2026-11-22."})
    council_reference = fields.String(load_default="")
    reservation = fields.String(load_default="")


class InvitingCity(In):
    """A city without a seat; the address of the contact stays out of the record."""

    contact = fields.String(required=True)
    city = fields.String(required=True)
    other_name = fields.String(load_default="")
    country = fields.String(required=True, metadata={"description": "Three letters, ISO 3166-1."})
    country_name = fields.String(required=True)
    continent = one_of(*CONTINENTS, required=True)
    population = whole(1, required=True)
    latitude = fields.String(load_default="")
    longitude = fields.String(load_default="")


class Endorsing(In):
    """What a network wrote to the house, on exactly the document with this hash."""

    document_hash = digest(required=True)
    network = fields.String(required=True)
    name = fields.String(required=True)
    function = fields.String(required=True)
    statement = fields.String(required=True)


class ProposingVersion(EditingAdopted):
    """The published text with its words put right, and the notice that readers see."""

    notice = fields.String(required=True)


class ProposingWithdrawal(In):
    """Why, and the later declaration that stands in its place, if one does."""

    reason = fields.String(required=True)
    successor_id = identifier(data_key="successor", load_default=None, allow_none=True)


SigningOpened = answer("SigningOpened", signing=identifier(), declaration=identifier(), version=count())
SigningClosed = answer("SigningClosed", signing=identifier(), declaration=identifier())
Signed = answer("Signed", signature=identifier(), declaration=identifier(), version=count(), city=fields.String())
SignatureWithdrawn = answer("SignatureWithdrawn", signature=identifier(), declaration=identifier())
CityInvited = answer(
    "CityInvited",
    invitation=identifier(),
    declaration=identifier(),
    link=fields.String(metadata={"description": "Shown this once."}),
)
InvitationSettled = answer("InvitationSettled", invitation=identifier(), declaration=identifier())
Endorsed = answer("Endorsed", endorsement=identifier(), declaration=identifier(), version=count())
EndorsementWithdrawn = answer("EndorsementWithdrawn", endorsement=identifier(), declaration=identifier())
VersionProposed = answer(
    "VersionProposed", version=identifier(), declaration=identifier(), number=count(), text_hash=digest()
)
VersionCertified = answer(
    "VersionCertified", version=identifier(), declaration=identifier(), office=fields.String(), text_hash=digest()
)
VersionDropped = answer("VersionDropped", version=identifier(), declaration=identifier(), number=count())
VersionPublished = answer(
    "VersionPublished",
    version=identifier(),
    declaration=identifier(),
    number=count(),
    slug=identifier(),
    document_hash=digest(),
)
WithdrawalSettled = answer("WithdrawalSettled", withdrawal=identifier(), declaration=identifier())


class EntryOfLife(Out):
    """Where in the record a fact stands."""

    log = identifier()
    seq = count()


class TakenBack(Out):
    """When and why a city or a network took its word back."""

    at = At()
    reason = fields.String()
    entry = nested(EntryOfLife)


class Version(Out):
    """One version of the declaration; the first has no notice."""

    version = count()
    document_hash = digest()
    text_hash = digest()
    published_at = At()
    notice = fields.String()
    entry = nested(EntryOfLife)


class Ended(Out):
    """That a declaration was withdrawn, and why."""

    at = At()
    reason = fields.String()
    entry = nested(EntryOfLife)


class Superseded(Ended):
    """That a later declaration stands in its place."""

    successor = identifier()
    successor_slug = identifier()


class SigningTime(Out):
    """The last time it was opened for signature."""

    signing = identifier()
    opened_at = At()
    closes_at = At(allow_none=True)
    council_needed = fields.Boolean()
    closed_at = At(allow_none=True)
    open = fields.Boolean()


class Signatory(Out):
    """A city that signed: who for it, under which resolution and reservation, and exactly what."""

    signature = identifier()
    seat = identifier(allow_none=True)
    mandate = identifier(allow_none=True)
    city = fields.String()
    other_name = fields.String()
    country = fields.String()
    country_name = fields.String()
    continent = fields.String()
    population = count()
    cities = count()
    latitude = fields.String()
    longitude = fields.String()
    by = fields.String()
    function = fields.String()
    council_date = fields.String(allow_none=True)
    council_reference = fields.String()
    reservation = fields.String()
    document_hash = digest()
    version = count()
    at = At()
    withdrawn = nested(TakenBack, allow_none=True)
    entry = nested(EntryOfLife)


class Endorsement(Out):
    """A partner network's word."""

    endorsement = identifier()
    network = fields.String()
    by = fields.String()
    function = fields.String()
    statement = fields.String()
    document_hash = digest()
    version = count()
    at = At()
    withdrawn = nested(TakenBack, allow_none=True)
    entry = nested(EntryOfLife)


class FiguresOfSignatories(Out):
    """What stands behind the signatures in force; derived, never typed."""

    mayors = count()
    cities = count()
    countries = count()
    continents = count()
    people = count()
    cities_without_population = count()


class Life(Out):
    """What became of a declaration after its publication, from entries of the record alone."""

    declaration = identifier()
    status = fields.String()
    version = count()
    versions = listed(Version)
    withdrawn = nested(Ended, allow_none=True)
    superseded = nested(Superseded, allow_none=True)
    signing = nested(SigningTime, allow_none=True)
    signatories = listed(Signatory)
    endorsements = listed(Endorsement)
    figures = nested(FiguresOfSignatories)
    addressees = fields.List(fields.Dict())
    commitments = fields.List(fields.Dict())


class InvitedCityNamed(Out):
    """A city without a seat that was invited, as whoever has its link sees it."""

    invitation = identifier()
    state = fields.String()
    city = fields.String()
    other_name = fields.String()
    country = fields.String()
    country_name = fields.String()
    continent = fields.String()
    population = count()
    created_at = At()
    expires_at = At()
    offered_at = At(allow_none=True)
    settled_at = At(allow_none=True)
    name = fields.String()
    function = fields.String()
    council_date = fields.String(allow_none=True)
    council_reference = fields.String()
    reservation = fields.String()
    version = count(allow_none=True)
    reason = fields.String()


class InvitedCity(InvitedCityNamed):
    """The same with the address it was sent to, for the secretariat alone."""

    contact = fields.String()


class InvitedCities(Out):
    """All cities without seats that were invited to sign a declaration."""

    invited = listed(InvitedCity)


class SigningNow(Out):
    """Whether the declaration can be signed now, until when, and whether each city names its council's resolution."""

    open = fields.Boolean()
    closes_at = At(allow_none=True)
    council_needed = fields.Boolean()


class SignedByLink(Out):
    """What an invited city is asked to sign, in the version in force, and how far its signature is."""

    declaration = identifier(attribute="id")
    number = count()
    slug = identifier()
    title = fields.String()
    version = count()
    document_hash = digest()
    text_hash = digest()
    standing = word_of(Standing)
    signing = nested(SigningNow)
    invited = nested(InvitedCityNamed)


Offered = answer("Offered", invitation=identifier(), city=fields.String())
