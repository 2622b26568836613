"""What the chair does next, and the words for it: the ordinary course of a sitting, one act at a time.

It proposes, nothing more: everything else stays within reach on the page, and the commands decide.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from flask_babel import gettext

from parliament.pages.shell import listed
from parliament.rules.refusals import Obstacle
from parliament.rules.stages import SittingState, Stage

View = dict


@dataclass(frozen=True)
class NextAct:
    """One button: the deed behind it, what is said aloud, what has to come first. Without a deed, only words."""

    words: str
    say: str = ""
    deed: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    obstacles: list[Obstacle] = field(default_factory=list)


def next_act(view: View) -> NextAct:
    """The act that a person who has never chaired should do now."""
    sitting = view["sitting"]
    if sitting is None:
        return NextAct(gettext("No sitting is scheduled. The secretariat fixes one at its desk."))
    found = _BY_STATE.get(sitting["state"], _running)(view)
    if found.deed and view["standing"]:
        return NextAct(found.words, found.say, found.deed, found.fields, view["standing"])
    return found


def _opening(view: View) -> NextAct:
    sitting, presence = view["sitting"], view["presence"]
    return NextAct(
        gettext("Open the sitting"),
        gettext(
            "I declare sitting %(number)s open. Seats present: %(present)s of %(held)s.",
            number=sitting["number"],
            present=presence["present"],
            held=presence["held"],
        ),
        "open",
        {"sitting_id": sitting["id"]},
        view["opening"],
    )


def _resuming(view: View) -> NextAct:
    say = gettext("The sitting is resumed.")
    return NextAct(gettext("Resume the sitting"), say, "resume", {"sitting_id": view["sitting"]["id"]})


def _over(view: View) -> NextAct:
    return NextAct(gettext("Sitting %(number)s is adjourned; its business is done.", number=view["sitting"]["number"]))


def _running(view: View) -> NextAct:
    """An open sitting: the vote first, then the speaker, then the list, then what is to be decided, then the agenda."""
    vote, floor = view["vote"], view["floor"]
    if vote and not (vote["window"] and view["closing"]):
        return _closing(view)
    if floor["speaker"]:
        return _ending(view)
    if view["item"] and floor["waiting"]:
        return _giving(view)
    if vote:  # a window that runs: the clock will close it
        return _closing(view)
    if view["motion"] and view["motion"]["stage"] == Stage.UNDER_DEBATE:
        return _putting(view)
    return _calling(view)


def _closing(view: View) -> NextAct:
    vote = view["vote"]
    say = gettext(
        "The vote is open on %(question)s. Those in favour, those against, those abstaining.", question=question(vote)
    )
    return NextAct(gettext("Close the vote"), say, "close", {"vote_id": vote["id"]}, view["closing"])


def question(vote: View) -> str:
    """What a vote decides, in the middle of a sentence."""
    if vote["amendment_number"]:
        return gettext("amendment %(number)s", number=vote["amendment_number"])
    return gettext("the text as a whole")


def _ending(view: View) -> NextAct:
    turn = view["floor"]["speaker"]
    city = turn["seat"]["city"]
    say = gettext("I thank the mayor of %(city)s.", city=city)
    return NextAct(gettext("End the turn of %(city)s", city=city), say, "end", {"turn_id": turn["id"]})


def _giving(view: View) -> NextAct:
    turn = view["floor"]["waiting"][0]
    city = turn["seat"]["city"]
    say = gettext("The mayor of %(city)s has the floor.", city=city)
    return NextAct(
        gettext("Give the floor to %(city)s", city=city), say, "give", {"turn_id": turn["id"]}, view["giving"]
    )


def _putting(view: View) -> NextAct:
    motion, order = view["motion"], view["order"]
    if not order["pending"]:
        whole = (
            gettext(
                "No amendment is left. I put motion %(number)s to the vote as it now reads.", number=motion["number"]
            )
            if view["order"]["proposed"]
            else gettext("No amendment was submitted. I put motion %(number)s to the vote.", number=motion["number"])
        )
        return NextAct(gettext("Put the whole text"), whole, "put", {"motion_id": motion["id"]}, view["putting"])
    if order["confirmed"] is None:
        return NextAct(
            gettext("Confirm the order of voting"),
            gettext("The amendments will be put in this order: %(numbers)s.", numbers=listed(order["pending"])),
            "order",
            {"motion_id": motion["id"], "as": "proposed"},
        )
    row = view["pending"][0]
    say = gettext("I put amendment %(number)s, moved by %(city)s.", number=row["number"], city=row["mover"]["city"])
    fields = {"motion_id": motion["id"], "amendment_id": row["id"]}
    return NextAct(gettext("Put amendment %(number)s", number=row["number"]), say, "put", fields, view["putting"])


def _calling(view: View) -> NextAct:
    sitting, item = view["sitting"], item_to_call(view)
    if item is None:
        say = gettext("There is no further business. The sitting is adjourned.")
        return NextAct(
            gettext("Adjourn the sitting"), say, "adjourn", {"sitting_id": sitting["id"]}, view["interrupting"]
        )
    say = gettext(
        "We come to item %(position)s of the agenda: %(title)s.", position=item["position"], title=item["title"]
    )
    return NextAct(
        gettext("Call item %(position)s", position=item["position"]),
        say,
        "call",
        {"sitting_id": sitting["id"], "item_id": item["id"]},
        view["interrupting"],
    )


def item_to_call(view: View) -> View | None:
    """The next item that is not settled: after the one before the house, else the first that was left behind."""
    here = view["item"]["position"] if view["item"] else 0
    later = [row for row in view["agenda"] if row["position"] > here and _is_open(row)]
    left = [row for row in view["agenda"] if row["position"] < here and row["motion"] and _is_open(row)]
    return next(iter([*later, *left]), None)


def _is_open(item: View) -> bool:
    """An item without a motion cannot be told from one that was dealt with, so it is proposed once, in its place."""
    return item["motion"] is None or item["stage"] in (Stage.SCHEDULED, Stage.UNDER_DEBATE)


_BY_STATE: dict[str, Callable[[View], NextAct]] = {
    SittingState.SCHEDULED: _opening,
    SittingState.SUSPENDED: _resuming,
    SittingState.ADJOURNED: _over,
}


def declaring(view: View) -> str:
    """How the result of the last vote is declared, while its motion is before the house; nothing during a vote."""
    decided = view["decided"]
    if decided is None or view["vote"] or not view["motion"] or decided["motion"] != view["motion"]["id"]:
        return ""
    tally = {name: decided["tally"][name] for name in ("yes", "no", "abstain")}
    said = {
        "adopted": gettext(
            "In favour %(yes)s, against %(no)s, abstaining %(abstain)s: %(question)s is adopted.",
            question=question(decided),
            **tally,
        ),
        "rejected": gettext(
            "In favour %(yes)s, against %(no)s, abstaining %(abstain)s: %(question)s is not adopted.",
            question=question(decided),
            **tally,
        ),
    }
    return said.get(
        decided["outcome"],
        gettext(
            "Too few seats took part: nothing is decided on %(question)s. It may be put again.",
            question=question(decided),
        ),
    )
