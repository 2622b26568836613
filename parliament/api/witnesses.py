"""Witnesses: who watches the logs, and what they cosigned."""

from parliament.api.room import Room
from parliament.commands import witnesses
from parliament.identity.acting import reading, the_house
from parliament.rules.powers import THE_CLOCK
from parliament.schemas import witnesses as shapes
from parliament.store.views.witnesses import list_witnesses

room = Room("witnesses", "Who watches the logs of this house, so that nobody can be shown another record.")

LARGEST_BODY = 2 * shapes.LONGEST_NOTE


@room.reads("/witnesses", shapes.WitnessList)
def show_witnesses() -> dict:
    """Who watches the logs, and what each cosigned last. Those who were removed are listed too."""
    with reading() as db:
        return {"witnesses": list_witnesses(db)}


room.acts("/witnesses", witnesses.add_witness, takes=shapes.AddingWitness, answers=shapes.WitnessDone, status=201)
room.acts(
    "/witnesses/<word:witness_id>/remove",
    witnesses.remove_witness,
    takes=shapes.RemovingWitness,
    answers=shapes.WitnessDone,
)


@room.asks(
    "/witnesses/cosignatures", shapes.CosignedCheckpoint, shapes.CosignaturesKept, status=201, limit=LARGEST_BODY
)
def add_cosignatures(checkpoint: str) -> dict:
    """Bring a checkpoint that a listed witness cosigned; no sign-in, because the signatures say whose it is.

    Refused: not_a_checkpoint, not_our_tree, not_cosigned.
    """
    return the_house().perform(witnesses.keep_cosignatures, by=THE_CLOCK, note=checkpoint)
