"""A declaration as schema.org `Legislation`, for search engines and whoever else reads JSON-LD.

Made of the published document and of what the record says of it since. Every term is one of the released vocabulary, on a type
that has it; tests hold that. Words of users only ever become values.
"""

from typing import Final

from parliament.record.canonical import canonical, sha256_hex
from parliament.record.entries import Json

CONTEXT: Final = "https://schema.org"
MEDIA_TYPE: Final = "application/ld+json"
HOUSE: Final = "Parliament of Mayors"
# What can be had of a declaration under its own address, by the end of that address.
FORMS: Final = {
    "declaration.json": "application/json",
    "declaration.pdf": "application/pdf",
    "declaration.docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "declaration.odt": "application/vnd.oasis.opendocument.text",
    "declaration.akn.xml": "application/akn+xml",
    "bundle.zip": "application/zip",
}
# Which action a choice is: schema.org has no count of a vote, and a count of those who agreed and who did not.
ACTIONS: Final = {"yes": "AgreeAction", "no": "DisagreeAction"}
NO_LONGER: Final = ("withdrawn", "superseded")


def linked_data(document: Json, life: Json | None, *, base: str) -> Json:
    """The declaration in JSON-LD; `base` is the address of the house, without a slash at its end."""
    page = f"{base}/declarations/{document['slug']}"
    status = str(life["status"]) if life else "published"
    house = {"@type": "GovernmentOrganization", "name": HOUSE, "url": f"{base}/"}
    return {
        "@context": CONTEXT,
        "@type": "Legislation",
        "@id": page,
        "url": page,
        "name": document["title"],
        "legislationIdentifier": f"{document['check']['origin']}#declaration-{document['number']}",
        "legislationType": "Declaration",
        "legislationDate": document["adopted_at"][:10],
        "legislationDateVersion": document["published_at"][:10],
        "datePublished": document["published_at"],
        "version": str(life["version"] if life else 1),
        "inLanguage": document["text"]["language"],
        "creativeWorkStatus": status.replace("_", " "),
        "legislationLegalForce": f"{CONTEXT}/{'NotInForce' if status in NO_LONGER else 'InForce'}",
        "legislationPassedBy": house,
        "publisher": house,
        "sponsor": [_city(row) for row in document["sponsors"]],
        "isPartOf": {"@type": "CreativeWork", "name": document["session"]["title"], "url": _session(document, base)},
        "text": "\n".join([row["printed"] for row in document["text"]["paragraphs"]]),
        "encoding": [_form(document, page, name, kind) for name, kind in FORMS.items()],
        "interactionStatistic": _counts(document, life),
    }


def _session(document: Json, base: str) -> str:
    return f"{base}/sessions/{document['session']['slug']}"


def _city(row: Json) -> Json:
    """A city as the organisation that brought a text, under the name of its seat where nothing more is known of it."""
    made: Json = {"@type": "GovernmentOrganization", "name": row["city"] or row["seat"]}
    if row["country_name"]:
        made["address"] = {"@type": "PostalAddress", "addressCountry": row["country_name"]}
    if row["other_name"]:
        made["alternateName"] = row["other_name"]
    return made


def _form(document: Json, page: str, name: str, kind: str) -> Json:
    """A file of the declaration; of the document itself, which the record cites by it, the SHA-256 too."""
    made: Json = {"@type": "MediaObject", "contentUrl": f"{page}/{name}", "encodingFormat": kind}
    if name == "declaration.json":
        made |= {"@type": "LegislationObject", "legislationLegalValue": f"{CONTEXT}/AuthoritativeLegalValue"}
        digest = sha256_hex(canonical(document))
        made |= {"identifier": {"@type": "PropertyValue", "propertyID": "SHA-256", "value": digest}}
    return made


def _counts(document: Json, life: Json | None) -> list[Json]:
    """How many cities were in favour and against, and how many signed since."""
    tally = document["vote"]["tally"]
    counts = {action: tally[choice] for choice, action in ACTIONS.items()}
    if life and life["signatories"]:
        counts["EndorseAction"] = sum(row["withdrawn"] is None for row in life["signatories"])
    return [
        {
            "@type": "InteractionCounter",
            "interactionType": f"{CONTEXT}/{action}",
            "userInteractionCount": number,
        }
        for action, number in counts.items()
    ]
