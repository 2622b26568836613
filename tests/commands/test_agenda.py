"""The agenda: edited as a draft, adopted by a vote, then changed only by one."""

import pytest

from parliament.commands.agenda import add_item, change_item, move_item, remove_item
from parliament.commands.agenda_changes import propose_addition, propose_order, propose_removal, put_agenda
from parliament.commands.motions import withdraw_motion
from parliament.commands.statements import submit_statement
from parliament.rules.refusals import Code
from parliament.store.queries.agenda import items_of
from parliament.store.tables import AgendaChange, Item, Motion, PlenarySession


def agenda(chamber) -> list[str]:
    """The ids in their order."""
    with chamber.house.reading() as db:
        return [item.id for item in items_of(db, chamber.plenary)]


def added(chamber, title: str, **more: object) -> str:
    said = {"session_id": chamber.plenary, "kind": "debate", "title": title} | more
    return chamber.by(chamber.desk, add_item, **said)["item"]


def decide(chamber, choice: str = "yes", change: str | None = None) -> dict:
    """Put the agenda, or a change of it, and let every mayor choose the same."""
    put = chamber.by(chamber.chair, put_agenda, sitting_id=chamber.sitting, change_id=change, manner="roll_call")
    chamber.vote = put["vote"]
    for mayor in range(6):
        chamber.cast(mayor, choice)
    chamber.close()
    return put


def adopted(chamber) -> None:
    chamber.open()
    decide(chamber)


def test_draft_agenda_is_edited_by_the_desk_and_by_the_chair(published):
    parks = added(published, "Parks", place=1, planned_minutes=20)
    trees = added(published, "Trees", parent_id=parks)
    assert agenda(published) == [parks, trees, published.item, published.other_item]
    published.by(published.chair, move_item, item_id=parks, place=3)
    assert agenda(published) == [published.item, published.other_item, parks, trees]
    assert published.last().body["items"] == agenda(published)
    published.by(published.desk, change_item, item_id=parks, title="Parks and trees", planned_minutes=30)
    assert (published.row(Item, parks).title, published.row(Item, parks).planned_minutes) == ("Parks and trees", 30)
    assert published.refused(Code.ITEM_HAS_PARTS, published.desk, remove_item, item_id=parks).facts == {"item": "3"}
    published.by(published.desk, remove_item, item_id=trees)
    assert agenda(published) == [published.item, published.other_item, parks]


def test_motion_whose_item_is_removed_is_published_again(published):
    published.by(published.desk, remove_item, item_id=published.item)
    assert published.row(Motion, published.motion).stage == "published"
    assert published.row(Item, published.other_item).position == 1
    published.by(published.desk, add_item, session_id=published.plenary, kind="motion", motion_id=published.motion)


def test_title_of_a_motions_item_stays_that_of_the_motion(published):
    published.by(published.desk, change_item, item_id=published.item, title="Another", planned_minutes=45)
    assert published.row(Item, published.item).title == "Clean wells"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"planned_minutes": 0}, Code.MALFORMED),
        ({"parent_id": "item-0"}, Code.NOT_FOUND),
        ({"place": 9}, Code.BAD_ORDER),
    ],
)
def test_item_that_cannot_stand_there_is_refused(published, said, code):
    own = {"session_id": published.plenary, "kind": "debate", "title": "Parks"}
    published.refused(code, published.desk, add_item, **own, **said)


def test_part_has_no_parts(published):
    part = added(published, "Trees", parent_id=published.other_item)
    own = {"session_id": published.plenary, "kind": "debate", "title": "Leaves"}
    published.refused(Code.MALFORMED, published.desk, add_item, parent_id=part, **own)


def test_item_that_was_called_stays(debated):
    debated.refused(Code.ITEM_CALLED, debated.desk, remove_item, item_id=debated.item)


def test_house_adopts_its_agenda_and_from_then_on_it_is_not_edited(published):
    adopted(published)
    kinds = [entry.kind for entry in published.entries()][-2:]
    assert kinds == ["vote.closed", "agenda.adopted"]
    assert published.row(PlenarySession, published.plenary).agenda_adopted_at == published.at
    own = {"item_id": published.other_item}
    published.refused(Code.AGENDA_ADOPTED, published.desk, move_item, place=1, **own)
    published.refused(Code.AGENDA_ADOPTED, published.chair, remove_item, **own)
    published.refused(Code.AGENDA_ADOPTED, published.desk, change_item, **own)
    said = {"session_id": published.plenary, "kind": "debate", "title": "Parks"}
    published.refused(Code.AGENDA_ADOPTED, published.desk, add_item, **said)
    published.refused(Code.WRONG_STAGE, published.chair, put_agenda, sitting_id=published.sitting)


def test_agenda_is_not_edited_while_the_house_votes_on_it(published):
    published.open()
    published.by(published.chair, put_agenda, sitting_id=published.sitting, manner="roll_call")
    published.refused(Code.VOTE_OPEN, published.desk, move_item, item_id=published.item, place=2)


