"""Tables, one file a noun: columns and named constraints, no rules."""

from parliament.store.tables.accounts import Account, Invitation, Login, OfficeHeld, Repeat, Token
from parliament.store.tables.columns import Base
from parliament.store.tables.motions import (
    Amendment,
    AmendmentOrder,
    Certification,
    Declaration,
    Motion,
    Sponsorship,
    TextVersion,
)
from parliament.store.tables.proxies import Proxy
from parliament.store.tables.record import Annex, EntryRow, Key, Log
from parliament.store.tables.seats import Mandate, Member, Seat
from parliament.store.tables.sessions import Item, PlenarySession, Presence, Sitting, Turn
from parliament.store.tables.votes import (
    Ballot,
    BallotRevision,
    HandCount,
    RollSeat,
    TelephoneBallot,
    Vote,
    VoteRequest,
    VoteStop,
)

__all__ = [
    "Account",
    "Amendment",
    "AmendmentOrder",
    "Annex",
    "Ballot",
    "BallotRevision",
    "Base",
    "Certification",
    "Declaration",
    "EntryRow",
    "HandCount",
    "Invitation",
    "Item",
    "Key",
    "Log",
    "Login",
    "Mandate",
    "Member",
    "Motion",
    "OfficeHeld",
    "PlenarySession",
    "Presence",
    "Proxy",
    "Repeat",
    "RollSeat",
    "Seat",
    "Sitting",
    "Sponsorship",
    "TelephoneBallot",
    "TextVersion",
    "Token",
    "Turn",
    "Vote",
    "VoteRequest",
    "VoteStop",
]
