"""What the simulated mayors have in their drawers: each motion a real text, each amendment one that fits it."""

import pytest

from parliament.commands.amendments import derived_operations
from parliament.commands.wording import text_from_rows
from parliament.demo.library import Draft, open_library
from parliament.store.views.motions import printed

DRAFTS = open_library().drafts


def paper(draft: Draft):
    numbers = iter(range(1, 100))
    return text_from_rows(list(draft.rows), title=draft.title, language="en", new_id=lambda _: f"p-{next(numbers)}")


def form(draft: Draft) -> list[dict]:
    """The rows as an amending form starts with them."""
    keys = ("id", "section", "depth", "text", "addressee")
    return [{key: paragraph[key] for key in keys} for paragraph in printed(paper(draft))["paragraphs"]]


def test_there_are_at_least_eight_motions_and_no_title_twice() -> None:
    assert len({draft.title for draft in DRAFTS}) == len(DRAFTS) >= 8


@pytest.mark.parametrize("draft", DRAFTS, ids=lambda draft: draft.title)
def test_a_motion_speaks_to_all_three_addressees(draft: Draft) -> None:
    rows = paper(draft).paragraphs
    assert [row.section for row in rows].count("preamble") == 3
    assert 4 <= [row.section for row in rows].count("operative") <= 6
    assert {row.addressee for row in rows if row.section == "operative"} == {"we_commit", "governments", "institutions"}


@pytest.mark.parametrize("draft", DRAFTS, ids=lambda draft: draft.title)
def test_every_amendment_changes_the_paragraph_it_means(draft: Draft) -> None:
    for change in draft.changes:
        assert change.find in draft.rows[change.paragraph - 1]["text"]
        operations = derived_operations(paper(draft), title=draft.title, paragraphs=change.apply(form(draft)))
        assert len(operations) >= 1


@pytest.mark.parametrize("draft", DRAFTS, ids=lambda draft: draft.title)
def test_amendments_collide_and_one_is_taken_back(draft: Draft) -> None:
    assert sum(change.withdraw for change in draft.changes) == 1
    touched = [change.paragraph for change in draft.changes if not change.withdraw and not change.add]
    assert len(touched) > len(set(touched))
