"""Witnesses: who watches the record, and with which key they say so."""

from dataclasses import dataclass
from typing import ClassVar

from parliament.record.entries.fact import InstitutionFact


@dataclass(frozen=True, kw_only=True)
class WitnessAdded(InstitutionFact):
    """Somebody watches the logs of this house; cosignatures by this key are served with its checkpoints."""

    kind: ClassVar[str] = "witness.added"
    witness: str
    name: str
    vkey: str


@dataclass(frozen=True, kw_only=True)
class WitnessRemoved(InstitutionFact):
    """A witness is no longer listed, for the reason given; what it cosigned before stays."""

    kind: ClassVar[str] = "witness.removed"
    witness: str
    reason: str
