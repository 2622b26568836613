"""What no file can do to us: each refusal of a file, and hostile documents."""

import pytest

from parliament.documents.reading import LARGEST_TEXT, MEGABYTE, read_motion
from parliament.rules.refusals import Code, Refused
from parliament.texts import MAX_PARAGRAPHS
from tests.documents.written_out import BODY, word_with, zipped


def refusal(content: bytes, name: str) -> Refused:
    with pytest.raises(Refused) as refused:
        read_motion(content, name)
    assert refused.value.field == "content"
    return refused.value


def test_a_file_of_another_kind_is_refused() -> None:
    assert refusal(b"<html>", "motion.html").code == Code.NOT_A_MOTION_FILE
    assert refusal(zipped(**{"xl/workbook.xml": "<x/>"}), "motion.docx").code == Code.NOT_A_MOTION_FILE


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04 and then nothing",
        b"\xd0\xcf\x11\xe0 what Word wrote before 2007",
        word_with("<w:document"),
        word_with(
            "<!DOCTYPE d [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]>"
            + BODY.format("<w:p><w:r><w:t>&b;</w:t></w:r></w:p>")
        ),
        word_with(
            "<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
            + BODY.format("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>")
        ),
        word_with(BODY.format("<w:sdt>" * 5000 + "</w:sdt>" * 5000)),
    ],
)
def test_a_damaged_or_dangerous_document_is_refused(content: bytes) -> None:
    assert refusal(content, "motion.docx").code == Code.FILE_DAMAGED


def test_what_grows_when_it_is_unpacked_is_refused() -> None:
    bomb = word_with(BODY.format(" " * 12 * MEGABYTE))
    assert len(bomb) < MEGABYTE
    assert refusal(bomb, "motion.docx").code == Code.UNPACKS_TOO_LARGE
    dense = word_with(BODY.format(" " * 2 * MEGABYTE))
    assert refusal(dense, "motion.docx").code == Code.UNPACKS_TOO_LARGE


def test_a_file_that_is_too_large_is_refused() -> None:
    assert refusal(b"a" * (LARGEST_TEXT * MEGABYTE + 1), "motion.txt").code == Code.PAPER_TOO_LARGE


@pytest.mark.parametrize("content", ["Räte".encode("latin-1"), b"a\x00b", "ab".encode("utf-32")])
def test_letters_that_cannot_be_told_are_refused_and_never_guessed(content: bytes) -> None:
    assert refusal(content, "motion.txt").code == Code.UNKNOWN_ENCODING


@pytest.mark.parametrize("content", [b"", b"\n\n", b"1\n\n2\n", b"***"])
def test_a_file_without_words_is_refused(content: bytes) -> None:
    assert refusal(content, "motion.txt").code == Code.NO_WORDS_IN_FILE


def test_more_than_a_form_can_hold_is_refused() -> None:
    many = "\n".join(f"{at}. demand" for at in range(1, MAX_PARAGRAPHS + 2))
    assert refusal(many.encode(), "motion.txt").code == Code.TOO_MANY_PARAGRAPHS
    assert refusal(b"words " * 40_000, "motion.txt").code == Code.TEXT_TOO_LONG
