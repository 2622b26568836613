"""Visitors get accounts of their own as long as there are any, and the chair if a simulated one holds it."""

from datetime import timedelta

import pytest

from parliament.commands import sessions, sittings
from parliament.commands.house import House
from parliament.demo.home import People
from parliament.demo.visitors import Visitors, visitor_account
from parliament.identity.logins import begin_login
from parliament.rules.powers import Actor, Office
from parliament.rules.refusals import Code, Refused
from parliament.store.tables import Sitting

Founded = tuple[House, People]


def open_a_sitting(house: House, people: People, chair: str) -> str:
    secretary = Actor(account=people.holding("secretariat")[0].account, offices=frozenset({Office.SECRETARIAT}))
    now = [house.database.now(None)]  # an embedded database has no clock but ours
    house._clock = lambda: now[0]
    convening = {"title": "Heat", "time_zone": "UTC", "profile": "demonstration"}
    plenary = house.perform(sessions.convene_session, by=secretary, opens_at=now[0] + timedelta(seconds=1), **convening)
    starts_at = now[0] + timedelta(seconds=2)
    made = house.perform(sittings.schedule_sitting, by=secretary, session_id=plenary["session"], starts_at=starts_at)
    present = [member.seat for member in people.holding("member")]
    house.perform(sittings.take_roll_call, by=secretary, sitting_id=made["sitting"], present=present)
    now[0] += timedelta(seconds=5)
    presiding = Actor(account=chair, offices=frozenset({Office.CHAIR}))
    house.perform(sittings.open_sitting, by=presiding, sitting_id=made["sitting"])
    return made["sitting"]


def chair_of(house: House, sitting: str) -> str | None:
    with house.reading() as db:
        return db.get_one(Sitting, sitting).chair_id


def test_visitors_who_come_together_get_different_accounts_until_all_are_taken(founded: Founded) -> None:
    house, people = founded
    visitors = Visitors(house, people)
    assert {visitors("mayor") for _ in range(4)} == set(people.visitors["member"])
    assert visitors("mayor") in people.visitors["member"]


def test_after_a_restart_the_account_used_longest_ago_is_given(founded: Founded) -> None:
    house, people = founded
    first, second = people.visitors["secretariat"]
    begin_login(house, second)
    assert visitor_account(house, people, "secretariat") == first
    begin_login(house, first)
    assert visitor_account(house, people, "secretariat") == second


@pytest.mark.parametrize("office", ["clock", "king", ""])
def test_an_office_nobody_visits_is_refused(founded: Founded, office: str) -> None:
    with pytest.raises(Refused) as refused:
        visitor_account(*founded, office)
    assert refused.value.code == Code.MALFORMED


def test_a_visiting_chair_is_handed_the_chair_by_the_simulated_one(founded: Founded) -> None:
    house, people = founded
    sitting = open_a_sitting(house, people, people.holding("chair")[0].account)
    account = Visitors(house, people)("chair")
    assert account in people.visitors["chair"]
    assert chair_of(house, sitting) == account


def test_a_visitor_in_the_chair_keeps_it_when_another_comes(founded: Founded) -> None:
    house, people = founded
    sitting = open_a_sitting(house, people, people.visitors["chair"][0])
    Visitors(house, people)("chair")
    assert chair_of(house, sitting) == people.visitors["chair"][0]


def test_without_a_sitting_a_visiting_chair_simply_gets_an_account(founded: Founded) -> None:
    house, people = founded
    assert Visitors(house, people)("chair") in people.visitors["chair"]
