"""The cockpit of whoever presides: what is before the house, what may be done next, and what stands in the way."""

from datetime import datetime

from sqlalchemy.orm import Session as Db

from parliament.rules.decision import BY_OBJECTION
from parliament.rules.floor import UNSETTLED, check_giving, obstacles_on_floor
from parliament.rules.powers import Actor, Office
from parliament.rules.refusals import Code, Obstacle
from parliament.rules.sittings import check_interruption, obstacles_to_opening_sitting
from parliament.rules.stages import Manner, PointState, SittingState, TurnState
from parliament.rules.votes import check_closing, check_counts
from parliament.store.queries import sessions as questions
from parliament.store.queries.docket import docket_of
from parliament.store.queries.votes import hand_counts, tied_vote
from parliament.store.tables import AmendmentOrder, Motion
from parliament.store.views.certifications import certifications
from parliament.store.views.in_the_way import in_the_way
from parliament.store.views.live import live_view, open_vote_row
from parliament.store.views.motions import order_view
from parliament.store.views.officers import hands_view, telephone_view
from parliament.store.views.seats import holders_of_chair, list_seats
from parliament.store.views.sessions import session_named, session_view

MEETING = (SittingState.OPEN, SittingState.SUSPENDED)


def chair_view(db: Db, word: str, reader: Actor, now: datetime) -> dict:
    """Everything on one screen. Obstacles are lists of `Obstacle`: nobody's fault, only what has to come first.

    `standing` is what keeps this reader from presiding at all; it says nothing about the state of the house.
    """
    view = live_view(db, word)
    plenary = session_view(db, view["session"]["id"])
    view |= {
        "agenda": plenary["agenda"],
        "sittings": plenary["sittings"],
        "standing": standing(view["sitting"], reader),
        "order": _order(db, view["motion"]),
        "chairs": [row for row in holders_of_chair(db) if row["id"] != reader.account],
        "certifications": certifications(db, reader, plenary["id"]),
    }
    view["tied"] = _tied(db, view["sitting"])
    view["windows"] = [row | {"closing": _closing(db, row, now)} for row in view["windows"]]
    return view | {
        "hands": hands_view(db, view["vote"]["id"], reader) if view["vote"] else None,
        "telephone": telephone_view(db, view["vote"]["id"], reader) if view["vote"] else None,
        "usual_manner": questions.profile_of(db, session_named(db, plenary["id"])).votes.manner,
        "opening": _opening(view, now),
        "suspending": _interrupting(view) + _first(view, to_decide=False),
        "interrupting": _interrupting(view) + _first(view, to_decide=view["presence"]["is_quorate"]),
        "giving": _giving(view) + _first(view),
        "giving_first": _giving(view) + _first(view, procedural=False),
        "closing": _closing(db, view["vote"], now) if view["vote"] else [],
    }


def standing(sitting: dict | None, reader: Actor) -> list[Obstacle]:
    """What keeps this reader from presiding: no office, or somebody else in the chair."""
    if Office.CHAIR not in reader.offices:
        return [Obstacle(Code.NOT_ALLOWED)]
    if sitting and sitting["state"] in MEETING and sitting["chair"] != reader.account:
        return [Obstacle(Code.NOT_PRESIDING)]
    return []


def _opening(view: dict, now: datetime) -> list[Obstacle]:
    """As `open_sitting` will judge it; empty without a sitting, because there is nothing to open."""
    if view["sitting"] is None:
        return []
    return obstacles_to_opening_sitting(
        state=view["sitting"]["state"],
        stage=view["session"]["stage"],
        now=now,
        opens_at=view["session"]["opens_at"],
        other_open=any(row["state"] in MEETING for row in view["sittings"] if row["id"] != view["sitting"]["id"]),
        present=view["presence"]["present"],
        needed=view["presence"]["to_open"],
    )


def _speaks(view: dict) -> bool:
    """Whether somebody has the floor; a speech that a point of order has stopped keeps nothing from being decided."""
    speaker = view["floor"]["speaker"]
    return speaker is not None and speaker["state"] == TurnState.SPEAKING


def _first(view: dict, *, procedural: bool = True, to_decide: bool = True) -> list[Obstacle]:
    """What comes before any other act; with `to_decide` off, only what the chair can settle alone."""
    point, moved = view["floor"]["point"], view["floor"]["procedural"]
    state = point["state"] if point and point["state"] in UNSETTLED else None
    kind = moved[0]["kind"] if moved and procedural else None
    found = obstacles_on_floor(point=state, procedural=kind)
    return found if to_decide or state == PointState.RAISED else []


def _interrupting(view: dict) -> list[Obstacle]:
    """What keeps the sitting from being suspended, adjourned, or given another item."""
    if view["sitting"] is None:
        return [Obstacle(Code.SITTING_NOT_OPEN)]
    vote = view["vote"]
    return in_the_way(
        check_interruption,
        state=view["sitting"]["state"],
        live_vote_open=bool(vote and not vote["window"]),
        someone_speaks=_speaks(view),
        tie_pending=view["tied"] is not None,
    )


def _giving(view: dict) -> list[Obstacle]:
    """What keeps anybody who waits from being given the floor."""
    if view["sitting"] is None or view["sitting"]["state"] != SittingState.OPEN:
        return [Obstacle(Code.SITTING_NOT_OPEN)]
    vote = view["vote"]
    return in_the_way(
        check_giving,
        state=TurnState.WAITING,
        is_current_item=True,  # the list shown is that of the item before the house
        someone_speaks=_speaks(view),
        vote_open=bool(vote and not vote["window"]),
    )


def _closing(db: Db, vote: dict, now: datetime) -> list[Obstacle]:
    """As `close_vote` will judge it."""
    found = in_the_way(
        check_closing,
        state=vote["state"],
        at=now,
        closes_at=vote["closes_at"],
        fixed=vote["window"] or vote["manner"] in BY_OBJECTION,
        by_clock=False,
        complete=vote["voted"] >= (vote["objections"] if vote["manner"] in BY_OBJECTION else vote["roll"]),
    )
    if vote["manner"] == Manner.SHOW_OF_HANDS:
        counts = [(each.yes, each.no, each.abstain) for each in hand_counts(db, vote["id"])]
        found += in_the_way(check_counts, counts=counts)
    return found


def _tied(db: Db, sitting: dict | None) -> dict | None:
    """The vote whose equal votes wait for the chair's casting vote."""
    vote = tied_vote(db, sitting["id"]) if sitting else None
    return open_vote_row(db, vote) if vote else None


def _order(db: Db, motion: dict | None) -> dict | None:
    if motion is None:
        return None
    row = db.get_one(Motion, motion["id"])
    return order_view(docket_of(db, row), db.get(AmendmentOrder, row.id))


def roll_call_view(db: Db, sitting_id: str) -> list[tuple[str, list[dict]]]:
    """Held seats by country, with who is present: for calling the roll."""
    present = questions.present_seats(db, sitting_id)
    countries: dict[str, list[dict]] = {}
    for row in list_seats(db):
        if row["holder"] is not None:
            countries.setdefault(row["country_name"], []).append(row | {"is_present": row["id"] in present})
    return sorted(countries.items(), key=lambda pair: pair[0].casefold())
