"""The page of one vote: the ballot while it is open, the receipt, the result."""

import base64
import re
from datetime import timedelta
from pathlib import Path

import pytest

from parliament.commands import sittings, votes
from parliament.commands.agenda import add_item
from parliament.commands.agenda_changes import put_agenda
from parliament.commands.proxies import give_proxy
from parliament.record.checkpoint import parse_vkey
from parliament.record.receipts import check_receipt
from parliament.signing.apart import RemotePen
from tests.pages.deciding import debated_under, opened, press
from tests.pages.house_in_session import HouseInSession


@pytest.fixture
def house(tmp_path) -> HouseInSession:
    return HouseInSession(tmp_path)


@pytest.fixture
def vote(house: HouseInSession) -> str:
    """A vote on a whole text, open."""
    motion_id = house.debated()
    return str(house.perform(votes.open_vote, by=house.chair, motion_id=motion_id)["vote"])


def ballot(browser, vote: str, choice: str):
    page = browser.get(f"/votes/{vote}").text
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page[page.index('id="ballot"') :]))
    return browser.post(f"/votes/{vote}/ballot", data=hidden | ({"choice": choice} if choice else {}))


def test_a_mayor_reads_the_text_casts_a_ballot_and_gets_a_receipt(house: HouseInSession, vote: str) -> None:
    browser = house.browser(house.mayors[0])
    page = browser.get(f"/votes/{vote}").text
    assert "Commit to publish a heat plan every year" in page
    assert page.index('id="text"') < page.index('id="ballot"')
    answer = ballot(browser, vote, "yes")
    assert answer.status_code == 303
    page = browser.get(answer.location).text
    assert "Your ballot is in" in page
    assert "1 of 8 seats have voted." in page


