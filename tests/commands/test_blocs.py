"""Several amendments at once: proposed, thinned out, put without objection; what stands in the way of each."""

import pytest
from sqlalchemy import select

from parliament.commands.amendments import confirm_order, submit_amendment, withdraw_amendment
from parliament.commands.annulments import annul_vote
from parliament.commands.blocs import propose_bloc, put_bloc, take_out, withdraw_bloc
from parliament.commands.votes import cast_ballot
from parliament.rules.powers import Actor, Office
from parliament.rules.refusals import Code
from parliament.store.queries.docket import docket_of
from parliament.store.tables import Bloc, Motion, Vote
from tests.builders import Chamber

SEATLESS = Actor("account-x", "X", frozenset({Office.MEMBER}))


def amend(chamber: Chamber, mayor: int, **words: tuple[str, str]) -> str:
    said = {"motion_id": chamber.motion, "base_hash": chamber.text_hash, "paragraphs": chamber.edited(**words)}
    return chamber.by(chamber.mayors[mayor], submit_amendment, **said)["amendment"]


def states(chamber: Chamber) -> dict[int, str]:
    with chamber.house.reading() as db:
        docket = docket_of(db, db.get_one(Motion, chamber.motion))
        return {number: fate.state for number, fate in docket.fates.items()}


@pytest.fixture
def four(debated: Chamber) -> list[str]:
    """Three amendments to three paragraphs, and a fourth that excludes the second."""
    return [
        amend(debated, 1, p0=("run dry", "run dry and foul")),
        amend(debated, 2, p1=("every year", "each spring")),
        amend(debated, 3, p2=("pay", "pay fairly")),
        amend(debated, 4, p1=("every year", "every two years")),
    ]


def ordered(chamber: Chamber, *numbers: int) -> None:
    said = {"numbers": list(numbers), "reason": "It is easier to follow."}
    chamber.by(chamber.chair, confirm_order, motion_id=chamber.motion, **said)


def proposed(chamber: Chamber, *numbers: int) -> str:
    return chamber.by(chamber.chair, propose_bloc, motion_id=chamber.motion, numbers=numbers)["bloc"]


def put(chamber: Chamber, bloc: str, **said: str) -> None:
    chamber.vote = chamber.by(chamber.chair, put_bloc, bloc_id=bloc, **said)["vote"]


def test_what_nobody_took_out_is_adopted_at_once_without_objection(debated, four):
    bloc = proposed(debated, 3, 2, 1)
    ordered(debated, 2, 1, 3, 4)
    debated.by(debated.mayors[5], take_out, bloc_id=bloc, number=1)
    put(debated, bloc)
    vote = debated.row(Vote, debated.vote)
    assert (vote.manner, vote.wording) == ("without_objection", "2, 3")
    debated.at = vote.closes_at
    debated.close()
    assert states(debated) == {1: "pending", 2: "adopted", 3: "adopted", 4: "lapsed"}
    assert debated.last().kind == "bloc.decided"
    with debated.house.reading() as db:
        text = docket_of(db, db.get_one(Motion, debated.motion)).consolidated.text
    assert [p.text for p in text.paragraphs][1:] == [
        "Commit to publish a water plan each spring",
        "Call on governments to pay fairly for it",
    ]
    debated.refused(Code.WRONG_STAGE, debated.chair, put_bloc, bloc_id=bloc)
    debated.refused(Code.WRONG_STAGE, debated.mayors[1], take_out, bloc_id=bloc, number=3)


