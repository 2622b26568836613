"""The signatories of a declaration as a table: who signed what, when, on whose mandate, and who took it back."""

from typing import Any

from parliament.record.entries import Json
from parliament.results.roll_call import table_csv

# What a signatory's row of a life is called, and what it is called here.
_SAID = {
    "signature": "signature",
    "seat": "seat",
    "city": "city",
    "other_name": "other_name",
    "country": "country",
    "country_name": "country_name",
    "continent": "continent",
    "population": "population",
    "cities": "cities",
    "signed_by": "by",
    "function": "function",
    "council_date": "council_date",
    "council_reference": "council_reference",
    "reservation": "reservation",
    "version": "version",
    "document_hash": "document_hash",
    "signed_at": "at",
}
COLUMNS = (*_SAID, "withdrawn_at", "withdrawn_reason", "log", "entry")


def signatory_rows(life: Json) -> list[list[Any]]:
    """One row a signature, in the order of the record; one that was taken back stays, and says so."""
    return [
        [
            *(row[name] for name in _SAID.values()),
            *((row["withdrawn"]["at"], row["withdrawn"]["reason"]) if row["withdrawn"] else (None, None)),
            row["entry"]["log"],
            row["entry"]["seq"],
        ]
        for row in life["signatories"]
    ]


def signatories_csv(life: Json) -> bytes:
    """The table in UTF-8, lines ended as RFC 4180 asks, formula-safe."""
    return table_csv(COLUMNS, signatory_rows(life))
