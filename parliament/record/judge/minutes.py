"""Minutes of a sitting that is over: corrected in time, then approved by a vote in a later sitting."""

from parliament.record.entries import CorrectionDecided, CorrectionProposed, Entry, MinutesDecided, MinutesDrafted
from parliament.record.judge.questions import decided_by
from parliament.record.judge.registry import insist, known, known_here, known_seat, numbered_once, replays, unused
from parliament.record.state import Correction, Minutes, State
from parliament.rules.stages import CorrectionState, MinutesState, Outcome, SittingState


@replays(MinutesDrafted)
def minutes_drafted(state: State, entry: Entry, fact: MinutesDrafted) -> None:
    unused(state.minutes, fact.minutes, "minutes")
    sitting = known_here(state.sittings, fact.sitting, "sitting", entry)
    insist(sitting.state == SittingState.ADJOURNED, f"sitting {fact.sitting} is {sitting.state}")
    drafted = any(each.sitting == fact.sitting for each in state.minutes.values())
    insist(not drafted, f"sitting {fact.sitting} has minutes already")
    state.minutes[fact.minutes] = Minutes(
        id=fact.minutes,
        plenary=entry.log,
        sitting=fact.sitting,
        state=MinutesState.DRAFT.value,
        draft_hash=fact.draft_hash,
        drafted_at=entry.at,
        corrections_until_at=fact.corrections_until_at,
    )


def _draft(state: State, key: str, entry: Entry) -> Minutes:
    minutes = known_here(state.minutes, key, "minutes", entry)
    insist(minutes.state == MinutesState.DRAFT, f"minutes {key} are {minutes.state}")
    return minutes


@replays(CorrectionProposed)
def correction_proposed(state: State, entry: Entry, fact: CorrectionProposed) -> None:
    unused(state.corrections, fact.correction, "correction")
    minutes = _draft(state, fact.minutes, entry)
    insist(entry.at < minutes.corrections_until_at, "the time for corrections is over")
    known_seat(state, fact.seat)
    numbered_once(state, "correction", fact.number, fact.minutes)
    state.corrections[fact.correction] = Correction(
        id=fact.correction,
        minutes=fact.minutes,
        number=fact.number,
        paragraph=fact.paragraph,
        seat=fact.seat,
        text=fact.text,
        state=CorrectionState.PROPOSED.value,
        proposed_at=entry.at,
    )


@replays(CorrectionDecided)
def correction_decided(state: State, entry: Entry, fact: CorrectionDecided) -> None:
    """Whoever refuses says why."""
    correction = known(state.corrections, fact.correction, "correction")
    _draft(state, correction.minutes, entry)
    insist(correction.state == CorrectionState.PROPOSED, f"correction {fact.correction} is {correction.state}")
    insist(fact.outcome in (CorrectionState.ACCEPTED, CorrectionState.REFUSED), f"no correction is {fact.outcome}")
    insist(fact.outcome == CorrectionState.ACCEPTED or fact.reason != "", "refused without a reason")
    correction.state, correction.reason, correction.decided_at = fact.outcome, fact.reason, entry.at


@replays(MinutesDecided)
def minutes_decided(state: State, entry: Entry, fact: MinutesDecided) -> None:
    """Rejected minutes stay a draft, and may be put again."""
    minutes = _draft(state, fact.minutes, entry)
    insist(fact.outcome in (Outcome.ADOPTED, Outcome.REJECTED), f"minutes are not {fact.outcome}")
    decided_by(state, entry, fact.vote, about=fact.minutes, outcome=Outcome(fact.outcome))
    insist((fact.approved_hash is not None) == (fact.outcome == Outcome.ADOPTED), "approved or not")
    if fact.outcome == Outcome.ADOPTED:
        minutes.state, minutes.approved_at = MinutesState.APPROVED.value, entry.at
        minutes.approved_hash = fact.approved_hash
