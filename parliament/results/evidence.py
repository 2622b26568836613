"""What stands in a bundle of format 2 beside that of format 1: signatures that stock tools check, and a list of all files.

The house signs the document in the name of each office that certified it, and the list of hashes. Whoever holds the record makes
the same files again, with nothing but the record.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from parliament.record.canonical import canonical, parse_canonical, sha256_hex
from parliament.record.checkpoint import parse_vkey, write_proof
from parliament.record.entries import Entry, Json
from parliament.record.pen import namespace
from parliament.record.sshsig import armored, public_line
from parliament.record.tree import inclusion_proof
from parliament.results.archive import check_files, pack
from parliament.results.bundle import PRINT, Told, needed, public
from parliament.results.by_hand import by_hand
from parliament.results.matter import Annex, NotInRecord, matter_of, read
from parliament.results.printed import printed, printed_translation
from parliament.results.roll_call import roll_call_csv

LIST, LIST_SIGNATURE, SIGNERS, PROOF = "SHA256SUMS", "SHA256SUMS.sig", "allowed_signers", "published.tlog-proof"
ROLL_CALL_JSON, TEXTS, PDF = "roll-call.json", "texts/", "declaration.pdf"
# Who signs what: the principal in `allowed_signers`, the domain of the pen, and the file of the signature.
CHAIR, SECRETARIAT, HOUSE = "chair", "secretariat", "house"
DOMAINS = {CHAIR: "declaration.chair", SECRETARIAT: "declaration.secretariat", HOUSE: "bundle"}
SIGNATURES = {
    CHAIR: "declaration.json.chair.sig",
    SECRETARIAT: "declaration.json.secretariat.sig",
    HOUSE: LIST_SIGNATURE,
}


@dataclass(frozen=True)
class Signed:
    """What the house signed: by which of its keys, the checkpoint it gave, and the bare signature of each who signs."""

    vkey: str
    checkpoint: str
    signatures: Mapping[str, bytes]

    def files(self, *who: str) -> dict[str, bytes]:
        """The signature files, as `ssh-keygen -Y verify` reads them."""
        key = parse_vkey(self.vkey)
        return {
            SIGNATURES[each]: armored(
                key.public_key, namespace(DOMAINS[each], key.name), self.signatures[each]
            ).encode()
            for each in who
        }


def house_of(origin: str) -> str:
    """The name of the house whose log this is."""
    return origin.rpartition("/")[0]


def allowed_signers(vkey: str) -> bytes:
    """Whose signature counts for what, as OpenSSH reads it: one key, and for each name its one namespace."""
    key = parse_vkey(vkey)
    lines = [
        f'{who} namespaces="{namespace(domain, key.name)}" {public_line(key.public_key)}\n'
        for who, domain in DOMAINS.items()
    ]
    return "".join(lines).encode()


def renderings(document: Json, told: Sequence[Entry], annex: Annex, *, vkey: str, sealed: bool) -> dict[str, bytes]:
    """What the document and its record say again, for people, spreadsheets and stock tools. `vkey` has the house's name.

    `told` is the record up to the entry that publishes the declaration.
    """
    vote, pdf = document["vote"], printed_pdf(told, annex)
    rows = {"declaration": document["number"], "vote": vote["number"], "roll_call": vote["roll_call"]}
    files = {
        "text.txt": printed(document).encode("utf-8"),
        "roll-call.csv": roll_call_csv(document),
        ROLL_CALL_JSON: canonical(rows),
        SIGNERS: allowed_signers(vkey),
        "VERIFY.txt": by_hand(document, vkey, sealed=sealed, printed=pdf is not None).encode("utf-8"),
        **translated(document, told, annex),
    }
    return files if pdf is None else files | {PDF: pdf}


def printed_pdf(told: Sequence[Entry], annex: Annex) -> bytes | None:
    """The PDF that was made as the declaration was published, if one was: the record names it by its hash."""
    declaration = told[-1].body["declaration"]
    found = [e for e in told if e.kind == PRINT and e.body["declaration"] == declaration]
    return annex(found[0].body["pdf_hash"]) if found else None


def translated(document: Json, told: Sequence[Entry], annex: Annex) -> dict[str, bytes]:
    """The translations that were before the voters, each as a text that says of every paragraph whose work it is."""
    vote = matter_of(told, document["motion"]["id"]).final.opened.body["vote"]
    found = [entry for entry in told if entry.kind == "translations.frozen" and entry.body["vote"] == vote]
    rows = [row for entry in found for row in read(annex, entry.body["translations_hash"])["languages"]]
    return {f"{TEXTS}{row['language']}.txt": printed_translation(document, row).encode("utf-8") for row in rows}


def proof_of_publishing(leaves: Sequence[bytes], checkpoint: str) -> bytes:
    """That the last entry, which publishes the declaration, is in the log of that checkpoint (C2SP tlog-proof)."""
    at = len(leaves) - 1
    return write_proof(at, inclusion_proof(at, leaves), checkpoint).encode("utf-8")


def list_of(files: Mapping[str, bytes]) -> bytes:
    """The list of all files with their SHA-256, as `sha256sum --check` reads it; not of itself and its signature."""
    names = sorted(set(files) - {LIST, LIST_SIGNATURE})
    return "".join(f"{sha256_hex(files[name])}  {name}\n" for name in names).encode("utf-8")


def read_list(content: bytes) -> dict[str, str]:
    """The hashes in a list, by the names of the files. Raises `ValueError`."""
    *lines, rest = content.decode("utf-8").split("\n")
    if rest or any(line[64:66] != "  " for line in lines):
        raise ValueError(f"{LIST} is not a list of files")
    return {line[66:]: line[:64] for line in lines}


def unsigned_files(told: Told, signed: Signed) -> dict[str, bytes]:
    """Every file of the bundle but the list and its signature. `signed` bears at least the two offices' signatures.

    Raises `BadArchive` for what would not go into an archive: nothing is signed that could not be handed out.
    """
    document = parse_canonical(told.document)
    vkey = parse_vkey(signed.vkey).for_log(document["check"]["origin"]).encode()
    annexes = needed(public(told.entries))
    files = told.files(signed.checkpoint, vkey, annexes) | signed.files(CHAIR, SECRETARIAT)
    files |= renderings(document, told.entries, told.annex, vkey=signed.vkey, sealed=told.is_sealed)
    files[PROOF] = proof_of_publishing(told.leaves, signed.checkpoint)
    check_files(files)
    return files


def build_evidence(told: Told, signed: Signed, listed: bytes) -> bytes:
    """The archive. Raises `NotInRecord` unless its files are exactly those whose list the house signed."""
    files = unsigned_files(told, signed)
    if list_of(files) != listed:
        raise NotInRecord("the files are not those whose list the house signed")
    return pack(files | {LIST: listed} | signed.files(HOUSE))
