"""Proxies: given, taken back."""

from dataclasses import dataclass
from typing import ClassVar

from parliament.record.entries.fact import Fact


@dataclass(frozen=True, kw_only=True)
class ProxyGiven(Fact):
    """A seat gave its voice to another for a time, on one item or on all; `limit` is the cap of the session's rules."""

    kind: ClassVar[str] = "proxy.given"
    proxy: str
    giver: str
    holder: str
    item: str | None
    from_at: str
    until_at: str
    limit: int


@dataclass(frozen=True, kw_only=True)
class ProxyTakenBack(Fact):
    """A proxy ended before its time: its giver took it back, or one of the two mandates came to its end."""

    kind: ClassVar[str] = "proxy.taken_back"
    proxy: str
    giver: str
    holder: str
