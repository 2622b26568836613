"""What pages show of declarations after their publication: to whoever signs, to invited cities, and to the two offices."""

import json
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from parliament import texts
from parliament.record.canonical import timestamp
from parliament.rules.declarations import CERTIFIERS
from parliament.rules.powers import Actor
from parliament.rules.refusals import Code, Refused
from parliament.rules.signing import Standing, seat_key
from parliament.rules.stages import ACCREDITED
from parliament.store.queries import signatures as queries
from parliament.store.queries.corrections import officers
from parliament.store.queries.declarations import declaration_of
from parliament.store.record import annex
from parliament.store.tables import Declaration, DeclarationVersion, PlenarySession, Seat, SigningInvitation, Withdrawal
from parliament.store.views.lives import life_view
from parliament.store.views.motions import printed, text_of

View = dict[str, Any]


def declaration_id_of(db: Db, slug: str) -> str:
    """Refused: not_found."""
    return declaration_of(db, slug).id


def life_of_slug(db: Db, slug: str) -> View:
    """What became of the declaration at this address. Refused: not_found."""
    return life_view(db, declaration_of(db, slug).id)


def heading(db: Db, row: Declaration) -> View:
    """What every page about a declaration says first, of the version in force."""
    version, document_hash = queries.in_force(db, row)
    return {
        "id": row.id,
        "number": row.number,
        "slug": row.slug,
        "title": row.title,
        "version": version,
        "document_hash": document_hash,
        "text_hash": queries.text_in_force(db, row),
        "standing": queries.standing_of(db, row.id),
        "time_zone": db.get_one(PlenarySession, row.plenary_id).time_zone,
    }


def sign_view(db: Db, slug: str, actor: Actor) -> View:
    """For the holder of a mandate: what would be signed, for which city, and the city's own signature if there is one.

    Refused: not_found.
    """
    row = declaration_of(db, slug)
    life = life_view(db, row.id)
    seat = db.get(Seat, actor.seat) if actor.seat else None
    mandate = queries.holder_of(db, seat.id, actor.account) if seat else None
    holds = seat is not None and mandate is not None and seat.state in ACCREDITED
    own = queries.signature_of(db, row.id, seat_key(seat.id)) if seat is not None else None
    return heading(db, row) | {
        "signing": life["signing"],
        "seat": {"id": seat.id, "city": seat.city, "slug": seat.slug} if seat is not None else None,
        "name": mandate.member.name if mandate is not None else actor.name,
        "holds": holds,
        "own": next((each for each in life["signatories"] if own is not None and each["signature"] == own.id), None),
        "may_sign": holds and own is None and _is_open(life) and queries.standing_of(db, row.id) == Standing.IN_FORCE,
    }


def _is_open(life: View) -> bool:
    return life["signing"] is not None and bool(life["signing"]["open"])


def invited_view(db: Db, token_hash: str) -> View:
    """For whoever has the link of an invited city. Refused: invitation_spent."""
    row = queries.invitation_by_token(db, token_hash)
    declaration = db.get_one(Declaration, row.declaration_id)
    signing = queries.open_signing(db, declaration.id)
    return heading(db, declaration) | {
        "invited": invitation_row(row),
        "signing": {
            "open": signing is not None,
            "closes_at": timestamp(signing.closes_at) if signing is not None and signing.closes_at else None,
            "council_needed": signing is not None and signing.council_needed,
        },
    }


def invitation_row(row: SigningInvitation) -> View:
    """An invited city as the secretariat sees it."""
    said = ("state", "city", "other_name", "country", "country_name", "continent", "population", "contact", "name")
    offered = ("function", "council_date", "council_reference", "reservation", "version", "reason")
    times = ("created_at", "expires_at", "offered_at", "settled_at")
    return {
        "invitation": row.id,
        **{name: getattr(row, name) for name in (*said, *offered)},
        **{name: timestamp(at) if (at := getattr(row, name)) else None for name in times},
    }


def invited_cities(db: Db, slug: str) -> list[View]:
    """All cities without seats that were invited to sign, the last one first. Refused: not_found."""
    return [invitation_row(row) for row in queries.invitations_of(db, declaration_of(db, slug).id)]


def upkeep_view(db: Db, slug: str, reader: Actor) -> View:
    """For a chair and the secretariat: all that can be done with a published declaration. Refused: not_found."""
    row = declaration_of(db, slug)
    pending, withdrawal = queries.pending_version(db, row.id), queries.pending_withdrawal(db, row.id)
    later = select(Declaration).where(Declaration.number > row.number).order_by(Declaration.number)
    return heading(db, row) | {
        "life": life_view(db, row.id),
        "invited": [invitation_row(each) for each in queries.invitations_of(db, row.id)],
        "pending": _pending(db, pending) if pending is not None else None,
        "withdrawal": _withdrawal(db, withdrawal) if withdrawal is not None else None,
        "may_agree": withdrawal is not None and _may_agree(withdrawal, reader),
        "later": [{"id": each.id, "number": each.number, "title": each.title} for each in db.scalars(later)],
    }


def _pending(db: Db, row: DeclarationVersion) -> View:
    certified = queries.version_certifiers(db, row.id)
    named = officers(db, [row.account_id, *certified.values()])
    return {
        "version": row.id,
        "number": row.number,
        "notice": row.notice,
        "by": named[row.account_id],
        "at": timestamp(row.proposed_at),
        "before_hash": row.before_hash,
        "after_hash": row.after_hash,
        "sentences": list(texts.sentences(text_of(db, row.before_hash), _operations(db, row))),
        "certified": [{"office": office, "name": named[account]} for office, account in sorted(certified.items())],
        "missing": [office.value for office in CERTIFIERS if office not in certified],
    }


def _operations(db: Db, row: DeclarationVersion) -> texts.Ops:
    return texts.operations_from_json(json.loads(annex(db, row.operations_hash)))


def _may_agree(row: Withdrawal, reader: Actor) -> bool:
    """Another person, in the other office."""
    others = {office.value for office in CERTIFIERS} - {row.office}
    return row.account_id != reader.account and bool(others & {office.value for office in reader.offices})


def _withdrawal(db: Db, row: Withdrawal) -> View:
    successor = db.get(Declaration, row.successor) if row.successor else None
    return {
        "withdrawal": row.id,
        "reason": row.reason,
        "office": row.office,
        "by": officers(db, [row.account_id])[row.account_id],
        "at": timestamp(row.proposed_at),
        "successor": {"number": successor.number, "slug": successor.slug} if successor else None,
    }


def published_text(db: Db, slug: str) -> View:
    """The text of the version in force, as a form holds it. Refused: not_found."""
    row = declaration_of(db, slug)
    said = heading(db, row)
    return said | {"text": printed(text_of(db, said["text_hash"]))}


def text_to_correct_again(db: Db, slug: str, text_hash: str) -> texts.Text:
    """The published text, if that is what the officer has seen. Refused: not_found, stale_text."""
    row = declaration_of(db, slug)
    if queries.text_in_force(db, row) != text_hash:
        raise Refused(Code.STALE_TEXT)
    return text_of(db, text_hash)
