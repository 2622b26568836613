"""The acts on votes: casting vote, hands, telephone, annulment, manners and windows, by those who answer for them."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from parliament.commands import agenda, manners, sittings, votes
from tests.pages.deciding import all_cast, debated_under, opened, press, words
from tests.pages.house_in_session import HouseInSession

HANDS = {"votes.manner": "show_of_hands"}
COUNT = {"yes": "6", "no": "1", "abstain": "0"}


@pytest.fixture
def place(tmp_path: Path) -> HouseInSession:
    return HouseInSession(tmp_path)


def cockpit(place: HouseInSession) -> str:
    return f"/sessions/{place.slug}/chair"


def test_equal_votes_are_left_to_the_chair_with_one_button_for_each_side(place: HouseInSession) -> None:
    motion = debated_under(place, **{"majority.motion": "simple", "majority.tie": "casting_vote"})
    vote = opened(place, motion)
    all_cast(place, vote, "yyyynnnn")
    votes.close(place.house, by=place.chair, vote_id=vote)
    assert "a casting vote comes before any other vote" in words(place.browser().get(f"/votes/{vote}"))
    chair = place.browser(place.chair)
    page = chair.get(cockpit(place))
    assert re.findall(r"<button[^>]*>(Casting vote: [^<]+)", page.text) == [
        "Casting vote: in favour",
        "Casting vote: against",
    ]
    assert press(chair, cockpit(place), "/chair/casting", choice="no").status_code == 303
    said = "The votes were equal. By the casting vote of the chair, the text as a whole is not adopted."
    assert said in words(chair.get(cockpit(place)))
    assert "the chair gave the casting vote: No" in words(place.browser().get(f"/votes/{vote}"))


def test_two_officers_count_hands_apart_and_see_each_other_afterwards(place: HouseInSession) -> None:
    vote = opened(place, debated_under(place, **HANDS))
    chair, desk = place.browser(place.chair), place.browser(place.secretariat)
    page = f"/votes/{vote}/officers"
    assert press(desk, page, "/hands", **COUNT).status_code == 303
    before = words(chair.get(cockpit(place)))
    assert "Counted already: Secretariat" in before
    assert "A second officer has to count." not in before
    assert "What was counted" not in before
    assert press(chair, cockpit(place), "/hands", **COUNT | {"yes": "5"}).location == cockpit(place)
    assert "The counts differ. Count again." in words(chair.get(cockpit(place)))
    assert "The two officers counted differently." in words(chair.get(cockpit(place)))
    press(chair, page, "/hands", **COUNT)
    assert "The counts agree." in words(desk.get(page))
    assert "Close the vote" in words(chair.get(cockpit(place)))
    press(chair, cockpit(place), "/chair/close")
    result = words(place.browser().get(f"/votes/{vote}"))
    assert "6 for, 1 against, 0 abstaining" in result
    assert "Who counted the hands" in result
    assert "Holder of chair 6 1 0" in result


def test_count_that_is_none_comes_back_with_what_was_typed(place: HouseInSession) -> None:
    vote = opened(place, debated_under(place, **HANDS))
    desk, page = place.browser(place.secretariat), f"/votes/{vote}/officers"
    assert press(desk, page, "/hands", **COUNT | {"no": "many"}).status_code == 422
    answer = press(desk, page, "/hands", **COUNT | {"no": "8"})
    assert answer.status_code == 409
    assert "14 hands are more than the 8 seats present." in words(answer)
    assert re.search(r'id="field-no"[^>]*value="8"', answer.text)


def test_ballot_by_telephone_is_typed_by_one_officer_and_again_by_another(place: HouseInSession) -> None:
    vote = opened(place, place.debated())
    desk, chair, page = place.browser(place.secretariat), place.browser(place.chair), f"/votes/{vote}/officers"
    seat = str(place.mayors[0].seat)
    said = {"seat_id": seat, "choice": "yes"}
    refused = press(desk, page, "/telephone", **said)
    assert refused.status_code == 422
    assert re.search(r'value="yes"[^>]* checked', refused.text)
    assert press(desk, page, "/telephone", identity_check="Called back", **said).status_code == 303
    assert "A second officer has to ask the seat again and confirm." in words(desk.get(page))
    shown = chair.get(cockpit(place)).text
    assert "Called back" in shown
    assert not re.search(r'name="choice"[^>]* checked', shown)
    other = press(chair, page, f"/telephone/{seat}/confirm", choice="no")
    assert "The first officer wrote down another choice." in words(other)
    assert press(chair, page, f"/telephone/{seat}/confirm", choice="yes").status_code == 303
    votes.close(place.house, by=place.chair, vote_id=vote)
    result = words(place.browser().get(f"/votes/{vote}"))
    assert "by telephone" in result
    assert "Secretariat Holder of chair Called back" in result


def test_annulling_asks_first_and_keeps_the_numbers(place: HouseInSession) -> None:
    vote = opened(place, place.debated())
    all_cast(place, vote, "yyyyyyyn")
    votes.close(place.house, by=place.chair, vote_id=vote)
    chair, page = place.browser(place.chair), f"/votes/{vote}/annul"
    assert page in chair.get(cockpit(place)).text
    assert "what it decided is undone" in words(chair.get(page))
    assert press(chair, page, "/annul", reason=" ").status_code == 422
    answer = press(chair, page, "/annul", reason="The wrong text was put.")
    assert (answer.status_code, answer.location) == (303, f"/votes/{vote}")
    result = words(place.browser().get(f"/votes/{vote}"))
    assert "This vote is annulled. Reason: The wrong text was put." in result
    assert "7 for, 1 against, 0 abstaining" in result
    assert "annulled" in words(place.browser().get(f"/sessions/{place.slug}"))


def test_vote_that_was_annulled_while_open_says_that_nothing_was_counted(place: HouseInSession) -> None:
    vote = opened(place, place.debated())
    press(place.browser(place.chair), f"/votes/{vote}/annul", "/annul", reason="A line broke.")
    assert "no ballot was counted" in words(place.browser().get(f"/votes/{vote}"))
    assert "Put the whole text" in words(place.browser(place.chair).get(cockpit(place)))


@pytest.mark.parametrize("page", ["officers", "annul"])
def test_pages_of_the_officers_are_not_for_mayors(place: HouseInSession, page: str) -> None:
    vote = opened(place, place.debated())
    assert place.browser(place.mayors[0]).get(f"/votes/{vote}/{page}").status_code == 403
    assert place.browser(place.chair).get(f"/votes/none/{page}").status_code == 404


def test_next_question_is_put_in_the_manner_that_was_chosen(place: HouseInSession) -> None:
    place.debated()
    chair = place.browser(place.chair)
    hidden = {"manner": "silence", "closes_at": ""}
    assert press(chair, cockpit(place), "/chair/put", **hidden).status_code == 422
    hidden["closes_at"] = (place.at + timedelta(hours=30)).strftime("%Y-%m-%dT%H:%M")
    answer = sent_form(chair, place, **hidden)
    assert answer.status_code == 303
    page = words(chair.get(cockpit(place)))
    assert "Is there any objection to the text as a whole? If there is none, it is adopted." in page
    assert "0 of 8 seats have objected." in page
    assert "by silence" in page


def sent_form(browser, place: HouseInSession, **typed: str):
    """The long form of the cockpit, in which the manner is chosen."""
    text = browser.get(cockpit(place)).text
    form = next(each for each in re.findall(r"<form.*?</form>", text, re.DOTALL) if 'name="manner"' in each)
    return browser.post(
        f"{cockpit(place)}/put", data=dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form)) | typed
    )


def test_chair_sees_how_many_seats_ask_for_the_names(place: HouseInSession) -> None:
    debated_under(place, **HANDS, **{"votes.roll_call_request_seats": 2})
    mayor, live = place.browser(place.mayors[0]), f"/sessions/{place.slug}/live"
    assert press(mayor, live, "/vote-requests", asks_for="roll_call").status_code == 303
    assert "Your seat asks for a roll call at the next vote." in words(mayor.get(live))
    chair = place.browser(place.chair)
    assert "Roll call: asked by 1 of 2 seats." in words(chair.get(cockpit(place)))
    place.perform(manners.ask_before_vote, by=place.mayors[1], sitting_id=place.sitting, asks_for="roll_call")
    assert "Enough: the next vote is taken by roll call." in words(chair.get(cockpit(place)))


def test_nothing_is_offered_to_ask_where_the_rules_give_nothing(place: HouseInSession) -> None:
    place.debated()
    assert "/vote-requests" not in place.browser(place.mayors[0]).get(f"/sessions/{place.slug}/live").text


def test_windows_are_listed_beside_the_vote_before_the_house(place: HouseInSession) -> None:
    first = place.debated()
    window = opened(place, first, closes_at=place.at + timedelta(hours=30))
    second = place.published()
    item = place.perform(agenda.add_item, session_id=place.session, kind="motion", motion_id=second)["item"]
    place.perform(sittings.call_item, by=place.chair, sitting_id=place.sitting, item_id=item)
    opened(place, second)
    for page in (cockpit(place), f"/sessions/{place.slug}/live", f"/sessions/{place.slug}/live/text"):
        answer = place.browser(place.chair).get(page)
        assert "Also open" in words(answer), page
        assert f"/votes/{window}" in answer.text


def test_window_on_another_item_is_not_taken_for_a_vote_on_the_text_before_the_house(place: HouseInSession) -> None:
    window = opened(place, place.debated(), closes_at=place.at + timedelta(hours=30))
    second = place.published()
    item = place.perform(agenda.add_item, session_id=place.session, kind="motion", motion_id=second)["item"]
    place.perform(sittings.call_item, by=place.chair, sitting_id=place.sitting, item_id=item)
    for page in (cockpit(place), f"/sessions/{place.slug}/live", f"/sessions/{place.slug}/live/text"):
        answer = place.browser(place.chair).get(page)
        assert "Also open" in words(answer), page
        assert f"/votes/{window}" in answer.text
        assert "Time left to vote" not in words(answer), page
    assert "Put the whole text" in words(place.browser(place.chair).get(cockpit(place)))
