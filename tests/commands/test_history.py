"""Sessions of the past come in whole, once, with an entry each; what they contradict stays beside what was published."""

import json

from parliament.cli.own_books import problems_in
from parliament.commands.history import import_history
from parliament.record.entries import INSTITUTION
from parliament.results.past_report import Arrival, arrivals
from parliament.results.popolo import read_popolo
from parliament.results.popolo_writing import Writer
from parliament.rules.refusals import Code
from parliament.store.views.history import all_as_past, history_view, list_history, past_vote_view
from tests.builders import Chamber
from tests.results.popolo_file import DATA, put, small, written
from tests.results.test_popolo_writing import complaints

SOURCE = "0" * 64


def arriving(document: object) -> list[Arrival]:
    return arrivals(read_popolo(written(document)))


def take_in(chamber: Chamber, document: object) -> dict:
    return chamber.by(chamber.desk, import_history, arrivals=arriving(document), source_sha256=SOURCE)


def test_session_of_the_past_is_an_entry_with_its_votes_as_annex(founded: Chamber) -> None:
    document = put(small(), "/vote_events/0/result", "fail")
    done = take_in(founded, document)
    assert [(each["slug"], each["votes"]) for each in done["imported"]] == [("assembly-2026", 2)]
    entry = founded.last(INSTITUTION)
    assert entry.kind == "past_session.imported"
    facts = ("title", "votes", "agreements", "disagreements", "not_computed", "source_sha256")
    assert [entry.body[name] for name in facts] == ["Assembly, 2026", 2, 1, 1, 0, SOURCE]
    with founded.house.reading() as db:
        (row,) = list_history(db)
        assert (row["votes"], row["agreements"], row["disagreements"]) == (2, 1, 1)
        assert all_as_past(db)[0][1] == arriving(document)[0].past


def test_same_votes_come_in_once_and_others_beside_them(founded: Chamber) -> None:
    take_in(founded, small())
    before = len(founded.entries(INSTITUTION))
    assert take_in(founded, small()) == {"imported": [], "already_here": 1}
    assert len(founded.entries(INSTITUTION)) == before
    other = take_in(founded, put(small(), "/motions/0/text", "Plant oaks"))
    assert [each["slug"] for each in other["imported"]] == ["assembly-2026-2"]


def test_views_show_what_was_published_beside_what_the_votes_give(founded: Chamber) -> None:
    take_in(founded, put(small(), "/vote_events/0/result", "fail"))
    with founded.house.reading() as db:
        page = history_view(db, "assembly-2026", after=1, limit=5)["page"]
        view = past_vote_view(db, "assembly-2026", 1)
    assert [(each["number"], each["published"], each["outcome"], each["disagrees"]) for each in page] == [
        (2, "fail", "inquorate", False)
    ]
    assert (view["published"], view["outcome"], view["disagrees"]) == ("fail", "adopted", True)
    assert [(row["name"], row["choice"]) for row in view["roll_call"]][3:] == [
        ("Member 4", "no"),
        ("Member 5", "absent"),
    ]
    assert [each.say() for each in view["explanation"]][1].startswith("In favour: 3; seats of the house: 5.")


def test_books_balance_and_a_vote_that_was_touched_is_found(founded: Chamber) -> None:
    take_in(founded, small())
    with founded.house.reading() as db:
        assert problems_in(db)[0] == []
    with founded.house.database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE past_votes SET outcome = 'rejected', yes = 1 WHERE number = 1")
    with founded.house.reading() as db:
        found = problems_in(db)[0]
    assert any("assembly-2026, vote 1, yes" in problem for problem in found)
    assert any("agreements" in problem for problem in found)


def test_a_mayor_takes_in_no_history(founded: Chamber) -> None:
    refused = {"arrivals": arriving(small()), "source_sha256": SOURCE}
    founded.refused(Code.NOT_ALLOWED, founded.mayors[0], import_history, **refused)


def test_own_votes_go_out_and_come_in_with_the_same_outcome(voting: Chamber) -> None:
    for mayor, choice in enumerate(["yes", "yes", "yes", "yes", "no", "abstain"]):
        voting.cast(mayor, choice)
    voting.close()
    with voting.house.reading() as db:
        writer = Writer()
        for slug, past in all_as_past(db):
            writer.add(slug, past)
    document = json.loads(json.dumps(writer.document()))
    assert not DATA.is_dir() or complaints(document) == []
    (event,) = document["vote_events"]
    assert event["result"] == "pass"
    (arrival,) = arriving(document)
    (counted,) = arrival.counted
    assert (counted.agrees, counted.disagreements) == (True, ())
    assert (counted.tally.yes, counted.tally.no, counted.tally.abstain) == (4, 1, 1)
    done = take_in(voting, document)
    assert len(done["imported"]) == 1
