"""Translations: paragraph by paragraph, never overwritten, frozen by the vote on the whole text."""

import json

import pytest
from sqlalchemy import select

from parliament.commands import accounts, motions, translations
from parliament.commands.amendments import confirm_order, submit_amendment
from parliament.commands.annulments import annul_vote
from parliament.commands.corrections import correct_text
from parliament.record.canonical import canonical, sha256_hex
from parliament.rules.powers import Office
from parliament.rules.refusals import Code
from parliament.store.queries.translations import renderings_of, text_in_force
from parliament.store.record import annex
from parliament.store.tables import FrozenTranslations, Motion, Translation
from parliament.texts import text_hash
from parliament.texts.translations import check_set, words_hash, words_of
from tests.builders import Chamber
from tests.texts.drafting import articles, beside


def asked(chamber: Chamber, paragraph: int = 1, language: str = "ar", **changes: object) -> dict:
    """What a translator sends who has just opened the page; paragraph 0 is the title."""
    with chamber.house.reading() as db:
        pid, source = list(words_of(text_in_force(db, db.get_one(Motion, chamber.motion))).items())[paragraph]
    said = {"motion_id": chamber.motion, "paragraph": pid, "language": language, "text": "نلتزم بالآبار"}
    return said | {"kind": "human", "source_hash": words_hash(source), "revision": 0} | changes


def states(chamber: Chamber, language: str = "ar") -> list[str]:
    with chamber.house.reading() as db:
        text = text_in_force(db, db.get_one(Motion, chamber.motion))
        return [row.state for row in renderings_of(db, chamber.motion, text)[language]]


def kept(chamber: Chamber, language: str = "ar") -> list[str]:
    """Every revision in one language."""
    row = Translation
    with chamber.house.reading() as db:
        asked = select(row.revision, row.kind, row.text).where(row.language == language).order_by(row.at)
        return [" ".join(map(str, each)) for each in db.execute(asked)]


def adopt(chamber: Chamber, **words: tuple[str, str]) -> None:
    """An amendment that changes words, adopted at once."""
    said = {"motion_id": chamber.motion, "base_hash": chamber.text_hash, "paragraphs": chamber.edited(**words)}
    made = chamber.by(chamber.mayors[1], submit_amendment, **said)
    chamber.by(chamber.chair, confirm_order, motion_id=chamber.motion)
    decide(chamber, made["amendment"])


def decide(chamber: Chamber, amendment: str | None = None) -> None:
    chamber.put(amendment)
    for mayor in range(6):
        chamber.cast(mayor)
    chamber.close()


def test_every_revision_is_kept_and_an_adopted_amendment_makes_it_stale(debated):
    translator = debated.invite("translator", Office.TRANSLATOR)
    first = debated.by(translator, translations.translate_paragraph, **asked(debated, 2, kind="machine"))
    second = debated.by(debated.desk, translations.translate_paragraph, **asked(debated, 2, text="أفضل", revision=1))
    assert (first["revision"], second["revision"]) == (1, 2)
    assert kept(debated) == ["1 machine نلتزم بالآبار", "2 human أفضل"]
    assert states(debated) == ["missing", "missing", "human", "missing"]
    adopt(debated, p1=("every year", "each spring"))
    assert states(debated) == ["missing", "missing", "stale", "missing"]
    debated.by(translator, translations.translate_paragraph, **asked(debated, 2, revision=2))
    assert states(debated)[2] == "human"


def test_vote_on_the_whole_text_freezes_what_stands_and_nobody_changes_it_meanwhile(debated):
    debated.by(debated.desk, translations.translate_paragraph, **asked(debated, 0, language="zh-hant", text="清潔的井"))
    debated.by(debated.desk, translations.translate_paragraph, **asked(debated, 2, kind="machine"))
    adopt(debated, p1=("every year", "each spring"))
    debated.put()
    opened, frozen = debated.entries()[-2:]
    assert (opened.kind, frozen.kind, frozen.seq) == ("vote.opened", "translations.frozen", opened.seq + 1)
    assert frozen.body["languages"] == ["ar", "zh-Hant"]
    with debated.house.reading() as db:
        content = annex(db, frozen.body["translations_hash"])
        text = text_in_force(db, db.get_one(Motion, debated.motion))
    said = json.loads(content)
    assert sha256_hex(canonical(said)) == frozen.body["translations_hash"]
    assert check_set(text, said) == ["ar", "zh-Hant"]
    assert [row["state"] for each in said["languages"] for row in each["paragraphs"]] == ["stale", "human"]
    debated.refused(Code.WRONG_STAGE, debated.desk, translations.translate_paragraph, **asked(debated, 2, revision=1))
    for mayor in range(6):
        debated.cast(mayor)
    debated.close()
    debated.by(debated.desk, translations.translate_paragraph, **asked(debated, 2, revision=1))
    assert debated.row(FrozenTranslations, debated.vote).translations_hash == frozen.body["translations_hash"]
    assert states(debated)[2] == "human"
    corrected = debated.edited(p1=("every year", "each Spring"))
    said = {"motion_id": debated.motion, "text_hash": text_hash(text), "reason": "Seasons have capitals here"}
    debated.by(debated.desk, correct_text, paragraphs=corrected, **said)
    assert states(debated)[2] == "stale"


