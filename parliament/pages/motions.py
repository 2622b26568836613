"""Motions and amendments as they are read; what a seat may do with them leads to the drafting pages."""

from flask import Blueprint, render_template

from parliament import texts
from parliament.identity.acting import reading
from parliament.identity.door import current_actor
from parliament.pages.forms import once
from parliament.pages.translations import languages_of
from parliament.rules.motions import AMENDABLE, BEFORE_THE_VOTE, DRAFTABLE
from parliament.rules.powers import Actor, Power
from parliament.rules.stages import Stage
from parliament.schemas.words import refusal_in_words
from parliament.store.views.amendments import amendment_view
from parliament.store.views.motions import motion_view
from parliament.store.views.sessions import session_view
from parliament.store.views.standing import obstacles_of

pages = Blueprint("motions", __name__)

# What a reader follows; a motion is scheduled while it is published, and put while it is under debate.
LIFE = (Stage.DRAFT, Stage.GATHERING, Stage.SUBMITTED, Stage.ADMITTED, Stage.PUBLISHED, Stage.UNDER_DEBATE)
WITHIN = {Stage.SCHEDULED: Stage.PUBLISHED, Stage.PUT: Stage.UNDER_DEBATE}
ENDS = (Stage.DECIDED, Stage.WITHDRAWN, Stage.NOT_ADMITTED)


@pages.get("/motions/<motion_id>")
def show(motion_id: str) -> str:
    reader = current_actor()
    with reading() as db:
        motion = motion_view(db, motion_id, reader)
        plenary = session_view(db, motion["session"])
        missing = obstacles_of(db, motion_id) if motion["stage"] in DRAFTABLE else []
    return render_template(
        "motions/show.html",
        motion=motion,
        plenary=plenary,
        steps=steps_of(motion),
        acts=acts_on(motion, reader),
        missing=[refusal_in_words(obstacle.refusal()) for obstacle in missing],
        tongues=languages_of(motion_id),
        once=once,
    )


@pages.get("/amendments/<amendment_id>")
def amendment(amendment_id: str) -> str:
    return amendment_page(amendment_id)


def amendment_page(amendment_id: str, *, reason: str = "", errors: list[tuple[str, str]] | None = None) -> str:
    """One amendment; `reason` is what the chair typed for a ruling that was refused."""
    reader = current_actor()
    with reading() as db:
        amended = amendment_view(db, amendment_id, reader)
        plenary = session_view(db, amended["session_slug"])
    return render_template(
        "motions/amendment.html",
        amendment=amended,
        plenary=plenary,
        acts=acts_on_amendment(amended, reader),
        reason=reason,
        errors=errors or [],
        once=once,
    )


def acts_on_amendment(amended: dict, reader: Actor) -> set[str]:
    """What this reader may try now; the commands decide again when it is tried."""
    powers, is_open = reader.powers, amended["fate"] in texts.OPEN
    is_mover = reader.seat == amended["mover"]["id"] and Power.WITHDRAW in powers
    is_plain = amended["parent"] is None and not amended["replaces"]
    may_amend = Power.AMEND in powers and amended["motion_stage"] in AMENDABLE
    found = {
        "withdraw": is_mover and is_open and all(vote["state"] != "open" for vote in amended["votes"]),
        "amend": may_amend and amended["takes_amendments"],
        "compromise": may_amend and is_open and is_plain and bool(amended["conflicts_with"]),
        "rule": Power.RULE_ON_CLASH in powers and amended["fate"] == "partial",
    }
    return {act for act, may in found.items() if may}


def steps_of(motion: dict) -> list[tuple[str, str]]:
    """The life of a motion as stages that are done, now or next: the straight way, with its real end last."""
    stage = Stage(motion["stage"])
    if stage in ENDS:
        passed = {Stage.NOT_ADMITTED: 3, Stage.WITHDRAWN: _passed_by(motion)}.get(stage, len(LIFE))
        return [(str(each), "done") for each in LIFE[:passed]] + [(motion["outcome"] or str(stage), "now")]
    at = LIFE.index(WITHIN.get(stage, stage))
    states = ["done"] * at + ["now"] + ["next"] * (len(LIFE) - at - 1)
    return [*((str(each), state) for each, state in zip(LIFE, states, strict=True)), ("decided", "next")]


def _passed_by(motion: dict) -> int:
    """How far a motion came that was then withdrawn."""
    if motion["published_at"]:
        return 5
    return 4 if motion["number"] else 3 if motion["submitted_at"] else 1


def acts_on(motion: dict, reader: Actor) -> set[str]:
    """What this reader may try now; the commands decide again when it is tried."""
    stage, powers = motion["stage"], reader.powers
    own = reader.seat is not None and reader.seat == motion["mover"]["id"]
    signed = any(row["id"] == reader.seat and row["is_current"] for row in motion["sponsors"])
    put = any(vote["state"] == "open" for vote in motion["votes"])
    found = {
        "edit": own and Power.DRAFT_MOTION in powers and stage in DRAFTABLE,
        "gather": own and Power.SUBMIT_MOTION in powers and stage == Stage.DRAFT,
        "submit": own and Power.SUBMIT_MOTION in powers and stage in DRAFTABLE,
        "withdraw": own and Power.WITHDRAW in powers and stage in BEFORE_THE_VOTE and not put,
        "instruct": not own
        and Power.SPONSOR_ON_INSTRUCTION in powers
        and Power.SPONSOR not in powers
        and stage == Stage.GATHERING
        and not signed,
        "sponsor": not own and Power.SPONSOR in powers and stage == Stage.GATHERING and not signed,
        "amend": Power.AMEND in powers and stage in AMENDABLE and motion["order"]["confirmed"] is None,
    }
    return {act for act, may in found.items() if may}
