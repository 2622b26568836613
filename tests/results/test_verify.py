"""An evidence bundle is accepted as it is, and refused after any change of a byte, a file, an entry or a key."""

import json
import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parliament.commands.evidence import evidence_bundle
from parliament.record.audience import HOUSE_ONLY
from parliament.record.canonical import canonical
from parliament.record.checkpoint import Signer, sign_checkpoint, sign_note
from parliament.record.leaves import leaf_of
from parliament.record.tree import leaf_hash, root
from parliament.results.archive import pack, unpack
from parliament.results.bundle import build_bundle, cited
from parliament.results.verify import report_text, verify_bundle
from tests.results.forging import built, failing, is_refused, signing
from tests.results.played import SECRET

UNHURRIED = settings(deadline=None)
ALL = [
    "archive",
    "key",
    "signature",
    "tree",
    "annexes",
    "numbering",
    "count",
    "outcome",
    "acceptance",
    "text",
    "translations",
    "certification",
    "document",
]


# What is as it should be.


def test_bundle_is_accepted_and_every_check_is_named(declared):
    report = verify_bundle(declared.bundle, expected_vkey=declared.vkey)
    assert [(check.name, check.ok) for check in report.checks] == [(name, True) for name in ALL]
    assert (report.ok, report.origin) == (True, declared.origin)


def test_bundle_is_the_same_bytes_whenever_it_is_built(declared):
    later = replace(declared.published, seq=declared.published.seq + 1, kind="session.closed", body={"session": "s"})
    assert built(declared) == declared.bundle
    assert built(declared, [*declared.entries, later]) == declared.bundle


def test_bundle_tells_nothing_of_what_is_the_houses_own(declared):
    kinds = {json.loads(line).get("kind") for line in declared.files["entries.jsonl"].splitlines()}
    assert SECRET.encode() not in declared.bundle
    assert not kinds & HOUSE_ONLY
    assert {entry.kind for entry in declared.entries} & HOUSE_ONLY == HOUSE_ONLY


def test_key_of_the_log_and_key_of_the_house_are_both_accepted(declared):
    assert failing(declared.bundle, expected_vkey=declared.signer.for_log(declared.origin).vkey) == set()
    assert failing(declared.bundle, expected_vkey=f"{declared.vkey}\n") == set()


def test_report_names_declaration_key_and_what_failed(declared):
    said = report_text(verify_bundle(declared.bundle))
    assert said.startswith("Declaration 1: Heat plans\nok      archive")
    assert f"Key: {declared.signer.for_log(declared.origin).vkey}\n" in said
    assert said.endswith("\nVerified.\n")
    damaged = report_text(verify_bundle(declared.bundle[:-1]))
    assert "FAILED  archive" in damaged
    assert damaged.endswith("NOT verified: 1 of 1 checks failed.\n")


# Bytes.


def test_negative_control_the_bundle_itself_and_one_of_the_second_format_are_not_refused(declared, played):
    assert not is_refused(declared.bundle)
    assert not is_refused(evidence_bundle(played.house, "1-heat-plans"))


def test_flipped_bytes_all_over_the_archive_are_refused(declared):
    bundle, chance = declared.bundle, random.Random(8)
    for place in chance.sample(range(len(bundle)), 2000):
        flipped = bytearray(bundle)
        flipped[place] ^= 1 << chance.randrange(8)
        assert is_refused(bytes(flipped)), f"byte {place}"


@UNHURRIED
@given(data=st.data())
def test_flipped_byte_in_a_file_is_refused_though_the_archive_is_packed_anew(declared, data):
    files = declared.files
    name = data.draw(st.sampled_from(sorted(files)))
    place = data.draw(st.integers(0, len(files[name]) - 1))
    flipped = bytearray(files[name])
    flipped[place] ^= 1 << data.draw(st.integers(0, 7))
    assert is_refused(pack(files | {name: bytes(flipped)}))


@pytest.mark.parametrize("name", ["vkey", "checkpoint"])
def test_every_byte_of_key_and_checkpoint_is_covered(declared, name):
    files, chance = declared.files, random.Random(9)
    for place in range(len(files[name])):
        flipped = bytearray(files[name])
        flipped[place] ^= 1 << chance.randrange(8)
        assert is_refused(pack(files | {name: bytes(flipped)})), f"byte {place} of {name}"


@UNHURRIED
@given(st.binary(max_size=200), st.integers(0, 60_000), st.booleans())
def test_damaged_or_foreign_bytes_are_a_finding_and_never_a_crash(declared, noise, place, inserted):
    bundle = declared.bundle
    data = bundle[:place] + noise + bundle[place if inserted else place + len(noise) :] if place % 3 else noise
    assert data == bundle or failing(data)


# Files.


