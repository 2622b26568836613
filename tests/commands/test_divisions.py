"""One amendment in parts: asked for, divided, put part by part; what stands in the way of each."""

from datetime import timedelta

import pytest

from parliament.commands.acceptances import accept_amendment
from parliament.commands.amendments import confirm_order, submit_amendment, withdraw_amendment
from parliament.commands.annulments import annul_vote
from parliament.commands.blocs import propose_bloc, put_bloc
from parliament.commands.clock import accept_due
from parliament.commands.decisions import rule_on_clash
from parliament.commands.divisions import divide_amendment, request_division
from parliament.commands.procedural import move_procedural, put_procedural
from parliament.commands.votes import open_vote
from parliament.rules.refusals import Code
from parliament.store.queries.docket import docket_of
from parliament.store.tables import Motion, Vote
from parliament.store.views.votes import vote_view
from tests.builders import Chamber, Shelf
from tests.commands.amending import amend_words, order
from tests.commands.test_blocs import SEATLESS, amend, states
from tests.commands.test_every_key import under

IN_TWO = [["1"], ["2", "3"]]


@pytest.fixture
def long_one(debated: Chamber) -> list[str]:
    """An amendment with a change in each of three paragraphs, and another one."""
    return [
        amend(debated, 1, p0=("run dry", "run foul"), p1=("every year", "each spring"), p2=("pay", "pay fairly")),
        amend(debated, 2, p2=("for it", "for all of it")),
    ]


def ordered(chamber: Chamber) -> None:
    said = {"numbers": [1, 2], "reason": "The long one first."}
    chamber.by(chamber.chair, confirm_order, motion_id=chamber.motion, **said)


def divided(chamber: Chamber, amendment: str, parts: list[list[str]], **said: object) -> None:
    chamber.by(chamber.mayors[3], request_division, amendment_id=amendment, wish="Wells apart.")
    chamber.by(chamber.chair, divide_amendment, amendment_id=amendment, parts=parts, **said)


def decide(chamber: Chamber, amendment: str, yes: int, no: int) -> str:
    chamber.put(amendment)
    for mayor in range(yes + no):
        chamber.cast(mayor, "yes" if mayor < yes else "no")
    return chamber.close()["outcome"]


def words(chamber: Chamber) -> list[str]:
    with chamber.house.reading() as db:
        text = docket_of(db, db.get_one(Motion, chamber.motion)).consolidated.text
    return [p.text for p in text.paragraphs]


def test_parts_are_put_one_after_another_and_what_is_adopted_of_them_is_in(debated, long_one):
    ordered(debated)
    divided(debated, long_one[0], IN_TWO)
    assert decide(debated, long_one[0], 2, 4) == "rejected"
    assert states(debated) == {1: "pending", 2: "pending"}
    refusal = debated.refused(Code.DIVISION_BEGUN, debated.mayors[1], withdraw_amendment, amendment_id=long_one[0])
    assert refusal.facts == {"number": 1}
    debated.refused(Code.DIVISION_BEGUN, debated.chair, propose_bloc, motion_id=debated.motion, numbers=[1, 2])
    debated.refused(Code.DIVISION_BEGUN, debated.chair, divide_amendment, amendment_id=long_one[0], parts=IN_TWO)
    debated.refused(Code.DIVISION_BEGUN, debated.mayors[4], request_division, amendment_id=long_one[0])
    assert decide(debated, long_one[0], 4, 2) == "adopted"
    vote = debated.row(Vote, debated.vote)
    assert (vote.part, vote.parts, vote.round) == (2, 2, 1)
    assert states(debated) == {1: "part_adopted", 2: "pending"}
    assert words(debated)[0] == "Recalling that wells run dry"
    assert words(debated)[1] == "Commit to publish a water plan each spring"
    assert debated.last().body["outcomes"] == ["rejected", "adopted"]
    debated.refused(
        Code.AMENDMENT_SETTLED, debated.chair, open_vote, motion_id=debated.motion, amendment_id=long_one[0]
    )


def test_all_parts_adopted_are_the_whole_and_an_annulled_part_is_put_again(debated, long_one):
    ordered(debated)
    divided(debated, long_one[0], IN_TWO)
    assert [decide(debated, long_one[0], 6, 0) for _ in range(2)] == ["adopted"] * 2
    assert states(debated)[1] == "adopted"
    debated.by(debated.chair, annul_vote, vote_id=debated.vote, reason="A line broke.")
    assert states(debated)[1] == "pending"
    assert decide(debated, long_one[0], 0, 6) == "rejected"
    assert states(debated)[1] == "part_adopted"


