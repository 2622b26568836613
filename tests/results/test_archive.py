"""The archive of some files is one sequence of bytes, opened by any unzip, and no byte of it can change."""

import io
import shutil
import struct
import subprocess
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parliament.record.canonical import sha256_hex
from parliament.results import archive
from parliament.results.archive import BadArchive, pack, unpack

FILES = {
    "README.txt": b"How to check this.\n",
    "record/entries.jsonl": b'{"seq":1}\n{"seq":2}\n',
    "texts/déclaration-宣言.txt": b"Nous, maires",
    "empty": b"",
}
PACKED = pack(FILES)
NAMES = st.lists(st.text(st.sampled_from("abcäñ中0123456789-_"), min_size=1, max_size=8), min_size=1, max_size=3).map(
    lambda parts: "/".join(parts) + ".x"
)
CONTENTS = st.dictionaries(NAMES, st.binary(max_size=40), max_size=5)


def zipped(*files, **options):
    """What Python's own zipfile makes of these files: a good zip, but not ours."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", **options) as made:
        for name, data in files:
            made.writestr(name, data)
    return memory.getvalue()


def test_bytes_of_the_archive_are_fixed_for_all_time():
    assert sha256_hex(PACKED) == "19d9442b90f311dc05a921ef053e4d74f27c2e1914cfb2b443b3658bdc6c10b2"


@given(CONTENTS)
def test_what_is_packed_is_unpacked_in_order(files):
    assert list(unpack(pack(files)).items()) == sorted(files.items(), key=lambda item: item[0].encode())


def test_order_of_the_files_does_not_matter():
    assert pack(dict(reversed(FILES.items()))) == PACKED


@given(CONTENTS)
def test_zip_library_that_is_not_ours_reads_the_same_files(files):
    with zipfile.ZipFile(io.BytesIO(pack(files))) as opened:
        assert opened.testzip() is None
        assert {name: opened.read(name) for name in opened.namelist()} == files


def test_unzip_program_finds_no_fault(tmp_path):
    if shutil.which("unzip") is None:
        pytest.skip("unzip is not installed")
    (tmp_path / "bundle.zip").write_bytes(PACKED)
    checked = subprocess.run(["unzip", "-t", "bundle.zip"], cwd=tmp_path, capture_output=True, check=False)
    assert checked.returncode == 0, checked.stdout
    subprocess.run(["unzip", "-q", "bundle.zip", "-d", "out"], cwd=tmp_path, check=True)
    assert (tmp_path / "out/record/entries.jsonl").read_bytes() == FILES["record/entries.jsonl"]


def test_every_flipped_bit_is_refused():
    for place in range(len(PACKED)):
        for bit in range(8):
            changed = bytearray(PACKED)
            changed[place] ^= 1 << bit
            with pytest.raises(BadArchive):
                unpack(bytes(changed))


@settings(max_examples=200)
@given(CONTENTS, st.data())
def test_any_other_byte_at_any_place_is_refused(files, data):
    packed = bytearray(pack(files))
    place = data.draw(st.integers(0, len(packed) - 1))
    packed[place] = data.draw(st.integers(0, 255).filter(lambda value: value != packed[place]))
    with pytest.raises(BadArchive):
        unpack(bytes(packed))


@given(st.integers(0, len(PACKED) - 1))
def test_archive_that_breaks_off_is_refused(length):
    with pytest.raises(BadArchive):
        unpack(PACKED[:length])


@pytest.mark.parametrize("data", [b"\0" + PACKED, PACKED + b"\0", PACKED + PACKED, b"", b"PK\x03\x04"])
def test_bytes_before_or_after_the_archive_are_refused(data):
    with pytest.raises(BadArchive):
        unpack(data)


@given(st.binary(max_size=200))
def test_noise_is_refused(noise):
    with pytest.raises(BadArchive):
        unpack(b"PK\x03\x04" + noise)


def test_zip_made_by_another_program_is_refused():
    for options in ({}, {"compression": zipfile.ZIP_DEFLATED}):
        with pytest.raises(BadArchive):
            unpack(zipped(("a", b"a" * 100), **options))


def test_deflate_bomb_is_refused_without_being_unfolded():
    bomb = zipped(("a", bytes(50_000_000)), compression=zipfile.ZIP_DEFLATED)
    with pytest.raises(BadArchive):
        unpack(bomb)


def test_file_that_claims_to_be_larger_than_the_archive_is_refused():
    with pytest.raises(BadArchive, match="breaks off"):
        unpack(struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 0x800, 0, 0, 0x21, 0, 0, 0xFFFFFFFF, 1, 0) + b"a")


def test_name_given_twice_is_refused():
    one = pack({"a": b"1"})
    local = one[: one.index(b"PK\x01\x02")]
    with pytest.raises(BadArchive, match="twice"):
        unpack(local + one)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "/etc/passwd",
        "../out",
        "a/../../out",
        "a/./b",
        "a//b",
        "folder/",
        "..",
        ".hidden",
        "a\\b",
        "C:x",
        "a\0b",
        "line\nbreak",
        "right\u202eleft",
        "e\u0301",
        "\ud800",
        "trailing.",
        "trailing ",
        "x" * 256,
    ],
)
def test_name_that_leaves_the_folder_or_misleads_is_refused(name):
    with pytest.raises(BadArchive):
        pack({name: b""})


def test_unpacking_refuses_the_names_that_packing_refuses():
    evil = PACKED.replace(b"README.txt", b"../../evil")
    with pytest.raises(BadArchive, match="does not stay inside"):
        unpack(evil)


@pytest.mark.parametrize("names", [("a", "A"), ("straße", "STRASSE"), ("a", "a/b"), ("A/b", "a"), ("a/b/c", "a/b")])
def test_names_that_meet_on_some_disks_are_refused(names):
    with pytest.raises(BadArchive):
        pack(dict.fromkeys(names, b""))


def test_limits_hold_both_ways(monkeypatch):
    monkeypatch.setattr(archive, "MAX_FILES", 3)
    for act in (lambda: pack(FILES), lambda: unpack(PACKED)):
        with pytest.raises(BadArchive, match="more than 3 files"):
            act()
    monkeypatch.undo()
    monkeypatch.setattr(archive, "MAX_BYTES", 10)
    for act in (lambda: pack(FILES), lambda: unpack(PACKED)):
        with pytest.raises(BadArchive, match="more than 10 bytes"):
            act()