def test_objection_or_a_vote_against_leaves_every_one_to_be_put_by_itself(debated, four):
    ordered(debated, 1, 3, 2, 4)
    bloc = proposed(debated, 1, 3)
    put(debated, bloc)
    debated.by(debated.mayors[0], cast_ballot, vote_id=debated.vote, choice="no")
    assert debated.close()["outcome"] == "objected"
    assert debated.row(Bloc, bloc).state == "proposed"
    put(debated, bloc, manner="roll_call")
    for mayor in range(6):
        debated.cast(mayor, "no")
    assert debated.close()["outcome"] == "rejected"
    assert set(states(debated).values()) == {"pending"}
    debated.by(debated.chair, annul_vote, vote_id=debated.vote, reason="The wrong numbers were read out.")
    assert debated.row(Bloc, bloc).state == "proposed"
    debated.by(debated.chair, withdraw_bloc, bloc_id=bloc)
    debated.refused(Code.WRONG_STAGE, debated.chair, withdraw_bloc, bloc_id=bloc)
    debated.put(four[0])


def test_annulled_vote_on_several_takes_them_out_of_the_text_again(debated, four):
    ordered(debated, 1, 3, 2, 4)
    put(debated, proposed(debated, 1, 3))
    debated.at = debated.row(Vote, debated.vote).closes_at
    debated.close()
    debated.by(debated.chair, annul_vote, vote_id=debated.vote, reason="A line broke.")
    assert set(states(debated).values()) == {"pending"}


def test_proposing_is_refused_for_one_a_stranger_rivals_and_what_is_settled(debated, four):
    said = {"motion_id": debated.motion}
    debated.refused(Code.BLOC_TOO_SMALL, debated.chair, propose_bloc, numbers=[1], **said)
    debated.refused(Code.BLOC_TOO_SMALL, debated.chair, propose_bloc, numbers=[1, 1], **said)
    debated.refused(Code.NOT_FOUND, debated.chair, propose_bloc, numbers=[1, 9], **said)
    debated.refused(Code.NOT_PRESIDING, debated.deputy, propose_bloc, numbers=[1, 2], **said)
    refusal = debated.refused(Code.BLOC_CONFLICT, debated.chair, propose_bloc, numbers=[4, 1, 2], **said)
    assert refusal.facts == {"numbers": "2, 4"}
    debated.by(debated.mayors[1], withdraw_amendment, amendment_id=four[0])
    debated.refused(Code.AMENDMENT_SETTLED, debated.chair, propose_bloc, numbers=[1, 2], **said)


def test_putting_several_waits_for_the_order_and_for_what_excludes_one_of_them(debated, four):
    bloc = proposed(debated, 1, 2)
    debated.refused(Code.ORDER_NOT_CONFIRMED, debated.chair, put_bloc, bloc_id=bloc)
    ordered(debated, 4, 1, 2, 3)
    refusal = debated.refused(Code.NOT_NEXT_IN_ORDER, debated.chair, put_bloc, bloc_id=bloc)
    assert refusal.facts == {"number": 4}
    debated.by(debated.mayors[3], take_out, bloc_id=bloc, number=2)
    debated.refused(Code.BLOC_TOO_SMALL, debated.chair, put_bloc, bloc_id=bloc)


def test_taking_out_is_a_seats_own_and_over_when_the_vote_opens(debated, four):
    ordered(debated, 1, 2, 3, 4)
    bloc = proposed(debated, 1, 2, 3)
    debated.refused(Code.NO_MANDATE, SEATLESS, take_out, bloc_id=bloc, number=1)
    debated.refused(Code.NOT_FOUND, debated.mayors[1], take_out, bloc_id=bloc, number=4)
    debated.by(debated.mayors[1], take_out, bloc_id=bloc, number=1)
    debated.refused(Code.NOT_FOUND, debated.mayors[2], take_out, bloc_id=bloc, number=1)
    put(debated, bloc)
    debated.refused(Code.VOTE_OPEN, debated.mayors[2], take_out, bloc_id=bloc, number=3)
    debated.refused(Code.VOTE_OPEN, debated.chair, withdraw_bloc, bloc_id=bloc)
    debated.refused(Code.VOTE_OPEN, debated.mayors[2], withdraw_amendment, amendment_id=four[1])
    assert debated.rows(select(Bloc.taken_out)) == [[1]]
