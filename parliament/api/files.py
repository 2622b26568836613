"""Files for other programs: a motion and its amendments for word processors, for exchange between parliaments, for print."""

from flask import Response

from parliament.api.room import Room
from parliament.identity.acting import reading
from parliament.identity.door import current_actor
from parliament.schemas.files import OF_AMENDMENT, OF_MOTION, File, amendment_file, motion_file
from parliament.store.views.dossier import dossier_of_amendment, dossier_view

room = Room("files", "Motions and amendments as files for other programs.")

MOTION = "/motions/<word:motion_id>"
AMENDMENT = "/amendments/<word:amendment_id>"
BYTES = {"type": "string", "format": "binary"}


@room.reads(f"{MOTION}/compendium.pdf", BYTES, content_type=OF_MOTION["compendium.pdf"][0])
def download_compendium(motion_id: str) -> Response:
    """The base text with every amendment under its paragraph, for print and for screen readers (PDF/UA-1)."""
    return _of_motion(motion_id, "compendium.pdf")


@room.reads(f"{MOTION}/changes.docx", BYTES, content_type=OF_MOTION["changes.docx"][0])
def download_changes(motion_id: str) -> Response:
    """The base text with all amendments in force as tracked changes of a Word document."""
    return _of_motion(motion_id, "changes.docx")


@room.reads(f"{MOTION}/text.akn.xml", BYTES, content_type=OF_MOTION["text.akn.xml"][0])
def download_text(motion_id: str) -> Response:
    """The text in force as a statement in Akoma Ntoso 3.0, with the amendments that made it."""
    return _of_motion(motion_id, "text.akn.xml")


@room.reads(f"{MOTION}/amendments.akn.xml", BYTES, content_type=OF_MOTION["amendments.akn.xml"][0])
def download_amendments(motion_id: str) -> Response:
    """The list of all amendments in Akoma Ntoso 3.0; not found where there are none."""
    return _of_motion(motion_id, "amendments.akn.xml")


@room.reads(f"{AMENDMENT}/changes.docx", BYTES, content_type=OF_AMENDMENT["changes.docx"][0])
def download_amendment_changes(amendment_id: str) -> Response:
    """One amendment as tracked changes of a Word document: of the base, or of the words of the amendment it changes."""
    return _of_amendment(amendment_id, "changes.docx")


@room.reads(f"{AMENDMENT}/amendment.akn.xml", BYTES, content_type=OF_AMENDMENT["amendment.akn.xml"][0])
def download_amendment(amendment_id: str) -> Response:
    """One amendment in Akoma Ntoso 3.0, with a modification for each of its operations."""
    return _of_amendment(amendment_id, "amendment.akn.xml")


def _of_motion(motion_id: str, kind: str) -> Response:
    with reading() as db:
        view = dossier_view(db, motion_id, current_actor())
    return _download(motion_file(view, kind))


def _of_amendment(amendment_id: str, kind: str) -> Response:
    with reading() as db:
        view, number = dossier_of_amendment(db, amendment_id, current_actor())
    return _download(amendment_file(view, number, kind))


def _download(file: File) -> Response:
    """A file whose words may change with the next decision: kept by nobody unasked."""
    answer = Response(file.content, content_type=file.media_type)
    answer.headers.set("Content-Disposition", "attachment", filename=file.name)
    answer.headers["Cache-Control"] = "no-store"
    return answer
