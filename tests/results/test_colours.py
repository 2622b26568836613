"""A picture that leaves its page has a colour on every mark, and they are the house's."""

import re
from pathlib import Path

from parliament.results.bars import bars
from parliament.results.colours import COLOURS, coloured
from parliament.results.groups import CHOICES, Group
from parliament.results.hemicycle import SeatMark, hemicycle
from parliament.results.timeline import Happening, Stretch
from parliament.results.timeline_drawing import Saying, timeline
from parliament.results.world_map import CityMark, world_map
from tests.results.drawn import seen

CSS = Path(__file__).parents[2] / "static" / "css"
STATES = ("yes", "no", "abstain", "not_voting", "absent", "voted", "empty")
STRETCH = Stretch(
    1, "2026-11-22T09:00:00Z", "2026-11-22T10:00:00Z", [("2026-11-22T09:10:00Z", "2026-11-22T09:20:00Z")],
    [
        Happening("vote", "2026-11-22T09:30:00Z", "2026-11-22T09:31:00Z", "1", outcome, 1)
        for outcome in ("adopted", "rejected", "tied", "")
    ] + [
        Happening("speech", "2026-11-22T09:30:00Z", "2026-11-22T09:31:00Z", "Suva", "", 2),
        Happening("declaration", "2026-11-22T09:30:00Z", "2026-11-22T09:31:00Z", "Wells", "", 3),
    ],
)  # fmt: skip
DRAWINGS = (
    hemicycle([SeatMark("s", "t", state) for state in STATES], "house"),
    world_map([CityMark("s", "t", state, 1.0, 1.0) for state in STATES], "map"),
    bars([Group("Africa", dict.fromkeys(CHOICES, 2))], "bars", dict.fromkeys(CHOICES, "w")),
    timeline([STRETCH], "course", Saying(lambda _: "t", lambda _: "09:00", lambda _: "w")),
)
WHOLE = {"hemicycle", "world-map", "bars", "timeline"}


def test_every_mark_of_every_drawing_gets_a_colour_of_its_own() -> None:
    for drawing in DRAWINGS:
        bare = [
            each for each in seen(coloured(drawing)) if not WHOLE & set(each.classes) and "fill" not in each.attributes
        ]
        assert bare == []
        assert [each for each in seen(drawing) if "fill" in each.attributes] == []


def test_a_picture_alone_is_a_document_that_asks_for_nothing() -> None:
    for drawing in DRAWINGS:
        alone = coloured(drawing)
        assert alone.startswith('<svg xmlns="http://www.w3.org/2000/svg"')
        assert re.findall(r"https?:", alone) == ["http:"]
        assert not re.search(r"\sstyle=|<style|<script|href", alone)


def test_colours_are_those_of_the_light_scheme() -> None:
    tokens = dict(re.findall(r"--([\w-]+): light-dark\((#\w{6}),", (CSS / "tokens.css").read_text()))
    assert {name: tokens[name] for name in COLOURS} == COLOURS


def test_the_stylesheet_knows_every_class_of_every_drawing() -> None:
    css = "".join(path.read_text() for path in CSS.glob("*.css"))
    used = {name for drawing in DRAWINGS for each in seen(drawing) for name in each.classes} - {"bar", "figure"}
    assert {name for name in used if not re.search(rf"\.{name}\b", css)} == set()
