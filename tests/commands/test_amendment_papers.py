"""Sub-amendments, compromises and the chair's rulings, played to a declaration that anybody can compute again."""

from parliament.commands.decisions import rule_on_clash
from parliament.commands.declarations import annexes
from parliament.results.matter import matter_of
from parliament.results.paper import paper_before
from parliament.results.verify import verify_bundle
from tests.commands.amending import (
    amend,
    amend_words,
    compromise,
    decide,
    docket_now,
    fates,
    order,
    words_now,
)
from tests.commands.test_whole_evidence import declared


def test_paper_of_the_record_is_the_docket_of_the_tables_and_the_bundle_verifies(debated):
    first = amend(debated, 1, p1=("year", "spring and autumn"))
    second = amend(debated, 2, p1=("plan", "strategy"), p2=("pay", "pay fairly"))
    rival = amend(debated, 3, p1=("water plan", "plan for all waters"))
    amend(debated, 4, p1=("water plan", "drought plan"))
    sub = amend_words(debated, 5, first, "summer and autumn")
    order(debated, 3, 5, 1, 2, 4, reason="As the chair wants it.")
    middle = compromise(debated, 4, [3, 4], p1=("water plan", "plan for clean water"))
    assert docket_now(debated).pending == [6, 3, 5, 1, 2, 4]
    decide(debated, middle, "no")
    decide(debated, rival)
    assert fates(debated) == {1: "pending", 2: "partial", 3: "adopted", 4: "lapsed", 5: "pending", 6: "rejected"}
    decide(debated, sub)
    decide(debated, first)
    said = {"amendment_id": second, "keep": True, "reason": "The rest stands."}
    debated.by(debated.chair, rule_on_clash, **said)
    decide(debated, second)
    assert words_now(debated)[1:] == [
        "Commit to publish a plan for all waters every summer and autumn",
        "Call on governments to pay fairly for it",
    ]
    assert decide(debated, None) == "adopted"
    docket = docket_now(debated)
    with debated.house.reading() as db:
        matter = matter_of(debated.entries(), debated.motion)
        paper = paper_before(matter, annexes(db), debated.last().seq + 1)
    assert (paper.items, paper.log) == (docket.items, docket.log)
    assert paper.fates() == docket.fates
    assert paper.consolidated().text == docket.consolidated.text
    report = verify_bundle(declared(debated))
    assert [(each.name, each.detail) for each in report.checks if not each.ok] == []
