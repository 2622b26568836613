"""Rehearsals over HTTP: seen by those of the house, deleted by the secretariat."""

from tests.api.conftest import World


def test_rehearsal_is_listed_for_the_house_alone_and_deleted(sqlite_world: World):
    world = sqlite_world
    real = world.session()
    body = {"title": "Dry run", "opens_at": world.clock().isoformat(), "time_zone": "UTC", "rehearsal": True}
    made = world.secretariat.does("/sessions", body)
    listed = {
        who: [row["slug"] for row in person.sees("/sessions")["sessions"]]
        for who, person in {"nobody": world.nobody, "observer": world.observer, "mayor": world.mayors[0]}.items()
    }
    assert listed["nobody"] == listed["observer"] == ["1-water-and-heat"]
    assert sorted(listed["mayor"]) == ["1-water-and-heat", "rehearsal-1-dry-run"]
    assert world.secretariat.is_refused(f"/sessions/{real}/delete-rehearsal") == (409, "not_a_rehearsal")
    world.secretariat.does(f"/sessions/{made['slug']}/delete-rehearsal")
    assert world.nobody.get(f"/sessions/{made['slug']}").status_code == 404
