"""The document of a declaration says what the record says, and is built again by whoever holds the record."""

from dataclasses import replace

import pytest
from sqlalchemy import delete

from parliament.commands import keys, seats
from parliament.commands.declarations import bundle_of
from parliament.record.audience import HOUSE_ONLY
from parliament.record.canonical import canonical, sha256_hex
from parliament.results.as_json import say
from parliament.results.declaration import build_declaration
from parliament.results.figures import SUPPORTING, TOOK_PART, figures
from parliament.results.matter import NotInRecord
from parliament.results.roll_call import roll_call_csv, safe_cell
from parliament.results.verify import verify_bundle
from parliament.rules.powers import Office
from parliament.store.queries.declarations import declaration_view
from parliament.store.tables import CheckpointRow, SignedSize
from tests.results.played import CITIES, SECRET, Played, seat_file


def built(declared, entries=None):
    said = declared.published.body
    return build_declaration(
        entries if entries is not None else declared.entries[:-1],
        declared.annexes.__getitem__,
        motion=said["motion"],
        number=said["number"],
        slug=said["slug"],
        published_at=declared.published.at,
        origin=declared.origin,
    )


def changed(declared, kind, nth=0, **body):
    """The record with one entry that says something else."""
    target = declared.entry(kind, nth)
    other = replace(target, body=target.body | body)
    return [other if entry is target else entry for entry in declared.entries[:-1]]


def test_whoever_holds_the_public_entries_builds_the_same_bytes(declared):
    public = [entry for entry in declared.entries[:-1] if entry.kind not in HOUSE_ONLY]
    assert len(public) < len(declared.entries) - 1
    assert canonical(built(declared, public)) == declared.annexes[declared.published.body["document_hash"]]


def test_text_is_the_adopted_one_with_the_amendments_that_changed_each_paragraph(declared):
    text = declared.document["text"]
    assert [(p["label"], p["printed"], p["addressee"], p["amended_by"]) for p in text["paragraphs"]] == [
        ("PP1", "Recalling that heat and cold kill,", "", [3]),
        ("1", "Commit to publish a heat plan every two years;", "we_commit", [1]),
        ("2", "Call on governments to pay fairly for it.", "governments", [3]),
    ]
    assert [(p["label"], p["text"], p["amended_by"]) for p in text["deleted"]] == [("3", "Decide to meet again", [4])]
    assert (text["language"], text["title"], text["title_amended_by"]) == ("en", "Heat plans", [])


def test_vote_is_told_with_its_rules_worked_out_in_words(declared):
    vote = declared.document["vote"]
    assert vote["tally"] == {"yes": 4, "no": 1, "abstain": 1, "papers": 0, "not_voting": 1, "absent": 1}
    assert (vote["outcome"], vote["roll"], vote["present"]) == ("adopted", 8, 7)
    assert say(vote["manner"]) == "by roll call"
    assert say(vote["majority"]) == "at least two thirds of the votes cast in favour"
    assert [say(step) for step in vote["explanation"]] == [
        "Quorum: seats present: 7; needed: 5 (more than half of all seats of the house: 8).",
        "In favour: 4 of the votes cast: 5. Needed in favour: 4 (at least two thirds).",
        "Adopted.",
    ]


def test_sentences_are_translated_part_by_part(declared):
    words = {"at least {fraction} of the votes cast in favour": "mindestens {fraction}", "two thirds": "zwei Drittel"}
    assert say(declared.document["vote"]["majority"], words.__getitem__) == "mindestens zwei Drittel"


def test_roll_call_names_every_seat_with_its_city_and_choice(declared):
    choices = {row["city"]: row["choice"] for row in declared.document["vote"]["roll_call"]}
    silent = {None: "not_voting", "away": "absent"}
    assert choices == {city: silent.get(choice, choice) for city, *_, choice in CITIES}


def test_figures_are_what_the_cities_add_up_to(declared):
    assert declared.document["figures"] == {
        "supporting": {
            "mayors": 4, "cities": 4, "countries": 4, "continents": 4,
            "people": 1_200_000 + 2_500_000 + 100_000 + 2_100_000, "cities_without_population": 0,
        },
        "took_part": {
            "mayors": 6, "cities": 6, "countries": 5, "continents": 5,
            "people": 1_200_000 + 2_500_000 + 100_000 + 2_100_000 + 260_000 + 90_000, "cities_without_population": 0,
        },
    }  # fmt: skip


