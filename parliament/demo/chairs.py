"""The simulated chair: looks at what is before the house and does the next thing in order, never the one after."""

from typing import Any

from parliament.demo import mayors, secretaries
from parliament.demo.hands import Hands, Look, chance
from parliament.demo.home import Simulated

BEAT = 3.0  # seconds between two acts, so that people can follow
OVER = ("decided", "withdrawn", "not_admitted")
RULING = "What does not clash stands by itself, and the house may decide on it."
OPEN_STAGES = ("scheduled", "under_debate")
LONG_DEBATE = 10  # speeches; after that only visitors are still heard

# Where to send it, and what goes with it.
Act = tuple[str, dict[str, Any]]


def preside(hands: Hands, look: Look) -> None:
    """One act, if one is due. A visitor in the chair is never interfered with."""
    sitting = look.sitting
    if sitting is None:
        return
    if sitting["state"] == "scheduled":
        _open(hands, look, sitting)
        return
    chair = hands.chair_of(sitting)
    if chair is None or hands.pace.since("beat", sitting["id"]) < BEAT:
        return
    path = f"/api/sittings/{sitting['id']}"
    act = _resume(hands, look, path) if sitting["state"] == "suspended" else _next_act(hands, look, path)
    if act and hands.act(chair, act[0], **act[1]) is not None:
        hands.pace.again("beat", sitting["id"])


def _open(hands: Hands, look: Look, sitting: dict[str, Any]) -> None:
    presence = look.live["presence"]
    is_quorate = presence["present"] >= max(presence["to_open"], presence["to_decide"])
    arrived = hands.crowd.is_done(("sitting", sitting["id"])) or hands.pace.since("waiting", sitting["id"]) > 30
    if is_quorate and arrived and hands.pace.since("quorate", sitting["id"]) >= 2:
        chair: Simulated = hands.chairs[sitting["number"] % len(hands.chairs)]
        hands.act(chair, f"/api/sittings/{sitting['id']}/open")


def _resume(hands: Hands, look: Look, path: str) -> Act | None:
    """A pause that a visitor began and left ends after a while."""
    return (f"{path}/resume", {}) if hands.pace.since("suspended", path, look.live["seq"]) >= 15 else None


def _next_act(hands: Hands, look: Look, path: str) -> Act | None:
    vote, floor = look.live["vote"], look.live["floor"]
    if vote:
        return _tend_vote(hands, vote)
    if is_held_up(floor):
        return _tend_first(hands, floor)
    if floor["speaker"]:
        return _tend_speaker(hands, floor["speaker"])
    if _is_item_over(hands, look):
        return _go_on(hands, look, path)
    waiting = _next_speaker(hands, floor)
    if waiting:
        return f"/api/turns/{waiting['id']}/give", {}
    return _decide(hands, look) if look.motion else None


def _tend_vote(hands: Hands, vote: dict[str, Any]) -> Act | None:
    """Ballots come in for a while; the clock closes what the chair does not, and windows in any case."""
    waited = hands.pace.since("vote", vote["id"])
    counted = hands.crowd.is_done(("vote", vote["id"])) and waited >= mayors.VOTING_SECONDS
    if vote["window"] or not (counted or waited >= 34):
        return None
    return f"/api/votes/{vote['id']}/close", {}


def is_held_up(floor: dict[str, Any]) -> bool:
    """Whether a visitor has brought something before the house that goes first; a motion waits for the speech to end."""
    is_unsettled = bool(floor["point"]) and floor["point"]["state"] in ("raised", "appealed")
    return is_unsettled or bool(floor["asking"]) or bool(floor["procedural"] and not floor["speaker"])


def _tend_first(hands: Hands, floor: dict[str, Any]) -> Act | None:
    """A point of order is ruled on, an appeal put; replies are granted, a procedural motion is put to the house."""
    point = floor["point"]
    if point and point["state"] == "raised":
        ruling = {"ruling": "dismissed", "words": "The business is in order, and goes on."}
        return (f"/api/points/{point['id']}/rule", ruling) if hands.pace.since("point", point["id"]) >= 6 else None
    if point and point["state"] == "appealed":
        return f"/api/points/{point['id']}/votes", {}
    if floor["asking"]:
        return f"/api/turns/{floor['asking'][0]['id']}/grant", {}
    moved = floor["procedural"][0]
    heard = [turn for turn in floor["waiting"] if turn["procedural"] == moved["id"]]
    if heard:
        return f"/api/turns/{heard[0]['id']}/give", {}
    return (f"/api/procedural/{moved['id']}/votes", {}) if hands.pace.since("moved", moved["id"]) >= 8 else None


