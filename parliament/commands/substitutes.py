"""Certified substitutes: who stands in for a mayor in one session, from when until when, and on what basis."""

from datetime import datetime

from parliament.commands.house import Answer, Tx, requires
from parliament.record.canonical import timestamp
from parliament.record.entries import SubstituteCertified, SubstituteEnded
from parliament.rules.powers import Power
from parliament.rules.refusals import Code, Refused
from parliament.rules.seats import (
    check_accredited,
    check_alone,
    check_notice_before,
    check_substitution,
    check_voice,
)
from parliament.rules.stages import MandateKind, SessionStage, check_stage
from parliament.rules.wording import line, prose
from parliament.store.queries import found, held
from parliament.store.queries.entitled import substitutes_in_force
from parliament.store.queries.seats import next_opening, running_mandate, substitutes_of, tenures_of
from parliament.store.queries.sessions import profile_of
from parliament.store.tables import Account, Mandate, Member, PlenarySession, Seat


@requires(Power.MANAGE_SEATS)
def certify_substitute(
    tx: Tx,
    *,
    session_id: str,
    seat_id: str,
    until_at: datetime,
    reason: str,
    name: str = "",
    account_id: str | None = None,
    from_at: datetime | None = None,
) -> Answer:
    """On the mayor's word, certify who speaks for the seat in this session: somebody new, or an account's person.

    `reason` says on what basis (UCLG: the substitute holds a political mandate). While the substitute stands in, the
    mayor's own voice rests; the seat stays the mayor's. Refused: not_found, wrong_stage, seat_not_accredited,
    no_substitutes, bad_times, notice_missed, already_represented, holds_a_seat, reason_needed, text_empty,
    text_controls, text_too_long.
    """
    plenary = held(tx.db, PlenarySession, session_id)
    check_stage(plenary.stage, SessionStage.CONVENED, SessionStage.RUNNING)
    seat = found(tx.db, Seat, seat_id)
    check_accredited(seat.state)
    from_at, rules = from_at or tx.now, profile_of(tx.db, plenary).substitutes
    check_substitution(allowed=rules.allowed, now=tx.now, from_at=from_at, until_at=until_at)
    check_notice_before(tx.now, next_opening(tx.db, plenary.id, from_at, until_at, tx.now), rules.notice_hours)
    check_alone(from_at, until_at, substitutes_of(tx.db, seat.id, plenary.id))
    reason = prose(reason, "reason", limit=500, required=True)
    member = _member(tx, name, account_id, from_at, until_at)
    mandate = Mandate(
        id=tx.new_id("mandate"),
        seat_id=seat.id,
        member_id=member.id,
        plenary_id=plenary.id,
        kind=MandateKind.SUBSTITUTE,
        reason=reason,
        from_at=from_at,
        until_at=until_at,
    )
    tx.db.add(mandate)
    tx.record(_certified(mandate, member, until_at), plenary.id)
    return {"mandate": mandate.id, "member": member.id}


def _member(tx: Tx, name: str, account_id: str | None, from_at: datetime, until_at: datetime) -> Member:
    """The person who stands in. Nobody speaks for two seats by standing in: that is what proxies are for."""
    account = found(tx.db, Account, account_id) if account_id else None
    if account is not None and account.member_id:
        for start, end in tenures_of(tx.db, account.member_id):
            if start < until_at and (end is None or from_at < end):
                raise Refused(Code.HOLDS_A_SEAT, field="account_id", name=account.name)
        return found(tx.db, Member, account.member_id)
    member = Member(id=tx.new_id("member"), name=account.name if account else line(name, "name"))
    tx.db.add(member)
    tx.db.flush()
    if account is not None:
        account.member_id = member.id
    return member


def _certified(mandate: Mandate, member: Member, until_at: datetime) -> SubstituteCertified:
    return SubstituteCertified(
        mandate=mandate.id,
        seat=mandate.seat_id,
        member=member.id,
        name=member.name,
        from_at=timestamp(mandate.from_at),
        until_at=timestamp(until_at),
        reason=mandate.reason,
    )


@requires(Power.MANAGE_SEATS)
def end_substitution(tx: Tx, *, mandate_id: str) -> Answer:
    """The substitute no longer stands in; the mayor speaks again. Refused: not_found, wrong_stage (over already)."""
    mandate = held(tx.db, Mandate, mandate_id)
    if mandate.until_at is None or mandate.until_at <= tx.now:
        raise Refused(Code.WRONG_STAGE, stage="closed")
    end(tx, mandate)
    return {"mandate": mandate.id}


def end(tx: Tx, mandate: Mandate) -> None:
    """Write the end of a substitution down; the log of its session is held."""
    mandate.until_at = tx.now
    tx.record(SubstituteEnded(mandate=mandate.id, seat=mandate.seat_id), str(mandate.plenary_id))


def check_own_voice(tx: Tx, plenary: PlenarySession) -> str:
    """The actor's seat, if it is this person who speaks for it in this session now. Refused: no_mandate, voice_rests."""
    seat = tx.actor.seat
    if seat is None:
        raise Refused(Code.NO_MANDATE)
    running, stand_in = running_mandate(tx.db, seat), substitutes_in_force(tx.db, plenary, tx.now).get(seat)
    check_voice(
        own=member_of(tx),
        holder=running.member_id if running else None,
        stand_in=stand_in.member_id if stand_in else None,
        until_at=stand_in.until_at if stand_in else None,
    )
    return seat


def check_own_mandate(tx: Tx) -> str:
    """The actor's seat, if the actor holds it: not a substitute, not a cabinet. Refused: no_mandate."""
    running = running_mandate(tx.db, tx.actor.seat or "")
    if running is None or running.member_id != member_of(tx):
        raise Refused(Code.NO_MANDATE)
    return running.seat_id


def member_of(tx: Tx) -> str | None:
    """The person behind the actor's account, if it stands for one of the members."""
    account = tx.db.get(Account, tx.actor.account)
    return account.member_id if account else None
