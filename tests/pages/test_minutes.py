"""Minutes on screen: a draft says it is one, those who were there correct it, the approved text says what was corrected."""

import re
from pathlib import Path

import pytest

from parliament.commands import sittings, votes
from parliament.commands.minutes import draft_minutes, put_minutes
from parliament.store.tables import Minutes
from tests.pages.house_in_session import HouseInSession
from tests.pages.test_desk import send, words


@pytest.fixture
def place(tmp_path: Path) -> HouseInSession:
    """A sitting that is over."""
    house = HouseInSession(tmp_path)
    house.debated()
    house.perform(sittings.adjourn_sitting, by=house.chair, sitting_id=house.sitting)
    return house


def until(place: HouseInSession):
    with place.house.reading() as db:
        return db.query(Minutes).one().corrections_until_at


def approve(place: HouseInSession) -> None:
    place.at = until(place)
    said = {"session_id": place.session, "starts_at": place.at}
    sitting = place.perform(sittings.schedule_sitting, **said)["sitting"]
    present = [mayor.seat for mayor in place.mayors]
    place.perform(sittings.take_roll_call, sitting_id=sitting, present=present)
    place.perform(sittings.open_sitting, by=place.chair, sitting_id=sitting)
    with place.house.reading() as db:
        minutes = db.query(Minutes).one().id
    vote = place.perform(put_minutes, by=place.chair, minutes_id=minutes, manner="roll_call")["vote"]
    for mayor in place.mayors:
        place.perform(votes.cast_ballot, by=mayor, vote_id=vote, choice="yes")
    votes.close(place.house, by=place.chair, vote_id=vote)


def test_minutes_go_from_the_desk_through_corrections_to_approval(place: HouseInSession) -> None:
    url = f"/sessions/{place.slug}/minutes/1"
    desk, mayor, passer_by = place.browser(place.secretariat), place.browser(place.mayors[0]), place.browser()
    assert "No minutes yet" in words(passer_by.get(url))
    page = send(desk, f"{url}/draft", page=url, sitting_id=place.sitting)
    assert "A draft: the house has not approved it." in words(page)
    assert "Holder of chair opened the sitting." in words(passer_by.get(url))
    assert "Correct a paragraph" not in passer_by.get(url).text
    minutes = re.search(r'name="minutes_id" value="([^"]+)"', mayor.get(url).text)[1]
    fields = {"minutes_id": minutes, "paragraph": "2", "text": "The chair called the plans for <b>heat</b>."}
    page = send(mayor, f"{url}/corrections", page=url, **fields | {"paragraph": "99"})
    assert (page.status_code, "plans for &lt;b&gt;heat&lt;/b&gt;" in page.text) == (404, True)
    send(mayor, f"{url}/corrections", page=url, **fields)
    correction = re.search(r'name="correction_id" value="([^"]+)"', desk.get(url).text)[1]
    page = send(desk, f"{url}/rule", page=url, correction_id=correction, reason="", **{"as": "refused"})
    assert page.status_code == 422
    page = send(desk, f"{url}/rule", page=url, correction_id=correction, reason="", **{"as": "accepted"})
    assert "As corrected by Freetown" in words(page)
    approve(place)
    page = passer_by.get(url)
    assert "approved" in words(page)
    assert "A draft: the house has not approved it." not in words(page)
    assert "The chair called the plans for &lt;b&gt;heat&lt;/b&gt;." in page.text


def test_chair_puts_the_minutes_once_the_round_is_over(place: HouseInSession) -> None:
    place.perform(draft_minutes, sitting_id=place.sitting)
    url = f"/sessions/{place.slug}/minutes/1"
    sitting = place.perform(sittings.schedule_sitting, session_id=place.session, starts_at=place.at)["sitting"]
    present = [mayor.seat for mayor in place.mayors]
    place.perform(sittings.take_roll_call, sitting_id=sitting, present=present)
    place.perform(sittings.open_sitting, by=place.chair, sitting_id=sitting)
    chair = place.browser(place.chair)
    page = chair.get(url)
    assert "Corrections may be proposed until" in words(page)
    assert "disabled" in page.text
    minutes = re.search(r'name="minutes_id" value="([^"]+)"', page.text)[1]
    place.at = until(place)
    chair = place.browser(place.chair)  # two days later the old login has gone idle
    page = send(chair, f"/sessions/{place.slug}/minutes/put", page=url, minutes_id=minutes)
    assert "The vote is open." in words(page)


def test_sitting_that_is_not_there_has_no_minutes(place: HouseInSession) -> None:
    assert place.browser().get(f"/sessions/{place.slug}/minutes/9").status_code == 404
