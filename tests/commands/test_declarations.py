"""Certifying an adopted text and publishing it: two persons, one number, one document built from the record."""

import shutil
from collections.abc import Iterator
from copy import copy
from pathlib import Path

import pytest

from parliament.commands import sessions, sittings
from parliament.commands.declarations import bundle_of, certify_declaration, publish_declaration
from parliament.record.canonical import sha256_hex
from parliament.results.verify import verify_bundle
from parliament.rules.powers import Actor, Office
from parliament.rules.refusals import Code, Refused
from parliament.store import record
from parliament.store.database import Database
from parliament.store.queries.declarations import certification_state, declaration_view, list_declarations
from tests.checked_house import CheckedHouse
from tests.results.played import CITIES, Played


@pytest.fixture(scope="module")
def freshly_convened(tmp_path_factory) -> Played:
    """A session that has only been convened; nobody changes this one."""
    played = Played(tmp_path_factory.mktemp("convened"))
    played.convene()
    played.house.database.engine.dispose()
    return played


@pytest.fixture(scope="module")
def adopted(tmp_path_factory, freshly_convened) -> tuple[Played, str]:
    """A motion adopted without amendments, in the session above; nobody changes this one."""
    played = begun_again(freshly_convened, tmp_path_factory.mktemp("adopted"))
    motion = played.bring_forward()
    assert played.vote(motion, [choice for *_, choice in CITIES]) == "adopted"
    played.house.database.engine.dispose()
    return played, motion


def begun_again(played: Played, folder: Path) -> Played:
    """The same moment on a database of its own: copying a file takes a hundredth of playing up to it."""
    again = copy(played)
    original = Path(played.house.database.engine.url.database or "")
    again.house = CheckedHouse(Database(f"sqlite:///{shutil.copy(original, folder)}"), clock=lambda: again.now)
    return again


@pytest.fixture
def played(request, tmp_path) -> Iterator[Played]:
    """For tests that ask for a motion too, it has been adopted."""
    if "motion" in request.fixturenames:
        played = begun_again(request.getfixturevalue("adopted")[0], tmp_path)
    else:
        played = begun_again(request.getfixturevalue("freshly_convened"), tmp_path)
    yield played
    played.house.database.engine.dispose()


@pytest.fixture
def motion(adopted) -> str:
    """The motion that has been adopted."""
    return adopted[1]


def entries(played) -> list:
    with played.house.reading() as db:
        return record.entries(db, played.plenary)


def state(played, motion) -> dict:
    with played.house.reading() as db:
        return certification_state(db, motion)


def refusal(played, command, actor, motion) -> tuple[Code, dict]:
    """What the house says no with; a refusal leaves no trace."""
    before = entries(played)
    with pytest.raises(Refused) as refused:
        played.act(command, actor, motion_id=motion)
    assert entries(played) == before
    return refused.value.code, refused.value.facts


def both(played) -> Actor:
    """The person at the desk, who presides too."""
    return Actor(account=played.desk.account, offices=frozenset({Office.CHAIR, Office.SECRETARIAT}))


def test_chair_and_secretariat_certify_the_adopted_text_in_either_order(played, motion):
    assert state(played, motion)["missing"] == ["chair", "secretariat"]
    answer = played.act(certify_declaration, played.desk, motion_id=motion)
    assert answer == {"motion": motion, "office": "secretariat", "text_hash": played.text_hash}
    assert state(played, motion)["missing"] == ["chair"]
    played.act(certify_declaration, played.chair, motion_id=motion)
    found = state(played, motion)
    assert (found["missing"], found["may_certify"], found["may_publish"]) == ([], False, True)
    assert {office: word["account"] for office, word in found["certified"].items()} == {
        "chair": played.chair.account,
        "secretariat": played.desk.account,
    }
    said = [(e.body["office"], e.by["office"], e.body["text_hash"]) for e in entries(played)[-2:]]
    assert said == [("secretariat", "secretariat", played.text_hash), ("chair", "chair", played.text_hash)]


def test_one_person_cannot_certify_for_both_offices(played, motion):
    assert played.act(certify_declaration, both(played), motion_id=motion)["office"] == "chair"
    assert refusal(played, certify_declaration, both(played), motion) == (Code.SAME_PERSON, {})


def test_chair_who_is_of_the_secretariat_too_gives_the_word_that_is_missing(played, motion):
    played.act(certify_declaration, played.chair, motion_id=motion)
    assert played.act(certify_declaration, both(played), motion_id=motion)["office"] == "secretariat"
    assert entries(played)[-1].by["office"] == "secretariat"


def test_second_word_of_the_same_office_is_refused(played, motion):
    played.act(certify_declaration, played.chair, motion_id=motion)
    another = played.invite("deputy", Office.CHAIR)
    assert refusal(played, certify_declaration, played.chair, motion) == (Code.ALREADY_CERTIFIED, {})
    assert refusal(played, certify_declaration, another, motion) == (Code.ALREADY_CERTIFIED, {})


def test_text_that_is_not_decided_cannot_be_certified(played):
    motion = played.bring_forward()
    assert refusal(played, certify_declaration, played.chair, motion) == (Code.WRONG_STAGE, {"stage": "pending"})


def test_rejected_text_cannot_be_certified(played):
    motion = played.bring_forward()
    assert played.vote(motion, ["no"] * 6) == "rejected"
    assert refusal(played, certify_declaration, played.chair, motion) == (Code.WRONG_STAGE, {"stage": "rejected"})
    found = state(played, motion)
    assert (found["missing"], found["may_certify"], found["may_publish"]) == ([], False, False)


