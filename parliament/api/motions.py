"""Motions: draft, sponsor, submit, admit, publish, withdraw."""

from parliament.api.papers import LARGEST_BODY
from parliament.api.room import Room, check_holds
from parliament.api.sessions import by_id
from parliament.commands import cabinets, importing, motions
from parliament.identity.acting import reading
from parliament.identity.door import current_actor
from parliament.rules.powers import Power
from parliament.schemas import motions as shapes
from parliament.schemas.words import refusal_in_words
from parliament.store.views.motions import list_motions, motion_view
from parliament.store.views.sessions import session_named

room = Room("motions", "Proposals to be decided. Until one is published, only those concerned see it.")

AT = "/motions/<word:motion_id>"


@room.reads("/sessions/<word:session_id>/motions", shapes.MotionList)
def show_motions(session_id: str) -> dict:
    """The motions of a session that the reader may see, by number, drafts last."""
    with reading() as db:
        return {"motions": list_motions(db, session_named(db, session_id).id, current_actor())}


@room.reads(AT, shapes.MotionWhole)
def show_motion(motion_id: str) -> dict:
    """One motion with its text, the text as amended so far, sponsors, amendments, order and votes."""
    with reading() as db:
        return motion_view(db, motion_id, current_actor())


@room.asks(
    "/motions/read-file", shapes.ReadingFile, shapes.FileRead, check_holds(Power.DRAFT_MOTION), limit=LARGEST_BODY
)
def read_file(name: str, content: bytes) -> dict:
    """The motion in a DOCX, ODT, Markdown or text file, as `title` and `paragraphs` for a draft. Nothing is kept."""
    found = importing.read_file(content, name)
    wrong = [{"field": no.field, "error": str(no.code), "message": refusal_in_words(no)} for no in found["problems"]]
    return found | {"problems": wrong}


room.acts(
    "/sessions/<word:session_id>/motions",
    motions.draft_motion,
    takes=shapes.Drafting,
    answers=shapes.MotionText,
    status=201,
    at="/api/motions/{motion}",
    prepare=by_id,
)
room.acts(AT, motions.revise_draft, method="PUT", takes=shapes.Revising, answers=shapes.MotionText)
room.acts(f"{AT}/gather", motions.gather_sponsors, answers=shapes.MotionDone)
room.acts(f"{AT}/sponsor", motions.sponsor_motion, takes=shapes.Sponsoring, answers=shapes.MotionSigned)
room.acts(
    f"{AT}/cosponsor",
    cabinets.cosponsor_on_instruction,
    takes=shapes.Cosponsoring,
    answers=shapes.MotionSigned,
)
room.acts(f"{AT}/submit", motions.submit_motion, answers=shapes.MotionSubmitted)
room.acts(f"{AT}/admit", motions.admit_motion, answers=shapes.MotionNumbered)
room.acts(f"{AT}/refuse", motions.refuse_motion, takes=shapes.Refusing, answers=shapes.MotionDone)
room.acts(f"{AT}/publish", motions.publish_motion, answers=shapes.MotionDone)
room.acts(f"{AT}/withdraw", motions.withdraw_motion, answers=shapes.MotionDone)
