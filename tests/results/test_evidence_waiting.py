"""What does not lie in a bundle of format 2, and that a signer who is away, or a failure, costs no reading of the record."""

from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from parliament.commands import papers
from parliament.commands.declarations import bundle_of
from parliament.commands.evidence import evidence_bundle, sign_due
from parliament.record.canonical import sha256_hex
from parliament.results.archive import BadArchive, pack, unpack
from parliament.rules.refusals import Code, Refused
from tests.results.forging import failing
from tests.results.played import Played

PAPER = {"title": "A map", "media_type": "text/plain", "content": b"Here be wells."}


@pytest.fixture(scope="module")
def with_papers(tmp_path_factory: pytest.TempPathFactory) -> tuple[Played, str]:
    """A published declaration of a session with a paper."""
    played = Played(tmp_path_factory.mktemp("papers"))
    played.convene()
    played.act(papers.add_paper, played.desk, session_id=played.plenary, **PAPER)
    return played, played.declare(played.adopt())["slug"]


def unsigned(monkeypatch: pytest.MonkeyPatch) -> None:
    """As though nothing were signed of a declaration yet, whatever the tests before have signed."""
    monkeypatch.setattr("parliament.commands.evidence.evidence_of", lambda *_: None)
    monkeypatch.setattr("parliament.commands.evidence.declarations_to_sign", lambda _: ["declaration-1"])


def test_evidence_waits_for_a_signer_without_reading_the_record(with_papers: tuple[Played, str], monkeypatch):
    played, slug = with_papers
    read: list[object] = []
    monkeypatch.setattr("parliament.commands.evidence._told", lambda *said: read.append(said))
    unsigned(monkeypatch)
    monkeypatch.setattr(type(played.house.pen), "answers", False)
    assert sign_due(played.house) == []
    with pytest.raises(Refused) as refused:
        evidence_bundle(played.house, slug)
    assert (refused.value.code, read) == (Code.SIGNER_AWAY, [])


def test_what_cannot_be_signed_rests_a_minute_then_two_and_an_hour_at_most(
    with_papers: tuple[Played, str], monkeypatch
):
    played, _ = with_papers
    tried: list[datetime] = []

    def fail(house, _):
        tried.append(played.now)
        raise BadArchive("too large")

    unsigned(monkeypatch)
    monkeypatch.setattr("parliament.commands.evidence.sign_evidence", fail)
    for _ in range(4 * 60):
        assert sign_due(played.house) == []
        played.now += timedelta(minutes=1)
    between = [(later - earlier).total_seconds() / 60 for earlier, later in pairwise(tried)]
    assert between == [1, 2, 4, 8, 16, 32, 60, 60]
    played.now += timedelta(hours=1)
    monkeypatch.setattr("parliament.commands.evidence.sign_evidence", lambda *_: None)
    assert sign_due(played.house) == sign_due(played.house) == ["declaration-1"]


def test_papers_are_named_by_their_hash_and_do_not_lie_in_the_bundle(with_papers: tuple[Played, str]):
    played, slug = with_papers
    given, name = evidence_bundle(played.house, slug), f"annexes/{sha256_hex(PAPER['content'])}"
    assert failing(given, expected_vkey=played.vkey) == set()
    assert name not in unpack(given)
    assert sha256_hex(PAPER["content"]) in unpack(given)["entries.jsonl"].decode()
    assert unpack(bundle_of(played.house, slug))[name] == PAPER["content"]
    assert failing(pack(unpack(given) | {name: PAPER["content"]})) == {"archive"}
