"""Translations as translators and readers see them: how far each language is, and one language paragraph by paragraph."""

import json
from collections import defaultdict

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from parliament import texts
from parliament.rules.motions import may_read
from parliament.rules.powers import Actor
from parliament.rules.refusals import Code, Refused
from parliament.rules.stages import Outcome, SessionStage, Stage
from parliament.rules.translations import TRANSLATABLE, canonical_tag, may_translate
from parliament.store import tables
from parliament.store.queries.translations import (
    frozen_for,
    has_translations,
    renderings_of,
    text_in_force,
    translations_of,
)
from parliament.store.record import annex
from parliament.store.tables import FrozenTranslations, Motion, PlenarySession, Vote
from parliament.store.views.motions import motion_for, text_of
from parliament.texts.translations import (
    Rendered,
    Translation,
    counts,
    in_language,
    rendered,
    words_hash,
    words_of,
)


def translations_view(db: Db, motion_id: str, reader: Actor) -> dict:
    """How far the translations of a motion are, language by language. Refused: not_found."""
    motion = motion_for(db, motion_id, reader)
    return _overview(db, motion, text_in_force(db, motion))


def languages_view(db: Db, motion_id: str, reader: Actor) -> dict:
    """The same for a page that shows the text anyway. Refused: not_found.

    Amendments are laid into the text only where a translation could have become stale by them: with a thousand of them
    that is most of what such a page costs.
    """
    motion = motion_for(db, motion_id, reader)
    is_begun = has_translations(db, motion.id)
    return _overview(db, motion, text_in_force(db, motion) if is_begun else text_of(db, motion.text_hash))


def _overview(db: Db, motion: Motion, text: texts.Text) -> dict:
    plenary, frozen = db.get_one(PlenarySession, motion.plenary_id), frozen_for(db, motion.id)
    return {
        "motion": motion.id,
        "number": motion.number,
        "title": motion.title,
        "stage": motion.stage,
        "mover": motion.seat_id,
        "session_slug": plenary.slug,
        "session_title": plenary.title,
        "authentic": text.language,
        "text_hash": texts.text_hash(text),
        "languages": [{"language": tag, **counts(rows)} for tag, rows in renderings_of(db, motion.id, text).items()],
        "frozen": _frozen(frozen) if frozen else None,
    }


def _frozen(row: FrozenTranslations) -> dict:
    return {
        "vote": row.vote_id,
        "languages": row.languages,
        "translations_hash": row.translations_hash,
        "at": row.at,
    }


def language_view(db: Db, motion_id: str, language: str, reader: Actor) -> dict:
    """One language of a motion: every paragraph with its words, its translation and what has changed since.

    Refused: not_found, also for what is no language.
    """
    language = _tag(language)
    motion = motion_for(db, motion_id, reader)
    text = text_in_force(db, motion)
    made = translations_of(db, motion.id, language).get(language, [])
    rows = rendered(text, made)
    view = _overview(db, motion, text)
    voted = _voted_words(db, view["frozen"], language)
    revisions = _revisions(db, motion.id, language)
    here, there = _printed(text), _printed(in_language(text, language, rows))
    return view | {
        "language": language,
        "counts": counts(rows),
        "paragraphs": [
            _row(row, text, here, there)
            | {"voted": voted.get(row.paragraph), "revisions": revisions.get(row.paragraph, [])}
            for row in rows
        ],
    }


def _tag(language: str) -> str:
    """A tag out of an address, where one that is none is simply not there."""
    try:
        return canonical_tag(language)
    except Refused:
        raise Refused(Code.NOT_FOUND) from None


def _row(row: Rendered, text: texts.Text, here: dict[str, tuple[str, str]], there: dict[str, tuple[str, str]]) -> dict:
    paragraph, made = text.by_id.get(row.paragraph), row.translation
    label, printed = here[row.paragraph]
    return {
        "paragraph": row.paragraph,
        "section": paragraph.section if paragraph else texts.TITLE,
        "depth": text.outline.depth(row.paragraph) if paragraph else 0,
        "label": label,
        "addressee": paragraph.addressee if paragraph else "",
        "source": row.source,
        "source_hash": words_hash(row.source),
        "source_printed": printed,
        "state": row.state,
        "kind": made.kind if made else None,
        "text": made.text if made else None,
        "printed": there[row.paragraph][1] if made else None,
        "changed": [list(segment) for segment in row.changed],
    }


