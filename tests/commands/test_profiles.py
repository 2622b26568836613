"""A profile of the secretariat's own: adopted with its version, offered for convening, frozen in what is convened."""

import json
from datetime import timedelta

from sqlalchemy import select

from parliament.commands.profiles import (
    adopt_profile,
    profile_named,
    profiles_offered,
    shipped_profile,
    shipped_profiles,
    text_of_profile,
)
from parliament.commands.sessions import convene_session
from parliament.record.canonical import canonical
from parliament.rules.refusals import Code
from parliament.store.queries.sessions import profile_of
from parliament.store.record import annex
from parliament.store.tables import AdoptedProfile, PlenarySession
from tests.builders import Chamber
from tests.varied import convene_under, written


def rules_of(chamber: Chamber, plenary: str):
    with chamber.house.reading() as db:
        return profile_of(db, db.get_one(PlenarySession, plenary))


def test_the_default_is_the_first_of_what_is_shipped() -> None:
    assert shipped_profiles()[0] == "global_mayors"
    assert len(shipped_profiles()) == 6


def test_adopted_rules_enter_the_record_with_their_text_and_what_was_read_from_it(founded):
    text = written({"notice_hours": 30})
    made = founded.by(founded.desk, adopt_profile, text=text)
    assert made == {"profile": "ours", "version": 1}
    entry = founded.last("institution")
    assert (entry.kind, entry.body["name"], entry.body["version"]) == ("profile.adopted", "ours", 1)
    with founded.house.reading() as db:
        assert annex(db, entry.body["text_hash"]).decode() == text == text_of_profile(db, "ours")
        read = profile_named(db, "ours")
        assert annex(db, entry.body["profile_hash"]) == canonical(read.to_json())
        assert read.notice_hours == 30
        assert profiles_offered(db) == [*shipped_profiles(), "ours"]


def test_lines_of_a_form_are_kept_as_lines(founded):
    founded.by(founded.desk, adopt_profile, text=written({}).replace("\n", "\r\n"))
    with founded.house.reading() as db:
        assert text_of_profile(db, "ours") == written({})


def test_session_is_convened_under_the_newest_version_and_keeps_it(founded):
    convene_under(founded, {"ballots.live_seconds": 77})
    first = founded.plenary
    founded.by(founded.desk, adopt_profile, text=written({"ballots.live_seconds": 99}, version=2))
    assert rules_of(founded, first).ballots.live_seconds == 77
    opens_at = founded.at + timedelta(hours=80)
    said = {"title": "Later", "opens_at": opens_at, "time_zone": "UTC", "profile": "ours"}
    second = founded.by(founded.desk, convene_session, **said)["session"]
    assert (rules_of(founded, second).version, rules_of(founded, second).ballots.live_seconds) == (2, 99)
    assert rules_of(founded, first).ballots.live_seconds == 77


def test_rules_of_a_convened_session_stay_when_what_is_stored_is_changed(founded):
    """Even a change of the row itself, which no command makes, does not reach what was convened."""
    convene_under(founded, {"ballots.live_seconds": 77})
    before = rules_of(founded, founded.plenary)
    other = canonical(shipped_profile("municipal").to_json())
    with founded.house.database.writing() as db:
        row = db.scalars(select(AdoptedProfile)).one()
        kept = row.profile_hash
        row.profile_hash = "0" * 64
    assert rules_of(founded, founded.plenary) == before
    assert json.loads(other) != before.to_json()
    with founded.house.database.writing() as db:
        db.scalars(select(AdoptedProfile)).one().profile_hash = kept


def test_new_version_needs_a_higher_number(founded):
    founded.by(founded.desk, adopt_profile, text=written({}, version=3))
    for version in (1, 3):
        refusal = founded.refused(Code.VERSION_TOO_LOW, founded.desk, adopt_profile, text=written({}, version=version))
        assert (refusal.field, refusal.facts) == ("text", {"profile": "ours", "version": 3})
    assert founded.by(founded.desk, adopt_profile, text=written({}, version=4))["version"] == 4


def test_shipped_name_is_refused(founded):
    said = {"text": written({}, name="municipal")}
    assert founded.refused(Code.ALREADY_EXISTS, founded.desk, adopt_profile, **said).facts == {"what": "municipal"}


def test_unsound_rules_are_refused_with_key_and_line(founded):
    text = written({"quorum.to_decide": "most of us"})
    at = next(number for number, line in enumerate(text.splitlines(), 1) if line.startswith("quorum.to_decide"))
    refusal = founded.refused(Code.BAD_PROFILE, founded.desk, adopt_profile, text=text)
    assert (refusal.field, refusal.facts["key"]) == ("text", "quorum.to_decide")
    assert str(refusal.facts["problem"]).startswith(f"line {at}: ")


def test_rules_as_long_as_a_book_and_invisible_signs_are_refused(founded):
    founded.refused(Code.TEXT_TOO_LONG, founded.desk, adopt_profile, text="#" * 70_000)
    founded.refused(Code.TEXT_CONTROLS, founded.desk, adopt_profile, text=written({}) + "# \u202e")


def test_rules_nobody_adopted_are_unknown(founded):
    said = {"title": "Water", "opens_at": founded.at + timedelta(hours=80), "time_zone": "UTC", "profile": "theirs"}
    founded.refused(Code.UNKNOWN_PROFILE, founded.desk, convene_session, **said)
