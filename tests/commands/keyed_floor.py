"""Behaviours by key: speeches, replies, points of order, the order of speakers, procedural motions."""

from parliament.commands import floor, points, procedural
from parliament.store.queries.floor import proposal_for
from parliament.store.tables import Sitting
from tests.builders import Chamber
from tests.commands.keyed import behaves, tried, voted


def turn_of(chamber: Chamber, mayor: int, **said: str) -> str:
    return chamber.by(chamber.mayors[mayor], floor.ask_to_speak, sitting_id=chamber.sitting, **said)["turn"]


@behaves(
    "floor.speech_seconds",
    ({"member": 60}, [60, 60]),
    ({"member": 60, "observer": 30}, [60, 30]),
    ({"member": 90, "observer": 45}, [90, 45]),
)
def length_of_a_speech(chamber: Chamber) -> list[int]:
    given = chamber.by(chamber.chair, floor.give_floor, turn_id=turn_of(chamber, 1))
    guest = chamber.by(chamber.chair, floor.invite_speaker, sitting_id=chamber.sitting, name="A guest")
    return [given["seconds"], guest["seconds"]]


@behaves("floor.reply_seconds", (30, 30), (45, 45))
def length_of_a_reply(chamber: Chamber) -> int:
    speech = chamber.speak(1)
    reply = chamber.by(chamber.mayors[2], floor.ask_for_reply, sitting_id=chamber.sitting)["turn"]
    chamber.by(chamber.chair, floor.end_turn, turn_id=speech)
    chamber.by(chamber.chair, floor.grant_reply, turn_id=reply)
    return chamber.by(chamber.chair, floor.give_floor, turn_id=reply)["seconds"]


def raised(chamber: Chamber) -> dict:
    said = {"sitting_id": chamber.sitting, "about": "The clock stands still."}
    return chamber.by(chamber.mayors[1], points.raise_point_of_order, **said)


@behaves("floor.point_of_order_seconds", (20, 20), (40, 40))
def length_of_a_point_of_order(chamber: Chamber) -> int:
    return raised(chamber)["seconds"]


@behaves("floor.appeal", (True, "done"), (False, "not_offered"))
def appeal_against_a_ruling(chamber: Chamber) -> str:
    point = raised(chamber)["point"]
    chamber.by(chamber.chair, points.rule_on_point, point_id=point, ruling="dismissed", words="It runs.")
    return tried(chamber, chamber.mayors[1], points.appeal_ruling, point_id=point)


@behaves("floor.order", ("as_asked", [1, 2, 3]), ("alternate", [1, 3, 2]))
def proposed_order(chamber: Chamber) -> list[int]:
    """Two in favour asked before one against, all of places not yet heard."""
    turns = {turn_of(chamber, mayor, side=side): mayor for mayor, side in ((1, "for"), (2, "for"), (3, "against"))}
    with chamber.house.reading() as db:
        return [turns[place.turn] for place in proposal_for(db, db.get_one(Sitting, chamber.sitting))]


def moving(chamber: Chamber, kind: str, mayor: int = 2) -> str:
    said = {"sitting_id": chamber.sitting, "kind": kind}
    return tried(chamber, chamber.mayors[mayor], procedural.move_procedural, **said)


@behaves(
    "procedural.precedence",
    (["suspension", "closure"], ["done", "lower_rank", "not_offered"]),
    (["closure", "suspension"], ["done", "done", "not_offered"]),
    (["suspension", "adjournment_of_debate"], ["done", "not_offered", "lower_rank"]),
)
def rank_of_procedural_motions(chamber: Chamber) -> list[str]:
    """A suspension is moved, then the closure, then to adjourn the debate."""
    return [moving(chamber, kind) for kind in ("suspension", "closure", "adjournment_of_debate")]


def heard_on(chamber: Chamber, side: str) -> int:
    """How many find a place on this side of a procedural motion, of three who ask."""
    said = {"sitting_id": chamber.sitting}
    about = chamber.by(chamber.mayors[0], procedural.move_procedural, kind="closure", **said)["procedural"]
    said |= {"procedural_id": about, "side": side}
    return [tried(chamber, chamber.mayors[mayor], floor.ask_to_speak, **said) for mayor in (1, 2, 3)].count("done")


@behaves("procedural.speakers_for", (0, 0), (2, 2), procedural__speakers_against=1)
def speakers_for(chamber: Chamber) -> int:
    return heard_on(chamber, "for")


@behaves("procedural.speakers_against", (0, 0), (2, 2), procedural__speakers_for=1)
def speakers_against(chamber: Chamber) -> int:
    return heard_on(chamber, "against")


@behaves("procedural.once_per_item", (True, "moved_already"), (False, "done"))
def moving_once_more(chamber: Chamber) -> str:
    said = {"sitting_id": chamber.sitting, "kind": "closure"}
    about = chamber.by(chamber.mayors[2], procedural.move_procedural, **said)["procedural"]
    put = chamber.by(chamber.chair, procedural.put_procedural, procedural_id=about)
    assert voted(chamber, put["vote"], 1, 2) == "rejected"
    return moving(chamber, "closure", mayor=3)
