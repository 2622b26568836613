"""The seat's own page, the credentials of a sitting, and what the desk does about a seat."""

from datetime import timedelta

import pytest

from parliament.commands import proxies, seats, sittings, substitutes
from parliament.commands.proxies import take_back_proxy
from tests.pages.house_in_session import OPENING, HouseInSession
from tests.pages.test_desk import send, words


@pytest.fixture
def place(tmp_path) -> HouseInSession:
    return HouseInSession(tmp_path)


def moment(hours: int) -> str:
    """So many hours after the opening, as a form in the zone of the session holds it."""
    return (OPENING + timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M")


def test_mayor_gives_a_proxy_sees_who_holds_it_and_takes_it_back(place: HouseInSession) -> None:
    browser = place.browser(place.mayors[0])
    assert 'href="/seat"' in browser.get("/today").text
    said = {"session": place.session, "holder_seat": place.mayors[1].seat, "from_at": "", "until_at": moment(5)}
    page = send(browser, "/seat/proxies", page="/seat", **said)
    assert "The proxy is given" in words(page)
    assert "Held by São Paulo" in words(page)
    assert "Freetown" in words(place.browser(place.mayors[1]).get("/seat"))
    proxy = page.text.split("/seat/proxies/")[1].split("/")[0]
    page = send(browser, f"/seat/proxies/{proxy}/take-back", page="/seat")
    assert "Nobody holds your seat’s proxy" in words(page)


def test_proxy_that_is_refused_comes_back_with_what_was_typed(place: HouseInSession) -> None:
    browser = place.browser(place.mayors[0])
    said = {"session": place.session, "holder_seat": place.mayors[0].seat, "from_at": "", "until_at": moment(5)}
    page = send(browser, "/seat/proxies", page="/seat", **said)
    assert (page.status_code, "A seat cannot hold its own proxy" in words(page)) == (422, True)
    assert f'value="{moment(5)}"' in page.text
    page = send(browser, "/seat/proxies", page="/seat", **said | {"until_at": "soon"})
    assert page.status_code == 422
    assert send(browser, "/seat/proxies", page="/seat", **said | {"session": "session-0"}).status_code == 404


def test_page_of_the_seat_is_for_those_who_act_for_one(place: HouseInSession) -> None:
    assert place.browser().get("/seat").status_code in (302, 303, 401)
    assert place.browser(place.chair).get("/seat").status_code == 403
    page = place.browser(place.cabinet).get("/seat")
    assert (page.status_code, "Give the proxy" in words(page)) == (200, False)


def test_desk_certifies_a_substitute_invites_and_ends_it(place: HouseInSession) -> None:
    desk = place.browser(place.secretariat)
    url = "/desk/seats/freetown-sle"
    said = {"session": place.session, "substitute": "", "starts": "", "until_at": moment(5), "basis": "Deputy mayor"}
    page = send(desk, f"{url}/certify", page=url, **said)
    assert (page.status_code, 'id="error-substitute"' in page.text) == (422, True)
    assert 'value="Deputy mayor"' in page.text
    page = send(desk, f"{url}/certify", page=url, **said | {"substitute": "Esi Deputy"})
    assert "Esi Deputy stands in now" in words(page)
    mandate = page.text.split('id="substitutes"')[1].split('name="mandate_id" value="')[1].split('"')[0]
    invited = {"login": "esi", "name": "Esi Deputy", "office": "member", "mandate_id": mandate}
    assert "/invitations/" in send(desk, "/desk/accounts/invite", page=url, **invited).text
    page = send(desk, f"{url}/end-substitution", page=url, mandate_id=mandate)
    assert "stands in now" not in words(page)


def test_desk_rules_on_a_seat_and_everybody_reads_why(place: HouseInSession) -> None:
    desk = place.browser(place.secretariat)
    url = "/desk/seats/freetown-sle"
    page = send(desk, f"{url}/rule", page=url, state="disputed", reason=" ")
    assert (page.status_code, "Give the reason" in words(page)) == (422, True)
    assert send(desk, f"{url}/rule", page=url, state="gone", reason="Why").status_code == 422
    page = send(desk, f"{url}/rule", page=url, state="disputed", reason="Contested in court")
    assert "The seat is disputed" in words(page)
    for public in ("/cities/freetown-sle", f"/sessions/{place.slug}/sittings/1/credentials"):
        assert "Contested in court" in words(place.browser().get(public))
    page = send(desk, f"{url}/rule", page=url, state="clear", reason="The court has decided")
    assert "The seat takes part again" in words(page)


def test_credentials_name_substitutes_and_proxies_before_the_opening_and_after(place: HouseInSession) -> None:
    url = f"/sessions/{place.slug}/sittings/1/credentials"
    assert f'href="{url}"' in place.browser().get(f"/sessions/{place.slug}").text
    until = OPENING + timedelta(hours=5)
    said = {"session_id": place.session, "until_at": until}
    stands_in = {"seat_id": place.mayors[2].seat, "name": "Esi Deputy", "reason": "Deputy mayor"}
    mandate = place.perform(substitutes.certify_substitute, **said, **stands_in)["mandate"]
    given = place.perform(proxies.give_proxy, by=place.mayors[0], holder_seat=place.mayors[1].seat, **said)["proxy"]
    page = words(place.browser().get(url))
    assert "As they stand now" in page
    assert "Esi Deputy (substitute)" in page
    assert "by proxy: São Paulo" in page
    place.at = OPENING
    present = [mayor.seat for mayor in place.mayors[1:]]
    place.perform(sittings.take_roll_call, sitting_id=place.sitting, present=present)
    place.perform(sittings.open_sitting, by=place.chair, sitting_id=place.sitting)
    place.perform(take_back_proxy, by=place.mayors[0], proxy_id=given)
    place.perform(substitutes.end_substitution, mandate_id=mandate)
    page = words(place.browser().get(url))
    assert "As reported at the roll call" in page
    assert "Esi Deputy (substitute)" in page
    assert place.browser().get(f"/sessions/{place.slug}/sittings/9/credentials").status_code == 404


def test_coalition_is_shown_with_its_cities(place: HouseInSession) -> None:
    header = "name,iso3,country,continent,population,lat,lon,timezone,coalition\n"
    row = "Romsdal,NOR,Norway,EU,99116,62.7,7.1,Europe/Oslo,Molde|NOR|32002;Ålesund|NOR|67114\n"
    place.perform(seats.import_seats, csv=header + row)
    page = words(place.browser().get("/cities/romsdal-nor"))
    assert "Ålesund NOR" in page
