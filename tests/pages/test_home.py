"""The front door, how to check, and the API as a page."""

import json


def test_front_page_leads_to_the_live_page_and_the_newest_declaration(declared):
    page = declared.browser().get("/").text
    assert f'href="/sessions/{declared.slug}/live"' in page
    assert f'href="/declarations/{declared.declaration["slug"]}"' in page
    assert "7,310,000" in page  # the people of eight cities


def test_front_page_of_an_empty_parliament_says_what_will_come(unfounded):
    page = unfounded.test_client().get("/").text
    assert "No session is convened" in page
    assert "None yet." in page


def test_front_page_offers_the_demonstration_only_where_it_is_one(declared, deciding):
    assert "/demo" in deciding.browser().get("/").text
    assert "/demo" not in declared.browser().get("/").text


def test_front_page_before_the_opening_names_the_next_session(convened):
    page = convened.browser().get("/").text
    assert "Next session" in page
    assert "23 Nov 2026, 10:00 (Freetown)" in page


def test_how_to_check_names_the_key_and_the_newest_bundle(declared):
    page = declared.browser().get("/verify").text
    assert declared.vkey.partition("+")[2] in page.replace("&#43;", "+")
    assert f"/declarations/{declared.declaration['slug']}/bundle.zip" in page


def test_api_page_shows_every_operation_of_the_document(declared):
    client = declared.browser()
    page, document = client.get("/api/docs").text, json.loads(client.get("/api/openapi.json").data)
    operations = [
        (method, path) for path, item in document["paths"].items() for method in item if method != "parameters"
    ]
    assert len(operations) > 30
    assert [
        one for one in operations if f'<b class="code">{one[0].upper()}</b> <code>{one[1]}</code>' not in page
    ] == []
    assert page.count("<script") == 3  # the site's own, nobody else's viewer
