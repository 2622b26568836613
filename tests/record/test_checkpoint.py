"""Notes and checkpoints against Go's published ones, and against every changed character."""

import base64
import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parliament.record.checkpoint import (
    BadCheckpoint,
    BadSignature,
    Checkpoint,
    Signer,
    check_proof,
    open_checkpoint,
    open_note,
    parse_vkey,
    sign_checkpoint,
    sign_note,
    write_proof,
)
from parliament.record.tree import BadProof, inclusion_proof, leaf_hash, root

# The example of Go's golang.org/x/mod/sumdb/note, whose private key is published with it.
GO_SEED = base64.b64decode("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz")[1:]
GO_VKEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
GO_NOTE = (
    f"{GO_TEXT}\n— PeterNeumann "
    "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
# What https://sum.golang.org/latest said on 2024-09-23, and the key built into the go command.
SUMDB_VKEY = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"
SUMDB_TEXT = "go.sum database tree\n30055305\nmXfgRcJ0bG0j3CPdKwgGWtUzBUbX67saZGRmFuJGGsM=\n"
SUMDB_NOTE = (
    f"{SUMDB_TEXT}\n— sum.golang.org "
    "Az3grpgEild5qw7+5dtV13Kf1C2Xurm8q4fhdxvcsDHnqNTaxL2AFjBY+2TyGKevucFcAAlWFJJYle3EJlDCrQ+y3A8=\n"
)
ORIGIN = "record.example.org/sessions/7"
HOUSE = Signer("record.example.org", b"house seed for tests, 32 bytes!!")
LOG = HOUSE.for_log(ORIGIN)
WITNESS = Signer("witness.example.net", b"another seed for tests, 32 bytes")
LEAVES = [leaf_hash(str(number).encode()) for number in range(11)]
NOTE = sign_checkpoint(ORIGIN, 11, root(LEAVES), HOUSE)


def test_go_example_is_signed_byte_for_byte():
    signer = Signer("PeterNeumann", GO_SEED)
    assert signer.vkey == GO_VKEY
    assert sign_note(GO_TEXT, [signer]) == GO_NOTE


def test_notes_of_go_and_of_its_checksum_database_are_opened():
    assert open_note(GO_NOTE, [GO_VKEY]) == (GO_TEXT, ("PeterNeumann",))
    assert open_note(SUMDB_NOTE, [GO_VKEY, SUMDB_VKEY]) == (SUMDB_TEXT, ("sum.golang.org",))


def test_note_that_no_known_key_signed_is_refused():
    for vkeys in ([], [SUMDB_VKEY]):
        with pytest.raises(BadSignature, match="no key we know"):
            open_note(GO_NOTE, vkeys)


def test_checkpoint_is_read_back_as_signed():
    assert open_checkpoint(NOTE, [LOG.vkey]) == Checkpoint(ORIGIN, 11, root(LEAVES), (ORIGIN,))
    assert NOTE.startswith(f"{ORIGIN}\n11\n")


def test_empty_log_has_a_checkpoint():
    assert open_checkpoint(sign_checkpoint(ORIGIN, 0, root([]), LOG), [LOG.vkey]).size == 0


@given(st.data())
def test_any_other_character_anywhere_in_a_checkpoint_is_refused(data):
    place = data.draw(st.integers(0, len(NOTE) - 1))
    other = data.draw(st.characters(exclude_categories=["Cs"]).filter(lambda letter: letter != NOTE[place]))
    with pytest.raises((BadCheckpoint, BadSignature)):
        open_checkpoint(NOTE[:place] + other + NOTE[place + 1 :], [LOG.vkey])


@given(st.integers(0, len(NOTE) - 1))
def test_shortened_checkpoint_is_refused(length):
    with pytest.raises((BadCheckpoint, BadSignature)):
        open_checkpoint(NOTE[:length], [LOG.vkey])


def test_checkpoint_signed_by_unknown_keys_alone_is_refused():
    for vkeys in ([], [WITNESS.vkey], [HOUSE.vkey], [Signer(ORIGIN, b"x" * 32).vkey]):
        with pytest.raises(BadSignature):
            open_checkpoint(NOTE, vkeys)


def test_key_of_one_log_does_not_vouch_for_another():
    text = f"record.example.org/sessions/8\n11\n{base64.b64encode(root(LEAVES)).decode()}\n"
    for signer in (LOG, WITNESS):
        with pytest.raises(BadSignature, match="sessions/8"):
            open_checkpoint(sign_note(text, [signer]), [LOG.vkey, WITNESS.vkey])
    with pytest.raises(BadSignature, match="no known key of go"):
        open_checkpoint(SUMDB_NOTE, [SUMDB_VKEY])


def test_unknown_cosignatures_are_passed_over_and_known_ones_named():
    both = NOTE + sign_note(NOTE.partition("\n\n")[0] + "\n", [WITNESS]).partition("\n\n")[2]
    assert open_checkpoint(both, [LOG.vkey]).signed_by == (ORIGIN,)
    assert open_checkpoint(both, [WITNESS.vkey, LOG.vkey]).signed_by == (ORIGIN, WITNESS.name)


def test_wrong_signature_by_a_known_key_condemns_the_note():
    forged = base64.b64encode(WITNESS.verifier.key_id + bytes(64)).decode()
    with pytest.raises(BadSignature, match=WITNESS.name):
        open_checkpoint(f"{NOTE}— {WITNESS.name} {forged}\n", [LOG.vkey, WITNESS.vkey])


@pytest.mark.parametrize(
    "text",
    [
        f"{ORIGIN}\n11\n",
        f"{ORIGIN}\n011\n{'A' * 43}=\n",
        f"{ORIGIN}\n-1\n{'A' * 43}=\n",
        f"{ORIGIN}\n١١\n{'A' * 43}=\n",
        f"{ORIGIN}\n11\n{'A' * 42}==\n",
        f"{ORIGIN}\n11\n{'A' * 42}B=\n",
        f"{ORIGIN}\n11\n{'A' * 43}=\nan extension\n",
        f"{ORIGIN}\n11\n{base64.b64encode(b'short').decode()}\n",
    ],
)
def test_signed_text_that_is_not_a_checkpoint_is_refused(text):
    with pytest.raises(BadCheckpoint):
        open_checkpoint(sign_note(text, [LOG]), [LOG.vkey])


@pytest.mark.parametrize("note", ["", "\n\n", "text\n", "text\n\n", "text\n\n— name AAAA", "a\tb\n\n— n AAAAAAAA\n"])
def test_text_that_is_not_a_note_is_refused(note):
    with pytest.raises(BadCheckpoint):
        open_note(note, [GO_VKEY])


def test_note_longer_than_sixteen_large_signatures_is_refused():
    with pytest.raises(BadCheckpoint, match="too long"):
        open_note("a" * 200_000 + "\n\n— n AAAAAAAA\n", [GO_VKEY])


def test_every_part_of_a_key_belongs_to_it():
    assert parse_vkey(GO_VKEY).encode() == GO_VKEY
    wrong = [GO_VKEY[:start] + GO_VKEY[end:] for start in range(len(GO_VKEY)) for end in range(start + 1, start + 3)]
    # Type 4 is a witness's timestamped cosignature, which is not this format.
    wrong += ["", "+", "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2", f" {GO_VKEY}"]
    for vkey in wrong:
        with pytest.raises(BadCheckpoint):
            parse_vkey(vkey)


@pytest.mark.parametrize("name", ["", "two words", "a+b", "line\nbreak", "no\u00a0break", "\x00"])
def test_name_that_a_note_cannot_carry_is_refused(name):
    with pytest.raises(BadCheckpoint):
        Signer(name, bytes(32))
    with pytest.raises(BadCheckpoint):
        sign_checkpoint(name, 0, root([]), HOUSE)


def test_seed_is_never_shown_and_has_32_bytes():
    assert repr(HOUSE) == "Signer(name='record.example.org')"
    with pytest.raises(ValueError, match="32 bytes"):
        Signer("short", b"seed")


def test_proof_file_places_an_entry_in_a_checkpoint():
    for index, leaf in enumerate(LEAVES):
        proof = write_proof(index, inclusion_proof(index, LEAVES), NOTE)
        assert check_proof(proof, leaf, [LOG.vkey]) == (index, open_checkpoint(NOTE, [LOG.vkey]))
    assert write_proof(0, [], NOTE) == f"c2sp.org/tlog-proof@v1\nindex 0\n\n{NOTE}"


def test_extra_line_of_a_proof_file_is_passed_over():
    proof = write_proof(3, inclusion_proof(3, LEAVES), NOTE).replace("index", "extra YQ==\nindex", 1)
    assert check_proof(proof, LEAVES[3], [LOG.vkey])[0] == 3


@given(st.data())
def test_any_other_character_anywhere_in_a_proof_file_is_refused(data):
    proof = write_proof(4, inclusion_proof(4, LEAVES), NOTE)
    place = data.draw(st.integers(0, len(proof) - 1))
    other = data.draw(st.characters(exclude_categories=["Cs"]).filter(lambda letter: letter != proof[place]))
    with pytest.raises((BadCheckpoint, BadSignature, BadProof)):
        check_proof(proof[:place] + other + proof[place + 1 :], LEAVES[4], [LOG.vkey])


def test_proof_file_of_another_entry_is_refused():
    with pytest.raises(BadProof):
        check_proof(write_proof(4, inclusion_proof(4, LEAVES), NOTE), LEAVES[5], [LOG.vkey])


def test_openssl_agrees_with_our_signature(tmp_path):
    """The check anybody can repeat without our code: OpenSSL over the note's text."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    text, _, line = NOTE.partition("\n\n")
    (tmp_path / "text").write_text(text + "\n")
    (tmp_path / "signature").write_bytes(base64.b64decode(line.split()[2])[4:])
    # RFC 8410: twelve bytes say "Ed25519 public key", then the key itself.
    (tmp_path / "key.der").write_bytes(bytes.fromhex("302a300506032b6570032100") + LOG.public_key)
    command = ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", "key.der", "-rawin"]
    run = [*command, "-in", "text", "-sigfile", "signature"]
    assert subprocess.run(run, cwd=tmp_path, capture_output=True, check=False).returncode == 0
    (tmp_path / "text").write_text(text + "x\n")
    assert subprocess.run(run, cwd=tmp_path, capture_output=True, check=False).returncode != 0