@pytest.mark.parametrize("command", [certify_declaration, publish_declaration])
def test_motion_that_does_not_exist_is_not_found(played, command):
    assert refusal(played, command, played.desk, "motion-of-nobody") == (Code.NOT_FOUND, {})


@pytest.mark.parametrize("command", [certify_declaration, publish_declaration])
def test_mayors_neither_certify_nor_publish(played, motion, command):
    assert refusal(played, command, played.mayors[0], motion) == (Code.NOT_ALLOWED, {})


def test_chair_does_not_publish(played, motion):
    assert refusal(played, publish_declaration, played.chair, motion) == (Code.NOT_ALLOWED, {})


def test_text_is_not_published_before_both_have_certified_it(played, motion):
    assert refusal(played, publish_declaration, played.desk, motion) == (Code.NOT_CERTIFIED, {})
    played.act(certify_declaration, played.chair, motion_id=motion)
    assert refusal(played, publish_declaration, played.desk, motion) == (Code.NOT_CERTIFIED, {})


def test_published_declaration_is_numbered_named_and_verifies(played, motion):
    answer = played.declare(motion)
    assert (answer["number"], answer["slug"]) == (1, "1-heat-plans")
    last = entries(played)[-1]
    assert (last.kind, last.body["document_hash"]) == ("declaration.published", answer["document_hash"])
    with played.house.reading() as db:
        assert sha256_hex(record.annex(db, last.body["document_hash"])) == answer["document_hash"]
    report = verify_bundle(bundle_of(played.house, "1-heat-plans"), expected_vkey=played.vkey)
    assert [check for check in report.checks if not check.ok] == []
    assert state(played, motion)["declaration"] == {"number": 1, "slug": "1-heat-plans"}
    assert not state(played, motion)["may_publish"]


def test_declaration_is_published_once(played, motion):
    played.declare(motion)
    assert refusal(played, publish_declaration, played.desk, motion) == (Code.WRONG_STAGE, {"stage": "published"})


def test_publishing_again_with_the_same_key_returns_the_first_answer(played, motion):
    for actor in (played.chair, played.desk):
        played.act(certify_declaration, actor, motion_id=motion)
    first = played.act(publish_declaration, played.desk, motion_id=motion, once="k")
    before = entries(played)
    assert played.act(publish_declaration, played.desk, motion_id=motion, once="k") == first
    assert entries(played) == before


def close(played) -> None:
    played.act(sittings.adjourn_sitting, played.chair, sitting_id=played.sitting)
    played.act(sessions.close_session, played.desk, session_id=played.plenary)


@pytest.mark.parametrize("words", [0, 2])
def test_closed_session_takes_no_more_certifications_and_declarations(played, motion, words):
    for actor in (played.chair, played.desk)[:words]:
        played.act(certify_declaration, actor, motion_id=motion)
    close(played)
    command, actor = (publish_declaration, played.desk) if words else (certify_declaration, played.chair)
    assert refusal(played, command, actor, motion) == (Code.WRONG_STAGE, {"stage": "closed"})


def test_numbers_run_through_all_sessions_and_the_newest_is_listed_first(played, motion):
    played.declare(motion)
    close(played)
    first = bundle_of(played.house, "1-heat-plans")
    played.convene("Bread")
    second = played.bring_forward("Écoles et pain")
    assert played.vote(second, ["yes"] * 7) == "adopted"
    assert played.declare(second)["slug"] == "2-ecoles-et-pain"
    assert verify_bundle(bundle_of(played.house, "2-ecoles-et-pain"), expected_vkey=played.vkey).ok
    with played.house.reading() as db:
        listed = list_declarations(db)
        view = declaration_view(db, "2-ecoles-et-pain")
    assert [(row["number"], row["title"], row["session"]["title"]) for row in listed] == [
        (2, "Écoles et pain", "Bread"),
        (1, "Heat plans", "Water and heat"),
    ]
    assert [row["figures"]["supporting"]["cities"] for row in listed] == [7, 4]
    assert view["earlier"] == {"number": 1, "slug": "1-heat-plans", "title": "Heat plans"}
    assert view["later"] is None
    # The record goes on, and the evidence stays what it was.
    assert bundle_of(played.house, "1-heat-plans") == first


def test_title_without_latin_letters_is_named_by_its_number(played):
    motion = played.bring_forward("气候宣言")
    assert played.vote(motion, ["yes"] * 7) == "adopted"
    assert played.declare(motion)["slug"] == "1"


def test_view_is_the_document_and_its_place_in_the_record(played, motion):
    answer = played.declare(motion)
    with played.house.reading() as db:
        view = declaration_view(db, answer["slug"])
    assert view["record"] == {
        "log": played.plenary,
        "origin": "parliament.example/1-water-and-heat",
        "seq": entries(played)[-1].seq,
    }
    assert [(word["office"], word["name"]) for word in view["certified"]] == [
        ("chair", "Chair"),
        ("secretariat", "Desk"),
    ]
    assert (view["number"], view["title"], view["motion"]) == (1, "Heat plans", motion)
    assert view["text_hash"] == view["document"]["text_hash"] == played.text_hash
    assert view["document"]["number"] == 1


def test_declaration_nobody_published_is_not_found(played):
    with played.house.reading() as db, pytest.raises(Refused, match="not_found"):
        declaration_view(db, "1-heat-plans")
    with pytest.raises(Refused, match="not_found"):
        bundle_of(played.house, "1-heat-plans")
    with played.house.reading() as db, pytest.raises(Refused, match="not_found"):
        certification_state(db, "motion-of-nobody")
    with played.house.reading() as db:
        assert list_declarations(db) == []
