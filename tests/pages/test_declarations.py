"""Declarations: the permalink with text, vote, figures and evidence; the files exactly as published."""

import re
from hashlib import sha256
from html import unescape

import pytest

from parliament.commands import agenda, motions, sittings
from parliament.commands.evidence import evidence_bundle
from tests.pages.counting import questions


def address(declared) -> str:
    return f"/declarations/{declared.declaration['slug']}"


def named(page: str) -> str:
    """The table of the roll call."""
    begins = page.index("<table", page.index('id="roll-call"'))
    return page[begins : page.index("</table>", begins)]


def test_declaration_shows_text_figures_vote_and_evidence(declared):
    page = unescape(declared.browser().get(address(declared)).text)
    for words in (
        "Commit to publish a heat plan every two years;",
        "5,900,000",
        "people represented",
        "In favour: 4 of the votes cast: 5. Needed in favour: 4 (at least two thirds).",
        "Certified by Chair",
        "Certified by Desk",
        "In paragraph 1, replace “year” by “two years”.",
    ):
        assert words in page
    assert "Decide to meet again" in page[page.index("What the house took out") :]


def test_every_seat_of_the_roll_stands_in_drawing_and_table(declared):
    page = declared.browser().get(address(declared)).text
    drawing = page[page.index('<svg class="hemicycle') : page.index("</svg>", page.index('<svg class="hemicycle'))]
    assert len(re.findall(r'class="seat seat-(?:yes|no|abstain|not_voting|absent)"', drawing)) == 8
    assert named(page).count('<th scope="row">') == 8
    assert "<title>Freetown: Yes</title>" in page


def test_roll_call_is_filtered_by_the_address_without_script(declared):
    page = declared.browser().get(f"{address(declared)}?choice=yes&country=BEL").text
    assert named(page).count('<th scope="row">') == 1
    assert "=Leuven" in named(page)
    assert "Seats shown: 1 of 8" in page
    assert "No seat answers to this." in declared.browser().get(f"{address(declared)}?choice=absent&country=BEL").text


def test_document_downloads_byte_for_byte_as_the_record_names_it(declared):
    answer = declared.browser().get(f"{address(declared)}/declaration.json")
    assert answer.mimetype == "application/json"
    assert sha256(answer.data).hexdigest() in declared.browser().get(address(declared)).text


def test_bundle_downloads_as_an_archive_and_need_not_come_twice(declared, monkeypatch):
    client = declared.browser()
    answer = client.get(f"{address(declared)}/bundle.zip")
    assert answer.mimetype == "application/zip"
    assert answer.headers["Content-Disposition"] == f"attachment; filename={declared.declaration['slug']}.zip"
    assert answer.data == evidence_bundle(declared.house, declared.declaration["slug"])
    answer = client.get(f"{address(declared)}/bundle.zip")
    monkeypatch.setattr("parliament.pages.declarations.evidence_bundle", None)  # it is not put together again
    again = client.get(f"{address(declared)}/bundle.zip", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_declarations_are_listed_with_what_people_quote(declared):
    page = declared.browser().get("/declarations").text
    assert address(declared) in page
    assert "mayors in favour" in page
    assert "5,900,000" in page


def test_list_without_declarations_says_how_one_comes_about(unfounded):
    assert "No declaration has been published yet" in unfounded.test_client().get("/declarations").text


def test_declaration_that_does_not_exist_is_not_found_in_any_form(declared):
    client = declared.browser()
    for tail in ("", "/bundle.zip", "/declaration.json"):
        assert client.get(f"/declarations/9-nothing{tail}").status_code == 404


def test_closed_vote_shows_its_worked_result_and_roll_call(declared):
    vote = declared.votes()[0]
    page = unescape(declared.browser().get(f"/votes/{vote['id']}?choice=abstain").text)
    assert "Adopted" in page
    assert "4 for, 1 against, 1 abstaining" in page
    assert "Quorum: seats present: 7; needed: 5" in page
    assert vote["text_hash"] in page
    assert "Seats shown: 1 of 8" in page
    assert ">Suva<" in page.replace("<bdi>", "").replace("</bdi>", "")


def test_every_paragraph_has_an_address_that_its_number_leads_to(declared):
    page = declared.browser().get(address(declared)).text
    ids = re.findall(r'class="paragraph [^"]*" id="(p-[^"]+)"', page)
    assert len(ids) == len(set(ids)) == 3
    assert [each for each in ids if f'href="#{each}"' not in page] == []


def test_a_version_that_was_never_published_is_not_found(declared):
    client = declared.browser()
    assert client.get(f"{address(declared)}/versions/1").status_code == 200
    assert client.get(f"{address(declared)}/versions/2").status_code == 404
    first = client.get(f"{address(declared)}/versions/1/declaration.json")
    assert first.data == client.get(f"{address(declared)}/declaration.json").data
    assert client.get(f"{address(declared)}/versions/2/declaration.json").status_code == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, 1),
        ({"words": "HEAT plan"}, 1),
        ({"words": "meddelin"}, 0),
        ({"country": "COL"}, 1),
        ({"country": "FJI"}, 0),
        ({"year": "2026", "status": "published"}, 1),
        ({"year": "1999"}, 0),
        ({"status": "withdrawn"}, 0),
        ({"topic": "no topic of ours"}, 0),
        ({"page": "999999999999999999999"}, 1),
        ({"page": "-1"}, 1),
    ],
)
def test_declarations_are_found_by_the_address_without_script(declared, query, found):
    page = unescape(declared.browser().get("/declarations", query_string=query).text)
    assert page.count(f'href="{address(declared)}"') == found
    assert f"Declarations found: {found} of 1" in page
    assert ("No declaration answers to this." in page) == (found == 0)


