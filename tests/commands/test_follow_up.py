"""Addressees of a declaration, what was sent to them and what they answered; each refusal without a trace."""

from parliament.commands.follow_up import name_addressee, record_dispatch, record_reply, remove_addressee
from parliament.record.audience import Audience
from parliament.record.entries import INSTITUTION
from parliament.results.follow_up import addressees_of
from parliament.rules.papers import PDF, TEXT
from parliament.rules.refusals import Code
from parliament.store.queries.annexes import annex_for
from tests.builders import Chamber
from tests.commands.following_up import addressed, declared, dispatched

LETTER = b"We thank the mayors, and shall pay for half of it."
REPLY = {"received_on": "2026-11-25", "position": "partly", "summary": "It will pay for half."}


def test_a_declaration_is_sent_answered_and_followed_on(debated: Chamber):
    declaration = declared(debated)
    addressee = addressed(debated, declaration)
    assert addressees_of(debated.entries(INSTITUTION), declaration)[0]["status"] == "to_send"
    dispatched(debated, addressee, note="Registered letter", media_type=TEXT, content=b"Received. Stamp.")
    said = {"next_step": "Ask for the other half", "next_step_on": "2027-03-01"}
    debated.by(debated.desk, record_reply, addressee_id=addressee, media_type=TEXT, content=LETTER, **REPLY | said)
    (row,) = addressees_of(debated.entries(INSTITUTION), declaration)
    assert (row["name"], row["kind"], row["status"], row["position"]) == (
        "Ministry of Water",
        "governments",
        "replied",
        "partly",
    )
    (dispatch,), (reply,) = row["dispatches"], row["replies"]
    assert (dispatch["how"], dispatch["sent_on"], dispatch["answer_by"]) == ("letter", "2026-11-25", "2027-01-31")
    assert (reply["next_step"], reply["next_step_on"]) == ("Ask for the other half", "2027-03-01")
    with debated.house.reading() as db:
        assert annex_for(db, reply["file_hash"], Audience.PUBLIC)[:2] == (LETTER, TEXT)
    assert addressees_of(debated.entries(INSTITUTION), "declaration-of-another") == []


def test_whoever_does_not_answer_has_that_written_down(debated: Chamber):
    addressee = addressed(debated, declared(debated))
    dispatched(debated, addressee)
    silent = REPLY | {"position": "no_answer", "summary": "Nothing came in two months."}
    debated.by(debated.desk, record_reply, addressee_id=addressee, **silent)
    assert debated.last(INSTITUTION).body["position"] == "no_answer"


def test_nobody_answers_what_was_not_sent(debated: Chamber):
    addressee = addressed(debated, declared(debated))
    debated.refused(Code.NOT_DISPATCHED, debated.desk, record_reply, addressee_id=addressee, **REPLY)


def test_an_addressee_is_named_once_until_it_is_removed(debated: Chamber):
    declaration = declared(debated)
    addressee = addressed(debated, declaration)
    again = {"declaration_id": declaration, "kind": "other", "name": " Ministry  of Water "}
    debated.refused(Code.ALREADY_EXISTS, debated.desk, name_addressee, **again)
    debated.refused(Code.REASON_NEEDED, debated.desk, remove_addressee, addressee_id=addressee, reason=" ")
    debated.by(debated.desk, remove_addressee, addressee_id=addressee, reason="It was merged into another.")
    debated.by(debated.desk, name_addressee, **again)
    first, second = addressees_of(debated.entries(INSTITUTION), declaration)
    assert (first["status"], first["removed"]["reason"], second["status"]) == (
        "removed",
        "It was merged into another.",
        "to_send",
    )


def test_nothing_more_is_written_of_whoever_was_removed(debated: Chamber):
    addressee = addressed(debated, declared(debated))
    dispatched(debated, addressee)
    debated.by(debated.desk, remove_addressee, addressee_id=addressee, reason="By mistake")
    sent = {"how": "email", "sent_on": "2026-11-25"}
    for command, said in ((record_dispatch, sent), (record_reply, REPLY), (remove_addressee, {"reason": "Again"})):
        debated.refused(Code.WRONG_STAGE, debated.desk, command, addressee_id=addressee, **said)


def test_a_dispatch_says_what_has_happened(debated: Chamber):
    wrong: list[tuple[Code, dict]] = [
        (Code.BAD_DATE, {"sent_on": "25.11.2026"}),
        (Code.BAD_DATE, {"sent_on": "2026-11-25", "answer_by": "soon"}),
        (Code.DAY_TO_COME, {"sent_on": "2026-12-24"}),
        (Code.BAD_TIMES, {"sent_on": "2026-11-25", "answer_by": "2026-11-24"}),
        (Code.TEXT_CONTROLS, {"sent_on": "2026-11-25", "note": "a\u202eb"}),
        (Code.TEXT_TOO_LONG, {"sent_on": "2026-11-25", "note": "x" * 1001}),
        (Code.WRONG_KIND_OF_FILE, {"sent_on": "2026-11-25", "media_type": PDF, "content": b"MZ"}),
        (Code.PAPER_TOO_LARGE, {"sent_on": "2026-11-25", "media_type": TEXT, "content": b"x" * (5 * 2**20 + 1)}),
    ]
    addressee = addressed(debated, declared(debated))
    for code, said in wrong:
        debated.refused(code, debated.desk, record_dispatch, addressee_id=addressee, how="letter", **said)


def test_a_reply_says_what_came_and_what_follows(debated: Chamber):
    wrong: list[tuple[Code, dict]] = [
        (Code.BAD_DATE, {"received_on": ""}),
        (Code.DAY_TO_COME, {"received_on": "2027-01-01"}),
        (Code.TEXT_EMPTY, {"summary": " "}),
        (Code.BAD_TIMES, {"next_step_on": "2026-11-01"}),
        (Code.TEXT_TOO_LONG, {"next_step": "x" * 501}),
    ]
    addressee = addressed(debated, declared(debated))
    dispatched(debated, addressee)
    for code, said in wrong:
        debated.refused(code, debated.desk, record_reply, addressee_id=addressee, **REPLY | said)


def test_what_does_not_exist_is_not_found(founded: Chamber):
    nothing = {"declaration_id": "declaration-x", "kind": "other", "name": "Nobody"}
    founded.refused(Code.NOT_FOUND, founded.desk, name_addressee, **nothing)
    founded.refused(Code.NOT_FOUND, founded.desk, record_reply, addressee_id="addressee-x", **REPLY)
