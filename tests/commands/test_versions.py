"""A published declaration is corrected by a new version and withdrawn in the open: two persons each, nothing in silence."""

import json

import pytest

from parliament.commands.endorsements import record_endorsement
from parliament.commands.signatures import open_signing, sign_declaration
from parliament.commands.versions import certify_version, drop_version, propose_version, publish_version
from parliament.commands.withdrawals import agree_to_withdrawal, drop_withdrawal, propose_withdrawal
from parliament.record.canonical import canonical, sha256_hex
from parliament.record.entries import INSTITUTION
from parliament.results.declaration import build_declaration
from parliament.results.editions import editions_of
from parliament.rules.powers import Actor, Office
from parliament.rules.refusals import Code
from parliament.store import record
from parliament.store.tables import Log
from tests.builders import Chamber
from tests.commands.declaring import (
    asked,
    certify_and_publish,
    corrected_rows,
    declaration,
    declare,
    document,
    life,
    open_it,
    sign,
    signing,
    told,
)

SLIP = ("run dry", "run empty")


@pytest.fixture
def declared(voting: Chamber) -> Chamber:
    """A declaration is published."""
    voting.come_to("declared", declare)
    return voting


def propose(chamber: Chamber, *changes: tuple[str, str]) -> str:
    return chamber.by(chamber.desk, propose_version, **corrected_rows(chamber, *(changes or (SLIP,))))["version"]


def correct(chamber: Chamber, *changes: tuple[str, str]) -> str:
    """A corrected version, certified and published. Returns its document's hash."""
    version = propose(chamber, *changes)
    for officer in (chamber.chair, chamber.desk):
        chamber.by(officer, certify_version, version_id=version)
    return chamber.by(chamber.desk, publish_version, version_id=version)["document_hash"]


def content(chamber: Chamber, sha256: str) -> dict:
    with chamber.house.reading() as db:
        return json.loads(record.annex(db, sha256))


def test_corrected_version_stands_beside_the_former_one_and_says_so(declared: Chamber) -> None:
    first = document(declared)
    second = correct(declared)
    found = life(declared)
    assert [(each["version"], each["document_hash"], each["notice"]) for each in found["versions"]] == [
        (1, first, ""),
        (2, second, "A slip of the pen in the first paragraph."),
    ]
    assert (found["version"], found["status"]) == (2, "published")
    before, after = content(declared, first), content(declared, second)
    assert (after["version"], after["supersedes"], after["notice"]) == (2, first, found["versions"][1]["notice"])
    assert "version" not in before
    assert after["text"]["paragraphs"][0]["text"] == "Recalling that wells run empty"
    assert before["text"]["paragraphs"][0]["text"] == "Recalling that wells run dry"
    assert (after["vote"], after["figures"]) == (before["vote"], before["figures"])
    assert {word["office"] for word in after["certifications"]} == {"chair", "secretariat"}
    assert {word["text_hash"] for word in after["certifications"]} == {after["text_hash"]}
    assert [(c["number"], c["reason"], c["version"]) for c in after["corrections"]] == [(1, after["notice"], 2)]


def test_every_version_is_built_again_from_entries_to_the_same_bytes(declared: Chamber) -> None:
    correct(declared)
    correct(declared, ("a water plan", "one water plan"))
    about = declaration(declared)
    with declared.house.reading() as db:
        entries, log = record.entries(db, declared.plenary), record.entries(db, INSTITUTION)
        origin = db.get_one(Log, declared.plenary).origin
        built = [
            canonical(
                build_declaration(
                    entries,
                    lambda sha256: record.annex(db, sha256),
                    motion=about.motion_id,
                    number=about.number,
                    slug=about.slug,
                    published_at=next(e.at for e in entries if e.kind == "declaration.published"),
                    origin=origin,
                    edition=edition,
                )
            )
            for edition in [None, *(each for _, each in editions_of(log))]
        ]
    assert [sha256_hex(each) for each in built] == [each["document_hash"] for each in life(declared)["versions"]]


def test_signatures_stay_bound_to_the_version_that_was_signed(declared: Chamber) -> None:
    open_it(declared)
    sign(declared)
    first, second = document(declared), correct(declared)
    stale = signing(declared, document_hash=first)
    declared.refused(Code.STALE_TEXT, asked(declared.mayors[1]), sign_declaration, **stale)
    sign(declared, 1)
    rows = life(declared)["signatories"]
    assert [(row["version"], row["document_hash"]) for row in rows] == [(1, first), (2, second)]


