"""Compromises: put before the amendments they replace; if one is adopted these lapse, and otherwise nothing happened."""

from parliament.commands.amendments import submit_compromise, withdraw_amendment
from parliament.rules.powers import Actor, Office
from parliament.rules.refusals import Code
from parliament.store.tables import Amendment
from tests.commands.amending import (
    amend,
    amend_words,
    compromise,
    decide,
    docket_now,
    fates,
    on_text,
    order,
    refuse_to_put,
    words_now,
)

SEATLESS = Actor("account-x", "X", frozenset({Office.MEMBER}))


def test_adopted_compromise_takes_the_place_of_others_also_when_it_comes_after_the_order(debated):
    first = amend(debated, 1, p1=("year", "spring"))
    second = amend(debated, 2, p1=("year", "autumn"))
    amend(debated, 3, p2=("pay", "pay fairly"))
    assert order(debated) == [1, 2, 3]
    middle = compromise(debated, 4, [2, 1], p1=("year", "season"))
    assert debated.row(Amendment, middle).replaces == [first, second]
    assert docket_now(debated).pending == [4, 1, 2, 3]
    assert fates(debated) == {1: "held", 2: "held", 3: "pending", 4: "pending"}
    refuse_to_put(debated, Code.WAITS_FOR_COMPROMISE, first)
    said = docket_now(debated).consequences(4)
    assert {number: fate.state for number, fate in said.items()} == {1: "lapsed", 2: "lapsed"}
    assert decide(debated, middle) == "adopted"
    assert fates(debated) == {1: "lapsed", 2: "lapsed", 3: "pending", 4: "adopted"}
    assert words_now(debated)[1] == "Commit to publish a water plan every season"


def test_rejected_compromise_leaves_the_others_as_if_it_had_never_been(debated):
    first = amend(debated, 1, p1=("year", "spring"))
    amend(debated, 2, p1=("year", "autumn"))
    middle = compromise(debated, 4, [1, 2], p1=("year", "season"))
    assert order(debated) == [3, 1, 2]
    said = docket_now(debated).consequences(3, "rejected")
    assert {number: fate.state for number, fate in said.items()} == {1: "pending", 2: "pending"}
    assert decide(debated, middle, "no") == "rejected"
    assert fates(debated) == {1: "pending", 2: "pending", 3: "rejected"}
    debated.put(first)
    debated.refused(Code.VOTE_OPEN, debated.mayors[5], submit_compromise, **_in_place_of(debated, 1, 2))


def test_what_a_compromise_is_refused_for(debated):
    parent = amend(debated, 1, p1=("year", "spring and autumn"))
    amend(debated, 2, p1=("year", "autumn"))
    amend_words(debated, 3, parent, "spring or autumn")
    gone = amend(debated, 2, p1=("year", "month"))
    debated.by(debated.mayors[2], withdraw_amendment, amendment_id=gone)
    mayor = debated.mayors[4]

    def refused(code: Code, *replaces: int, **changes: object) -> None:
        debated.refused(code, mayor, submit_compromise, **(_in_place_of(debated, *replaces) | changes))

    debated.refused(Code.NO_MANDATE, SEATLESS, submit_compromise, **_in_place_of(debated, 1, 2))
    refused(Code.STALE_TEXT, 1, 2, base_hash="0" * 64)
    refused(Code.TOO_FEW_REPLACED, 1)
    refused(Code.TOO_FEW_REPLACED, 1, 1)
    refused(Code.NOT_REPLACEABLE, 1, 3)
    refused(Code.NOT_REPLACEABLE, 1, 99)
    refused(Code.AMENDMENT_SETTLED, 1, 4)
    refused(Code.CHANGES_NOTHING, 1, 2, paragraphs=debated.edited())
    compromise(debated, 4, [1, 2], p1=("year", "season"))
    refused(Code.NOT_REPLACEABLE, 1, 5)


def test_late_compromise_neither_clashes_with_what_is_in_nor_repeats_it(debated):
    first = amend(debated, 1, p1=("year", "spring"))
    amend(debated, 2, p2=("pay", "pay fairly"))
    amend(debated, 3, p2=("pay", "pay soon"))
    order(debated)
    decide(debated, first)
    said = on_text(debated, p1=("year", "month"), p2=("pay", "pay well")) | {"replaces": [2, 3]}
    refusal = debated.refused(Code.CLASHES_WITH_TEXT, debated.mayors[4], submit_compromise, **said)
    assert refusal.facts["number"] == 1
    said = on_text(debated, p1=("year", "spring")) | {"replaces": [2, 3]}
    debated.refused(Code.CHANGES_NOTHING, debated.mayors[4], submit_compromise, **said)


def test_no_compromise_is_taken_once_the_whole_text_is_put(voting):
    voting.refused(Code.AMENDMENTS_CLOSED, voting.mayors[4], submit_compromise, **_in_place_of(voting, 1, 2))


def _in_place_of(chamber, *replaces: int) -> dict:
    return on_text(chamber, p1=("year", "decade")) | {"replaces": list(replaces)}
