"""`docs/rules.md` has every key and every shipped profile, and its example is sound."""

import re
from pathlib import Path

from parliament.rules.profile_keys import KEYS
from parliament.rules.quorum import parse_quorum
from parliament.rules.stages import ProceduralKind

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")


def test_every_key_has_its_line_in_the_order_of_the_keys() -> None:
    listed = re.findall(r"^\| `([a-z_.]+)` \|", PAGE.partition("## The keys")[2], re.MULTILINE)
    assert listed == list(KEYS)


def test_every_shipped_profile_is_named() -> None:
    shipped = {path.stem for path in (ROOT / "parliament" / "rules" / "profiles").glob("*.toml")}
    listed = re.findall(r"^\| `([a-z_]+)` \|", PAGE.partition("## One of your own")[0], re.MULTILINE)
    assert set(listed) == shipped


def test_every_kind_of_procedural_motion_is_named() -> None:
    said = PAGE.partition("Kinds of procedural motion:")[2].partition(". A separate vote")[0]
    assert set(re.findall(r"`([a-z_]+)`", said)) == set(ProceduralKind)


def test_the_example_of_a_quorum_can_be_read() -> None:
    example = re.search(r'^to_open = \{ value = "([^"]+)"', PAGE, re.MULTILINE)
    assert example is not None
    assert parse_quorum(example[1]) == parse_quorum("1/3 of members")
