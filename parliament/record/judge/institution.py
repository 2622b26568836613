"""Keys, seats, mandates and offices: the institution's own log."""

from dataclasses import asdict

from parliament.record.checkpoint import BadSignature
from parliament.record.entries import (
    Entry,
    KeyAdded,
    KeyRotated,
    MandateBegan,
    MandateEnded,
    OfficeEnded,
    OfficeGranted,
    SeatRegistered,
)
from parliament.record.judge.registry import OutOfOrder, insist, known, named_once, replays, unused
from parliament.record.judge.seats import settle
from parliament.record.rotation import check_rotation
from parliament.record.state import Grant, Mandate, Seat, State
from parliament.rules.powers import Office
from parliament.rules.seats import HOLDING
from parliament.rules.stages import SeatState


@replays(KeyAdded)
def key_added(state: State, _entry: Entry, fact: KeyAdded) -> None:
    unused(state.keys, fact.vkey, "key")
    state.keys[fact.vkey] = fact.vkey.partition("+")[0]


@replays(KeyRotated)
def key_rotated(state: State, entry: Entry, fact: KeyRotated) -> None:
    """The key in use names the next one, the next one names it, and two persons wanted it."""
    unused(state.keys, fact.vkey, "key")
    insist(fact.old_vkey == next(reversed(state.keys), None), f"{fact.old_vkey} is not the key in use")
    insist(fact.proposed_by != entry.by["account"], "one person alone does not change the key")
    try:
        check_rotation(fact.old_vkey, fact.vkey, fact.old_signature, fact.signature)
    except BadSignature as error:
        raise OutOfOrder(f"the keys did not agree to follow each other: {error}") from error
    state.keys[fact.vkey] = state.keys[fact.old_vkey]


@replays(SeatRegistered)
def seat_registered(state: State, _entry: Entry, fact: SeatRegistered) -> None:
    unused(state.seats, fact.seat, "seat")
    named_once(state, "seat", fact.slug)
    _coalition(fact)
    said = asdict(fact)
    state.seats[fact.seat] = Seat(id=said.pop("seat"), state=SeatState.VACANT.value, **said)


def _coalition(fact: SeatRegistered) -> None:
    """A coalition is at least two cities, and as many people as live in them."""
    for city in fact.cities:
        types = {name: type(value) for name, value in city.items()}
        insist(types == {"name": str, "country": str, "population": int}, f"{city!r:.80} is no city of a coalition")
    insist(len(fact.cities) != 1, f"seat {fact.seat} is a coalition of one city")
    people = sum(city["population"] for city in fact.cities)
    insist(not fact.cities or people == fact.population, f"{fact.population} people in cities of {people}")


@replays(MandateBegan)
def mandate_began(state: State, _entry: Entry, fact: MandateBegan) -> None:
    """A seat has one holder at a time, and the next begins when the former has ended."""
    unused(state.mandates, fact.mandate, "mandate")
    known(state.seats, fact.seat, "seat")
    insist(fact.mandate_kind in HOLDING, f"a {fact.mandate_kind} mandate does not hold a seat")
    for other in (each for each in state.mandates.values() if each.seat == fact.seat and each.plenary is None):
        insist(other.until_at is not None, f"seat {fact.seat} is held by mandate {other.id}")
        insist(str(other.until_at) <= fact.from_at, f"mandate {other.id} ended at {other.until_at}")
    state.mandates[fact.mandate] = Mandate(
        id=fact.mandate,
        seat=fact.seat,
        member=fact.member,
        name=fact.name,
        kind=fact.mandate_kind,
        from_at=fact.from_at,
    )
    settle(state, fact.seat)


@replays(MandateEnded)
def mandate_ended(state: State, _entry: Entry, fact: MandateEnded) -> None:
    mandate = known(state.mandates, fact.mandate, "mandate")
    insist(mandate.seat == fact.seat, f"mandate {fact.mandate} is not of seat {fact.seat}")
    insist(mandate.until_at is None, f"mandate {fact.mandate} has ended already")
    mandate.until_at = fact.until_at
    settle(state, fact.seat)


@replays(OfficeGranted)
def office_granted(state: State, entry: Entry, fact: OfficeGranted) -> None:
    """Nobody holds the clock's office."""
    unused(state.offices, fact.grant, "grant")
    insist(fact.office in set(Office) - {Office.CLOCK}, f"there is no office {fact.office}")
    if fact.seat is not None:
        known(state.seats, fact.seat, "seat")
    state.offices[fact.grant] = Grant(
        id=fact.grant, account=fact.account, office=fact.office, seat=fact.seat, from_at=entry.at
    )


@replays(OfficeEnded)
def office_ended(state: State, entry: Entry, fact: OfficeEnded) -> None:
    grant = known(state.offices, fact.grant, "grant")
    insist(grant.until_at is None, f"grant {fact.grant} has ended already")
    grant.until_at = entry.at
