"""Sub-amendments, compromises and rulings on a clash, as a browser without script does them: every button is a request."""

import re

import pytest

from parliament.commands import amendments, votes
from tests.pages.deciding import all_cast
from tests.pages.house_in_session import HouseInSession
from tests.pages.test_drafting import inputs, pressed


@pytest.fixture
def house(tmp_path) -> HouseInSession:
    return HouseInSession(tmp_path)


def amended(house: HouseInSession, motion: str, mayor: int, *changes: tuple[str, str]) -> str:
    """An amendment of the first operative paragraph, and with more changes of the ones after it."""
    text = house.motion(motion)["text"]
    kept = ("id", "section", "depth", "text", "addressee")
    rows = [{name: p[name] for name in kept} for p in text["paragraphs"]]
    for old, new in changes:
        row = next(row for row in rows if old in row["text"])
        row["text"] = row["text"].replace(old, new)
    said = {"motion_id": motion, "base_hash": text["hash"], "paragraphs": rows}
    return str(house.perform(amendments.submit_amendment, by=house.mayors[mayor], **said)["amendment"])


def test_words_of_an_amendment_are_amended_from_its_page(house: HouseInSession) -> None:
    motion = house.published()
    parent = amended(house, motion, 1, ("year", "spring and autumn"))
    browser = house.browser(house.mayors[2])
    url = f"/amendments/{parent}/amend"
    assert f'href="{url}"' in browser.get(f"/amendments/{parent}").text
    sent = inputs(browser.get(url).text)
    assert sent["row"] == "o0"
    answer = browser.post(url, data=pressed(sent, "preview"))
    assert answer.status_code == 422
    assert "changes nothing" in answer.text
    bad = browser.post(url, data=pressed(sent, "preview", **{"text-o0": "summer\u202e"}))
    assert bad.status_code == 422
    assert inputs(bad.text)["text-o0"] == "summer\u202e"
    assert 'href="#field-text-o0"' in bad.text
    page = browser.post(url, data=pressed(sent, "preview", **{"text-o0": "summer"})).text
    assert "the words of amendment 1" in page
    assert house.motion(motion)["amendments"][1:] == []
    again = browser.post(url, data=pressed(inputs(page), "edit")).text
    assert inputs(again)["text-o0"] == "summer"
    answer = browser.post(url, data=pressed(inputs(page), "submit", justification="Warmer."))
    assert answer.status_code == 303
    sub = house.motion(motion)["amendments"][1]
    assert (sub["parent"], sub["justification"], answer.location) == (1, "Warmer.", f"/amendments/{sub['id']}")
    assert f'href="/amendments/{parent}"' in browser.get(answer.location).text
    assert f'href="/amendments/{sub["id"]}"' in browser.get(f"/amendments/{parent}").text
    assert browser.get(f"/amendments/{sub['id']}/amend").status_code == 422


def test_a_compromise_is_drafted_in_place_of_amendments_that_conflict(house: HouseInSession) -> None:
    motion = house.published()
    first = amended(house, motion, 1, ("year", "spring"))
    amended(house, motion, 2, ("year", "autumn"))
    browser = house.browser(house.mayors[0])
    url = f"/motions/{motion}/amend?replaces=1,2"
    assert f'href="/motions/{motion}/amend?replaces=1' in browser.get(f"/amendments/{first}").text
    sent = inputs(browser.get(url).text)
    key = next(key for key, text in sent.items() if "every year" in text)
    sent.setlist("replaces", ["1", "2"])
    sent[key] = sent[key].replace("every year", "every season")
    page = browser.post(f"/motions/{motion}/amend/preview", data=pressed(sent, "preview")).text
    assert "It is put before these amendments" in page
    ready = inputs(page)
    assert ready.getlist("replaces") == ["1", "2"]
    ready.setlist("replaces", ["1"])
    refused = browser.post(f"/motions/{motion}/amend", data=ready)
    assert refused.status_code == 422
    assert 'href="#field-replaces"' in refused.text
    assert "every season" in inputs(refused.text)[key]
    ready.setlist("replaces", ["1", "2"])
    answer = browser.post(f"/motions/{motion}/amend", data=ready)
    assert answer.status_code == 303
    assert [row["fate"] for row in house.motion(motion)["amendments"]] == ["held", "held", "pending"]
    assert "Compromises that would replace it" in browser.get(f"/amendments/{first}").text


def test_the_chair_rules_on_a_clash_from_the_page_of_the_amendment(house: HouseInSession) -> None:
    motion = house.debated()
    first = amended(house, motion, 1, ("year", "spring"))
    second = amended(house, motion, 2, ("year", "autumn"), ("pay", "pay fairly"))
    said = {"motion_id": motion, "numbers": [1, 2], "reason": "The shorter one first."}
    house.perform(amendments.confirm_order, by=house.chair, **said)
    vote = house.perform(votes.open_vote, by=house.chair, motion_id=motion, amendment_id=first)["vote"]
    all_cast(house, vote, "y" * len(house.mayors))
    votes.close(house.house, by=house.chair, vote_id=vote)
    chair, url = house.browser(house.chair), f"/amendments/{second}"
    assert "Keep the rest" not in house.browser(house.mayors[0]).get(url).text
    page = chair.get(url).text
    assert "This would be left" in page
    refused = chair.post(f"{url}/ruling", data={**inputs(page), "reason": " ", "keep": "yes"})
    assert refused.status_code == 422
    assert re.search(r'id="error-reason"', refused.text)
    answer = chair.post(f"{url}/ruling", data={**inputs(page), "reason": "The rest stands.", "keep": "yes"})
    assert answer.status_code == 303
    assert house.motion(motion)["amendments"][1]["fate"] == "pending"
    page = chair.get(url).text
    assert "The rest stands." in page
    assert "As it was submitted" in page
