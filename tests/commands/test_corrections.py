"""Words put right in an adopted text by the secretariat, between the vote and the first certification."""

from typing import Any

import pytest

from parliament.commands.annulments import annul_vote
from parliament.commands.corrections import correct_text
from parliament.commands.declarations import certify_declaration
from parliament.commands.sessions import close_session
from parliament.commands.sittings import adjourn_sitting
from parliament.commands.wording import stored_text
from parliament.rules.refusals import Code
from parliament.store.queries.declarations import certification_state
from tests.builders import Chamber


@pytest.fixture
def adopted(voting: Chamber) -> Chamber:
    """The whole text is adopted."""

    def play(chamber: Chamber) -> None:
        for mayor in range(6):
            chamber.cast(mayor)
        chamber.close()

    voting.come_to("adopted", play)
    return voting


def rows(chamber: Chamber, *changes: tuple[str, str]) -> dict[str, Any]:
    """The text as it stands, edited."""
    with chamber.house.reading() as db:
        text_hash = certification_state(db, chamber.motion)["text_hash"]
        text = stored_text(db, text_hash or chamber.text_hash)
    found = []
    for p in text.paragraphs:
        words = p.text
        for old, new in changes:
            words = words.replace(old, new)
        depth = text.outline.depth(p.id)
        found.append({"id": p.id, "section": p.section, "depth": depth, "text": words, "addressee": p.addressee})
    return {
        "motion_id": chamber.motion,
        "text_hash": text_hash or chamber.text_hash,
        "paragraphs": found,
        "reason": "A slip of the pen.",
    }


def test_words_are_put_right_and_certified_as_they_are_then(adopted: Chamber) -> None:
    before = rows(adopted)["text_hash"]
    first = adopted.by(adopted.desk, correct_text, **rows(adopted, ("run dry", "run empty")))
    second = adopted.by(
        adopted.desk, correct_text, **rows(adopted, ("a water plan", "one water plan")), title="Clean well"
    )
    assert (first["number"], second["number"]) == (1, 2)
    said = [entry.body for entry in adopted.entries() if entry.kind == "text.corrected"]
    assert [(body["before_hash"], body["after_hash"]) for body in said] == [
        (before, first["text_hash"]),
        (first["text_hash"], second["text_hash"]),
    ]
    assert said[0]["account"] == adopted.desk.account
    with adopted.house.reading() as db:
        text = stored_text(db, second["text_hash"])
    assert [text.title, *(p.text for p in text.paragraphs)] == [
        "Clean well",
        "Recalling that wells run empty",
        "Commit to publish one water plan every year",
        "Call on governments to pay for it",
    ]
    certified = adopted.by(adopted.chair, certify_declaration, motion_id=adopted.motion)
    assert certified["text_hash"] == second["text_hash"]
    adopted.refused(Code.TEXT_CERTIFIED, adopted.desk, correct_text, **rows(adopted, ("pay", "care")))


def test_only_what_is_adopted_is_corrected(voting: Chamber) -> None:
    voting.refused(Code.WRONG_STAGE, voting.desk, correct_text, **rows(voting, ("dry", "empty")))


def test_a_correction_is_of_the_text_as_it_stands(adopted: Chamber) -> None:
    stale = rows(adopted, ("dry", "empty"))
    adopted.by(adopted.desk, correct_text, **stale)
    adopted.refused(Code.STALE_TEXT, adopted.desk, correct_text, **stale)


def test_what_is_more_than_a_correction_is_refused(adopted: Chamber) -> None:
    fine = rows(adopted, ("dry", "empty"))
    paragraphs = fine["paragraphs"]
    for code, other in (
        (Code.REASON_NEEDED, fine | {"reason": " "}),
        (Code.CHANGES_NOTHING, rows(adopted)),
        (Code.MORE_THAN_WORDS, fine | {"paragraphs": paragraphs[:-1]}),
        (Code.NUMBER_CHANGED, rows(adopted, ("every year", "every 2 years"))),
        (Code.MORE_THAN_A_FEW_WORDS, rows(adopted, ("pay for it", "meet all of the cost of it at once"))),
        (Code.TEXT_CONTROLS, rows(adopted, ("dry", "d\u202ery"))),
    ):
        adopted.refused(code, adopted.desk, correct_text, **other)
    adopted.refused(Code.NOT_ALLOWED, adopted.mayors[0], correct_text, **fine)


def test_a_closed_session_takes_no_corrections(adopted: Chamber) -> None:
    adopted.by(adopted.chair, adjourn_sitting, sitting_id=adopted.sitting)
    adopted.by(adopted.desk, close_session, session_id=adopted.plenary)
    adopted.refused(Code.WRONG_STAGE, adopted.desk, correct_text, **rows(adopted, ("dry", "empty")))


def test_a_correction_falls_with_the_vote_that_adopted_its_text(adopted: Chamber) -> None:
    plain = rows(adopted)["text_hash"]
    adopted.by(adopted.desk, correct_text, **rows(adopted, ("dry", "empty")))
    adopted.by(adopted.chair, annul_vote, vote_id=adopted.vote, reason="The line broke.")
    adopted.put()
    for mayor in range(6):
        adopted.cast(mayor)
    adopted.close()
    assert adopted.by(adopted.chair, certify_declaration, motion_id=adopted.motion)["text_hash"] == plain
