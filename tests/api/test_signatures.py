"""A declaration's life over HTTP: every operation once, each answer held against its published shape."""

import pytest

from parliament.commands.invited_cities import offer_signature
from tests.api.conftest import World
from tests.api.people import PASSWORD

NICE = {
    "city": "Nice",
    "country": "FRA",
    "country_name": "France",
    "continent": "EU",
    "population": 340_000,
    "contact": "mairie@nice.example",
}
NETWORK = {
    "network": "Cities of the River",
    "name": "Ana Ruiz",
    "function": "President",
    "statement": "We stand by it.",
}


@pytest.fixture
def at(sqlite_world: World) -> str:
    """Where a published declaration is."""
    world = sqlite_world
    session = world.session()
    motion = world.under_debate(session, world.sitting(session))
    vote = world.chair.does(f"/motions/{motion}/votes")["vote"]
    world.all_vote(vote, "yes")
    world.chair.does(f"/votes/{vote}/close")
    for officer in (world.chair, world.secretariat):
        officer.does(f"/motions/{motion}/certify")
    return f"/declarations/{world.secretariat.does(f'/motions/{motion}/publish-declaration')['slug']}"


def test_cities_sign_and_take_back_and_networks_endorse(sqlite_world: World, at: str) -> None:
    world, (mayor, other, *_) = sqlite_world, sqlite_world.mayors
    world.secretariat.does(f"{at}/signing/open", {"council_needed": True})
    said = {"document_hash": world.nobody.sees(f"{at}/life")["versions"][0]["document_hash"], "function": "Mayor"}
    signing = said | {"council_date": "2026-11-20", "password": PASSWORD}
    assert mayor.is_refused(f"{at}/signatures", signing | {"password": "not this one at all"}) == (
        403,
        "wrong_password",
    )
    assert mayor.is_refused(f"{at}/signatures", said) == (422, "malformed")
    made = mayor.does(f"{at}/signatures", signing, once="key")
    assert mayor.does(f"{at}/signatures", signing, once="key") == made
    assert mayor.is_refused(f"{at}/signatures", signing) == (409, "already_signed")
    assert other.is_refused(f"{at}/signatures", said | {"password": PASSWORD}) == (422, "council_needed")
    life = world.nobody.sees(f"{at}/life")
    assert [(row["city"], row["by"]) for row in life["signatories"]] == [("Accra", "Mayor of Accra")]
    mayor.does(f"/signatures/{made['signature']}/withdraw", {"reason": "The council resolved so."})
    endorsed = {"document_hash": said["document_hash"], **NETWORK}
    endorsement = world.secretariat.does(f"{at}/endorsements", endorsed)["endorsement"]
    world.secretariat.does(f"/endorsements/{endorsement}/withdraw", {"reason": "In error."})
    world.secretariat.does(f"{at}/signing/close", {"reason": "The conference is over."})
    life = world.nobody.sees(f"{at}/life")
    assert (life["figures"]["cities"], life["signing"]["open"]) == (0, False)
    assert life["endorsements"][0]["withdrawn"]["reason"] == "In error."


def test_password_is_nowhere_in_what_is_kept(sqlite_world: World, at: str) -> None:
    world = sqlite_world
    world.secretariat.does(f"{at}/signing/open", {})
    document = world.nobody.sees(f"{at}/life")["versions"][0]["document_hash"]
    said = {"document_hash": document, "function": "Mayor", "password": PASSWORD}
    world.mayors[0].does(f"{at}/signatures", said, once="key")
    with world.house.reading() as db:
        connection = db.connection()
        kept = connection.exec_driver_sql("SELECT answer, fingerprint FROM repeats").all()
        told = connection.exec_driver_sql("SELECT data FROM entries").all()
    assert PASSWORD not in str(kept)
    assert not [row for row in told if PASSWORD.encode() in bytes(row.data)]