def test_nothing_is_published_before_two_persons_have_certified_it(declared: Chamber) -> None:
    version = propose(declared)
    declared.refused(Code.NOT_CERTIFIED, declared.desk, publish_version, version_id=version)
    declared.by(declared.desk, certify_version, version_id=version)
    declared.refused(Code.NOT_CERTIFIED, declared.desk, publish_version, version_id=version)
    assert life(declared)["version"] == 1


def test_one_person_cannot_certify_a_version_for_both_offices(declared: Chamber) -> None:
    version = propose(declared)
    both = Actor(declared.desk.account, "Desk", frozenset({Office.CHAIR, Office.SECRETARIAT}))
    assert declared.by(both, certify_version, version_id=version)["office"] == "chair"
    declared.refused(Code.SAME_PERSON, both, certify_version, version_id=version)
    declared.refused(Code.ALREADY_CERTIFIED, declared.chair, certify_version, version_id=version)
    declared.refused(Code.NOT_ALLOWED, declared.mayors[0], certify_version, version_id=version)


def test_version_is_certified_and_published_once(declared: Chamber) -> None:
    correct(declared)
    version = told(declared).body["version"]
    for command in (certify_version, publish_version):
        declared.refused(Code.WRONG_STAGE, declared.desk, command, version_id=version)
    declared.refused(Code.WRONG_STAGE, declared.desk, drop_version, version_id=version, reason="Too late.")
    for command in (certify_version, publish_version):
        declared.refused(Code.NOT_FOUND, declared.desk, command, version_id="version-0")


def test_one_correction_at_a_time_and_what_is_given_up_leaves_room(declared: Chamber) -> None:
    version = propose(declared)
    declared.refused(Code.CORRECTION_PENDING, declared.desk, propose_version, **corrected_rows(declared, SLIP))
    declared.refused(Code.REASON_NEEDED, declared.desk, drop_version, version_id=version, reason="")
    declared.by(declared.desk, drop_version, version_id=version, reason="A slip in the slip.")
    declared.refused(Code.WRONG_STAGE, declared.desk, certify_version, version_id=version)
    second = correct(declared)
    assert [each["document_hash"] for each in life(declared)["versions"]][1] == second


@pytest.mark.parametrize(
    ("change", "words", "code"),
    [
        (("run dry", "run dry"), {}, Code.CHANGES_NOTHING),
        (SLIP, {"notice": " "}, Code.REASON_NEEDED),
        (SLIP, {"text_hash": "0" * 64}, Code.STALE_TEXT),
        (SLIP, {"declaration_id": "declaration-0"}, Code.NOT_FOUND),
        (("every year", "every 2 years"), {}, Code.NUMBER_CHANGED),
        (
            ("Commit to publish a water plan every year", "Refuse whatever anybody asked of any of us in this matter"),
            {},
            Code.MORE_THAN_A_FEW_WORDS,
        ),
    ],
)
def test_only_slips_of_the_pen_are_put_right(declared: Chamber, change: tuple, words: dict, code: Code) -> None:
    declared.refused(code, declared.desk, propose_version, **(corrected_rows(declared, change) | words))


def test_correction_adds_no_paragraph(declared: Chamber) -> None:
    said = corrected_rows(declared, SLIP)
    said["paragraphs"] = said["paragraphs"][:-1]
    declared.refused(Code.MORE_THAN_WORDS, declared.desk, propose_version, **said)


def withdrawal(chamber: Chamber, by: Actor | None = None, **words: str) -> str:
    said = {"declaration_id": declaration(chamber).id, "reason": "It rests on an error.", **words}
    return chamber.by(by or chamber.desk, propose_withdrawal, **said)["withdrawal"]


def test_two_offices_withdraw_a_declaration_and_it_says_so(declared: Chamber) -> None:
    open_it(declared)
    sign(declared)
    proposed = withdrawal(declared)
    assert life(declared)["status"] == "open_for_signature"
    declared.by(declared.chair, agree_to_withdrawal, withdrawal_id=proposed)
    found = life(declared)
    assert (found["status"], found["withdrawn"]["reason"]) == ("withdrawn", "It rests on an error.")
    assert (found["signing"]["open"], len(found["signatories"])) == (False, 1)
    assert [entry.kind for entry in declared.entries(INSTITUTION)[-2:]] == ["signing.closed", "declaration.withdrawn"]


