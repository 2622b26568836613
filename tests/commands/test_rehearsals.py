"""A rehearsal: the same house, numbered apart, never published, and the one thing that can be deleted."""

from datetime import timedelta

from parliament.commands import declarations
from parliament.commands.agenda import add_item
from parliament.commands.papers import add_paper
from parliament.commands.rehearsals import delete_rehearsal
from parliament.commands.sessions import convene_session
from parliament.record.entries import INSTITUTION
from parliament.rules.refusals import Code
from parliament.store.tables import Annex, Base, Motion, PlenarySession
from parliament.store.views.sessions import list_sessions


def rehearse(chamber) -> None:
    """A rehearsal played to an adopted motion, with a paper and a part on its agenda."""
    said = {"title": "Dry run", "opens_at": chamber.at, "time_zone": "UTC", "rehearsal": True, "first_sitting": True}
    made = chamber.by(chamber.desk, convene_session, **said)
    chamber.plenary, chamber.sitting = made["session"], made["sitting"]
    chamber.publish(title="Toy wells")
    own = {"session_id": chamber.plenary}
    chamber.by(chamber.desk, add_item, kind="debate", title="A part", parent_id=chamber.other_item, **own)
    chamber.by(chamber.desk, add_paper, title="A toy", media_type="text/plain", content=b"A toy paper.", **own)
    chamber.open()
    chamber.call()
    chamber.put()
    for mayor in range(6):
        chamber.cast(mayor)
    chamber.close()


def rows(chamber) -> dict[str, int]:
    with chamber.house.database.reading() as db:
        return {
            name: db.connection().exec_driver_sql(f'SELECT count(*) FROM "{name}"').scalar_one()
            for name in Base.metadata.tables
        }


def test_rehearsal_eats_no_number_of_a_session_and_needs_no_notice(founded):
    said = {"opens_at": founded.at, "time_zone": "UTC", "rehearsal": True}
    first = founded.by(founded.desk, convene_session, title="Dry run", **said)
    second = founded.by(founded.desk, convene_session, title="Dry run", **said)
    assert (first["slug"], second["slug"]) == ("rehearsal-1-dry-run", "rehearsal-2-dry-run")
    said = {"title": "Heat", "opens_at": founded.at + timedelta(hours=80), "time_zone": "UTC"}
    assert founded.by(founded.desk, convene_session, **said)["slug"] == "1-heat"


def test_rehearsals_stand_in_no_list_that_does_not_ask_for_them(founded):
    rehearse(founded)
    with founded.house.reading() as db:
        assert list_sessions(db) == []
        assert [row["rehearsal"] for row in list_sessions(db, rehearsals=True)] == [True]


def test_nothing_of_a_rehearsal_is_published(founded):
    rehearse(founded)
    said = {"motion_id": founded.motion}
    founded.by(founded.chair, declarations.certify_declaration, **said)
    founded.by(founded.desk, declarations.certify_declaration, **said)
    founded.refused(Code.REHEARSAL, founded.desk, declarations.publish_declaration, **said)


def test_deleted_rehearsal_leaves_only_the_entry_that_says_so(founded):
    before = rows(founded)
    rehearse(founded)
    founded.by(founded.desk, delete_rehearsal, session_id=founded.plenary)
    after = rows(founded)
    assert after | {"entries": 0} == before | {"entries": 0}
    assert after["entries"] == before["entries"] + 1
    assert (founded.last(INSTITUTION).kind, founded.last(INSTITUTION).body["title"]) == ("rehearsal.deleted", "Dry run")


def test_documents_that_others_cite_outlive_the_rehearsal(convened):
    real = convened.row(PlenarySession, convened.plenary)
    rehearse(convened)
    convened.by(convened.desk, delete_rehearsal, session_id=convened.plenary)
    assert convened.row(Annex, real.profile_hash)
    assert convened.row(Annex, real.seats_hash)


def test_session_is_never_deleted(published):
    published.refused(Code.NOT_A_REHEARSAL, published.desk, delete_rehearsal, session_id=published.plenary)
    assert published.row(Motion, published.motion)
    published.refused(Code.NOT_FOUND, published.desk, delete_rehearsal, session_id="session-0")
