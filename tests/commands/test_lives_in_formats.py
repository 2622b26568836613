"""What becomes of a declaration is in what goes out to other programs: feed, statement, linked data; on both databases."""

import pytest
from lxml import etree

from parliament.documents.akoma_declaration import declaration_statement
from parliament.results.feeds import of_declarations, of_votes
from parliament.results.linked_data import linked_data
from parliament.rules.refusals import Code, Refused
from parliament.store.views import published
from tests.builders import Chamber
from tests.commands.test_versions import agree_to_withdrawal, correct, declare, open_it, sign, withdrawal
from tests.documents.test_akoma_ntoso import AKN, unresolved
from tests.texts.drafting import SHARED, beside


@pytest.fixture
def declared(voting: Chamber) -> Chamber:
    """A declaration is published."""
    voting.come_to("declared", declare)
    return voting


def went_out(chamber: Chamber) -> tuple[dict, etree._Element, dict]:
    """The item of the feed, the statement, the linked data."""
    with chamber.house.reading() as db:
        ((document, life),) = published.declarations_for_feed(db, 100)
        assert published.declaration_in_force(db, document["slug"]) == (document, life)
    (item,) = of_declarations([(document, life)])
    statement = etree.fromstring(declaration_statement(document, life))
    assert unresolved(statement) == []
    return item, statement, linked_data(document, life, base="https://x.example")


@pytest.mark.shared_data
@beside("schemas")
def test_corrected_signed_and_withdrawn_declaration_says_so_in_every_form(declared: Chamber) -> None:
    schema = etree.XMLSchema(
        etree.parse(SHARED / "schemas" / "akn" / "akomantoso30.xsd", etree.XMLParser(no_network=True))
    )
    first, _, _ = went_out(declared)
    correct(declared)
    corrected, statement, data = went_out(declared)
    assert corrected["updated_at"] > first["updated_at"]
    assert corrected["published_at"] == first["published_at"]
    assert "run empty" in "".join(statement.find("a:statement/a:preamble", AKN).itertext())
    assert data["version"] == "2"
    open_it(declared)
    sign(declared)
    assert went_out(declared)[2]["interactionStatistic"][-1]["userInteractionCount"] == 1
    declared.by(declared.chair, agree_to_withdrawal, withdrawal_id=withdrawal(declared))
    item, statement, data = went_out(declared)
    assert item["updated_at"] > corrected["updated_at"]
    assert item["words"][-1]["params"]["status"]["template"] == "withdrawn"
    assert schema.validate(statement), schema.error_log
    assert statement.find(".//a:docStatus", AKN).text == "withdrawn"
    assert [event.get("type") for event in statement.iterfind(".//a:eventRef", AKN)] == [
        "generation",
        "amendment",
        "repeal",
    ]
    assert data["legislationLegalForce"] == "https://schema.org/NotInForce"


def test_votes_are_told_by_the_entries_of_their_session(declared: Chamber) -> None:
    with declared.house.reading() as db:
        (entries,) = published.votes_for_feed(db, 100)
        closed = [entry for entry in declared.entries() if entry.kind == "vote.closed"]
        assert [item["key"] for item in of_votes(entries)] == [f"votes/{entry.body['vote']}" for entry in closed]
        assert len(published.sessions_for_feed(db, 100)) == len(published.sessions_for_calendar(db, 100)) == 1
        with pytest.raises(Refused) as caught:
            published.vote_as_past(db, "vote-unknown")
        assert caught.value.code == Code.NOT_FOUND