def test_withdrawn_declaration_is_neither_opened_signed_endorsed_corrected_nor_withdrawn(declared: Chamber) -> None:
    pending = propose(declared)
    declared.by(declared.chair, certify_version, version_id=pending)
    declared.by(declared.desk, certify_version, version_id=pending)
    declared.by(declared.chair, agree_to_withdrawal, withdrawal_id=withdrawal(declared))
    about = {"declaration_id": declaration(declared).id}
    endorsed = {"network": "N", "name": "A", "function": "B", "statement": "C"}
    refusals = [
        declared.refused(Code.WRONG_STAGE, declared.desk, open_signing, **about),
        declared.refused(Code.WRONG_STAGE, asked(declared.mayors[0]), sign_declaration, **signing(declared)),
        declared.refused(
            Code.WRONG_STAGE, declared.desk, record_endorsement, **about, **endorsed, document_hash=document(declared)
        ),
        declared.refused(Code.WRONG_STAGE, declared.desk, propose_version, **corrected_rows(declared, SLIP)),
        declared.refused(Code.WRONG_STAGE, declared.desk, publish_version, version_id=pending),
        declared.refused(Code.WRONG_STAGE, declared.desk, propose_withdrawal, **about, reason="Again."),
    ]
    assert {refusal.facts["stage"] for refusal in refusals} == {"withdrawn"}


def test_one_person_or_one_office_alone_withdraws_nothing(declared: Chamber) -> None:
    proposed = withdrawal(declared, declared.chair)
    both = Actor(declared.chair.account, "Chair", frozenset({Office.CHAIR, Office.SECRETARIAT}))
    declared.refused(Code.SAME_PERSON, both, agree_to_withdrawal, withdrawal_id=proposed)
    declared.refused(Code.OTHER_OFFICE, declared.deputy, agree_to_withdrawal, withdrawal_id=proposed)
    declared.refused(Code.NOT_ALLOWED, declared.mayors[0], agree_to_withdrawal, withdrawal_id=proposed)
    assert life(declared)["status"] == "published"
    declared.by(declared.desk, agree_to_withdrawal, withdrawal_id=proposed)
    assert life(declared)["status"] == "withdrawn"


def test_proposal_to_withdraw_is_given_up_by_either_office(declared: Chamber) -> None:
    proposed = withdrawal(declared)
    said = {"declaration_id": declaration(declared).id, "reason": "Too."}
    declared.refused(Code.WITHDRAWAL_PENDING, declared.chair, propose_withdrawal, **said)
    declared.by(declared.chair, drop_withdrawal, withdrawal_id=proposed)
    for command in (drop_withdrawal, agree_to_withdrawal):
        declared.refused(Code.WRONG_STAGE, declared.chair, command, withdrawal_id=proposed)
        declared.refused(Code.NOT_FOUND, declared.chair, command, withdrawal_id="withdrawal-0")
    withdrawal(declared)


def test_withdrawal_needs_a_reason(declared: Chamber) -> None:
    said = {"declaration_id": declaration(declared).id, "reason": ""}
    assert declared.refused(Code.REASON_NEEDED, declared.desk, propose_withdrawal, **said).field == "reason"


def a_later_one(chamber: Chamber) -> str:
    """A second declaration of the same session."""
    chamber.publish("Cleaner wells")
    chamber.call()
    chamber.put()
    for mayor in range(6):
        chamber.cast(mayor)
    chamber.close()
    return certify_and_publish(chamber)


def test_later_declaration_supersedes_an_earlier_one_which_names_it(declared: Chamber) -> None:
    later, earlier = a_later_one(declared), declaration(declared)
    said = {"declaration_id": later, "reason": "Back.", "successor_id": earlier.id}
    assert declared.refused(Code.NOT_LATER, declared.desk, propose_withdrawal, **said).field == "successor_id"
    said = {"declaration_id": earlier.id, "reason": "Back.", "successor_id": "declaration-0"}
    declared.refused(Code.NOT_FOUND, declared.desk, propose_withdrawal, **said)
    proposed = withdrawal(declared, successor_id=later)
    declared.by(declared.chair, agree_to_withdrawal, withdrawal_id=proposed)
    found = life(declared)
    assert (found["status"], found["superseded"]["successor"], found["withdrawn"]) == ("superseded", later, None)
    assert found["superseded"]["successor_slug"].startswith("2-cleaner-wells")
    assert life(declared, later)["status"] == "published"


def test_nobody_is_sent_to_a_declaration_that_was_withdrawn_itself(declared: Chamber) -> None:
    later = a_later_one(declared)
    proposed = withdrawal(declared, successor_id=later)
    declared.by(declared.chair, agree_to_withdrawal, withdrawal_id=withdrawal(declared, declaration_id=later))
    refusal = declared.refused(Code.WRONG_STAGE, declared.chair, agree_to_withdrawal, withdrawal_id=proposed)
    assert refusal.facts == {"stage": "withdrawn"}
