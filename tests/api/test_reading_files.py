"""A motion out of a file over HTTP."""

from base64 import b64encode

from tests.api.conftest import World

TEXT = "Wells\n\nRecalling that water is a right,\n\n1. Calls upon governments to dig;\n2. Turns \u202earound."
BODY = {"name": "wells.txt", "content": b64encode(TEXT.encode()).decode()}
READ = "/motions/read-file"


def test_file_is_read_into_rows_that_a_draft_takes_and_nothing_is_kept(sqlite_world: World):
    world = sqlite_world
    session = world.session()
    found = world.cabinet.does(READ, BODY)
    assert found["title"] == "Wells"
    assert found["paragraphs"][1] == {
        "section": "operative",
        "depth": 0,
        "text": "Calls upon governments to dig",
        "addressee": "governments",
    }
    assert found["remarks"] == ["To whom a paragraph is addressed was taken from its words; check it: 1."]
    assert [(each["field"], each["error"]) for each in found["problems"]] == [("paragraph-2", "text_controls")]
    assert world.cabinet.sees(f"/sessions/{session}/motions")["motions"] == []
    rows = [row for at, row in enumerate(found["paragraphs"]) if at != 2]
    drafted = world.mayors[0].does(f"/sessions/{session}/motions", {"title": found["title"], "paragraphs": rows})
    assert world.mayors[0].sees(f"/motions/{drafted['motion']}")["title"] == "Wells"


def test_file_is_read_for_those_who_draft_alone_and_refused_by_name(sqlite_world: World):
    world = sqlite_world
    assert world.nobody.is_refused(READ, BODY) == (401, "not_signed_in")
    assert world.observer.is_refused(READ, BODY) == (403, "not_allowed")
    assert world.mayors[0].is_refused(READ, BODY | {"name": "wells.xls"}) == (422, "not_a_motion_file")
    assert world.mayors[0].is_refused(READ, BODY | {"content": "//79"}) == (422, "unknown_encoding")
    assert world.mayors[0].is_refused(READ, BODY | {"content": "no base64!"}) == (422, "malformed")
