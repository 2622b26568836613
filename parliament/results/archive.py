"""The one zip file that holds these files: same files, same bytes, on every machine and in every year.

Written by hand from PKWARE's APPNOTE because libraries differ between versions in what they put in, and
deflate differs between builds of zlib; so files are stored, sorted and undated. Any unzip program opens it.
Reading accepts nothing but what `pack` writes, so a changed byte is refused even where no signature covers
it; who made the archive is for the signatures inside it to say.
"""

import struct
import unicodedata
import zlib
from collections.abc import Mapping

MAX_FILES = 10_000
MAX_BYTES = 256 * 1024 * 1024
MAX_NAME = 255
# Of an archive for the house's own keeping: with names and directory still below four gigabytes and 65,535 files, where
# the format changes to zip64.
LARGEST_FILES = 65_534
LARGEST_BYTES = (4 * 1024 - 64) * 1024 * 1024

_UTF8_NAMES = 0x800
_VERSION = 20
_MADE_BY_UNIX = 3 << 8 | _VERSION
_MIDNIGHT, _FIRST_OF_JANUARY_1980 = 0, 0x21
_READABLE_FILE = 0o100644 << 16
_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")


class BadArchive(ValueError):
    """Files that cannot go into an archive, or bytes that are not one of ours to the last bit."""


def check_files(files: Mapping[str, bytes], *, large: bool = False) -> None:
    """Whether these files go into one archive. Raises `BadArchive`."""
    _check_names(files, LARGEST_FILES if large else MAX_FILES)
    most = LARGEST_BYTES if large else MAX_BYTES
    if sum(map(len, files.values())) > most:
        raise BadArchive(f"more than {most} bytes")


def pack(files: Mapping[str, bytes], *, large: bool = False) -> bytes:
    """The archive of these files; `large` for the house's own keeping. Names are paths with `/`, sorted by their bytes."""
    check_files(files, large=large)
    contents, directory, offset = [], [], 0
    for name, data in sorted(files.items(), key=lambda item: item[0].encode()):
        raw = name.encode()
        # Flags, method (0, stored), time, date, checksum, both sizes, length of the name: told twice in a zip.
        facts = (_UTF8_NAMES, 0, _MIDNIGHT, _FIRST_OF_JANUARY_1980, zlib.crc32(data), len(data), len(data), len(raw))
        local = _LOCAL.pack(b"PK\x03\x04", _VERSION, *facts, 0) + raw + data
        central = _CENTRAL.pack(b"PK\x01\x02", _MADE_BY_UNIX, _VERSION, *facts, 0, 0, 0, 0, _READABLE_FILE, offset)
        contents.append(local)
        directory.append(central + raw)
        offset += len(local)
    size = sum(map(len, directory))
    end = _END.pack(b"PK\x05\x06", 0, 0, len(files), len(files), size, offset, 0)
    return b"".join([*contents, *directory, end])


def unpack(data: bytes, *, large: bool = False) -> dict[str, bytes]:
    """The files in an archive that `pack` wrote, in its order; anything else is refused.

    The files are read in one pass from front to back, so nothing can unfold to more than was sent in, and
    the directory is not believed but written anew and compared.
    """
    most_files, most = (LARGEST_FILES, LARGEST_BYTES) if large else (MAX_FILES, MAX_BYTES)
    if len(data) > most + most_files * (_LOCAL.size + _CENTRAL.size + 2 * MAX_NAME) + _END.size:
        raise BadArchive(f"more than {most} bytes")
    files: dict[str, bytes] = {}
    position = 0
    while data[position : position + 4] == b"PK\x03\x04":
        name, content, position = _read_file(data, position)
        if name in files:
            raise BadArchive(f"{name!r} is in it twice")
        files[name] = content
        if len(files) > most_files:
            raise BadArchive(f"more than {most_files} files")
    if pack(files, large=large) != data:
        raise BadArchive("the bytes are not those of the archive of these files")
    return files


def _read_file(data: bytes, position: int) -> tuple[str, bytes, int]:
    """The name and content of the file at `position`, and where the next one begins."""
    start = position + _LOCAL.size
    if start > len(data):
        raise BadArchive("the archive breaks off")
    *_, size, name_length, _ = _LOCAL.unpack_from(data, position)
    end_of_name = start + name_length
    end = end_of_name + size
    if end > len(data):
        raise BadArchive("the archive breaks off")
    try:
        return data[start:end_of_name].decode("utf-8"), data[end_of_name:end], end
    except UnicodeDecodeError as error:
        raise BadArchive("a name is not UTF-8") from error


def _check_names(files: Mapping[str, bytes], most: int) -> None:
    """Names must stay inside the folder they are unpacked into, and no two of them may be one file there."""
    if len(files) > most:
        raise BadArchive(f"more than {most} files")
    taken: set[str] = set()
    folders: set[str] = set()
    for name in files:
        _check_name(name)
        folded = unicodedata.normalize("NFC", name.casefold())
        if folded in taken:
            raise BadArchive(f"{name!r} differs from another name in capitals only")
        taken.add(folded)
        parts = folded.split("/")
        folders.update("/".join(parts[:depth]) for depth in range(1, len(parts)))
    if both := taken & folders:
        raise BadArchive(f"{min(both)!r} is both a file and a folder")


def _check_name(name: str) -> None:
    try:
        length = len(name.encode("utf-8"))
    except UnicodeEncodeError as error:
        raise BadArchive("a name is not UTF-8") from error
    if not 0 < length <= MAX_NAME or not unicodedata.is_normalized("NFC", name):
        raise BadArchive(f"a name is empty, too long or not in NFC: {name[:100]!r}")
    # Backslashes and colons are separators, drives or streams on some systems; controls mislead a reader.
    if any(each in '\\:*?"<>|' or unicodedata.category(each) in ("Cc", "Cf") for each in name):
        raise BadArchive(f"a name holds a character that is not safe everywhere: {name[:100]!r}")
    if any(part.strip(" .") != part or not part for part in name.split("/")):
        raise BadArchive(f"a name does not stay inside the folder: {name[:100]!r}")