@pytest.mark.parametrize("name", ["declaration.json", "text.txt", "roll-call.csv", "VERIFY.txt", "checkpoint", "vkey"])
def test_missing_file_is_refused(declared, name):
    assert failing(pack({each: data for each, data in declared.files.items() if each != name})) == {"archive"}


def test_annex_that_is_not_what_its_name_says_is_refused(declared):
    """The credentials of the sitting are read by no other check, and covered all the same."""
    name = "annexes/" + declared.entry("sitting.opened").body["credentials_hash"]
    changed = declared.files[name].replace(b'"present":true', b'"present":fals', 1)
    assert changed != declared.files[name]
    assert failing(pack(declared.files | {name: changed})) == {"annexes"}


def test_missing_annex_is_refused(declared):
    files = declared.files
    annex = next(name for name in files if name.startswith("annexes/"))
    assert failing(pack({name: data for name, data in files.items() if name != annex})) == {"archive"}


@pytest.mark.parametrize("name", ["README.txt", "annexes/" + "0" * 64, "annexes/notes.txt"])
def test_file_that_nothing_covers_is_refused(declared, name):
    assert failing(pack(declared.files | {name: b"trust me"})) == {"archive"}


@pytest.mark.parametrize("name", ["text.txt", "roll-call.csv", "VERIFY.txt"])
def test_what_is_printed_says_what_the_document_says(declared, name):
    changed = declared.files[name].replace(b"Freetown", b"Helltown").replace(b"sha256sum", b"true # sum")
    assert changed != declared.files[name]
    assert failing(pack(declared.files | {name: changed})) == {"document"}


def test_second_signature_that_nobody_can_check_is_refused(declared):
    signed = declared.files["checkpoint"].decode()
    text = signed.rpartition("\n\n")[0] + "\n"
    stranger = sign_note(text, [Signer("stranger.example", b"s" * 32)]).rpartition("\n\n")[2]
    assert "signature" in failing(pack(declared.files | {"checkpoint": (signed + stranger).encode()}))


# The record.


def lines_of(declared) -> list[bytes]:
    return declared.files["entries.jsonl"].splitlines(keepends=True)


def signed_anew(declared, lines: list[bytes]) -> bytes:
    """A bundle with these lines, over which the house has signed a checkpoint."""
    values = [json.loads(line) for line in lines]
    leaves = [
        bytes.fromhex(v["leaf"]) if "leaf" in v else leaf_hash(line[:-1]) for v, line in zip(values, lines, strict=True)
    ]
    note = sign_checkpoint(declared.origin, len(leaves), root(leaves), declared.signer)
    return pack(declared.files | {"entries.jsonl": b"".join(lines), "checkpoint": note.encode()})


def test_signing_anew_what_was_not_changed_changes_nothing(declared):
    assert signed_anew(declared, lines_of(declared)) == declared.bundle


def test_entry_that_was_changed_leads_to_another_root(declared):
    lines = [line.replace(b"Water and heat", b"Weather & heat") for line in lines_of(declared)]
    assert {"tree", "document"} <= failing(pack(declared.files | {"entries.jsonl": b"".join(lines)}))


def test_missing_entry_is_refused(declared):
    lines = lines_of(declared)
    assert failing(signed_anew(declared, lines[:9] + lines[10:])) == {"archive"}


def test_missing_first_or_last_entry_is_refused(declared):
    lines = lines_of(declared)
    assert failing(signed_anew(declared, lines[1:])) == {"archive"}
    assert failing(signed_anew(declared, lines[:-1])) == {"archive"}


def test_entry_in_another_form_of_the_same_value_is_refused(declared):
    lines = lines_of(declared)
    lines[0] = lines[0].replace(b'":', b'": ', 1)
    assert failing(signed_anew(declared, lines)) == {"archive"}


@pytest.mark.parametrize(
    "line",
    [
        b'{"leaf":"00","seq":9}',
        b'{"leaf":7,"seq":9}',
        b'{"seq":9}',
        b"[]",
        b'{"at":"","body":{},"by":{},"kind":"motion.withdrawn","log":"x","seq":9,"v":1}',
        b'{"at":"2026-11-22T09:00:00.000Z","body":{},"by":{},"kind":"house.burnt","log":"x","seq":9,"v":1}',
        b'{"at":"2026-11-22T09:00:00.000Z","body":{},"by":{},"kind":"motion.withdrawn","log":"x","seq":9,"v":1}',
        b'{"leaf":"' + b"A" * 64 + b'","seq":9}',
    ],
)
def test_line_that_is_no_entry_is_refused(declared, line):
    lines = lines_of(declared)
    lines[8] = line + b"\n"
    files = declared.files | {"entries.jsonl": b"".join(lines)}
    assert "archive" in failing(pack(files))


def sealed_at(declared) -> int:
    """The place of a line that is a seal."""
    return next(at for at, line in enumerate(lines_of(declared)) if b'"sealed"' in line)


