"""Linguistic corrections of an adopted text, made again from the record: each one's splices on the text before it."""

from collections.abc import Sequence
from dataclasses import dataclass

from parliament import texts
from parliament.record.entries import Entry, Json
from parliament.results.as_json import sentence_to_json
from parliament.results.matter import Annex, Matter, NotInRecord, read

# A correction of a text that was published already; it makes a new version of the declaration.
PROPOSED = "version.proposed"


@dataclass(frozen=True)
class Corrected:
    """One correction: the entry that tells it, the text before, its splices, and the text with the sources of its words."""

    entry: Entry
    before: texts.Text
    ops: texts.Ops
    now: texts.Consolidated

    @property
    def number(self) -> int:
        """Counted through all corrections of the text, before its publication and after it."""
        body = self.entry.body
        return int(body["correction"] if self.entry.kind == PROPOSED else body["number"])

    @property
    def splices(self) -> list[texts.Splice]:
        return [op for op in self.ops if isinstance(op, texts.Splice)]


def corrections(matter: Matter, annex: Annex, adopted: texts.Consolidated) -> list[Corrected]:
    """What was corrected in this adopted text, in order. Raises `NotInRecord` where more than words was changed."""
    return corrected(matter.corrected, annex, adopted)


def corrected(entries: Sequence[Entry], annex: Annex, now: texts.Consolidated) -> list[Corrected]:
    """What these entries, one after the other, make of this text."""
    found: list[Corrected] = []
    for entry in entries:
        number = Corrected(entry, now.text, (), now).number
        if texts.text_hash(now.text) != entry.body["before_hash"]:
            raise NotInRecord(f"correction {number} was made on another text")
        ops = texts.operations_from_json(read(annex, entry.body["operations_hash"]))
        try:
            before, now = now.text, texts.correct(now, ops, f"{texts.CORRECTION}{number}")
        except (texts.TextProblem, texts.Mismatch) as error:
            raise NotInRecord(f"correction {number} is no linguistic correction: {error}") from error
        if texts.text_hash(now.text) != entry.body["after_hash"]:
            raise NotInRecord(f"correction {number} makes another text than it states")
        found.append(Corrected(entry, before, ops, now))
    return found


def in_force(adopted: texts.Consolidated, made: list[Corrected]) -> texts.Consolidated:
    """The text that is certified and published."""
    return made[-1].now if made else adopted


def corrected_by(made: list[Corrected], pid: str) -> list[int]:
    """The numbers of the corrections of one paragraph, or of the title."""
    return [each.number for each in made if any(op.pid == pid for op in each.splices)]


def correction_to_json(made: Corrected) -> Json:
    """A correction as the declaration lists it: what was changed in words, by whom, why, and both texts by their hash."""
    body, later = made.entry.body, made.entry.kind == PROPOSED
    said = ("account", "before_hash", "after_hash", "operations_hash")
    return {
        "number": made.number,
        "reason": body["notice" if later else "reason"],
        **{name: body[name] for name in said},
        "office": made.entry.by["office"],
        "at": made.entry.at,
        "changes": [sentence_to_json(each) for each in texts.sentences(made.before, made.ops)],
        "entry": made.entry.seq,
        # Those before the publication are in the log of the session, which the document names once.
        **({"log": made.entry.log, "version": body["number"]} if later else {}),
    }
