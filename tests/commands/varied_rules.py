"""Rules of procedure with some of them changed: those of the demonstration, which ask for no notice, under a name of their own."""

import re
from typing import Any

from parliament.commands.profiles import adopt_profile, shipped_text
from tests.builders import Chamber


def varied_rules(name: str, base: str = "demonstration", **changes: Any) -> str:
    """The file of a shipped profile under another name; a key is written `majority__tie="casting_vote"`."""
    text = re.sub(r'^name = ".*"$', f'name = "{name}"', shipped_text(base), count=1, flags=re.MULTILINE)
    for key, value in changes.items():
        table, _, last = key.rpartition("__")
        head, found, tail = text.partition(f"\n[{table}]\n") if table else ("", "", text)
        changed, times = re.subn(
            rf"^{last} = \{{ value = .*, source = ", f"{last} = {{ value = {_written(value)}, source = ", tail, count=1,
            flags=re.MULTILINE,
        )  # fmt: skip
        assert times == 1, f"there is no rule {key}"
        text = head + found + changed
    return text


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_written(inner)}" for key, inner in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_written, value)) + "]"
    return str(value) if isinstance(value, int) else f'"{value}"'


def convene_under(chamber: Chamber, **changes: Any) -> None:
    """Adopt rules that differ from the demonstration's in this, and convene a session under them."""
    chamber.by(chamber.desk, adopt_profile, text=varied_rules("varied", **changes))
    chamber.convene("varied")
