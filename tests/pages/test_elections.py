"""The page of an election: nominate, cast a paper without script, read how a round came out."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from parliament.commands import agenda, elections, proxies, sittings, votes
from parliament.rules.elections import Method
from parliament.rules.powers import Actor
from tests.pages.house_in_session import OPENING, HouseInSession


@pytest.fixture
def house(tmp_path: Path) -> HouseInSession:
    return HouseInSession(tmp_path)


@pytest.fixture
def item(house: HouseInSession) -> str:
    """An item for elections, before the house."""
    house.opened()
    return called(house)


def called(house: HouseInSession) -> str:
    item = house.perform(agenda.add_item, session_id=house.session, kind="election", title="Bureau")["item"]
    house.perform(sittings.call_item, by=house.chair, sitting_id=house.sitting, item_id=item)
    return str(item)


def opened(house: HouseInSession, item: str, method: str = "one", seats: int = 1) -> str:
    return str(house.perform(elections.open_election, item_id=item, method=method, seats=seats)["election"])


def nominated(house: HouseInSession, election: str, *names: str) -> list[str]:
    return [
        house.perform(elections.nominate, by=house.mayors[0], election_id=election, name=name)["candidate"]
        for name in names
    ]


def put(house: HouseInSession, election: str) -> str:
    return str(house.perform(elections.put_round, by=house.chair, election_id=election)["vote"])


def close(house: HouseInSession, vote: str) -> None:
    votes.close(house.house, by=house.chair, vote_id=vote)


def send(browser: FlaskClient, election: str, form: str, **typed: object) -> TestResponse:
    """Fill in one form of the election's page and send it."""
    page = browser.get(f"/elections/{election}").text
    found = re.search(rf'<form[^>]*action="/elections/{election}/{form}">(.*?)</form>', page, re.DOTALL)
    assert found, f"there is no form {form}"
    hidden = dict(re.findall(r'type="hidden" name="([\w-]+)" value="([^"]*)"', found[1]))
    return browser.post(f"/elections/{election}/{form}", data=hidden | typed)


def cast(house: HouseInSession, election: str, mayor: Actor, **typed: object) -> TestResponse:
    return send(house.browser(mayor), election, "ballot", **typed)


def test_nominations_are_opened_from_a_form_that_keeps_what_was_typed(house: HouseInSession, item: str) -> None:
    browser = house.browser(house.secretariat)
    page = browser.get(f"/items/{item}/elections").text
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))
    wrong = browser.post(
        f"/items/{item}/elections", data=hidden | {"method": "one", "seats": "2", "title": "The chair of the house"}
    )
    assert wrong.status_code == 422
    assert 'value="The chair of the house"' in wrong.text
    done = browser.post(f"/items/{item}/elections", data=hidden | {"method": "up_to", "seats": "2", "title": ""})
    assert done.status_code == 303
    assert "Seats to fill: 2; still free: 2." in browser.get(done.location).text


def test_the_form_to_open_nominations_is_for_chair_and_secretariat(house: HouseInSession, item: str) -> None:
    assert house.browser(house.chair).get(f"/items/{item}/elections").status_code == 200
    assert house.browser(house.mayors[0]).get(f"/items/{item}/elections").status_code == 403
    assert house.browser(house.chair).get("/items/item-none/elections").status_code == 404


def test_a_mayor_puts_a_seat_or_a_name_forward_and_takes_it_back(house: HouseInSession, item: str) -> None:
    election = opened(house, item)
    browser = house.browser(house.mayors[1])
    assert send(browser, election, "nominate", seat_id=house.mayors[2].seat, name="").status_code == 303
    assert send(browser, election, "nominate", seat_id="", name="Ana <b>").status_code == 303
    page = browser.get(f"/elections/{election}").text
    assert "The mayor of Bristol" in page
    assert "Ana &lt;b&gt;" in page
    assert send(browser, election, "withdraw").status_code == 303
    assert "withdrawn" in browser.get(f"/elections/{election}").text


def test_a_nomination_that_is_refused_comes_back_beside_its_field(house: HouseInSession, item: str) -> None:
    election = opened(house, item)
    nominated(house, election, "Ana")
    answer = send(house.browser(house.mayors[1]), election, "nominate", seat_id="", name="ana")
    assert answer.status_code == 409
    assert re.search(r'id="error-name">.*ana exists already', answer.text)
    assert 'value="ana"' in answer.text


