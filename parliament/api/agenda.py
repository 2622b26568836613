"""The agenda: edited as a draft, adopted by the house, changed by the house; and the urgency that comes before it."""

from parliament.api.room import Room
from parliament.api.sessions import by_id
from parliament.commands import agenda, agenda_changes, sessions
from parliament.identity.acting import reading
from parliament.schemas import sessions as shapes
from parliament.store.views.agenda import list_changes
from parliament.store.views.sessions import session_view

room = Room("agenda", "The items of a session in their order.")

OF_SESSION = "/sessions/<word:session_id>"
OF_ITEM = "/items/<word:item_id>"


@room.reads(f"{OF_SESSION}/agenda", shapes.Agenda)
def show_agenda(session_id: str) -> dict:
    """The agenda with what was proposed about it, the newest first."""
    with reading() as db:
        plenary = session_view(db, session_id)
        return {
            "session": plenary["id"],
            "adopted_at": plenary["agenda_adopted_at"],
            "items": plenary["agenda"],
            "changes": list_changes(db, plenary["id"]),
        }


room.acts(
    f"{OF_SESSION}/items", agenda.add_item, takes=shapes.Adding, answers=shapes.ItemMade, status=201, prepare=by_id
)
room.acts(f"{OF_ITEM}/move", agenda.move_item, takes=shapes.MovingItem, answers=shapes.ItemMade)
room.acts(OF_ITEM, agenda.change_item, takes=shapes.ChangingItem, answers=shapes.ItemMade, method="PUT")
room.acts(f"{OF_ITEM}/remove", agenda.remove_item, answers=shapes.ItemGone)
room.acts(
    f"{OF_SESSION}/agenda/order",
    agenda_changes.propose_order,
    takes=shapes.ProposingOrder,
    answers=shapes.ChangeProposed,
    status=201,
    prepare=by_id,
)
room.acts(
    f"{OF_SESSION}/agenda/additions",
    agenda_changes.propose_addition,
    takes=shapes.ProposingAddition,
    answers=shapes.ChangeProposed,
    status=201,
    prepare=by_id,
)
room.acts(
    f"{OF_ITEM}/propose-removal",
    agenda_changes.propose_removal,
    takes=shapes.ProposingRemoval,
    answers=shapes.ChangeProposed,
    status=201,
)
AT_SITTING = "/sittings/<word:sitting_id>"
room.acts(
    f"{AT_SITTING}/put-agenda",
    agenda_changes.put_agenda,
    takes=shapes.PuttingAgenda,
    answers=shapes.AgendaPut,
    status=201,
)
room.acts(
    f"{AT_SITTING}/put-urgency",
    sessions.put_urgency,
    takes=shapes.PuttingUrgency,
    answers=shapes.UrgencyPut,
    status=201,
)
