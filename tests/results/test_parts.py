"""Evidence of a text that was adopted with several amendments at once, and with parts of another."""

from dataclasses import replace

import pytest

from parliament.commands import amendments, blocs, divisions, votes
from parliament.commands.declarations import bundle_of
from parliament.record.canonical import canonical, parse_canonical, sha256_hex
from parliament.results.minutes import compose_minutes
from parliament.results.verify import verify_bundle
from parliament.store import record
from parliament.store.tables import Annex
from tests.results.conftest import Declared
from tests.results.forging import built, failing
from tests.results.played import CITIES, Played


@pytest.fixture(scope="module")
def evidence(tmp_path_factory) -> Declared:
    """Amendments 1 and 3 at once, 2 taken out and rejected by itself; of amendment 4 the second part."""
    played = Played(tmp_path_factory.mktemp("parts"))
    played.convene()
    motion = played.bring_forward()
    made = [
        played.amend(motion, 3, p3=("again", "each month")),
        played.amend(motion, 4, p0=("kills", "kills many")),
        played.amend(motion, 5, p2=("pay", "pay fairly")),
        played.amend(motion, 2, p1=("Commit", "Decide"), p2=("governments", "all governments")),
    ]
    order = {"numbers": [1, 2, 3, 4], "reason": "As they were handed in."}
    played.act(amendments.confirm_order, played.chair, motion_id=motion, **order)
    bloc = played.act(blocs.propose_bloc, played.chair, motion_id=motion, numbers=[1, 2, 3])["bloc"]
    played.act(blocs.take_out, played.mayors[6], bloc_id=bloc, number=2)
    vote = played.act(blocs.put_bloc, played.chair, bloc_id=bloc)["vote"]
    played.now = played.now.replace(hour=(played.now.hour + 1) % 24)
    assert votes.close(played.house, by=played.chair, vote_id=vote)["outcome"] == "adopted"
    assert played.vote(motion, ["no"] * 6, made[1]) == "rejected"
    played.act(divisions.request_division, played.mayors[6], amendment_id=made[3], wish="The first word apart.")
    played.act(divisions.divide_amendment, played.chair, amendment_id=made[3], parts=[["1"], ["2"]])
    assert played.vote(motion, ["no"] * 6, made[3]) == "rejected"
    assert played.vote(motion, ["yes"] * 6, made[3]) == "adopted"
    assert played.vote(motion, [choice for *_, choice in CITIES]) == "adopted"
    answer = played.declare(motion)
    with played.house.reading() as db:
        return Declared(
            entries=tuple(record.entries(db, played.plenary)),
            annexes={row.sha256: row.content for row in db.query(Annex)},
            origin="parliament.example/1-water-and-heat",
            signer=played.signer(),
            vkey=played.vkey,
            bundle=bundle_of(played.house, answer["slug"]),
        )


def test_bundle_after_a_bloc_and_a_division_is_accepted(evidence):
    assert [check for check in verify_bundle(evidence.bundle, expected_vkey=evidence.vkey).checks if not check.ok] == []


def test_declaration_has_the_text_the_fates_and_every_part(evidence):
    document = evidence.document
    assert [p["text"] for p in document["text"]["paragraphs"]] == [
        "Recalling that heat kills",
        "Commit to publish a heat plan every year",
        "Call on all governments to pay fairly for it",
        "Decide to meet each month",
    ]
    rows = {row["number"]: row for row in document["amendments"]}
    assert [rows[n]["fate"] for n in (1, 2, 3, 4)] == ["adopted", "rejected", "adopted", "part_adopted"]
    assert [vote["at_once"] for vote in rows[3]["votes"]] == [[1, 3]]
    assert [(vote["part"], vote["parts"]) for vote in rows[4]["votes"]] == [(1, 2), (2, 2)]
    assert [part["outcome"] for part in rows[4]["parts"]] == ["rejected", "adopted"]
    assert "part 1, rejected: " in evidence.files["text.txt"].decode()


def test_minutes_tell_of_both(evidence):
    sitting = evidence.entry("sitting.scheduled").body["sitting"]
    last = evidence.entries[-1]
    over = replace(last, seq=last.seq + 1, kind="sitting.adjourned", body={"sitting": sitting})
    said = compose_minutes([*evidence.entries, over], evidence.annexes.__getitem__, sitting=sitting, names={})
    kinds = [paragraph["kind"] for paragraph in said["paragraphs"]]
    assert {"bloc.proposed", "amendment.taken_out", "division.asked", "division.ordered", "amendment.divided"} < set(
        kinds
    )


@pytest.mark.parametrize(
    ("kind", "nth", "body"),
    [
        ("bloc.proposed", 0, {"amendments": [1, 2]}),
        ("amendment.taken_out", 0, {"number": 1}),
        ("vote.opened", 0, {"wording": "1, 2"}),
        ("vote.opened", 2, {"part": 2}),
        ("vote.opened", 2, {"part": None, "parts": None}),
        ("amendment.divided", 0, {"outcomes": ["adopted", "adopted"]}),
    ],
)
def test_record_that_says_otherwise_what_was_put_is_found_out(evidence, kind, nth, body):
    target = evidence.entry(kind, nth)
    entries = [replace(e, body=e.body | body) if e is target else e for e in evidence.entries]
    assert "text" in failing(built(evidence, entries))


def test_parts_that_were_shared_out_otherwise_are_found_out(evidence):
    target = evidence.entry("division.ordered")
    first, second = parse_canonical(evidence.annexes[target.body["parts_hash"]])
    content = canonical([second, first])
    changed = replace(target, body=target.body | {"parts_hash": sha256_hex(content)})
    entries = [changed if e is target else e for e in evidence.entries]
    assert "text" in failing(built(evidence, entries, {sha256_hex(content): content}))


def test_ruling_where_nothing_clashes_is_found_out(evidence):
    """The house might sign that the chair let an amendment lapse, or cut something off, where there was no clash."""
    put = evidence.entry("vote.opened", 1)
    for kind, after_vote in (("lapsed", 0), ("lapsed", 1), ("cut", 1)):
        body = {
            "decision": "decision-x",
            "motion": put.body["motion"],
            "amendment": put.body["amendment"],
            "number": 1,
            "decision_kind": kind,
            "reason": "It clashes.",
            "after_vote": after_vote,
        }
        ruling = replace(put, kind="amendment.decided", body=body)
        early = [entry for entry in evidence.entries if entry.seq < put.seq]
        late = [replace(entry, seq=entry.seq + 1) for entry in evidence.entries if entry.seq >= put.seq]
        assert "text" in failing(built(evidence, [*early, ruling, *late]))
