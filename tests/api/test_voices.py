"""Rulings, substitutes, proxies and credentials over HTTP."""

from datetime import timedelta

from tests.api.conftest import World


def hours(world: World, count: int) -> str:
    return (world.clock() + timedelta(hours=count)).isoformat()


def test_substitute_is_certified_invited_seen_in_the_credentials_and_ended(sqlite_world: World):
    world = sqlite_world
    session = world.session()
    sitting = world.sitting(session)
    seat = world.mayors[0].facts["seat"]
    said = {"seat": seat, "name": "Esi", "until_at": hours(world, 2), "reason": "Deputy mayor"}
    mandate = world.secretariat.does(f"/sessions/{session}/substitutes", said)["mandate"]
    invited = {"login": "esi", "name": "Esi", "office": "member", "seat": seat, "mandate": mandate}
    world.secretariat.does("/invitations", invited)
    world.chair.does(f"/sittings/{sitting}/roll-call", {"present": []})
    shown = world.nobody.sees(f"/sittings/{sitting}/credentials")
    row = next(row for row in shown["accredited"] if row["id"] == seat)
    assert (row["substitute"]["name"], row["voice"], row["present"]) == ("Esi", mandate, True)
    assert world.mayors[0].is_refused(f"/sittings/{sitting}/check-in") == (403, "voice_rests")
    world.secretariat.does(f"/substitutes/{mandate}/end")
    world.mayors[0].does(f"/sittings/{sitting}/check-in")


def test_proxy_is_given_shown_and_taken_back(sqlite_world: World):
    world = sqlite_world
    session = world.session()
    sitting = world.sitting(session, open_it=False)
    said = {"holder": world.mayors[1].facts["seat"], "until_at": hours(world, 2)}
    proxy = world.mayors[0].does(f"/sessions/{session}/proxies", said)["proxy"]
    assert world.mayors[2].is_refused(f"/sessions/{session}/proxies", said) == (409, "too_many_proxies")
    assert [row["id"] for row in world.nobody.sees(f"/sessions/{session}/proxies")["proxies"]] == [proxy]
    shown = world.nobody.sees(f"/sittings/{sitting}/credentials")
    assert (shown["credentials_hash"], shown["proxies"][0]["in_force"]) == (None, True)
    world.mayors[0].does(f"/proxies/{proxy}/take-back")
    assert world.nobody.sees(f"/sessions/{session}/proxies") == {"proxies": []}


def test_seat_is_ruled_upon_and_named_apart_with_the_reason(sqlite_world: World):
    world = sqlite_world
    seat = world.mayors[0].facts["seat"]
    said = {"state": "disputed", "reason": "Contested in court"}
    assert world.secretariat.does(f"/seats/{seat}/ruling", said)["state"] == "disputed"
    shown = next(row for row in world.nobody.sees("/seats")["seats"] if row["id"] == seat)
    assert (shown["state"], shown["reason"]) == ("disputed", "Contested in court")
    sitting = world.sitting(world.session(), open_it=False)
    apart = world.nobody.sees(f"/sittings/{sitting}/credentials")["apart"]
    assert [(row["id"], row["reason"]) for row in apart] == [(seat, "Contested in court")]
    assert world.mayors[0].is_refused(f"/sittings/{sitting}/check-in") == (403, "not_allowed")
    clear = {"state": "clear", "reason": "The court has decided"}
    assert world.secretariat.does(f"/seats/{seat}/ruling", clear)["state"] == "held"


def test_cabinet_cosponsors_only_when_told_to(sqlite_world: World):
    world = sqlite_world
    drafted = world.draft(world.session())
    world.mayors[0].does(f"/motions/{drafted['motion']}/gather")
    said = {"text_hash": drafted["text_hash"]}
    at = f"/motions/{drafted['motion']}"
    assert world.cabinet.is_refused(f"{at}/sponsor", said) == (403, "not_allowed")
    assert world.cabinet.is_refused(f"{at}/cosponsor", said) == (422, "malformed")
    world.cabinet.does(f"{at}/cosponsor", said | {"instruction": "By letter of today"})
    assert [row["on_instruction"] for row in world.cabinet.sees(at)["sponsors"]] == [True]
