"""Translations: written paragraph by paragraph, never overwritten, frozen when the house votes on the whole text."""

from parliament import texts
from parliament.commands.house import Answer, Tx, requires
from parliament.commands.wording import CODES
from parliament.record.canonical import canonical
from parliament.record.entries import TranslationsFrozen
from parliament.rules.motions import may_read
from parliament.rules.powers import Power
from parliament.rules.refusals import Code, Refused
from parliament.rules.translations import canonical_tag, check_seen, check_translating
from parliament.store.queries import held
from parliament.store.queries.translations import last_revision, renderings_of, text_in_force
from parliament.store.tables import FrozenTranslations, Motion, Translation
from parliament.texts.translations import KINDS, set_to_json, words_hash, words_of


@requires(Power.TRANSLATE)
def translate_paragraph(
    tx: Tx, *, motion_id: str, paragraph: str, language: str, text: str, kind: str, source_hash: str, revision: int
) -> Answer:
    """Translate one paragraph, or the title (`title`), by hand or with what a machine made of it, marked so.

    `source_hash` is the SHA-256 of the words that were translated, `revision` the one on the page (0: none yet). Every
    translation is kept. It becomes part of the record when a vote on the whole text freezes it.
    Refused: not_found, not_your_seat, wrong_stage, bad_language, authentic_language, malformed, stale_text,
    translation_changed, changes_nothing, text_…
    """
    language = canonical_tag(language)
    motion = held(tx.db, Motion, motion_id)
    if not may_read(visibility=motion.visibility, seat=motion.seat_id, reader=tx.actor):
        raise Refused(Code.NOT_FOUND)
    if kind not in KINDS:
        raise Refused(Code.MALFORMED, field="kind")
    now = text_in_force(tx.db, motion)
    check_translating(
        stage=motion.stage, seat=motion.seat_id, by=tx.actor, authentic=canonical_tag(now.language), language=language
    )
    source = words_of(now).get(paragraph)
    if source is None:
        raise Refused(Code.NOT_FOUND, field="paragraph")
    former = last_revision(tx.db, motion.id, language, paragraph)
    check_seen(
        source_hash=words_hash(source),
        seen_hash=source_hash,
        revision=former.revision if former else 0,
        seen_revision=revision,
    )
    words = _cleaned(text, is_title=paragraph == texts.TITLE)
    if former is not None and (former.text, former.kind, former.source) == (words, kind, source):
        raise Refused(Code.CHANGES_NOTHING, field="text")
    made = Translation(
        id=tx.new_id("translation"),
        motion_id=motion.id,
        language=language,
        paragraph=paragraph,
        revision=former.revision + 1 if former else 1,
        kind=kind,
        source=source,
        text=words,
        account_id=tx.actor.account,
        at=tx.now,
    )
    tx.db.add(made)
    return {"translation": made.id, "language": language, "revision": made.revision}


def _cleaned(text: str, *, is_title: bool) -> str:
    try:
        return texts.check_words(text, is_title=is_title)
    except texts.TextProblem as problem:
        raise Refused(CODES[problem.kind], field="text", limit=problem.limit or 0) from None


def freeze_translations(tx: Tx, motion: Motion, vote_id: str, text: texts.Text) -> None:
    """Keep all translations of the text as they stand when the vote on it opens. Without any, there is nothing to keep."""
    said = set_to_json(text, renderings_of(tx.db, motion.id, text))
    languages = [row["language"] for row in said["languages"]]
    if not languages:
        return
    fact = TranslationsFrozen(
        motion=motion.id, vote=vote_id, languages=languages, translations_hash=tx.annex(canonical(said))
    )
    row = {"vote_id": vote_id, "motion_id": motion.id, "translations_hash": fact.translations_hash}
    tx.db.add(FrozenTranslations(languages=languages, at=tx.now, **row))
    tx.record(fact, motion.plenary_id)
