"""The cockpit: it proposes the next act, says why a button is closed, keeps what was typed, and leads a whole sitting."""

import re
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from parliament.commands import accounts, agenda, amendments, floor, sittings, votes
from parliament.rules.powers import Actor, Office
from tests.pages.house_in_session import BEGINNING, HouseInSession

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


@pytest.fixture
def place(tmp_path: Path) -> HouseInSession:
    return HouseInSession(tmp_path)


def words(answer) -> str:
    """What stands on a page, without its markup."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.text)).split())


def cockpit(place: HouseInSession) -> str:
    return f"/sessions/{place.slug}/chair"


def send(browser: FlaskClient, place: HouseInSession, deed: str, **fields: str):
    """Press a button of the cockpit, as a browser without script does; returns the page it leads to."""
    page = browser.get(cockpit(place))
    token = TOKEN.search(page.text)[1]
    return browser.post(f"{cockpit(place)}/{deed}", data={"csrf_token": token, **fields}, follow_redirects=True)


def press_next(browser: FlaskClient, place: HouseInSession) -> str:
    """Press the one button the page proposes; returns what stood on it."""
    page = browser.get(cockpit(place)).text
    form = re.search(r'<div class="act"><form method="post" action="([^"]+)">(.*?)</form>', page, re.DOTALL)
    fields = {name: unescape(value) for name, value in re.findall(r'name="([^"]+)" value="([^"]*)"', form[2])}
    said = re.search(r"<button[^>]*>([^<]+)", form[2])
    assert "disabled" not in said[0], said[1]
    answer = browser.post(form[1], data=fields)
    assert answer.status_code == 303
    return unescape(said[1])


def amended(place: HouseInSession, motion: str, mayor: int, old: str, new: str) -> str:
    view = place.motion(motion)
    rows = [
        {name: p[name] for name in ("id", "section", "depth", "addressee")} | {"text": p["text"].replace(old, new)}
        for p in view["text"]["paragraphs"]
    ]
    made = place.perform(
        amendments.submit_amendment,
        by=place.mayors[mayor],
        motion_id=motion,
        base_hash=view["text_hash"],
        paragraphs=rows,
    )
    return str(made["amendment"])


def second_chair(place: HouseInSession) -> Actor:
    made = place.perform(accounts.invite, login="second", name="Second chair", token_hash="second", office=Office.CHAIR)
    return Actor(made["account"], "Second chair", frozenset({Office.CHAIR}))


def test_pressing_only_what_is_proposed_leads_from_the_opening_to_the_adjournment(place: HouseInSession) -> None:
    motion = place.published()
    place.perform(agenda.add_item, session_id=place.session, kind="motion", motion_id=motion)
    amended(place, motion, 1, "every year", "every two years")
    amended(place, motion, 2, "every year", "each spring")
    for mayor in place.mayors:
        place.perform(sittings.check_in, by=mayor, sitting_id=place.sitting)
    place.at = BEGINNING + timedelta(days=2)
    chair, pressed = place.browser(place.chair), []
    while not pressed or pressed[-1] != "Adjourn the sitting":
        pressed.append(press_next(chair, place))
        if pressed[-1].startswith("Call item"):
            place.perform(floor.ask_to_speak, by=place.mayors[3], sitting_id=place.sitting)
        if pressed[-1].startswith("Put"):
            for mayor in place.mayors:
                place.perform(votes.cast_ballot, by=mayor, vote_id=open_vote(place), choice="yes")
        place.at += timedelta(minutes=1)
    assert pressed == [
        "Open the sitting",
        "Call item 1",
        "Give the floor to Amman",
        "End the turn of Amman",
        "Confirm the order of voting",
        "Put amendment 2",
        "Close the vote",
        "Put the whole text",
        "Close the vote",
        "Adjourn the sitting",
    ]
    assert place.motion(motion)["outcome"] == "adopted"


def open_vote(place: HouseInSession) -> str:
    from parliament.store.views.live import live_view

    with place.house.reading() as db:
        return str(live_view(db, place.slug)["vote"]["id"])


def test_chair_leads_to_the_session_that_is_next(place: HouseInSession) -> None:
    answer = place.browser(place.chair).get("/chair")
    assert (answer.status_code, answer.location) == (303, cockpit(place))


def test_cockpit_is_not_for_mayors_and_asks_a_passer_by_to_sign_in(place: HouseInSession) -> None:
    assert place.browser(place.mayors[0]).get(cockpit(place)).status_code == 403
    answer = place.browser().get(cockpit(place))
    assert answer.status_code == 303
    assert answer.location.startswith("/sign-in?next=")


def test_opening_too_early_and_without_quorum_says_both_beside_the_closed_button(place: HouseInSession) -> None:
    page = place.browser(place.chair).get(cockpit(place))
    assert re.search(r"<button[^>]* disabled[^>]*>Open the sitting", page.text)
    assert "This may begin at 24 Nov 2026, 09:00 (Freetown), not before." in words(page)
    assert "0 seats are present; 3 make a quorum." in words(page)


def test_another_holder_of_the_office_sees_who_presides_and_can_press_nothing(place: HouseInSession) -> None:
    motion = place.debated()
    page = place.browser(second_chair(place)).get(cockpit(place))
    assert "In the chair: Holder of chair . Only the person in the chair of this sitting may do this." in words(page)
    buttons = re.findall(r"<button[^>]*class=\"btn[^>]*>", page.text)
    assert len(buttons) == 1
    assert "disabled" in buttons[0]
    answer = send(place.browser(second_chair_again(place)), place, "put", motion_id=motion)
    assert "Only the person in the chair of this sitting may do this." in words(answer)


def second_chair_again(place: HouseInSession) -> Actor:
    from parliament.store.views.seats import holders_of_chair

    with place.house.reading() as db:
        row = next(row for row in holders_of_chair(db) if row["name"] == "Second chair")
    return Actor(row["id"], row["name"], frozenset({Office.CHAIR}))


def test_secretariat_looks_on_without_any_button_of_the_chair(place: HouseInSession) -> None:
    place.debated()
    page = place.browser(place.secretariat).get(cockpit(place))
    assert "You are looking on." in words(page)
    assert re.findall(r'action="[^"]*/chair/(?!put)\w+"', page.text) == []


def test_order_typed_without_a_reason_is_refused_with_the_places_kept(place: HouseInSession) -> None:
    motion = place.debated()
    amended(place, motion, 1, "every year", "every two years")
    amended(place, motion, 2, "pay for it", "pay for it fairly")
    chair = place.browser(place.chair)
    fields = {"motion_id": motion, "as": "numbered", "place-1": "2", "place-2": "1"}
    page = send(chair, place, "order", **fields)
    assert page.status_code == 422
    assert "Give the reason: it becomes part of the record." in words(page)
    assert re.search(r'name="place-1"[^>]*value="2"', page.text)
    assert "data-live-log" not in page.text
    page = send(chair, place, "order", **fields, reason="The second settles who pays.")
    assert "Order confirmed: 2, 1. Reason: The second settles who pays." in words(page)


@pytest.mark.parametrize("second", ["1", "first", "²", "-1"])
def test_order_with_a_place_that_cannot_be_is_refused(place: HouseInSession, second: str) -> None:
    motion = place.debated()
    amended(place, motion, 1, "every year", "every two years")
    amended(place, motion, 2, "pay for it", "pay for it fairly")
    page = send(place.browser(place.chair), place, "order", **{"motion_id": motion, "place-1": "1", "place-2": second})
    assert page.status_code == 422
    assert "leaves something out" in words(page)


def test_table_says_what_falls_if_an_amendment_is_adopted_and_what_waits(place: HouseInSession) -> None:
    motion = place.debated()
    amended(place, motion, 1, "every year", "every two years")
    amended(place, motion, 2, "every year", "each spring")
    chair = place.browser(place.chair)
    assert "after the order is confirmed" in words(chair.get(cockpit(place)))
    page = send(chair, place, "order", motion_id=motion, **{"as": "proposed"})
    assert "2: fall" in words(page)
    assert "after all amendments" in words(page)


def test_window_needs_a_time_and_its_button_then_waits_for_the_clock(place: HouseInSession) -> None:
    motion = place.debated()
    chair = place.browser(place.chair)
    page = send(chair, place, "put", motion_id=motion, manner="window", closes_at="")
    assert page.status_code == 422
    closes_at = (place.at + timedelta(hours=30)).strftime("%Y-%m-%dT%H:%M")  # Freetown keeps UTC
    page = send(chair, place, "put", motion_id=motion, manner="window", closes_at=closes_at)
    assert "This vote is open until 25 Nov 2026, 15:00 (Freetown), as announced; it is closed by the clock." in words(
        page
    )
    assert re.search(r"<button[^>]* disabled[^>]*>Close the vote", page.text)


def test_closing_time_that_is_too_near_comes_back_with_what_was_typed(place: HouseInSession) -> None:
    motion = place.debated()
    near = (place.at + timedelta(minutes=1)).strftime("%Y-%m-%dT%H:%M")
    page = send(place.browser(place.chair), place, "put", motion_id=motion, manner="window", closes_at=near)
    assert page.status_code == 422
    assert f'value="{near}"' in page.text


def test_vote_that_was_closed_meanwhile_is_refused_in_a_sentence(place: HouseInSession) -> None:
    motion = place.debated()
    chair = place.browser(place.chair)
    send(chair, place, "put", motion_id=motion)
    vote = open_vote(place)
    page = send(chair, place, "close", vote_id=vote)
    assert "the text as a whole is not adopted." in words(page)
    page = send(chair, place, "close", vote_id=vote)
    assert "Not done. This vote closed at" in words(page)


def test_pressing_twice_does_it_once(place: HouseInSession) -> None:
    motion = place.debated()
    chair = place.browser(place.chair)
    pages = [send(chair, place, "put", motion_id=motion, once="the same") for _ in range(2)]
    assert all("The vote is open." in words(page) for page in pages)


def test_open_vote_counts_without_saying_who_and_keeps_the_next_question_back(place: HouseInSession) -> None:
    motion = place.debated()
    chair = place.browser(place.chair)
    send(chair, place, "put", motion_id=motion)
    place.perform(votes.cast_ballot, by=place.mayors[0], vote_id=open_vote(place), choice="no")
    page = chair.get(cockpit(place))
    assert f'data-progress-vote="{open_vote(place)}"' in page.text
    assert "1 of 8 seats have voted." in words(page)
    assert "seat-no" not in page.text
    assert "A vote is open. The next question can be put when it has closed." in words(page)


def test_speakers_wait_while_one_speaks_and_the_reason_stands_there(place: HouseInSession) -> None:
    place.debated()
    for mayor in place.mayors[:2]:
        turn = place.perform(floor.ask_to_speak, by=mayor, sitting_id=place.sitting)["turn"]
    chair = place.browser(place.chair)
    page = send(chair, place, "give", turn_id=turn)
    assert "Somebody has the floor. End that turn first." in words(page)
    assert 'role="timer"' in page.text
    page = send(chair, place, "end", turn_id=turn)
    assert "The turn has ended." in words(page)


def test_chair_is_handed_over_and_the_former_chair_looks_on(place: HouseInSession) -> None:
    place.debated()
    heir = second_chair(place)
    page = send(place.browser(place.chair), place, "hand-over", sitting_id=place.sitting, account_id=heir.account)
    assert "You handed over the chair." in words(page)
    assert "In the chair: Second chair" in words(page)
    assert "You are looking on." in words(page)


def test_suspended_sitting_proposes_to_go_on(place: HouseInSession) -> None:
    place.debated()
    chair = place.browser(place.chair)
    send(chair, place, "suspend", sitting_id=place.sitting)
    assert press_next(chair, place) == "Resume the sitting"


def test_roll_call_marks_who_answers_and_keeps_who_checked_in_meanwhile(place: HouseInSession) -> None:
    seats = [mayor.seat for mayor in place.mayors]
    for mayor in place.mayors[:2]:
        place.perform(sittings.check_in, by=mayor, sitting_id=place.sitting)
    chair = place.browser(place.chair)
    url = f"{cockpit(place)}/roll-call/{place.sitting}"
    page = chair.get(url)
    assert page.text.count(" checked>") == 2
    was_present = re.search(r'name="was_present" value="([^"]*)"', page.text)[1]
    place.perform(sittings.check_in, by=place.mayors[5], sitting_id=place.sitting)
    data = {"csrf_token": TOKEN.search(page.text)[1], "was_present": was_present, "present": seats[1:4]}
    answer = chair.post(url, data=data, follow_redirects=True)
    ticked = set(re.findall(r'value="([^"]+)" checked>', answer.text))
    assert ticked == {*seats[1:4], seats[5]}


def test_chair_certifies_the_adopted_text_once(place: HouseInSession) -> None:
    motion = place.debated()
    chair = place.browser(place.chair)
    send(chair, place, "put", motion_id=motion)
    for mayor in place.mayors:
        place.perform(votes.cast_ballot, by=mayor, vote_id=open_vote(place), choice="yes")
    page = send(chair, place, "close", vote_id=open_vote(place))
    assert "In favour 8, against 0, abstaining 0: the text as a whole is adopted." in words(page)
    assert "Certify this text" in words(page)
    page = send(chair, place, "certify", motion_id=motion)
    assert "You certified the adopted text." in words(page)
    assert "Certify this text" not in words(page)


def test_fragments_are_the_parts_of_the_page_for_this_person_alone(place: HouseInSession) -> None:
    place.debated()
    chair = place.browser(place.chair)
    page, answer = chair.get(cockpit(place)), chair.get(f"{cockpit(place)}/fragments")
    assert answer.headers["Cache-Control"] == "no-store"
    names = set(re.findall(r'data-fragment="([^"]+)"', page.text))
    assert names == set(answer.json["fragments"])
    assert f'data-live-seq="{answer.json["seq"]}"' in page.text
    assert "Put the whole text" in answer.json["fragments"]["chair-now"]
    assert place.browser(place.mayors[0]).get(f"{cockpit(place)}/fragments").status_code == 403


def test_agenda_names_each_button_by_its_item(place: HouseInSession) -> None:
    place.debated()
    place.perform(agenda.add_item, session_id=place.session, kind="debate", title="Any other heat")
    page = place.browser(place.chair).get(cockpit(place))
    assert 'Call<span class="vh"> item 2</span>' in page.text
