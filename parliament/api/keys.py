"""The house's keys: which signed and which signs, and changing it, which takes two persons."""

from parliament.api.room import Room
from parliament.commands import keys
from parliament.commands.house import Answer
from parliament.identity.acting import reading, the_house
from parliament.identity.door import current_actor
from parliament.schemas import keys as shapes
from parliament.store.signatures import keys_view

room = Room("keys", "The keys with which this house signs checkpoints and receipts.")


@room.reads("/keys", shapes.KeyList)
def show_keys() -> dict:
    """Every key that ever signed, the one in use first; `where` says whether the house signs inside or a signer apart."""
    with reading() as db:
        return keys_view(db) | {"where": the_house().pen.where}


def propose(*, once: str | None) -> Answer:
    return keys.propose(the_house(), by=current_actor(), once=once)


def confirm(*, once: str | None, vkey: str) -> Answer:
    return keys.confirm(the_house(), by=current_actor(), once=once, vkey=vkey)


room.acts("/keys", keys.propose_key, answers=shapes.KeyProposed, status=201, perform=propose)
room.acts("/keys/confirm", keys.confirm_key, takes=shapes.ConfirmingKey, answers=shapes.KeyConfirmed, perform=confirm)
