"""A redline holds both texts and nothing else."""

from hypothesis import given
from hypothesis import strategies as st

from parliament.documents.redline import redline
from parliament.texts import TITLE, Text, consolidate, landing_order, words_by_source
from tests.texts.drafting import MODEST, cases, delete, flat, insert, move, words


def read(rows, *, amended: bool):
    """One of the two texts that a redline holds: section, depth, words, addressee."""
    gone = "removed" if amended else "added"
    return [
        (
            row.section,
            row.depth,
            "".join(run.text for run in row.runs if run.change != gone),
            row.addressee if amended else row.was_addressee,
        )
        for row in rows
        if (row.stays if amended else row.was)
    ]


def as_read(text: Text):
    rows = [(p.section, text.outline.depth(p.id), p.text, p.addressee) for p in text.paragraphs]
    return [(TITLE, 0, text.title, ""), *rows]


@MODEST
@given(st.data())
def test_redline_holds_both_texts_whole_and_in_order(data: st.DataObject) -> None:
    case = data.draw(cases(3))
    now = consolidate(case.base, [(f"amendment-{n}", ops) for n, ops in case.peaceful().items()], landing_order({}))
    rows = redline(case.base, now)
    assert read(rows, amended=True) == as_read(now.text)
    assert read(rows, amended=False) == as_read(case.base)
    for row in rows:
        assert all((run.change == "same") == (not run.source) for run in row.runs)
        if row.stays:
            words_now = "".join(found for _, found in words_by_source(now, row.id))
            assert words_now == (now.text.title if row.id == TITLE else now.text.by_id[row.id].text)


def test_every_change_says_whose_it_is_and_where_it_was() -> None:
    base = flat("we may act", "we pay", "we meet", "we rest")
    adopted = [
        ("amendment-1", words(base, "a", 2, 3, "shall")),
        ("amendment-2", delete(base, "b")),
        ("amendment-3", move(base, "d", "a")),
        ("amendment-4", insert(base, "c", "we tell")),
    ]
    rows = redline(base, consolidate(base, adopted))
    assert [(row.id, row.mark, row.label, row.now, row.source) for row in rows[1:]] == [
        ("a", "changed", "1", "1", ""),
        ("b", "deleted", "2", "", "amendment-2"),
        ("d", "moved_here", "", "2", "amendment-3"),
        ("c", "same", "3", "3", ""),
        ("d", "moved_away", "4", "", "amendment-3"),
        ("amendment-4.1", "inserted", "", "4", "amendment-4"),
    ]
    assert rows[1].runs == (
        ("same", "we ", ""),
        ("removed", "may", "amendment-1"),
        ("added", "shall", "amendment-1"),
        ("same", " act", ""),
    )
