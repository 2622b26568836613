"""Go's sumdb packages read our logs: what is true they accept, and nothing else (F15, T17).

Each forgery is tried beside the truth it differs from, in the same run of the same program: a checker that accepted
everything, or refused everything, would fail here.
"""

import base64
import random
from pathlib import Path

import pytest

from parliament.record.checkpoint import Signer, encode64, sign_checkpoint
from parliament.record.cosignature import Cosigner
from parliament.record.tiles import entries_path, tile_path
from tests.evidence.checker import Checker
from tests.evidence.logs import ORIGIN, Log, a_log, entry

LOG = a_log(300)
ACCRA = Cosigner("witness.accra.example.org", bytes([1]) * 32)
AT = 1_795_341_600
SEED = 17


def inclusion(log: Log, index: int, leaf: bytes) -> dict:
    return {
        "kind": "inclusion",
        "vkeys": log.vkeys,
        "proof": log.proof(index),
        "entry": base64.b64encode(leaf).decode(),
    }


def consistency(old: str, new: str, path: list[bytes]) -> dict:
    lines = [encode64(each) for each in path]
    return {"kind": "consistency", "vkeys": LOG.vkeys, "old": old, "note": new, "path": lines}


def test_go_opens_our_checkpoints_and_no_changed_ones(checker: Checker):
    note = LOG.checkpoint()
    chance = random.Random(SEED)
    forged = [flipped(note, chance) for _ in range(40)]
    claims = [{"kind": "note", "vkeys": LOG.vkeys, "note": each} for each in (note, *forged)]
    true, *false = checker.reasons(claims)
    assert true == ""
    assert all(false), (
        f"accepted with seed {SEED}: {[note for note, why in zip(forged, false, strict=True) if not why]}"
    )


def test_go_believes_only_the_key_it_was_given(checker: Checker):
    other = Signer(ORIGIN, bytes([9]) * 32)
    assert checker.reason("note", vkeys=[other.vkey], note=LOG.checkpoint())
    assert checker.reason("note", vkeys=LOG.vkeys, note=LOG.checkpoint()) == ""


