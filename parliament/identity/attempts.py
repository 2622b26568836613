"""How often one may try to sign in: per account, per address, in total; waits of seconds, never a lock (S8).

Wrong passwords sent from elsewhere must not keep a mayor from a vote. So an address from which an account
has signed in before counts by itself for that account, and what strangers do does not touch it.
"""

import hashlib
import math
import time

from limits import RateLimitItem, RateLimitItemPerSecond

from parliament.identity.counters import Counter
from parliament.rules.refusals import Code, Refused

LONGEST_WAIT = 60

# A few tries at once, then a wait of seconds, then of up to a minute. Tries made while waiting are not counted.
PAIR = (RateLimitItemPerSecond(5, 15), RateLimitItemPerSecond(10, LONGEST_WAIT))
ACCOUNT = (RateLimitItemPerSecond(20, LONGEST_WAIT),)
# A whole delegation may sit behind one address, so only wrong passwords count here.
ADDRESS = (RateLimitItemPerSecond(60, LONGEST_WAIT),)
TOTAL = (RateLimitItemPerSecond(600, LONGEST_WAIT),)
KNOWN = RateLimitItemPerSecond(1, 30 * 24 * 3600)

Count = tuple[tuple[RateLimitItem, ...], str]


class Attempts:
    """Counts tries in `memory://` for one process, or in `redis://…` for several."""

    def __init__(self, storage: str = "memory://") -> None:
        self._counter = Counter(storage)

    def begin(self, login: str, address: str) -> None:
        """Count a try before the password is looked at, so that tries side by side do not slip through."""
        shared, own = self._counts(login, address)
        for items, key in (*shared, *own):
            for item in items:
                if not self._counter.test(item, key):
                    raise self._refusal(item, key)
        for items, key in own:
            for item in items:
                if not self._counter.hit(item, key):
                    raise self._refusal(item, key)

    def failed(self, login: str, address: str) -> None:
        """A wrong password counts against its address and in total, too."""
        for items, key in self._counts(login, address)[0]:
            for item in items:
                self._counter.hit(item, key)

    def succeeded(self, login: str, address: str) -> None:
        """Forget the tries of this person, and remember that the account is used from this address."""
        for items, key in self._counts(login, address)[1]:
            for item in items:
                self._counter.clear(item, key)
        self._counter.hit(KNOWN, _key("known", login, address))

    def _counts(self, login: str, address: str) -> tuple[list[Count], list[Count]]:
        """What is counted for wrong passwords alone, and what for every try."""
        own: list[Count] = [(PAIR, _key("pair", login, address))]
        if not self._counter.test(KNOWN, _key("known", login, address)):
            return [], own
        return [(TOTAL, _key("total")), (ADDRESS, _key("address", address))], [*own, (ACCOUNT, _key("account", login))]

    def _refusal(self, item: RateLimitItem, key: str) -> Refused:
        seconds = math.ceil(self._counter.get_window_stats(item, key).reset_time - time.time())
        return Refused(Code.TOO_MANY_ATTEMPTS, seconds=min(max(seconds, 1), LONGEST_WAIT))


def _key(kind: str, *parts: str) -> str:
    """Names and addresses are hashed: the counter needs to tell them apart, not to know them."""
    said = "\0".join(part.strip().casefold() for part in parts)
    return f"{kind}:{hashlib.sha256(said.encode('utf-8', 'replace')).hexdigest()}"
