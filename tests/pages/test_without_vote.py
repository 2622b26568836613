"""Pages of what nobody votes on: amendments that sponsors accept, and words put right in an adopted text."""

import re
from datetime import timedelta
from html import unescape
from typing import Any

from parliament.commands import acceptances
from parliament.commands.amendments import withdraw_amendment
from parliament.rules.powers import Actor


def page_of(gallery: Any, path: str, actor: Actor | None = None) -> str:
    answer = gallery.browser(actor).get(path)
    assert answer.status_code == 200
    return unescape(answer.text)


def send(gallery: Any, actor: Actor, path: str, **fields: Any) -> Any:
    """A form that was filled in by hand, with the token of a page seen before."""
    browser = gallery.browser(actor)
    token = re.search(r'name="csrf_token" value="([^"]+)"', browser.get("/").text)
    assert token is not None
    return browser.post(path, data={"csrf_token": token[1], **fields})


def test_sponsors_accept_and_others_object_on_the_page_of_an_amendment(deciding):
    path = f"/amendments/{deciding.made[1]}"
    assert "Acceptance by the sponsors" not in page_of(deciding, path, deciding.mayors[5])
    assert f"{path}/accept" in page_of(deciding, path, deciding.mayors[1])
    answer = send(deciding, deciding.mayors[1], f"{path}/accept", once="a")
    assert answer.status_code == 303
    page = page_of(deciding, path, deciding.mayors[5])
    assert "has not accepted it" in page
    assert f"{path}/object" in page
    assert f"{path}/settle" not in page
    too_long = send(deciding, deciding.mayors[5], f"{path}/object", reason="x" * 1001, once="b")
    assert too_long.status_code == 422
    assert "x" * 1001 in too_long.text
    answer = send(deciding, deciding.mayors[5], f"{path}/object", reason="Too seldom.", once="c")
    assert answer.status_code == 303
    page = page_of(deciding, path)
    assert "A seat objected, so that the house votes on it." in page
    assert "Too seldom." in page
    assert "acceptance_objected" not in page


def test_the_chair_declares_it_accepted_once_the_time_is_over(deciding):
    path = f"/amendments/{deciding.made[1]}"
    for sponsor in range(4):
        deciding.act(acceptances.accept_amendment, deciding.mayors[sponsor], amendment_id=deciding.made[1])
    assert "Seats may object until" in page_of(deciding, path, deciding.chair)
    deciding.now += timedelta(hours=2)
    assert send(deciding, deciding.chair, f"{path}/settle", once="a").status_code == 303
    page = page_of(deciding, path)
    assert "All sponsors accepted it and nobody objected" in page
    assert "accepted" in page_of(deciding, f"/motions/{deciding.debated}")


def fields_of(page: str) -> dict[str, list[str]]:
    """What a form would send: hidden fields, the title, and every text area."""
    found: dict[str, list[str]] = {}
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    areas = re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)
    title = re.findall(r'<input class="input [^"]*" id="field-title" name="(title)" type="text" value="([^"]*)"', page)
    for name, value in [*hidden, *areas, *title]:
        found.setdefault(name, []).append(unescape(value))
    del found["csrf_token"]  # each browser has its own
    return found


def adopted(deciding: Any) -> str:
    """The motion is adopted as published."""
    for mover, number in ((3, 1), (4, 2)):
        deciding.act(withdraw_amendment, deciding.mayors[mover], amendment_id=deciding.made[number])
    assert deciding.vote(deciding.debated, ["yes"] * 7) == "adopted"
    return f"/motions/{deciding.debated}/correct"


def test_the_secretariat_puts_words_right_and_the_declaration_lists_them(deciding):
    path = adopted(deciding)
    assert path in page_of(deciding, f"/sessions/{deciding.slug}/desk", deciding.desk)
    assert deciding.browser(deciding.mayors[0]).get(path).status_code == 403
    typed = fields_of(deciding.browser(deciding.desk).get(path).text)
    (wells,) = [name for name, value in typed.items() if value == ["Decide to meet again"]]

    same = send(deciding, deciding.desk, path, **typed, do="preview")
    assert (same.status_code, "This changes nothing." in same.text) == (422, True)
    number = send(deciding, deciding.desk, path, **typed | {wells: ["Decide to meet 2 times"]}, do="preview")
    assert number.status_code == 422
    assert "A correction changes no number" in number.text
    assert "Decide to meet 2 times" in number.text

    preview = send(deciding, deciding.desk, path, **typed | {wells: ["Decide to meet anew"]}, do="preview")
    assert preview.status_code == 200
    assert "In paragraph 3, replace “again” by “anew”." in unescape(preview.text)
    shown = {**fields_of(preview.text), "once": ["a"]}
    nothing = send(deciding, deciding.desk, path, **shown | {"reason": [" "]}, do="save")
    assert (nothing.status_code, "Give the reason" in nothing.text) == (422, True)
    back = send(deciding, deciding.desk, path, **shown, do="edit")
    assert (back.status_code, "Decide to meet anew" in back.text) == (200, True)
    saved = send(deciding, deciding.desk, path, **shown | {"reason": ["A slip of the pen."]}, do="save")
    assert saved.status_code == 303
    again = send(deciding, deciding.desk, path, **shown | {"reason": ["A slip."], "once": ["b"]}, do="save")
    assert (again.status_code, "The text has changed" in again.text) == (409, True)

    answer = deciding.declare(deciding.debated)
    page = page_of(deciding, f"/declarations/{answer['slug']}")
    assert "Linguistic corrections" in page
    assert "In paragraph 3, replace “again” by “anew”." in page
    assert "A slip of the pen." in page
    assert "Desk" in page
    assert path not in page_of(deciding, f"/sessions/{deciding.slug}/desk", deciding.desk)
    assert "nothing in it is corrected any more" in page_of(deciding, path, deciding.desk)
