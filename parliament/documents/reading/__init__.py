"""A motion out of a file: DOCX, ODT, Markdown or plain text in, the rows of the drafting table out.

Nothing is ever dropped without a word: what a motion of this house cannot hold is counted in the remarks. What comes out
is in NFC and cleaned like a form, and is checked like one by `problems`; it is a proposal for the editor, in which a person
sees and corrects every row. How paragraphs are told apart is said in `numbering` and `parts`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from parliament import texts
from parliament.documents.reading.markdown import read_markdown
from parliament.documents.reading.numbering import take_marks
from parliament.documents.reading.open_document import MEDIA_TYPE, read_open_document
from parliament.documents.reading.packed import MEGABYTE, Packed
from parliament.documents.reading.parts import Row, sorted_out
from parliament.documents.reading.plain import decoded, read_plain
from parliament.documents.reading.word import DOCUMENT, read_word
from parliament.documents.reading.written import MOST_LINES, Written
from parliament.rules.refusals import Code, Refused

__all__ = ["ENDINGS", "LARGEST", "MEGABYTE", "MOST_CHARACTERS", "Reading", "Row", "problems", "read_motion"]

LARGEST: Final = 5  # megabytes, as for papers
LARGEST_TEXT: Final = 1  # megabyte; more words than that are no motion
MOST_CHARACTERS: Final = 150_000  # of all paragraphs together: what a form can carry back in every script
_MOST_BREAKS: Final = 5000  # lines of a text that is wrapped narrowly, and empty ones between
ENDINGS: Final = ("docx", "odt", "md", "markdown", "txt", "text")


@dataclass(frozen=True)
class Reading:
    """What a file amounts to."""

    title: str
    rows: tuple[Row, ...]
    remarks: tuple[texts.Phrase, ...]


def read_motion(content: bytes, name: str) -> Reading:
    """The file as title and rows, its kind known by its bytes and, between texts, by the ending of its name.

    Refused: not_a_motion_file, paper_too_large, unpacks_too_large, file_damaged, unknown_encoding, no_words_in_file,
    too_many_paragraphs, text_too_long.
    """
    ending = name.rpartition(".")[2].lower()
    if ending not in ENDINGS:
        raise Refused(Code.NOT_A_MOTION_FILE, field="content")
    is_packed = content.startswith(b"PK\x03\x04")
    limit = LARGEST if is_packed else LARGEST_TEXT
    if len(content) > limit * MEGABYTE:
        raise Refused(Code.PAPER_TOO_LARGE, field="content", limit=limit)
    written = _unpacked(content) if is_packed else _as_text(content, ending)
    _check_words(sum(len(line.text) for line in written.lines))
    if len(written.lines) > MOST_LINES:
        raise Refused(Code.TOO_MANY_PARAGRAPHS, field="content", limit=texts.MAX_PARAGRAPHS)
    title, rows = sorted_out(take_marks(written))
    _check_size(title, rows)
    return Reading(title, rows, written.remarks())


def _unpacked(content: bytes) -> Written:
    packed = Packed(content)
    if DOCUMENT in packed.names:
        return read_word(packed)
    if "mimetype" in packed.names and packed.part("mimetype").strip() == MEDIA_TYPE:
        return read_open_document(packed)
    raise Refused(Code.NOT_A_MOTION_FILE, field="content")


def _as_text(content: bytes, ending: str) -> Written:
    if ending in ("docx", "odt"):  # what Word packed before 2007, or behind a password, is no archive
        raise Refused(Code.FILE_DAMAGED, field="content")
    said = decoded(content)
    _check_words(len(said))
    if max(said.count("\n"), said.count("\r")) > _MOST_BREAKS:
        raise Refused(Code.TOO_MANY_PARAGRAPHS, field="content", limit=texts.MAX_PARAGRAPHS)
    return read_markdown(said) if ending in ("md", "markdown") else read_plain(said)


def _check_words(count: int) -> None:
    """Refused: what is too long, white space and all, before anybody thinks about it for long."""
    if count > MOST_CHARACTERS:
        raise Refused(Code.TEXT_TOO_LONG, field="content", limit=MOST_CHARACTERS)


def _check_size(title: str, rows: tuple[Row, ...]) -> None:
    """Refused: what is too much for one form; single paragraphs are shown with what is wrong with them."""
    if not rows:
        raise Refused(Code.NO_WORDS_IN_FILE, field="content")
    if len(rows) > texts.MAX_PARAGRAPHS:
        raise Refused(Code.TOO_MANY_PARAGRAPHS, field="content", limit=texts.MAX_PARAGRAPHS)
    if len(title) + sum(len(row.text) for row in rows) > MOST_CHARACTERS:
        raise Refused(Code.TEXT_TOO_LONG, field="content", limit=MOST_CHARACTERS)


def problems(reading: Reading) -> list[tuple[int | None, texts.TextProblem]]:
    """What a form with these words would be refused for, by row; None is the title, if there is one."""
    found: list[tuple[int | None, texts.TextProblem]] = []
    if reading.title:
        found += [(None, problem) for problem in _problem(reading.title, "-")]
    for at, row in enumerate(reading.rows):
        found += [(at, problem) for problem in _problem("-", row.text)]
    return found


def _problem(title: str, words: str) -> list[texts.TextProblem]:
    paragraph = texts.Paragraph("row", "operative", None, words)
    try:
        texts.check_text(texts.Text("und", title, (paragraph,)))
    except texts.TextProblem as problem:
        return [problem]
    return []
