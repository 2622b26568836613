"""Amendments: edit freely, see it as operations and sentences, submit; the order of voting."""

from typing import Any

from parliament.api.room import Room, check_signed_in
from parliament.commands import amendments, decisions
from parliament.identity.acting import reading
from parliament.identity.door import current_actor
from parliament.schemas import amendments as shapes
from parliament.store.views.amendments import amendment_view, sub_operations, sub_preview
from parliament.store.views.previews import base_of, preview_of

room = Room("amendments", "Changes to a published text, kept as operations on its paragraphs.")

ON = "/motions/<word:motion_id>"


@room.reads("/amendments/<word:amendment_id>", shapes.AmendmentWhole)
def show_amendment(amendment_id: str) -> dict:
    """One amendment: its sentences, the base marked up, conflicts, fate and what would follow."""
    with reading() as db:
        return amendment_view(db, amendment_id, current_actor())


@room.asks(f"{ON}/amendments/preview", shapes.Editing, shapes.AmendmentPreview, check_signed_in)
def preview_amendment(motion_id: str, base_hash: str, paragraphs: list[dict[str, Any]], title: str | None) -> dict:
    """What the edited text amounts to: operations, sentences, marks, conflicts. Nothing is kept."""
    reader = current_actor()
    with reading() as db:
        base = base_of(db, motion_id, base_hash, reader)
        ops = amendments.derived_operations(base, title=title, paragraphs=paragraphs)
        return preview_of(db, motion_id, ops, reader)


@room.asks(
    "/amendments/<word:amendment_id>/amendments/preview", shapes.EditingWords, shapes.SubPreview, check_signed_in
)
def preview_sub_amendment(amendment_id: str, paragraphs: list[dict[str, Any]]) -> dict:
    """What edited words of an amendment amount to: operations, sentences, how the amendment would then read."""
    reader = current_actor()
    with reading() as db:
        base, ops = sub_operations(db, amendment_id, reader)
        return sub_preview(db, amendment_id, amendments.derived_sub(base, ops, paragraphs), reader)


room.acts(
    f"{ON}/amendments",
    amendments.submit_amendment,
    takes=shapes.Amending,
    answers=shapes.AmendmentMade,
    status=201,
    at="/api/amendments/{amendment}",
)
room.acts(
    f"{ON}/compromises",
    amendments.submit_compromise,
    takes=shapes.Compromising,
    answers=shapes.AmendmentMade,
    status=201,
    at="/api/amendments/{amendment}",
)
room.acts(
    "/amendments/<word:parent_id>/amendments",
    amendments.submit_sub_amendment,
    takes=shapes.AmendingWords,
    answers=shapes.AmendmentMade,
    status=201,
    at="/api/amendments/{amendment}",
)
room.acts(
    "/amendments/<word:amendment_id>/ruling",
    decisions.rule_on_clash,
    takes=shapes.Ruling,
    answers=shapes.AmendmentRuled,
    status=201,
)
room.acts("/amendments/<word:amendment_id>/withdraw", amendments.withdraw_amendment, answers=shapes.AmendmentDone)
room.acts(f"{ON}/order", amendments.confirm_order, takes=shapes.Ordering, answers=shapes.OrderFixed)
