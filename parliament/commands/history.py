"""History: sessions that were over before they came here are taken in, with their votes counted again."""

from collections.abc import Sequence

from sqlalchemy import insert

from parliament.commands.house import Answer, Tx, requires
from parliament.record.canonical import sha256_hex
from parliament.record.entries import INSTITUTION, PastSessionImported
from parliament.results.past_report import Arrival
from parliament.rules.past_outcomes import Recounted
from parliament.rules.powers import Power
from parliament.rules.wording import slug
from parliament.store.queries.history import hashes_here, slugs_of_history
from parliament.store.tables import PastSession, PastVote


@requires(Power.IMPORT_HISTORY)
def import_history(tx: Tx, *, arrivals: Sequence[Arrival], source_sha256: str) -> Answer:
    """Take in sessions of the past that were read from a file and counted again; whatever is here already stays as it is.

    A published result that the votes contradict is kept as it was published, beside the computed one: this is history.
    Refused: nothing of its own; `bad_popolo` comes from reading the file.
    """
    tx.hold(INSTITUTION)
    hashes = [sha256_hex(each.annex) for each in arrivals]
    here, taken = hashes_here(tx.db, hashes), slugs_of_history(tx.db)
    imported = []
    for arrival, votes_hash in zip(arrivals, hashes, strict=True):
        if votes_hash in here:
            continue
        tx.annex(arrival.annex)
        row = _session_row(tx, arrival, votes_hash, source_sha256, _free_slug(arrival.past.title, taken))
        taken.add(row.slug)
        _keep(tx, arrival, row)
        imported.append({"past_session": row.id, "slug": row.slug, "votes": len(arrival.counted)})
    return {"imported": imported, "already_here": len(here)}


def _session_row(tx: Tx, arrival: Arrival, votes_hash: str, source_sha256: str, name: str) -> PastSession:
    past = arrival.past
    return PastSession(
        id=tx.new_id("past"),
        slug=name,
        title=past.title,
        organization=past.organization or "",
        period=past.period or "",
        source_sha256=source_sha256,
        votes_hash=votes_hash,
        imported_at=tx.now,
    )


def _free_slug(title: str, taken: set[str]) -> str:
    wanted = slug(title) or "past-votes"
    numbered = (wanted if number == 1 else f"{wanted}-{number}" for number in range(1, len(taken) + 2))
    return next(each for each in numbered if each not in taken)


def _keep(tx: Tx, arrival: Arrival, row: PastSession) -> None:
    tx.db.add(row)
    tx.db.flush()
    rows = [vote_row(row.id, number, counted) for number, counted in enumerate(arrival.counted, start=1)]
    if rows:
        tx.db.execute(insert(PastVote), rows)
    tx.record(
        PastSessionImported(
            past_session=row.id,
            slug=row.slug,
            title=row.title,
            organization=row.organization,
            period=row.period,
            votes=len(arrival.counted),
            agreements=arrival.agreements,
            disagreements=arrival.disagreements,
            not_computed=arrival.not_computed,
            source_sha256=row.source_sha256,
            votes_hash=row.votes_hash,
        )
    )


def vote_row(past_session: str, number: int, counted: Recounted) -> dict:
    """One vote as the table holds it: nothing that could not be had from the document again."""
    vote, tally = counted.vote, counted.tally
    return {
        "past_session_id": past_session,
        "number": number,
        "source_id": vote.id,
        "title": vote.title,
        "date": vote.date,
        "rule": vote.rule,
        "published": counted.published,
        "outcome": str(counted.decision.outcome) if counted.decision else None,
        "disagrees": bool(counted.disagreements),
        "yes": tally.yes,
        "no": tally.no,
        "abstain": tally.abstain,
        "not_voting": tally.not_voting,
        "absent": tally.absent,
        "members": vote.members,
    }
