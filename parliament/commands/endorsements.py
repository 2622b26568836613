"""Partner networks stand behind a declaration: in their own words, entered by the secretariat, and apart from cities."""

from parliament.commands.house import Answer, Tx, requires
from parliament.commands.signatures import declaration_held
from parliament.record.entries import INSTITUTION, EndorsementGiven, EndorsementWithdrawn
from parliament.rules.powers import Power
from parliament.rules.refusals import Code, Refused
from parliament.rules.signing import STATEMENT, check_in_force, check_seen, network_key
from parliament.rules.wording import line, prose
from parliament.store.queries import found
from parliament.store.queries import signatures as queries
from parliament.store.tables import Endorsement


@requires(Power.RECORD_ENDORSEMENT)
def record_endorsement(
    tx: Tx, *, declaration_id: str, document_hash: str, network: str, name: str, function: str, statement: str
) -> Answer:
    """Enter what a network wrote to the house: who speaks for it, and its statement, on this version.

    Refused: not_found, wrong_stage (withdrawn or superseded), stale_text (another version is in force),
    already_signed, reason_needed (no statement), text_…
    """
    declaration = declaration_held(tx, declaration_id)
    check_in_force(queries.standing_of(tx.db, declaration.id))
    version, in_force = queries.in_force(tx.db, declaration)
    check_seen(document_hash=in_force, seen_hash=document_hash)
    network = line(network, "network")
    if queries.endorsement_of(tx.db, declaration.id, network_key(network)) is not None:
        raise Refused(Code.ALREADY_SIGNED, field="network", who=network)
    row = Endorsement(
        id=tx.new_id("endorsement"),
        declaration_id=declaration.id,
        version=version,
        document_hash=in_force,
        network=network,
        network_key=network_key(network),
        name=line(name, "name"),
        function=line(function, "function"),
        statement=prose(statement, "statement", limit=STATEMENT, required=True),
        at=tx.now,
    )
    tx.db.add(row)
    said = ("version", "document_hash", "network", "name", "function", "statement")
    words = {each: getattr(row, each) for each in said}
    tx.record(EndorsementGiven(endorsement=row.id, declaration=declaration.id, **words))
    return {"endorsement": row.id, "declaration": declaration.id, "version": version}


@requires(Power.RECORD_ENDORSEMENT)
def withdraw_endorsement(tx: Tx, *, endorsement_id: str, reason: str) -> Answer:
    """Take an endorsement back, for the network or because it was entered in error. It stays in sight with the reason.

    Refused: not_found, wrong_stage (withdrawn already), reason_needed, text_…
    """
    tx.hold(INSTITUTION)
    row = found(tx.db, Endorsement, endorsement_id)
    if row.withdrawn_at is not None:
        raise Refused(Code.WRONG_STAGE, stage="withdrawn")
    row.withdrawn_at, row.withdrawn_reason = tx.now, prose(reason, "reason", limit=1000, required=True)
    tx.record(EndorsementWithdrawn(endorsement=row.id, declaration=row.declaration_id, reason=row.withdrawn_reason))
    return {"endorsement": row.id, "declaration": row.declaration_id}
