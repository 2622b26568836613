"""Sponsors who accept an amendment, and seats that object to that, in the shape of `record.state`."""

from dataclasses import dataclass


@dataclass(kw_only=True)
class Acceptance:
    """One sponsor's word; with that of the last one it is said until when seats may object."""

    amendment: str
    seat: str
    at: str
    objections_until_at: str | None = None


@dataclass(kw_only=True)
class AcceptanceObjection:
    amendment: str
    seat: str
    reason: str
    at: str


def acceptance_id(amendment: str, seat: str) -> str:
    """One word for or against accepting an amendment and seat."""
    return f"{amendment} {seat}"
