"""A bundle of format 2: what it has beside the record, who signed it, and that no byte of any file can change."""

import random
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from parliament.commands import keys
from parliament.commands.declarations import bundle_of
from parliament.commands.evidence import evidence_bundle, sign_due
from parliament.record.checkpoint import Signer, check_proof, sign_checkpoint
from parliament.record.pen import namespace
from parliament.record.sshsig import SIZE, signed_data
from parliament.record.tree import leaf_hash, root
from parliament.results import checks, evidence
from parliament.results.archive import BadArchive, pack, unpack
from parliament.results.bundle import told_until
from parliament.results.evidence import CHAIR, SECRETARIAT, SIGNATURES, Signed
from parliament.results.matter import NotInRecord
from parliament.results.opened import Opened, open_entries
from parliament.results.verify import STEPS_2, verify_bundle
from parliament.rules.powers import Office
from parliament.store import record
from parliament.store.tables import Annex, Evidence
from tests.results.conftest import Declared
from tests.results.forging import failing
from tests.results.played import Played

COMMAND = "sed -n 's/^    //p' VERIFY.txt | sh -e"
TOOLS = ("sh", "sed", "sha256sum", "ssh-keygen", "openssl", "base64", "python3", "find")
# Alone in their place: which of several checks finds a change in them is told by the tests.
OUR_OWN = (
    "SHA256SUMS",
    "SHA256SUMS.sig",
    "VERIFY.txt",
    "allowed_signers",
    "checkpoint",
    "declaration.json",
    "declaration.json.chair.sig",
    "declaration.json.secretariat.sig",
    "declaration.pdf",
    "entries.jsonl",
    "published.tlog-proof",
    "roll-call.csv",
    "roll-call.json",
    "text.txt",
    "vkey",
)


@dataclass(frozen=True)
class Bundled:
    played: Played
    slug: str
    bundle: bytes

    @property
    def files(self) -> dict[str, bytes]:
        return unpack(self.bundle)


@pytest.fixture(scope="session")
def bundled(played: Played) -> Bundled:
    return Bundled(played, "1-heat-plans", evidence_bundle(played.house, "1-heat-plans"))


# What is as it should be.


def test_bundle_holds_and_every_check_of_the_second_format_is_named(bundled: Bundled):
    report = verify_bundle(bundled.bundle, expected_vkey=bundled.played.vkey)
    assert report.ok
    assert [check.name for check in report.checks][-3:] == [name for name, _ in STEPS_2]
    assert {name for name in bundled.files if not name.startswith("annexes/")} == set(OUR_OWN)


def test_bundle_is_the_same_bytes_whenever_it_is_asked_for(bundled: Bundled):
    assert evidence_bundle(bundled.played.house, bundled.slug) == bundled.bundle
    assert sign_due(bundled.played.house) == []


def test_bundles_of_the_first_format_still_hold_and_are_made_as_before(bundled: Bundled, declared: Declared):
    assert failing(declared.bundle) == set()
    first = bundle_of(bundled.played.house, bundled.slug)
    assert failing(first) == set()
    assert "SHA256SUMS" not in unpack(first)


def test_evidence_is_of_one_key_and_stays_the_same_bytes_whatever_key_signs_later(tmp_path):
    """T13: what a key signed while it was in use holds for ever. A checkpoint that was kept from before is signed anew."""
    played = Played(tmp_path)
    played.convene()
    slug = played.declare(played.adopt())["slug"]
    bundle_of(played.house, slug)
    change_key(played, "second")
    assert sign_due(played.house) != []
    given = evidence_bundle(played.house, slug)
    assert verify_bundle(given, expected_vkey=played.house.pen.vkey).ok
    change_key(played, "third")
    assert evidence_bundle(played.house, slug) == given


def test_nothing_is_signed_that_could_not_be_handed_out(bundled: Bundled, monkeypatch):
    monkeypatch.setattr("parliament.results.archive.MAX_BYTES", 10)
    with pytest.raises(BadArchive, match="more than 10 bytes"):
        forged_by(Signer("parliament.example", b"f" * 32), bundled)


