"""Shapes of witnesses and their cosignatures."""

from marshmallow import fields, validate

from parliament.schemas.shapes import At, In, Out, answer, count, identifier, listed

# Room for every witness on a note; as many letters as `record.checkpoint.MAX_NOTE`.
LONGEST_NOTE = 200_000


class LastSaid(Out):
    """The largest checkpoint of one log that a witness has cosigned; `grown_to` is how many entries there are now."""

    log = fields.String(metadata={"description": "`institution`, or the slug of a session."})
    title = fields.String(allow_none=True)
    origin = fields.String()
    size = count()
    grown_to = count()
    cosigned_at = At()


class Witness(Out):
    """Somebody who watches the logs, and the key to check this with (C2SP tlog-cosignature, type 4)."""

    id = identifier()
    name = fields.String()
    vkey = fields.String()
    added_at = At()
    removed_at = At(allow_none=True)
    reason = fields.String()
    cosigned = listed(LastSaid)


class WitnessList(Out):
    """Everybody who ever watched, in the order of listing."""

    witnesses = listed(Witness)


class AddingWitness(In):
    """Who watches, and the one line of its key."""

    name = fields.String(required=True)
    vkey = fields.String(required=True, validate=validate.Length(max=300))


class RemovingWitness(In):
    """Why it goes."""

    reason = fields.String(required=True)


class CosignedCheckpoint(In):
    """A checkpoint of a log of this house with the lines of its witnesses."""

    checkpoint = fields.String(
        required=True,
        validate=validate.Length(max=LONGEST_NOTE),
        metadata={"description": "A signed note (C2SP tlog-checkpoint) with cosignatures (C2SP tlog-cosignature v1)."},
    )


class Cosigned(Out):
    """Whose line was taken in."""

    witness = identifier()
    name = fields.String()
    cosigned_at = At()


class CosignaturesKept(Out):
    """The log, its size in the checkpoint, and whose lines were taken in."""

    log = identifier()
    size = count()
    cosigned = listed(Cosigned)


WitnessDone = answer("WitnessDone", witness=identifier())