def test_vote_without_translations_freezes_nothing(debated):
    debated.put()
    assert debated.last().kind == "vote.opened"
    assert debated.rows(select(FrozenTranslations.vote_id)) == []


def test_seat_translates_its_own_motions_and_no_others(published):
    cabinet = published.invite("aide", Office.CABINET, published.seats[0])
    published.by(cabinet, translations.translate_paragraph, **asked(published))
    published.by(published.mayors[0], translations.translate_paragraph, **asked(published, 2))
    own = published.mayors[1]
    published.refused(Code.NOT_YOUR_SEAT, own, translations.translate_paragraph, **asked(published, 3))
    published.refused(Code.NOT_ALLOWED, published.chair, translations.translate_paragraph, **asked(published, 3))


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"text": "  ,"}, Code.TEXT_EMPTY, "text"),
        ({"text": "ب" * 5001}, Code.TEXT_TOO_LONG, "text"),
        ({"text": "ب \u202e ب"}, Code.TEXT_CONTROLS, "text"),
        ({"text": "ب " * 1500}, Code.TOO_MANY_WORDS, "text"),
        ({"kind": "borrowed"}, Code.MALFORMED, "kind"),
        ({"language": "klingon-"}, Code.BAD_LANGUAGE, "language"),
        ({"language": "EN"}, Code.AUTHENTIC_LANGUAGE, "language"),
        ({"paragraph": "nowhere"}, Code.NOT_FOUND, "paragraph"),
        ({"motion_id": "nowhere"}, Code.NOT_FOUND, None),
        ({"source_hash": words_hash("Another wording")}, Code.STALE_TEXT, "text"),
        ({"revision": 1}, Code.TRANSLATION_CHANGED, "text"),
    ],
)
def test_translation_that_cannot_be_kept_is_refused(published, changes, code, field):
    refusal = published.refused(code, published.desk, translations.translate_paragraph, **asked(published) | changes)
    assert refusal.field == field


def test_second_of_two_translators_is_warned_and_the_same_again_is_none(published):
    translator = published.invite("translator", Office.TRANSLATOR)
    published.by(translator, translations.translate_paragraph, **asked(published))
    late = asked(published, text="آخر")
    published.refused(Code.TRANSLATION_CHANGED, published.desk, translations.translate_paragraph, **late)
    again = asked(published, revision=1)
    published.refused(Code.CHANGES_NOTHING, published.desk, translations.translate_paragraph, **again)


def test_draft_is_not_there_for_translators_and_a_withdrawn_motion_is_not_translated(convened):
    convened.draft()
    convened.refused(Code.NOT_FOUND, convened.desk, translations.translate_paragraph, **asked(convened))
    convened.refused(Code.WRONG_STAGE, convened.mayors[0], translations.translate_paragraph, **asked(convened))
    convened.gather()
    convened.by(convened.mayors[0], motions.submit_motion, motion_id=convened.motion)
    convened.by(convened.desk, translations.translate_paragraph, **asked(convened))
    convened.by(convened.mayors[0], motions.withdraw_motion, motion_id=convened.motion)
    late = asked(convened, revision=1)
    convened.refused(Code.WRONG_STAGE, convened.desk, translations.translate_paragraph, **late)


def test_office_of_translator_is_granted_and_belongs_to_no_seat(founded):
    observer = founded.invite("guest", Office.OBSERVER)
    said = {"account_id": observer.account, "office": "translator"}
    founded.refused(Code.MALFORMED, founded.desk, accounts.grant_office, seat_id=founded.seats[0], **said)
    founded.by(founded.desk, accounts.grant_office, **said)
    assert founded.last("institution").body["office"] == "translator"


def test_annulled_vote_keeps_what_it_froze_and_the_next_one_freezes_anew(debated):
    debated.by(debated.desk, translations.translate_paragraph, **asked(debated))
    debated.put()
    debated.by(debated.chair, annul_vote, vote_id=debated.vote, reason="Two screens were dark")
    debated.put()
    assert len(debated.rows(select(FrozenTranslations.vote_id))) == 2


@beside("languages")
def test_texts_of_every_script_come_back_letter_by_letter(published):
    for tag in ("ar", "zh", "hi", "th", "am"):
        article = articles()[tag]
        published.by(published.desk, translations.translate_paragraph, **asked(published, language=tag, text=article))
        (words,) = published.rows(select(Translation.text).where(Translation.language == tag))
        assert article.rstrip(" .।።。") == words
