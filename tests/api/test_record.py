"""Pages of the record and annexes: what may be kept for ever, and who may read what."""

import hashlib
import json

from parliament.api.record import FOR_EVER
from tests.api.conftest import World


def test_a_full_page_may_be_kept_for_ever_by_those_who_are_nobody(world: World):
    response = world.nobody.get("/record?limit=5")
    page = response.get_json()
    assert response.headers["Cache-Control"] == FOR_EVER
    assert {"Cookie", "Authorization"} <= set(response.vary)
    assert (page["is_full"], page["next"], page["size"], page["root"]) == (True, 5, None, None)
    world.session()
    assert world.nobody.get("/record?limit=5").data == response.data


def test_a_page_that_may_grow_or_is_for_somebody_is_kept_by_nobody(sqlite_world: World):
    last = sqlite_world.nobody.get("/record?limit=1000")
    page = last.get_json()
    assert last.headers["Cache-Control"] == "no-store"
    assert (page["is_full"], page["size"]) == (False, len(page["entries"]))
    assert len(page["root"]) == 64
    assert sqlite_world.observer.get("/record?limit=5").headers["Cache-Control"] == "no-store"
    sqlite_world.nobody.client.set_cookie("language", "ar")
    with_cookie = sqlite_world.nobody.get("/record?limit=5")
    assert with_cookie.headers["Cache-Control"] == "no-store"


def test_pages_follow_one_another_without_gap(sqlite_world: World):
    seen, after = [], 0
    while True:
        page = sqlite_world.nobody.sees(f"/record?after={after}&limit=7")
        seen += [entry["seq"] for entry in page["entries"]]
        if not page["is_full"]:
            break
        after = page["next"]
    assert seen == list(range(1, page["size"] + 1))


def test_what_is_the_house_s_own_is_only_a_number_to_others(world: World):
    session = world.session()
    world.submitted(session)
    public = world.nobody.sees(f"/sessions/{session}/record")["entries"]
    house = world.mayors[0].sees(f"/sessions/{session}/record")["entries"]
    assert [entry["seq"] for entry in public] == [entry["seq"] for entry in house]
    assert house[-1]["kind"] == "motion.submitted"
    assert public[-1] == {"seq": house[-1]["seq"]}


def test_an_annex_is_read_by_those_who_may_read_the_entry_that_cites_it(world: World):
    session = world.session()
    drafted = world.draft(session)["text_hash"]
    assert world.mayors[0].is_refused(f"/annexes/{drafted}", method="GET") == (404, "not_found")
    submitted = world.mayors[0].sees(f"/motions/{world.submitted(session)}")["text_hash"]
    assert world.nobody.is_refused(f"/annexes/{submitted}", method="GET") == (404, "not_found")
    seen = world.mayors[3].get(f"/annexes/{submitted}")
    assert seen.status_code == 200
    assert seen.headers["Cache-Control"] == "no-store"


def test_a_public_annex_is_its_own_bytes_with_its_own_type_for_ever(world: World):
    motion = world.published(world.session())
    text = world.nobody.sees(f"/motions/{motion}")["text"]
    response = world.nobody.get(f"/annexes/{text['hash']}")
    assert hashlib.sha256(response.data).hexdigest() == text["hash"]
    assert json.loads(response.data)["title"] == "Heat plans"
    assert response.headers["Content-Type"] == "application/vnd.parliament.text+json"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cache-Control"] == FOR_EVER
    assert response.headers["Content-Disposition"].startswith("attachment")


def test_a_hash_written_into_a_title_cites_nothing(sqlite_world: World):
    session = sqlite_world.session()
    drafted = sqlite_world.draft(session)["text_hash"]
    sqlite_world.secretariat.does(f"/sessions/{session}/items", {"kind": "other", "title": drafted})
    assert sqlite_world.nobody.is_refused(f"/annexes/{drafted}", method="GET") == (404, "not_found")
