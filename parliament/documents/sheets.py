"""Tables as a workbook (ECMA-376). Words are written as words, so no cell is ever run as a formula; same rows, same bytes."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple

import xlsxwriter

from parliament.documents.packing import undated
from parliament.documents.script import for_xml

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# The most that a cell can hold (ECMA-376 part 1, 18.3.1.4, as spreadsheets take it), in UTF-16.
MOST: Final = 32_767
WIDE: Final = 40

Cell = str | int | None


class Sheet(NamedTuple):
    """A table under its name: columns, and rows in their order."""

    name: str
    columns: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def workbook(title: str, at: str, sheets: Sequence[Sheet]) -> bytes:
    """The workbook of these sheets, dated `at` (RFC 3339)."""
    found = io.BytesIO()
    # Nothing is guessed: no text becomes a number, an address or a formula.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(found, options)
    made = datetime.fromisoformat(at).astimezone(UTC).replace(tzinfo=None, microsecond=0)
    book.set_properties({"title": for_xml(title)[:255], "author": "", "created": made})
    # A mark that a spreadsheet keeps a cell's words as words even when somebody edits it.
    looks = {"head": book.add_format({"bold": True}), "words": book.add_format({"quote_prefix": True})}
    for sheet in sheets:
        _write(book.add_worksheet(sheet.name), sheet, looks)
    book.close()
    return undated(found.getvalue())


def _write(page: Any, sheet: Sheet, looks: dict[str, Any]) -> None:
    page.freeze_panes(1, 0)
    widths = [len(name) for name in sheet.columns]
    for column, name in enumerate(sheet.columns):
        page.write_string(0, column, name, looks["head"])
    for row, cells in enumerate(sheet.rows, start=1):
        for column, cell in enumerate(cells):
            widths[column] = max(widths[column], min(len(str(cell or "")), WIDE))
            _put(page, row, column, cell, looks["words"])
    for column, width in enumerate(widths):
        page.set_column(column, column, width + 2)


def _put(page: Any, row: int, column: int, cell: Cell, words: Any) -> None:
    """A number as a number, everything else as words; nothing is nothing."""
    if isinstance(cell, int):
        page.write_number(row, column, cell)
    elif cell:
        page.write_string(row, column, _fitting(for_xml(cell)), words)


def _fitting(words: str) -> str:
    """As much as a cell holds; what had to be cut ends in an ellipsis."""
    if len(words.encode("utf-16-le")) <= 2 * MOST:
        return words
    kept = words.encode("utf-16-le")[: 2 * (MOST - 1)].decode("utf-16-le", errors="ignore")
    return f"{kept}…"
