"""Sub-amendments: other words for those an amendment brings, decided before it."""

from parliament.commands.amendments import submit_sub_amendment, withdraw_amendment
from parliament.rules.powers import Actor, Office
from parliament.rules.refusals import Code
from parliament.store.tables import Amendment
from tests.commands.amending import (
    amend,
    amend_words,
    decide,
    docket_now,
    fates,
    order,
    refuse_to_put,
    rows,
    words_now,
)

SEATLESS = Actor("account-x", "X", frozenset({Office.MEMBER}))


def test_sub_amendment_is_decided_before_its_parent_and_changes_what_that_brings(debated):
    parent = amend(debated, 1, p1=("year", "spring and autumn"))
    sub = amend_words(debated, 2, parent, "summer and autumn")
    rival = amend_words(debated, 3, parent, "winter and autumn")
    assert debated.row(Amendment, sub).parent_id == parent
    refuse_to_put(debated, Code.AMENDMENTS_PENDING, None)
    assert order(debated) == [2, 3, 1]
    refuse_to_put(debated, Code.NOT_NEXT_IN_ORDER, parent)
    said = docket_now(debated).consequences(2)
    assert {number: fate.state for number, fate in said.items()} == {3: "lapsed"}
    assert decide(debated, sub) == "adopted"
    assert fates(debated) == {1: "pending", 2: "adopted", 3: "lapsed"}
    refuse_to_put(debated, Code.AMENDMENT_SETTLED, rival)
    assert words_now(debated)[1] == "Commit to publish a water plan every year"
    assert decide(debated, parent) == "adopted"
    assert words_now(debated)[1] == "Commit to publish a water plan every summer and autumn"
    assert decide(debated, None) == "adopted"


def test_rejected_sub_amendment_leaves_its_parent_as_it_was_and_a_withdrawn_parent_takes_it_along(debated):
    parent = amend(debated, 1, p1=("year", "spring and autumn"))
    other = amend(debated, 1, p2=("pay", "pay fairly"))
    sub = amend_words(debated, 2, parent, "summer and autumn")
    amend_words(debated, 3, other, " justly ")
    order(debated)
    debated.put(sub)
    debated.refused(Code.VOTE_OPEN, debated.mayors[1], withdraw_amendment, amendment_id=parent)
    for at in range(6):
        debated.cast(at, "no")
    assert debated.close()["outcome"] == "rejected"
    assert docket_now(debated).consequences(1) == {}
    decide(debated, parent)
    assert words_now(debated)[1] == "Commit to publish a water plan every spring and autumn"
    debated.by(debated.mayors[1], withdraw_amendment, amendment_id=other)
    assert fates(debated) == {1: "adopted", 2: "withdrawn", 3: "rejected", 4: "lapsed"}


def test_what_a_sub_amendment_is_refused_for(debated):
    parent = amend(debated, 1, p1=("year", "spring and autumn"))
    only_deletes = amend(debated, 1, p2=(" for it", ""))
    gone = amend(debated, 2, p2=("pay", "pay fairly"))
    debated.by(debated.mayors[2], withdraw_amendment, amendment_id=gone)
    mayor, said = debated.mayors[2], {"paragraphs": rows(debated, parent, "summer and autumn")}

    def refused(code: Code, parent_id: str = parent, **changes: object) -> None:
        debated.refused(code, mayor, submit_sub_amendment, **(said | {"parent_id": parent_id} | changes))

    debated.refused(Code.NO_MANDATE, SEATLESS, submit_sub_amendment, parent_id=parent, **said)
    debated.refused(Code.NOT_ALLOWED, debated.chair, submit_sub_amendment, parent_id=parent, **said)
    refused(Code.NOT_FOUND, "amendment-0")
    refused(Code.NO_WORDS_OF_ITS_OWN, only_deletes)
    refused(Code.AMENDMENT_SETTLED, gone)
    refused(Code.CHANGES_NOTHING, paragraphs=rows(debated, parent, "spring and autumn"))
    refused(Code.NOT_ITS_WORDS, paragraphs=[])
    refused(Code.TEXT_CONTROLS, paragraphs=rows(debated, parent, "summer\u202e"))
    sub = debated.by(mayor, submit_sub_amendment, parent_id=parent, **said)["amendment"]
    refused(Code.SUB_OF_SUB, sub)
    order(debated)
    refused(Code.AMENDMENTS_CLOSED)
