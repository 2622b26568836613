"""A session in which much happened goes out as debate and as votes for other programs, whole and from its record alone."""

import json
import os
import subprocess
import sys
from collections import Counter
from hashlib import sha256
from types import SimpleNamespace

import pytest
from lxml import etree

from parliament.commands import floor, points, procedural, sittings, statements
from parliament.documents import akoma_nodes
from parliament.documents.akoma_debate import debate
from parliament.record.audience import HOUSE_ONLY
from parliament.record.entries import INSTITUTION
from parliament.results.past_report import arrivals, report
from parliament.results.popolo import read_popolo
from parliament.results.popolo_own import INSTITUTION_KINDS, KINDS, own_session
from parliament.results.popolo_writing import Writer
from parliament.results.proceedings import proceedings_of
from parliament.store.tables import Annex
from tests.commands.deciding import all_cast, debated_under
from tests.commands.standing_in import give
from tests.commands.test_whole_evidence import RULES, annulled, by_casting_vote, by_hands, by_silence, decided_anew
from tests.documents.test_akoma_ntoso import AKN, unresolved
from tests.results.test_popolo_writing import complaints
from tests.texts.drafting import SHARED, beside

SCHEMA = SHARED / "schemas" / "akn" / "akomantoso30.xsd"
EVIL = 'Is <speech by="#x"> & "allowed"?'


def spoken(chamber):
    """Two speeches, one by a guest; a point of order in the first; a ruling; a procedural motion that fails."""
    turn = chamber.by(chamber.mayors[1], floor.ask_to_speak, sitting_id=chamber.sitting, side="for")["turn"]
    chamber.by(chamber.chair, floor.give_floor, turn_id=turn)
    point = chamber.by(chamber.mayors[2], points.raise_point_of_order, sitting_id=chamber.sitting, about=EVIL)["point"]
    chamber.by(chamber.chair, points.rule_on_point, point_id=point, ruling="dismissed", words="It is.")
    chamber.by(chamber.chair, floor.end_turn, turn_id=turn)
    guest = chamber.by(
        chamber.chair,
        floor.invite_speaker,
        sitting_id=chamber.sitting,
        name="Dr. Ada <Guest>",
        office="observer",
        seconds=60,
    )
    chamber.by(chamber.chair, floor.give_floor, turn_id=guest["turn"])
    chamber.by(chamber.chair, floor.end_turn, turn_id=guest["turn"])
    said = {"sitting_id": chamber.sitting, "kind": "closure", "text": "Enough."}
    moved = chamber.by(chamber.mayors[3], procedural.move_procedural, **said)["procedural"]
    chamber.vote = chamber.by(chamber.chair, procedural.put_procedural, procedural_id=moved)["vote"]
    all_cast(chamber, "nnnnyy")
    assert chamber.close()["outcome"] == "rejected"


def play(chamber):
    """All that, then every way to vote, and words on a vote in a language of their own."""
    debated_under(chamber, **RULES)
    spoken(chamber)
    by_hands(chamber)
    chamber.by(chamber.mayors[0], sittings.check_in, sitting_id=chamber.sitting, present=False)
    give(chamber, 0, 1, end=24)
    annulled(chamber)
    by_casting_vote(chamber)
    explained = {"vote_id": chamber.vote, "text": "L’eau\nd’abord & toujours", "language": "fr"}
    chamber.by(chamber.mayors[1], statements.explain_vote, **explained)
    decided_anew(chamber)
    by_silence(chamber)
    chamber.by(chamber.chair, sittings.adjourn_sitting, sitting_id=chamber.sitting)


@pytest.fixture
def database_kind() -> str:
    """Files are made of entries, which are the same in every database."""
    return "sqlite"


@pytest.fixture
def kept(founded):
    """The record of that session, and nothing else."""
    founded.come_to("much happened", play)
    with founded.house.reading() as db:
        annexes = {row.sha256: row.content for row in db.query(Annex)}
    return SimpleNamespace(
        entries=founded.entries(),
        institution=[entry for entry in founded.entries(INSTITUTION) if entry.kind in INSTITUTION_KINDS],
        annex=annexes.__getitem__,
        annexes=annexes,
    )


