"""Rulings on seats, and substitutes that stand in for a session."""

from parliament.record.entries import Entry, SeatRuled, SubstituteCertified, SubstituteEnded
from parliament.record.judge.registry import insist, known, known_here, known_seat, replays, unused
from parliament.record.state import Mandate, State
from parliament.rules.seats import RULED_OUT, Ruling, state_after, state_ruled
from parliament.rules.stages import MandateKind


def holding_kind(state: State, seat: str) -> str | None:
    """The kind of the mandate that holds a seat, if one does."""
    running = (each for each in state.mandates.values() if each.seat == seat and each.until_at is None)
    return next((each.kind for each in running), None)


def settle(state: State, seat: str) -> None:
    """Give a seat the state that its running mandate makes of it, unless a ruling is on it."""
    state.seats[seat].state = state_after(state.seats[seat].state, holding_kind(state, seat)).value


@replays(SeatRuled)
def seat_ruled(state: State, _entry: Entry, fact: SeatRuled) -> None:
    """Only what is ruled out is cleared, and nothing is ruled out twice in the same way."""
    seat = known(state.seats, fact.seat, "seat")
    insist(fact.ruling in set(Ruling), f"there is no ruling {fact.ruling}")
    may = seat.state in RULED_OUT if fact.ruling == Ruling.CLEAR else seat.state != fact.ruling
    insist(may, f"seat {fact.seat} is {seat.state}")
    seat.state = state_ruled(fact.ruling, holding_kind(state, fact.seat)).value
    seat.reason = "" if fact.ruling == Ruling.CLEAR else fact.reason


@replays(SubstituteCertified)
def substitute_certified(state: State, entry: Entry, fact: SubstituteCertified) -> None:
    """One at a time: a seat has one voice."""
    unused(state.mandates, fact.mandate, "mandate")
    known_seat(state, fact.seat)
    insist(entry.at <= fact.from_at < fact.until_at, "the times do not follow one another")
    for other in _substitutes(state, fact.seat, entry.log):
        meets = fact.from_at < str(other.until_at) and other.from_at < fact.until_at
        insist(not meets, f"substitute {other.id} stands in at that time")
    state.mandates[fact.mandate] = Mandate(
        id=fact.mandate,
        seat=fact.seat,
        member=fact.member,
        name=fact.name,
        kind=MandateKind.SUBSTITUTE.value,
        from_at=fact.from_at,
        until_at=fact.until_at,
        plenary=entry.log,
        reason=fact.reason,
    )


def _substitutes(state: State, seat: str, log: str) -> list[Mandate]:
    return [each for each in state.mandates.values() if (each.seat, each.plenary) == (seat, log)]


@replays(SubstituteEnded)
def substitute_ended(state: State, entry: Entry, fact: SubstituteEnded) -> None:
    """It ends at once; one that had not begun yet never does."""
    mandate = known_here(state.mandates, fact.mandate, "mandate", entry)
    insist(mandate.seat == fact.seat, f"mandate {fact.mandate} is not of seat {fact.seat}")
    insist(str(mandate.until_at) > entry.at, f"mandate {fact.mandate} has ended already")
    mandate.until_at = entry.at
