"""Shapes of rulings, substitutes, proxies and the credentials of a sitting: who speaks for a seat, and whether."""

from marshmallow import fields

from parliament.rules.refusals import N_
from parliament.rules.seats import Ruling
from parliament.rules.stages import SeatState
from parliament.schemas.seats import SeatName
from parliament.schemas.sessions import PlenarySession, Sitting
from parliament.schemas.shapes import (
    At,
    In,
    Moment,
    Out,
    answer,
    digest,
    identifier,
    listed,
    nested,
    word_of,
)

BASIS = N_("On what basis the person stands in, such as the political mandate they hold; it stands in the record.")
SINCE = N_("Without it, from this instant.")


class RulingOnSeat(In):
    """Disputed, suspended, or clear; and why."""

    state = word_of(Ruling, required=True)
    reason = fields.String(required=True)


class Certifying(In):
    """Who stands in for a seat: an account's person, or somebody new by name; until when, and on what basis."""

    seat_id = identifier(data_key="seat", required=True)
    name = fields.String(load_default="")
    account_id = identifier(data_key="account", load_default=None, allow_none=True)
    from_at = Moment(load_default=None, allow_none=True, metadata={"description": SINCE})
    until_at = Moment(required=True)
    reason = fields.String(required=True, metadata={"description": BASIS})


class Giving(In):
    """Who receives the seat's voice, from when until when, and for which item if not for all."""

    holder_seat = identifier(data_key="holder", required=True)
    from_at = Moment(load_default=None, allow_none=True, metadata={"description": SINCE})
    until_at = Moment(required=True)
    item_id = identifier(data_key="item", load_default=None, allow_none=True)


class Proxy(Out):
    """The voice of one seat in the hands of another."""

    id = identifier()
    plenary = identifier(data_key="session", attribute="session")
    giver = nested(SeatName)
    holder = nested(SeatName)
    item = identifier(allow_none=True)
    given_at = At()
    from_at = At()
    until_at = At()


class ProxyList(Out):
    """The proxies of a session that were not taken back, whenever they are for."""

    proxies = listed(Proxy)


class Tenure(Out):
    """A mandate as the report names it; `reason` is the basis of a substitute's."""

    id = identifier()
    name = fields.String()
    kind = fields.String()
    from_at = At()
    until_at = At(allow_none=True)
    reason = fields.String()


class CredentialsOfSeat(SeatName):
    """One seat: its mandate, who stands in, who speaks for it (`voice`, a mandate), who holds its proxy."""

    seat = identifier()
    state = word_of(SeatState)
    reason = fields.String()
    mandate = nested(Tenure, allow_none=True)
    substitute = nested(Tenure, allow_none=True)
    present = fields.Boolean()
    voice = identifier(allow_none=True)
    proxy = nested(SeatName, allow_none=True)


class ReportedProxy(Out):
    """A proxy as the report names it, and whether it was in force at that instant."""

    id = identifier()
    giver = nested(SeatName)
    holder = nested(SeatName)
    item = identifier(allow_none=True)
    from_at = At()
    until_at = At()
    in_force = fields.Boolean()


class CredentialsReport(Out):
    """Who is accredited for a sitting, who takes no part and why; the annex that froze it, once the sitting opened."""

    plenary = nested(PlenarySession, data_key="session", attribute="session")
    sitting = nested(Sitting)
    at = At()
    credentials_hash = digest(allow_none=True)
    accredited = listed(CredentialsOfSeat)
    apart = listed(CredentialsOfSeat)
    vacant = listed(CredentialsOfSeat)
    proxies = listed(ReportedProxy)


SeatRuled = answer("SeatRuled", seat=identifier(), state=word_of(SeatState))
SubstituteCertified = answer("SubstituteCertified", mandate=identifier(), member=identifier())
SubstitutionEnded = answer("SubstitutionEnded", mandate=identifier())
ProxyDone = answer("ProxyDone", proxy=identifier())