def written(kept, vote=None) -> dict:
    writer = Writer()
    past = own_session(
        [entry for entry in kept.entries if entry.kind in KINDS],
        kept.institution,
        kept.annex,
        house="parliament.example",
        vote=vote,
    )
    writer.add("1-session", past)
    return writer.document()


@pytest.mark.shared_data
@beside("schemas")
def test_debate_is_valid_and_says_what_the_record_says(kept):
    schema = etree.XMLSchema(etree.parse(SCHEMA, etree.XMLParser(no_network=True)))
    root = etree.fromstring(debate(proceedings_of(kept.entries, kept.annex)))
    assert schema.validate(root), schema.error_log
    root.find(".//a:voting", AKN).tag = f"{{{akoma_nodes.NAMESPACE}}}division"
    assert not schema.validate(root)


def test_every_reference_of_a_debate_leads_somewhere(kept):
    content = debate(proceedings_of(kept.entries, kept.annex))
    root = etree.fromstring(content)
    references = root.xpath("//@by | //@choice | //@as | //@outcome | //@href[starts-with(., '#')] | //@refersTo")
    ids = root.xpath("//@eId")
    assert {each.removeprefix("#") for each in references} <= set(ids)
    assert len(ids) == len(set(ids))
    assert unresolved(root) == []
    assert unresolved(etree.fromstring(content.replace(b'eId="yes"', b'eId="x"'))) != []


def test_counts_of_a_debate_are_those_of_the_entries_and_of_the_named_votes(kept):
    root = etree.fromstring(debate(proceedings_of(kept.entries, kept.annex)))
    gone = {entry.body["vote"] for entry in kept.entries if entry.kind == "vote.annulled"}
    closed = [entry.body for entry in kept.entries if entry.kind == "vote.closed" and entry.body["vote"] not in gone]
    votings = root.findall(".//a:voting", AKN)
    assert len(votings) == len(closed) == 5
    named = Counter(node.get("choice") for node in root.iterfind(".//a:vote", AKN))
    for voting, said in zip(votings, closed, strict=True):
        counts = {node.get("refersTo"): int(node.get("value")) for node in voting}
        assert counts == {f"#{name}": said[name] for name in ("yes", "no", "abstain", "papers", "not_voting", "absent")}
        by_name = {node.get("refersTo"): named[f"#{node.get('eId')}"] for node in voting}
        assert by_name == (dict.fromkeys(counts, 0) if said["roll_call_hash"] is None else counts)
    needed = {node.get("value") for node in root.iterfind(".//a:quorumVerification/a:quorum", AKN)}
    assert needed == {"4"}
    assert {node.get("outcome") for node in votings} == {"#outcome_adopted", "#outcome_rejected"}


def test_speeches_points_and_explanations_are_whose_they_are_and_never_markup(kept):
    root = etree.fromstring(debate(proceedings_of(kept.entries, kept.annex)))
    names = {node.get("eId"): node.get("showAs") for node in root.find(".//a:references", AKN)}
    speeches = [
        (names[s.get("by")[1:]], s.getparent().tag.partition("}")[2]) for s in root.iterfind(".//a:speech", AKN)
    ]
    assert speeches == [
        ("Tema", "pointOfOrder"),
        ("Kumasi", "debateSection"),
        ("Dr. Ada <Guest>", "debateSection"),
        ("Kumasi", "declarationOfVote"),
    ]
    (point,) = root.findall(".//a:pointOfOrder/a:speech/a:p", AKN)
    assert point.text == EVIL
    (explained,) = root.findall(".//a:declarationOfVote/a:speech", AKN)
    assert explained.get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"
    assert [p.text for p in explained.iterfind("a:p", AKN)] == ["L’eau", "d’abord & toujours"]
    timed = [s for s in root.iterfind(".//a:speech", AKN) if s.get("startTime")]
    assert [s.get("startTime") < s.get("endTime") for s in timed] == [True, True]


