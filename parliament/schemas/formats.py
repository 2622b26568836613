"""What was published, as files and feeds for other programs: from what the record tells to bytes, with a media type and a name."""

import json
from collections.abc import Callable

from flask_babel import get_locale, gettext

from parliament.documents import akoma_nodes, atom
from parliament.documents.akoma_debate import debate
from parliament.documents.akoma_declaration import declaration_statement
from parliament.record.entries import Entry, Json
from parliament.results import feeds, linked_data
from parliament.results.as_json import say
from parliament.results.matter import Annex
from parliament.results.popolo_writing import Writer
from parliament.results.proceedings import proceedings_of
from parliament.rules.past import PastSession
from parliament.schemas.files import File

JSON = "application/json"
# What can be had of a session, a vote and a declaration here, by the last part of the address.
OF_SESSION = {"debate.akn.xml": akoma_nodes.MEDIA_TYPE, "popolo.json": JSON}
OF_VOTE = {"popolo.json": JSON}
OF_DECLARATION = {"declaration.akn.xml": akoma_nodes.MEDIA_TYPE, "declaration.jsonld": linked_data.MEDIA_TYPE}
FEEDS = ("declarations.atom", "votes.atom", "sessions.atom")


def debate_file(entries: list[Entry], annex: Annex) -> File:
    """A session in Akoma Ntoso, from its whole record."""
    proceedings = proceedings_of(entries, annex)
    name = f"{proceedings['session']['slug']}-debate.akn.xml"
    return File(debate(proceedings), akoma_nodes.MEDIA_TYPE, name)


def popolo_file(slug: str, past: PastSession, vote: str = "") -> File:
    """The votes of a session, or one of them, as Popolo."""
    writer = Writer()
    writer.add(slug, past)
    return File(_written(writer.document()), JSON, f"{slug}{'-' + vote if vote else ''}-popolo.json")


def declaration_akn(document: Json, life: Json) -> File:
    """The text in force in Akoma Ntoso."""
    name = f"{document['slug']}.akn.xml"
    return File(declaration_statement(document, life), akoma_nodes.MEDIA_TYPE, name)


def declaration_linked(document: Json, life: Json, base: str) -> File:
    """The declaration in schema.org's words."""
    made = linked_data.linked_data(document, life, base=base)
    return File(_written(made), linked_data.MEDIA_TYPE, f"{document['slug']}.jsonld")


def _written(made: Json) -> bytes:
    return json.dumps(made, ensure_ascii=False, indent=1).encode("utf-8") + b"\n"


def feed(path: str, items: list[Json], house: dict[str, str], base: str) -> File:
    """A feed in the reader's language; titles that somebody wrote stay in their own."""
    titles: dict[str, Callable[[], str]] = {
        "declarations.atom": lambda: gettext("Declarations"),
        "votes.atom": lambda: gettext("Votes"),
        "sessions.atom": lambda: gettext("Sessions"),
    }
    language = str(get_locale() or "en").replace("_", "-")
    about = atom.Feed(
        path=path,
        page="sessions" if path == "votes.atom" else path.removesuffix(".atom"),
        title=titles[path](),
        base=base,
        house=house["house"],
        founded_at=house["founded_at"],
        language=language,
    )
    return File(atom.atom(about, [_item(item, language) for item in items]), atom.MEDIA_TYPE, path)


def _item(item: Json, language: str) -> atom.Item:
    title = item["title"] if isinstance(item["title"], str) else say(item["title"], gettext)
    words = " ".join(say(each, gettext) for each in item["words"])
    return atom.Item(**item | {"title": title, "language": item["language"] or language, "words": words})


def items_of(path: str, found: list) -> list[Json]:
    """What a feed tells of what was read for it."""
    if path == "declarations.atom":
        return feeds.of_declarations(found)
    if path == "sessions.atom":
        return [feeds.of_session(each) for each in found]
    return [item for each in found for item in feeds.of_votes(each)]
