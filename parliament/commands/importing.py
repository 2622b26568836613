"""A motion out of a file, for whoever is about to draft one. Nothing is stored: the editor and its button do that."""

from typing import Any

from parliament.commands.wording import CODES
from parliament.documents.reading import problems, read_motion
from parliament.rules.refusals import Refused


def read_file(content: bytes, name: str) -> dict[str, Any]:
    """The file as title and rows, what to know about them, and each row a draft would be refused for.

    Refused: not_a_motion_file, paper_too_large, unpacks_too_large, file_damaged, unknown_encoding, no_words_in_file,
    too_many_paragraphs, text_too_long.
    """
    reading = read_motion(content, name)
    wrong = [
        Refused(CODES[problem.kind], field="title" if at is None else f"paragraph-{at}", limit=problem.limit or 0)
        for at, problem in problems(reading)
    ]
    return {
        "title": reading.title,
        "paragraphs": [row.as_json() for row in reading.rows],
        "remarks": list(reading.remarks),
        "problems": wrong,
    }