def test_search_keeps_what_was_chosen_and_shows_it_as_text(declared):
    page = declared.browser().get('/declarations?words="><b>x&country=BEL').text
    assert 'value="&#34;&gt;&lt;b&gt;x"' in page
    assert '<option value="BEL" selected>' in page


def test_the_secretariat_says_what_a_declaration_is_about_and_readers_find_it(convened):
    place = declared_here(convened)
    desk = convened.browser(convened.desk)
    assert f'href="{place}/topics"' in desk.get(place).text
    form = desk.get(f"{place}/topics").text
    said = {"csrf_token": hidden(form, "csrf_token"), "once": hidden(form, "once")}
    answer = desk.post(f"{place}/topics", data=said | {"topics": ["health", "climate"]})
    assert (answer.status_code, answer.headers["Location"]) == (303, place)
    page = convened.browser().get("/declarations?topic=health").text
    assert f'href="{place}"' in page
    assert '<option value="health" selected>Health</option>' in page
    again = desk.post(f"{place}/topics", data=said | {"once": "another", "topics": ["health", "climate"]})
    assert again.status_code == 409
    assert again.text.count("checked") == 2
    assert "Nothing has been changed yet" in again.text


def test_topics_are_for_the_secretariat_alone(declared):
    for reader, status in ((None, 401), (declared.mayors[0], 403), (declared.chair, 403)):
        answer = declared.browser(reader).get(f"{address(declared)}/topics")
        assert answer.status_code in (status, 302, 303)
        assert "What is this declaration about?" not in answer.text


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found
    return unescape(found[1])


def declared_here(gallery, title: str = "Heat plans") -> str:
    """Publish a declaration in a house of one's own, without any amendment, and answer its address."""
    if title == "Heat plans":
        motion = gallery.bring_forward(title)
    else:
        motion = gallery.submit(title)
        for act in (motions.admit_motion, motions.publish_motion):
            gallery.act(act, gallery.desk, motion_id=motion)
        said = {"session_id": gallery.plenary, "kind": "motion", "motion_id": motion}
        item = gallery.act(agenda.add_item, gallery.desk, **said)["item"]
        gallery.act(sittings.call_item, gallery.chair, sitting_id=gallery.sitting, item_id=item)
    assert gallery.vote(motion, ["yes"] * 7) == "adopted"
    return "/declarations/" + gallery.declare(motion)["slug"]


def test_pages_of_declarations_cost_the_same_questions_however_much_there_is(declared, convened):
    """The one of `declared` came of five votes on six amendments; the first here of none, and then there are two."""
    place = declared_here(convened)
    assert questions(convened, place) == questions(declared, address(declared))
    of_one = questions(convened, "/declarations")
    assert of_one == questions(declared, "/declarations")
    declared_here(convened, "Rain")
    assert of_one == questions(convened, "/declarations")
