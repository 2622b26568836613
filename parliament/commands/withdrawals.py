"""Withdrawing a declaration, or letting a later one supersede it: proposed by one office, agreed to by the other."""

from parliament.commands.house import Answer, Tx, requires
from parliament.commands.signatures import declaration_held, end_signing
from parliament.record.entries import (
    INSTITUTION,
    DeclarationSuperseded,
    DeclarationWithdrawn,
    WithdrawalDropped,
    WithdrawalProposed,
)
from parliament.rules.powers import Office, Power
from parliament.rules.refusals import Code, Refused
from parliament.rules.signing import check_in_force
from parliament.rules.versions import WithdrawalState, check_dropping, check_withdrawing
from parliament.rules.wording import prose
from parliament.store.queries import found
from parliament.store.queries import signatures as queries
from parliament.store.tables import Declaration, Withdrawal


@requires(Power.WITHDRAW_DECLARATION)
def propose_withdrawal(tx: Tx, *, declaration_id: str, reason: str, successor_id: str | None = None) -> Answer:
    """Propose to withdraw a declaration, or that the later declaration `successor_id` stands in its place.

    Nothing happens before the other office agrees. Refused: not_found, wrong_stage (withdrawn or superseded, or the
    successor is), withdrawal_pending, not_later (the successor), reason_needed, text_…
    """
    declaration = declaration_held(tx, declaration_id)
    check_in_force(queries.standing_of(tx.db, declaration.id))
    if queries.pending_withdrawal(tx.db, declaration.id) is not None:
        raise Refused(Code.WITHDRAWAL_PENDING)
    _check_successor(tx, declaration, successor_id)
    row = Withdrawal(
        id=tx.new_id("withdrawal"),
        declaration_id=declaration.id,
        successor=successor_id or None,
        reason=prose(reason, "reason", limit=1000, required=True),
        office=str(tx.office),
        account_id=tx.actor.account,
        proposed_at=tx.now,
    )
    tx.db.add(row)
    said = {name: getattr(row, name) for name in ("successor", "reason", "office")}
    tx.record(WithdrawalProposed(withdrawal=row.id, declaration=declaration.id, account=row.account_id, **said))
    return {"withdrawal": row.id, "declaration": declaration.id}


def _check_successor(tx: Tx, declaration: Declaration, successor_id: str | None) -> None:
    """A later declaration that itself stands, so that nobody is sent round in a circle."""
    if not successor_id:
        return
    successor = found(tx.db, Declaration, successor_id)
    if successor.number <= declaration.number:
        raise Refused(Code.NOT_LATER, field="successor_id")
    check_in_force(queries.standing_of(tx.db, successor.id))


def _withdrawal_held(tx: Tx, withdrawal_id: str) -> Withdrawal:
    tx.hold(INSTITUTION)
    return found(tx.db, Withdrawal, withdrawal_id, populate_existing=True)


@requires(Power.WITHDRAW_DECLARATION)
def drop_withdrawal(tx: Tx, *, withdrawal_id: str) -> Answer:
    """Give the proposal up; the declaration stands. Either office may. Refused: not_found, wrong_stage (decided or given up)."""
    row = _withdrawal_held(tx, withdrawal_id)
    check_dropping(row.state)
    row.state, row.settled_at = WithdrawalState.DROPPED, tx.now
    tx.record(WithdrawalDropped(withdrawal=row.id, declaration=row.declaration_id))
    return {"withdrawal": row.id, "declaration": row.declaration_id}


@requires(Power.WITHDRAW_DECLARATION)
def agree_to_withdrawal(tx: Tx, *, withdrawal_id: str) -> Answer:
    """Be the second person, in the other office: the declaration is withdrawn, or superseded, from this instant.

    It stays in sight and says so; nobody signs it any more. Refused: not_found, wrong_stage (decided or given up, or the
    successor is withdrawn or superseded), same_person, other_office.
    """
    row = _withdrawal_held(tx, withdrawal_id)
    if tx.office == row.office and Office.SECRETARIAT in tx.actor.offices:
        tx.office = Office.SECRETARIAT  # a chair who is also of the secretariat may give the word still missing
    second = (str(tx.office), tx.actor.account)
    check_withdrawing(state=row.state, proposed=(row.office, row.account_id), second=second)
    successor = found(tx.db, Declaration, row.successor) if row.successor else None
    if successor is not None:
        check_in_force(queries.standing_of(tx.db, successor.id))
    signing = queries.open_signing(tx.db, row.declaration_id)
    if signing is not None:
        end_signing(tx, signing, row.reason)
    row.state, row.settled_at = WithdrawalState.DECIDED, tx.now
    tx.record(_decided(row, successor, second))
    return {"withdrawal": row.id, "declaration": row.declaration_id}


def _decided(
    row: Withdrawal, successor: Declaration | None, second: tuple[str, str]
) -> DeclarationWithdrawn | DeclarationSuperseded:
    office, account = second
    said = {"withdrawal": row.id, "declaration": row.declaration_id, "reason": row.reason}
    if successor is None:
        return DeclarationWithdrawn(**said, office=office, account=account)
    return DeclarationSuperseded(
        **said, office=office, account=account, successor=successor.id, successor_slug=successor.slug
    )