def test_one_change_of_words_is_cut_in_two(debated, long_one):
    ordered(debated)
    cut = {"operation": 2, "old": "every", "new": "each"}
    divided(debated, long_one[0], [["1", "2a", "3"], ["2b"]], split=cut)
    decide(debated, long_one[0], 6, 0)
    decide(debated, long_one[0], 0, 6)
    assert words(debated)[1] == "Commit to publish a water plan each year"


def test_until_the_first_part_is_put_it_may_be_divided_otherwise(debated, long_one):
    ordered(debated)
    divided(debated, long_one[0], IN_TWO)
    debated.by(debated.chair, divide_amendment, amendment_id=long_one[0], parts=[["3"], ["1"], ["2"]])
    debated.put(long_one[0])
    assert debated.row(Vote, debated.vote).parts == 3


def test_dividing_waits_for_the_order_its_turn_and_somebody_who_asks(debated, long_one):
    said = {"parts": IN_TWO}
    debated.refused(Code.ORDER_NOT_CONFIRMED, debated.chair, divide_amendment, amendment_id=long_one[0], **said)
    ordered(debated)
    debated.refused(Code.NOT_NEXT_IN_ORDER, debated.chair, divide_amendment, amendment_id=long_one[1], **said)
    refusal = debated.refused(
        Code.DIVISION_NOT_ASKED, debated.chair, divide_amendment, amendment_id=long_one[0], **said
    )
    assert refusal.facts == {"have": 0, "need": 1}
    debated.refused(Code.NO_MANDATE, SEATLESS, request_division, amendment_id=long_one[0])
    debated.by(debated.mayors[3], request_division, amendment_id=long_one[0])
    debated.refused(Code.ASKED_ALREADY, debated.mayors[3], request_division, amendment_id=long_one[0])
    debated.refused(Code.NOT_PRESIDING, debated.deputy, divide_amendment, amendment_id=long_one[0], **said)
    debated.put(long_one[0])
    debated.refused(Code.VOTE_OPEN, debated.chair, divide_amendment, amendment_id=long_one[0], **said)
    for mayor in range(6):
        debated.cast(mayor)
    debated.close()
    debated.refused(Code.AMENDMENT_SETTLED, debated.mayors[4], request_division, amendment_id=long_one[0])


@pytest.mark.parametrize(
    ("parts", "split", "code"),
    [
        ([["1"], ["2"]], None, Code.PARTS_DO_NOT_TILE),
        ([["1", "2", "3"]], None, Code.PARTS_DO_NOT_TILE),
        ([["1"], ["2", "9"]], None, Code.PARTS_DO_NOT_TILE),
        ([["1"], ["2", "3"], ["1"]], None, Code.PARTS_DO_NOT_TILE),
        ([[str(at)] for at in range(1, 9)], None, Code.PARTS_DO_NOT_TILE),
        ([["1"], ["2"], ["3"], ["1"], ["2"], ["3"], ["1"]], None, Code.TOO_MANY_PARTS),
        (IN_TWO, {"operation": 2, "old": "each", "new": ""}, Code.DOES_NOT_FIT),
        (IN_TWO, {"operation": 7, "old": "", "new": ""}, Code.DOES_NOT_FIT),
    ],
)
def test_parts_that_are_not_the_whole_are_refused(debated, long_one, parts, split, code):
    ordered(debated)
    debated.by(debated.mayors[3], request_division, amendment_id=long_one[0])
    refused = debated.refused(code, debated.chair, divide_amendment, amendment_id=long_one[0], parts=parts, split=split)
    assert refused.field == ("split" if code == Code.DOES_NOT_FIT else "parts")


def test_house_that_adopts_a_separate_vote_has_the_amendment_divided(shelf: Shelf):
    rules = {"procedural.precedence": ["closure", "separate_vote"], "amendments.division_seats": 5}
    with under(shelf, "debated", rules) as chamber:
        first = amend(chamber, 1, p0=("dry", "foul"), p1=("every year", "each spring"))
        amend(chamber, 2, p2=("for it", "for all of it"))
        ordered(chamber)
        moving = {"sitting_id": chamber.sitting, "kind": "separate_vote"}
        chamber.refused(Code.NOT_FOUND, chamber.mayors[3], move_procedural, target="amendment-0", **moving)
        moved = chamber.by(chamber.mayors[3], move_procedural, target=first, text="Wells apart.", **moving)
        chamber.vote = chamber.by(chamber.chair, put_procedural, procedural_id=moved["procedural"])["vote"]
        assert chamber.row(Vote, chamber.vote).wording == "Separate vote: 1: Wells apart."
        for mayor in range(6):
            chamber.cast(mayor)
        chamber.close()
        said = {"motion_id": chamber.motion, "amendment_id": first}
        assert chamber.refused(Code.DIVISION_DUE, chamber.chair, open_vote, **said).facts == {"number": 1}
        chamber.by(chamber.chair, divide_amendment, amendment_id=first, parts=[["1"], ["2"]])
        chamber.put(first)
        assert chamber.row(Vote, chamber.vote).part == 1


