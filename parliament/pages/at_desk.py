"""The one question every page of the desk asks first."""

from parliament.identity.door import current_actor
from parliament.rules.powers import Actor, Office
from parliament.rules.refusals import Code, Refused


def at_desk() -> Actor:
    """Who is at the desk. Refused: not_signed_in, not_allowed."""
    actor = current_actor()
    if not actor.account:
        raise Refused(Code.NOT_SIGNED_IN)
    if Office.SECRETARIAT not in actor.offices:
        raise Refused(Code.NOT_ALLOWED)
    return actor
