"""The roll call as a table for spreadsheets: RFC 4180, and no cell that a spreadsheet would run as a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from parliament.record.entries import Json

COLUMNS = ("seat", "city", "other_name", "country", "country_name", "continent", "population", "member", "choice")
# What spreadsheets take for the beginning of a formula (OWASP, "CSV Injection"), in full width too.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")


def safe_cell(value: object) -> str:
    """The value as text; an apostrophe in front makes a spreadsheet show it instead of running it."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def roll_call_rows(document: Json) -> list[list[Any]]:
    """One row a seat of the roll."""
    return [[row[column] for column in COLUMNS] for row in document["vote"]["roll_call"]]


def roll_call_csv(document: Json) -> bytes:
    """One line a seat of the roll, in UTF-8, lines ended as RFC 4180 asks."""
    return table_csv(COLUMNS, roll_call_rows(document))


def table_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A table in UTF-8 with its header, formula-safe."""
    made = io.StringIO(newline="")
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return made.getvalue().encode("utf-8")
