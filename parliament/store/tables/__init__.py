"""Tables, one file a noun: columns and named constraints, no rules."""

from parliament.store.tables.acceptances import Acceptance, AcceptanceObjection
from parliament.store.tables.accounts import Account, Invitation, Login, OfficeHeld, Repeat, Token
from parliament.store.tables.blocs import Bloc, DivisionOrder, DivisionRequest, TakingOut
from parliament.store.tables.columns import Base
from parliament.store.tables.corrections import TextCorrection
from parliament.store.tables.elections import Candidate, Election, ElectionRound
from parliament.store.tables.evidence import Evidence
from parliament.store.tables.floor import PointOfOrder, ProceduralMotion, Reconsideration, Turn
from parliament.store.tables.follow_up import (
    Addressee,
    AddresseeReply,
    Commitment,
    CommitmentReport,
    CommitmentReview,
    Dispatch,
)
from parliament.store.tables.history import PastSession, PastVote
from parliament.store.tables.minutes import Correction, Minutes
from parliament.store.tables.motions import (
    Amendment,
    AmendmentDecision,
    AmendmentOrder,
    Certification,
    Declaration,
    Motion,
    Sponsorship,
    TextVersion,
)
from parliament.store.tables.papers import Paper
from parliament.store.tables.prints import Print
from parliament.store.tables.profiles import AdoptedProfile
from parliament.store.tables.proxies import Proxy
from parliament.store.tables.record import Annex, CheckpointRow, EntryRow, Key, Log, SignedSize, Tile
from parliament.store.tables.seats import Mandate, Member, Seat
from parliament.store.tables.sessions import AgendaChange, Item, PlenarySession, Presence, Sitting
from parliament.store.tables.signatures import Endorsement, Signature, Signing, SigningInvitation
from parliament.store.tables.statements import Statement
from parliament.store.tables.topics import Classification
from parliament.store.tables.translations import FrozenTranslations, Translation
from parliament.store.tables.versions import DeclarationVersion, VersionCertification, Withdrawal
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
from parliament.store.tables.witnesses import CosignatureRow, Witness

__all__ = [
    "Acceptance",
    "AcceptanceObjection",
    "Account",
    "Addressee",
    "AddresseeReply",
    "AdoptedProfile",
    "AgendaChange",
    "Amendment",
    "AmendmentDecision",
    "AmendmentOrder",
    "Annex",
    "Ballot",
    "BallotRevision",
    "Base",
    "Bloc",
    "Candidate",
    "Certification",
    "CheckpointRow",
    "Classification",
    "Commitment",
    "CommitmentReport",
    "CommitmentReview",
    "Correction",
    "CosignatureRow",
    "Declaration",
    "DeclarationVersion",
    "Dispatch",
    "DivisionOrder",
    "DivisionRequest",
    "Election",
    "ElectionRound",
    "Endorsement",
    "EntryRow",
    "Evidence",
    "FrozenTranslations",
    "HandCount",
    "Invitation",
    "Item",
    "Key",
    "Log",
    "Login",
    "Mandate",
    "Member",
    "Minutes",
    "Motion",
    "OfficeHeld",
    "Paper",
    "PastSession",
    "PastVote",
    "PlenarySession",
    "PointOfOrder",
    "Presence",
    "Print",
    "ProceduralMotion",
    "Proxy",
    "Reconsideration",
    "Repeat",
    "RollSeat",
    "Seat",
    "Signature",
    "SignedSize",
    "Signing",
    "SigningInvitation",
    "Sitting",
    "Sponsorship",
    "Statement",
    "TakingOut",
    "TelephoneBallot",
    "TextCorrection",
    "TextVersion",
    "Tile",
    "Token",
    "Translation",
    "Turn",
    "VersionCertification",
    "Vote",
    "VoteRequest",
    "VoteStop",
    "Withdrawal",
    "Witness",
]
