"""What the chair does next, and the words for it: the ordinary course of a sitting, one act at a time.

It proposes, nothing more: everything else stays within reach on the page, and the commands decide.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from flask_babel import gettext

from parliament.pages.questions import in_sentence
from parliament.pages.shell import listed
from parliament.rules.decision import BY_OBJECTION
from parliament.rules.refusals import Obstacle
from parliament.rules.stages import Manner, Outcome, PointState, Question, SittingState, Stage, Urgency
from parliament.schemas.words import word

View = dict


@dataclass(frozen=True)
class NextAct:
    """One button: the deed behind it, what is said aloud, what has to come first. Without a deed, only words.

    `others` are buttons beside it for the same deed, by their words, where the choice is the chair's own.
    """

    words: str
    say: str = ""
    deed: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    obstacles: list[Obstacle] = field(default_factory=list)
    others: dict[str, dict[str, str]] = field(default_factory=dict)


def next_act(view: View) -> NextAct:
    """The act that a person who has never chaired should do now."""
    sitting = view["sitting"]
    if sitting is None:
        return NextAct(gettext("No sitting is scheduled. The secretariat fixes one at its desk."))
    found = _BY_STATE.get(sitting["state"], _running)(view)
    if found.deed and view["standing"]:
        return replace(found, obstacles=view["standing"])
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
    if view["tied"] and (vote is None or vote["window"]):
        return _deciding(view["tied"])
    if vote and not (vote["window"] and view["closing"]):
        return _closing(view)
    first = _first(view)
    if first:
        return first
    if floor["speaker"]:
        return _ending(view)
    if view["item"] and floor["waiting"]:
        return _giving(view, floor["waiting"][0])
    if vote:  # a window that runs: the clock will close it
        return _closing(view)
    if view["motion"] and view["motion"]["stage"] == Stage.UNDER_DEBATE:
        return _putting(view)
    return _calling(view)


def _deciding(vote: View) -> NextAct:
    """Equal votes that the rules leave to the chair: two buttons, and neither of them is proposed before the other."""
    say = gettext("It falls to the chair to decide on %(question)s.", question=in_sentence(vote))
    fields = {"vote_id": vote["id"]}
    against = {gettext("Casting vote: against"): fields | {"choice": "no"}}
    return NextAct(gettext("Casting vote: in favour"), say, "casting", fields | {"choice": "yes"}, others=against)


def _closing(view: View) -> NextAct:
    vote, asked = view["vote"], in_sentence(view["vote"])
    if vote["manner"] == Manner.SHOW_OF_HANDS:
        say = gettext(
            "We vote on %(question)s by show of hands. Those in favour; those against; those abstaining.",
            question=asked,
        )
        if view["hands"] and view["hands"]["mine"] is None:
            return NextAct(gettext("Count the hands, and write your count down below."), say)
    elif vote["manner"] in BY_OBJECTION:
        say = gettext("Is there any objection to %(question)s? If there is none, it is adopted.", question=asked)
    elif vote["question"] == Question.ELECTION:
        say = gettext("The round is open in %(question)s. Mark your papers.", question=asked)
    else:
        say = gettext(
            "The vote is open on %(question)s. Those in favour, those against, those abstaining.", question=asked
        )
    return NextAct(gettext("Close the vote"), say, "close", {"vote_id": vote["id"]}, view["closing"])


def _first(view: View) -> NextAct | None:
    """A point of order, then an appeal; between two speeches the procedural motion, once who is heard on it has spoken."""
    floor = view["floor"]
    point, moved = floor["point"], next(iter(floor["procedural"]), None)
    if point and point["state"] == PointState.RAISED:
        return NextAct(gettext("Rule on the point of order of %(city)s, below.", city=point["seat"]["city"]))
    if point and point["state"] == PointState.APPEALED:
        say = gettext("The ruling is appealed. I put the appeal; without a majority for it the ruling stands.")
        fields = {"point_id": point["id"]}
        return NextAct(gettext("Put the appeal"), say, "floor/put-appeal", fields, view["first_obstacles"])
    if moved is None or floor["speaker"]:
        return None
    heard = [turn for turn in floor["waiting"] if turn["procedural"] == moved["id"]]
    if heard:
        return _giving(view, heard[0])
    kind = word(moved["kind"])
    say = gettext("I put the procedural motion of %(city)s: %(kind)s.", city=moved["seat"]["city"], kind=kind)
    fields = {"procedural_id": moved["id"]}
    words = gettext("Put the procedural motion: %(kind)s", kind=kind)
    return NextAct(words, say, "floor/put-procedural", fields, view["first_obstacles"])


def _ending(view: View) -> NextAct:
    turn = view["floor"]["speaker"]
    if turn["seat"] is None:
        say = gettext("I thank %(name)s.", name=turn["name"])
        return NextAct(gettext("End the turn of %(city)s", city=turn["name"]), say, "end", {"turn_id": turn["id"]})
    city = turn["seat"]["city"]
    say = gettext("I thank the mayor of %(city)s.", city=city)
    return NextAct(gettext("End the turn of %(city)s", city=city), say, "end", {"turn_id": turn["id"]})


def _giving(view: View, turn: View) -> NextAct:
    if turn["seat"] is None:
        name, say = turn["name"], gettext("%(name)s has the floor.", name=turn["name"])
    else:
        name = turn["seat"]["city"]
        say = gettext("The mayor of %(city)s has the floor.", city=name)
    obstacles = view["giving_first"] if turn["procedural"] else view["giving"]
    return NextAct(gettext("Give the floor to %(city)s", city=name), say, "give", {"turn_id": turn["id"]}, obstacles)


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
    bloc = next((each for each in view["blocs"] if not each["obstacles"]), None)
    if bloc is not None:
        said = {"numbers": listed(bloc["numbers"])}
        say = gettext("I put amendments %(numbers)s at once. Is there any objection?", **said)
        words = gettext("Put amendments %(numbers)s at once", **said)
        return NextAct(words, say, "put-bloc", {"bloc_id": bloc["id"]})
    row = view["pending"][0]
    if row["part"]:
        return _putting_part(view, row)
    say = gettext("I put amendment %(number)s, moved by %(city)s.", number=row["number"], city=row["mover"]["city"])
    fields = {"motion_id": motion["id"], "amendment_id": row["id"]}
    return NextAct(gettext("Put amendment %(number)s", number=row["number"]), say, "put", fields, view["putting"])


def _putting_part(view: View, row: View) -> NextAct:
    """The next part of an amendment that was divided."""
    said = {"part": row["part"], "parts": row["parts"], "number": row["number"]}
    say = gettext("We come to part %(part)s of %(parts)s of amendment %(number)s.", **said)
    fields = {"motion_id": view["motion"]["id"], "amendment_id": row["id"]}
    words = gettext("Put part %(part)s of %(parts)s of amendment %(number)s", **said)
    return NextAct(words, say, "put", fields, view["putting"])


def _calling(view: View) -> NextAct:
    sitting, item = view["sitting"], item_to_call(view)
    if view["session"]["urgency"] == Urgency.PENDING:
        say = gettext("This session is urgent. I put the urgency to the vote, before anything else.")
        return NextAct(gettext("Put the urgency to the vote"), say, "urgency", {"sitting_id": sitting["id"]})
    if item is None or view["session"]["urgency"] == Urgency.REJECTED:
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
    """How the result of the last vote is declared, while what it was on is before the house; nothing during a vote."""
    decided, sitting, item = view["decided"], view["sitting"], view["item"]
    if decided is None or view["vote"] or not sitting or decided["sitting"] != sitting["id"]:
        return ""
    if decided["item"] != (item["id"] if item else None):
        return ""
    asked, outcome = in_sentence(decided), decided["outcome"]
    if decided["casting"]:
        if outcome == Outcome.ADOPTED:
            return gettext(
                "The votes were equal. By the casting vote of the chair, %(question)s is adopted.", question=asked
            )
        return gettext(
            "The votes were equal. By the casting vote of the chair, %(question)s is not adopted.", question=asked
        )
    if decided["manner"] in BY_OBJECTION and outcome == Outcome.ADOPTED:
        return gettext("There is no sufficient objection: %(question)s is adopted.", question=asked)
    if outcome in (Outcome.ADOPTED, Outcome.REJECTED):
        return _counted(decided, asked)
    return _undecided(asked, outcome)


def _counted(decided: View, asked: str) -> str:
    tally = {name: decided["tally"][name] for name in ("yes", "no", "abstain")}
    if decided["outcome"] == Outcome.ADOPTED:
        return gettext(
            "In favour %(yes)s, against %(no)s, abstaining %(abstain)s: %(question)s is adopted.",
            question=asked,
            **tally,
        )
    return gettext(
        "In favour %(yes)s, against %(no)s, abstaining %(abstain)s: %(question)s is not adopted.",
        question=asked,
        **tally,
    )


def _undecided(asked: str, outcome: str) -> str:
    """A vote that left the question open, and why; elections are declared by name, on a page of their own."""
    said = {
        Outcome.TIED: gettext("The votes on %(question)s are equal.", question=asked),
        Outcome.OBJECTED: gettext("There is objection: %(question)s is not adopted without a vote.", question=asked),
        Outcome.INQUORATE: gettext(
            "Too few seats took part: nothing is decided on %(question)s. It may be put again.", question=asked
        ),
        Outcome.ELECTED: gettext("The papers are counted: %(question)s has a result.", question=asked),
        Outcome.UNDECIDED: gettext("The papers are counted: nobody is elected yet in %(question)s.", question=asked),
    }
    return said[Outcome(outcome)]
