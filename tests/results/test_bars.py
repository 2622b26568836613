"""Groups add up to the roll call, bars are as long as their numbers, and a mirrored drawing is its mirror image."""

from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parliament.results.bars import LONGEST, WIDTH, bars
from parliament.results.groups import (
    CHOICES,
    SIZES,
    UNKNOWN_REGION,
    UNKNOWN_SIZE,
    Group,
    by_region,
    by_size,
    size_class,
)
from tests.results.drawn import seen

WORDS = {"yes": "Yes", "abstain": "Abstain", "no": "No", "silent": "Did not vote"}
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "continent": st.sampled_from(["AF", "AS", "EU", "NA", "OC", "SA", ""]),
            "population": st.none() | st.integers(0, 40_000_000),
            "choice": st.sampled_from(["yes", "no", "abstain", "not_voting", "absent"]),
        }
    ),
    max_size=60,
)
GROUPS = st.lists(
    st.builds(
        Group, st.text("abc<&\"'", max_size=8), st.fixed_dictionaries(dict.fromkeys(CHOICES, st.integers(0, 90)))
    ),
    max_size=6,
)


@given(ROWS)
def test_every_seat_is_in_one_region_and_one_class_of_size(rows: list[dict]) -> None:
    for groups in (by_region(rows), by_size(rows)):
        assert sum(group.seats for group in groups) == len(rows)
        assert len({group.name for group in groups}) == len(groups)
        for choice in ("yes", "no", "abstain"):
            said = sum(row["choice"] == choice for row in rows)
            assert sum(group.counts[choice] for group in groups) == said


@pytest.mark.parametrize(
    ("people", "name"),
    [
        (0, "fewer than 300 000 people"),
        (299_999, "fewer than 300 000 people"),
        (300_000, "300 000 to 500 000 people"),
        (500_000, "500 000 to 1 million people"),
        (1_000_000, "1 to 5 million people"),
        (5_000_000, "5 to 10 million people"),
        (10_000_000, "10 million people and more"),
        (None, UNKNOWN_SIZE),
    ],
)
def test_a_city_is_in_the_class_its_people_make_it(people: int | None, name: str) -> None:
    assert size_class(people) == name


@given(st.integers(0, 50_000_000))
def test_the_classes_leave_no_gap_and_do_not_overlap(people: int) -> None:
    within = [name for name, (least, most) in SIZES.items() if least <= people and (most is None or people < most)]
    assert within == [size_class(people)]


def test_what_is_not_known_comes_last_and_says_so() -> None:
    rows = [
        {"continent": "", "population": None, "choice": "yes"},
        {"continent": "SA", "population": 1, "choice": "no"},
    ]
    assert [group.name for group in by_region(rows)] == ["South America", UNKNOWN_REGION]
    assert [group.name for group in by_size(rows)] == ["fewer than 300 000 people", UNKNOWN_SIZE]


def lengths(svg: str) -> list[tuple[str, float]]:
    return [(each.title, float(each.attributes["width"])) for each in seen(svg) if "bar" in each.classes]


@settings(max_examples=50, deadline=None)
@given(GROUPS)
def test_bars_are_as_long_as_their_numbers_and_none_is_missing(groups: list[Group]) -> None:
    shown = [(f"{g.name}: {WORDS[c]} {g.counts[c]}", g.counts[c]) for g in groups for c in CHOICES if g.counts[c]]
    most = max((count for _, count in shown), default=1)
    found = lengths(bars(groups, "bars", WORDS))
    assert [title for title, _ in found] == [title for title, _ in shown]
    for (_, width), (_, count) in zip(found, shown, strict=True):
        assert width == pytest.approx(LONGEST * count / most, abs=0.01)


def test_every_bar_begins_with_the_shape_of_its_choice() -> None:
    svg = bars([Group("Africa", dict.fromkeys(CHOICES, 1))], "bars", WORDS)
    marks = [(each.name, each.classes[1]) for each in seen(svg) if "seat" in each.classes and "bar" not in each.classes]
    assert marks == [
        ("circle", "seat-yes"),
        ("path", "seat-abstain"),
        ("rect", "seat-no"),
        ("circle", "seat-not_voting"),
    ]


@settings(max_examples=30, deadline=None)
@given(GROUPS)
def test_a_mirrored_drawing_is_the_mirror_image(groups: list[Group]) -> None:
    one, other = (bars(groups, "bars", WORDS, is_mirrored=way) for way in (False, True))
    assert ElementTree.fromstring(other).get("direction") == "rtl"
    for before, after in zip(seen(one), seen(other), strict=True):
        if "bar" in before.classes or before.name == "text":
            width = float(before.attributes.get("width", 0))
            x, mirrored = float(before.attributes["x"]), float(after.attributes["x"])
            assert mirrored == pytest.approx(WIDTH - x - width, abs=0.02)
