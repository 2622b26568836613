"""Sittings: presence, opening, the item before the house, the chair."""

from parliament.api.room import Room
from parliament.commands import sittings
from parliament.identity.acting import reading
from parliament.schemas import sittings as shapes
from parliament.store.views.sittings import sitting_view

room = Room("sittings", "Continuous meetings of a session.")


@room.reads("/sittings/<word:sitting_id>", shapes.SittingWhole)
def show_sitting(sitting_id: str) -> dict:
    """One sitting with its chair, the item before it and its floor."""
    with reading() as db:
        return sitting_view(db, sitting_id)


AT = "/sittings/<word:sitting_id>"

room.acts(f"{AT}/check-in", sittings.check_in, takes=shapes.CheckingIn, answers=shapes.CheckedIn)
room.acts(f"{AT}/roll-call", sittings.take_roll_call, takes=shapes.Calling, answers=shapes.SittingPresent)
room.acts(f"{AT}/open", sittings.open_sitting, answers=shapes.SittingPresent)
room.acts(f"{AT}/suspend", sittings.suspend_sitting, answers=shapes.SittingDone)
room.acts(f"{AT}/resume", sittings.resume_sitting, answers=shapes.SittingDone)
room.acts(f"{AT}/adjourn", sittings.adjourn_sitting, answers=shapes.SittingDone)
room.acts(f"{AT}/call-item", sittings.call_item, takes=shapes.CallingItem, answers=shapes.ItemCalled)
room.acts(f"{AT}/hand-over", sittings.hand_over_chair, takes=shapes.HandingOver, answers=shapes.ChairChanged)
room.acts(f"{AT}/call-chair", sittings.call_chair, takes=shapes.CallingChair, answers=shapes.ChairChanged)
