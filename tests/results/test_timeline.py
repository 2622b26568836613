"""The course of a session, read from entries: what fell into which sitting, for how long, and how it came out."""

from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from parliament.record.entries import Entry
from parliament.results.timeline import Happening, Stretch, timeline_of
from parliament.results.timeline_drawing import WIDTH, Saying, lanes, position, timeline
from tests.results.conftest import Declared
from tests.results.drawn import Seen, seen

SAYING = Saying(lambda it: f"Sitting {it.number}", lambda at: at[11:16], lambda it: f"{it.kind} {it.what} {it.outcome}")


def entries(*told: tuple[str, str, dict[str, Any]]) -> list[Entry]:
    return [
        Entry(log="s", seq=n, kind=kind, at=f"2026-11-22T{at}:00Z", by={}, body=body)
        for n, (at, kind, body) in enumerate(told, start=1)
    ]


SITTING = {"sitting": "a"}
MORNING = (
    ("08:00", "sitting.scheduled", SITTING | {"number": 1}),
    ("08:30", "vote.opened", {"vote": "w", "number": 1}),
    ("09:00", "sitting.opened", SITTING),
    ("09:05", "item.added", {"item": "i", "title": "Water"}),
    ("09:06", "item.called", SITTING | {"item": "i"}),
    ("09:10", "speaker.listed", {"turn": "t", "seat": "x"}),
    ("09:11", "turn.began", {"turn": "t"}),
    ("09:14", "turn.ended", {"turn": "t"}),
    ("09:20", "sitting.suspended", SITTING),
    ("09:30", "sitting.resumed", SITTING),
    ("09:40", "vote.opened", {"vote": "v", "number": 2}),
    ("09:45", "vote.closed", {"vote": "v", "outcome": "tied"}),
    ("09:46", "casting_vote.given", {"vote": "v", "choice": "no"}),
    ("10:00", "sitting.adjourned", SITTING),
    ("10:10", "vote.closed", {"vote": "w", "outcome": "adopted"}),
    ("10:20", "declaration.published", {"declaration": "d", "title": "Wells"}),
)


def at(time: str) -> str:
    return f"2026-11-22T{time}:00Z"


def test_a_sitting_holds_its_pauses_and_what_happened_in_it() -> None:
    sitting, outside = timeline_of(entries(*MORNING), {"x": "Suva"})
    assert (sitting.number, sitting.opened_at, sitting.ended_at) == (1, at("09:00"), at("10:00"))
    assert sitting.pauses == [(at("09:20"), at("09:30"))]
    assert sitting.happenings == [
        Happening("item", at("09:06"), at("09:06"), "Water", "", 5),
        Happening("speech", at("09:11"), at("09:14"), "Suva", "", 7, "t"),
        Happening("vote", at("09:40"), at("09:45"), "2", "rejected", 11),
    ]
    assert outside.number == 0
    assert [(it.kind, it.outcome) for it in outside.happenings] == [("vote", "adopted"), ("declaration", "")]


def test_what_goes_on_ends_for_now_with_the_last_entry() -> None:
    sitting = timeline_of(entries(*MORNING[1:2], MORNING[0], *MORNING[2:7]), {})[0]
    assert sitting.ended_at == at("09:11")
    assert [(it.kind, it.until) for it in sitting.happenings][-1] == ("speech", at("09:11"))
    paused = timeline_of(entries(*MORNING[:9]), {})[0]
    assert paused.pauses == [(at("09:20"), at("09:20"))]


def test_an_annulled_vote_says_so_and_an_unopened_sitting_is_not_drawn() -> None:
    told = entries(*MORNING[:12], ("09:50", "vote.annulled", {"vote": "v"}))
    votes = [it for stretch in timeline_of(told, {}) for it in stretch.happenings if it.kind == "vote"]
    assert [(it.what, it.outcome) for it in votes] == [("2", "annulled"), ("1", "")]
    assert timeline_of(entries(MORNING[0]), {}) == []
    assert timeline_of([], {}) == []


def test_the_played_session_is_told_whole(declared: Declared) -> None:
    found = timeline_of(declared.entries, {})
    votes = sorted(int(it.what) for stretch in found for it in stretch.happenings if it.kind == "vote")
    assert votes == sorted(e.body["number"] for e in declared.entries if e.kind == "vote.opened")
    assert declared.published.seq in [it.entry for stretch in found for it in stretch.happenings]


@given(st.lists(st.floats(0, WIDTH), max_size=60), st.floats(1, 40))
def test_no_two_marks_of_a_lane_touch_and_a_lane_is_used_only_if_the_ones_below_are_full(spots, size) -> None:
    spots.sort()
    found = lanes(spots, size)
    for lane in set(found):
        mine = [spot for spot, its in zip(spots, found, strict=True) if its == lane]
        assert all(b - a >= size for a, b in pairwise(mine))
    assert set(found) == set(range(len(set(found))))


def test_instants_lie_along_the_strip_in_their_order_and_those_outside_at_its_ends() -> None:
    stretch = Stretch(1, at("09:00"), at("10:00"))
    assert [position(at(time), stretch) for time in ("08:00", "09:00", "09:15", "10:00", "11:00")] == [
        0, 0, WIDTH / 4, WIDTH, WIDTH,
    ]  # fmt: skip


def test_the_drawing_has_a_mark_for_each_vote_in_the_shape_of_its_outcome() -> None:
    svg = timeline(timeline_of(entries(*MORNING), {"x": "Suva <&>"}), "course", SAYING)
    marks = {each.title: (each.name, each.classes) for each in seen(svg) if each.title}
    assert marks["vote 2 rejected"] == ("rect", ("seat", "seat-no"))
    assert marks["vote 1 adopted"] == ("circle", ("seat", "seat-yes"))
    assert marks["declaration Wells "] == ("path", ("open",))
    assert marks["speech Suva <&> "] == ("rect", ("turn",))
    assert [each.classes for each in seen(svg)].count(("pause",)) == 1


def test_time_runs_with_the_script() -> None:
    told = timeline_of(entries(*MORNING), {})
    mirrored = Saying(SAYING.title, SAYING.time, SAYING.happening, is_mirrored=True)
    one, other = (_speech(timeline(told, "", way)) for way in (SAYING, mirrored))
    x, width = float(one.attributes["x"]), float(one.attributes["width"])
    assert abs(float(other.attributes["x"]) - (WIDTH - x - width)) < 0.02


def _speech(svg: str) -> Seen:
    return next(each for each in seen(svg) if each.classes == ("turn",))