def test_division_falls_when_part_of_its_amendment_is_cut_off(debated):
    long = amend(debated, 1, p1=("every year", "each spring"), p2=("pay", "pay fairly"))
    other = amend(debated, 2, p1=("every year", "every month"))
    ordered(debated)
    divided(debated, long, [["1"], ["2"]])
    for sponsor in (0, 1, 3):
        debated.by(debated.mayors[sponsor], accept_amendment, amendment_id=other)
    debated.at += timedelta(minutes=60)
    assert accept_due(debated.house) == [other]
    debated.by(debated.chair, rule_on_clash, amendment_id=long, keep=True, reason="The rest stands by itself.")
    assert decide(debated, long, 6, 0) == "adopted"
    assert debated.row(Vote, debated.vote).part is None
    assert states(debated)[1] == "adopted"
    assert words(debated)[2] == "Call on governments to pay fairly for it"


def test_division_falls_with_the_vote_on_a_sub_amendment(debated):
    long = amend(debated, 1, p1=("every year", "each spring"), p2=("pay", "pay fairly"))
    sub = amend_words(debated, 2, long, "each spring and autumn", "fairly")
    order(debated, 2, 1)
    decide(debated, sub, 6, 0)
    vote = debated.vote
    divided(debated, long, [["1"], ["2"]])
    debated.by(debated.chair, annul_vote, vote_id=vote, reason="A line broke.")
    decide(debated, sub, 0, 6)
    assert decide(debated, long, 6, 0) == "adopted"
    assert words(debated)[1] == "Commit to publish a water plan each spring"


def decided_on_separate_vote(chamber: Chamber, amendment: str) -> None:
    moving = {"sitting_id": chamber.sitting, "kind": "separate_vote", "target": amendment}
    moved = chamber.by(chamber.mayors[3], move_procedural, **moving)
    chamber.vote = chamber.by(chamber.chair, put_procedural, procedural_id=moved["procedural"])["vote"]
    for mayor in range(6):
        chamber.cast(mayor)
    chamber.close()


def test_what_the_house_wants_divided_is_not_put_among_others(shelf: Shelf):
    with under(shelf, "debated", {"procedural.precedence": ["closure", "separate_vote"]}) as chamber:
        first = amend(chamber, 1, p0=("dry", "foul"), p1=("every year", "each spring"))
        amend(chamber, 2, p2=("for it", "for all of it"))
        ordered(chamber)
        bloc = chamber.by(chamber.chair, propose_bloc, motion_id=chamber.motion, numbers=[1, 2])["bloc"]
        decided_on_separate_vote(chamber, first)
        assert chamber.refused(Code.DIVISION_DUE, chamber.chair, put_bloc, bloc_id=bloc).facts == {"number": 1}
        proposing = {"motion_id": chamber.motion, "numbers": [1, 2]}
        chamber.refused(Code.DIVISION_DUE, chamber.chair, propose_bloc, **proposing)


def test_what_cannot_be_divided_is_put_whole_whatever_the_house_wants(shelf: Shelf):
    with under(shelf, "debated", {"procedural.precedence": ["closure", "separate_vote"]}) as chamber:
        rows = chamber.edited()
        said = {"motion_id": chamber.motion, "base_hash": chamber.text_hash, "paragraphs": [*rows[:-1]]}
        first = chamber.by(chamber.mayors[1], submit_amendment, **said)["amendment"]
        order(chamber)
        decided_on_separate_vote(chamber, first)
        assert decide(chamber, first, 6, 0) == "adopted"
        assert chamber.row(Vote, chamber.vote).part is None


def test_vote_of_a_former_division_can_still_be_read(debated, long_one):
    ordered(debated)
    divided(debated, long_one[0], [["1"], ["2"], ["3"]])
    made = [decide(debated, long_one[0], 6, 0) and debated.vote for _ in range(3)]
    for vote in reversed(made):
        debated.by(debated.chair, annul_vote, vote_id=vote, reason="A line broke.")
    debated.by(debated.chair, divide_amendment, amendment_id=long_one[0], parts=IN_TWO)
    with debated.house.reading() as db:
        assert vote_view(db, made[2])["part"] == 3