def test_ballot_that_is_in_gets_its_receipt_even_when_nobody_can_be_told_of_it(
    house: HouseInSession, vote: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unable(*_told: object) -> None:
        raise RuntimeError("the gallery is gone")

    monkeypatch.setitem(house.app.extensions, "parliament.progress", unable)
    browser = house.browser(house.mayors[0])
    answer = ballot(browser, vote, "yes")
    assert answer.status_code == 303
    assert "Your ballot is in" in browser.get(answer.location).text


def test_a_ballot_is_in_and_shown_while_nobody_signs_and_its_file_comes_later(
    house: HouseInSession, vote: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T6: the signer is away; the page says so and goes on."""
    monkeypatch.setattr("parliament.signing.apart.PATIENCE_SECONDS", 0.0)
    inside, house.house._pen = house.house.pen, RemotePen(str(tmp_path / "nobody.socket"), house.house.database)
    browser = house.browser(house.mayors[0])
    answer = ballot(browser, vote, "yes")
    assert answer.status_code == 303
    page = browser.get(answer.location).text
    assert "Your ballot is in" in page
    assert "does not answer at this moment" in page
    assert browser.get(f"/votes/{vote}/receipt.json").status_code == 503
    house.house._pen = inside
    assert browser.get(f"/votes/{vote}/receipt.json").get_json()["code"] in page


def test_the_receipt_is_a_file_that_anybody_can_check_with_the_key_in_it(house: HouseInSession, vote: str) -> None:
    browser = house.browser(house.mayors[0])
    ballot(browser, vote, "abstain")
    answer = browser.get(f"/votes/{vote}/receipt.json")
    receipt = answer.get_json()
    key = parse_vkey(receipt.pop("vkey"))
    assert (receipt["choice"], receipt["seat"]) == ("abstain", house.mayors[0].seat)
    assert receipt["code"] in answer.headers["Content-Disposition"]
    assert base64.b64decode(receipt["signature"])
    check_receipt(receipt, key.public_key)
    assert receipt["code"] in browser.get(f"/votes/{vote}").text


def test_a_receipt_is_shown_to_its_own_seat_alone(house: HouseInSession, vote: str) -> None:
    ballot(house.browser(house.mayors[0]), vote, "no")
    for other in (house.mayors[1], house.cabinet, house.chair, None):
        browser = house.browser(other)
        assert browser.get(f"/votes/{vote}/receipt.json").status_code == 404
        assert "Your ballot is in" not in browser.get(f"/votes/{vote}").text


def test_a_ballot_without_a_choice_is_refused_beside_the_choices(house: HouseInSession, vote: str) -> None:
    answer = ballot(house.browser(house.mayors[0]), vote, "")
    assert answer.status_code == 422
    assert re.search(r'id="choice-error">[^<]*Choose yes, no or abstain', answer.text)


def test_a_ballot_may_be_changed_until_the_close(house: HouseInSession, vote: str) -> None:
    browser = house.browser(house.mayors[0])
    ballot(browser, vote, "yes")
    ballot(browser, vote, "no")
    page = browser.get(f"/votes/{vote}").text
    assert "Ballot 2 of this seat" in page
    assert re.search(r'value="no"[^>]* checked', page)


@pytest.mark.parametrize("who", ["cabinet", "chair", None])
def test_who_holds_no_voice_sees_no_ballot(house: HouseInSession, vote: str, who: str | None) -> None:
    page = house.browser(getattr(house, who) if who else None).get(f"/votes/{vote}").text
    assert 'name="choice"' not in page


def test_no_choice_is_shown_while_the_vote_is_open_and_each_one_afterwards(house: HouseInSession, vote: str) -> None:
    for mayor in house.mayors[:6]:
        house.perform(votes.cast_ballot, by=mayor, vote_id=vote, choice="yes")
    observer = house.browser()
    before = observer.get(f"/votes/{vote}").text
    assert "seat-yes" not in before
    votes.close(house.house, by=house.chair, vote_id=vote)
    after = observer.get(f"/votes/{vote}").text
    assert after.count("seat-yes") >= 6
    assert "The mayor of São Paulo" in after
    assert 'name="choice" value="yes" id' not in after


def test_the_parts_that_change_are_answered_alone_with_how_far_the_record_is(house: HouseInSession, vote: str) -> None:
    found = house.browser(house.mayors[0]).get(f"/votes/{vote}/fragments").get_json()
    assert set(found["fragments"]) == {"question", "ballot"}
    assert found["seq"] > 0
    assert 'data-fragment="ballot"' in found["fragments"]["ballot"]
    assert f"/votes/{vote}/ballot" in found["fragments"]["ballot"]


def test_a_vote_that_is_not_there_is_not_found(house: HouseInSession) -> None:
    browser = house.browser()
    assert [browser.get(f"/votes/none{more}").status_code for more in ("", "/fragments", "/receipt.json")] == [404] * 3


def test_where_silence_decides_there_is_one_thing_to_say(house: HouseInSession) -> None:
    vote = opened(house, house.debated(), manner="silence", closes_at=house.at + timedelta(hours=30))
    browser = house.browser(house.mayors[0])
    page = browser.get(f"/votes/{vote}").text
    assert re.findall(r'<button[^>]*name="choice" value="(\w+)">([^<]+)', page) == [("no", "Object for Freetown")]
    assert "Whoever agrees says nothing." in page
    assert f"/sessions/{house.slug}/rules#votes.silence_objections" in page
    assert "Read and object, or say nothing" in browser.get("/today").text
    assert press(browser, f"/votes/{vote}", "/ballot", choice="no").status_code == 303
    assert "Your objection is in" in browser.get(f"/votes/{vote}").text
    assert "1 of 8 seats have objected." in house.browser().get(f"/votes/{vote}").text


def test_show_of_hands_takes_no_ballot_here(house: HouseInSession) -> None:
    vote = opened(house, house.debated(), manner="show_of_hands")
    browser = house.browser(house.mayors[0])
    page = browser.get(f"/votes/{vote}").text
    assert "raise your hand in the room" in page
    assert f'action="/votes/{vote}/ballot"' not in page
    assert vote not in browser.get("/today").text


def represented(house: HouseInSession) -> str:
    """A vote that is open while Freetown is away; Mannheim holds its proxy."""
    motion = debated_under(house)
    giver, holder = house.mayors[0], house.mayors[7]
    house.perform(sittings.check_in, by=giver, sitting_id=house.sitting, present=False)
    until = house.at + timedelta(hours=5)
    house.perform(give_proxy, by=giver, session_id=house.session, holder_seat=holder.seat, until_at=until)
    return opened(house, motion)


def test_holder_of_a_proxy_has_a_second_ballot_under_the_name_of_its_city(house: HouseInSession) -> None:
    vote = represented(house)
    browser, seat = house.browser(house.mayors[7]), house.mayors[0].seat
    assert "By proxy for Freetown" in browser.get("/today").text
    page = browser.get(f"/votes/{vote}").text
    assert "By proxy: the ballot of Freetown" in page
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page[page.index(f'id="proxy-{seat}"') :]))
    answer = browser.post(f"/votes/{vote}/ballot", data=hidden | {"choice": "no"})
    assert answer.location.endswith(f"#receipt-{seat}")
    page = browser.get(f"/votes/{vote}").text
    assert "The ballot of Freetown is in" in page
    assert "Your ballot is in" not in page
    receipt = browser.get(f"/votes/{vote}/receipt.json?seat={seat}").get_json()
    assert (receipt["seat"], receipt["choice"]) == (seat, "no")
    assert house.browser(house.mayors[6]).get(f"/votes/{vote}/receipt.json?seat={seat}").status_code == 404
    votes.close(house.house, by=house.chair, vote_id=vote)
    assert "by proxy of Mannheim" in house.browser().get(f"/votes/{vote}").text


def test_ballot_by_proxy_that_is_refused_says_so_beside_that_ballot(house: HouseInSession) -> None:
    vote = represented(house)
    holder, seat = house.mayors[7], house.mayors[0].seat
    house.perform(sittings.check_in, by=holder, sitting_id=house.sitting, present=False)
    browser = house.browser(holder)
    token = re.search(r'name="csrf_token" value="([^"]+)"', browser.get(f"/votes/{vote}").text)[1]
    said = {"csrf_token": token, "choice": "yes", "seat_id": seat}
    answer = browser.post(f"/votes/{vote}/ballot", data=said)
    assert answer.status_code == 409
    assert re.search(rf'id="choice-{seat}-error">You vote for another seat only while you are present', answer.text)
    assert re.search(rf'id="choice-{seat}-yes" required checked', answer.text)


def test_vote_on_any_other_question_is_shown_by_its_wording(house: HouseInSession) -> None:
    motion = house.published()
    house.perform(add_item, session_id=house.session, kind="motion", motion_id=motion)
    house.opened()
    put = house.perform(put_agenda, by=house.chair, sitting_id=house.sitting)
    browser = house.browser(house.mayors[0])
    page = browser.get(f"/votes/{put['vote']}").text
    title = re.search(r"<h1><bdi>([^<]+)", page)[1]
    assert title.startswith("Agenda")
    assert "rules#majority.agenda" in page
    assert press(browser, f"/votes/{put['vote']}", "/ballot", choice="yes").status_code == 303
    for seen in (
        f"/sessions/{house.slug}/live",
        f"/sessions/{house.slug}/live/text",
        "/today",
        f"/sessions/{house.slug}",
    ):
        assert title in browser.get(seen).text, seen
    assert "The vote is open on" in house.browser(house.chair).get(f"/sessions/{house.slug}/chair").text
    for mayor in house.mayors:
        house.perform(votes.cast_ballot, by=mayor, vote_id=put["vote"], choice="yes")
    votes.close(house.house, by=house.chair, vote_id=put["vote"])
    assert title in browser.get(f"/sessions/{house.slug}/live").text
    assert "is adopted" in house.browser(house.chair).get(f"/sessions/{house.slug}/chair").text
