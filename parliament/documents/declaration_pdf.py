"""A declaration as a PDF: tagged, for the archive, in every script. Same document, same reader, same fonts: same bytes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from parliament.documents.declaration_blocks import Picture, blocks, known_at
from parliament.documents.press import Forme, families, language_code
from parliament.documents.reader import Reader
from parliament.documents.script import is_right_to_left
from parliament.record.entries import Json
from parliament.texts import N_

SHEET = "declaration.typ"
IN_ENGLISH = Reader()


def declaration_forme(
    document: Json,
    document_hash: str,
    *,
    life: Json | None = None,
    statements: Sequence[Json] = (),
    pictures: Sequence[Picture] = (),
    to: Reader = IN_ENGLISH,
    is_for_ever: bool = False,
) -> Forme:
    """What the press makes a declaration of, in the language of its text, what the house says in the reader's.

    Without a `life`, or with one in which nothing happened yet, it is the print that is kept at publication; that one
    is never kept with boxes for what no font can show.
    """
    found = told(document, document_hash, life, pictures, to, statements)
    data = json.dumps(found, ensure_ascii=False, sort_keys=True)
    at = datetime.fromisoformat(known_at(document, life, statements)).astimezone(UTC).replace(microsecond=0)
    return Forme(SHEET, data, at, is_for_ever)


def told(
    document: Json,
    document_hash: str,
    life: Json | None,
    pictures: Sequence[Picture],
    to: Reader,
    statements: Sequence[Json] = (),
) -> dict[str, Any]:
    """What the sheet reads."""
    plenary, language = document["session"], document["text"]["language"]
    number = to.words(N_("Declaration %(number)s"), number=to.number(document["number"]))
    times = [
        to.words(N_("adopted %(time)s"), time=to.instant(document["adopted_at"], plenary["time_zone"])),
        to.words(N_("published %(time)s"), time=to.instant(document["published_at"], plenary["time_zone"])),
    ]
    return {
        "lang": language_code(language),
        "rtl": is_right_to_left(language),
        "fonts": families(language),
        "reader": {
            "lang": language_code(to.language),
            "rtl": is_right_to_left(to.language),
            "fonts": families(to.language),
        },
        "title": document["title"],
        "kicker": " · ".join([to.words(N_("Parliament of Mayors")), number]),
        "about": [plenary["title"], *times],
        "running": " · ".join([number, to.day(document["adopted_at"][:10]), document_hash[:16]]),
        "blocks": blocks(document, document_hash, life, statements, pictures, to),
    }
