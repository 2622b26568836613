"""Accounts, offices and invitations, for the secretariat."""

from typing import Any

from parliament.api.room import Room, base_url, check_holds
from parliament.commands import accounts, invitations
from parliament.commands.house import Answer
from parliament.identity.acting import act, reading
from parliament.identity.door import token_for
from parliament.rules.powers import Power
from parliament.schemas import accounts as shapes
from parliament.store.tokens import token_hash
from parliament.store.views.seats import list_accounts, list_seats

room = Room("accounts", "Who may sign in, and which offices they hold.")


@room.reads("/accounts", shapes.AccountList, guard=check_holds(Power.INVITE))
def show_accounts() -> dict:
    """Every account with its offices."""
    with reading() as db:
        return {"accounts": list_accounts(db)}


def invite(*, once: str | None, **arguments: Any) -> Answer:
    """Make the link's secret here and hand only its hash on; the link is shown this once."""
    token = token_for(once)
    done = act(accounts.invite, once=once, token_hash=token_hash(token), **arguments)
    return {"account": done["account"], "link": f"{base_url()}/invitations/{token}"}


def invite_everybody(*, once: str | None) -> Answer:
    """As `invite`, for every seat that needs it; the same key gives the same links."""
    with reading() as db:
        seats = [row["id"] for row in list_seats(db)]
    tokens = {seat: token_for(once, seat) for seat in seats}
    hashes = {seat: token_hash(token) for seat, token in tokens.items()}
    done = act(invitations.invite_all, once=once, token_hashes=hashes)
    rows = [row | {"link": f"{base_url()}/invitations/{tokens[row['seat']]}"} for row in done["invited"]]
    return {"invited": rows}


room.acts("/invitations", accounts.invite, takes=shapes.Inviting, answers=shapes.Invited, status=201, perform=invite)
room.acts(
    "/invitations/all",
    invitations.invite_all,
    answers=shapes.EverybodyInvited,
    status=201,
    perform=invite_everybody,
)
room.acts(
    "/accounts/<word:account_id>/offices",
    accounts.grant_office,
    takes=shapes.Granting,
    answers=shapes.GrantDone,
    status=201,
)
room.acts("/offices/<word:grant_id>/end", accounts.end_office, answers=shapes.GrantDone)