def change_key(played: Played, login: str) -> None:
    second = played.invite(login, Office.SECRETARIAT)
    vkey = keys.propose(played.house, by=played.desk)["vkey"]
    keys.confirm(played.house, by=second, vkey=vkey)


def test_proof_alone_shows_that_the_declaration_is_in_the_log(bundled: Bundled):
    files = bundled.files
    last = files["entries.jsonl"].splitlines()[-1]
    vkey = files["vkey"].decode().strip()
    index, checkpoint = check_proof(files["published.tlog-proof"].decode(), leaf_hash(last), [vkey])
    assert (index + 1, checkpoint.origin) == (checkpoint.size, "parliament.example/1-water-and-heat")


# By hand, with stock tools alone: what VERIFY.txt says, word for word.


@pytest.fixture
def by_hand(tmp_path: Path) -> Callable[[dict[str, bytes]], int]:
    for tool in TOOLS:
        if shutil.which(tool) is None:
            pytest.skip(f"{tool} is not installed")

    def run(files: dict[str, bytes]) -> int:
        folder = tmp_path / "unpacked"
        shutil.rmtree(folder, ignore_errors=True)
        for name, data in files.items():
            (folder / name).parent.mkdir(exist_ok=True, parents=True)
            (folder / name).write_bytes(data)
        return subprocess.run(["sh", "-c", COMMAND], cwd=folder, capture_output=True, check=False).returncode

    return run


def test_clerk_who_follows_the_page_word_for_word_finds_the_bundle_good(bundled: Bundled, by_hand):
    assert f"\n{COMMAND}\n".encode() in bundled.files["VERIFY.txt"]
    assert by_hand(bundled.files) == 0


def test_clerk_finds_one_flipped_bit_in_every_file(bundled: Bundled, by_hand):
    files, chance = bundled.files, random.Random(6)
    annex = next(name for name in files if name.startswith("annexes/"))
    for name in (*OUR_OWN, annex):
        assert by_hand(files | {name: flipped(files[name], chance.randrange(len(files[name])), 0)}) != 0, name


def test_clerk_finds_a_lost_or_added_file(bundled: Bundled, by_hand):
    files = bundled.files
    assert by_hand({name: data for name, data in files.items() if name != "text.txt"}) != 0
    assert by_hand(files | {"annexes/notes.txt": b"trust me"}) != 0


def test_clerk_is_not_misled_by_a_page_that_lost_one_of_its_lines(bundled: Bundled, by_hand):
    """Both lines that look at the list would have to go: one changed byte takes one of them out at most."""
    page = bundled.files["VERIFY.txt"]
    line = b"    sha256sum --check --strict --quiet SHA256SUMS\n"
    assert page.count(line) == 2
    for at in (page.index(line), page.rindex(line)):
        assert by_hand(bundled.files | {"VERIFY.txt": flipped(page, at, 0)}) != 0
    assert (
        by_hand(bundled.files | {"VERIFY.txt": page.replace(line, b"")}) == 0
    )  # a negative control: no list is looked at


def test_clerk_finds_the_list_that_was_made_anew_and_not_signed(bundled: Bundled, by_hand):
    files = bundled.files | {"text.txt": b"We promise nothing.\n"}
    assert by_hand(relisted(files)) != 0


def test_clerk_finds_another_spelling_of_the_signature_which_openssh_alone_would_accept(bundled: Bundled, by_hand):
    files = bundled.files
    spelled = files["SHA256SUMS.sig"].replace(b"\n-----END", b"\x0b\n-----END")
    assert accepted_by_openssh(files, spelled)
    assert by_hand(files | {"SHA256SUMS.sig": spelled}) != 0
    assert failing(pack(files | {"SHA256SUMS.sig": spelled})) == {"signers"}


def accepted_by_openssh(files: dict[str, bytes], signature: bytes) -> bool:
    with TemporaryDirectory() as folder:
        (Path(folder) / "allowed_signers").write_bytes(files["allowed_signers"])
        (Path(folder) / "sig").write_bytes(signature)
        command = ["ssh-keygen", "-Y", "verify", "-f", "allowed_signers", "-I", "house", "-s", "sig"]
        command += ["-n", "bundle@parliament.example"]
        done = subprocess.run(command, input=files["SHA256SUMS"], cwd=folder, capture_output=True, check=False)
    return done.returncode == 0


