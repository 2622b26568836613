"""Texts as people send them, made into texts of the drafting table; its problems made into refusals."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy.orm import Session as Db

from parliament import texts
from parliament.rules.refusals import Code, Refused
from parliament.store.record import annex

CODES: dict[str, Code] = {
    "empty": Code.TEXT_EMPTY,
    "too_long": Code.TEXT_TOO_LONG,
    "too_many_words": Code.TOO_MANY_WORDS,
    "too_many_paragraphs": Code.TOO_MANY_PARAGRAPHS,
    "too_deep": Code.MALFORMED,
    "character": Code.TEXT_CONTROLS,
    "order": Code.MALFORMED,
    "identifier": Code.MALFORMED,
    "nothing_changed": Code.CHANGES_NOTHING,
    "not_its_words": Code.NOT_ITS_WORDS,
    "more_than_words": Code.MORE_THAN_WORDS,
    "more_than_a_few_words": Code.MORE_THAN_A_FEW_WORDS,
    "number_changed": Code.NUMBER_CHANGED,
    "malformed": Code.MALFORMED,
}

Row = dict[str, Any]


@contextmanager
def refusing(rows: Sequence[Row] = (), named: Sequence[str] | None = None) -> Iterator[None]:
    """Turn what the drafting table says no to into a refusal with a sentence for the person.

    `named` are the names the drafting table knows the rows by; rows without an id are named by their position.
    """
    named = [row.get("id") or str(at) for at, row in enumerate(rows)] if named is None else named
    try:
        yield
    except texts.TextProblem as problem:
        raise Refused(CODES[problem.kind], field=_field(problem, rows, named), limit=problem.limit or 0) from None
    except texts.Mismatch as problem:
        code = Code.CONFLICTS_WITH_ITSELF if "itself" in str(problem) else Code.DOES_NOT_FIT
        raise Refused(code, field="paragraphs") from None


def _field(problem: texts.TextProblem, rows: Sequence[Row], named: Sequence[str]) -> str:
    """The input to look at: a paragraph by its id, or as `paragraph-3` by its position while it has none."""
    if problem.paragraph is None:
        is_of_all = problem.kind in ("nothing_changed", "too_many_paragraphs", "more_than_words") or not rows
        return "paragraphs" if is_of_all else "title"
    if problem.paragraph not in named:
        return problem.paragraph
    at = named.index(problem.paragraph)
    return rows[at].get("id") or f"paragraph-{at}"


def text_from_rows(rows: list[Row], *, title: str, language: str, new_id: Callable[[str], str]) -> texts.Text:
    """A whole text from the rows of a form: section, depth, words, addressee; rows without an id receive one."""
    above: list[str] = []
    section, paragraphs = None, []
    for row in rows:
        above = above[: row.get("depth", 0)] if row["section"] == section else []
        section = row["section"]
        pid = row.get("id") or new_id("p")
        parent = above[-1] if above else None
        paragraphs.append(texts.Paragraph(pid, section, parent, row["text"], row.get("addressee", "")))
        above.append(pid)
    with refusing(rows, [p.id for p in paragraphs]):
        return texts.check_text(texts.Text(language, title, tuple(paragraphs)))


def edited(rows: list[Row]) -> list[texts.EditedParagraph]:
    """The rows of an amending form, as the drafting table takes them."""
    return [
        texts.EditedParagraph(
            row.get("id") or None, row["section"], row.get("depth", 0), row["text"], row.get("addressee", "")
        )
        for row in rows
    ]


def stored_text(db: Db, sha256: str) -> texts.Text:
    """A version of a text, from its annex."""
    return texts.text_from_json(json.loads(annex(db, sha256)))
