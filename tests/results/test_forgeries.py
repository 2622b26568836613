"""Forgeries that the house itself signs, with all hashes in order: only computing everything again gives them away."""

import json
from dataclasses import replace

import pytest

from parliament.record.canonical import canonical, sha256_hex
from parliament.results.bundle import build_bundle
from parliament.results.declaration import build_declaration
from parliament.results.matter import NotInRecord
from tests.results.forging import built, failing, forged, other_annex, signing


def turned(roll_call):
    """One ballot in the roll call says no instead of yes."""
    row = next(row for row in roll_call["roll_call"] if row["choice"] == "yes")
    row["choice"] = "no"
    return roll_call


def test_changed_ballot_is_refused(declared):
    forgery = other_annex(declared, "vote.closed", -1, "roll_call_hash", turned)
    assert failing(forgery) == {"count", "outcome", "document"}


def test_changed_ballot_in_an_earlier_vote_is_refused(declared):
    assert "count" in failing(other_annex(declared, "vote.closed", 1, "roll_call_hash", turned))


def test_seat_added_to_the_roll_call_is_refused(declared):
    def joined(said):
        said["roll_call"].append(said["roll_call"][0] | {"seat": "seat-of-nobody"})
        return said

    assert "count" in failing(other_annex(declared, "vote.closed", -1, "roll_call_hash", joined))


def test_changed_count_is_refused(declared):
    assert {"count", "document"} <= failing(forged(declared, "vote.closed", -1, {"yes": 5, "no": 0}))


def test_changed_presence_is_refused(declared):
    assert "count" in failing(forged(declared, "vote.closed", -1, {"present": 8}))


def test_rejected_amendment_declared_adopted_is_refused(declared):
    assert {"outcome", "text", "document"} <= failing(forged(declared, "vote.closed", 0, {"outcome": "adopted"}))


def test_rules_made_easier_after_the_vote_are_refused(declared):
    """A profile that asks for less still makes the outcome, but it is not the rule the vote was opened under."""

    def easier(profile):
        profile["majority"]["motion"]["value"] = "simple"
        return profile

    assert failing(other_annex(declared, "session.convened", 0, "profile_hash", easier)) == {"outcome", "document"}


def test_rules_under_which_the_outcome_is_another_are_refused(declared):
    def harder(profile):
        profile["quorum"]["to_decide"]["value"] = "at_least 1/1 of members"
        return profile

    assert {"outcome", "document"} == failing(other_annex(declared, "session.convened", 0, "profile_hash", harder))


def test_people_made_more_are_refused(declared):
    def grown(seats):
        seats["seats"][0]["population"] *= 10
        return seats

    assert failing(other_annex(declared, "session.convened", 0, "seats_hash", grown)) == {"document"}


def test_words_slipped_into_the_adopted_text_are_refused(declared):
    def slipped(text):
        text["paragraphs"][1]["text"] += " if it is cheap"
        return text

    assert {"text", "document"} == failing(other_annex(declared, "motion.decided", 0, "text_hash", slipped))


def test_amendment_with_other_words_is_refused(declared):
    def reworded(operations):
        return json.loads(json.dumps(operations).replace("two", "ten"))

    assert {"text", "document"} == failing(other_annex(declared, "amendment.submitted", 0, "operations_hash", reworded))


def with_document(declared, change) -> bytes:
    document = declared.document
    change(document)
    content = canonical(document)
    return forged(
        declared, "declaration.published", 0, {"document_hash": sha256_hex(content)}, {sha256_hex(content): content}
    )


def test_document_with_swapped_paragraphs_is_refused(declared):
    def swap(document):
        document["text"]["paragraphs"].reverse()

    assert failing(with_document(declared, swap)) == {"document"}


def test_document_with_a_figure_typed_in_is_refused(declared):
    def type_in(document):
        document["figures"]["supporting"]["people"] += 1

    assert failing(with_document(declared, type_in)) == {"document"}


@pytest.mark.parametrize("body", [{"title": "Heat and cold"}, {"number": 2}, {"slug": "2-heat"}])
def test_entry_that_publishes_under_another_name_is_refused(declared, body):
    assert failing(forged(declared, "declaration.published", 0, body)) == {"document"}


def test_certification_of_another_text_is_refused(declared):
    base = declared.entry("motion.published").body["text_hash"]
    assert {"text", "document"} == failing(forged(declared, "declaration.certified", 0, {"text_hash": base}))


def test_one_person_certifying_twice_is_refused(declared):
    account = declared.entry("declaration.certified", 1).body["account"]
    assert {"certification", "document"} == failing(forged(declared, "declaration.certified", 0, {"account": account}))


def test_two_words_of_one_office_are_refused(declared):
    assert "certification" in failing(forged(declared, "declaration.certified", 0, {"office": "secretariat"}))


@pytest.mark.parametrize("content", [b"[]", b"{}", b"null", b'"seats"', b"7", b"not json", b"\xff", b""])
@pytest.mark.parametrize(
    ("kind", "field"),
    [
        ("session.convened", "profile_hash"),
        ("session.convened", "seats_hash"),
        ("motion.published", "text_hash"),
        ("amendment.submitted", "operations_hash"),
        ("vote.opened", "roll_hash"),
        ("vote.closed", "roll_call_hash"),
    ],
)
def test_annex_of_another_shape_is_a_finding_and_never_a_crash(declared, kind, field, content):
    target, new = declared.entry(kind, -1), sha256_hex(content)
    entries = [replace(e, body=e.body | {field: new}) if e is target else e for e in declared.entries]
    found = failing(built(declared, entries, {new: content}))
    assert "document" in found
    assert "archive" not in found


def test_bundle_is_made_from_a_whole_log_only(declared):
    with pytest.raises(NotInRecord):
        built(declared, [entry for entry in declared.entries if entry.seq != 3])


def test_document_of_another_log_does_not_verify_here(declared):
    """The origin is part of the document, so that evidence cannot be moved to a log of another name."""
    said = declared.published.body
    rebuilt = build_declaration(
        declared.entries[:-1],
        declared.annexes.__getitem__,
        motion=said["motion"],
        number=said["number"],
        slug=said["slug"],
        published_at=declared.published.at,
        origin="elsewhere.example/1",
    )
    assert rebuilt != declared.document
    moved = build_bundle(
        declared.entries,
        declared.lines,
        declared.annexes.__getitem__,
        declaration=said["declaration"],
        signed=signing("elsewhere.example/1", declared.signer),
    )
    assert failing(moved) == {"document"}
