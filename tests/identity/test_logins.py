"""Logins on the server: what is stored, when they run out, who hears that they ended (S11, S13, S14)."""

import hashlib
from datetime import timedelta

import pytest
from sqlalchemy import select

from parliament.identity.logins import (
    Browsers,
    begin_login,
    end_all_logins,
    end_login,
    living_actors,
    on_ended,
    own_logins,
)
from parliament.rules.powers import NOBODY
from parliament.store.tables import Account, Login
from tests.identity.conftest import BEGINNING


def set_of_living(house, login_ids) -> set[str]:
    return set(living_actors(house, login_ids))


def rows(house) -> list[Login]:
    with house.reading() as db:
        found = list(db.scalars(select(Login).order_by(Login.began_at, Login.id)))
        db.expunge_all()
        return found


def test_sec_s11_secret_has_256_bits_and_only_its_hash_is_stored(people):
    token = begin_login(people, "account-amara", "Firefox" * 100)
    assert len(token) == 43  # 32 bytes in base64
    (row,) = rows(people)
    assert row.token_hash == hashlib.sha256(token.encode()).hexdigest()
    assert len(row.agent) == 200
    assert token not in {row.id, row.token_hash, row.account_id, row.agent}
    assert Browsers(people).find(token).account == "account-amara"
    assert Browsers(people).find(token).login == row.id


@pytest.mark.parametrize("wrong", ["", "x", "\ud800", "a" * 43])
def test_unknown_secret_is_nobody(people, wrong):
    begin_login(people, "account-amara")
    assert Browsers(people).find(wrong) == NOBODY


def test_stored_hash_opens_nothing(people):
    begin_login(people, "account-amara")
    assert Browsers(people).find(rows(people)[0].token_hash) == NOBODY


def test_sec_s14_login_ends_after_thirty_idle_minutes(people, clock):
    token = begin_login(people, "account-amara")
    clock.advance(minutes=29, seconds=59)
    assert Browsers(people).find(token).account == "account-amara"
    clock.advance(minutes=29, seconds=59)
    assert Browsers(people).find(token).account == "account-amara"
    clock.advance(minutes=30)
    assert Browsers(people).find(token) == NOBODY


def test_sec_s14_login_ends_after_twelve_hours_however_busy(people, clock):
    token = begin_login(people, "account-amara")
    for _ in range(12 * 3 - 1):
        clock.advance(minutes=20)
        assert Browsers(people).find(token).account == "account-amara"
    clock.advance(minutes=20)
    assert Browsers(people).find(token) == NOBODY


def test_being_seen_is_written_once_a_minute(people, clock):
    token = begin_login(people, "account-amara")
    clock.advance(seconds=59)
    Browsers(people).find(token)
    assert rows(people)[0].seen_at == BEGINNING
    clock.advance(seconds=1)
    Browsers(people).find(token)
    assert rows(people)[0].seen_at == BEGINNING + timedelta(minutes=1)


def test_sec_s14_own_logins_are_listed_and_one_can_be_ended(people, clock, ended):
    old = begin_login(people, "account-amara", "Firefox")
    clock.advance(minutes=1)
    new = begin_login(people, "account-amara", "Safari")
    begin_login(people, "account-bo", "Chrome")
    with people.reading() as db:
        listed = own_logins(db, "account-amara", clock())
    assert [login.agent for login in listed] == ["Safari", "Firefox"]
    end_login(people, "account-amara", listed[1].id)
    assert ended == [listed[1].id]
    assert Browsers(people).find(old) == NOBODY
    assert Browsers(people).find(new).account == "account-amara"


def test_a_login_of_somebody_else_cannot_be_ended(people, ended):
    token = begin_login(people, "account-amara")
    end_login(people, "account-bo", rows(people)[0].id)
    assert ended == []
    assert Browsers(people).find(token).account == "account-amara"


def test_all_logins_but_the_one_at_hand_are_ended_once(people, ended):
    tokens = [begin_login(people, "account-amara") for _ in range(3)]
    kept = Browsers(people).find(tokens[0]).login
    other = begin_login(people, "account-bo")
    end_all_logins(people, "account-amara", except_login=kept)
    end_all_logins(people, "account-amara", except_login=kept)
    assert sorted(ended) == sorted(row.id for row in rows(people) if row.ended_at)
    assert len(ended) == 2
    alive = [Browsers(people).find(token).account for token in (*tokens, other)]
    assert alive == ["account-amara", "", "", "account-bo"]


def test_listener_hears_after_the_end_is_committed_and_its_failure_harms_nobody(people, ended):
    token = begin_login(people, "account-amara")
    seen_by_listener = []

    def listener(_login_id):
        seen_by_listener.append(Browsers(people).find(token))
        raise RuntimeError("a socket that is gone already")

    on_ended.insert(0, listener)
    try:
        end_all_logins(people, "account-amara")
    finally:
        on_ended.remove(listener)
    assert seen_by_listener == [NOBODY]
    assert ended == [rows(people)[0].id]


def test_sec_s13_suspension_shuts_out_at_once_and_the_sweep_of_sockets_sees_it(people, clock):
    amara, bo = begin_login(people, "account-amara"), begin_login(people, "account-bo")
    ids = {row.account_id: row.id for row in rows(people)}
    assert set_of_living(people, ids.values()) == set(ids.values())
    with people.database.writing() as db:
        db.get_one(Account, "account-amara").state = "suspended"
    assert Browsers(people).find(amara) == NOBODY
    assert set_of_living(people, ids.values()) == {ids["account-bo"]}
    end_all_logins(people, "account-bo")
    assert Browsers(people).find(bo) == NOBODY
    assert set_of_living(people, ids.values()) == set()


def test_the_sweep_of_sockets_sees_what_ran_out(people, clock):
    begin_login(people, "account-amara")
    ids = [row.id for row in rows(people)]
    assert set_of_living(people, ids) == set(ids)
    clock.advance(minutes=30)
    assert set_of_living(people, ids) == set()


def test_sec_s14_login_that_only_the_sweep_looks_at_goes_idle_all_the_same(people, clock):
    """An open page on a shared machine must not stay signed in because its socket is reviewed."""
    token = begin_login(people, "account-amara")
    ids = [row.id for row in rows(people)]
    for _ in range(29):
        clock.advance(minutes=1)
        assert set_of_living(people, ids) == set(ids)
    assert rows(people)[0].seen_at == BEGINNING
    clock.advance(minutes=1)
    assert Browsers(people).find(token) == NOBODY
