"""Replay rebuilds what the house knows from entries alone, and refuses what cannot have happened."""

from dataclasses import asdict, replace

import pytest

from parliament.record.entries import INSTITUTION, KINDS, Entry, SessionClosed
from parliament.record.judge import REPLAYS
from parliament.record.replay import ReplayError, replay
from parliament.record.state import State, difference
from tests.record.whole_session import SESSIONS_FACTS, C, entries, facts_until, record_until

LAST = list(SESSIONS_FACTS)[-1]


def stages(moment: str) -> tuple[str, str | None, str | None]:
    motion = replay(record_until(moment)).motions["motion-1"]
    return motion.stage, motion.outcome, motion.adopted_hash


def test_every_kind_of_entry_has_a_replay() -> None:
    assert sorted(REPLAYS) == sorted(KINDS)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("submitted", ("submitted", None, None)),
        ("admitted", ("admitted", None, None)),
        ("published", ("published", None, None)),
        ("item added", ("scheduled", None, None)),
        ("called", ("under_debate", None, None)),
        ("amendment put", ("under_debate", None, None)),
        ("put", ("put", None, None)),
        ("inquorate", ("under_debate", None, None)),
        ("put again", ("put", None, None)),
        ("decided", ("decided", "adopted", C)),
    ],
)
def test_motion_moves_with_the_record(moment: str, expected: tuple[str, str | None, str | None]) -> None:
    assert stages(moment) == expected


def test_motion_becomes_public_with_its_publication() -> None:
    before, after = (replay(record_until(moment)).motions["motion-1"] for moment in ("admitted", "published"))
    assert (before.visibility, before.published_at) == ("house", None)
    assert (after.visibility, after.published_at) == ("public", "2026-11-22T09:00:06.000Z")


@pytest.mark.parametrize(("moment", "stage"), [("convened", "convened"), ("opened", "running"), (LAST, "running")])
def test_session_runs_from_its_first_sitting(moment: str, stage: str) -> None:
    assert replay(record_until(moment)).sessions["session-1"].stage == stage


def test_session_is_closed_by_its_last_entry() -> None:
    state = replay(record_until(LAST, SessionClosed(plenary="session-1")))
    assert state.sessions["session-1"].stage == "closed"


def test_sitting_knows_its_chair_and_its_item() -> None:
    opened, called, handed = (
        replay(record_until(moment)).sittings["sitting-1"] for moment in ("opened", "called", "handed over")
    )
    assert (opened.state, opened.chair, opened.item) == ("open", "account-1", None)
    assert (called.chair, called.item) == ("account-1", "item-1")
    assert handed.chair == "account-3"


def test_waiting_turn_is_still_waiting_after_the_adjournment() -> None:
    turns = replay(record_until(LAST)).turns
    assert {key: turn.state for key, turn in turns.items()} == {"turn-1": "done", "turn-2": "waiting"}


def test_vote_keeps_the_numbers_its_outcome_is_recomputed_from() -> None:
    kept = asdict(replay(record_until("inquorate")).votes["vote-3"])
    wanted = ("roll", "present", "yes", "no", "abstain", "not_voting", "absent", "outcome")
    assert [kept[name] for name in wanted] == [3, 1, 1, 0, 0, 0, 2, "inquorate"]


def test_seat_is_held_while_a_mandate_runs() -> None:
    state = replay(record_until("convened"))
    assert {seat.state for seat in state.seats.values()} == {"held"}
    assert state.logs == {INSTITUTION: 9, "session-1": 1}


def test_session_log_can_be_replayed_alone() -> None:
    whole, alone = replay(record_until(LAST)), replay(entries("session-1", facts_until(LAST)))
    assert (alone.motions, alone.votes, alone.declarations) == (whole.motions, whole.votes, whole.declarations)
    assert alone.seats == {}


@pytest.mark.parametrize("missing", range(1, len(SESSIONS_FACTS)))
def test_missing_number_is_refused(missing: int) -> None:
    record = entries("session-1", facts_until(LAST))
    del record[missing - 1]
    with pytest.raises(ReplayError, match=f"number {missing} is missing") as refusal:
        replay(record)
    assert (refusal.value.seq, refusal.value.log) == (missing + 1, "session-1")


def test_repeated_number_is_refused() -> None:
    record = entries("session-1", facts_until("submitted"))
    with pytest.raises(ReplayError, match="number 5 is missing"):
        replay([*record, record[-1]])


def spoiled(**changes: object) -> list[Entry]:
    record = record_until("submitted")
    return [*record[:-1], replace(record[-1], **changes)]


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"kind": "motion.sung"}, "there is no kind motion.sung"),
        ({"body": {"motion": "motion-1"}}, "motion.submitted has the fields motion, seat, title, text_hash, sponsors"),
        ({"body": {**SESSIONS_FACTS["submitted"].body(), "title": 7}}, "title cannot be 7"),
        ({"body": {**SESSIONS_FACTS["submitted"].body(), "sponsors": [1]}}, r"sponsors cannot be \[1\]"),
        ({"log": INSTITUTION, "seq": 10}, "motion.submitted does not belong in the log institution"),
        ({"log": "session-2", "seq": 1}, "a session's log begins with its convening"),
    ],
)
def test_entry_that_states_no_fact_is_refused(changes: dict[str, object], why: str) -> None:
    with pytest.raises(ReplayError, match=why):
        replay(spoiled(**changes))


def test_number_is_not_taken_for_a_truth_value() -> None:
    body = {**SESSIONS_FACTS["put"].body(), "window": 1}
    record = record_until("put")
    with pytest.raises(ReplayError, match="window cannot be 1"):
        replay([*record[:-1], replace(record[-1], body=body)])


def changed(state: State) -> State:
    state.motions["motion-1"].stage = "lost"
    del state.turns["turn-2"]
    state.logs["session-1"] += 1
    state.keys["other"] = "other"
    return state


def test_difference_names_what_differs_in_words() -> None:
    first, second = replay(record_until(LAST)), changed(replay(record_until(LAST)))
    assert difference(first, first) == []
    assert difference(first, second) == [
        "logs session-1: record 34, tables 35",
        "keys other: known to the tables, not to the record",
        "turns turn-2: known to the record, not to the tables",
        "motions motion-1, stage: record 'decided', tables 'lost'",
    ]


def test_replay_of_the_same_entries_is_the_same_state() -> None:
    assert replay(record_until(LAST)) == replay(record_until(LAST))
    assert replay(record_until(LAST)) != replay(record_until("certified"))


def test_replay_leaves_the_entries_as_they_were() -> None:
    record = record_until(LAST)
    before = [entry.to_json() for entry in record]
    replay(record)
    assert [entry.to_json() for entry in record] == before
