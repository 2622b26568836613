"""Every kind of entry is documented, has its audience, and has its place in the replay."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from parliament.record.audience import AUDIENCE, HOUSE_ONLY, Audience
from parliament.record.entries import INSTITUTION, KINDS, Fact, Json
from parliament.record.judge import REPLAYS
from parliament.record.replay import FIELDS

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def writer() -> ModuleType:
    """The script that writes the kinds into the page."""
    spec = importlib.util.spec_from_file_location("record_kinds", ROOT / "docs" / "record_kinds.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_page_describes_the_kinds_as_the_code_has_them(writer: ModuleType) -> None:
    text = writer.PAGE.read_text("utf-8")
    assert writer.page(text) == text, "run `python docs/record_kinds.py`"


def test_page_has_a_heading_for_every_kind(writer: ModuleType) -> None:
    headings = re.findall(r"^### `(.+)`$", writer.PAGE.read_text("utf-8"), re.MULTILINE)
    assert sorted(headings) == sorted(KINDS)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_kind_is_documented_read_and_replayed(kind: str) -> None:
    said = KINDS[kind].__doc__ or ""
    assert said.rstrip().endswith("."), "the docstring is the documentation, in whole sentences"
    assert not said.startswith(f"{KINDS[kind].__name__}("), "the docstring is the dataclass's own"
    assert kind in AUDIENCE
    assert kind in REPLAYS


def test_secrets_of_the_house_name_only_kinds_there_are() -> None:
    assert set(KINDS) >= HOUSE_ONLY
    assert set(AUDIENCE.values()) == set(Audience)


def classes(base: type[Fact]) -> list[type[Fact]]:
    return [found for each in base.__subclasses__() for found in (each, *classes(each))]


def test_no_two_classes_share_a_kind() -> None:
    named = [each.kind for each in classes(Fact) if "kind" in vars(each)]
    assert sorted(named) == sorted(KINDS)


def test_kinds_are_named_as_acts_in_the_past() -> None:
    assert [kind for kind in KINDS if not re.fullmatch(r"[a-z_]+\.[a-z_]+", kind)] == []
    assert {KINDS[kind].home for kind in KINDS} == {INSTITUTION, "session"}


def test_fields_hold_only_what_canonical_json_carries() -> None:
    allowed = [str, int, bool, str | None, int | None, list[str], list[int], list[Json]]
    assert [(kind, name) for kind, types in FIELDS.items() for name, hint in types.items() if hint not in allowed] == []
