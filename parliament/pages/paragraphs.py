"""The rows of paragraphs in a form: as they are sent, moved about without script, and numbered as they will be printed.

A row is named by its paragraph's id, a new one by `+1`, `+2`, …, which no id can be: so what a browser keeps of
somebody's typing finds its row again, wherever the row has gone.
"""

from collections.abc import Mapping
from typing import Any

from werkzeug.datastructures import MultiDict

from parliament import texts
from parliament.rules.refusals import Code, Refused

Rows = list[dict[str, Any]]


def rows_of(paragraphs: list[dict]) -> Rows:
    """The rows for a text as the views give it."""
    kept = ("id", "section", "depth", "text", "addressee")
    return [{"key": p["id"]} | {name: p[name] for name in kept} for p in paragraphs]


def first_rows() -> Rows:
    """What an empty page begins with: one reason and one demand."""
    return [blank("+1", "preamble", 0), blank("+2", "operative", 0)]


def numbered(paragraphs: list[dict]) -> Rows:
    """New rows for paragraphs that come from elsewhere, none of which is known here yet."""
    kept = ("section", "depth", "text", "addressee")
    return in_order([{"key": f"+{at}", "id": None} | {k: p[k] for k in kept} for at, p in enumerate(paragraphs, 1)])


def blank(key: str, section: str, depth: int) -> dict[str, Any]:
    return {"key": key, "id": None, "section": section, "depth": depth, "text": "", "addressee": ""}


def typed(form: MultiDict[str, str]) -> Rows:
    """The rows of the form that was sent, in reading order. Refused: malformed."""
    return in_order([_row(form, key) for key in form.getlist("row")])


def _row(form: Mapping[str, str], key: str) -> dict[str, Any]:
    section, depth = form.get(f"section-{key}", ""), form.get(f"depth-{key}", "0")
    addressee = form.get(f"addressee-{key}", "") if section == "operative" else ""
    if section not in texts.SECTIONS or addressee not in texts.ADDRESSEES or depth not in ("0", "1", "2", "3"):
        raise Refused(Code.MALFORMED)
    return {
        "key": key,
        "id": None if key.startswith("+") else key,
        "section": section,
        "depth": int(depth),
        "text": form.get(f"text-{key}", ""),
        "addressee": addressee,
    }


def sent(rows: Rows) -> Rows:
    """The rows as commands take them."""
    return [{name: value for name, value in row.items() if name != "key"} for row in rows]


def in_order(rows: Rows) -> Rows:
    """Sections in their order, and no paragraph deeper than one below what it follows."""
    found: Rows = []
    for row in sorted(rows, key=lambda row: texts.SECTIONS.index(row["section"])):
        above = found[-1] if found and found[-1]["section"] == row["section"] else None
        found.append(row | {"depth": min(row["depth"], above["depth"] + 1 if above else 0)})
    return found


def done(rows: Rows, wish: str) -> Rows:
    """The rows after one press of a button: `add-3` (below the third; or into a section), `remove-2`, `up-4`, `down-4`,
    `deeper-5`, `higher-5`. Refused: malformed.
    """
    verb, _, where = wish.partition("-")
    if verb == "add" and where in texts.SECTIONS:
        return in_order([*rows, blank(_new_key(rows), where, 0)])
    if verb not in _DEEDS or not (where.isascii() and where.isdecimal()) or not 1 <= int(where) <= len(rows):
        raise Refused(Code.MALFORMED)
    return in_order(_DEEDS[verb](rows, int(where) - 1))


def _new_key(rows: Rows) -> str:
    used = [int(row["key"][1:]) for row in rows if row["key"][1:].isdecimal() and row["key"].startswith("+")]
    return f"+{max(used, default=0) + 1}"


def _end(rows: Rows, at: int) -> int:
    """Where the paragraph with all that hangs under it ends."""
    head = rows[at]
    end = at + 1
    while end < len(rows) and rows[end]["section"] == head["section"] and rows[end]["depth"] > head["depth"]:
        end += 1
    return end