def test_city_whose_figures_were_not_frozen_is_counted_but_no_people_are_guessed():
    row = {"choice": "yes", "mandate": "m", "seat": "s", "country": "FJI", "continent": "OC", "population": 5}
    row["cities"] = 1
    late = row | {"mandate": "n", "seat": "t", "country": "PER", "continent": "", "population": None}
    found = figures([row, late, row | {"mandate": "o", "seat": "u", "choice": "no"}], SUPPORTING)
    assert found == {
        "mayors": 2, "cities": 2, "countries": 2, "continents": 1, "people": 5, "cities_without_population": 1,
    }  # fmt: skip
    assert figures([late | {"choice": "absent"}], TOOK_PART)["cities"] == 0


def test_amendments_are_told_with_mover_change_fate_and_count(declared):
    found = [
        (
            row["number"],
            row["mover"]["city"],
            row["fate"],
            row["fate_by"],
            [vote["tally"]["yes"] for vote in row["votes"]],
        )
        for row in declared.document["amendments"]
    ]
    assert found == [
        (1, "Gaziantep", "adopted", None, [6]),
        (2, "Ghent", "rejected", None, [0]),
        (3, "Suva", "adopted", None, [6]),
        (4, "=Leuven", "adopted", None, [6]),
        (5, "Mannheim", "withdrawn", None, []),
        (6, "Mannheim", "lapsed", 4, []),
    ]
    changes = [say(change) for change in declared.document["amendments"][2]["changes"]]
    assert changes == [
        "In preambular paragraph 1, replace “kills” by “and cold kill”.",
        "In paragraph 2, after “pay”, insert “fairly”.",
    ]


def test_every_fact_names_the_entry_it_stands_in(declared):
    check, kinds = declared.document["check"], {entry.seq: entry.kind for entry in declared.entries}
    assert {name: kinds[seq] for name, seq in check["entries"].items()} == {name: name for name in check["entries"]}
    assert [kinds[row["entry"]] for row in declared.document["amendments"]] == ["amendment.submitted"] * 6
    assert [kinds[row["entry"]] for row in declared.document["certifications"]] == ["declaration.certified"] * 2
    assert (check["log"], check["origin"]) == (declared.published.log, declared.origin)


def test_sponsors_are_named_with_the_mover_first(declared):
    sponsors = [(row["city"], row["mover"]) for row in declared.document["sponsors"]]
    assert sponsors == [("Freetown", True), ("Medellín", False), ("=Leuven", False), ("Gaziantep", False)]


def test_what_is_the_houses_own_is_not_told(declared):
    assert SECRET in str([entry.body for entry in declared.entries])
    assert SECRET not in canonical(declared.document).decode()


@pytest.mark.parametrize(
    ("kind", "nth", "body"),
    [
        ("motion.decided", 0, {"outcome": "rejected"}),
        ("motion.decided", 0, {"text_hash": "0" * 64}),
        ("motion.decided", 0, {"vote": "vote-of-another-motion"}),
        ("vote.closed", -1, {"yes": 5, "no": 0}),
        ("vote.closed", 1, {"outcome": "rejected"}),
        ("vote.closed", 0, {"outcome": "adopted"}),
        ("vote.opened", -1, {"text_hash": "0" * 64}),
        ("vote.opened", -1, {"roll": 9}),
        ("vote.closed", -1, {"vote": "vote-unknown"}),
        ("amendment.submitted", 0, {"base_hash": "0" * 64}),
    ],
)
def test_record_that_contradicts_itself_makes_no_declaration(declared, kind, nth, body):
    with pytest.raises(NotInRecord):
        built(declared, changed(declared, kind, nth, **body))


def test_motion_that_was_never_decided_makes_no_declaration(declared):
    with pytest.raises(NotInRecord):
        built(declared, [entry for entry in declared.entries[:-1] if entry.kind != "motion.decided"])


@pytest.mark.parametrize("change", ["choice", "seat", "twice", "vote", "weight"])
def test_roll_call_that_is_not_of_the_frozen_roll_makes_no_declaration(declared, change):
    closed, opened = declared.entry("vote.closed", -1), declared.entry("vote.opened", -1)
    roll_call = declared.document["vote"]["roll_call"]
    kept = [{k: row[k] for k in ("seat", "city", "country", "member", "mandate", "choice")} for row in roll_call]
    roll = [{"seat": row["seat"], "mandate": row["mandate"], "weight": 1} for row in kept]
    said = {"vote": closed.body["vote"], "roll_call": kept}
    if change == "choice":
        kept[0]["choice"] = "perhaps"
    elif change == "seat":
        kept[0]["seat"] = "seat-of-nobody"
    elif change == "twice":
        kept[1] = kept[0]
    elif change == "weight":
        roll[0]["weight"] = 2
    else:
        said["vote"] = "vote-other"
    documents = [canonical(said), canonical({"vote": opened.body["vote"], "roll": roll})]
    annexes = declared.annexes | {sha256_hex(document): document for document in documents}
    entries = changed(declared, "vote.closed", -1, roll_call_hash=sha256_hex(documents[0]))
    place = entries.index(opened)
    entries[place] = replace(opened, body=opened.body | {"roll_hash": sha256_hex(documents[1])})
    with pytest.raises(NotInRecord):
        built(replace(declared, annexes=annexes), entries)


