"""Shapes of the house's keys."""

from marshmallow import fields, validate

from parliament.schemas.shapes import At, In, Out, answer, identifier, listed, nested


class HouseKey(Out):
    """A key of this house, as C2SP signed-note writes it."""

    vkey = fields.String()
    made_at = At()
    in_use = fields.Boolean()


class WaitingKey(Out):
    """A key that one person proposed, and a second one has to agree to."""

    vkey = fields.String()
    proposed_by = identifier()
    name = fields.String()


class KeyList(Out):
    """Every key that ever signed for this house, the one in use first; what the former ones signed still holds."""

    where = fields.String(
        metadata={"enum": ["inside", "apart"]},
        validate=validate.OneOf(("inside", "apart")),
    )
    keys = listed(HouseKey)
    waiting = nested(WaitingKey, allow_none=True)


class ConfirmingKey(In):
    """The key that was looked at."""

    vkey = fields.String(required=True, validate=validate.Length(max=300))


KeyProposed = answer("KeyProposed", vkey=fields.String())
KeyConfirmed = answer("KeyConfirmed", vkey=fields.String(), old_vkey=fields.String())