def test_rejected_agenda_is_still_a_draft(published):
    published.open()
    change = decide(published, "no")["change"]
    assert (published.last().kind, published.row(AgendaChange, change).state) == ("agenda_change.decided", "rejected")
    published.by(published.desk, move_item, item_id=published.item, place=2)
    decide(published)
    assert published.last().kind == "agenda.adopted"


def test_empty_agenda_is_not_put(convened):
    convened.open()
    convened.refused(Code.TEXT_EMPTY, convened.chair, put_agenda, sitting_id=convened.sitting)


def test_only_the_chair_of_the_sitting_puts_the_agenda(published):
    published.open()
    published.refused(Code.NOT_PRESIDING, published.deputy, put_agenda, sitting_id=published.sitting)


def test_change_is_proposed_to_an_adopted_agenda_only(published):
    own = {"session_id": published.plenary, "reason": "It is late"}
    order = [published.other_item, published.item]
    published.refused(Code.AGENDA_NOT_ADOPTED, published.mayors[0], propose_order, items=order, **own)


def test_order_changes_by_decision(published):
    adopted(published)
    own = {"session_id": published.plenary, "items": [published.other_item, published.item]}
    published.refused(Code.REASON_NEEDED, published.mayors[0], propose_order, reason=" ", **own)
    wrong = own | {"items": [published.item]}
    published.refused(Code.BAD_ORDER, published.mayors[0], propose_order, reason="It is late", **wrong)
    change = published.by(published.mayors[0], propose_order, reason="It is late", **own)["change"]
    assert published.row(AgendaChange, change).seat_id == published.seats[0]
    decide(published, change=change)
    assert agenda(published) == own["items"]
    assert [entry.kind for entry in published.entries()][-2:] == ["agenda_change.decided", "agenda.reordered"]
    again = {"sitting_id": published.sitting, "change_id": change}
    published.refused(Code.WRONG_STAGE, published.chair, put_agenda, **again)


def test_item_is_added_and_removed_by_decision(published):
    adopted(published)
    own = {"session_id": published.plenary, "kind": "debate", "title": "Floods", "reason": "It rained", "place": 2}
    change = published.by(published.chair, propose_addition, **own)["change"]
    decide(published, change=change)
    floods = published.row(AgendaChange, change).item_id
    assert agenda(published) == [published.item, floods, published.other_item]
    change = published.by(published.desk, propose_removal, item_id=floods, reason="It dried")["change"]
    decide(published, "no", change=change)
    assert len(agenda(published)) == 3
    change = published.by(published.desk, propose_removal, item_id=floods, reason="It dried")["change"]
    decide(published, change=change)
    assert agenda(published) == [published.item, published.other_item]


def test_change_that_no_longer_fits_lapses(published):
    adopted(published)
    removal = published.by(published.desk, propose_removal, item_id=published.other_item, reason="Not now")["change"]
    published.call(published.other_item)
    decide(published, change=removal)
    assert published.last().body["outcome"] == "lapsed"
    assert published.other_item in agenda(published)
    published.refused(Code.ITEM_CALLED, published.desk, propose_removal, item_id=published.other_item, reason="Late")


def test_addition_of_a_motion_that_was_withdrawn_meanwhile_lapses(published):
    published.by(published.desk, remove_item, item_id=published.item)
    adopted(published)
    own = {"session_id": published.plenary, "kind": "motion", "motion_id": published.motion, "reason": "It is ready"}
    change = published.by(published.mayors[0], propose_addition, **own)["change"]
    published.by(published.mayors[0], withdraw_motion, motion_id=published.motion)
    decide(published, change=change)
    assert (published.last().body["outcome"], agenda(published)) == ("lapsed", [published.other_item])


def test_nobody_asks_for_a_change_of_another_session(published):
    adopted(published)
    wrong = {"sitting_id": published.sitting, "change_id": "change-0"}
    published.refused(Code.NOT_FOUND, published.chair, put_agenda, **wrong)


def test_agenda_is_adopted_without_objection(published):
    published.open()
    put = published.by(published.chair, put_agenda, sitting_id=published.sitting, manner="without_objection")
    published.vote = put["vote"]
    published.at = published.row(PlenarySession, published.plenary).opens_at.replace(year=2027)
    published.close()
    assert published.last().kind == "agenda.adopted"


def test_item_that_somebody_has_acted_upon_stays(published):
    said = {"item_id": published.other_item, "text": "Roads first"}
    published.by(published.mayors[0], submit_statement, **said)
    published.refused(Code.ITEM_IN_USE, published.desk, remove_item, item_id=published.other_item)


def test_removal_lapses_when_somebody_has_acted_upon_the_item_meanwhile(published):
    adopted(published)
    said = {"item_id": published.other_item, "reason": "It is late"}
    change = published.by(published.desk, propose_removal, **said)["change"]
    published.by(published.mayors[0], submit_statement, item_id=published.other_item, text="Roads first")
    assert decide(published, change=change)["change"] == change
    assert published.row(AgendaChange, change).state == "lapsed"
