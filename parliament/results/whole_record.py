"""The whole record as one archive: every log with its entries, its signed tree and key, and every document they cite.

As the public may read it, entries that are the house's own stand there sealed. A whole one also holds what was sealed, with the
salt of each seal, and is for the house's own keeping: from it a parliament can be set up again. Same record, same bytes.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from parliament.record.audience import AUDIENCE, Audience
from parliament.record.canonical import canonical, parse_canonical, sha256_hex
from parliament.record.checkpoint import BadSignature, open_checkpoint, parse_vkey
from parliament.record.entries import INSTITUTION, KINDS, Entry
from parliament.record.leaves import hash_of_line, line_of
from parliament.record.tree import root
from parliament.results.archive import BadArchive, pack, unpack
from parliament.rules.papers import ENDINGS

ENTRIES, SEALED, CHECKPOINT, VKEY = "entries.jsonl", "sealed.jsonl", "checkpoint", "vkey"
ANNEXES, MEDIA_TYPES = "annexes/", "media-types.json"
# What the house writes and takes in, and no other: a browser is told of each annex what the archive says it is.
WRITTEN = frozenset(
    {
        *ENDINGS,
        "application/json",
        "text/plain; charset=utf-8",
        "text/plain; charset=us-ascii",
        *(
            f"application/vnd.parliament.{each}+json"
            for each in ("text", "operations", "parts", "declaration", "minutes")
        ),
    }
)


class Sealed(ValueError):
    """The archive is good, and tells by its seals alone what would be needed here."""


@dataclass(frozen=True)
class Written:
    """One entry as it lies in the book: its canonical bytes, and the salt of its seal if it has one."""

    seq: int
    kind: str
    data: bytes
    salt: bytes | None

    @property
    def entry(self) -> Entry:
        return Entry.from_json(parse_canonical(self.data))

    @property
    def is_public(self) -> bool:
        return AUDIENCE[self.kind] is Audience.PUBLIC


@dataclass(frozen=True)
class Book:
    """One log: its name in the archive, its entries, and the note that signs all of them, with the key that did."""

    folder: str
    log: str
    written: tuple[Written, ...]
    note: str
    vkey: str

    @property
    def lines(self) -> list[bytes]:
        """What everybody may read."""
        return [line_of(self.log, each.seq, each.kind, each.data, each.salt) for each in self.written]


@dataclass(frozen=True)
class Record:
    """All books, the institution's first, and the documents by their hash, each with its media type."""

    books: tuple[Book, ...]
    annexes: Mapping[str, tuple[str, bytes]]


def write_record(books: Sequence[Book], annex: Callable[[str], tuple[str, bytes]], *, whole: bool) -> bytes:
    """The archive. Of what is not `whole`, the documents that public entries cite. Raises `BadArchive` if it is too large."""
    files: dict[str, bytes] = {}
    for book in books:
        files[f"{book.folder}/{ENTRIES}"] = _jsonl(book.lines)
        files[f"{book.folder}/{CHECKPOINT}"] = book.note.encode("utf-8")
        files[f"{book.folder}/{VKEY}"] = f"{book.vkey}\n".encode()
        if whole:
            files[f"{book.folder}/{SEALED}"] = _jsonl(_opened(each) for each in book.written if not each.is_public)
    told = [each for book in books for each in book.written if whole or each.is_public]
    types = {}
    for sha256 in cited(each.entry for each in told):
        types[sha256], files[f"{ANNEXES}{sha256}"] = annex(sha256)
    return pack(files | {MEDIA_TYPES: canonical(types)}, large=True)


def cited(entries: Iterable[Entry]) -> list[str]:
    """The documents these entries cite, each once."""
    bodies = [entry.body for entry in entries]
    return sorted({said for body in bodies for name, said in body.items() if name.endswith("_hash") and said})


def _jsonl(lines: Iterable[bytes]) -> bytes:
    return b"".join(line + b"\n" for line in lines)


def _opened(each: Written) -> bytes:
    salt = None if each.salt is None else each.salt.hex()
    return canonical({"seq": each.seq, "salt": salt, "entry": parse_canonical(each.data)})