def test_city_without_a_seat_is_invited_checked_and_counted(sqlite_world: World, at: str) -> None:
    world, desk = sqlite_world, sqlite_world.secretariat
    desk.does(f"{at}/signing/open", {})
    made = desk.does(f"{at}/invited-cities", NICE, once="key")
    assert desk.does(f"{at}/invited-cities", NICE, once="key")["link"] == made["link"]
    document = world.nobody.sees(f"{at}/life")["versions"][0]["document_hash"]
    token = made["link"].rpartition("/")[2]
    offer_signature(world.house, token, document_hash=document, name="Chloé Martin", function="Mayor")
    assert [row["state"] for row in desk.sees(f"{at}/invited-cities")["invited"]] == ["offered"]
    assert world.chair.is_refused(f"{at}/invited-cities", method="GET") == (403, "not_allowed")
    desk.does(f"/invited-cities/{made['invitation']}/admit")
    assert world.nobody.sees(f"{at}/life")["figures"]["people"] == 340_000
    again = desk.does(f"{at}/invited-cities", NICE | {"city": "Menton"})["invitation"]
    desk.does(f"/invited-cities/{again}/turn-down", {"reason": "Sent to a wrong address."})
    assert desk.is_refused(f"{at}/invited-cities", NICE | {"city": "Accra", "country": "GHA"}) == (422, "city_has_seat")


def test_declaration_is_corrected_and_withdrawn_by_two(sqlite_world: World, at: str) -> None:
    world, desk, chair = sqlite_world, sqlite_world.secretariat, sqlite_world.chair
    shown = world.nobody.sees(at)
    kept = ("id", "section", "depth", "text", "addressee")
    rows = [{name: row[name] for name in kept} for row in shown["document"]["text"]["paragraphs"]]
    rows[0]["text"] = rows[0]["text"].replace("any storm", "all storms")
    said = {"text_hash": shown["document"]["text_hash"], "paragraphs": rows, "notice": "A slip."}
    dropped = desk.does(f"{at}/versions", said)["version"]
    assert desk.is_refused(f"{at}/versions", said) == (409, "correction_pending")
    desk.does(f"/versions/{dropped}/drop", {"reason": "A slip in the slip."})
    version = desk.does(f"{at}/versions", said)["version"]
    assert desk.is_refused(f"/versions/{version}/publish") == (409, "not_certified")
    for officer in (chair, desk):
        officer.does(f"/versions/{version}/certify")
    published = desk.does(f"/versions/{version}/publish")
    life = world.nobody.sees(f"{at}/life")
    assert (life["version"], life["versions"][1]["document_hash"]) == (2, published["document_hash"])
    newest = world.nobody.sees(at)
    assert (newest["version"], newest["document_hash"]) == (2, published["document_hash"])
    assert world.nobody.sees(f"{at}/versions/1")["document"] == shown["document"] != newest["document"]
    given_up = desk.does(f"{at}/withdrawals", {"reason": "It rests on an error."})["withdrawal"]
    chair.does(f"/withdrawals/{given_up}/drop")
    proposed = chair.does(f"{at}/withdrawals", {"reason": "It rests on an error."})["withdrawal"]
    assert chair.is_refused(f"/withdrawals/{proposed}/agree") == (403, "same_person")
    assert world.second_chair.is_refused(f"/withdrawals/{proposed}/agree") == (403, "other_office")
    desk.does(f"/withdrawals/{proposed}/agree")
    ended = world.nobody.sees(f"{at}/life")
    assert ended["status"] == "withdrawn"
    told = world.nobody.sees(f"{at}/versions/1")
    assert (told["status"], told["withdrawn"], told["superseded"]) == ("withdrawn", ended["withdrawn"], None)
    assert desk.is_refused(f"{at}/signing/open", {}) == (409, "wrong_stage")


def test_life_of_what_is_not_there_is_not_found(sqlite_world: World) -> None:
    assert sqlite_world.nobody.is_refused("/declarations/9-nothing/life", method="GET") == (404, "not_found")
    assert sqlite_world.secretariat.is_refused("/declarations/9-nothing/signing/open", {}) == (404, "not_found")
