"""Cosignatures: what a witness says of a checkpoint, and what it never said (C2SP tlog-cosignature v1)."""

import base64
import hashlib

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from parliament.record.checkpoint import BadCheckpoint, BadSignature, Signer, open_checkpoint, sign_checkpoint
from parliament.record.cosignature import Cosigner, cosignatures, cosigned_at, parse_witness, with_lines
from parliament.record.tree import EMPTY_ROOT

HOUSE = Signer("parliament.example.org/institution", bytes(32))
ACCRA = Cosigner("witness.accra.example.org", bytes([1]) * 32)
LYON = Cosigner("witness.lyon.example.org", bytes([2]) * 32)
NOTE = sign_checkpoint(HOUSE.name, 0, EMPTY_ROOT, HOUSE)
AT = 1_795_341_600


def test_a_cosignature_has_the_bytes_of_the_specification():
    """Written out here once more, from the text of the specification and nothing of ours."""
    key = Ed25519PrivateKey.from_private_bytes(ACCRA.seed)
    public = b"\x04" + key.public_key().public_bytes_raw()
    key_id = hashlib.sha256(b"witness.accra.example.org\n" + public).digest()[:4]
    text = NOTE.rpartition("\n\n")[0] + "\n"
    signature = key.sign(f"cosignature/v1\ntime {AT}\n{text}".encode())
    line = base64.b64encode(key_id + AT.to_bytes(8, "big") + signature).decode()
    assert ACCRA.cosign(NOTE, AT) == f"{NOTE}— witness.accra.example.org {line}\n"
    assert ACCRA.vkey == f"witness.accra.example.org+{key_id.hex()}+{base64.b64encode(public).decode()}"


def test_a_checkpoint_carries_the_log_and_everybody_who_watches_it():
    note = LYON.cosign(ACCRA.cosign(NOTE, AT), AT + 60)
    assert open_checkpoint(note, [HOUSE.vkey]).signed_by == (HOUSE.name,)
    found = cosignatures(note, [ACCRA.vkey, LYON.vkey])
    assert [(each.name, each.at) for each in found.values()] == [(ACCRA.name, AT), (LYON.name, AT + 60)]
    assert cosigned_at(note, LYON.vkey) == AT + 60


def test_witnesses_alone_do_not_make_a_checkpoint():
    text = NOTE.rpartition("— ")[0]
    with pytest.raises(BadSignature):
        open_checkpoint(ACCRA.cosign(text + "— x AAAAAAAA\n", AT), [HOUSE.vkey])


def test_lines_of_unknown_witnesses_are_passed_over():
    assert cosignatures(ACCRA.cosign(NOTE, AT), [LYON.vkey]) == {}
    with pytest.raises(BadSignature):
        cosigned_at(NOTE, LYON.vkey)


def test_the_newest_of_two_lines_counts():
    note = ACCRA.cosign(ACCRA.cosign(NOTE, AT + 5), AT)
    assert cosigned_at(note, ACCRA.vkey) == AT + 5


def test_a_key_of_a_log_is_no_key_of_a_witness_and_the_other_way_round():
    """The type of a key keeps one signature from passing for the other (T17)."""
    with pytest.raises(BadCheckpoint):
        parse_witness(HOUSE.vkey)
    with pytest.raises(BadCheckpoint):
        open_checkpoint(ACCRA.cosign(NOTE, AT), [ACCRA.vkey])


@given(st.integers(0), st.integers(1, 255))
def test_any_changed_byte_of_note_or_cosignature_is_found(place: int, by: int):
    """T17: a flipped byte in what was cosigned, or in the line itself, never leaves the cosignature standing."""
    note = bytearray(ACCRA.cosign(NOTE, AT).encode())
    ours = note.rindex("— ".encode())
    text = note.index(b"\n\n") + 1
    place %= text + len(note) - ours
    place = place if place < text else place - text + ours
    note[place] ^= by
    with pytest.raises((BadCheckpoint, BadSignature, UnicodeDecodeError)):
        cosigned_at(note.decode(), ACCRA.vkey)


def test_another_time_is_another_statement():
    """The time stands beside the signature and under it: a witness cannot be made to have seen this later (T17)."""
    head, _, line = ACCRA.cosign(NOTE, AT).rpartition(" ")
    raw = bytearray(base64.b64decode(line))
    raw[11] ^= 1
    with pytest.raises(BadSignature):
        cosigned_at(f"{head} {base64.b64encode(raw).decode()}\n", ACCRA.vkey)


@pytest.mark.parametrize("cut", [5, 75, 77])
def test_a_line_of_another_length_is_no_cosignature(cut: int):
    head, _, line = ACCRA.cosign(NOTE, AT).rpartition(" ")
    raw = (base64.b64decode(line) + bytes(10))[:cut]
    with pytest.raises(BadSignature):
        cosigned_at(f"{head} {base64.b64encode(raw).decode()}\n", ACCRA.vkey)


def test_a_time_beyond_what_the_specification_allows_is_refused():
    with pytest.raises(BadCheckpoint):
        ACCRA.cosign(NOTE, 2**63)


def test_a_cosigner_needs_a_name_and_a_whole_seed():
    with pytest.raises(BadCheckpoint):
        Cosigner("two words", bytes(32))
    with pytest.raises(ValueError, match="32 bytes"):
        Cosigner("accra", bytes(31))
    assert "seed" not in repr(ACCRA)


def test_lines_are_added_once():
    line = cosignatures(ACCRA.cosign(NOTE, AT), [ACCRA.vkey])[ACCRA.vkey].line
    assert with_lines(with_lines(NOTE, [line, line]), [line]) == ACCRA.cosign(NOTE, AT)