def read_record(data: bytes) -> Record:
    """What a whole archive holds, with every tree, signature and hash looked at. Raises `BadArchive`, `Sealed`."""
    files = unpack(data, large=True)
    folders = sorted({name.partition("/")[0] for name in files if not name.startswith(ANNEXES)} - {MEDIA_TYPES})
    if INSTITUTION not in folders:
        raise BadArchive("the log of the institution is missing")
    folders = [INSTITUTION, *(each for each in folders if each != INSTITUTION)]
    try:
        books = [_book(folder, files) for folder in folders]
        _check_keys(books)
        annexes = _annexes(files, books)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        if isinstance(error, Sealed):
            raise
        raise BadArchive(f"not a record: {error}") from error
    known = {f"{folder}/{name}" for folder in folders for name in (ENTRIES, SEALED, CHECKPOINT, VKEY)}
    if more := sorted(set(files) - known - {MEDIA_TYPES} - {f"{ANNEXES}{sha256}" for sha256 in annexes}):
        raise BadArchive(f"not cited by anything: {more[0]}")
    return Record(tuple(books), annexes)


def _book(folder: str, files: Mapping[str, bytes]) -> Book:
    lines = _lines(files[f"{folder}/{ENTRIES}"])
    note, vkey = files[f"{folder}/{CHECKPOINT}"].decode(), files[f"{folder}/{VKEY}"].decode().removesuffix("\n")
    signed = open_checkpoint(note, [vkey])
    if (signed.size, signed.root) != (len(lines), root([hash_of_line(line) for line in lines])):
        raise BadArchive(f"the entries of {folder} do not lead to the root that was signed")
    opened = [parse_canonical(line) for line in _lines(files.get(f"{folder}/{SEALED}", b""))]
    told = {value["seq"]: value for value in opened}
    if opened and [value["seq"] for value in opened] != _sealed(lines):
        raise BadArchive(f"{SEALED} of {folder} tells other entries than those that are sealed")
    written = tuple(_written(seq, line, told) for seq, line in enumerate(lines, start=1))
    book = Book(folder, written[0].entry.log, written, note, vkey)
    if book.lines != lines or any(each.entry.log != book.log for each in written):
        raise BadArchive(f"what was sealed in {folder} is not what is told of it")
    return book


def _sealed(lines: Sequence[bytes]) -> list[int]:
    return [seq for seq, line in enumerate(lines, start=1) if "kind" not in parse_canonical(line)]


def _written(seq: int, line: bytes, told: Mapping[int, dict[str, Any]]) -> Written:
    value = parse_canonical(line)
    if "kind" in value:
        return Written(seq, _kind(value), line, None)
    if seq not in told:
        raise Sealed(f"entry {seq} is sealed")
    opened = told[seq]
    salt = None if opened["salt"] is None else bytes.fromhex(opened["salt"])
    return Written(seq, _kind(opened["entry"]), canonical(opened["entry"]), salt)


def _kind(value: Mapping[str, Any]) -> str:
    if value["kind"] not in KINDS:
        raise BadArchive(f"there is no kind {value['kind']!r:.60}")
    return str(value["kind"])


def _lines(content: bytes) -> list[bytes]:
    *lines, rest = content.split(b"\n")
    if rest:
        raise BadArchive("the last line breaks off")
    return lines


def _check_keys(books: Sequence[Book]) -> None:
    """Every log is signed by a key that the institution's own log names."""
    named = {e.entry.body["vkey"] for e in books[0].written if e.kind in ("key.added", "key.rotated")}
    for book in books:
        house = book.note.partition("\n")[0].rpartition("/")[0]
        if parse_vkey(book.vkey).for_log(house).encode() not in named:
            raise BadSignature(f"{book.folder} is signed by a key that the institution's log does not name")


def _annexes(files: Mapping[str, bytes], books: Sequence[Book]) -> dict[str, tuple[str, bytes]]:
    types: dict[str, str] = parse_canonical(files[MEDIA_TYPES])
    wanted = cited(each.entry for book in books for each in book.written)
    if sorted(types) != wanted:
        raise BadArchive("the documents are not those that the entries cite")
    if unknown := sorted(set(types.values()) - WRITTEN):
        raise BadArchive(f"no house writes documents of the kind {unknown[0]!r:.60}")
    found = {sha256: (types[sha256], files[f"{ANNEXES}{sha256}"]) for sha256 in wanted}
    for sha256, (_, content) in found.items():
        if sha256_hex(content) != sha256:
            raise BadArchive(f"{ANNEXES}{sha256} has another content than its name says")
    return found
