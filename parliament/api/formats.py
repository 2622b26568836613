"""What was published, as files for other programs: Akoma Ntoso, Popolo, linked data."""

from flask import Response, current_app, request

from parliament.api.room import Room
from parliament.identity.acting import reading
from parliament.schemas import formats
from parliament.schemas.files import File
from parliament.store import record
from parliament.store.views import published

room = Room("formats", "Sessions, votes and declarations as files for other programs.")

SESSION = "/sessions/<word:slug>"
DECLARATION = "/declarations/<word:slug>"
BYTES = {"type": "string", "format": "binary"}
OBJECT = {"type": "object"}


@room.reads(f"{SESSION}/debate.akn.xml", BYTES, content_type=formats.OF_SESSION["debate.akn.xml"])
def download_debate(slug: str) -> Response:
    """The session as a debate in Akoma Ntoso 3.0, with every count and its quorum; not found for a rehearsal."""
    with reading() as db:
        entries = published.proceedings_entries(db, slug)
        return _download(formats.debate_file(entries, lambda sha256: record.annex(db, sha256)))


@room.reads(f"{SESSION}/popolo.json", OBJECT, content_type=formats.OF_SESSION["popolo.json"])
def download_session_votes(slug: str) -> Response:
    """The closed votes of the session as Popolo, with counts and the vote of each seat."""
    with reading() as db:
        return _download(formats.popolo_file(*published.session_as_past(db, slug)))


@room.reads("/votes/<word:vote_id>/popolo.json", OBJECT, content_type=formats.OF_VOTE["popolo.json"])
def download_vote(vote_id: str) -> Response:
    """One closed vote as Popolo; not found where it was not decided by a majority, or was annulled."""
    with reading() as db:
        slug, past = published.vote_as_past(db, vote_id)
    return _download(formats.popolo_file(slug, past, vote_id))


@room.reads(f"{DECLARATION}/declaration.akn.xml", BYTES, content_type=formats.OF_DECLARATION["declaration.akn.xml"])
def download_statement(slug: str) -> Response:
    """The text in force as a statement in Akoma Ntoso 3.0, with the vote that adopted it."""
    with reading() as db:
        return _download(formats.declaration_akn(*published.declaration_in_force(db, slug)))


@room.reads(f"{DECLARATION}/declaration.jsonld", OBJECT, content_type=formats.OF_DECLARATION["declaration.jsonld"])
def download_linked_data(slug: str) -> Response:
    """The declaration as schema.org's Legislation, in JSON-LD."""
    base = str(current_app.extensions["parliament.settings"].base_url).rstrip("/") or request.host_url.rstrip("/")
    with reading() as db:
        return _download(formats.declaration_linked(*published.declaration_in_force(db, slug), base))


def _download(file: File) -> Response:
    """What the record tells may grow: kept by nobody unasked."""
    answer = Response(file.content, content_type=file.media_type)
    answer.headers.set("Content-Disposition", "attachment", filename=file.name)
    answer.headers["Cache-Control"] = "no-store"
    return answer
