"""The evidence bundle: one archive with which anybody can check a declaration offline, for as long as they keep it.

It is the same bytes whenever it is built, because the record up to the declaration never changes. Entries that are
the house's own stand in it sealed (`record.leaves`): the tree can be computed, and what they say is not told.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

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
VKEY, ROLL_CALL, INSTRUCTIONS, ANNEXES = "vkey", "roll-call.csv", "VERIFY.txt", "annexes/"


# Given size and root of a tree, the house's signed note of it and the key that signed, under the log's name.
SignedTree = Callable[[int, bytes], tuple[str, str]]


def build_bundle(
    entries: Sequence[Entry], lines: Sequence[bytes], annex: Annex, *, declaration: str, signed: SignedTree
) -> bytes:
    """The archive for this declaration, from all entries of its session's log and the annexes they cite.

    `lines` are what everybody may read of the entries, one each.
    """
    published = one(e for e in entries if e.kind == "declaration.published" and e.body["declaration"] == declaration)
    told = [entry for entry in entries if entry.seq <= published.seq]
    if [entry.seq for entry in told] != list(range(1, published.seq + 1)) or len(lines) < len(told):
        raise NotInRecord("a bundle is made from the whole log, in its order")
    lines = lines[: published.seq]
    document = annex(published.body["document_hash"])
    note, vkey = signed(published.seq, root([hash_of_line(line) for line in lines]))
    files = {
        DOCUMENT: document,
        ENTRIES: b"".join(line + b"\n" for line in lines),
        CHECKPOINT: note.encode("utf-8"),
        VKEY: f"{vkey}\n".encode(),
    }
    files |= {f"{ANNEXES}{sha256}": annex(sha256) for sha256 in cited(public(told))}
    return pack(files | renderings(parse_canonical(document), vkey, sealed=any(map(is_seal, lines))))


def public(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries everybody may read."""
    return (entry for entry in entries if AUDIENCE[entry.kind] is Audience.PUBLIC)


def cited(entries: Iterable[Entry]) -> list[str]:
    """The annexes these entries cite, each once. The document of the last one is the declaration itself."""
    *others, last = entries
    bodies = [*(entry.body for entry in others), {**last.body, "document_hash": None}]
    found = {body[name] for body in bodies for name in body if name.endswith("_hash") and body[name] is not None}
    return sorted(found)


def renderings(document: Json, vkey: str, *, sealed: bool) -> dict[str, bytes]:
    """The files that say again, for people and spreadsheets, what the document says.

    `sealed` says whether any entry is: the instructions name what stands in the record.
    """
    return {
        TEXT: printed(document).encode("utf-8"),
        ROLL_CALL: roll_call_csv(document),
        INSTRUCTIONS: instructions(document, vkey, sealed=sealed).encode("utf-8"),
    }
