"""Sessions: their list, their page, their rules."""

from html import unescape

from parliament.rules.profile_keys import KEYS


def test_session_page_has_agenda_motions_votes_and_declaration(declared):
    page = declared.browser().get(f"/sessions/{declared.slug}").text
    assert f'href="/motions/{declared.decided}"' in page
    assert [vote["id"] for vote in declared.votes() if f'href="/votes/{vote["id"]}"' not in page] == []
    assert f'href="/declarations/{declared.declaration["slug"]}"' in page


def test_session_page_hides_motions_of_the_house_from_a_passer_by(declared):
    title = "A motion that is not in order"
    assert title not in declared.browser().get(f"/sessions/{declared.slug}").text
    assert title in declared.browser(declared.mayors[2]).get(f"/sessions/{declared.slug}").text


def test_session_page_offers_a_draft_to_mayors_alone(declared):
    path = f"/sessions/{declared.slug}"
    assert "Draft a motion" in declared.browser(declared.mayors[0]).get(path).text
    assert "Draft a motion" not in declared.browser(declared.chair).get(path).text
    assert "Draft a motion" not in declared.browser().get(path).text


def test_sessions_are_listed_with_the_running_one_to_watch(declared):
    page = declared.browser().get("/sessions").text
    assert "In session" in page
    assert f'href="/sessions/{declared.slug}/live"' in page


def test_list_without_sessions_says_so(unfounded):
    assert "No session has been convened yet" in unfounded.test_client().get("/sessions").text


def test_rules_are_sentences_beside_their_sources(declared):
    page = unescape(declared.browser().get(f"/sessions/{declared.slug}/rules").text)
    assert "A ballot" in page
    assert "A motion is adopted with at least two thirds of the votes cast in favour." in page
    assert page.index(">Quorum<") < page.index('id="quorum.to_open"') < page.index(">Majorities<")


def test_every_rule_has_an_address_that_a_vote_can_link_to(declared):
    page = declared.browser().get(f"/sessions/{declared.slug}/rules").text
    assert [key for key in KEYS if f'id="{key}"' not in page] == []


def test_a_session_that_does_not_exist_is_not_found(declared):
    answer = declared.browser().get("/sessions/no-such-session")
    assert answer.status_code == 404
    assert "There is no such thing here" in answer.text
