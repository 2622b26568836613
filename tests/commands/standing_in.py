"""What the tests of substitutes and proxies share: certifying, giving, and who is entitled at this instant."""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import event

from parliament.commands.accounts import invite
from parliament.commands.profiles import adopt_profile, shipped_text
from parliament.commands.proxies import give_proxy
from parliament.commands.substitutes import certify_substitute
from parliament.identity.actors import actor_of
from parliament.rules.powers import Actor
from parliament.store.queries.entitled import entitled, present_by_proxy
from parliament.store.queries.sessions import profile_of
from parliament.store.tables import PlenarySession
from tests.builders import Chamber

HOUR = timedelta(hours=1)


def substitution(chamber: Chamber, seat: int = 0, start: int | None = None, end: int = 6, **changes: Any) -> dict:
    """What the secretariat says when it certifies somebody for the seat of this mayor."""
    said = {"session_id": chamber.plenary, "seat_id": chamber.seats[seat], "name": "Esi Deputy"}
    times = {"from_at": chamber.at + start * HOUR if start is not None else None, "until_at": chamber.at + end * HOUR}
    return said | times | {"reason": "Deputy mayor, elected to the council"} | changes


def certify(chamber: Chamber, seat: int = 0, **options: Any) -> Actor:
    """A certified substitute with an account of their own, as the door sees it."""
    made = chamber.by(chamber.desk, certify_substitute, **substitution(chamber, seat, **options))
    said = {"login": f"deputy{seat}@x.example", "name": "Esi Deputy", "token_hash": f"deputy{seat}"}
    said |= {"office": "member", "seat_id": chamber.seats[seat], "mandate_id": made["mandate"]}
    return seen(chamber, chamber.by(chamber.desk, invite, **said)["account"])


def seen(chamber: Chamber, account: str) -> Actor:
    """Who an account is when it asks now."""
    with chamber.house.reading() as db:
        return actor_of(db, account, now=chamber.at)


def proxy(chamber: Chamber, holder: int = 1, start: int | None = None, end: int = 6, **changes: Any) -> dict:
    """What a mayor says who gives the seat's voice to another."""
    times = {"from_at": chamber.at + start * HOUR if start is not None else None, "until_at": chamber.at + end * HOUR}
    return {"session_id": chamber.plenary, "holder_seat": chamber.seats[holder]} | times | changes


def give(chamber: Chamber, giver: int = 0, holder: int = 1, **options: Any) -> str:
    return chamber.by(chamber.mayors[giver], give_proxy, **proxy(chamber, holder, **options))["proxy"]


@dataclass(frozen=True)
class Voice:
    """Who speaks for a seat: the mandate with its kind, and the seat that holds its proxy."""

    mandate: str
    kind: str
    proxy: str | None


def voices(chamber: Chamber) -> dict[str, Voice]:
    """Who is entitled at this instant, by seat."""
    with chamber.house.reading() as db:
        plenary = db.get_one(PlenarySession, chamber.plenary)
        rows = entitled(db, plenary, chamber.sitting, profile_of(db, plenary), chamber.at)
        return {row.seat.id: Voice(row.mandate.id, row.mandate.kind, row.proxy) for row in rows}


def counted_by_proxy(chamber: Chamber) -> set[str]:
    with chamber.house.reading() as db:
        return present_by_proxy(db, db.get_one(PlenarySession, chamber.plenary), chamber.sitting, chamber.at)


def convene_under(chamber: Chamber, **changes: Any) -> None:
    """A session under the rules of the demonstration, with other rules for proxies."""
    chamber.trials = getattr(chamber, "trials", 0) + 1
    text = shipped_text("demonstration").replace('name = "demonstration"', f'name = "trial_{chamber.trials}"')
    for key, value in changes.items():
        text, changed = re.subn(
            rf"^{key} = {{ value = \w+", f"{key} = {{ value = {str(value).lower()}", text, flags=re.MULTILINE
        )
        assert changed == 1
    chamber.by(chamber.desk, adopt_profile, text=text)
    chamber.convene(f"trial_{chamber.trials}")


def questions_asked(chamber: Chamber) -> int:
    """How many questions the database was asked to say who is entitled."""
    asked: list[str] = []
    with chamber.house.reading() as db:
        plenary = db.get_one(PlenarySession, chamber.plenary)
        profile = profile_of(db, plenary)
        hear = lambda *said: asked.append(said[2])  # noqa: E731
        event.listen(chamber.house.database.engine, "before_cursor_execute", hear)
        entitled(db, plenary, chamber.sitting, profile, chamber.at)
        event.remove(chamber.house.database.engine, "before_cursor_execute", hear)
    return len(asked)
