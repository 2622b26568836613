"""Visitors of the demo: which account a newcomer gets, and the chair they are handed.

The contract with the pages, which may not know this room: `app.extensions["parliament.visitors"]` is a callable
`visitors(office: str) -> account_id`; its offices are those of `OFFICES`. The page begins a login for the account.
"""

import threading

import structlog
from sqlalchemy import func, select

from parliament.commands.house import House
from parliament.commands.sittings import hand_over_chair
from parliament.demo.home import People
from parliament.rules.powers import Actor, Office
from parliament.rules.refusals import Code, Refused
from parliament.rules.stages import SittingState
from parliament.store.tables import Login, Sitting

logger = structlog.get_logger("parliament.demo")

# What a button may say, and the office whose accounts it opens.
OFFICES = {
    "mayor": Office.MEMBER,
    "member": Office.MEMBER,
    "cabinet": Office.CABINET,
    "chair": Office.CHAIR,
    "secretariat": Office.SECRETARIAT,
    "observer": Office.OBSERVER,
}


class Visitors:
    """Gives each newcomer the account that was used longest ago, so that two rarely share one."""

    def __init__(self, house: House, people: People) -> None:
        self._house, self._people = house, people
        self._given: dict[str, int] = {}
        self._lock = threading.Lock()

    def __call__(self, office: str) -> str:
        """The account for a visitor of this office. Refused: malformed for an office that nobody visits."""
        with self._lock:
            account = visitor_account(self._house, self._people, office, given=self._given)
            # The page begins the login only after this returns; until then two clicks would get the same account.
            self._given[account] = len(self._given) and max(self._given.values()) + 1
        if OFFICES[office] is Office.CHAIR:
            give_the_chair(self._house, self._people, account)
        return account


def visitor_account(house: House, people: People, office: str, *, given: dict[str, int] | None = None) -> str:
    """Of the accounts kept for visitors of this office, one never used, or else the one used longest ago.

    `given` are the accounts handed out since the server started, in order. Refused: malformed.
    """
    kept = people.visitors.get(str(OFFICES.get(office, "")), ())
    if not kept:
        raise Refused(Code.MALFORMED, field="office")
    with house.reading() as db:
        logins = select(Login.account_id, func.max(Login.seen_at)).where(Login.account_id.in_(kept))
        seen = dict(db.execute(logins.group_by(Login.account_id)).all())
    order = given or {}

    def last_use(account: str) -> tuple[int, str]:
        return order.get(account, -1), seen[account].isoformat() if account in seen else ""

    return min(kept, key=last_use)


def give_the_chair(house: House, people: People, account: str) -> bool:
    """Let the simulated chair who presides hand the chair to a visitor; whoever else presides keeps it."""
    with house.reading() as db:
        meeting = (SittingState.OPEN, SittingState.SUSPENDED)
        sitting = db.execute(select(Sitting.id, Sitting.chair_id).where(Sitting.state.in_(meeting))).first()
    if sitting is None or not people.simulates(sitting.chair_id):
        return False
    presiding = Actor(account=sitting.chair_id, offices=frozenset({Office.CHAIR}))
    try:
        house.perform(hand_over_chair, by=presiding, sitting_id=sitting.id, account_id=account)
    except Refused as refusal:
        # The sitting ended or changed hands at this very moment: the visitor is chair of the house all the same.
        logger.info("the chair was not handed over", code=refusal.code)
        return False
    return True