# Forgers.


def flipped(data: bytes, place: int, bit: int) -> bytes:
    changed = bytearray(data)
    changed[place] ^= 1 << bit
    return bytes(changed)


def relisted(files: dict[str, bytes]) -> dict[str, bytes]:
    return files | {"SHA256SUMS": evidence.list_of(files)}


def resigned(files: dict[str, bytes], signer: Signer, *who: str) -> dict[str, bytes]:
    """These files with the signatures of these by this key; the list is made anew."""
    said = Signed(signer.vkey, "", {each: sign(signer, each, files["declaration.json"]) for each in who})
    files = relisted(files | said.files(*who))
    of_list = Signed(signer.vkey, "", {evidence.HOUSE: sign(signer, evidence.HOUSE, files["SHA256SUMS"])})
    return files | of_list.files(evidence.HOUSE)


def sign(signer: Signer, who: str, message: bytes) -> bytes:
    return signer.sign(signed_data(namespace(evidence.DOMAINS[who], signer.name), message))


def test_signing_anew_what_was_not_changed_changes_nothing(bundled: Bundled):
    offices = (evidence.CHAIR, evidence.SECRETARIAT)
    assert pack(resigned(bundled.files, bundled.played.signer(), *offices)) == bundled.bundle


def test_bytes_of_list_and_signatures_are_covered(bundled: Bundled):
    files, chance, entries = bundled.files, random.Random(7), open_entries(bundled.files)
    for name in ("SHA256SUMS", *evidence.SIGNATURES.values()):
        # The list is signed as a whole: of its bytes, which are many, one in ten.
        for place in range(0, len(files[name]), 10 if name == "SHA256SUMS" else 1):
            changed = files | {name: flipped(files[name], place, chance.randrange(8))}
            assert refused(entries, changed, checks.check_signers) or refused(entries, changed, checks.check_list), (
                f"byte {place} of {name}"
            )


def test_flipped_bytes_in_any_file_are_not_what_the_list_says(bundled: Bundled):
    files, chance, entries = bundled.files, random.Random(8), open_entries(bundled.files)
    for name in sorted(set(files) - {"SHA256SUMS", "SHA256SUMS.sig"}):
        for place in chance.sample(range(len(files[name])), min(40, len(files[name]))):
            changed = files | {name: flipped(files[name], place, chance.randrange(8))}
            assert refused(entries, changed, checks.check_list), f"byte {place} of {name}"
    assert not refused(entries, files, checks.check_list, checks.check_signers)


def refused(entries: Opened, files: dict[str, bytes], *steps: Callable[[Opened], str]) -> bool:
    try:
        for step in steps:
            step(Opened(files, entries.entries, entries.leaves, entries.is_sealed))
    except ValueError:
        return True
    return False


@pytest.mark.parametrize("name", sorted(set(OUR_OWN) - {"SHA256SUMS", "declaration.pdf"}))
def test_missing_file_is_refused(bundled: Bundled, name: str):
    assert failing(pack({each: data for each, data in bundled.files.items() if each != name})) == {"archive"}


@pytest.mark.parametrize("name", ["README.txt", "declaration.html", "annexes/notes.txt"])
def test_file_that_does_not_belong_there_is_refused(bundled: Bundled, name: str):
    files = resigned(bundled.files | {name: b"trust me"}, bundled.played.signer())
    assert failing(pack(files)) == {"archive"}


def test_translation_that_no_voter_saw_is_refused_though_the_house_signed_it(bundled: Bundled):
    files = resigned(bundled.files | {"texts/fr.txt": b"Nous"}, bundled.played.signer())
    assert failing(pack(files)) == {"document"}


def test_pdf_is_the_one_that_the_record_names_though_the_house_signed_another(bundled: Bundled):
    files = resigned(bundled.files | {"declaration.pdf": b"%PDF-1.7 forged"}, bundled.played.signer())
    assert failing(pack(files)) == {"document"}


