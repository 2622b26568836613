"""The equity report as a table for spreadsheets: RFC 4180, one line a group, the machine's words in English."""

import csv
import io

from parliament.record.entries import Json
from parliament.results.roll_call import safe_cell

COLUMNS = (
    "seats",
    "share_of_seats",
    "people",
    "speakers",
    "turns",
    "seconds",
    "share_of_time",
    "motions",
    "motions_adopted",
    "amendments",
    "amendments_adopted",
)


def equity_csv(report: Json) -> bytes:
    """Regions, then sizes of cities, then the whole session; shares in percent."""
    made = io.StringIO(newline="")
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow(("by", "group", *COLUMNS))
    for by, rows in (("region", report["region"]), ("size", report["size"]), ("session", [report["whole"]])):
        for row in rows:
            writer.writerow([by, safe_cell(row["name"]), *(safe_cell(row[column]) for column in COLUMNS)])
    return made.getvalue().encode("utf-8")
