"""Drafting and amending, as a browser without script does it: every button is a request."""

import io
import re

import pytest
from werkzeug.datastructures import MultiDict

from parliament.store.views.motions import list_motions
from tests.pages.house_in_session import PARAGRAPHS, HouseInSession


@pytest.fixture
def house(tmp_path) -> HouseInSession:
    return HouseInSession(tmp_path)


def inputs(page: str) -> MultiDict:
    """What a browser would send back of the editor's form, but for the button that is pressed."""
    form = page[page.index("data-keep=") : page.index("</form>", page.index("data-keep="))]
    form = re.sub(r"<template>.*?</template>", "", form, flags=re.DOTALL)
    found = re.findall(r'<input[^>]* name="([^"]+)"[^>]* value="([^"]*)"', form)
    found += re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>\n(.*?)</textarea>', form, flags=re.DOTALL)
    for name, options in re.findall(r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', form, flags=re.DOTALL):
        found += [(name, value) for value in re.findall(r'<option value="([^"]*)" selected', options)]
    return MultiDict(found)


def pressed(sent: MultiDict, do: str, **changed: str) -> MultiDict:
    return MultiDict([*((k, v) for k, v in sent.items(multi=True) if k not in changed), *changed.items(), ("do", do)])


def labels(page: str) -> list[str]:
    rows = page[: page.index("<template>")]
    return re.findall(r'draft-label num" data-label>([^<]*)<', rows)


def test_a_draft_is_begun_from_the_form_and_shown_to_its_seat_alone(house: HouseInSession) -> None:
    browser = house.browser(house.mayors[0])
    url = f"/sessions/{house.slug}/motions/new"
    sent = inputs(browser.get(url).text)
    words = {"title": "Shade", "text-+1": "Recalling the sun", "text-+2": "Plant trees", "addressee-+2": "we_commit"}
    answer = browser.post(url, data=pressed(sent, "save", **words))
    assert answer.status_code == 303
    motion = house.motion(answer.location.rpartition("/")[2])
    assert [(p["section"], p["text"], p["addressee"]) for p in motion["text"]["paragraphs"]] == [
        ("preamble", "Recalling the sun", ""),
        ("operative", "Plant trees", "we_commit"),
    ]
    assert house.browser(house.mayors[1]).get(answer.location).status_code == 404
    assert "data-accepted" in browser.get(answer.location).text


def test_a_saved_form_that_is_sent_again_begins_no_second_draft(house: HouseInSession) -> None:
    browser = house.browser(house.mayors[0])
    url = f"/sessions/{house.slug}/motions/new"
    sent = pressed(inputs(browser.get(url).text), "save", **{"title": "T", "text-+1": "a", "text-+2": "b"})
    assert browser.post(url, data=sent).location == browser.post(url, data=sent).location


def test_rows_are_added_moved_and_removed_without_script_and_keep_what_was_typed(house: HouseInSession) -> None:
    browser = house.browser(house.mayors[0])
    url = f"/sessions/{house.slug}/motions/new"
    sent = inputs(browser.get(url).text)
    page = browser.post(url, data=pressed(sent, "add-2", **{"title": "Kept", "text-+2": "First demand"})).text
    assert labels(page) == ["PP1", "1", "2"]
    assert 'value="Kept"' in page
    assert re.search(r'name="text-\+3"[^>]* autofocus', page)
    page = browser.post(url, data=pressed(inputs(page), "up-3", **{"text-+3": "Second demand"})).text
    assert inputs(page).getlist("row") == ["+1", "+3", "+2"]
    page = browser.post(url, data=pressed(inputs(page), "remove-1")).text
    assert labels(page) == ["1", "2"]
    sent = inputs(page)
    assert (sent["text-+3"], sent["text-+2"]) == ("Second demand", "First demand")
    page = browser.post(url, data=pressed(sent, "add-preamble")).text
    assert labels(page) == ["PP1", "1", "2"]


def test_numbers_are_those_that_will_be_printed_and_no_row_hangs_in_the_air(house: HouseInSession) -> None:
    browser = house.browser(house.mayors[0])
    url = f"/sessions/{house.slug}/motions/new"
    sent = pressed(inputs(browser.get(url).text), "add-2", **{"depth-+1": "2"})
    sent = pressed(inputs(browser.post(url, data=sent).text), "add-3", **{"depth-+3": "1"})
    page = browser.post(url, data=sent).text
    assert labels(page) == ["PP1", "1", "1 (a)", "1 (b)"]
    assert inputs(page)["depth-+1"] == "0"


def test_a_paragraph_moves_with_what_hangs_under_it(house: HouseInSession) -> None:
    browser = house.browser(house.mayors[0])
    url = f"/motions/{house.drafted()}/edit"
    sent = inputs(browser.get(url).text)
    preamble, first, second = sent.getlist("row")
    sent = inputs(browser.post(url, data=pressed(sent, "add-2")).text)
    sent = inputs(browser.post(url, data=pressed(sent, "down-2", **{"depth-+1": "1"})).text)
    assert sent.getlist("row") == [preamble, second, first, "+1"]


def test_a_refusal_stands_beside_the_row_it_is_about(house: HouseInSession) -> None:
    browser = house.browser(house.mayors[0])
    url = f"/sessions/{house.slug}/motions/new"
    sent = pressed(inputs(browser.get(url).text), "save", **{"title": "Shade", "text-+1": "Recalling the sun"})
    answer = browser.post(url, data=sent)
    assert answer.status_code == 422
    assert re.search(r'id="error-text-\+2"[^>]*>.*Write something here', answer.text)
    assert 'id="error-text-+1"' not in answer.text
    assert 'href="#field-text-+2"' in answer.text
    assert inputs(answer.text)["text-+1"] == "Recalling the sun"


def test_a_missing_title_is_said_beside_the_title(house: HouseInSession) -> None:
    browser = house.browser(house.mayors[0])
    url = f"/sessions/{house.slug}/motions/new"
    sent = pressed(inputs(browser.get(url).text), "save", **{"title": " ", "text-+1": "a", "text-+2": "b"})
    answer = browser.post(url, data=sent)
    assert answer.status_code == 422
    assert 'id="error-title"' in answer.text


def test_an_emptied_paragraph_of_a_saved_draft_is_named_by_its_id(house: HouseInSession) -> None:
    browser = house.browser(house.mayors[0])
    url = f"/motions/{house.drafted()}/edit"
    sent = inputs(browser.get(url).text)
    second = sent.getlist("row")[1]
    answer = browser.post(url, data=pressed(sent, "save", **{f"text-{second}": ""}))
    assert answer.status_code == 422
    assert f'id="error-text-{second}"' in answer.text


def test_a_text_without_paragraphs_is_refused_as_a_whole(house: HouseInSession) -> None:
    browser = house.browser(house.mayors[0])
    url = f"/sessions/{house.slug}/motions/new"
    csrf = inputs(browser.get(url).text)["csrf_token"]
    answer = browser.post(url, data={"title": "Shade", "language": "en", "csrf_token": csrf, "do": "save"})
    assert answer.status_code == 422
    assert 'id="error-title"' not in answer.text
    assert "Write something here" in answer.text


@pytest.mark.parametrize("do", ["add-9", "up-0", "sideways-1", "add-", "remove-x"])
def test_a_button_that_is_not_on_the_page_is_refused(house: HouseInSession, do: str) -> None:
    browser = house.browser(house.mayors[0])
    url = f"/sessions/{house.slug}/motions/new"
    assert browser.post(url, data=pressed(inputs(browser.get(url).text), do)).status_code == 422


def test_a_file_fills_the_editor_and_nothing_is_saved_before_its_button(house: HouseInSession) -> None:
    browser = house.browser(house.mayors[0])
    url, read = f"/sessions/{house.slug}/motions/new", f"/sessions/{house.slug}/motions/from-file"
    csrf = {"csrf_token": inputs(browser.get(url).text)["csrf_token"]}

    def sent(content: bytes, name: str):
        return browser.post(read, data=csrf | {"file": (io.BytesIO(content), name)}, content_type="multipart/form-data")

    said = "Shade\n\nRecalling the sun,\n\n1. Commits to:\n- plant trees\n- turn \u202ethem\n\n7\n\nAnnex\n\n<script>"
    page = sent(said.encode(), "shade.txt").text
    assert labels(page) == ["PP1", "1", "1 (a)", "1 (b)", "Annex 1"]
    assert "page numbers, were left out: 1" in page
    assert 'id="error-text-+4"' in page
    assert re.search(r'href="#field-text-\+4">Paragraph 1 \(b\): ', page)
    assert "<script>" not in page[page.index("data-drafting") :]
    with house.house.reading() as db:
        assert list_motions(db, house.session, house.mayors[0]) == []
    form = inputs(page)
    assert (form["title"], form["addressee-+2"], form["depth-+3"]) == ("Shade", "we_commit", "1")
    made = browser.post(url, data=pressed(form, "save", **{"text-+4": "water them", "text-+5": "a list"}))
    assert house.motion(made.location.rpartition("/")[2])["text"]["paragraphs"][3]["text"] == "water them"
    for content, name, words in ((b"x", "a.pdf", "save it as one of these"), (b"PK\x03\x04", "a.docx", "is damaged")):
        answer = sent(content, name)
        assert answer.status_code == 422
        assert words in answer.text[answer.text.index('id="error-file"') :]
    assert sent(b"", "").status_code == 422
    assert browser.get(read).status_code == 303
    assert house.browser(house.chair).post(read, data=csrf).status_code == 403


def test_a_paragraph_is_hung_under_the_one_above_without_script(house: HouseInSession) -> None:
    browser = house.browser(house.mayors[0])
    url = f"/sessions/{house.slug}/motions/new"
    page = browser.post(url, data=pressed(inputs(browser.get(url).text), "add-2")).text
    page = browser.post(url, data=pressed(inputs(page), "deeper-3")).text
    assert labels(page) == ["PP1", "1", "1 (a)"]
    assert labels(browser.post(url, data=pressed(inputs(page), "deeper-3")).text) == ["PP1", "1", "1 (a)"]
    assert labels(browser.post(url, data=pressed(inputs(page), "higher-3")).text) == ["PP1", "1", "2"]


def test_a_version_saved_meanwhile_is_shown_below_what_was_typed(house: HouseInSession) -> None:
    motion_id = house.drafted()
    url = f"/motions/{motion_id}/edit"
    mayor, cabinet = house.browser(house.mayors[0]), house.browser(house.cabinet)
    mine, theirs = inputs(mayor.get(url).text), inputs(cabinet.get(url).text)
    row = mine.getlist("row")[1]
    assert cabinet.post(url, data=pressed(theirs, "save", title="Words of the cabinet")).status_code == 303
    answer = mayor.post(url, data=pressed(mine, "save", **{f"text-{row}": "Words of the mayor"}))
    assert answer.status_code == 409
    assert inputs(answer.text)[f"text-{row}"] == "Words of the mayor"
    below = answer.text[answer.text.index('id="other"') :]
    assert re.search(r"<ins>.*Words of the cabinet", below, re.DOTALL)
    assert "Holder of cabinet-0" in below
    assert 'id="other"' in mayor.post(url, data=pressed(inputs(answer.text), "add-2")).text
    assert house.motion(motion_id)["title"] == "Words of the cabinet"
    assert mayor.post(url, data=pressed(inputs(answer.text), "save")).status_code == 303
    assert house.motion(motion_id)["text"]["paragraphs"][1]["text"] == "Words of the mayor"


def test_another_seat_cannot_open_the_editor(house: HouseInSession) -> None:
    url = f"/motions/{house.drafted(gathering=True)}/edit"
    assert house.browser(house.mayors[1]).get(url).status_code == 403
    assert house.browser(house.chair).get(url).status_code == 403
    assert house.browser().get(url).location.startswith("/sign-in")


def test_a_submitted_motion_is_not_edited_any_more(house: HouseInSession) -> None:
    assert house.browser(house.mayors[0]).get(f"/motions/{house.published()}/edit").status_code == 409


def test_a_cabinet_edits_and_sees_why_it_cannot_submit(house: HouseInSession) -> None:
    motion_id = house.drafted()
    cabinet = house.browser(house.cabinet)
    page = cabinet.get(f"/motions/{motion_id}/edit").text
    assert page.count("disabled aria-describedby") == 3
    assert "A cabinet prepares" in page
    for act in ("gather", "submit", "withdraw"):
        cabinet.post(f"/motions/{motion_id}/{act}", data={"csrf_token": inputs(page)["csrf_token"]})
    assert house.motion(motion_id)["stage"] == "draft"


def test_a_motion_goes_from_draft_to_submission_by_buttons(house: HouseInSession) -> None:
    motion_id = house.drafted()
    mover = house.browser(house.mayors[0])
    csrf = {"csrf_token": inputs(mover.get(f"/motions/{motion_id}/edit").text)["csrf_token"]}
    assert mover.post(f"/motions/{motion_id}/gather", data=csrf).status_code == 303
    assert house.motion(motion_id)["stage"] == "gathering"
    mover.post(f"/motions/{motion_id}/submit", data=csrf)
    assert "1 of 3 sponsors have signed this version" in mover.get(f"/motions/{motion_id}").text
    for mayor in house.mayors[1:3]:
        signer = house.browser(mayor)
        own = {"csrf_token": inputs(signer.get(f"/sessions/{house.slug}/motions/new").text)["csrf_token"]}
        signer.post(f"/motions/{motion_id}/sponsor", data=own | {"text_hash": house.motion(motion_id)["text_hash"]})
    mover.post(f"/motions/{motion_id}/submit", data=csrf)
    assert house.motion(motion_id)["stage"] == "submitted"
    mover.post(f"/motions/{motion_id}/withdraw", data=csrf)
    assert house.motion(motion_id)["stage"] == "withdrawn"


def test_a_signature_goes_to_the_version_that_was_read(house: HouseInSession) -> None:
    motion_id = house.drafted(gathering=True)
    seen = house.motion(motion_id)["text_hash"]
    mover, signer = house.browser(house.mayors[0]), house.browser(house.mayors[1])
    sent = inputs(mover.get(f"/motions/{motion_id}/edit").text)
    mover.post(f"/motions/{motion_id}/edit", data=pressed(sent, "save", title="Other words"))
    csrf = inputs(signer.get(f"/sessions/{house.slug}/motions/new").text)["csrf_token"]
    signer.post(f"/motions/{motion_id}/sponsor", data={"csrf_token": csrf, "text_hash": seen})
    assert house.motion(motion_id)["sponsors"] == []


def amended(house: HouseInSession, motion_id: str, browser, **changed: str) -> MultiDict:
    """The amending form with other words in the first operative paragraph."""
    sent = inputs(browser.get(f"/motions/{motion_id}/amend").text)
    row = sent.getlist("row")[1]
    return pressed(
        sent, "preview", **{f"text-{row}": PARAGRAPHS[1]["text"].replace("every year", "every month")}, **changed
    )


def test_a_preview_says_what_an_edit_changes_and_stores_nothing(house: HouseInSession) -> None:
    motion_id = house.published()
    browser = house.browser(house.mayors[1])
    answer = browser.post(f"/motions/{motion_id}/amend/preview", data=amended(house, motion_id, browser))
    assert answer.status_code == 200
    assert "In paragraph 1, replace “year” by “month”." in answer.text
    assert "<del>" in answer.text
    assert house.motion(motion_id)["amendments"] == []


def test_an_amendment_is_submitted_from_its_preview_with_its_reasons(house: HouseInSession) -> None:
    motion_id = house.published()
    browser = house.browser(house.mayors[1])
    page = browser.post(f"/motions/{motion_id}/amend/preview", data=amended(house, motion_id, browser)).text
    sent = pressed(inputs(page), "", justification="Heat does not wait")
    answer = browser.post(f"/motions/{motion_id}/amend", data=sent)
    [amendment] = house.motion(motion_id)["amendments"]
    assert answer.location == f"/amendments/{amendment['id']}"
    assert amendment["justification"] == "Heat does not wait"
    assert "Amendment 1 is submitted" in browser.get(answer.location).text
    csrf = {"csrf_token": inputs(page)["csrf_token"]}
    browser.post(f"/amendments/{amendment['id']}/withdraw", data=csrf)
    assert house.motion(motion_id)["amendments"][0]["fate"] == "withdrawn"


def test_a_preview_names_the_amendments_that_cannot_stand_with_it(house: HouseInSession) -> None:
    motion_id = house.published()
    first, second = house.browser(house.mayors[1]), house.browser(house.mayors[2])
    page = first.post(f"/motions/{motion_id}/amend/preview", data=amended(house, motion_id, first)).text
    assert "first amendment to this motion" in page
    first.post(f"/motions/{motion_id}/amend", data=inputs(page))
    [amendment] = house.motion(motion_id)["amendments"]
    sent = inputs(second.get(f"/motions/{motion_id}/amend").text)
    row = sent.getlist("row")[1]
    sent = pressed(sent, "preview", **{f"text-{row}": PARAGRAPHS[1]["text"].replace("every year", "each spring")})
    page = second.post(f"/motions/{motion_id}/amend/preview", data=sent).text
    conflicts = page[page.index('id="conflicts"') :]
    assert f'href="/amendments/{amendment["id"]}"' in conflicts


def test_the_wording_can_be_changed_again_from_the_preview(house: HouseInSession) -> None:
    motion_id = house.published()
    browser = house.browser(house.mayors[1])
    page = browser.post(f"/motions/{motion_id}/amend/preview", data=amended(house, motion_id, browser)).text
    again = browser.post(
        f"/motions/{motion_id}/amend/preview", data=pressed(inputs(page), "edit", justification="Kept")
    ).text
    sent = inputs(again)
    assert sent[f"text-{sent.getlist('row')[1]}"].endswith("every month")
    assert sent["justification"] == "Kept"


def test_an_edit_that_changes_nothing_is_refused(house: HouseInSession) -> None:
    motion_id = house.published()
    browser = house.browser(house.mayors[1])
    sent = pressed(inputs(browser.get(f"/motions/{motion_id}/amend").text), "preview")
    answer = browser.post(f"/motions/{motion_id}/amend/preview", data=sent)
    assert answer.status_code == 422
    assert "This changes nothing" in answer.text


def test_reasons_that_are_too_long_are_refused_on_the_preview(house: HouseInSession) -> None:
    motion_id = house.published()
    browser = house.browser(house.mayors[1])
    page = browser.post(f"/motions/{motion_id}/amend/preview", data=amended(house, motion_id, browser)).text
    answer = browser.post(f"/motions/{motion_id}/amend", data=pressed(inputs(page), "", justification="x" * 1001))
    assert answer.status_code == 422
    assert 'id="error-justification"' in answer.text
    assert "In paragraph 1, replace" in answer.text
    assert house.motion(motion_id)["amendments"] == []


def test_a_cabinet_prepares_an_amendment_and_sees_why_it_cannot_submit_it(house: HouseInSession) -> None:
    motion_id = house.published()
    cabinet = house.browser(house.cabinet)
    page = cabinet.post(f"/motions/{motion_id}/amend/preview", data=amended(house, motion_id, cabinet)).text
    assert 'disabled aria-describedby="why-not-submit"' in page
    assert cabinet.post(f"/motions/{motion_id}/amend", data=inputs(page)).status_code == 403
    assert house.motion(motion_id)["amendments"] == []


def test_nobody_amends_a_draft_and_an_office_without_a_seat_amends_nothing(house: HouseInSession) -> None:
    assert house.browser(house.mayors[1]).get(f"/motions/{house.drafted(gathering=True)}/amend").status_code == 409
    motion_id = house.published()
    assert house.browser(house.chair).get(f"/motions/{motion_id}/amend").status_code == 403
    assert house.browser().get(f"/motions/{motion_id}/amend").location.startswith("/sign-in")


def test_an_answer_that_is_reloaded_leads_back_to_the_form(house: HouseInSession) -> None:
    motion_id = house.published()
    answer = house.browser(house.mayors[1]).get(f"/motions/{motion_id}/amend/preview")
    assert answer.location == f"/motions/{motion_id}/amend"
