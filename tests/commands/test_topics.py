"""What a declaration is about: said by the secretariat, found by readers, in the record."""

import pytest

from parliament.commands.signatures import close_signing
from parliament.commands.topics import classify_declaration
from parliament.rules.refusals import Code
from parliament.store import record
from parliament.store.views.declarations import find_declarations
from tests.builders import Chamber
from tests.commands.declaring import certify_and_publish, declaration, open_it, sign
from tests.commands.following_up import addressed, dispatched


@pytest.fixture
def chamber(voting: Chamber) -> Chamber:
    """A declaration has been published, `1-clean-wells`: four in favour, one against, one abstaining."""

    def play(chamber: Chamber) -> None:
        for mayor, choice in enumerate(("yes", "yes", "yes", "yes", "no", "abstain")):
            chamber.cast(mayor, choice)
        chamber.close()
        certify_and_publish(chamber)

    voting.come_to("declared with one against", play)
    return voting


def classify(chamber: Chamber, *topics: str, slug: str = "1-clean-wells", **more: object) -> dict:
    return chamber.by(chamber.desk, classify_declaration, slug=slug, topics=list(topics), **more)


def found(chamber: Chamber, **wanted: str) -> list[str]:
    with chamber.house.reading() as db:
        return [row["slug"] for row in find_declarations(db, wanted)["found"]]


def test_topics_enter_the_record_in_the_order_of_the_list_and_each_once(chamber):
    answer = classify(chamber, "water", "health", "water")
    entry = chamber.last("institution")
    assert (entry.kind, entry.body["topics"]) == ("declaration.classified", ["health", "water"])
    assert answer == {"declaration": entry.body["declaration"], "topics": ["health", "water"]}


def test_what_is_said_last_holds_and_none_takes_it_back(chamber):
    classify(chamber, "water")
    classify(chamber, "energy")
    assert (found(chamber, topic="water"), found(chamber, topic="energy")) == ([], ["1-clean-wells"])
    classify(chamber)
    assert found(chamber, topic="energy") == []
    assert chamber.last("institution").body["topics"] == []


def test_a_declaration_whose_session_is_closed_is_classified_all_the_same(chamber):
    """It is the institution's record that says so: the session's may be closed for years."""
    before = record_size(chamber)
    classify(chamber, "water")
    assert record_size(chamber) == before


def record_size(chamber: Chamber) -> int:
    with chamber.house.reading() as db:
        return record.sizes(db, [chamber.plenary])[chamber.plenary]


@pytest.mark.parametrize(
    "topics", [["weather"], ["climate", "culture", "digital", "economy", "education", "energy"]], ids=["unknown", "six"]
)
def test_topics_that_are_not_on_the_list_or_too_many_are_refused(chamber, topics):
    refusal = chamber.refused(Code.MALFORMED, chamber.desk, classify_declaration, slug="1-clean-wells", topics=topics)
    assert refusal.field == "topics"


def test_the_topics_it_has_already_are_refused(chamber):
    said = {"slug": "1-clean-wells", "topics": []}
    chamber.refused(Code.ALREADY_EXISTS, chamber.desk, classify_declaration, **said)
    classify(chamber, "water")
    chamber.refused(Code.ALREADY_EXISTS, chamber.desk, classify_declaration, slug="1-clean-wells", topics=["water"])


def test_a_declaration_nobody_published_is_not_found(chamber):
    chamber.refused(Code.NOT_FOUND, chamber.desk, classify_declaration, slug="9-nothing", topics=["water"])


def test_sending_the_form_twice_is_saying_it_once(chamber):
    said = {"slug": "1-clean-wells", "topics": ["water"]}
    first = chamber.house.perform(classify_declaration, by=chamber.desk, once="form", **said)
    size = len(chamber.entries("institution"))
    assert chamber.house.perform(classify_declaration, by=chamber.desk, once="form", **said) == first
    assert len(chamber.entries("institution")) == size


def test_a_declaration_is_found_by_what_it_says_and_by_who_stood_behind_it(chamber):
    every = ["1-clean-wells"]
    for wanted in (
        {},
        {"words": "WATER plan"},
        {"words": "clean", "year": "2026", "country": "GHA", "status": "published"},
    ):
        assert found(chamber, **wanted) == every
    for wanted in ({"words": "plan fire"}, {"year": "2025"}, {"country": "FJI"}, {"status": "reviewed"}):
        assert found(chamber, **wanted) == []


def test_filters_offer_only_what_finds_something(chamber):
    classify(chamber, "water")
    with chamber.house.reading() as db:
        offered = find_declarations(db, {})["offered"]
    assert offered == {
        "topics": ["water"],
        "years": ["2026"],
        "countries": [("GHA", "A country"), ("FRA", "A country")],
        "statuses": ["published"],
    }


def test_a_declaration_is_found_by_who_signed_and_by_what_became_of_it(chamber):
    assert found(chamber, country="FJI") == []
    open_it(chamber)
    assert found(chamber, status="open_for_signature") == ["1-clean-wells"]
    sign(chamber, mayor=4)  # Suva, which had voted against
    assert found(chamber, country="FJI") == ["1-clean-wells"]


def test_a_declaration_handed_over_is_found_among_those_open_for_signature_until_signing_closes(chamber):
    open_it(chamber)
    about = declaration(chamber).id
    dispatched(chamber, addressed(chamber, about))
    for status in ("open_for_signature", "handed_over"):
        assert found(chamber, status=status) == ["1-clean-wells"]
    with chamber.house.reading() as db:
        known = find_declarations(db, {})
    assert known["offered"]["statuses"] == ["open_for_signature", "handed_over"]
    assert (known["found"][0]["status"], known["found"][0]["signing_open"]) == ("handed_over", True)
    chamber.by(chamber.desk, close_signing, declaration_id=about, reason="Enough.")
    assert found(chamber, status="open_for_signature") == []
    assert found(chamber, status="handed_over") == ["1-clean-wells"]
