"""A mayor on the floor, and the chair who rules: the forms of both, with what was typed kept."""

import re
from html import unescape
from secrets import token_hex

import pytest

from parliament.commands import floor, points, procedural
from parliament.store.tables import PointOfOrder, ProceduralMotion, Turn

POINT = "The speaker is not on the item."


def path(gallery, tail="floor"):
    return f"/sessions/{gallery.slug}/{tail}"


def seen(gallery, actor, tail="floor"):
    answer = gallery.browser(actor).get(path(gallery, tail))
    assert answer.status_code == 200
    return unescape(answer.text)


def sent(gallery, actor, tail, **typed):
    browser = gallery.browser(actor)
    page = browser.get(path(gallery, "chair" if tail.startswith("chair") else "floor")).text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token is not None
    return browser.post(path(gallery, tail), data={"csrf_token": token[1], "once": token_hex(8)} | typed)


def rows(gallery, table):
    with gallery.house.reading() as db:
        found = db.query(table).all()
        db.expunge_all()
        return found


@pytest.fixture
def raised(deciding):
    """The second mayor speaks, the third has raised a point of order."""
    deciding.act(floor.give_floor, deciding.chair, turn_id=deciding.turns[0])
    said = {"sitting_id": deciding.sitting, "about": POINT}
    return deciding.act(points.raise_point_of_order, deciding.mayors[2], **said)["point"]


def test_floor_is_for_mayors(deciding):
    assert deciding.browser().get(path(deciding)).status_code in (302, 303, 401)
    assert deciding.browser(deciding.chair).get(path(deciding)).status_code == 403


def test_mayor_raises_a_point_of_order_from_the_page_and_everybody_sees_it(deciding):
    answer = sent(deciding, deciding.mayors[2], "floor/point", sitting_id=deciding.sitting, about=POINT)
    assert answer.status_code == 303
    assert [row.about for row in rows(deciding, PointOfOrder)] == [POINT]
    assert POINT in seen(deciding, None, "live")
    assert POINT in seen(deciding, None, "live/text")


def test_point_without_words_comes_back_beside_its_field(deciding):
    answer = sent(deciding, deciding.mayors[2], "floor/point", sitting_id=deciding.sitting, about=" ")
    assert answer.status_code == 422
    assert 'id="error-about"' in answer.text


def test_stopped_speech_does_not_count_down(deciding, raised):
    page = seen(deciding, None, "live")
    assert "interrupted, seconds left" in page
    assert "data-ends-at" not in page


def test_chair_rules_from_the_cockpit_and_the_mayor_appeals(deciding, raised):
    assert "Rule on the point of order" in seen(deciding, deciding.chair, "chair")
    said = {"point_id": raised, "ruling": "dismissed"}
    refused = sent(deciding, deciding.chair, "chair/floor/rule", words="", **said)
    assert (refused.status_code, 'id="error-words"' in refused.text) == (422, True)
    assert sent(deciding, deciding.chair, "chair/floor/rule", words="It is.", **said).status_code == 303
    page = seen(deciding, deciding.mayors[2])
    assert "Appeal against this ruling" in page
    assert sent(deciding, deciding.mayors[2], "floor/appeal", point_id=raised).status_code == 303
    assert "Put the appeal" in seen(deciding, deciding.chair, "chair")
    assert sent(deciding, deciding.chair, "chair/floor/put-appeal", point_id=raised).status_code == 303
    appeal = deciding.votes()[0]
    assert appeal["question"] == "appeal"
    # Not “the point” but the appeal is what the house decides.
    assert "on “Appeal: " in seen(deciding, deciding.chair, "chair")


