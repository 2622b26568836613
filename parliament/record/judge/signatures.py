"""Signing and endorsing published declarations: who signs, once, which bytes, while it is open.

The institution's log is judged before those of the sessions, so the declaration itself may not be known yet. What is
said here of a version must agree with itself; that it agrees with what was published is asked at `declaration.published`.
"""

from dataclasses import asdict

from parliament.record.entries import (
    EndorsementGiven,
    EndorsementWithdrawn,
    Entry,
    SignatureGiven,
    SignatureWithdrawn,
    SigningClosed,
    SigningOpened,
)
from parliament.record.judge.registry import insist, known, replays, unused
from parliament.record.signature_state import DeclarationVersion, Endorsement, Signature, Signing
from parliament.record.state import State
from parliament.rules.follow_up import is_day
from parliament.rules.signing import Standing, city_key, network_key
from parliament.rules.stages import ACCREDITED, MandateKind
from parliament.rules.versions import VersionState, WithdrawalState

# What a signature repeats of its seat, so that it can be counted without looking further.
OF_SEAT = ("city", "other_name", "country", "country_name", "continent", "population", "latitude", "longitude")


def standing_of(state: State, declaration: str) -> str:
    """Whether the declaration still speaks for the house."""
    for each in state.withdrawals.values():
        if (each.declaration, each.state) == (declaration, WithdrawalState.DECIDED):
            return Standing.WITHDRAWN if each.successor is None else Standing.SUPERSEDED
    return Standing.IN_FORCE


def current_version(state: State, declaration: str) -> int:
    """The number of the version in force."""
    return max((each.number for each in _published(state, declaration)), default=1)


def document_of(state: State, declaration: str, version: int) -> str | None:
    """The hash of a version's document, as far as the record has named it."""
    for each in _published(state, declaration):
        if each.number == version:
            return each.document_hash
        if (each.number, version) == (2, 1):
            return each.supersedes
    if declaration in state.declarations and version == 1:
        return state.declarations[declaration].document_hash
    about: list[Signing | Endorsement] = [*state.signings.values(), *state.endorsements.values()]
    return next(
        (each.document_hash for each in about if (each.declaration, each.version) == (declaration, version)), None
    )


def _published(state: State, declaration: str) -> list[DeclarationVersion]:
    versions = (each for each in state.declaration_versions.values() if each.declaration == declaration)
    return sorted((each for each in versions if each.state == VersionState.PUBLISHED), key=lambda each: each.number)


def agrees(state: State, declaration: str, version: int, document_hash: str) -> None:
    """One version has one document, and is one of those published."""
    insist(1 <= version <= current_version(state, declaration), f"{declaration} has no version {version}")
    named = document_of(state, declaration, version)
    insist(named in (None, document_hash), f"version {version} of {declaration} has another document")


def in_force(state: State, declaration: str, version: int, document_hash: str) -> None:
    insist(standing_of(state, declaration) == Standing.IN_FORCE, f"{declaration} is {standing_of(state, declaration)}")
    insist(version == current_version(state, declaration), f"version {version} of {declaration} is not in force")
    agrees(state, declaration, version, document_hash)


@replays(SigningOpened)
def signing_opened(state: State, entry: Entry, fact: SigningOpened) -> None:
    """One opening at a time; its end lies ahead."""
    unused(state.signings, fact.signing, "signing")
    in_force(state, fact.declaration, fact.version, fact.document_hash)
    is_open = any(each.declaration == fact.declaration and each.closed_at is None for each in state.signings.values())
    insist(not is_open, f"{fact.declaration} is open for signature already")
    insist(fact.closes_at is None or fact.closes_at > entry.at, "it would close before it opens")
    said = asdict(fact)
    state.signings[fact.signing] = Signing(id=said.pop("signing"), opened_at=entry.at, **said)


@replays(SigningClosed)
def signing_closed(state: State, entry: Entry, fact: SigningClosed) -> None:
    """Before its time only with a reason; and what is closed is not closed again."""
    signing = known(state.signings, fact.signing, "signing")
    insist(signing.declaration == fact.declaration, f"signing {fact.signing} is of another declaration")
    insist(signing.closed_at is None, f"signing {fact.signing} is closed already")
    over = signing.closes_at is not None and signing.closes_at <= entry.at
    insist(over or fact.reason != "", f"signing {fact.signing} was closed before its time without a reason")
    signing.closed_at, signing.reason = entry.at, fact.reason


@replays(SignatureGiven)
def signature_given(state: State, entry: Entry, fact: SignatureGiven) -> None:
    """Each city once, while it was open, what was published, and with its council's resolution where that is asked."""
    unused(state.signatures, fact.signature, "signature")
    signing = known(state.signings, fact.signing, "signing")
    insist(signing.declaration == fact.declaration, f"signing {fact.signing} is of another declaration")
    insist(standing_of(state, fact.declaration) == Standing.IN_FORCE, f"{fact.declaration} is not in force")
    agrees(state, fact.declaration, fact.version, fact.document_hash)
    _in_time(signing, entry, fact)
    _council(signing, fact)
    insist((fact.seat is None) == (fact.invitation is not None), "a city signs by its seat or by invitation")
    (_by_seat if fact.seat is not None else _by_invitation)(state, entry, fact)
    for other in state.signatures.values():
        in_force_too = other.declaration == fact.declaration and other.withdrawn_at is None
        insist(not (in_force_too and _of_one_city(other, fact)), f"{fact.city} has signed {fact.declaration} already")
    said = asdict(fact)
    state.signatures[fact.signature] = Signature(id=said.pop("signature"), at=entry.at, **said)


