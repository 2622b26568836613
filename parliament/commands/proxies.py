"""Proxies: a mayor gives the seat's voice to another seat, and takes it back."""

from datetime import datetime

from parliament.commands.house import Answer, Tx, requires
from parliament.commands.substitutes import check_own_mandate
from parliament.record.canonical import timestamp
from parliament.record.entries import ProxyGiven, ProxyTakenBack
from parliament.rules import proxies as rules
from parliament.rules.motions import check_seat
from parliament.rules.powers import Power
from parliament.rules.refusals import Code, Refused
from parliament.rules.seats import check_accredited, check_notice_before
from parliament.rules.stages import SessionStage, check_stage
from parliament.store.queries import found, held
from parliament.store.queries.proxies import standing_proxies
from parliament.store.queries.seats import next_opening
from parliament.store.queries.sessions import open_votes_of, profile_of
from parliament.store.tables import Item, PlenarySession, Proxy, Seat


@requires(Power.GIVE_PROXY)
def give_proxy(
    tx: Tx,
    *,
    session_id: str,
    holder_seat: str,
    until_at: datetime,
    from_at: datetime | None = None,
    item_id: str | None = None,
) -> Answer:
    """Give the voice of the actor's seat to another seat, for a time, on one item or on all; this act is the writing.

    It counts while its holder is present and its giver is not. Refused: not_found, wrong_stage, no_mandate,
    no_proxies, vote_open, bad_times, notice_missed, seat_not_accredited, proxy_to_itself, already_represented,
    proxy_chain, too_many_proxies.
    """
    plenary = held(tx.db, PlenarySession, session_id)
    check_stage(plenary.stage, SessionStage.CONVENED, SessionStage.RUNNING)
    giver, from_at, profile = check_own_mandate(tx), from_at or tx.now, profile_of(tx.db, plenary)
    holder = found(tx.db, Seat, holder_seat)
    if item_id is not None and found(tx.db, Item, item_id).plenary_id != plenary.id:
        raise Refused(Code.NOT_FOUND, field="item_id")
    limit = profile.proxies.max_per_holder
    standing = [_as_ruled(each) for each in standing_proxies(tx.db, plenary.id)]
    rules.check_times(tx.now, from_at, until_at)
    rules.check_giving(rules.Proxy(giver, holder.id, from_at, until_at), standing, limit)
    for seat in (holder, found(tx.db, Seat, giver)):
        check_accredited(seat.state)
    _check_no_vote(tx, plenary.id)
    opening = next_opening(tx.db, plenary.id, from_at, until_at, tx.now)
    check_notice_before(tx.now, opening, profile.proxies.notice_hours)
    proxy = Proxy(
        id=tx.new_id("proxy"),
        plenary_id=plenary.id,
        giver_id=giver,
        holder_id=holder.id,
        item_id=item_id,
        given_at=tx.now,
        from_at=from_at,
        until_at=until_at,
    )
    tx.db.add(proxy)
    tx.record(_given(proxy, limit), plenary.id)
    return {"proxy": proxy.id}


def _as_ruled(proxy: Proxy) -> rules.Proxy:
    return rules.Proxy(proxy.giver_id, proxy.holder_id, proxy.from_at, proxy.until_at)


def _check_no_vote(tx: Tx, plenary_id: str) -> None:
    """The roll of an open vote is frozen with its proxies: who may vote on it does not change under way."""
    if open_votes_of(tx.db, plenary_id):
        raise Refused(Code.VOTE_OPEN)


def _given(proxy: Proxy, limit: int) -> ProxyGiven:
    return ProxyGiven(
        proxy=proxy.id,
        giver=proxy.giver_id,
        holder=proxy.holder_id,
        item=proxy.item_id,
        from_at=timestamp(proxy.from_at),
        until_at=timestamp(proxy.until_at),
        limit=limit,
    )


@requires(Power.GIVE_PROXY)
def take_back_proxy(tx: Tx, *, proxy_id: str) -> Answer:
    """Take the seat's own proxy back, at any time but during a vote.

    Refused: not_found, no_mandate, not_your_seat, wrong_stage (over already), vote_open.
    """
    proxy = held(tx.db, Proxy, proxy_id)
    check_seat(of=proxy.giver_id, by=check_own_mandate(tx))
    if proxy.taken_back_at is not None or proxy.until_at <= tx.now:
        raise Refused(Code.WRONG_STAGE, stage="closed")
    _check_no_vote(tx, proxy.plenary_id)
    end(tx, proxy)
    return {"proxy": proxy.id}


def end(tx: Tx, proxy: Proxy) -> None:
    """Write the end of a proxy down; the log of its session is held."""
    proxy.taken_back_at = tx.now
    fact = ProxyTakenBack(proxy=proxy.id, giver=proxy.giver_id, holder=proxy.holder_id)
    tx.record(fact, proxy.plenary_id)
