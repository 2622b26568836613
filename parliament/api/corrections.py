"""Linguistic corrections of an adopted text: read, preview, make."""

from typing import Any

from parliament.api.room import Room, check_holds
from parliament.commands import corrections
from parliament.identity.acting import reading
from parliament.identity.door import current_actor
from parliament.rules.powers import Power
from parliament.schemas import corrections as shapes
from parliament.store.views.corrections import correction_preview, corrections_view, text_to_correct

room = Room("corrections", "Words put right in an adopted text before it is certified.")

ON = "/motions/<word:motion_id>/corrections"


@room.reads(ON, shapes.CorrectedText)
def show_corrections(motion_id: str) -> dict:
    """The adopted text as it reads now, and every correction that made it so."""
    with reading() as db:
        return corrections_view(db, motion_id, current_actor())


@room.asks(f"{ON}/preview", shapes.EditingAdopted, shapes.CorrectionPreview, check_holds(Power.CORRECT_TEXT))
def preview_correction(motion_id: str, text_hash: str, paragraphs: list[dict[str, Any]], title: str | None) -> dict:
    """What edited words amount to: operations, sentences, marks. Nothing is kept."""
    with reading() as db:
        before = text_to_correct(db, motion_id, text_hash, current_actor())
    ops, _ = corrections.derived_correction(before, title=title, paragraphs=paragraphs)
    return correction_preview(before, ops)


room.acts(ON, corrections.correct_text, takes=shapes.CorrectingText, answers=shapes.TextCorrected, status=201)
