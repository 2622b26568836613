"""Sessions with their agenda, sittings and rules."""

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from parliament.rules.agenda import labels
from parliament.rules.profile import Profile
from parliament.rules.refusals import Code, Refused
from parliament.rules.rules_in_words import rules_by_heading
from parliament.store.queries.agenda import parents_of
from parliament.store.queries.sessions import profile_of
from parliament.store.tables import Account, Item, Log, Motion, PlenarySession, Sitting


def session_named(db: Db, word: str) -> PlenarySession:
    """The session with this id or slug. Refused: not_found."""
    found = db.scalar(select(PlenarySession).where((PlenarySession.id == word) | (PlenarySession.slug == word)))
    if found is None:
        raise Refused(Code.NOT_FOUND)
    return found


def session_row(plenary: PlenarySession) -> dict:
    return {
        "id": plenary.id,
        "slug": plenary.slug,
        "number": plenary.number,
        "title": plenary.title,
        "stage": plenary.stage,
        "language": plenary.language,
        "time_zone": plenary.time_zone,
        "convened_at": plenary.convened_at,
        "opens_at": plenary.opens_at,
        "profile": plenary.profile,
        "seats": plenary.seats,
        "urgency": plenary.urgency,
        "reason": plenary.reason,
        "rehearsal": plenary.rehearsal,
        "agenda_adopted_at": plenary.agenda_adopted_at,
    }


def list_sessions(db: Db, *, rehearsals: bool = False) -> list[dict]:
    """Every session, the newest first; rehearsals only where they are asked for."""
    rows = select(PlenarySession).order_by(PlenarySession.rehearsal, PlenarySession.number.desc())
    return [session_row(row) for row in db.scalars(rows if rehearsals else rows.where(~PlenarySession.rehearsal))]


def item_row(item: Item, motion: Motion | None, label: str = "") -> dict:
    return {
        "id": item.id,
        "position": item.position,
        "label": label or str(item.position),
        "parent": item.parent_id,
        "planned_minutes": item.planned_minutes,
        "called_at": item.called_at,
        "kind": item.kind,
        "title": item.title,
        "motion": item.motion_id,
        "motion_number": motion.number if motion else None,
        "stage": motion.stage if motion else None,
        "outcome": motion.outcome if motion else None,
    }


def sitting_row(sitting: Sitting, chair: str | None) -> dict:
    return {
        "id": sitting.id,
        "number": sitting.number,
        "state": sitting.state,
        "starts_at": sitting.starts_at,
        "opened_at": sitting.opened_at,
        "adjourned_at": sitting.adjourned_at,
        "chair": sitting.chair_id,
        "chair_name": chair,
        "item": sitting.item_id,
    }


def session_view(db: Db, word: str) -> dict:
    """One session: notice, agenda, sittings, and how long its record is."""
    plenary = session_named(db, word)
    rows = (
        select(Item, Motion)
        .outerjoin(Motion, Motion.id == Item.motion_id)
        .where(Item.plenary_id == plenary.id)
        .order_by(Item.position)
    )
    items = db.execute(rows).all()
    named = labels(parents_of([item for item, _ in items]))
    sittings = db.execute(
        select(Sitting, Account.name)
        .outerjoin(Account, Account.id == Sitting.chair_id)
        .where(Sitting.plenary_id == plenary.id)
        .order_by(Sitting.number)
    )
    return session_row(plenary) | {
        "agenda": [item_row(item, motion, named[item.id]) for item, motion in items],
        "sittings": [sitting_row(sitting, chair) for sitting, chair in sittings],
        "seq": db.get_one(Log, plenary.id).size,
    }


def rules_view(db: Db, word: str) -> dict:
    """The rules of this session as sentences, each with its heading and its source."""
    plenary = session_named(db, word)
    return session_row(plenary) | {"rules": rules_rows(profile_of(db, plenary))}


def rules_rows(profile: Profile) -> list[dict]:
    """Every rule of a profile in words, in the order of the page."""
    return [
        {"key": rule.key, "heading": heading, "sentence": rule.sentence, "source": rule.source}
        for heading, rules in rules_by_heading(profile)
        for rule in rules
    ]
