"""Workbooks and tables, opened by a spreadsheet's library: words stay words, numbers numbers, and nothing is run."""

import csv
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from parliament.documents.sheets import MOST, Sheet, workbook
from parliament.results.roll_call import COLUMNS, FORMULA, roll_call_csv, roll_call_rows, table_csv
from parliament.results.signatories import COLUMNS as SIGNED
from parliament.results.signatories import signatories_csv, signatory_rows
from tests.documents.published import HASH, NAUGHTY, document, signed

AT = "2026-11-22T10:00:00.000Z"


def rows_of(content: bytes, sheet: int = 0) -> list[list[object]]:
    """A sheet as openpyxl reads it; a formula would come as one, because nothing is computed."""
    page = load_workbook(io.BytesIO(content), data_only=False).worksheets[sheet]
    for row in page.iter_rows():
        for cell in row:
            assert cell.data_type in ("s", "n", "inlineStr"), (cell.coordinate, cell.data_type)
            assert cell.hyperlink is None
    return [list(row) for row in page.values]


def test_roll_call_is_a_table_of_seats_with_numbers_as_numbers():
    about = document()
    made = workbook("Heat plans", AT, [Sheet("roll call", COLUMNS, roll_call_rows(about))])
    head, *rows = rows_of(made)
    assert tuple(head) == COLUMNS
    assert [row[1] for row in rows] == ["Freetown", "غزة", "Ghent", "Suva", "北京"]
    assert [row[6] for row in rows] == [1_200_000] * 5
    assert [row[-1] for row in rows] == ["yes", "no", "abstain", "not_voting", "absent"]


@pytest.mark.parametrize("words", NAUGHTY)
def test_no_name_becomes_a_formula_an_address_or_a_number(words):
    about = document(cities=(words,))
    made = workbook(words, AT, [Sheet("roll call", COLUMNS, roll_call_rows(about))])
    assert rows_of(made)[1][1] == words.replace("\r", "\n")
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert b"<f>" not in package.read("xl/worksheets/sheet1.xml")
        assert not [name for name in package.namelist() if "external" in name.lower() or "vba" in name.lower()]
        assert b'quotePrefix="1"' in package.read("xl/styles.xml")
    (row,) = csv.DictReader(io.StringIO(roll_call_csv(about).decode(), newline=""))
    assert not row["city"].startswith(FORMULA)
    assert row["city"].removeprefix("'") == words.removeprefix("'")


def test_sheet_that_is_asked_for_a_formula_would_be_found_out():
    """The negative control: what openpyxl calls a formula is one."""
    import xlsxwriter

    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        book.add_worksheet().write(0, 0, "=1+1")
    with pytest.raises(AssertionError, match="'f'"):
        rows_of(made.getvalue())


def test_signatories_are_told_whole_also_the_one_who_took_it_back():
    life = signed(document(), ("Ghent", "=Suva"), "Not 1 (a).")
    head, *rows = rows_of(workbook("x", AT, [Sheet("signatories", SIGNED, signatory_rows(life))]))
    assert tuple(head) == SIGNED
    (ghent, suva) = (dict(zip(head, row, strict=True)) for row in rows)
    assert (ghent["signed_by"], ghent["council_reference"], ghent["reservation"]) == (
        "Mayor Ghent",
        "Res. 7/2026",
        "Not 1 (a).",
    )
    assert (ghent["version"], ghent["document_hash"], ghent["withdrawn_at"]) == (1, HASH, None)
    assert (suva["city"], suva["withdrawn_at"], suva["withdrawn_reason"]) == (
        "=Suva", "2026-11-29T08:00:00.000Z", "The council voted anew.",
    )  # fmt: skip
    assert (suva["log"], suva["entry"]) == ("institution", 41)
    (first, second) = csv.DictReader(io.StringIO(signatories_csv(life).decode(), newline=""))
    assert (first["city"], second["city"], second["withdrawn_reason"]) == ("Ghent", "'=Suva", "The council voted anew.")


def test_same_rows_same_bytes_and_no_hour_of_their_making():
    sheets = [Sheet("roll call", COLUMNS, roll_call_rows(document()))]
    made = workbook("Heat plans", AT, sheets)
    assert workbook("Heat plans", AT, sheets) == made
    assert workbook("Heat plans", "2026-11-22T10:00:01.000Z", sheets) != made
    assert load_workbook(io.BytesIO(made)).properties.created.isoformat() == "2026-11-22T10:00:00"
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert {each.date_time for each in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize(("length", "is_whole"), [(MOST, True), (MOST + 1, False)])
def test_what_no_cell_can_hold_is_cut_and_says_so(length, is_whole):
    (cell,) = rows_of(workbook("x", AT, [Sheet("s", ("c",), [("a" * length,)])]))[1]
    assert (cell == "a" * length) == is_whole
    assert len(cell) == MOST
    assert cell.endswith("a" if is_whole else "…")


@given(st.lists(st.text(max_size=20), min_size=1, max_size=4))
def test_any_words_come_out_of_the_table_as_they_went_in_and_never_as_a_formula(words):
    (head, row) = csv.reader(
        io.StringIO(table_csv(["c"] * len(words), [words]).decode("utf-8", "surrogatepass"), newline="")
    )
    assert len(head) == len(words)
    assert not [cell for cell in row if cell.startswith(FORMULA)]
    assert [cell[1:] if each.startswith(FORMULA) else cell for cell, each in zip(row, words, strict=True)] == words
