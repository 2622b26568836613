"""A bundle shows which translations the voters had before them, and a forged set is found."""

import json
from dataclasses import replace

import pytest

from parliament.commands.declarations import bundle_of
from parliament.commands.translations import translate_paragraph
from parliament.results.verify import verify_bundle
from parliament.store import record
from parliament.store.tables import Annex
from parliament.texts.translations import words_hash
from tests.results.conftest import Declared
from tests.results.forging import built, failing, forged, other_annex
from tests.results.played import CITIES, PARAGRAPHS, Played
from tests.texts.drafting import articles

ARTICLE = articles().get("am", "የሰው ልጅ ሁሉ")


@pytest.fixture(scope="module")
def translated(tmp_path_factory) -> Declared:
    """A declaration whose text had a translation by hand, one by machine and one that an amendment made stale."""
    played = Played(tmp_path_factory.mktemp("translated"))
    played.convene()
    motion = played.bring_forward()
    with played.house.reading() as db:
        text = json.loads(record.annex(db, played.text_hash))
    for at, kind, words in ((0, "human", ARTICLE), (1, "machine", "እቅድ")):
        row = text["paragraphs"][at]
        said = {"paragraph": row["id"], "source_hash": words_hash(PARAGRAPHS[at]["text"]), "kind": kind, "text": words}
        played.act(translate_paragraph, played.desk, motion_id=motion, language="am", revision=0, **said)
    assert played.vote(motion, [choice for *_, choice in CITIES]) == "adopted"
    slug = played.declare(motion)["slug"]
    with played.house.reading() as db:
        return Declared(
            entries=tuple(record.entries(db, played.plenary)),
            annexes={row.sha256: row.content for row in db.query(Annex)},
            origin="parliament.example/1-water-and-heat",
            signer=played.signer(),
            vkey=played.vkey,
            bundle=bundle_of(played.house, slug),
        )


def test_bundle_tells_which_translations_the_voters_saw(translated: Declared):
    report = verify_bundle(translated.bundle)
    found = next(check for check in report.checks if check.name == "translations")
    assert (report.ok, found.ok) == (True, True)
    assert found.detail == "Translations into am were frozen as the vote opened: human 1, machine 1, stale 0."
    frozen = translated.entry("translations.frozen")
    said = json.loads(translated.files[f"annexes/{frozen.body['translations_hash']}"])
    assert said["languages"][0]["paragraphs"][0]["text"] == ARTICLE.rstrip("።")


def test_bundle_without_translations_says_so(declared: Declared):
    found = next(check for check in verify_bundle(declared.bundle).checks if check.name == "translations")
    assert found.detail == "No translation was before the house in the vote on the text."


def test_forged_translations_are_found(translated: Declared):
    def change(**said):
        def changed(value):
            value["languages"][0]["paragraphs"][0] |= said
            return value

        return other_annex(translated, "translations.frozen", 0, "translations_hash", changed)

    assert failing(change(state="stale")) == {"translations"}
    assert failing(change(paragraph="nowhere")) == {"translations"}
    assert failing(forged(translated, "translations.frozen", 0, {"languages": ["am", "ar"]})) == {"translations"}


def test_translations_frozen_after_a_ballot_could_have_been_cast_are_found(translated: Declared):
    frozen = translated.entry("translations.frozen")
    closed = translated.entry("vote.closed")
    others = [entry for entry in translated.entries if entry is not frozen]
    at = others.index(closed) + 1
    moved = [*others[:at], frozen, *others[at:]]
    entries = [replace(entry, seq=seq) for seq, entry in enumerate(moved, start=1)]
    assert "translations" in failing(built(translated, entries))
