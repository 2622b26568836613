"""The judge of the floor: a record that says what cannot have happened is not replayed."""

from dataclasses import replace

import pytest

from parliament.commands.points import appeal_ruling, raise_point_of_order, rule_on_point
from parliament.commands.procedural import move_procedural
from parliament.record.entries import (
    AppealSettled,
    DebateAdjourned,
    Fact,
    PointRaised,
    ProceduralDecided,
    SpeakersReordered,
    StatementSubmitted,
    TurnResumed,
)
from parliament.record.replay import ReplayError, replay
from parliament.store.record import all_entries


def refused(chamber, fact: Fact) -> str:
    """Why the judge does not take this fact as the next entry of the session."""
    with chamber.house.reading() as db:
        entries = list(all_entries(db))
    last = next(entry for entry in reversed(entries) if entry.log == chamber.plenary)
    replay(entries)
    with pytest.raises(ReplayError) as caught:
        replay([*entries, replace(last, seq=last.seq + 1, kind=fact.kind, body=fact.body())])
    return caught.value.why


@pytest.fixture
def raised(debated):
    """Somebody speaks, and a point of order has stopped them."""
    debated.turn = debated.speak()
    said = {"sitting_id": debated.sitting, "about": "Order"}
    debated.point = debated.by(debated.mayors[2], raise_point_of_order, **said)["point"]
    return debated


def test_one_point_of_order_at_a_time(raised):
    said = {"sitting": raised.sitting, "item": raised.item, "turn": None, "seat": raised.seats[3], "about": "Mine"}
    assert "is raised" in refused(raised, PointRaised(point="point-2", on_conduct=False, seconds=60, **said))


def test_speech_goes_on_only_after_the_ruling(raised):
    assert "is raised" in refused(raised, TurnResumed(turn=raised.turn))


def test_ruling_falls_only_by_a_vote(raised):
    said = {"point_id": raised.point, "ruling": "upheld", "words": "It is not."}
    raised.by(raised.chair, rule_on_point, **said)
    assert "is ruled" in refused(raised, AppealSettled(point=raised.point, vote=None, stands=True))
    raised.by(raised.mayors[2], appeal_ruling, point_id=raised.point)
    assert "only by a vote" in refused(raised, AppealSettled(point=raised.point, vote=None, stands=False))


def test_procedural_motion_is_decided_by_a_vote_and_has_its_effect_only_then(debated):
    said = {"sitting_id": debated.sitting, "kind": "adjournment_of_debate"}
    moved = debated.by(debated.mayors[2], move_procedural, **said)["procedural"]
    decided = ProceduralDecided(procedural=moved, vote="vote-0", outcome="adopted")
    assert "there is no vote" in refused(debated, decided)
    effect = DebateAdjourned(sitting=debated.sitting, item=debated.item, procedural=moved)
    assert "is pending" in refused(debated, effect)


def test_list_is_reordered_among_those_who_wait(debated):
    said = {"sitting": debated.sitting, "item": debated.item, "turns": ["turn-0"], "proposed": ["turn-0"]}
    assert "not of those who wait" in refused(debated, SpeakersReordered(reason="", **said))


def test_words_on_a_vote_come_after_its_close(voting):
    said = {"item": None, "vote": voting.vote, "seat": voting.seats[1], "position": "", "language": "en"}
    fact = StatementSubmitted(statement="statement-1", statement_kind="dissent", text_hash="0" * 64, **said)
    assert "is open" in refused(voting, fact)
