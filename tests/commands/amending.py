"""What the tests of amendments share: submitting them, ordering them, deciding them."""

from typing import Any

from parliament import texts
from parliament.commands.amendments import confirm_order, submit_amendment, submit_compromise, submit_sub_amendment
from parliament.commands.votes import open_vote
from parliament.rules.refusals import Code
from parliament.store.queries.docket import Docket, docket_of
from parliament.store.tables import Amendment, Motion
from tests.builders import Chamber


def on_text(chamber: Chamber, **words: tuple[str, str]) -> dict[str, Any]:
    """The published text with words exchanged, as commands take it."""
    paragraphs = chamber.edited(**words)
    return {"motion_id": chamber.motion, "base_hash": chamber.text_hash, "paragraphs": paragraphs}


def amend(chamber: Chamber, mayor: int, **words: tuple[str, str]) -> str:
    return chamber.by(chamber.mayors[mayor], submit_amendment, **on_text(chamber, **words))["amendment"]


def amend_words(chamber: Chamber, mayor: int, parent: str, *words: str) -> str:
    """A sub-amendment: other words for each piece that the amendment brings."""
    said = {"parent_id": parent, "paragraphs": rows(chamber, parent, *words)}
    return chamber.by(chamber.mayors[mayor], submit_sub_amendment, **said)["amendment"]


def compromise(chamber: Chamber, mayor: int, replaces: list[int], **words: tuple[str, str]) -> str:
    said = on_text(chamber, **words) | {"replaces": replaces}
    return chamber.by(chamber.mayors[mayor], submit_compromise, **said)["amendment"]


def rows(chamber: Chamber, parent: str, *words: str) -> list[dict[str, Any]]:
    """The pieces of an amendment as the rows of a form, with these words in the place of theirs."""
    number, docket = chamber.row(Amendment, parent).number, docket_now(chamber)
    pieces = texts.payload(docket.base, docket.items[number].ops)
    return [
        {"id": p.id, "section": p.section, "depth": pieces.outline.depth(p.id), "text": text, "addressee": p.addressee}
        for p, text in zip(pieces.paragraphs, words, strict=True)
    ]


def order(chamber: Chamber, *numbers: int, **said: str) -> list[int]:
    wanted = list(numbers) or None
    return chamber.by(chamber.chair, confirm_order, motion_id=chamber.motion, numbers=wanted, **said)["numbers"]


def decide(chamber: Chamber, amendment: str | None, choice: str = "yes") -> str:
    """A vote in which all mayors say the same."""
    chamber.put(amendment)
    for at in range(len(chamber.mayors)):
        chamber.cast(at, choice)
    return str(chamber.close()["outcome"])


def refuse_to_put(chamber: Chamber, code: Code, amendment: str | None) -> None:
    chamber.refused(code, chamber.chair, open_vote, motion_id=chamber.motion, amendment_id=amendment)


def docket_now(chamber: Chamber) -> Docket:
    with chamber.house.reading() as db:
        docket = docket_of(db, db.get_one(Motion, chamber.motion))
        assert docket.fates is not None
        return docket


def fates(chamber: Chamber) -> dict[int, str]:
    return {number: fate.state for number, fate in docket_now(chamber).fates.items()}


def words_now(chamber: Chamber) -> list[str]:
    """The text in force, paragraph by paragraph."""
    return [p.text for p in docket_now(chamber).consolidated.text.paragraphs]
