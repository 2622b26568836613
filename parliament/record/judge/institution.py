"""Keys, seats, mandates and offices: the institution's own log."""

from dataclasses import asdict

from parliament.record.entries import (
    Entry,
    KeyAdded,
    MandateBegan,
    MandateEnded,
    OfficeEnded,
    OfficeGranted,
    SeatRegistered,
)
from parliament.record.judge.registry import insist, known, named_once, replays, unused
from parliament.record.state import Grant, Mandate, Seat, State
from parliament.rules.powers import Office
from parliament.rules.stages import SeatState


@replays(KeyAdded)
def key_added(state: State, _entry: Entry, fact: KeyAdded) -> None:
    unused(state.keys, fact.vkey, "key")
    state.keys[fact.vkey] = fact.vkey.partition("+")[0]


@replays(SeatRegistered)
def seat_registered(state: State, _entry: Entry, fact: SeatRegistered) -> None:
    unused(state.seats, fact.seat, "seat")
    named_once(state, "seat", fact.slug)
    said = asdict(fact)
    state.seats[fact.seat] = Seat(id=said.pop("seat"), state=SeatState.VACANT.value, **said)


@replays(MandateBegan)
def mandate_began(state: State, _entry: Entry, fact: MandateBegan) -> None:
    """A seat has one holder at a time."""
    unused(state.mandates, fact.mandate, "mandate")
    seat = known(state.seats, fact.seat, "seat")
    insist(seat.state == SeatState.VACANT, f"seat {fact.seat} is {seat.state}")
    seat.state = SeatState.HELD.value
    state.mandates[fact.mandate] = Mandate(
        id=fact.mandate,
        seat=fact.seat,
        member=fact.member,
        name=fact.name,
        kind=fact.mandate_kind,
        from_at=fact.from_at,
    )


@replays(MandateEnded)
def mandate_ended(state: State, _entry: Entry, fact: MandateEnded) -> None:
    mandate = known(state.mandates, fact.mandate, "mandate")
    insist(mandate.seat == fact.seat, f"mandate {fact.mandate} is not of seat {fact.seat}")
    insist(mandate.until_at is None, f"mandate {fact.mandate} has ended already")
    mandate.until_at = fact.until_at
    state.seats[fact.seat].state = SeatState.VACANT.value


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
