"""The simulated secretariat: convenes, schedules, admits, publishes, certifies, closes; calls a chair when one is gone."""

from datetime import datetime, timedelta
from typing import Any

from parliament.demo import mayors
from parliament.demo.hands import Hands, Look
from parliament.demo.library import open_library

ZONES = ("Africa/Nairobi", "America/Lima", "Europe/Rome", "Asia/Bangkok", "Pacific/Auckland", "America/Santo_Domingo")
PATIENCE_WITH_A_VISITOR = 150.0
ON_THE_WAY = ("submitted", "admitted", "published", "scheduled", "under_debate", "put")


def convene(hands: Hands, sessions: list[dict[str, Any]]) -> None:
    """Convene the next session under the demonstration's rules, which ask for no notice."""
    themes = open_library().themes
    number = max((each["number"] for each in sessions), default=0)
    hands.act(
        hands.secretary,
        "/api/sessions",
        title=themes[number % len(themes)],
        opens_at=written(hands.client.now() + timedelta(seconds=3)),
        time_zone=ZONES[number % len(ZONES)],
        language="en",
        profile="demonstration",
    )


def written(at: datetime) -> str:
    return at.isoformat(timespec="seconds")


def attend(hands: Hands, look: Look) -> None:
    """Everything the secretariat has to see to at this moment."""
    for motion in look.motions:
        _move_along(hands, look, motion)
        if motion["outcome"] == "adopted":
            declare(hands, motion)
    _see_to_sittings(hands, look)
    if look.sitting and look.sitting["state"] in ("open", "suspended"):
        _see_to_the_chair(hands, look, look.sitting)


def _move_along(hands: Hands, look: Look, motion: dict[str, Any]) -> None:
    """Each stage after a decent while; a visitor of the secretariat may be quicker."""
    stage, path = motion["stage"], f"/api/motions/{motion['id']}"
    if stage not in ("submitted", "admitted", "published"):
        return
    if hands.pace.since(stage, motion["id"]) < (3 if motion["mover"]["id"] in hands.by_seat else 12):
        return
    if stage == "submitted":
        hands.act(hands.secretary, f"{path}/admit")
    elif stage == "admitted":
        hands.act(hands.secretary, f"{path}/publish")
    else:
        hands.act(hands.secretary, f"/api/sessions/{look.plenary['id']}/items", kind="motion", motion=motion["id"])


def declare(hands: Hands, row: dict[str, Any]) -> None:
    """Two persons certify the adopted text, then it is published; a visitor may have done a part of it already."""
    if is_declared(hands, row):
        return
    path, waited = f"/api/motions/{row['id']}", hands.pace.since("adopted", row["id"])
    steps = (
        (4, hands.chairs[0], f"{path}/certify"),
        (7, hands.secretary, f"{path}/certify"),
        (9, hands.secretary, f"{path}/publish-declaration"),
    )
    for due, who, act in steps:
        if waited < due or not hands.settle(who, act):
            return


def is_declared(hands: Hands, row: dict[str, Any]) -> bool:
    """Whether the declaration of this adopted motion is out."""
    if row["id"] not in hands.declared and hands.read(f"/api/motions/{row['id']}")["declaration"]:
        hands.declared.add(row["id"])
    return row["id"] in hands.declared


def is_all_done(hands: Hands, look: Look) -> bool:
    """Whether the session has had its motions, and nothing is on its way to the house or to publication."""
    if len(mayors.own_motions(hands, look)) < mayors.MOTIONS_A_SESSION:
        return False
    if any(motion["stage"] in ON_THE_WAY for motion in look.motions):
        return False
    ours = mayors.own_motions(hands, look)
    if any(motion["stage"] == "gathering" for motion in ours):
        return False
    adopted = [motion for motion in look.motions if motion["outcome"] == "adopted"]
    return all(is_declared(hands, motion) or hands.pace.since("adopted", motion["id"]) > 90 for motion in adopted)


def _see_to_sittings(hands: Hands, look: Look) -> None:
    meets = look.sitting is not None
    if is_all_done(hands, look):
        meeting = meets and look.live["sitting"]["state"] != "scheduled"
        if not meeting and hands.pace.since("closing", look.plenary["id"]) >= 8:
            hands.act(hands.secretary, f"/api/sessions/{look.plenary['id']}/close")
        return
    if meets:
        return
    starts_at = max(hands.client.now() + timedelta(seconds=2), datetime.fromisoformat(look.plenary["opens_at"]))
    hands.act(hands.secretary, f"/api/sessions/{look.plenary['id']}/sittings", starts_at=written(starts_at))


def _see_to_the_chair(hands: Hands, look: Look, sitting: dict[str, Any]) -> None:
    """A visitor in the chair is left alone; one who has gone is replaced, so that the house does not wait for ever."""
    if hands.chair_of(sitting):
        return
    acted = hands.last_act_of(look.plenary["id"], sitting["chair"])
    if hands.pace.since("presiding", sitting["chair"], acted) < PATIENCE_WITH_A_VISITOR:
        return
    hands.act(
        hands.secretary,
        f"/api/sittings/{sitting['id']}/call-chair",
        account=hands.chairs[0].account,
        reason="The chair has been away for some minutes.",
    )