def _seat_of(turn: dict[str, Any]) -> str | None:
    """The seat that speaks; somebody who was invited has none."""
    return turn["seat"]["id"] if turn["seat"] else None


def _tend_speaker(hands: Hands, turn: dict[str, Any]) -> Act | None:
    """A simulated speech takes 14 to 22 seconds; a visitor has the whole time the rules give."""
    spoken = hands.pace.since("turn", turn["id"])
    is_ours = _seat_of(turn) in hands.by_seat
    limit = chance("speech", turn["id"]).uniform(14, 22) if is_ours else float(turn["seconds"] or 30) * hands.pace.speed
    return (f"/api/turns/{turn['id']}/end", {}) if spoken >= limit else None


def _next_speaker(hands: Hands, floor: dict[str, Any]) -> dict[str, Any] | None:
    heard_all = floor["spoken"] >= LONG_DEBATE
    waiting = [turn for turn in floor["waiting"] if not heard_all or _seat_of(turn) not in hands.by_seat]
    return waiting[0] if waiting else None


def _is_item_over(hands: Hands, look: Look) -> bool:
    """Whether the house may turn to something else; after an adoption it waits to see the declaration out."""
    item, motion = look.live["item"], look.motion
    if item is None:
        return True
    if motion is None:
        return hands.pace.since("item", item["id"]) >= 20
    if motion["stage"] not in OVER:
        return False
    waited = hands.pace.since("over", motion["id"])
    is_out = motion["outcome"] != "adopted" or motion["declaration"]
    return (waited >= 6 and bool(is_out)) or waited >= 40


def _go_on(hands: Hands, look: Look, path: str) -> Act | None:
    item = next_item(look)
    if item:
        return f"{path}/call-item", {"item": item["id"]}
    if secretaries.is_all_done(hands, look):
        return f"{path}/adjourn", {}
    return None


def next_item(look: Look) -> dict[str, Any] | None:
    """The first motion still to be decided, or what a visitor put on the agenda after the item at hand."""
    current = look.live["item"]
    position = current["position"] if current else 0
    for item in look.plenary["agenda"]:
        is_new = item["motion"] is None and item["position"] > position
        is_open = item["stage"] in OPEN_STAGES and (current is None or item["id"] != current["id"])
        if is_new or is_open:
            return item
    return None


def _decide(hands: Hands, look: Look) -> Act | None:
    """Debate, order of voting, amendments in that order, then the whole text."""
    motion = look.motion
    assert motion is not None
    if motion["stage"] != "under_debate":
        return None
    if motion["order"]["confirmed"] is None and not motion["votes"] and _is_debated(hands, look, motion) is False:
        return None
    return vote_next(motion)


def vote_next(motion: dict[str, Any]) -> Act:
    """The order first, then what comes next in it, then the whole text; a clash in part is ruled on before its vote."""
    path, order = f"/api/motions/{motion['id']}", motion["order"]
    if order["pending"] and order["confirmed"] is None:
        return f"{path}/order", {}
    if not order["pending"]:
        return f"{path}/votes", {}
    amendment = next(each for each in motion["amendments"] if each["number"] == order["pending"][0])
    if amendment["fate"] == "partial":
        return f"/api/amendments/{amendment['id']}/ruling", {"keep": True, "reason": RULING}
    return f"{path}/votes", {"amendment": amendment["id"]}


def _is_debated(hands: Hands, look: Look, motion: dict[str, Any]) -> bool:
    """Everybody who wanted to speak has, and the drawers are empty; or it has simply taken long enough."""
    waited = hands.pace.since("debate", motion["id"])
    if waited > 240:
        return True
    enough = look.live["floor"]["spoken"] >= mayors.speakers_wanted(motion)
    return waited >= 10 and enough and not mayors.has_more_to_amend(hands, motion)
