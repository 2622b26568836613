"""A played house, checked by programs that are not ours: Go, Node, OpenSSL, OpenSSH (F15, T17)."""

import base64
import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from parliament.record.checkpoint import parse_vkey
from parliament.record.pen import namespace
from parliament.record.receipts import DOMAIN
from parliament.record.sshsig import armored, public_line
from parliament.record.tiles import unpack_entries
from tests.evidence.checker import Checker
from tests.evidence.house import taken_away
from tests.pages.conftest import Declared

CANONICAL = Path(__file__).with_name("canonical.js")
# RFC 8410: twelve bytes say "Ed25519 public key", then the key itself.
SPKI = bytes.fromhex("302a300506032b6570032100")


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Declared]:
    gallery = Declared(tmp_path_factory.mktemp("house"))
    yield gallery
    gallery.close()


def logs(house: Declared) -> list[str]:
    return ["institution", house.slug]


def vkey_of(house: Declared, note: str) -> str:
    """The house's key under the log's name, as a reader would write it down."""
    return parse_vkey(house.house.pen.vkey).for_log(note.partition("\n")[0]).encode()


def leaves(house: Declared, word: str) -> list[bytes]:
    """All that is served of the entries; these logs have one bundle."""
    size = int(house.browser().get(f"/log/{word}/checkpoint").text.split("\n")[1])
    return unpack_entries(house.browser().get(f"/log/{word}/tile/entries/000.p/{size}").data)


def needs(program: str) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")


def canonicalised(lines: list[bytes]) -> list[bytes]:
    """Each line in the canonical form that Node makes of it."""
    asked = b"".join(line + b"\n" for line in lines)
    done = subprocess.run(["node", CANONICAL], input=asked, capture_output=True, check=True, timeout=60)
    return done.stdout.split(b"\n")[:-1]


def openssl_accepts(place: Path, *, message: bytes, signature: bytes, public_key: bytes) -> bool:
    (place / "message").write_bytes(message)
    (place / "signature").write_bytes(signature)
    (place / "key.der").write_bytes(SPKI + public_key)
    command = ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", "key.der", "-rawin"]
    run = [*command, "-in", "message", "-sigfile", "signature"]
    return subprocess.run(run, cwd=place, capture_output=True, check=False, timeout=60).returncode == 0


def test_go_reads_every_log_of_the_house(house, checker: Checker, tmp_path: Path):
    """Tiles, entries and checkpoint as they were served, and growth from an earlier checkpoint."""
    for word in logs(house):
        note = taken_away(house.browser(), word, tmp_path / word)
        claim = {"vkeys": [vkey_of(house, note)], "note": note, "dir": str(tmp_path / word)}
        assert checker.reason("log", **claim) == ""
        assert checker.reason("log", **claim | {"note": note.replace("\n", "0\n", 1)})


def test_go_finds_every_entry_by_the_proof_that_is_served(house, checker: Checker):
    for word in logs(house):
        lines = leaves(house, word)
        vkeys = [vkey_of(house, house.browser().get(f"/log/{word}/checkpoint").text)]
        claims = [
            {
                "kind": "inclusion",
                "vkeys": vkeys,
                "proof": house.browser().get(f"/log/{word}/proof/{index}").text,
                "entry": base64.b64encode(line).decode(),
            }
            for index, line in enumerate(lines)
        ]
        assert checker.reasons(claims) == [""] * len(lines)
        moved = [claim | {"entry": claims[index - 1]["entry"]} for index, claim in enumerate(claims)]
        assert all(checker.reasons(moved))


def test_node_writes_every_entry_as_we_do(house):
    """F15: RFC 8785 by Node's own JSON, over every kind of entry that this session has."""
    needs("node")
    lines = [line for word in logs(house) for line in leaves(house, word)]
    assert canonicalised(lines) == lines
    other_order = [json.dumps(dict(reversed(json.loads(line).items()))).encode() for line in lines]
    assert canonicalised(other_order) == lines
    assert not set(other_order) & set(lines), "in another order they are other bytes"
    changed = [line.replace(b'"seq":', b'"seq":1', 1) for line in lines]
    assert not set(canonicalised(changed)) & set(lines)


def test_openssl_accepts_the_checkpoint_that_is_served_and_no_other(house, tmp_path: Path):
    needs("openssl")
    note = house.browser().get("/log/institution/checkpoint").text
    text, _, line = note.rpartition("\n\n")
    signed = {
        "signature": base64.b64decode(line.split()[2])[4:],
        "public_key": parse_vkey(house.house.pen.vkey).public_key,
    }
    message = f"{text}\n".encode()
    assert openssl_accepts(tmp_path, message=message, **signed)
    for at in range(0, len(message), 7):
        forged = bytearray(message)
        forged[at] ^= 1
        assert not openssl_accepts(tmp_path, message=bytes(forged), **signed)


def test_node_and_openssl_together_accept_a_receipt_and_no_other_choice(house, tmp_path: Path):
    """What is signed is made by Node from the facts that a mayor sees, and checked by OpenSSL."""
    needs("node")
    needs("openssl")
    facts = {
        "vote": "vote-1",
        "seat": "seat-freetown",
        "choice": "yes",
        "cast_at": "2026-11-22T09:30:00.000Z",
        "revision": 1,
        "text_hash": "0" * 64,
    }
    receipt = house.house.pen.receipt(facts)
    signed = {
        "signature": base64.b64decode(receipt["signature"]),
        "public_key": parse_vkey(house.house.pen.vkey).public_key,
    }
    said, changed = canonicalised(
        [json.dumps({name: receipt[name] for name in facts} | other).encode() for other in ({}, {"choice": "no"})]
    )
    assert openssl_accepts(tmp_path, message=DOMAIN + said, **signed)
    assert not openssl_accepts(tmp_path, message=DOMAIN + changed, **signed)
    assert not openssl_accepts(tmp_path, message=said, **signed)


def test_openssh_accepts_the_checkpoint_under_its_own_namespace_alone(house, tmp_path: Path):
    """The same checkpoint signed once more in the form that `ssh-keygen` reads (F15)."""
    needs("ssh-keygen")
    pen = house.house.pen
    key = parse_vkey(pen.vkey)
    note = house.browser().get("/log/institution/checkpoint").text
    space = namespace("checkpoint", key.name)
    (tmp_path / "note.sig").write_text(armored(key.public_key, space, pen.sign(note.encode(), "checkpoint")))
    (tmp_path / "allowed").write_text(f"{key.name} {public_line(key.public_key)}\n")

    def accepts(content: str, space: str) -> bool:
        command = ["ssh-keygen", "-Y", "verify", "-f", "allowed", "-I", key.name, "-n", space, "-s", "note.sig"]
        done = subprocess.run(command, cwd=tmp_path, input=content.encode(), capture_output=True, check=False)
        return done.returncode == 0

    assert accepts(note, space)
    assert not accepts(note.replace("institution", "constitution"), space)
    assert not accepts(note, namespace("declaration", key.name))
