"""The one shape of a no, whoever says it."""

from flask import Flask

from parliament.identity.statuses import status_of
from parliament.rules.refusals import MESSAGES, Code, Refused
from tests.api.conftest import World, make_app

SHAPE = {"error", "message", "field", "facts"}


def test_an_unknown_address_is_not_found(sqlite_world: World):
    response = sqlite_world.nobody.get("/nowhere")
    assert (response.status_code, response.get_json()) == (
        404,
        {"error": "not_found", "message": MESSAGES[Code.NOT_FOUND], "field": None, "facts": {}},
    )


def test_a_wrong_method_is_told_the_right_ones(sqlite_world: World):
    response = sqlite_world.nobody.send("DELETE", "/seats")
    assert (response.status_code, response.get_json()["error"]) == (405, "wrong_method")
    assert set(response.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


def test_a_body_beyond_the_bound_is_too_large(sqlite_world: World):
    body = {"title": "x" * 300_000, "opens_at": "2026-11-22T09:00:00Z", "time_zone": "UTC"}
    assert sqlite_world.secretariat.is_refused("/sessions", body) == (413, "too_large")


def test_a_seat_file_may_be_larger_than_other_bodies(sqlite_world: World):
    file = {"csv": "name\n" * 200_000}
    assert sqlite_world.secretariat.is_refused("/seats/import/preview", file) == (422, "missing_columns")


def test_another_media_type_is_told_the_right_one(sqlite_world: World):
    response = sqlite_world.secretariat.post("/sessions", data="<a/>", content_type="application/xml")
    assert (response.status_code, response.get_json()["error"]) == (415, "wrong_media_type")


def test_wrong_shapes_name_each_field_and_where_it_is(sqlite_world: World):
    body = {"titel": "x", "opens_at": "tomorrow", "time_zone": 5}
    response = sqlite_world.secretariat.post("/sessions", body)
    assert (response.status_code, response.get_json()["error"]) == (422, "malformed")
    assert response.get_json()["fields"] == {
        "json.title": ["Missing data for required field."],
        "json.titel": ["Unknown field."],
        "json.opens_at": ["This is not a time with its zone, such as 2026-11-22T09:00:00Z, in this century."],
        "json.time_zone": ["Not a valid string."],
    }
    assert response.get_json()["field"] in {"title", "titel", "opens_at", "time_zone"}


def test_a_time_without_its_zone_is_refused(sqlite_world: World):
    body = {"title": "x", "opens_at": "2026-11-22T09:00:00", "time_zone": "UTC"}
    assert sqlite_world.secretariat.is_refused("/sessions", body) == (422, "malformed")


def test_unknown_names_in_a_query_are_refused(sqlite_world: World):
    response = sqlite_world.nobody.get("/record?afer=5")
    assert (response.status_code, response.get_json()["fields"]) == (422, {"query.afer": ["Unknown field."]})


def test_bad_rows_are_named(sqlite_world: World):
    csv = "name,iso3,country,continent,population,lat,lon,timezone\nX,XXX,Y,ZZ,many,1,2,UTC"
    response = sqlite_world.secretariat.post("/seats/import", {"csv": csv})
    body = response.get_json()
    assert (response.status_code, body["error"], body["field"], body["facts"]) == (422, "bad_rows", "csv", {"count": 1})
    assert {(row["row"], row["column"]) for row in body["rows"]} == {(1, "population"), (1, "continent")}


def test_a_refusal_names_the_field_as_the_sender_called_it(sqlite_world: World):
    body = {"login": "new", "name": "New", "office": "member"}
    response = sqlite_world.secretariat.post("/invitations", body)
    assert (response.status_code, response.get_json()["field"]) == (403, "seat")


def test_the_sentence_is_in_the_language_of_the_reader_and_the_facts_are_not(sqlite_world: World):
    session = sqlite_world.session()
    sitting = sqlite_world.sitting(session)
    response = sqlite_world.chair.post(f"/sittings/{sitting}/open", headers={"Accept-Language": "ar"})
    assert response.get_json()["facts"] == {"stage": "open"}


def test_a_mistake_of_ours_is_a_500_that_tells_nothing(sqlite_world: World):
    def break_down() -> None:
        raise RuntimeError("a secret of the house")

    app: Flask = make_app(sqlite_world.house)
    app.view_functions["api_seats.show_seats"] = break_down
    response = app.test_client().get("/api/seats")
    assert (response.status_code, response.get_json()["error"]) == (500, "internal")
    assert "secret" not in response.text


def test_strangers_who_send_too_much_are_told_to_wait_and_members_never(sqlite_world: World, monkeypatch):
    monkeypatch.setattr("parliament.api.limits.STRANGERS", "3 per minute")
    app = make_app(sqlite_world.house)
    stranger = app.test_client()
    assert [stranger.post("/api/sessions").status_code for _ in range(3)] == [401] * 3
    response = stranger.post("/api/invitations")
    assert (response.status_code, response.get_json()["error"]) == (429, "too_many_attempts")
    assert 0 < int(response.headers["Retry-After"]) <= 60
    assert stranger.get("/api/seats").status_code == 200
    bearer = {"Authorization": f"Bearer {sqlite_world.mayors[0].token}"}
    assert {stranger.post("/api/sessions", headers=bearer).status_code for _ in range(10)} == {403}


def test_a_token_that_is_none_is_refused_even_where_anybody_may_read(sqlite_world: World):
    response = sqlite_world.nobody.get("/seats", headers={"Authorization": "Bearer nonsense"})
    assert (response.status_code, response.get_json()["error"]) == (401, "not_signed_in")


def test_every_refusal_has_its_status_and_shape_over_http(sqlite_world: World):
    """Whatever a command may say: the walk of the whole closed list."""
    facts = {
        "seconds": 7,
        "name": "x",
        "what": "x",
        "count": 1,
        "columns": "a",
        "limit": 5,
        "paragraph": "p",
        "profile": "x",
        "version": 1,
    }
    facts |= {"key": "k", "problem": "p", "minutes": 1, "stage": "open", "hours": 1, "have": 1, "need": 2, "at": "x"}
    facts |= {"place": "/motions/0", "kind": "closure", "state": "disputed"}
    facts |= {"present": 1, "closed_at": "x", "choice": "yes", "number": 1, "fate": "adopted", "kind": "closure"}
    facts |= {"counted": 1, "numbers": "1, 3", "item": "x", "by": 2, "city": "Nice", "who": "Nice"}
    said: list[Code] = []

    def refuse() -> None:
        raise Refused(said[-1], field="title", **facts)

    app: Flask = make_app(sqlite_world.house)
    app.view_functions["api_seats.show_seats"] = refuse
    for code in Code:
        said.append(code)
        response = app.test_client().get("/api/seats")
        body = response.get_json()
        assert (response.status_code, body["error"], body["field"]) == (status_of(code), str(code), "title")
        assert (set(body), body["facts"]) == (SHAPE, facts)
        assert "{" not in body["message"]
    assert said == list(Code)
