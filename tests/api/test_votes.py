"""Votes in every manner, through the API alone; each answer is held against the document."""

from pathlib import Path

import pytest

from parliament.commands.profiles import adopt_profile
from parliament.rules.powers import Actor, Office
from parliament.signing.apart import RemotePen
from tests.api.conftest import World
from tests.commands.deciding import rules_with


def under(world: World, **rules: object) -> tuple[str, str]:
    """A sitting with a motion under debate, under the rules of the demonstration with these changes."""
    secretariat = Actor(world.secretariat.facts["account"], offices=frozenset({Office.SECRETARIAT}))
    world.house.perform(adopt_profile, by=secretariat, text=rules_with(**rules))
    session = world.session(profile="trial")
    sitting = world.sitting(session)
    return sitting, world.under_debate(session, sitting)


def put(world: World, motion: str, **said: object) -> str:
    return world.chair.does(f"/motions/{motion}/votes", said)["vote"]


def test_hands_are_asked_away_counted_and_closed(world: World):
    sitting, motion = under(world, **{"votes.manner": "show_of_hands", "votes.roll_call_request_seats": 2})
    live = f"/sessions/{world.nobody.sees(f'/motions/{motion}')['session']}/live"
    made = world.mayors[0].does(f"/sittings/{sitting}/vote-requests", {"asks_for": "roll_call"})
    assert made["request"]
    assert world.nobody.sees(live)["requests"] == [{"asks_for": "roll_call", "made": 1, "needed": 2}]
    asked = world.mayors[0].is_refused(f"/sittings/{sitting}/vote-requests", {"asks_for": "roll_call"})
    assert asked == (403, "asked_already")
    vote = put(world, motion)
    assert world.nobody.sees(f"/votes/{vote}")["manner"] == "show_of_hands"
    hands = {"yes": 5, "no": 1, "abstain": 0}
    assert world.chair.does(f"/votes/{vote}/hands", hands, method="PUT") == {"vote": vote, "counts": 1}
    assert world.nobody.sees(f"/votes/{vote}")["counts"][0]["yes"] is None
    world.secretariat.does(f"/votes/{vote}/hands", hands, method="PUT")
    assert world.chair.does(f"/votes/{vote}/close")["outcome"] == "adopted"
    closed = world.nobody.sees(f"/votes/{vote}")
    assert ([row["yes"] for row in closed["counts"]], closed["roll_call"]) == ([5, 5], [])


def test_a_ballot_is_in_while_nobody_signs_and_sending_it_again_gives_its_receipt(
    sqlite_world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    world = sqlite_world
    _, motion = under(world)
    at, mayor = f"/votes/{put(world, motion)}/ballot", world.mayors[0]
    monkeypatch.setattr("parliament.signing.apart.PATIENCE_SECONDS", 0.0)
    inside, world.house._pen = world.house.pen, RemotePen(str(tmp_path / "nobody.socket"), world.house.database)
    for _ in range(2):
        assert mayor.is_refused(at, {"choice": "yes"}, method="PUT") == (503, "signer_away")
    world.house._pen = inside
    receipt = mayor.does(at, {"choice": "yes"}, method="PUT")
    assert (receipt["choice"], receipt["revision"]) == ("yes", 1)
    assert mayor.sees(at)["receipt"] == receipt


def test_ballot_by_telephone_takes_two_officers(world: World):
    _, motion = under(world)
    vote, seat = put(world, motion), world.mayors[0].facts["seat"]
    at = f"/votes/{vote}/telephone-ballots/{seat}"
    said = {"choice": "yes", "identity_check": "Called back on the number of the city hall"}
    assert world.secretariat.does(at, said, method="PUT") == {"vote": vote, "seat": seat}
    assert world.secretariat.is_refused(f"{at}/confirm", {"choice": "yes"}) == (403, "same_person")
    assert world.chair.is_refused(f"{at}/confirm", {"choice": "no"}) == (409, "ballots_differ")
    receipt = world.chair.does(f"{at}/confirm", {"choice": "yes"})
    assert world.mayors[0].sees(f"/votes/{vote}/ballot")["receipt"] == receipt
    world.chair.does(f"/votes/{vote}/close")
    shown = world.nobody.sees(f"/votes/{vote}")
    assert [row["via"] for row in shown["roll_call"] if row["seat"] == seat] == ["telephone"]
    assert len(shown["telephoned"]) == 1


def test_equal_votes_are_settled_by_the_chair_and_the_vote_is_annulled_after_all(world: World):
    _, motion = under(world, **{"majority.motion": "simple", "majority.tie": "casting_vote"})
    vote = put(world, motion, manner="roll_call")
    for at, mayor in enumerate(world.mayors):
        mayor.does(f"/votes/{vote}/ballot", {"choice": "yes" if at < 3 else "no"}, method="PUT")
    assert world.chair.does(f"/votes/{vote}/close")["outcome"] == "tied"
    assert world.nobody.sees(f"/votes/{vote}")["left_to"] == "chair"
    given = world.chair.does(f"/votes/{vote}/casting-vote", {"choice": "yes"})
    assert given == {"vote": vote, "outcome": "adopted"}
    assert world.nobody.sees(f"/votes/{vote}")["casting"] == "yes"
    assert world.secretariat.is_refused(f"/votes/{vote}/annul", {"reason": "x"}) == (403, "not_allowed")
    world.chair.does(f"/votes/{vote}/annul", {"reason": "The wrong text was on the screen."})
    shown = world.nobody.sees(f"/votes/{vote}")
    assert (shown["state"], shown["tally"]["yes"]) == ("annulled", 3)
    assert shown["annulled_reason"] == "The wrong text was on the screen."


def test_holder_of_a_proxy_casts_for_the_seat_and_has_both_receipts(world: World):
    sitting, motion = under(world)
    giver, holder = world.mayors[0], world.mayors[1]
    giver.does(f"/sittings/{sitting}/check-in", {"present": False})
    session = world.nobody.sees(f"/motions/{motion}")["session"]
    until = world.clock().replace(hour=20).isoformat()
    giver.does(f"/sessions/{session}/proxies", {"holder": holder.facts["seat"], "until_at": until})
    vote = put(world, motion)
    seat = giver.facts["seat"]
    receipt = holder.does(f"/votes/{vote}/ballot", {"choice": "no", "seat": seat}, method="PUT")
    assert (receipt["seat"], receipt["choice"]) == (seat, "no")
    own = holder.sees(f"/votes/{vote}/ballot")
    assert (own["receipt"], [row["receipt"] for row in own["proxies"]]) == (None, [receipt])
    assert world.mayors[2].is_refused(f"/votes/{vote}/ballot", {"choice": "no", "seat": seat}, method="PUT") == (
        403,
        "not_on_roll",
    )


def test_silence_takes_objections_alone(world: World):
    _, motion = under(world)
    closes_at = world.clock().replace(hour=23).isoformat()
    vote = put(world, motion, manner="silence", closes_at=closes_at)
    refused = world.mayors[0].is_refused(f"/votes/{vote}/ballot", {"choice": "yes"}, method="PUT")
    assert refused == (409, "only_objections")
    world.mayors[0].does(f"/votes/{vote}/ballot", {"choice": "no"}, method="PUT")
    assert world.chair.does(f"/votes/{vote}/close")["outcome"] == "objected"