def _printed(text: texts.Text) -> dict[str, tuple[str, str]]:
    """Label and words as printed, under the id of each paragraph; the title has no label."""
    return {texts.TITLE: ("", text.title)} | {p.id: (p.label, p.text) for p in texts.as_printed(text)}


def frozen_view(db: Db, vote_id: str, language: str) -> dict:
    """One language of the set that this very vote froze: what the voters had before them. Refused: not_found."""
    frozen, vote = db.get(FrozenTranslations, vote_id), db.get(Vote, vote_id)
    if frozen is None or vote is None or language not in frozen.languages:
        raise Refused(Code.NOT_FOUND)
    text = text_of(db, vote.text_hash)
    rows = rendered(text, _of_set(db, frozen, language, words_of(text)))
    here, there = _printed(text), _printed(in_language(text, language, rows))
    plenary = db.get_one(PlenarySession, vote.plenary_id)
    return {
        "vote": vote.id,
        "vote_number": vote.number,
        "motion": frozen.motion_id,
        "title": text.title,
        "session_slug": plenary.slug,
        "session_title": plenary.title,
        "authentic": text.language,
        "frozen": _frozen(frozen),
        "language": language,
        "counts": counts(rows),
        "paragraphs": [_row(row, text, here, there) | {"voted": None} for row in rows],
    }


def _of_set(db: Db, frozen: FrozenTranslations, language: str, words: dict[str, str]) -> list[Translation]:
    """The rows of a set as translations. Of what was stale only the hash of the older words is kept: they stay empty."""
    said = json.loads(annex(db, frozen.translations_hash))
    rows = next(each["paragraphs"] for each in said["languages"] if each["language"] == language)
    return [
        Translation(
            row["paragraph"],
            row["revision"],
            row["kind"],
            "" if row["state"] == "stale" else words[row["paragraph"]],
            row["text"],
        )
        for row in rows
    ]


def frozen_languages(db: Db, vote_id: str) -> list[str]:
    """The languages in which the voters could read the text of this vote."""
    frozen = db.get(FrozenTranslations, vote_id)
    return frozen.languages if frozen else []


def _voted_words(db: Db, frozen: dict | None, language: str) -> dict[str, str]:
    """What stood in this language when the house voted on the whole text, by paragraph."""
    if frozen is None:
        return {}
    said = json.loads(annex(db, frozen["translations_hash"]))
    rows: list[dict] = next((each["paragraphs"] for each in said["languages"] if each["language"] == language), [])
    return {row["paragraph"]: row["text"] for row in rows}


def _revisions(db: Db, motion_id: str, language: str) -> dict[str, list[dict]]:
    """Every revision of each paragraph, the newest first. Its number is what a translator sends along."""
    row = tables.Translation
    asked = select(row.paragraph, row.revision, row.kind, row.text, row.at)
    asked = asked.where(row.motion_id == motion_id, row.language == language).order_by(row.revision.desc())
    found: defaultdict[str, list[dict]] = defaultdict(list)
    for paragraph, revision, kind, text, at in db.execute(asked):
        found[paragraph].append({"revision": revision, "kind": kind, "text": text, "at": at})
    return found


def work_view(db: Db, reader: Actor) -> list[dict]:
    """What this reader may translate in the sessions that are not closed, each motion with how far its languages are."""
    asked = (
        select(Motion)
        .join(PlenarySession, PlenarySession.id == Motion.plenary_id)
        .where(PlenarySession.stage != SessionStage.CLOSED, Motion.stage.in_([*TRANSLATABLE, Stage.PUT]))
        .order_by(PlenarySession.number.desc(), Motion.number)
    )
    return [
        _overview(db, motion, text_in_force(db, motion))
        for motion in db.scalars(asked)
        if may_translate(seat=motion.seat_id, by=reader)
        and may_read(visibility=motion.visibility, seat=motion.seat_id, reader=reader)
        and motion.outcome in (None, Outcome.ADOPTED)
    ]
