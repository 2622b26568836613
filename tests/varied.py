"""Rules of procedure made from shipped ones with some keys changed, as a secretariat would write them."""

import json
import tomllib
from collections.abc import Mapping
from typing import Any

from parliament.commands.profiles import adopt_profile, shipped_text
from parliament.rules.profile_keys import KEYS
from tests.builders import Chamber


def written(changes: Mapping[str, Any], *, base: str = "global_mayors", name: str = "ours", version: int = 1) -> str:
    """The TOML of a profile that is `base` but for these keys."""
    data = tomllib.loads(shipped_text(base))
    lines = [f'name = "{name}"', f"version = {version}", 'language = "en"']
    for key in KEYS:
        table, _, last = key.rpartition(".")
        entry = (data[table] if table else data)[last]
        value = changes.get(key, entry["value"])
        lines.append(f"{key} = {{ value = {_toml(value)}, source = {_toml(entry['source'])} }}")
    return "\n".join(lines) + "\n"


def _toml(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {_toml(each)}" for key, each in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def convene_under(chamber: Chamber, changes: Mapping[str, Any], *, base: str = "global_mayors") -> None:
    """Adopt rules that differ from the base in these keys, and convene the chamber's session under them."""
    name = chamber.by(chamber.desk, adopt_profile, text=written(changes, base=base))["profile"]
    chamber.convene(name)
