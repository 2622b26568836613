"""Passwords: what is refused, what is stored, and that the unknown cost as much as the known (S4, S8)."""

import time

import pytest

from parliament.identity.passwords import check_strength, hash_password, is_outdated, is_password, prepare
from parliament.rules.refusals import Code, Refused
from tests.identity.conftest import PASSWORD, PASSWORD_HASH


@pytest.mark.parametrize(
    "password",
    [
        "",
        "fourteen chars",
        "x" * 14 + "\N{COMBINING ACUTE ACCENT}",
        "".join(chr(ord("a") + number % 26) for number in range(129)) + "!",
        "Correct Horse Battery Staple",
        "passwordpassword",
        "Parliament of Mayors",
        "abcabcabcabcabcabc",
        "123412341234123412",
        "aaaabbbbccccdddd",
        "amara-osei@accra.example 2026",
        "amara-osei is my name",
        "I am Amara Osei of Accra",
    ],
)
def test_sec_s4_weak_password_is_refused_at_its_field(password):
    with pytest.raises(Refused) as refused:
        check_strength(password, login="amara-osei@accra.example", name="Amara Osei")
    assert (refused.value.code, refused.value.field) == (Code.WEAK_PASSWORD, "password")


@pytest.mark.parametrize(
    "password",
    [
        PASSWORD,
        "fifteen symbols",
        "مصباح عند رصيف الميناء",
        "港の壁のそばにある古い灯り、夜ごとに",
        "é" * 5 + "abcdefghij",
        "a lantern by the harbour wall, " * 4,
    ],
)
def test_sec_s4_long_password_in_any_script_is_taken(password):
    check_strength(password, login="bo", name="Bo")


def test_sec_s4_password_is_kept_as_argon2id_with_its_own_salt(real_hashes):
    kept = hash_password(PASSWORD)
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert hash_password(PASSWORD) != kept
    assert is_password(kept, PASSWORD)
    assert not is_password(kept, PASSWORD + " ")


def test_the_same_letter_from_another_keyboard_is_the_same_password():
    assert is_password(
        hash_password("caf\N{LATIN SMALL LETTER E WITH ACUTE} by the harbour"), "cafe\u0301 by the harbour"
    )


def test_what_cannot_be_encoded_is_a_wrong_password_and_not_an_error():
    assert not is_password(PASSWORD_HASH, "\ud800" * 15)
    assert not is_password("not a hash", PASSWORD)


def test_hash_of_weaker_parameters_is_outdated(real_hashes):
    assert is_outdated(PASSWORD_HASH)
    assert not is_outdated(hash_password(PASSWORD))


def test_sec_s8_unknown_account_costs_as_much_work_as_a_known_one(real_hashes):
    def work(password_hash: str | None) -> float:
        before = time.process_time()
        assert not is_password(password_hash, "a wrong password of some length")
        return time.process_time() - before

    prepare()
    kept = hash_password(PASSWORD)
    known, unknown = min(work(kept) for _ in range(3)), min(work(None) for _ in range(3))
    assert 0.5 < unknown / known < 2
