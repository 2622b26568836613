"""The one table of offices and powers."""

import pytest

from parliament.rules.powers import NOBODY, POWERS, THE_CLOCK, Actor, Office, Power, check_power
from parliament.rules.refusals import Code
from tests.rules.refusing import refusal


@pytest.mark.parametrize("office", list(Office))
@pytest.mark.parametrize("power", list(Power))
def test_power_is_held_exactly_by_the_offices_of_the_table(office, power):
    actor = Actor("a", offices=frozenset({office}))
    expected = None if power in POWERS[office] else Code.NOT_ALLOWED
    assert refusal(check_power, actor, power) == expected


def test_nobody_is_asked_to_sign_in():
    assert {refusal(check_power, NOBODY, power) for power in Power} == {Code.NOT_SIGNED_IN}


def test_every_office_is_in_the_table_and_every_power_is_held_by_somebody():
    assert set(POWERS) == set(Office)
    assert frozenset().union(*POWERS.values()) == set(Power)


def test_voting_speaking_and_signing_belong_to_the_mandate_alone():
    for power in (Power.CAST_BALLOT, Power.ASK_TO_SPEAK, Power.SPONSOR, Power.SIGN_DECLARATION, Power.CHECK_IN):
        assert [office for office in Office if power in POWERS[office]] == [Office.MEMBER]


def test_clock_only_says_what_is_so_already():
    declared = {Power.CLOSE_SIGNING, Power.CLOSE_VOTE, Power.SETTLE_ACCEPTANCE}
    assert THE_CLOCK.powers == declared | {Power.RECORD_CHECKPOINT, Power.KEEP_COSIGNATURE, Power.SIGN_EVIDENCE}


def test_act_goes_into_the_record_under_an_office_that_includes_it():
    actor = Actor("a", offices=frozenset({Office.MEMBER, Office.SECRETARIAT, Office.CHAIR}))
    for power in actor.powers:
        assert power in POWERS[actor.acting_office(power)]
    assert actor.acting_office(Power.CERTIFY) is Office.CHAIR
