"""The one question that comes before every page of the desk."""

from flask import Blueprint

from parliament.identity.door import current_actor
from parliament.rules.powers import Actor, Office
from parliament.rules.refusals import Code, Refused


def ask_first(pages: Blueprint) -> None:
    """Ask before any view of these pages runs: a refusal shown beside a form must not show the form to a stranger."""

    @pages.before_request
    def only_at_desk() -> None:
        at_desk()


def at_desk() -> Actor:
    """Who is at the desk. Refused: not_signed_in, not_allowed."""
    actor = current_actor()
    if not actor.account:
        raise Refused(Code.NOT_SIGNED_IN)
    if Office.SECRETARIAT not in actor.offices:
        raise Refused(Code.NOT_ALLOWED)
    return actor
