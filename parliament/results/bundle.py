"""The evidence bundle: one archive with which anybody can check a declaration offline, for as long as they keep it.

It is the same bytes whenever it is built, because the record up to the declaration never changes. Entries that are
the house's own stand in it sealed (`record.leaves`): the tree can be computed, and what they say is not told.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from parliament.record.audience import AUDIENCE, Audience
from parliament.record.canonical import parse_canonical
from parliament.record.entries import Entry, Json
from parliament.record.leaves import hash_of_line, is_seal
from parliament.record.tree import root
from parliament.results.archive import pack
from parliament.results.instructions import instructions
from parliament.results.matter import Annex, NotInRecord, one
from parliament.results.printed import printed
from parliament.results.roll_call import roll_call_csv

DOCUMENT, TEXT, ENTRIES, CHECKPOINT = "declaration.json", "text.txt", "entries.jsonl", "checkpoint"
PAPER, PRINT = "paper.added", "declaration.printed"
VKEY, ROLL_CALL, INSTRUCTIONS, ANNEXES = "vkey", "roll-call.csv", "VERIFY.txt", "annexes/"


# Given size and root of a tree, the house's signed note of it and the key that signed, under the log's name.
SignedTree = Callable[[int, bytes], tuple[str, str]]


@dataclass(frozen=True)
class Told:
    """A declaration with the record up to it: `entries` in full, and `lines` as everybody may read them."""

    entries: tuple[Entry, ...]
    lines: tuple[bytes, ...]
    annex: Annex

    @property
    def document(self) -> bytes:
        return self.annex(self.entries[-1].body["document_hash"])

    @property
    def leaves(self) -> list[bytes]:
        return [hash_of_line(line) for line in self.lines]

    @property
    def is_sealed(self) -> bool:
        return any(map(is_seal, self.lines))

    def files(self, note: str, vkey: str, annexes: Iterable[str]) -> dict[str, bytes]:
        """What the record itself gives: the document, the entries, these of what they cite, and the signed tree."""
        files = {
            DOCUMENT: self.document,
            ENTRIES: b"".join(line + b"\n" for line in self.lines),
            CHECKPOINT: note.encode("utf-8"),
            VKEY: f"{vkey}\n".encode(),
        }
        return files | {f"{ANNEXES}{sha256}": self.annex(sha256) for sha256 in annexes}


def told_until(entries: Sequence[Entry], lines: Sequence[bytes], annex: Annex, *, declaration: str) -> Told:
    """The record of a session up to the entry that publishes this declaration. Raises `NotInRecord`."""
    published = one(e for e in entries if e.kind == "declaration.published" and e.body["declaration"] == declaration)
    told = tuple(entry for entry in entries if entry.seq <= published.seq)
    if [entry.seq for entry in told] != list(range(1, published.seq + 1)) or len(lines) < len(told):
        raise NotInRecord("a bundle is made from the whole log, in its order")
    return Told(told, tuple(lines[: published.seq]), annex)


def build_bundle(
    entries: Sequence[Entry], lines: Sequence[bytes], annex: Annex, *, declaration: str, signed: SignedTree
) -> bytes:
    """The archive in format 1, which bears the signed tree alone. Those that were taken away have to be made again."""
    told = told_until(entries, lines, annex, declaration=declaration)
    note, vkey = signed(len(told.lines), root(told.leaves))
    said = renderings(parse_canonical(told.document), vkey, sealed=told.is_sealed)
    return pack(told.files(note, vkey, cited(public(told.entries))) | said)


def public(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries everybody may read."""
    return (entry for entry in entries if AUDIENCE[entry.kind] is Audience.PUBLIC)


def cited(entries: Iterable[Entry]) -> list[str]:
    """The annexes these entries cite, each once. The document of the last one is the declaration itself."""
    *others, last = entries
    bodies = [*(entry.body for entry in others), {**last.body, "document_hash": None}]
    found = {body[name] for body in bodies for name in body if name.endswith("_hash") and body[name] is not None}
    return sorted(found)


def needed(entries: Iterable[Entry]) -> list[str]:
    """The annexes that lie in a bundle of format 2: all that a check of the declaration reads.

    Papers and the prints of other declarations stay named by their hash: no check reads them, and there may be many.
    """
    *others, last = entries
    about = last.body["declaration"]
    return cited(
        [*(e for e in others if e.kind != PAPER and (e.kind != PRINT or e.body["declaration"] == about)), last]
    )


def renderings(document: Json, vkey: str, *, sealed: bool) -> dict[str, bytes]:
    """The files that say again, for people and spreadsheets, what the document says.

    `sealed` says whether any entry is: the instructions name what stands in the record.
    """
    return {
        TEXT: printed(document).encode("utf-8"),
        ROLL_CALL: roll_call_csv(document),
        INSTRUCTIONS: instructions(document, vkey, sealed=sealed).encode("utf-8"),
    }
