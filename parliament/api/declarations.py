"""Declarations: certify, publish, read, download, check."""

from flask import Response, request

from parliament.api.room import Room
from parliament.commands import declarations, topics
from parliament.commands.evidence import evidence_bundle
from parliament.identity.acting import reading, the_house
from parliament.record.canonical import canonical
from parliament.schemas import declarations as shapes
from parliament.store.queries.declarations import declaration_view
from parliament.store.views.declarations import find_declarations, versioned

room = Room("declarations", "What was decided, published so that anybody can check it.")

FOR_EVER = "public, max-age=31536000, immutable"
AT = "/declarations/<word:slug>"
VERSION = f"{AT}/versions/<int:number>"
BYTES = {"type": "string", "format": "binary"}


@room.reads("/declarations", shapes.DeclarationList, query=shapes.FindingDeclarations)
def show_declarations(wanted: dict) -> dict:
    """Every declaration, or those that are looked for, the newest first, with the figures people quote."""
    with reading() as db:
        return {"declarations": find_declarations(db, wanted)["found"]}


@room.reads(AT, shapes.DeclarationWhole)
def show_declaration(slug: str) -> dict:
    """One declaration: the document in force, which version that is, and where it stands in the record."""
    return _whole(slug)


@room.reads(VERSION, shapes.DeclarationWhole)
def show_version(slug: str, number: int) -> dict:
    """One version of a declaration, as it was published; what became of the declaration is told as of now."""
    return _whole(slug, number)


def _whole(slug: str, number: int | None = None) -> dict:
    with reading() as db:
        found = versioned(db, declaration_view(db, slug), number)
    return found | {name: found["life"][name] for name in ("status", "withdrawn", "superseded")}


@room.reads(f"{AT}/document", {"type": "object"}, content_type=declarations.DOCUMENT)
def show_document(slug: str) -> Response:
    """The document in force in its canonical bytes: its SHA-256 is the `document_hash` of the entry that publishes it."""
    answer = _download(canonical(_whole(slug)["document"]), declarations.DOCUMENT, f"{slug}.json")
    answer.add_etag()
    # A corrected version takes its place: whoever keeps it asks whether it is still the one.
    answer.headers["Cache-Control"] = "no-cache"
    answer.make_conditional(request)
    return answer


@room.reads(f"{VERSION}/document", {"type": "object"}, content_type=declarations.DOCUMENT)
def show_document_of_version(slug: str, number: int) -> Response:
    """The document of one version in its canonical bytes, which never change."""
    document = canonical(_whole(slug, number)["document"])
    return _download(document, declarations.DOCUMENT, f"{slug}-version-{number}.json")


@room.reads(f"{AT}/bundle", BYTES, content_type="application/zip")
def show_bundle(slug: str) -> Response:
    """The evidence for the first version: all that is needed to check it offline, always the same bytes."""
    return _download(evidence_bundle(the_house(), slug), "application/zip", f"{slug}.zip")


def _download(content: bytes, media_type: str, name: str) -> Response:
    response = Response(content, content_type=media_type)
    response.headers["Cache-Control"] = FOR_EVER
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


room.acts("/motions/<word:motion_id>/certify", declarations.certify_declaration, answers=shapes.MotionCertified)
room.acts(
    "/motions/<word:motion_id>/publish-declaration",
    declarations.publish_declaration,
    answers=shapes.DeclarationPublished,
    status=201,
    at="/api/declarations/{slug}",
)
room.acts(
    f"{AT}/topics",
    topics.classify_declaration,
    takes=shapes.ClassifyingDeclaration,
    answers=shapes.DeclarationClassified,
)
