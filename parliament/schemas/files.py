"""The files a motion and its amendments can be had as: from a view to bytes, with a media type and a name."""

from collections.abc import Callable
from dataclasses import dataclass

from flask_babel import get_locale, gettext

from parliament.commands.press_room import PRESS_ROOM
from parliament.documents import akoma_ntoso, press, printing, tracked
from parliament.documents.dossier import Amending, Dossier
from parliament.rules.refusals import Code, Refused
from parliament.texts import Fate


@dataclass(frozen=True)
class File:
    """What is downloaded."""

    content: bytes
    media_type: str
    name: str


# The files of a motion and those of an amendment, by the last part of their address: what kind it is and how it is made.
OF_MOTION: dict[str, tuple[str, Callable[[Dossier], bytes]]] = {
    "compendium.pdf": (
        press.MEDIA_TYPE,
        lambda it: PRESS_ROOM.print_of(printing.compendium_forme(it, _reader(), gettext)),
    ),
    "changes.docx": (tracked.MEDIA_TYPE, lambda it: tracked.changes_in_word(it, gettext)),
    "text.akn.xml": (akoma_ntoso.MEDIA_TYPE, akoma_ntoso.statement),
    "amendments.akn.xml": (akoma_ntoso.MEDIA_TYPE, akoma_ntoso.amendment_list),
}
OF_AMENDMENT: dict[str, tuple[str, Callable[[Dossier, int], bytes]]] = {
    "changes.docx": (tracked.MEDIA_TYPE, lambda it, number: tracked.amendment_in_word(it, number, gettext)),
    "amendment.akn.xml": (akoma_ntoso.MEDIA_TYPE, akoma_ntoso.amendment),
}


def motion_file(view: dict, kind: str) -> File:
    """A file of a motion, from its dossier view. Refused: not_found for a list of no amendments."""
    media_type, make = OF_MOTION[kind]
    if kind == "amendments.akn.xml" and not view["amendments"]:
        raise Refused(Code.NOT_FOUND)
    dossier = dossier_from(view)
    return File(make(dossier), media_type, f"{dossier.stem}-{kind}")


def amendment_file(view: dict, number: int, kind: str) -> File:
    """A file of one amendment, from the dossier view of its motion."""
    media_type, make = OF_AMENDMENT[kind]
    dossier = dossier_from(view)
    ending = kind.partition(".")[2]
    return File(make(dossier, number), media_type, f"{dossier.stem}-amendment-{number}.{ending}")


def dossier_from(view: dict) -> Dossier:
    """The plain values that files are made from."""
    counts = tallies(view["votes"], view["at_once"])
    return Dossier(
        motion=view["id"],
        number=view["number"],
        meeting=view["session_slug"],
        title=view["title"],
        seat=view["mover"]["slug"],
        city=view["mover"]["city"],
        country=view["mover"]["country_name"],
        sponsors=tuple(row["city"] for row in view["sponsors"]),
        dated_at=view["published_at"] or view["submitted_at"] or view["drafted_at"],
        base=view["base"],
        now=view["now"],
        corrected=view["corrected"],
        in_force=view["in_force"],
        amendments=tuple(_amending(row, counts.get(row["number"])) for row in view["amendments"]),
    )


def _amending(row: dict, tally: tuple[int, int, int] | None) -> Amending:
    return Amending(
        id=row["id"],
        number=row["number"],
        of=row["of"],
        ops=row["ops"],
        phrases=tuple(row["sentences"]),
        seat=row["mover"]["slug"],
        city=row["mover"]["city"],
        country=row["mover"]["country_name"],
        submitted_at=row["submitted_at"],
        justification=row["justification"],
        fate=Fate(row["fate"], row["by"]),
        parent=row["parent"],
        tally=tally,
    )


def tallies(votes: list[dict], at_once: dict[str, list[int]]) -> dict[int, tuple[int, int, int]]:
    """The last count on each amendment that was put whole, alone or in a bloc that was adopted; objections are no count."""
    found = {}
    for vote in votes:
        is_counted = vote["tally"] is not None and vote["manner"] in ("roll_call", "show_of_hands")
        if not is_counted or vote["state"] != "closed" or vote["part"]:
            continue
        in_bloc = at_once.get(vote["about"], []) if vote["outcome"] == "adopted" else []
        for number in [vote["amendment_number"]] if vote["amendment_number"] else in_bloc:
            found[number] = tuple(vote["tally"][choice] for choice in ("yes", "no", "abstain"))
    return found


def _reader() -> str:
    return str(get_locale() or "en").replace("_", "-")
