"""Questions about translations: what has been translated of a motion, and which words are to be translated now."""

import json
from collections import defaultdict
from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from parliament import texts
from parliament.store import tables
from parliament.store.queries.corrections import corrected_hash
from parliament.store.queries.docket import docket_of
from parliament.store.record import annex
from parliament.store.tables import FrozenTranslations, Motion
from parliament.texts.translations import Kind, Rendered, Translation, rendered


def text_in_force(db: Db, motion: Motion) -> texts.Text:
    """The words that are translated now: what was adopted, with its corrections, or the text as amended so far."""
    adopted = corrected_hash(db, motion)
    if adopted is not None:
        return texts.text_from_json(json.loads(annex(db, adopted)))
    return docket_of(db, motion).consolidated.text


def translations_of(db: Db, motion_id: str, language: str | None = None) -> dict[str, list[Translation]]:
    """Every revision by language, in one language or in all."""
    row = tables.Translation
    asked = select(row.language, row.paragraph, row.revision, row.kind, row.source, row.text)
    if language is not None:
        asked = asked.where(row.language == language)
    found: defaultdict[str, list[Translation]] = defaultdict(list)
    for tag, paragraph, revision, kind, source, text in db.execute(asked.where(row.motion_id == motion_id)):
        found[tag].append(Translation(paragraph, revision, cast("Kind", kind), source, text))
    return dict(sorted(found.items()))


def has_translations(db: Db, motion_id: str) -> bool:
    """Whether anybody has begun to translate this motion."""
    row = tables.Translation
    return db.scalar(select(row.id).where(row.motion_id == motion_id).limit(1)) is not None


def renderings_of(db: Db, motion_id: str, text: texts.Text) -> dict[str, tuple[Rendered, ...]]:
    """Where every paragraph of this text stands in every language that anybody has begun."""
    return {tag: rendered(text, made) for tag, made in translations_of(db, motion_id).items()}


def last_revision(db: Db, motion_id: str, language: str, paragraph: str) -> tables.Translation | None:
    """The newest revision of one paragraph."""
    row = tables.Translation
    own = (row.motion_id == motion_id, row.language == language, row.paragraph == paragraph)
    return db.scalars(select(row).where(*own).order_by(row.revision.desc()).limit(1)).first()


def frozen_for(db: Db, motion_id: str) -> FrozenTranslations | None:
    """The set of translations that the last vote on the whole text has frozen, if one did."""
    asked = select(FrozenTranslations).where(FrozenTranslations.motion_id == motion_id)
    return db.scalars(asked.order_by(FrozenTranslations.at.desc()).limit(1)).first()