def _before(rows: Rows, at: int) -> int | None:
    """The sibling above, if there is one."""
    for other in range(at - 1, -1, -1):
        if rows[other]["section"] != rows[at]["section"] or rows[other]["depth"] < rows[at]["depth"]:
            return None
        if rows[other]["depth"] == rows[at]["depth"]:
            return other
    return None


def _after(rows: Rows, at: int) -> int | None:
    """The sibling below, if there is one."""
    end = _end(rows, at)
    is_sibling = end < len(rows) and _before(rows, end) == at
    return end if is_sibling else None


def _add(rows: Rows, at: int) -> Rows:
    end = _end(rows, at)
    return [*rows[:end], blank(_new_key(rows), rows[at]["section"], rows[at]["depth"]), *rows[end:]]


def _remove(rows: Rows, at: int) -> Rows:
    """What hung under the paragraph stays, one step higher."""
    end = _end(rows, at)
    risen = [row | {"depth": row["depth"] - 1} for row in rows[at + 1 : end]]
    return [*rows[:at], *risen, *rows[end:]]


def _up(rows: Rows, at: int) -> Rows:
    above = _before(rows, at)
    if above is None:
        return rows
    end = _end(rows, at)
    return [*rows[:above], *rows[at:end], *rows[above:at], *rows[end:]]


def _down(rows: Rows, at: int) -> Rows:
    below = _after(rows, at)
    return rows if below is None else _up(rows, below)


def _may_deeper(rows: Rows, at: int) -> bool:
    """Whether there is a paragraph to hang it under, and room below for what hangs under it."""
    if at == 0 or rows[at - 1]["section"] != rows[at]["section"] or rows[at - 1]["depth"] < rows[at]["depth"]:
        return False
    return max(row["depth"] for row in rows[at : _end(rows, at)]) < texts.MAX_DEPTH


def _shifted(rows: Rows, at: int, by: int) -> Rows:
    """The paragraph and all that hangs under it, so many levels deeper."""
    end = _end(rows, at)
    return [*rows[:at], *(row | {"depth": row["depth"] + by} for row in rows[at:end]), *rows[end:]]


def _deeper(rows: Rows, at: int) -> Rows:
    return _shifted(rows, at, 1) if _may_deeper(rows, at) else rows


def _higher(rows: Rows, at: int) -> Rows:
    return _shifted(rows, at, -1) if rows[at]["depth"] else rows


_DEEDS = {"add": _add, "remove": _remove, "up": _up, "down": _down, "deeper": _deeper, "higher": _higher}


def shown(rows: Rows, errors: list[tuple[str, str]]) -> Rows:
    """The rows for the template: numbered as printed, where each may go, what is wrong with each."""
    wrong = dict(errors)
    return [
        row
        | {
            "label": label,
            "may_up": _before(rows, at) is not None,
            "may_down": _after(rows, at) is not None,
            "may_deeper": _may_deeper(rows, at),
            "may_higher": row["depth"] > 0,
            "error": wrong.get(row["id"] or f"paragraph-{at}", ""),
        }
        for at, (row, label) in enumerate(zip(rows, _labels(rows), strict=True))
    ]


def _labels(rows: Rows) -> list[str]:
    above: list[str] = []
    paragraphs = []
    section = None
    for at, row in enumerate(rows):
        above = above[: row["depth"]] if row["section"] == section else []
        section = row["section"]
        paragraphs.append(texts.Paragraph(str(at), row["section"], above[-1] if above else None, "", ""))
        above.append(str(at))
    return list(texts.labels(texts.Text("", "", tuple(paragraphs))).values())


def led(rows: Rows, errors: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The errors for the summary, each leading to its own input."""
    keys = {row["id"] or f"paragraph-{at}": row["key"] for at, row in enumerate(rows)}
    return [
        (f"text-{keys[field]}" if field in keys else field if field in ("title", "replaces") else "", said)
        for field, said in errors
    ]
