"""Texts as people send them, made into texts of the drafting table; its problems made into refusals."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy.orm import Session as Db

from parliament import texts
from parliament.rules.refusals import Code, Refused
from parliament.store.record import annex

CODES: dict[str, Code] = {
    "empty": Code.TEXT_EMPTY,
    "too_long": Code.TEXT_TOO_LONG,
    "too_many_words": Code.TEXT_TOO_LONG,
    "too_many_paragraphs": Code.TEXT_TOO_LONG,
    "too_deep": Code.MALFORMED,
    "character": Code.TEXT_CONTROLS,
    "order": Code.MALFORMED,
    "identifier": Code.MALFORMED,
    "nothing_changed": Code.CHANGES_NOTHING,
    "malformed": Code.MALFORMED,
}

Row = dict[str, Any]


@contextmanager
def refusing() -> Iterator[None]:
    """Turn what the drafting table says no to into a refusal with a sentence for the person."""
    try:
        yield
    except texts.TextProblem as problem:
        field = problem.paragraph or "title" if problem.kind != "nothing_changed" else "paragraphs"
        raise Refused(CODES[problem.kind], field=field, limit=problem.limit or 0) from None
    except texts.Mismatch as problem:
        code = Code.CONFLICTS_WITH_ITSELF if "itself" in str(problem) else Code.DOES_NOT_FIT
        raise Refused(code, field="paragraphs") from None


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
    with refusing():
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
