"""What the institution's log says of the sessions' logs."""

from dataclasses import dataclass


@dataclass(kw_only=True)
class RecordedCheckpoint:
    """How far a session's log had come, with the signed note that says so. After a sealed one, nothing follows."""

    log: str
    size: int
    root: str
    note: str
    recorded_at: str
    sealed: bool


def recorded_id(log: str, size: int) -> str:
    """A log is recorded once at each size."""
    return f"{log} {size}"
