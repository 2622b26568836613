"""Who presides: handing the chair over, and calling somebody to it."""

from parliament.commands.accounts import end_office
from parliament.commands.sittings import adjourn_sitting, call_chair, hand_over_chair
from parliament.rules.refusals import Code
from parliament.store.tables import OfficeHeld, Sitting


def test_chair_is_handed_over_and_the_successor_leads(debated):
    handed = {"sitting_id": debated.sitting, "account_id": debated.deputy.account}
    debated.by(debated.chair, hand_over_chair, **handed)
    said = debated.last().body
    assert (said["from_account"], said["to_account"]) == (debated.chair.account, debated.deputy.account)
    debated.refused(Code.NOT_PRESIDING, debated.chair, adjourn_sitting, sitting_id=debated.sitting)
    debated.by(debated.deputy, adjourn_sitting, sitting_id=debated.sitting)


def test_secretariat_calls_a_chair_and_says_why(debated):
    called = {"sitting_id": debated.sitting, "account_id": debated.deputy.account}
    debated.refused(Code.REASON_NEEDED, debated.desk, call_chair, reason="  ", **called)
    debated.by(debated.desk, call_chair, reason="The connection broke.", **called)
    assert debated.last().body["reason"] == "The connection broke."
    assert debated.row(Sitting, debated.sitting).chair_id == debated.deputy.account


def test_chair_is_not_given_to_whoever_is_in_it(debated):
    same = {"sitting_id": debated.sitting, "account_id": debated.chair.account}
    debated.refused(Code.ALREADY_PRESIDES, debated.chair, hand_over_chair, **same)
    debated.refused(Code.ALREADY_PRESIDES, debated.desk, call_chair, reason="Absent", **same)


def test_chair_is_handed_over_only_by_whoever_is_in_it(debated):
    handed = {"sitting_id": debated.sitting, "account_id": debated.chair.account}
    debated.refused(Code.NOT_PRESIDING, debated.deputy, hand_over_chair, **handed)


def test_chair_goes_to_holders_of_the_office_only(debated):
    mayor = {"sitting_id": debated.sitting, "account_id": debated.mayors[0].account}
    nobody = {"sitting_id": debated.sitting, "account_id": "account-0"}
    debated.refused(Code.NOT_ALLOWED, debated.chair, hand_over_chair, **mayor)
    debated.refused(Code.NOT_ALLOWED, debated.desk, call_chair, reason="Absent", **mayor)
    debated.refused(Code.NOT_FOUND, debated.desk, call_chair, reason="Absent", **nobody)


def test_chair_does_not_go_to_somebody_whose_office_ended(debated):
    grants = debated.rows(OfficeHeld.__table__.select().where(OfficeHeld.account_id == debated.deputy.account))
    debated.by(debated.desk, end_office, grant_id=grants[0])
    handed = {"sitting_id": debated.sitting, "account_id": debated.deputy.account}
    debated.refused(Code.NOT_ALLOWED, debated.chair, hand_over_chair, **handed)


def test_nobody_is_called_to_the_chair_of_a_sitting_that_does_not_run(debated):
    debated.by(debated.chair, adjourn_sitting, sitting_id=debated.sitting)
    called = {"sitting_id": debated.sitting, "account_id": debated.deputy.account}
    debated.refused(Code.WRONG_STAGE, debated.desk, call_chair, reason="Absent", **called)
    debated.refused(Code.WRONG_STAGE, debated.chair, hand_over_chair, **called)
