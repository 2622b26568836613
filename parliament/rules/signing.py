"""Signing a published declaration: by cities, once each, under the exact bytes of one version; networks endorse apart.

The Council of Europe's and the UN's treaty practice is the pattern: a text open for signature until a day or without
end, signed under the authority of the one represented, with reservations in writing, and withdrawn only in the open.
That a city's council resolves first is asked where its law does so; where no source is named, it is a house rule.
"""

import unicodedata
from datetime import datetime
from enum import StrEnum

from parliament.rules.follow_up import past_day
from parliament.rules.refusals import Code, Refused
from parliament.rules.seat_rows import CONTINENTS, is_country, is_within
from parliament.rules.stages import ACCREDITED
from parliament.rules.wording import line, prose

RESERVATION, REFERENCE, STATEMENT = 2000, 300, 2000
MOST_PEOPLE = 100_000_000


class InvitationState(StrEnum):
    """A city without a seat: its link was sent, its mayor filled it in, the secretariat let it count or did not."""

    SENT = "sent"
    OFFERED = "offered"
    ADMITTED = "admitted"
    TURNED_DOWN = "turned_down"


class Standing(StrEnum):
    """Whether a declaration still speaks for the house."""

    IN_FORCE = "in_force"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"


def check_in_force(standing: str) -> None:
    """What was withdrawn or superseded is neither signed, endorsed nor corrected any more."""
    if standing != Standing.IN_FORCE:
        raise Refused(Code.WRONG_STAGE, stage=standing)


def check_opening(*, is_open: bool, closes_at: datetime | None, now: datetime) -> None:
    """One opening at a time; its end, if it has one, lies ahead."""
    if is_open:
        raise Refused(Code.SIGNING_OPEN)
    if closes_at is not None and closes_at <= now:
        raise Refused(Code.BAD_TIMES, field="closes_at")


def is_open(*, closed_at: datetime | None, closes_at: datetime | None, now: datetime) -> bool:
    """Whether a city may sign at this instant. It closes by rule, not by the clock that says so."""
    return closed_at is None and (closes_at is None or now < closes_at)


def check_open(*, is_open: bool) -> None:
    if not is_open:
        raise Refused(Code.SIGNING_NOT_OPEN)


def check_seen(*, document_hash: str, seen_hash: str) -> None:
    """A city signs what it has read: exactly the bytes of the version in force."""
    if document_hash != seen_hash:
        raise Refused(Code.STALE_TEXT)


def check_asked_again(*, asked_again: bool) -> None:
    """Who finds a browser signed in cannot bind its city: the password is asked for the act itself (ASVS 5.0 7.5.3)."""
    if not asked_again:
        raise Refused(Code.PASSWORD_NEEDED, field="password")


def check_holder(*, seat_state: str, is_holder: bool) -> None:
    """The holder of the seat's mandate signs: no cabinet, no substitute, whose voice is for the votes of a session."""
    if seat_state not in ACCREDITED:
        raise Refused(Code.SEAT_NOT_ACCREDITED, state=seat_state)
    if not is_holder:
        raise Refused(Code.NO_MANDATE)


def council_of(date: str | None, reference: str, *, needed: bool, now: datetime) -> tuple[str | None, str]:
    """The day and the reference of a council's resolution. Refused: council_needed, bad_date, day_to_come, text_…"""
    reference = prose(reference, "council_reference", limit=REFERENCE)
    said = (date or "").strip()
    if not said:
        # A reference without its day cannot be looked up.
        if needed or reference:
            raise Refused(Code.COUNCIL_NEEDED, field="council_date")
        return None, ""
    return past_day(said, "council_date", now=now), reference


def words_of_signatory(*, function: str, reservation: str) -> tuple[str, str]:
    """The function of who signs, and the reservation, if any. Refused: text_…"""
    return line(function, "function"), prose(reservation, "reservation", limit=RESERVATION)


def city_key(city: str, country: str) -> str:
    """What makes two cities without seats the same one: the name without case or accents' encoding, and the country."""
    name = " ".join(unicodedata.normalize("NFKC", city).casefold().split())
    return f"{country.upper()} {name}"


def seat_key(seat: str) -> str:
    """A city with a seat is its seat: two cities of one country may bear one name."""
    return f"seat {seat}"


def network_key(network: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", network).casefold().split())


def check_admitting(state: str) -> None:
    """Only what an invited city has offered can count; what was settled stays so."""
    if state != InvitationState.OFFERED:
        raise Refused(Code.WRONG_STAGE, stage=state)


def check_offering(state: str, *, expires_at: datetime, now: datetime) -> None:
    """A link signs once, and not after its time."""
    if state != InvitationState.SENT or now >= expires_at:
        raise Refused(Code.INVITATION_SPENT)


def invited_city(
    *,
    city: str,
    other_name: str,
    country: str,
    country_name: str,
    continent: str,
    population: int,
    latitude: str,
    longitude: str,
) -> dict[str, object]:
    """A city without a seat as its signature will count it; the place may be left out. Refused: malformed, text_…"""
    country, continent = country.strip().upper(), continent.strip().upper()
    latitude, longitude = latitude.strip(), longitude.strip()
    wrong = {
        "country": not is_country(country),
        "continent": continent not in CONTINENTS,
        "population": not 0 < population <= MOST_PEOPLE,
        "latitude": not is_within(latitude, 90) and (latitude, longitude) != ("", ""),
        "longitude": not is_within(longitude, 180) and (latitude, longitude) != ("", ""),
    }
    for field, is_wrong in wrong.items():
        if is_wrong:
            raise Refused(Code.MALFORMED, field=field)
    return {
        "city": line(city, "city"),
        "other_name": " ".join(prose(other_name, "other_name", limit=200).split()),
        "country": country,
        "country_name": line(country_name, "country_name", limit=120),
        "continent": continent,
        "population": population,
        "latitude": latitude,
        "longitude": longitude,
    }