def test_go_finds_entries_by_our_proofs_at_every_size(checker: Checker):
    """And no entry at another place, and no other entry at its place."""
    logs = [a_log(size) for size in (1, 2, 3, 7, 8, 255, 256, 257)]
    places = [(log, index) for log in logs for index in {0, len(log.leaves) // 2, len(log.leaves) - 1}]
    true = [inclusion(log, index, log.leaves[index]) for log, index in places]
    false = [inclusion(log, index, entry(index + 1, "otherwise")) for log, index in places]
    assert checker.reasons(true) == [""] * len(places)
    assert all(checker.reasons(false))


def test_go_sees_by_our_proofs_that_a_log_only_grew(checker: Checker):
    """And that a fork did not, though every signature is right (T17)."""
    sizes = [(1, 2), (3, 7), (255, 256), (256, 257), (256, 300), (299, 300), (300, 300)]
    true, false, mixed = [], [], []
    for old, new in sizes:
        before, log, fork = LOG.checkpoint(old), a_log(new), a_log(new, forked_from=old - 1)
        true.append(consistency(before, log.checkpoint(), log.consistency(old)))
        false.append(consistency(before, fork.checkpoint(), fork.consistency(old)))
        mixed.append(consistency(before, fork.checkpoint(), log.consistency(old)))
    assert checker.reasons(true) == [""] * len(sizes)
    assert all(checker.reasons(false))
    assert all(checker.reasons(mixed))


def test_go_reads_our_tiles_and_entries(checker: Checker, tmp_path: Path):
    """Every tile against the checkpoint, every entry against its tile, and growth from four earlier checkpoints."""
    LOG.write(tmp_path)
    olds = ["", *(LOG.checkpoint(size) for size in (1, 256, 257, 299))]
    whole = {"kind": "log", "vkeys": LOG.vkeys, "note": LOG.checkpoint(), "dir": str(tmp_path)}
    assert checker.reasons([whole | {"old": old} for old in olds]) == [""] * len(olds)
    forked = a_log(300, forked_from=260).checkpoint(280)
    assert checker.reason(**whole, old=forked)
    assert checker.reason(**whole, old=a_log(200).checkpoint()) == ""


@pytest.mark.parametrize("tampered", ["tile", "entries"])
def test_go_finds_any_changed_byte_of_a_tile_or_a_bundle(checker: Checker, tmp_path: Path, tampered: str):
    LOG.write(tmp_path)
    chance = random.Random(SEED)
    paths = [tile_path(0, 0), tile_path(0, 1, 44), tile_path(1, 0, 1)]
    if tampered == "entries":
        paths = [entries_path(0), entries_path(1, 44)]
    whole = {"kind": "log", "vkeys": LOG.vkeys, "note": LOG.checkpoint(), "dir": str(tmp_path)}
    for path in paths * 3:
        true = (tmp_path / path).read_bytes()
        false = bytearray(true)
        false[chance.randrange(len(false))] ^= 1 << chance.randrange(8)
        (tmp_path / path).write_bytes(false)
        assert checker.reason(**whole), f"{path} with seed {SEED}"
        (tmp_path / path).write_bytes(true)
    assert checker.reason(**whole) == ""


def removed(leaves: list[bytes], at: int = 260) -> list[bytes]:
    return [*leaves[:at], *leaves[at + 1 :]]


def reordered(leaves: list[bytes], at: int = 260) -> list[bytes]:
    return [*leaves[:at], leaves[at + 1], leaves[at], *leaves[at + 2 :]]


def inserted(leaves: list[bytes], at: int = 260) -> list[bytes]:
    return [*leaves[:at], entry(at + 1, "smuggled in"), *leaves[at:]]


@pytest.mark.parametrize("change", [removed, reordered, inserted])
def test_go_finds_entries_that_were_removed_reordered_or_inserted(checker: Checker, tmp_path: Path, change):
    """T17. Signed anew it is a log like any other; only who kept a checkpoint, or a witness, knows better."""
    forged = Log(change(LOG.leaves))
    forged.write(tmp_path)
    whole = {"kind": "log", "vkeys": LOG.vkeys, "dir": str(tmp_path)}
    assert checker.reason(**whole, note=forged.checkpoint()) == ""
    assert checker.reason(**whole, note=LOG.checkpoint(280))
    assert checker.reason(**whole, note=forged.checkpoint(), old=LOG.checkpoint(280))
    assert checker.reason(**whole, note=forged.checkpoint(), old=LOG.checkpoint(260)) == ""


def test_go_reads_our_cosignatures_and_no_changed_ones(checker: Checker):
    note = ACCRA.cosign(LOG.checkpoint(), AT)
    claim = {"kind": "cosignature", "vkey": ACCRA.vkey, "at": AT}
    assert checker.reason(**claim, note=note) == ""
    assert checker.reason(**claim | {"at": AT + 1}, note=note)
    assert checker.reason(**claim, note=LOG.checkpoint())
    assert checker.reason(**claim, note=note.replace("\n300\n", "\n301\n"))
    assert checker.reason(**claim | {"vkey": Cosigner(ACCRA.name, bytes([2]) * 32).vkey}, note=note)
    # The log's own signature is read beside it, as if nobody had cosigned.
    assert checker.reason("note", vkeys=LOG.vkeys, note=note) == ""


def test_a_witness_cannot_sign_for_the_log(checker: Checker):
    """The same key under the log's name makes a cosignature and no checkpoint: the type stands in its identifier."""
    note = Cosigner(ORIGIN, LOG.signer.seed).cosign(LOG.checkpoint(), AT)
    text, line = note.rpartition("\n\n")[0], note.rpartition("— ")[2]
    assert checker.reason("note", vkeys=LOG.vkeys, note=f"{text}\n\n— {line}")
    assert checker.reason("note", vkeys=LOG.vkeys, note=sign_checkpoint(ORIGIN, 0, bytes(32), LOG.signer)) == ""


def flipped(note: str, chance: random.Random) -> str:
    """The note with one letter or digit put in another's place."""
    while True:
        at = chance.randrange(len(note))
        changed = note[:at] + chance.choice("abcXYZ0189") + note[at + 1 :]
        if changed != note:
            return changed
