"""What the cockpit shows of the business that comes first, and what stands in the way of putting it."""

from datetime import datetime
from typing import Any

from parliament.commands.questions import Asked, obstacles_to_question
from parliament.rules.profile_keys import SPEAKING_OFFICES
from parliament.rules.refusals import Obstacle
from parliament.rules.stages import PointState, ProceduralKind, Question
from parliament.schemas.words import word
from parliament.store.queries.sessions import meeting_of
from parliament.store.views.floor import reconsiderations_of
from parliament.store.views.sittings import speakers_view


def first_for_chair(db: Any, view: dict, now: datetime) -> dict:
    """Beside the floor itself: the proposed order, the obstacles to what is to be put first, motions to decide anew."""
    sitting = view["sitting"]
    again = reconsiderations_of(db, view["motion"]["id"]) if view["motion"] else []
    return {
        "proposal": speakers_view(db, sitting["id"]) if sitting else None,
        "first_obstacles": _to_putting_first(db, view, now),
        "reconsiderations": [row for row in again if row["is_pending"]],
        "offices": [(office, word(office)) for office in SPEAKING_OFFICES],
    }


def _to_putting_first(db: Any, view: dict, now: datetime) -> list[Obstacle]:
    """As the command will judge the appeal, or else the highest procedural motion."""
    point, moved = view["floor"]["point"], view["floor"]["procedural"]
    sitting = meeting_of(db, view["session"]["id"])
    if sitting is None:
        return []
    if point and point["state"] == PointState.APPEALED:
        return obstacles_to_question(db, sitting, Asked(Question.APPEAL, about=point["id"]), now)
    if moved:
        kind = ProceduralKind(moved[0]["kind"])
        return obstacles_to_question(db, sitting, Asked(Question.PROCEDURAL, about=moved[0]["id"], kind=kind), now)
    return []
