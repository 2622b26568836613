"""What lists of declarations say of each one, read from its document once: a document never changes, and its hash is its name."""

import json
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from parliament.results.declaration import supporters
from parliament.store.tables import Annex

# Far more than a parliament publishes in a century; each takes about as much memory as its text.
MOST_KEPT = 4096

_kept: dict[str, "Digest"] = {}


@dataclass(frozen=True)
class Digest:
    """One document in short. `words` is everything a search looks at, folded; `countries` those of who stood behind it."""

    title: str
    adopted_at: str
    language: str
    tally: dict[str, int]
    figures: dict[str, dict[str, int]]
    countries: dict[str, str]
    words: str


def digests_of(db: Db, hashes: Iterable[str]) -> dict[str, Digest]:
    """The digests of these documents by their hashes: one query for those that are not known yet, or none."""
    wanted = set(hashes)
    missing = wanted - _kept.keys()
    if missing:
        if len(_kept) + len(missing) > MOST_KEPT:
            _kept.clear()
        rows = select(Annex.sha256, Annex.content).where(Annex.sha256.in_(missing))
        _kept.update({sha256: digest(json.loads(content)) for sha256, content in db.execute(rows)})
    return {each: _kept[each] for each in wanted if each in _kept}


def digest(document: dict[str, Any]) -> Digest:
    """What a list says of a document, and what it is found by."""
    text = document["text"]
    searched = [document["title"], *(paragraph["printed"] for paragraph in text["paragraphs"])]
    return Digest(
        title=document["title"],
        adopted_at=document["adopted_at"],
        language=text["language"],
        tally=document["vote"]["tally"],
        figures=document["figures"],
        countries={row["country"]: row["country_name"] or row["country"] for row in supporters(document)},
        words=folded("\n".join(searched)),
    )


def folded(words: str) -> str:
    """Words without case and without marks above or below the letters: who looks for Medellin finds Medellín."""
    apart = unicodedata.normalize("NFKD", words.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
