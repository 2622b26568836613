"""A bundle that was taken apart: its files, its entries, its leaves. Reading is all that happens here."""

from collections.abc import Mapping
from dataclasses import dataclass

from parliament.record.audience import AUDIENCE, Audience
from parliament.record.canonical import parse_canonical, parse_timestamp
from parliament.record.checkpoint import Checkpoint, VerifierKey, open_checkpoint, parse_vkey
from parliament.record.entries import Entry, Json
from parliament.record.judge import OutOfOrder
from parliament.record.leaves import SEALED, hash_of_line, told_hash
from parliament.record.replay import fact_of
from parliament.results import evidence
from parliament.results.bundle import (
    ANNEXES,
    CHECKPOINT,
    DOCUMENT,
    ENTRIES,
    INSTRUCTIONS,
    ROLL_CALL,
    TEXT,
    VKEY,
    cited,
    needed,
)

# What a bundle of format 2 has beside that, always; it is known by its list of files.
FIXED_2 = frozenset(
    {evidence.LIST, evidence.SIGNERS, evidence.PROOF, evidence.ROLL_CALL_JSON, *evidence.SIGNATURES.values()}
)
FIXED = frozenset({DOCUMENT, TEXT, ENTRIES, CHECKPOINT, VKEY, ROLL_CALL, INSTRUCTIONS})
ENTRY_KEYS = {"v", "log", "seq", "kind", "at", "by", "body"}


class Fault(ValueError):
    """Something in a bundle is not as it must be."""


@dataclass(frozen=True)
class Opened:
    """The content of a bundle, well formed but not yet checked against anything."""

    files: Mapping[str, bytes]
    entries: tuple[Entry, ...]
    leaves: tuple[bytes, ...]
    is_sealed: bool = False

    @property
    def published(self) -> Entry:
        """The entry that publishes the declaration, with which the bundle ends."""
        return self.entries[-1]

    @property
    def before(self) -> tuple[Entry, ...]:
        """What the record said when the declaration was built."""
        return self.entries[:-1]

    @property
    def format(self) -> int:
        return 2 if evidence.LIST in self.files else 1

    @property
    def key(self) -> VerifierKey:
        line = self.files[VKEY].decode("utf-8")
        key = parse_vkey(line.removesuffix("\n"))
        if f"{key.encode()}\n" != line:
            raise Fault("the key is not one line")
        return key

    @property
    def checkpoint(self) -> Checkpoint:
        """What the house signed. Exactly one signature: what nobody checks does not belong into evidence."""
        note = self.files[CHECKPOINT].decode("utf-8")
        found = open_checkpoint(note, [self.key.encode()])
        if note.rpartition("\n\n")[2].count("\n") != 1:
            raise Fault("the checkpoint bears a signature that this bundle has no key for")
        return found

    def annex(self, sha256: str) -> bytes:
        name = ANNEXES + sha256
        if name not in self.files:
            raise Fault(f"the annex {sha256} is not in the bundle")
        return self.files[name]


def open_entries(files: Mapping[str, bytes]) -> Opened:
    """Read the lines of the record: numbered from 1, without gaps, in canonical form. Raises `Fault`."""
    *lines, rest = files[ENTRIES].split(b"\n")
    if rest or not lines:
        raise Fault("the entries do not end with a line")
    entries: list[Entry] = []
    leaves: list[bytes] = []
    logs: set[object] = set()
    is_sealed = False
    for number, line in enumerate(lines, start=1):
        value = parse_canonical(line)
        if not isinstance(value, dict) or type(value.get("seq")) is not int or value["seq"] != number:
            raise Fault(f"line {number} is not entry {number}")
        leaves.append(hash_of_line(line))
        if set(value) == {"seq", "leaf"}:
            continue
        if set(value) == SEALED:
            _check_seal(value)
            is_sealed = True
        else:
            entries.append(_entry(value))
        logs.add(value["log"])
    if not entries or entries[-1].seq != len(lines) or entries[-1].kind != "declaration.published":
        raise Fault("the last entry does not publish a declaration")
    if logs != {entries[0].log} or entries[0].body.get("plenary") != entries[0].log:
        raise Fault("the entries are not those of one session's log")
    return Opened(files, tuple(entries), tuple(leaves), is_sealed)


def _check_seal(value: Json) -> None:
    """A seal is the hash of an entry and a salt, of which nothing else is told."""
    if value["v"] != 1:
        raise Fault(f"entry {value['seq']} is sealed in a form that is not known")
    told_hash(value, "sealed")


def _entry(value: Json) -> Entry:
    seq = value["seq"]
    if set(value) != ENTRY_KEYS or value["v"] != 1 or not isinstance(value["body"], dict):
        raise Fault(f"entry {seq} does not have the form of an entry")
    entry = Entry.from_json(value)
    if AUDIENCE.get(entry.kind) is not Audience.PUBLIC:
        raise Fault(f"entry {seq} is of a kind that is not public: {entry.kind!r:.60}")
    try:
        fact_of(entry)
    except OutOfOrder as error:
        raise Fault(f"entry {seq}: {error}") from error
    parse_timestamp(entry.at)
    return entry


def check_files(opened: Opened) -> None:
    """Every file a bundle has, and no other: what nothing covers does not belong into evidence."""
    annexes = cited if opened.format == 1 else needed
    wanted = FIXED | {ANNEXES + sha256 for sha256 in annexes(opened.entries)}
    known = wanted
    if opened.format == 2:
        wanted |= FIXED_2
        # Whether there are translations and a PDF says the record, where the document is made again.
        known = wanted | {evidence.PDF} | {name for name in opened.files if name.startswith(evidence.TEXTS)}
    if missing := sorted(wanted - set(opened.files)):
        raise Fault(f"missing: {missing[0]}")
    if more := sorted(set(opened.files) - known):
        raise Fault(f"not cited by anything: {more[0]}")