@pytest.mark.parametrize("name", ["text.txt", "roll-call.csv", "roll-call.json", "VERIFY.txt", "allowed_signers"])
def test_what_is_printed_says_what_the_document_says_though_the_house_signed_the_list(bundled: Bundled, name: str):
    changed = bundled.files[name].replace(b"Freetown", b"Helltown").replace(b"sha256sum", b"true # sum")
    changed = changed.replace(b"chair namespaces", b"*     namespaces")
    assert changed != bundled.files[name]
    files = resigned(bundled.files | {name: changed}, bundled.played.signer())
    assert failing(pack(files)) == {"document"}


def test_signature_of_the_chair_does_not_pass_for_that_of_the_secretariat(bundled: Bundled):
    files = bundled.files
    swapped = {SIGNATURES[SECRETARIAT]: files[SIGNATURES[CHAIR]], SIGNATURES[CHAIR]: files[SIGNATURES[SECRETARIAT]]}
    assert failing(pack(resigned(files | swapped, bundled.played.signer()))) == {"signers"}


def test_signature_by_another_key_is_refused(bundled: Bundled):
    forger = Signer("parliament.example", b"f" * 32)
    assert failing(pack(resigned(bundled.files, forger, CHAIR, SECRETARIAT))) == {"signers"}


def test_proof_of_another_entry_is_refused_though_the_house_signed_the_list(bundled: Bundled):
    proof = bundled.files["published.tlog-proof"]
    at = int(proof.split(b"\n")[1].removeprefix(b"index "))
    other = proof.replace(b"index %d\n" % at, b"index %d\n" % (at - 1))
    files = resigned(bundled.files | {"published.tlog-proof": other}, bundled.played.signer())
    assert failing(pack(files)) == {"proof"}


def test_whole_bundle_by_a_forgers_key_is_told_by_the_key_that_the_reader_kept(bundled: Bundled, by_hand):
    """Consistent in itself, so stock tools accept it too: only the reader's own copy of the key tells (T1)."""
    forgery = forged_by(Signer("parliament.example", b"f" * 32), bundled)
    assert failing(forgery) == set()
    assert by_hand(unpack(forgery)) == 0
    assert failing(forgery, expected_vkey=bundled.played.vkey) == {"key"}


def forged_by(signer: Signer, bundled: Bundled) -> bytes:
    played = bundled.played
    with played.house.reading() as db:
        entries, lines = record.entries(db, played.plenary), record.lines(db, played.plenary)
        annexes = {row.sha256: row.content for row in db.query(Annex)}
    published = next(entry for entry in entries if entry.kind == "declaration.published")
    told = told_until(entries, lines, annexes.__getitem__, declaration=published.body["declaration"])
    note = sign_checkpoint("parliament.example/1-water-and-heat", len(told.lines), root(told.leaves), signer)
    made = {who: sign(signer, who, told.document) for who in (CHAIR, SECRETARIAT)}
    listed = evidence.list_of(evidence.unsigned_files(told, Signed(signer.vkey, note, made)))
    made[evidence.HOUSE] = sign(signer, evidence.HOUSE, listed)
    return evidence.build_evidence(told, Signed(signer.vkey, note, made), listed)


def test_bundle_whose_list_was_signed_for_other_files_is_not_made(bundled: Bundled):
    """The house would rather give nothing than another bundle than it gave before."""
    with bundled.played.house.reading() as db:
        row = db.query(Evidence).one()
        content = db.get_one(Annex, row.files_hash).content
    assert content == bundled.files["SHA256SUMS"]
    assert refusal_of_other_list(bundled, content.replace(b"text.txt", b"test.txt"))


def refusal_of_other_list(bundled: Bundled, listed: bytes) -> bool:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("parliament.commands.evidence._signed", lambda *_: (signed_in(bundled), listed))
        try:
            evidence_bundle(bundled.played.house, bundled.slug)
        except NotInRecord:
            return True
    return False


def signed_in(bundled: Bundled) -> Signed:
    blank = dict.fromkeys(evidence.DOMAINS, bytes(SIZE))
    return Signed(bundled.played.vkey, bundled.files["checkpoint"].decode(), blank)
