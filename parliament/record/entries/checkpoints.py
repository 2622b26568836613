"""Checkpoints of the sessions' logs, written down in the institution's."""

from dataclasses import dataclass
from typing import ClassVar

from parliament.record.entries.fact import InstitutionFact


@dataclass(frozen=True, kw_only=True)
class CheckpointRecorded(InstitutionFact):
    """The house wrote down how far a session's log had come: `checkpoint` is the signed note of that size and root.

    So whoever keeps a checkpoint of this log alone can hold the house to all of them. A `sealed` one is the last: the
    session is closed. Written when a session is convened, hourly while its log grows, and when it is closed.
    """

    kind: ClassVar[str] = "checkpoint.recorded"
    log: str
    origin: str
    size: int
    root: str
    checkpoint: str
    sealed: bool
