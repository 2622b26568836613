"""Signing in: the same answer for all who may not, and limits that slow a guesser and never shut a mayor out (S8)."""

import time

import pytest
import time_machine
from argon2 import PasswordHasher

from parliament.identity.attempts import ACCOUNT, ADDRESS, LONGEST_WAIT, PAIR, TOTAL, Attempts
from parliament.identity.logins import Browsers
from parliament.identity.passwords import hash_password, is_outdated, prepare
from parliament.identity.sign_in import sign_in
from parliament.rules.refusals import Code, Refused
from parliament.store.tables import Account
from tests.identity.conftest import BEGINNING, PASSWORD, PASSWORD_HASH


@pytest.fixture
def traveller():
    with time_machine.travel(BEGINNING, tick=False) as traveller:
        yield traveller


@pytest.fixture
def attempts(traveller) -> Attempts:
    return Attempts()


def refusal(act, *arguments, **more) -> Refused:
    with pytest.raises(Refused) as refused:
        act(*arguments, **more)
    return refused.value


def guess(attempts: Attempts, login: str, address: str) -> Refused | None:
    """What the limits say to one try with a wrong password."""
    try:
        attempts.begin(login, address)
    except Refused as refused:
        return refused
    attempts.failed(login, address)
    return None


@pytest.mark.parametrize("login", ["amara", " Amara ", "AMARA", "chloe\u0301"])
def test_name_and_password_open_a_login(people, attempts, login):
    token = sign_in(people, login, PASSWORD, attempts=attempts, address="192.0.2.1", agent="Firefox")
    assert Browsers(people).find(token).name in {"Amara Osei", "Chloé Martin"}


@pytest.mark.parametrize(
    ("login", "password"),
    [
        ("amara", "wrong"),
        ("nobody", PASSWORD),
        ("dalia", PASSWORD),
        ("emil", PASSWORD),
        ("emil", ""),
        ("\ud800", PASSWORD),
    ],
    ids=["wrong password", "unknown", "suspended", "never accepted", "never accepted, empty", "not text"],
)
def test_sec_s8_everyone_who_may_not_gets_one_and_the_same_answer(people, attempts, login, password):
    refused = refusal(sign_in, people, login, password, attempts=attempts, address="192.0.2.1")
    assert (refused.code, refused.field, refused.facts) == (Code.BAD_CREDENTIALS, "password", {})


def test_sec_s8_unknown_name_takes_as_much_work_as_a_known_one(people, attempts, real_hashes):
    def work(login: str, address: str) -> float:
        before = time.process_time()
        refusal(sign_in, people, login, "a wrong password", attempts=attempts, address=address)
        return time.process_time() - before

    prepare()
    with people.database.writing() as db:
        db.get_one(Account, "account-amara").password_hash = hash_password(PASSWORD)
    known = min(work("amara", f"192.0.2.{number}") for number in range(3))
    unknown = min(work("nobody", f"192.0.2.{number}") for number in range(3))
    assert 0.5 < unknown / known < 2


def test_hash_of_weaker_parameters_is_renewed_at_sign_in(people, attempts):
    with people.database.writing() as db:
        db.get_one(Account, "account-amara").password_hash = PasswordHasher(
            time_cost=2, memory_cost=16, parallelism=1
        ).hash(PASSWORD)
    sign_in(people, "amara", PASSWORD, attempts=attempts)
    with people.reading() as db:
        renewed = db.get_one(Account, "account-amara").password_hash
    assert not is_outdated(renewed)
    assert sign_in(people, "amara", PASSWORD, attempts=attempts)


def test_sec_s8_wrong_passwords_in_a_row_have_to_wait_and_then_sign_in_works(people, attempts, traveller):
    for _ in range(PAIR[0].amount):
        assert guess(attempts, "amara", "192.0.2.1") is None
    refused = refusal(sign_in, people, "amara", PASSWORD, attempts=attempts, address="192.0.2.1")
    assert (refused.code, refused.facts) == (Code.TOO_MANY_ATTEMPTS, {"seconds": 15})
    assert "15 seconds" in refused.sentence()
    traveller.shift(refused.facts["seconds"] + 0.001)
    assert sign_in(people, "amara", PASSWORD, attempts=attempts, address="192.0.2.1")


