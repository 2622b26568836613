"""Write the table of kinds in `record.md` anew from the code: `python docs/record_kinds.py`."""

from pathlib import Path

from parliament.record.audience import AUDIENCE, Audience
from parliament.record.entries import INSTITUTION, KINDS, Json
from parliament.record.replay import FIELDS

PAGE = Path(__file__).with_name("record.md")
BEGIN, END = "<!-- kinds: written by docs/record_kinds.py -->", "<!-- end of kinds -->"
READERS = {Audience.PUBLIC: "everybody", Audience.HOUSE: "the house; everybody else receives the number alone"}
LOGS = {True: "the institution's", False: "the session's"}


def kinds() -> str:
    """One section a kind: what it says, who reads it, in which log it stands, its fields."""
    return "\n".join(_section(kind) for kind in KINDS)


def _section(kind: str) -> str:
    said = " ".join((KINDS[kind].__doc__ or "").split())
    fields = ", ".join(f"`{name}` {_type(hint)}" for name, hint in FIELDS[kind].items())
    home = LOGS[KINDS[kind].home == INSTITUTION]
    return f"### `{kind}`\n\n{said}\n\n- Read by {READERS[AUDIENCE[kind]]}. In {home} log.\n- Fields: {fields}.\n"


def _type(hint: object) -> str:
    words = {
        str: "text",
        int: "number",
        bool: "true or false",
        str | None: "text or null",
        int | None: "number or null",
    }
    lists = {list[str]: "list of texts", list[int]: "list of numbers", list[Json]: "list of objects"}
    return words.get(hint) or lists[hint]


def page(text: str) -> str:
    """The page with its kinds as the code has them."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{kinds()}\n{END}{after}"


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text("utf-8")), "utf-8")