def _of_one_city(one: Signature, other: SignatureGiven) -> bool:
    """Seats are told apart by their ids; a city that signed by invitation is the seat of that name it was given later."""
    if one.seat is not None and other.seat is not None:
        return one.seat == other.seat
    return city_key(one.city, one.country) == city_key(other.city, other.country)


def _in_time(signing: Signing, entry: Entry, fact: SignatureGiven) -> None:
    """At the time of signing it was open; an invited city's may be let in later."""
    insist(signing.opened_at <= fact.signed_at <= entry.at, "signed before it was opened, or after this entry")
    insist(signing.closed_at is None or fact.signed_at < signing.closed_at, f"signing {signing.id} was closed")
    insist(signing.closes_at is None or fact.signed_at < signing.closes_at, f"signing {signing.id} was over")


def _council(signing: Signing, fact: SignatureGiven) -> None:
    insist(fact.council_date is not None or not signing.council_needed, "the council's resolution is missing")
    insist(fact.council_date is None or is_day(fact.council_date), f"{fact.council_date} is no day")
    insist(fact.function != "" and fact.name != "", "a signature without a name or a function")


def _by_seat(state: State, entry: Entry, fact: SignatureGiven) -> None:
    """The holder of the seat's mandate, at this instant, with the figures the seat was registered with."""
    seat = known(state.seats, str(fact.seat), "seat")
    mandate = known(state.mandates, str(fact.mandate), "mandate")
    insist(seat.state in ACCREDITED, f"seat {seat.id} is {seat.state}")
    holds = mandate.seat == seat.id and mandate.until_at is None and mandate.kind != MandateKind.SUBSTITUTE
    insist(holds, f"mandate {mandate.id} does not hold seat {seat.id}")
    insist(fact.name == mandate.name, f"{fact.name} does not hold seat {seat.id}")
    insist(fact.signed_at == entry.at, "a seat signs now, not before")
    insist(fact.version == current_version(state, fact.declaration), f"version {fact.version} is not in force")
    for name in OF_SEAT:
        insist(getattr(fact, name) == getattr(seat, name), f"the {name} of seat {seat.id} is another one")
    insist(fact.cities == (len(seat.cities) or 1), f"seat {seat.id} is not {fact.cities} cities")


def _by_invitation(state: State, _entry: Entry, fact: SignatureGiven) -> None:
    """A city without a seat; one with a seat signs by it."""
    insist(fact.mandate is None and fact.cities == 1, "an invited city signs for itself")
    insist(fact.population > 0, f"{fact.city} has no inhabitants")
    used = any(each.invitation == fact.invitation for each in state.signatures.values())
    insist(not used, f"invitation {fact.invitation} has signed already")
    key = city_key(fact.city, fact.country)
    seated = any(city_key(each.city, each.country) == key for each in state.seats.values())
    insist(not seated, f"{fact.city} has a seat")


@replays(SignatureWithdrawn)
def signature_withdrawn(state: State, entry: Entry, fact: SignatureWithdrawn) -> None:
    """With a reason, and once."""
    signature = known(state.signatures, fact.signature, "signature")
    insist(signature.declaration == fact.declaration, f"signature {fact.signature} is of another declaration")
    insist(signature.withdrawn_at is None, f"signature {fact.signature} is withdrawn already")
    insist(fact.reason != "", "a signature was withdrawn without a reason")
    signature.withdrawn_at, signature.withdrawn_reason = entry.at, fact.reason


@replays(EndorsementGiven)
def endorsement_given(state: State, entry: Entry, fact: EndorsementGiven) -> None:
    """A network endorses a declaration once, as it reads now."""
    unused(state.endorsements, fact.endorsement, "endorsement")
    in_force(state, fact.declaration, fact.version, fact.document_hash)
    insist(fact.network != "" and fact.statement != "", "an endorsement without a network, or without its words")
    for other in state.endorsements.values():
        same = (other.declaration, network_key(other.network)) == (fact.declaration, network_key(fact.network))
        insist(not same or other.withdrawn_at is not None, f"{fact.network} endorses {fact.declaration} already")
    said = asdict(fact)
    state.endorsements[fact.endorsement] = Endorsement(id=said.pop("endorsement"), at=entry.at, **said)


@replays(EndorsementWithdrawn)
def endorsement_withdrawn(state: State, entry: Entry, fact: EndorsementWithdrawn) -> None:
    """With a reason, and once."""
    endorsement = known(state.endorsements, fact.endorsement, "endorsement")
    insist(endorsement.declaration == fact.declaration, f"endorsement {fact.endorsement} is of another declaration")
    insist(endorsement.withdrawn_at is None, f"endorsement {fact.endorsement} is withdrawn already")
    insist(fact.reason != "", "an endorsement was withdrawn without a reason")
    endorsement.withdrawn_at, endorsement.withdrawn_reason = entry.at, fact.reason
