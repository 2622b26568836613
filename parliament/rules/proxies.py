"""Proxies: whom a seat may give its voice to. Whatever the order of giving and taking back, no cap is passed.

House rules where the profile does not set them: a seat has one voice, which it gives to one holder at a time; a voice
that was given is not handed on; the cap counts at every instant, whatever items the proxies are for.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from parliament.rules.deadlines import check_order
from parliament.rules.refusals import Code, Refused


@dataclass(frozen=True)
class Proxy:
    """The voice of `giver` in the hands of `holder`, in [from_at, until_at)."""

    giver: str
    holder: str
    from_at: datetime
    until_at: datetime

    def meets(self, other: "Proxy") -> bool:
        """Whether there is an instant at which both are in force."""
        return self.from_at < other.until_at and other.from_at < self.until_at


def most_at_once(holder: str, proxies: Iterable[Proxy]) -> int:
    """The most proxies that a holder has at one instant: reached at an instant at which one of them begins."""
    own = [proxy for proxy in proxies if proxy.holder == holder]
    return max((sum(each.from_at <= new.from_at < each.until_at for each in own) for new in own), default=0)


def check_times(now: datetime, from_at: datetime, until_at: datetime) -> None:
    """A proxy is for a time to come: it cannot reach back to what was done without it."""
    check_order(from_at, until_at, field="until_at")
    if from_at < now:
        raise Refused(Code.BAD_TIMES, field="from_at")


def check_giving(new: Proxy, standing: Sequence[Proxy], cap: int) -> None:
    """Refuse a proxy where there are none, to oneself, a second one, a handed-on one, and one above the cap."""
    if cap == 0:
        raise Refused(Code.NO_PROXIES)
    if new.giver == new.holder:
        raise Refused(Code.PROXY_TO_ITSELF, field="holder_seat")
    meeting = [each for each in standing if each.meets(new)]
    if any(each.giver == new.giver for each in meeting):
        raise Refused(Code.ALREADY_REPRESENTED, field="from_at")
    if any(each.giver == new.holder or each.holder == new.giver for each in meeting):
        raise Refused(Code.PROXY_CHAIN, field="holder_seat")
    if most_at_once(new.holder, [*meeting, new]) > cap:
        raise Refused(Code.TOO_MANY_PROXIES, field="holder_seat", limit=cap)