def test_only_who_may_act_is_shown_the_forms(house: HouseInSession, item: str) -> None:
    election = opened(house, item)
    forms = {
        name: set(
            re.findall(rf'action="/elections/{election}/(\w+)"', house.browser(who).get(f"/elections/{election}").text)
        )
        for name, who in (
            ("mayor", house.mayors[0]),
            ("chair", house.chair),
            ("desk", house.secretariat),
            ("anybody", None),
        )
    }
    assert forms == {"mayor": {"nominate"}, "chair": {"put", "abandon"}, "desk": {"abandon"}, "anybody": set()}


def test_the_next_round_says_what_stands_in_its_way(house: HouseInSession, item: str) -> None:
    election = opened(house, item)
    chair = house.browser(house.chair)
    page = chair.get(f"/elections/{election}").text
    assert "Nobody stands in this election." in page
    assert re.search(r"<button[^>]*disabled[^>]*>Put this round to the vote", page)
    nominated(house, election, "Ana")
    assert send(chair, election, "put", closes_at="").status_code == 303
    assert "Round 1 is open" in chair.get(f"/elections/{election}").text


def test_a_window_that_is_too_short_comes_back_with_its_time(house: HouseInSession, item: str) -> None:
    election = opened(house, item)
    nominated(house, election, "Ana")
    answer = send(house.browser(house.chair), election, "put", closes_at="2026-11-24T09:01")
    assert answer.status_code == 422
    assert 'value="2026-11-24T09:01"' in answer.text


def test_the_cockpit_leads_to_the_elections_of_its_item_and_puts_their_rounds(house: HouseInSession, item: str) -> None:
    election = opened(house, item)
    nominated(house, election, "Ana")
    page = house.browser(house.chair).get(f"/sessions/{house.slug}/chair").text
    assert f'href="/items/{item}/elections"' in page
    assert f'action="/elections/{election}/put"' in page
    desk = house.browser(house.secretariat).get(f"/sessions/{house.slug}/chair").text
    assert f'action="/elections/{election}/put"' not in desk


def test_a_round_is_neither_for_nor_against_and_needs_no_majority_to_adopt(house: HouseInSession, item: str) -> None:
    election = opened(house, item)
    nominated(house, election, "Ana", "Bo")
    vote = put(house, election)
    at = f"/sessions/{house.slug}"
    pages = [house.browser(house.chair).get(page).text for page in (f"{at}/chair", f"{at}/live", f"/votes/{vote}")]
    assert "The round is open in “Bureau”. Mark your papers." in pages[0]
    assert all("Those in favour" not in page and "Needed" not in page for page in pages)


def test_the_session_lists_its_elections(house: HouseInSession, item: str) -> None:
    election = opened(house, item)
    assert f'href="/elections/{election}"' in house.browser().get(f"/sessions/{house.slug}").text


@pytest.mark.parametrize("method", Method)
def test_a_paper_of_every_method_is_cast_without_script(house: HouseInSession, item: str, method: Method) -> None:
    election = opened(house, item, method)
    ana, bo = nominated(house, election, "Ana", "Bo")
    vote = put(house, election)
    typed = {f"rank-{bo}": "1", f"rank-{ana}": "2"} if method is Method.RANKED else {"mark": bo}
    answer = cast(house, election, house.mayors[0], **typed)
    assert answer.status_code == 303
    page = house.browser(house.mayors[0]).get(f"/elections/{election}").text
    assert "Your paper is in" in page
    close(house, vote)
    page = house.browser().get(f"/elections/{election}").text
    assert "Elected: Bo." in page
    assert "All papers by name: 1" in page
    assert ("compared with every other</summary>" in page) == (method is Method.RANKED)


def test_a_blank_paper_has_a_button_of_its_own(house: HouseInSession, item: str) -> None:
    election = opened(house, item)
    (ana,) = nominated(house, election, "Ana")
    put(house, election)
    refused = cast(house, election, house.mayors[0])
    assert refused.status_code == 422
    assert re.search(r'id="error-marks">.*Mark whom you vote for', refused.text)
    assert cast(house, election, house.mayors[0], mark=ana, blank="yes").status_code == 303
    assert "a blank paper" in house.browser(house.mayors[0]).get(f"/elections/{election}").text


