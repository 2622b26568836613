"""The one place that says who may read a kind of entry in full.

Everyone else receives `{"seq": 41}`: gaps stay visible, secrets stay secret. The relay and the record page
both ask here.
"""

from enum import IntEnum
from typing import Any

from parliament.record.entries import KINDS, Entry
from parliament.rules.powers import IN_THE_HOUSE, Actor


class Audience(IntEnum):
    """Ordered: whoever may read for the house may read what is public."""

    PUBLIC = 0
    HOUSE = 1


# A motion is the house's own until it is published; everything else in the record is public.
HOUSE_ONLY = frozenset({"motion.cosponsored", "motion.submitted", "motion.admitted", "motion.not_admitted"})

AUDIENCE: dict[str, Audience] = {kind: Audience.HOUSE if kind in HOUSE_ONLY else Audience.PUBLIC for kind in KINDS}


def as_seen_by(entry: Entry, audience: Audience) -> dict[str, Any]:
    """The entry in full for those who may read it, its bare number for everybody else."""
    return entry.to_json() if AUDIENCE[entry.kind] <= audience else {"seq": entry.seq}


def audience_of(reader: Actor) -> Audience:
    """What this reader may read in full."""
    return Audience.HOUSE if reader.offices & IN_THE_HOUSE else Audience.PUBLIC