@pytest.mark.parametrize("login", ["amara", "nobody"])
def test_sec_s8_limits_are_the_same_for_known_and_unknown_names(attempts, login):
    answers = [guess(attempts, login, "192.0.2.1") for _ in range(7)]
    assert [answer and answer.facts for answer in answers] == [None] * 5 + [{"seconds": 15}] * 2


def test_sec_s8_the_wait_grows_for_who_goes_on_but_never_beyond_a_minute(attempts, traveller):
    waits = []
    for _ in range(300):
        refused = guess(attempts, "amara", "192.0.2.1")
        if refused:
            waits.append(refused.facts["seconds"])
            traveller.shift(1)
    assert max(waits) <= LONGEST_WAIT
    assert min(waits) >= 1
    assert max(waits) > waits[0]


def test_sec_s8_trying_while_waiting_does_not_lengthen_the_wait(attempts, traveller):
    while guess(attempts, "amara", "192.0.2.1") is None:
        pass
    for _ in range(LONGEST_WAIT):
        guess(attempts, "amara", "192.0.2.1")
    traveller.shift(15.001)
    assert guess(attempts, "amara", "192.0.2.1") is None


def test_sec_s8_one_account_is_limited_across_addresses(attempts):
    answers = [guess(attempts, "amara", f"198.51.100.{number}") for number in range(ACCOUNT[0].amount + 1)]
    assert answers[:-1] == [None] * ACCOUNT[0].amount
    assert answers[-1] is not None
    assert guess(attempts, "bo", "198.51.100.250") is None


def test_sec_s8_one_address_is_limited_across_accounts(attempts):
    answers = [guess(attempts, f"name-{number}", "192.0.2.1") for number in range(ADDRESS[0].amount + 1)]
    assert answers[:-1] == [None] * ADDRESS[0].amount
    assert answers[-1] is not None
    assert guess(attempts, "another", "192.0.2.2") is None


def test_sec_s8_all_together_are_limited(attempts):
    answers = [guess(attempts, f"name-{number}", f"address-{number}") for number in range(TOTAL[0].amount + 1)]
    assert answers[:-1] == [None] * TOTAL[0].amount
    assert answers[-1] is not None


def test_sec_s8_wrong_passwords_from_elsewhere_do_not_keep_a_mayor_out(people, attempts):
    sign_in(people, "amara", PASSWORD, attempts=attempts, address="192.0.2.1")
    for number in range(TOTAL[0].amount):
        guess(attempts, "amara", f"198.51.100.{number}")
        guess(attempts, f"name-{number}", f"203.0.113.{number}")
    assert guess(attempts, "amara", "198.51.100.250") is not None
    assert sign_in(people, "amara", PASSWORD, attempts=attempts, address="192.0.2.1")


def test_sec_s8_address_that_is_known_may_not_guess_without_end_either(people, attempts):
    sign_in(people, "amara", PASSWORD, attempts=attempts, address="192.0.2.1")
    answers = [guess(attempts, "amara", "192.0.2.1") for _ in range(6)]
    assert [answer is None for answer in answers] == [True] * 5 + [False]


def test_a_delegation_behind_one_address_signs_in_without_waiting(attempts):
    for number in range(ADDRESS[0].amount * 3):
        attempts.begin(f"mayor-{number}", "192.0.2.1")
        attempts.succeeded(f"mayor-{number}", "192.0.2.1")
    assert guess(attempts, "one more", "192.0.2.1") is None


def test_right_password_forgets_the_wrong_ones_before_it(people, attempts):
    for _ in range(4):
        guess(attempts, "amara", "192.0.2.1")
    sign_in(people, "amara", PASSWORD, attempts=attempts, address="192.0.2.1")
    assert [guess(attempts, "amara", "192.0.2.1") for _ in range(5)] == [None] * 5


def test_password_hash_never_leaves_with_a_refusal(people, attempts):
    refused = refusal(sign_in, people, "amara", "wrong", attempts=attempts)
    assert PASSWORD_HASH not in f"{refused} {refused.facts} {refused.sentence()}"
