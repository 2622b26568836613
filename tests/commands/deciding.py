"""What the tests of votes share: a debate under rules of one's own, and seats that vote as they are told."""

import re
from typing import Any

from parliament.commands.amendments import confirm_order, submit_amendment
from parliament.commands.profiles import adopt_profile, shipped_text
from tests.builders import Chamber


def rules_with(**changes: Any) -> str:
    """The rules of the demonstration with other values, by dotted key: words, numbers, true or false."""
    text = shipped_text("demonstration").replace('name = "demonstration"', 'name = "trial"')
    for key, value in changes.items():
        table, _, name = key.partition(".")
        line = re.compile(rf'^{name} = {{ value = ("[^"]*"|\w+)', re.MULTILINE)
        written = f'"{value}"' if isinstance(value, str) else str(value).lower()
        heading, found, rest = text.partition(f"[{table}]")
        rest, changed = line.subn(f"{name} = {{ value = {written}", rest, count=1)
        assert found, key
        assert changed, key
        text = heading + found + rest
    return text


def debated_under(chamber: Chamber, **changes: Any) -> Chamber:
    """From the founding to a motion under debate, all six seats present."""

    def play(chamber: Chamber) -> None:
        chamber.by(chamber.desk, adopt_profile, text=rules_with(**changes))
        chamber.convene("trial")
        chamber.publish()
        chamber.open()
        chamber.call()

    chamber.come_to(f"debated under {sorted(changes.items())}", play)
    return chamber


def all_cast(chamber: Chamber, choices: str) -> None:
    """The mayors vote one after another: y, n, a; or - who says nothing."""
    words = {"y": "yes", "n": "no", "a": "abstain"}
    for at, each in enumerate(choices):
        if each != "-":
            chamber.cast(at, words[each])


def amended(chamber: Chamber) -> str:
    """An amendment of the second mayor, in a confirmed order."""
    said = {"motion_id": chamber.motion, "base_hash": chamber.text_hash}
    edited = chamber.edited(p1=("every year", "every two years"))
    made = chamber.by(chamber.mayors[1], submit_amendment, paragraphs=edited, **said)
    chamber.by(chamber.chair, confirm_order, motion_id=chamber.motion)
    return made["amendment"]
