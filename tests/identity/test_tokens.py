"""Bearer tokens: programs act as the account, until the token or the account ends."""

from sqlalchemy import select

from parliament.identity.tokens import bearers, end_token, make_token
from parliament.rules.powers import NOBODY
from parliament.store.tables import Account, Token
from parliament.store.tokens import token_hash


def make(house, clock, account: str = "account-amara") -> str:
    with house.database.writing() as db:
        return make_token(db, account, "a simulated mayor" * 10, clock())


def test_token_acts_as_its_account_and_only_its_hash_is_stored(people, clock):
    token = make(people, clock)
    actor = bearers(people).find(token)[0]
    assert (actor.account, actor.seat, actor.login) == ("account-amara", "seat-accra", None)
    with people.reading() as db:
        row = db.scalars(select(Token)).one()
        assert row.token_hash == token_hash(token)
        assert len(row.label) == 80
    assert bearers(people).find(token_hash(token))[0] == NOBODY


def test_token_that_was_ended_by_its_owner_is_nobody(people, clock):
    token = make(people, clock)
    with people.database.writing() as db:
        token_id = db.scalars(select(Token.id)).one()
        end_token(db, "account-bo", token_id, clock())
    assert bearers(people).find(token)[0].account == "account-amara"
    with people.database.writing() as db:
        end_token(db, "account-amara", token_id, clock())
    assert bearers(people).find(token)[0] == NOBODY


def test_sec_s13_token_of_a_suspended_account_is_nobody(people, clock):
    token = make(people, clock)
    with people.database.writing() as db:
        db.get_one(Account, "account-amara").state = "suspended"
    assert bearers(people).find(token)[0] == NOBODY
