"""Cities: the table and its filters, one city, how it voted."""

import re
from dataclasses import replace

import pytest

from parliament.commands.signatures import open_signing, sign_declaration, withdraw_signature
from parliament.store.queries.declarations import list_declarations
from tests.pages.counting import questions
from tests.pages.deciding import words


def rows_of(page: str) -> list[str]:
    return re.findall(r'<a href="/cities/([^"]+)">', page)


def test_every_city_is_listed_with_its_mayor(declared):
    page = declared.browser().get("/cities").text
    assert len(rows_of(page)) == 8
    assert "Mayor of Medellín" in page
    assert "2,500,000" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"country": "BEL"}, 2),
        ({"continent": "EU"}, 3),
        ({"name": "medellí"}, 1),
        ({"country": "BEL", "continent": "OC"}, 0),
    ],
)
def test_table_shows_what_its_filters_ask_for(declared, query, found):
    page = declared.browser().get("/cities", query_string=query).text
    assert len(rows_of(page)) == found
    assert ("No city answers to this." in page) == (found == 0)


def test_filters_keep_what_was_chosen(declared):
    page = declared.browser().get("/cities?country=BEL&name=gh").text
    assert '<option value="BEL" selected>' in page
    assert 'value="gh"' in page


def test_city_shows_its_holder_its_figures_and_how_it_voted(declared):
    page = declared.browser().get("/cities/ghent-bel").text
    assert "Mayor of Ghent" in page
    assert "260,000" in page
    assert len(re.findall(r'<a href="/votes/', page)) == 5
    newest = page[page.index('<a href="/votes/') :]
    assert newest.index("mark-no") < newest.index("</tr>")


def test_city_that_was_away_is_told_to_have_been_absent(declared):
    page = declared.browser().get("/cities/winnipeg-can").text
    assert page.count("Absent") == 5


def test_votes_of_a_city_cost_the_same_questions_however_many_there_are(declared, deciding):
    assert questions(declared, "/cities/ghent-bel") == questions(deciding, "/cities/ghent-bel")


def test_city_without_a_seat_is_not_found(declared):
    assert declared.browser().get("/cities/atlantis").status_code == 404


def test_parliament_without_cities_says_who_brings_them_in(unfounded):
    assert "No city has a seat yet" in unfounded.test_client().get("/cities").text


def signed(gallery, mayor: int, **said: str) -> str:
    """A mayor signs the one declaration there is."""
    with gallery.house.reading() as db:
        row = list_declarations(db)[0]
    asked = replace(gallery.mayors[mayor], asked_again=True)
    words = {"declaration_id": row["id"], "document_hash": row["document_hash"], "function": "Mayor"} | said
    return gallery.act(sign_declaration, asked, **words)["signature"]


def test_what_a_city_signed_stands_on_its_page_and_stays_when_it_is_taken_back(convened):
    motion = convened.bring_forward()
    assert convened.vote(motion, ["yes"] * 7) == "adopted"
    declared = convened.declare(motion)
    convened.act(open_signing, convened.desk, declaration_id=declared["declaration"])
    first = signed(
        convened, 0, council_date="2026-11-20", council_reference="Res. <7>", reservation="As our law allows."
    )
    signed(convened, 1)
    before = questions(convened, "/cities/ghent-bel")
    page = words(convened.browser().get("/cities/freetown-sle"))
    assert "declarations signed 1" in page
    assert "Council resolution of 2026-11-20 ( Res. <7> )" in page
    assert "Reservation: As our law allows." in page
    convened.act(withdraw_signature, convened.mayors[0], signature_id=first, reason="The council has changed its mind.")
    page = words(convened.browser().get("/cities/freetown-sle"))
    assert "declarations signed 0" in page
    assert "signature withdrawn" in page
    assert "The council has changed its mind." in page
    assert "This city has signed no declaration" in words(convened.browser().get("/cities/ghent-bel"))
    assert questions(convened, "/cities/freetown-sle") == before
    declaration = convened.browser().get(f"/declarations/{declared['slug']}").text
    assert 'href="/cities/freetown-sle"' in declaration[declaration.index('id="signatories"') :]