@pytest.mark.parametrize(
    "change",
    [
        lambda seal: seal | {"v": 2},
        lambda seal: seal | {"log": "session-of-others"},
        lambda seal: seal | {"log": 7},
        lambda seal: seal | {"sealed": seal["sealed"].upper()},
        lambda seal: seal | {"sealed": seal["sealed"][:-2]},
        lambda seal: seal | {"sealed": None},
        lambda seal: seal | {"seq": seal["seq"] + 1},
        lambda seal: seal | {"kind": "motion.withdrawn"},
    ],
)
def test_seal_in_another_form_is_refused_though_the_house_signed_it(declared, change):
    lines, at = lines_of(declared), sealed_at(declared)
    lines[at] = canonical(change(json.loads(lines[at]))) + b"\n"
    assert failing(signed_anew(declared, lines)) == {"archive"}


def test_changed_seal_leads_to_another_root(declared):
    lines, at = lines_of(declared), sealed_at(declared)
    seal = json.loads(lines[at])
    lines[at] = canonical(seal | {"sealed": "0" * 64}) + b"\n"
    assert failing(pack(declared.files | {"entries.jsonl": b"".join(lines)})) == {"tree"}


def test_whoever_is_given_entry_and_salt_sees_what_was_sealed(declared):
    """Another entry does not fit the seal, whatever the house says later."""
    seal = json.loads(lines_of(declared)[sealed_at(declared)])
    entry = declared.entries[seal["seq"] - 1]
    assert entry.kind in HOUSE_ONLY
    assert canonical(seal) == leaf_of(entry.log, entry.seq, canonical(entry.to_json()), declared.salts[entry.seq])
    other = canonical(replace(entry, body=entry.body | {"title": "Something else"}).to_json())
    assert canonical(seal) != leaf_of(entry.log, entry.seq, other, declared.salts[entry.seq])


def test_bundle_from_before_there_were_seals_still_holds(declared):
    """Its lines tell the leaf's hash alone, and its instructions say so in the words they had then."""
    lines = [
        canonical({"leaf": leaf_hash(canonical(entry.to_json())).hex(), "seq": entry.seq})
        if entry.kind in HOUSE_ONLY
        else line
        for entry, line in zip(declared.entries, declared.lines, strict=True)
    ]
    old = build_bundle(
        declared.entries,
        lines,
        declared.annexes.__getitem__,
        declaration=declared.published.body["declaration"],
        signed=signing(declared.origin, declared.signer),
    )
    assert failing(old) == set()
    told, telling = unpack(old)["VERIFY.txt"].decode(), declared.files["VERIFY.txt"].decode()
    assert "only the hash of the leaf is given" in told
    assert "the leaf is a seal" in telling
    assert failing(pack(unpack(old) | {"VERIFY.txt": telling.encode()})) == {"document"}


def test_vote_hidden_behind_its_hash_leaves_a_gap_in_the_numbers(declared):
    lines = lines_of(declared)
    for kind in ("vote.opened", "vote.closed"):
        seq = declared.entry(kind, 0).seq
        lines[seq - 1] = canonical({"seq": seq, "leaf": leaf_hash(lines[seq - 1][:-1]).hex()}) + b"\n"
    hidden = [e for e in declared.entries if e.kind not in HOUSE_ONLY and e is not declared.entry("vote.opened", 0)]
    kept = set(cited([e for e in hidden if e is not declared.entry("vote.closed", 0)]))
    files = {n: d for n, d in declared.files.items() if not n.startswith("annexes/") or n[8:] in kept}
    assert {"numbering", "document"} <= failing(pack(files | {"entries.jsonl": b"".join(lines)}))


def test_key_of_somebody_else_is_told_from_the_one_expected(declared):
    """All of it signed again by a forger: consistent in itself, so only the reader's own copy of the key tells."""
    forgery = built(declared, signer=Signer("parliament.example", b"f" * 32))
    assert failing(forgery) == set()
    assert failing(forgery, expected_vkey=declared.vkey) == {"key"}


def test_key_of_the_house_under_another_name_is_not_the_one_expected(declared):
    elsewhere = Signer("parliament.example.evil.example", declared.signer.seed)
    assert failing(declared.bundle, expected_vkey=elsewhere.vkey) == {"key"}
    assert failing(declared.bundle, expected_vkey="not a key") == {"key"}


def test_signature_of_another_key_under_the_key_that_is_expected_is_refused(declared):
    forgery = built(declared, signer=Signer("parliament.example", b"f" * 32))
    note = sign_checkpoint(declared.origin, len(declared.entries), b"\0" * 32, declared.signer).encode()
    assert failing(pack(declared.files | {"checkpoint": note})) == {"tree"}
    stolen = pack(declared.files | {"checkpoint": unpack(forgery)["checkpoint"]})
    assert {"signature", "tree"} <= failing(stolen, expected_vkey=declared.vkey)