@pytest.mark.shared_data
@beside("schemas")
def test_session_and_every_vote_go_out_as_the_schemas_of_popolo_want(kept):
    whole = written(kept)
    assert complaints(whole) == []
    assert len(whole["vote_events"]) == 4  # silence decides without a majority
    for event in whole["vote_events"]:
        alone = written(kept, event["id"])
        assert complaints(alone) == []
        assert alone["vote_events"] == [event]
        named = {vote["voter_id"] for vote in event.get("votes", ())}
        assert {each["person_id"].partition("/")[0] for each in alone["memberships"]} == {
            n.partition("/")[0] for n in named
        }
        popolo = read_popolo(json.dumps(alone).encode())
        assert report(popolo, arrivals(popolo))["disagreements"] == []
    wrong = written(kept)
    wrong["vote_events"][0]["counts"][0]["value"] = "three"
    assert len(complaints(wrong)) == 1


def test_counts_of_popolo_are_those_of_its_votes_and_a_proxy_stands_for_two_cities(kept):
    events = written(kept)["vote_events"]
    for event in events:
        counts = {row["option"]: row["value"] for row in event["counts"] if row["value"]}
        if "votes" in event:
            assert Counter(vote["option"] for vote in event["votes"]) == counts
    tied = next(event for event in events if event["counts"][0]["value"] == event["counts"][1]["value"] == 3)
    assert tied["result"] == "pass"  # by the casting vote
    assert sorted(vote["role"] for vote in tied["votes"]) == ["Accra", "Kumasi", "Lima", "Lyon", "Suva", "Tema"]


def test_a_vote_reads_the_same_whatever_happened_after_it(kept):
    vote = written(kept)["vote_events"][0]["id"]
    closed = next(e.seq for e in kept.entries if e.kind == "vote.closed" and e.body["vote"] == vote)
    then = SimpleNamespace(entries=kept.entries[:closed], institution=kept.institution, annex=kept.annex)
    assert written(then, vote) == written(kept, vote)
    assert written(then) != written(kept)


def test_both_are_made_of_public_entries_and_the_same_twice(kept):
    public = SimpleNamespace(
        entries=[entry for entry in kept.entries if entry.kind not in HOUSE_ONLY],
        institution=kept.institution,
        annex=kept.annex,
    )
    assert len(public.entries) < len(kept.entries)
    first, second = (debate(proceedings_of(each.entries, kept.annex)) for each in (kept, public))
    assert first == second
    assert json.dumps(written(kept)) == json.dumps(written(public))


# What another process makes of the same record: entries as lines, annexes by their hashes.
ELSEWHERE = """
import json, sys
from hashlib import sha256
from parliament.documents.akoma_debate import debate
from parliament.record.entries import Entry
from parliament.results.popolo_own import KINDS, own_session
from parliament.results.popolo_writing import Writer
from parliament.results.proceedings import proceedings_of
entries, institution, annexes = json.load(sys.stdin)
entries, institution = ([Entry.from_json(each) for each in log] for log in (entries, institution))
annex = lambda name: annexes[name].encode("latin-1")
writer = Writer()
told = [entry for entry in entries if entry.kind in KINDS]
writer.add("1-session", own_session(told, institution, annex, house="parliament.example"))
for made in (debate(proceedings_of(entries, annex)), json.dumps(writer.document()).encode()):
    print(sha256(made).hexdigest())
"""


def test_another_process_that_hashes_otherwise_makes_the_same_bytes(kept):
    told = [[entry.to_json() for entry in log] for log in (kept.entries, kept.institution)]
    record = json.dumps([*told, {name: content.decode("latin-1") for name, content in kept.annexes.items()}])
    here = [debate(proceedings_of(kept.entries, kept.annex)), json.dumps(written(kept)).encode()]
    run = subprocess.run(
        [sys.executable, "-c", ELSEWHERE],
        input=record.encode(),
        capture_output=True,
        check=True,
        env=os.environ | {"PYTHONHASHSEED": "4711"},
    )
    assert run.stdout.decode().split() == [sha256(made).hexdigest() for made in here]
