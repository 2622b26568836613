"""Accepting an invitation: once, within fourteen days, with a password only its holder knows (S6)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select

from parliament.identity.attempts import Attempts
from parliament.identity.invitations import Invited, accept_invitation, find_invitation
from parliament.identity.logins import Browsers, begin_login
from parliament.identity.sign_in import sign_in
from parliament.rules.powers import NOBODY
from parliament.rules.refusals import Code, Refused
from parliament.store.tables import Account, Invitation
from parliament.store.tokens import make_invitation, token_hash
from tests.identity.conftest import PASSWORD


@pytest.fixture
def link(people, clock) -> str:
    with people.database.writing() as db:
        return make_invitation(db, "account-emil", clock())


def code(act, *arguments) -> Code:
    with pytest.raises(Refused) as refused:
        act(*arguments)
    return refused.value.code


def test_invitation_says_whom_it_is_for_and_sets_the_password(people, link):
    assert find_invitation(people, link) == Invited("account-emil", "emil", "Emil Novák")
    assert accept_invitation(people, link, PASSWORD) == "account-emil"
    token = sign_in(people, "emil", PASSWORD, attempts=Attempts())
    assert Browsers(people).find(token).account == "account-emil"


def test_only_the_hash_of_the_link_is_stored_with_its_fourteen_days(people, link, clock):
    with people.reading() as db:
        row = db.scalars(select(Invitation)).one()
        assert row.token_hash == token_hash(link)
        assert row.expires_at - row.created_at == timedelta(days=14)


def test_second_use_of_an_invitation_is_refused_and_changes_nothing(people, link):
    accept_invitation(people, link, PASSWORD)
    with people.reading() as db:
        before = db.get_one(Account, "account-emil").password_hash
    assert code(accept_invitation, people, link, "another lantern by the wall") == Code.INVITATION_SPENT
    assert code(find_invitation, people, link) == Code.INVITATION_SPENT
    with people.reading() as db:
        assert db.get_one(Account, "account-emil").password_hash == before


def test_invitation_runs_out_after_fourteen_days(people, link, clock):
    clock.advance(days=13, hours=23, minutes=59)
    assert find_invitation(people, link).login == "emil"
    clock.advance(minutes=1)
    assert code(accept_invitation, people, link, PASSWORD) == Code.INVITATION_SPENT


def test_invitation_that_never_was_is_refused_like_a_spent_one(people):
    assert code(accept_invitation, people, "no such link", PASSWORD) == Code.INVITATION_SPENT


def test_weak_password_is_refused_and_the_invitation_still_good(people, link):
    assert code(accept_invitation, people, link, "short") == Code.WEAK_PASSWORD
    assert code(accept_invitation, people, link, "my name is Emil Novák") == Code.WEAK_PASSWORD
    assert accept_invitation(people, link, PASSWORD) == "account-emil"


def test_every_other_link_to_the_account_is_spent_with_it(people, link, clock):
    with people.database.writing() as db:
        again = make_invitation(db, "account-emil", clock())
    accept_invitation(people, again, PASSWORD)
    assert code(find_invitation, people, link) == Code.INVITATION_SPENT
    with people.reading() as db:
        assert all(row.used_at for row in db.scalars(select(Invitation)))


def test_sec_s6_invitation_is_no_way_around_the_holder_of_a_password(people, clock):
    with people.database.writing() as db:
        link = make_invitation(db, "account-amara", clock())
    assert code(accept_invitation, people, link, "a password of the secretariat") == Code.INVITATION_SPENT
    assert sign_in(people, "amara", PASSWORD, attempts=Attempts())


def test_suspended_account_accepts_no_invitation(people, link):
    with people.database.writing() as db:
        db.get_one(Account, "account-emil").state = "suspended"
    assert code(accept_invitation, people, link, PASSWORD) == Code.INVITATION_SPENT


def test_sec_s13_setting_a_password_ends_what_was_open(people, link, ended):
    token = begin_login(people, "account-emil")
    accept_invitation(people, link, PASSWORD)
    assert Browsers(people).find(token) == NOBODY
    assert len(ended) == 1


def test_of_two_who_accept_at_once_one_succeeds(people, link):
    def accept(number: int) -> str:
        try:
            return accept_invitation(people, link, f"{PASSWORD} {number}")
        except Refused as refused:
            return refused.code

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(accept, range(4)))
    assert sorted(answers) == ["account-emil", *[Code.INVITATION_SPENT] * 3]
    won = answers.index("account-emil")
    assert sign_in(people, "emil", f"{PASSWORD} {won}", attempts=Attempts())