def test_seat_that_came_after_the_convening_votes_and_is_told_without_figures(tmp_path):
    played = Played(tmp_path)
    played.convene()
    city = ("Lima", "PER", "SA", 9_000_000, "yes")
    late = played.act(seats.import_seats, played.desk, csv=seat_file([city]))["seats"][0]
    played.mayors.append(played.invite("lima", Office.MEMBER, late))
    motion = played.bring_forward()
    assert played.vote(motion, [*(choice for *_, choice in CITIES), "yes"]) == "adopted"
    answer = played.declare(motion)
    with played.house.reading() as db:
        document = declaration_view(db, answer["slug"])["document"]
    lima = next(row for row in document["vote"]["roll_call"] if row["seat"] == late)
    assert (lima["city"], lima["country"], lima["population"], lima["choice"]) == ("Lima", "PER", None, "yes")
    assert document["figures"]["supporting"]["cities"] == 5
    assert document["figures"]["supporting"]["cities_without_population"] == 1
    assert document["figures"]["supporting"]["people"] == 5_900_000


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "\tx", "\rx", "\nx", "＝1", "＠a", "\0x"])
def test_cell_that_a_spreadsheet_would_run_is_shown_as_text(text):
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize(("value", "cell"), [("Ghent", "Ghent"), (5, "5"), (None, ""), ("", ""), ("a=1", "a=1")])
def test_harmless_cell_stays_as_it_is(value, cell):
    assert safe_cell(value) == cell


def test_roll_call_table_ends_its_lines_as_rfc_4180_asks(declared):
    lines = roll_call_csv(declared.document).split(b"\r\n")
    assert len(lines) == 1 + len(CITIES) + 1
    assert lines[-1] == b""
    assert not any(b"\n" in line for line in lines)
    assert any(b",'=Leuven," in line for line in lines)


def test_coalition_is_one_vote_and_as_many_cities_as_share_its_seat(tmp_path):
    played = Played(tmp_path)
    row = ("Romsdal", "NOR", "EU", 99_116, "yes")
    file = seat_file([row], coalition="Molde|NOR|32002;Ålesund|NOR|67114")
    seat = played.act(seats.import_seats, played.desk, csv=file)["seats"][0]
    played.mayors.append(played.invite("romsdal", Office.MEMBER, seat))
    played.convene()
    motion = played.bring_forward()
    assert played.vote(motion, [*(choice for *_, choice in CITIES), "yes"]) == "adopted"
    answer = played.declare(motion)
    with played.house.reading() as db:
        figures = declaration_view(db, answer["slug"])["document"]["figures"]["supporting"]
    assert (figures["mayors"], figures["cities"], figures["people"]) == (5, 6, 5_900_000 + 99_116)
    assert verify_bundle(bundle_of(played.house, answer["slug"]), expected_vkey=played.vkey).ok


def test_bundle_that_was_given_away_stays_the_same_bytes_when_the_key_changes(tmp_path):
    """The note in it is kept; without it, the same declaration would come signed by the new key."""
    played = Played(tmp_path)
    played.convene()
    slug = played.declare(played.adopt())["slug"]
    given = bundle_of(played.house, slug)
    second = played.invite("second", Office.SECRETARIAT)
    waiting = keys.propose(played.house, by=played.desk)["vkey"]
    keys.confirm(played.house, by=second, vkey=waiting)
    assert played.house.pen.vkey == waiting != played.vkey
    assert bundle_of(played.house, slug) == given
    with played.house.database.writing() as db:
        for table in (CheckpointRow, SignedSize):
            db.execute(delete(table))
    anew = bundle_of(played.house, slug)
    assert anew != given
    assert verify_bundle(given, expected_vkey=played.vkey).ok
    assert verify_bundle(anew, expected_vkey=waiting).ok
