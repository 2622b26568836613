"""A declaration with what nobody voted on: an amendment the sponsors accepted, and words an officer put right."""

from dataclasses import replace
from datetime import timedelta

import pytest

from parliament.commands.acceptances import accept_amendment, settle_acceptance
from parliament.commands.corrections import correct_text
from parliament.commands.declarations import bundle_of
from parliament.commands.wording import stored_text
from parliament.record.entries import Entry
from parliament.results.as_json import say
from parliament.results.verify import verify_bundle
from parliament.store import record
from parliament.store.tables import Annex
from tests.results.conftest import Declared
from tests.results.forging import built, failing, forged, other_annex
from tests.results.played import Played


@pytest.fixture(scope="module")
def declared(tmp_path_factory) -> Declared:
    """An amendment is accepted, the text adopted by all who are there, a word corrected twice, and published."""
    played = Played(tmp_path_factory.mktemp("without-vote"))
    played.convene()
    motion = played.bring_forward()
    amendment = played.amend(motion, 5, p1=("every year", "every two yeers"))
    for sponsor in range(4):
        played.act(accept_amendment, played.mayors[sponsor], amendment_id=amendment)
    played.now += timedelta(minutes=60)
    played.act(settle_acceptance, played.chair, amendment_id=amendment)
    assert played.vote(motion, ["yes"] * 7) == "adopted"
    correct(played, motion, "yeers", "yeras")
    correct(played, motion, "yeras", "years")
    answer = played.declare(motion)
    with played.house.reading() as db:
        return Declared(
            entries=tuple(record.entries(db, played.plenary)),
            annexes={row.sha256: row.content for row in db.query(Annex)},
            origin="parliament.example/1-water-and-heat",
            signer=played.signer(),
            vkey=played.vkey,
            bundle=bundle_of(played.house, answer["slug"]),
        )


def correct(played: Played, motion: str, old: str, new: str) -> None:
    with played.house.reading() as db:
        entries = record.entries(db, played.plenary)
        names = {"motion.decided": "text_hash", "text.corrected": "after_hash"}
        text_hash = [entry.body[names[entry.kind]] for entry in entries if entry.kind in names][-1]
        text = stored_text(db, text_hash)
    rows = [
        {"id": p.id, "section": p.section, "text": p.text.replace(old, new), "addressee": p.addressee}
        for p in text.paragraphs
    ]
    said = {"motion_id": motion, "text_hash": text_hash, "reason": "A slip of the pen."}
    played.act(correct_text, played.desk, paragraphs=rows, **said)


def test_the_document_lists_both_and_anybody_can_check_them(declared: Declared) -> None:
    report = verify_bundle(declared.bundle, expected_vkey=declared.vkey)
    said = {check.name: check.detail for check in report.checks}
    assert report.ok, said
    assert said["acceptance"].startswith("1 amendments accepted by every sponsor")
    assert said["text"].endswith("after 2 linguistic corrections, which change words alone and no number.")
    document = declared.document
    (amendment,) = document["amendments"]
    assert (amendment["fate"], amendment["votes"], len(amendment["accepted"]["by"])) == ("accepted", [], 4)
    assert document["text"]["paragraphs"][1]["text"] == "Commit to publish a heat plan every two years"
    assert (document["text"]["paragraphs"][1]["amended_by"], document["text"]["paragraphs"][1]["corrected_by"]) == (
        [1],
        [1, 2],
    )
    first, second = document["corrections"]
    assert [say(each) for each in second["changes"]] == ["In paragraph 1, replace “yeras” by “years”."]
    assert (first["office"], first["reason"]) == ("secretariat", "A slip of the pen.")
    assert [first["before_hash"], second["before_hash"], second["after_hash"]] == [
        document["adopted_hash"],
        first["after_hash"],
        document["text_hash"],
    ]
    printed = declared.files["text.txt"].decode()
    assert "Accepted by the sponsors, nobody objected: amendment 1" in printed
    assert "    In paragraph 1, replace “yeras” by “years”." in printed


def test_a_correction_of_more_than_words_is_refused(declared: Declared) -> None:
    """The house itself might sign it, all hashes in order: another number, or another word than the text has now."""

    def another_number(ops):
        return [ops[0] | {"new": ["2"]}]

    def another_word(ops):
        return [ops[0] | {"new": ["centuries"]}]

    for change in (another_number, another_word):
        assert {"text", "document"} <= failing(other_annex(declared, "text.corrected", 1, "operations_hash", change))


def test_a_correction_left_out_or_made_on_another_text_is_refused(declared: Declared) -> None:
    for body in ({"vote": "vote-of-nobody"}, {"before_hash": declared.document["text_hash"]}):
        assert {"text", "document"} <= failing(forged(declared, "text.corrected", 0, body))
    assert "document" in failing(forged(declared, "text.corrected", 0, {"reason": "It reads better."}))


def test_an_acceptance_that_lacks_a_sponsor_is_refused(declared: Declared) -> None:
    assert "acceptance" in failing(forged(declared, "acceptance.given", 0, {"seat": "seat-of-nobody"}))
    assert "acceptance" in failing(forged(declared, "acceptance.given", 0, {"amendment": "another"}))


def with_objection(declared: Declared, after: Entry) -> bytes:
    """A bundle in which a seat objects right after an entry; everything later has the next number."""
    first = declared.entry("acceptance.given", 0)
    body = {name: first.body[name] for name in ("motion", "amendment")} | {"seat": "seat-x", "reason": ""}
    against = replace(first, kind="acceptance.objected", seq=after.seq + 1, body=body)
    early = [entry for entry in declared.entries if entry.seq <= after.seq]
    late = [replace(entry, seq=entry.seq + 1) for entry in declared.entries if entry.seq > after.seq]
    return built(declared, [*early, against, *late])


def test_an_acceptance_that_somebody_objected_to_is_refused(declared: Declared) -> None:
    assert "acceptance" in failing(with_objection(declared, declared.entry("acceptance.given", -1)))
    assert "acceptance" not in failing(with_objection(declared, declared.entry("amendment.decided")))


def test_an_acceptance_whose_time_was_not_over_is_refused(declared: Declared) -> None:
    last = declared.entry("acceptance.given", -1)
    assert "acceptance" in failing(forged(declared, "acceptance.given", -1, {"objections_until_at": last.at}))
