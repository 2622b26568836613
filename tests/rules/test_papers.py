"""Papers: what is said and what is there must agree."""

import io
import tracemalloc
import zipfile

import pytest

from parliament.rules.papers import DOCX, MEGABYTES, ODT, PDF, TEXT, check_paper, sniffed
from parliament.rules.refusals import Code, Refused


def packed(**members: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return file.getvalue()


def docx() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w:document/>")
    return file.getvalue()


def bomb() -> bytes:
    """A few bytes that say they are few, and unpack to more than anybody has room for."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("mimetype", ODT.encode().ljust(20_000_000, b" "))
    said, size = (20_000_000).to_bytes(4, "little"), len(ODT).to_bytes(4, "little")
    return file.getvalue().replace(said, size)


FILES = {
    TEXT: "Réservoirs\n".encode(),
    PDF: b"%PDF-1.7\n...",
    ODT: packed(mimetype=ODT.encode(), content=b"<office/>"),
    DOCX: docx(),
}


@pytest.mark.parametrize("media_type", FILES)
def test_file_is_known_by_its_bytes(media_type: str) -> None:
    assert sniffed(FILES[media_type]) == media_type
    check_paper(media_type, FILES[media_type])


def test_packed_file_is_known_without_unpacking_anything() -> None:
    content = bomb()
    tracemalloc.start()
    assert sniffed(content) is None
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 1_000_000


@pytest.mark.parametrize(
    ("media_type", "content"),
    [
        (PDF, FILES[TEXT]),
        (TEXT, FILES[PDF]),
        (ODT, FILES[DOCX]),
        (DOCX, FILES[ODT]),
        (TEXT, b""),
        (TEXT, b"MZ\x00\x01"),
        (TEXT, b"\xff\xfe"),
        ("text/html", b"<script>"),
        (ODT, b"PK\x03\x04 broken"),
        (DOCX, packed(mimetype=b"x" * len(ODT))),
        (DOCX, packed(other=b"x")),
        (ODT, bomb()),
    ],
)
def test_file_that_is_not_what_it_says_is_refused(media_type: str, content: bytes) -> None:
    with pytest.raises(Refused) as refused:
        check_paper(media_type, content)
    assert refused.value.code == Code.WRONG_KIND_OF_FILE


def test_five_megabytes_are_taken_and_one_byte_more_is_not() -> None:
    most = MEGABYTES * 1024 * 1024
    check_paper(TEXT, b"x" * most)
    with pytest.raises(Refused) as refused:
        check_paper(TEXT, b"x" * (most + 1))
    assert (refused.value.code, refused.value.facts) == (Code.PAPER_TOO_LARGE, {"limit": 5})
