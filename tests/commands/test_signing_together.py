"""Two who sign for one city at one moment: one signature comes of it, on PostgreSQL, where both run at once."""

import threading

import pytest

from parliament.commands.invited_cities import admit_signature
from parliament.commands.signatures import sign_declaration
from parliament.rules.refusals import Code, Refused
from tests.builders import Chamber
from tests.commands.declaring import asked, declare, invite, life, offer, open_it, signing


@pytest.fixture
def database_kind() -> str:
    """SQLite has one writer at a time, and nothing to try."""
    return "postgresql"


def at_once(*deeds) -> list[Code | None]:
    """Each deed in a thread of its own, begun together: the refusals, or None for what was done."""
    start, said = threading.Barrier(len(deeds)), []

    def run(deed) -> None:
        start.wait()
        try:
            deed()
        except Refused as refusal:
            said.append(refusal.code)
        else:
            said.append(None)

    threads = [threading.Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return sorted(said, key=lambda code: code or "")


def test_two_signings_of_one_city_at_one_moment_are_one_signature(voting: Chamber) -> None:
    declare(voting)
    open_it(voting)
    mayor, said = asked(voting.mayors[0]), signing(voting)
    deed = lambda: voting.house.perform(sign_declaration, by=mayor, **said)  # noqa: E731
    assert at_once(deed, deed, deed, deed) == [None, *[Code.ALREADY_SIGNED] * 3]
    assert [row["city"] for row in life(voting)["signatories"]] == ["Accra"]


def test_two_officers_who_admit_one_city_at_one_moment_count_it_once(voting: Chamber) -> None:
    declare(voting)
    open_it(voting)
    invitation = invite(voting)
    offer(voting)
    deed = lambda: voting.house.perform(admit_signature, by=voting.desk, invitation_id=invitation)  # noqa: E731
    assert at_once(deed, deed, deed) == [None, Code.WRONG_STAGE, Code.WRONG_STAGE]
    assert [row["city"] for row in life(voting)["signatories"]] == ["Nice"]
