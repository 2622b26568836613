"""A chamber up to a published declaration, and what happens to it afterwards: shared by tests of its life."""

from dataclasses import replace
from typing import Any

from sqlalchemy import select

from parliament.commands.declarations import certify_declaration, publish_declaration
from parliament.commands.house import Answer
from parliament.commands.invited_cities import invite_city, offer_signature
from parliament.commands.signatures import open_signing, sign_declaration
from parliament.commands.wording import stored_text
from parliament.record.entries import INSTITUTION, Entry, Json
from parliament.rules.powers import Actor
from parliament.store.tables import Declaration, DeclarationVersion
from parliament.store.tokens import token_hash
from parliament.store.views.lives import life_view
from tests.builders import Chamber

CITY = {
    "city": "Nice",
    "country": "FRA",
    "country_name": "France",
    "continent": "EU",
    "population": 340_000,
    "contact": "mayor@nice.example",
}


def declare(chamber: Chamber) -> str:
    """Everybody votes yes, both persons certify, and it is published. Returns the declaration's id."""
    for mayor in range(6):
        chamber.cast(mayor)
    chamber.close()
    return certify_and_publish(chamber)


def certify_and_publish(chamber: Chamber) -> str:
    for officer in (chamber.chair, chamber.desk):
        chamber.by(officer, certify_declaration, motion_id=chamber.motion)
    return chamber.by(chamber.desk, publish_declaration, motion_id=chamber.motion)["declaration"]


def declaration(chamber: Chamber) -> Declaration:
    """The first declaration of the house."""
    with chamber.house.reading() as db:
        found = db.scalars(select(Declaration).order_by(Declaration.number)).first()
        assert found is not None
        db.expunge(found)
        return found


def published_versions(chamber: Chamber) -> list[tuple[str, str]]:
    """Document and text of each published correction, the first one first."""
    columns = select(DeclarationVersion.document_hash, DeclarationVersion.after_hash)
    with chamber.house.reading() as db:
        rows = db.execute(columns.where(DeclarationVersion.state == "published").order_by(DeclarationVersion.number))
        return [(str(row.document_hash), row.after_hash) for row in rows]


def document(chamber: Chamber) -> str:
    """The hash of the version in force."""
    versions = published_versions(chamber)
    return versions[-1][0] if versions else declaration(chamber).document_hash


def life(chamber: Chamber, declaration_id: str = "") -> Json:
    with chamber.house.reading() as db:
        return life_view(db, declaration_id or declaration(chamber).id)


def told(chamber: Chamber) -> Entry:
    """The last entry of the institution's log."""
    return chamber.last(INSTITUTION)


def open_it(chamber: Chamber, **options: Any) -> str:
    return chamber.by(chamber.desk, open_signing, declaration_id=declaration(chamber).id, **options)["signing"]


def asked(actor: Actor) -> Actor:
    """Who has just given the password for what follows."""
    return replace(actor, asked_again=True)


def signing(chamber: Chamber, **words: Any) -> dict[str, Any]:
    """What a city says when it signs."""
    said = {"declaration_id": declaration(chamber).id, "document_hash": document(chamber), "function": "Mayor"}
    return said | words


def sign(chamber: Chamber, mayor: int = 0, once: str | None = None, **words: Any) -> Answer:
    return chamber.by(asked(chamber.mayors[mayor]), sign_declaration, once=once, **signing(chamber, **words))


def invite(chamber: Chamber, token: str = "of-nice", **words: Any) -> str:
    said = {"declaration_id": declaration(chamber).id, "token_hash": token_hash(token), **CITY, **words}
    return chamber.by(chamber.desk, invite_city, **said)["invitation"]


def offer(chamber: Chamber, token: str = "of-nice", **words: Any) -> Answer:
    """What the invited city fills in, a second after what was before."""
    chamber.at += (chamber.at - chamber.at).resolution * 1_000_000
    said = {"document_hash": document(chamber), "name": "Chloé Martin", "function": "Mayor"} | words
    return offer_signature(chamber.house, token, **said)


def corrected_rows(chamber: Chamber, *changes: tuple[str, str], text_hash: str = "") -> dict[str, Any]:
    """The published text, edited."""
    found = declaration(chamber)
    versions = published_versions(chamber)
    before = text_hash or (versions[-1][1] if versions else found.text_hash)
    with chamber.house.reading() as db:
        text = stored_text(db, before)
    rows = []
    for p in text.paragraphs:
        words = p.text
        for old, new in changes:
            words = words.replace(old, new)
        depth = text.outline.depth(p.id)
        rows.append({"id": p.id, "section": p.section, "depth": depth, "text": words, "addressee": p.addressee})
    return {
        "declaration_id": found.id,
        "text_hash": before,
        "paragraphs": rows,
        "notice": "A slip of the pen in the first paragraph.",
    }
