"""Translations: how far they are, one language at a time, one paragraph translated."""

from parliament.api.room import Room
from parliament.commands import translations
from parliament.identity.acting import reading
from parliament.identity.door import current_actor
from parliament.schemas import translations as shapes
from parliament.store.views.translations import language_view, translations_view

room = Room("translations", "Motions in other languages than their authentic one, with what is stale.")

ON = "/motions/<word:motion_id>/translations"


@room.reads(ON, shapes.TranslationsBegun)
def show_translations(motion_id: str) -> dict:
    """Which languages anybody has begun, how far each is, and the set that the last vote on the whole text froze."""
    with reading() as db:
        return translations_view(db, motion_id, current_actor())


@room.reads(f"{ON}/<word:language>", shapes.TranslationWhole)
def show_translation(motion_id: str, language: str) -> dict:
    """The motion in one language, paragraph by paragraph. It is a translation: only the authentic text was adopted."""
    with reading() as db:
        return language_view(db, motion_id, language, current_actor())


room.acts(
    ON,
    translations.translate_paragraph,
    takes=shapes.Translating,
    answers=shapes.ParagraphTranslated,
    status=201,
)