def test_procedural_motion_is_moved_spoken_on_withdrawn_and_put_from_the_pages(deciding):
    mayor, said = deciding.mayors[2], {"sitting_id": deciding.sitting}
    assert sent(deciding, mayor, "floor/procedural", kind="closure", text="Enough.", **said).status_code == 303
    moved = rows(deciding, ProceduralMotion)[0]
    assert (moved.kind, moved.text) == ("closure", "Enough.")
    assert "Closure of the debate" in seen(deciding, None, "live")
    speaks = {"side": "against", "procedural_id": moved.id} | said
    assert sent(deciding, deciding.mayors[4], "floor/speak", **speaks).status_code == 303
    assert "Put it to the vote" in seen(deciding, deciding.chair, "chair")
    assert sent(deciding, mayor, "floor/withdraw-procedural", procedural_id=moved.id).status_code == 303
    assert rows(deciding, ProceduralMotion)[0].state == "withdrawn"
    lower = sent(deciding, mayor, "floor/procedural", kind="dance", **said)
    assert lower.status_code == 409


def test_chair_asks_without_objection(deciding):
    said = {"sitting_id": deciding.sitting, "kind": "closure"}
    moved = deciding.act(procedural.move_procedural, deciding.mayors[2], **said)["procedural"]
    typed = {"procedural_id": moved, "manner": "without_objection"}
    assert sent(deciding, deciding.chair, "chair/floor/put-procedural", **typed).status_code == 303
    assert deciding.votes()[0]["manner"] == "without_objection"


def test_reply_is_asked_for_granted_and_refused_with_a_reason(deciding):
    deciding.act(floor.give_floor, deciding.chair, turn_id=deciding.turns[0])
    for mayor in (2, 4):
        asked = sent(deciding, deciding.mayors[mayor], "floor/reply", sitting_id=deciding.sitting, reply_to="Us")
        assert asked.status_code == 303
    first, second = [turn.id for turn in rows(deciding, Turn) if turn.kind == "reply"]
    assert "Replies asked for" in seen(deciding, deciding.chair, "chair")
    assert sent(deciding, deciding.chair, "chair/floor/grant", turn_id=first).status_code == 303
    without = sent(deciding, deciding.chair, "chair/floor/refuse", turn_id=second)
    assert (without.status_code, f'id="error-refusal-{second}"' in without.text) == (422, True)
    typed = {"turn_id": second, f"refusal-{second}": "Nobody was named."}
    assert sent(deciding, deciding.chair, "chair/floor/refuse", **typed).status_code == 303
    states = {turn.id: turn.state for turn in rows(deciding, Turn)}
    assert (states[first], states[second]) == ("waiting", "refused")


def test_chair_takes_the_proposed_order_or_gives_a_reason_for_another(deciding):
    extra = deciding.act(floor.ask_to_speak, deciding.mayors[2], sitting_id=deciding.sitting, side="for")["turn"]
    page = seen(deciding, deciding.chair, "chair")
    first, second = deciding.turns
    typed = {f"place-{first}": "3", f"place-{second}": "1", f"place-{extra}": "2", "sitting_id": deciding.sitting}
    without = sent(deciding, deciding.chair, "chair/floor/order", **typed)
    assert (without.status_code, 'id="error-list_reason"' in without.text) == (422, True)
    assert sent(deciding, deciding.chair, "chair/floor/order", list_reason="They leave.", **typed).status_code == 303
    page = seen(deciding, deciding.chair, "chair")
    assert "Another order is proposed" in page
    proposed = re.search(r'name="turns" value="([^"]+)"', page)
    assert proposed is not None
    taken = sent(deciding, deciding.chair, "chair/floor/order", turns=proposed[1], sitting_id=deciding.sitting)
    assert taken.status_code == 303
    assert "Another order is proposed" not in seen(deciding, deciding.chair, "chair")


def test_guest_without_a_seat_is_listed_by_name(deciding):
    typed = {"sitting_id": deciding.sitting, "guest_name": "Ada Guest", "guest_office": "observer"}
    wrong = sent(deciding, deciding.chair, "chair/floor/invite", guest_seconds="soon", **typed)
    assert (wrong.status_code, 'id="error-guest_seconds"' in wrong.text) == (422, True)
    assert sent(deciding, deciding.chair, "chair/floor/invite", guest_seconds="", **typed).status_code == 303
    for actor, tail in ((None, "live"), (None, "live/text"), (deciding.chair, "chair"), (deciding.mayors[2], "floor")):
        assert "Ada Guest" in seen(deciding, actor, tail)
