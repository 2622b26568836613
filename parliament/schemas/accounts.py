"""Shapes of accounts, offices, invitations, and of who is asking."""

from marshmallow import fields

from parliament.rules.powers import Office
from parliament.schemas.shapes import In, Out, answer, identifier, listed, one_of, word_of

INVITED = tuple(office for office in Office if office is not Office.CLOCK)
GRANTED = (Office.CHAIR, Office.SECRETARIAT, Office.CABINET, Office.TRANSLATOR)


class Credentials(In):
    """Name and password."""

    login = fields.String(required=True)
    password = fields.String(required=True)


class Me(Out):
    """Who is asking: the account, its offices, the seat it acts for."""

    account = identifier()
    name = fields.String()
    offices = fields.List(word_of(Office))
    seat = identifier(allow_none=True)
    csrf_token = fields.String(
        allow_none=True,
        metadata={"description": "For browsers: send it as X-CSRFToken with whatever changes something."},
    )


class Grant(Out):
    """An office an account holds."""

    id = identifier()
    office = word_of(Office)
    seat = identifier(allow_none=True)


class Account(Out):
    """A login of one person."""

    id = identifier()
    login = fields.String()
    name = fields.String()
    state = fields.String()
    has_password = fields.Boolean()
    seat = identifier(allow_none=True)
    offices = listed(Grant)


class AccountList(Out):
    """Every account, by login."""

    accounts = listed(Account)


class Inviting(In):
    """Whom to invite: a mayor or a cabinet names its seat, a substitute the mandate of the certificate."""

    login = fields.String(required=True)
    name = fields.String(required=True)
    office = one_of(*INVITED, required=True)
    seat_id = identifier(data_key="seat", load_default=None, allow_none=True)
    mandate_id = identifier(data_key="mandate", load_default=None, allow_none=True)


class Granting(In):
    """The office, and the seat if it is a cabinet's."""

    office = one_of(*GRANTED, required=True)
    seat_id = identifier(data_key="seat", load_default=None, allow_none=True)


Invited = answer("Invited", account=identifier(), link=fields.String(metadata={"description": "Shown this once."}))


class InvitedSeat(Out):
    """The holder of a seat, with the link to hand on."""

    seat = identifier()
    account = identifier()
    login = fields.String()
    link = fields.String(metadata={"description": "Shown this once."})


EverybodyInvited = answer("EverybodyInvited", invited=listed(InvitedSeat))
GrantDone = answer("GrantDone", grant=identifier())
