"""Proxies: no seat ever holds more than the session's rules allow, and none hands a voice on."""

from datetime import datetime

from parliament.record.entries import Entry, ProxyGiven, ProxyTakenBack
from parliament.record.judge.registry import OutOfOrder, insist, known_here, known_seat, replays, unused
from parliament.record.state import Proxy, State
from parliament.rules import proxies as rules
from parliament.rules.refusals import Refused
from parliament.rules.stages import VoteState


def _as_ruled(proxy: Proxy | ProxyGiven) -> rules.Proxy:
    begins, ends = datetime.fromisoformat(proxy.from_at), datetime.fromisoformat(proxy.until_at)
    return rules.Proxy(proxy.giver, proxy.holder, begins, ends)


@replays(ProxyGiven)
def proxy_given(state: State, entry: Entry, fact: ProxyGiven) -> None:
    """Judged by the very rule that the house asked, with the cap that the entry states."""
    unused(state.proxies, fact.proxy, "proxy")
    known_seat(state, fact.giver)
    known_seat(state, fact.holder)
    if fact.item is not None:
        known_here(state.items, fact.item, "item", entry)
    _no_open_vote(state, entry)
    standing = [each for each in state.proxies.values() if each.plenary == entry.log and each.taken_back_at is None]
    try:
        rules.check_times(datetime.fromisoformat(entry.at), *_times(fact))
        rules.check_giving(_as_ruled(fact), [_as_ruled(each) for each in standing], fact.limit)
    except Refused as refused:
        raise OutOfOrder(f"proxy {fact.proxy}: {refused.code}") from None
    state.proxies[fact.proxy] = Proxy(
        id=fact.proxy,
        plenary=entry.log,
        giver=fact.giver,
        holder=fact.holder,
        item=fact.item,
        given_at=entry.at,
        from_at=fact.from_at,
        until_at=fact.until_at,
    )


def _times(fact: ProxyGiven) -> tuple[datetime, datetime]:
    return datetime.fromisoformat(fact.from_at), datetime.fromisoformat(fact.until_at)


def _no_open_vote(state: State, entry: Entry) -> None:
    for vote in state.votes.values():
        insist(vote.plenary != entry.log or vote.state != VoteState.OPEN, f"vote {vote.id} is open")


@replays(ProxyTakenBack)
def proxy_taken_back(state: State, entry: Entry, fact: ProxyTakenBack) -> None:
    proxy = known_here(state.proxies, fact.proxy, "proxy", entry)
    insist((proxy.giver, proxy.holder) == (fact.giver, fact.holder), f"proxy {fact.proxy} is between other seats")
    insist(proxy.taken_back_at is None, f"proxy {fact.proxy} was taken back already")
    proxy.taken_back_at = entry.at