@pytest.mark.parametrize(("first", "second"), [("1", "1"), ("one", "2"), ("1", "-2"), ("1", "99999")])
def test_ranks_that_say_nothing_clear_come_back_as_they_were_written(
    house: HouseInSession, item: str, first: str, second: str
) -> None:
    election = opened(house, item, "ranked")
    ana, bo = nominated(house, election, "Ana", "Bo")
    put(house, election)
    answer = cast(house, election, house.mayors[0], **{f"rank-{ana}": first, f"rank-{bo}": second})
    assert answer.status_code == 422
    assert "and no number twice" in answer.text
    assert f'name="rank-{bo}" value="{second}"' in answer.text


def test_too_many_marks_come_back_ticked(house: HouseInSession, item: str) -> None:
    election = opened(house, item, "up_to")
    ana, bo = nominated(house, election, "Ana", "Bo")
    put(house, election)
    answer = cast(house, election, house.mayors[0], mark=[ana, bo])
    assert answer.status_code == 422
    assert "Candidates on this paper, at most: 1." in answer.text
    assert len(re.findall(r'name="mark" value="[^"]*" checked', answer.text)) == 2


def test_papers_are_hidden_until_the_round_is_closed(house: HouseInSession, item: str) -> None:
    election = opened(house, item)
    _, bo = nominated(house, election, "Ana", "Bo")
    put(house, election)
    cast(house, election, house.mayors[0], mark=bo)
    page = house.browser(house.mayors[1]).get(f"/elections/{election}").text
    assert "1 of 8 seats have voted." in page
    assert "Your paper is in" not in page
    assert "checked" not in page
    assert "All papers by name" not in page


def test_an_abandoned_election_says_why(house: HouseInSession, item: str) -> None:
    election = opened(house, item)
    browser = house.browser(house.chair)
    assert send(browser, election, "abandon", reason="").status_code == 422
    assert send(browser, election, "abandon", reason="The post was merged.").status_code == 303
    assert "The post was merged." in house.browser().get(f"/elections/{election}").text


def test_an_election_that_is_not_there_is_not_found(house: HouseInSession) -> None:
    assert house.browser().get("/elections/election-none").status_code == 404


def test_who_is_not_signed_in_casts_nothing(house: HouseInSession, item: str) -> None:
    election = opened(house, item)
    nominated(house, election, "Ana")
    put(house, election)
    page = house.browser().get(f"/elections/{election}").text
    assert f"next=/elections/{election}" in page
    assert 'name="mark"' not in page


def test_a_paper_is_cast_by_proxy_beside_ones_own(house: HouseInSession) -> None:
    giver, holder = house.mayors[7], house.mayors[0]
    given = {"holder_seat": holder.seat, "from_at": OPENING, "until_at": OPENING + timedelta(days=1)}
    house.perform(proxies.give_proxy, by=giver, session_id=house.session, **given)
    for mayor in house.mayors[:7]:
        house.perform(sittings.check_in, by=mayor, sitting_id=house.sitting)
    house.at = OPENING
    house.perform(sittings.open_sitting, by=house.chair, sitting_id=house.sitting)
    election = opened(house, called(house))
    ana, bo = nominated(house, election, "Ana", "Bo")
    vote = put(house, election)
    browser = house.browser(holder)
    page = browser.get(f"/elections/{election}").text
    assert "By proxy: the paper of Mannheim" in page
    hidden = dict(re.findall(r'type="hidden" name="([\w-]+)" value="([^"]*)"', page[page.index('id="paper-') :]))
    assert hidden["seat_id"] == giver.seat
    answer = browser.post(f"/elections/{election}/ballot", data=hidden | {"mark": bo})
    assert answer.location.endswith(f"#receipt-{giver.seat}")
    cast(house, election, holder, mark=ana)
    page = house.browser(holder).get(f"/elections/{election}").text
    assert "Your paper is in" in page
    assert "The paper of Mannheim is in" in page
    close(house, vote)
    page = house.browser().get(f"/elections/{election}").text
    assert re.search(r"Mannheim.*?<bdi>Bo</bdi>", page, re.DOTALL)
