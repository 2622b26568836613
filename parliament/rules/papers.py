"""Papers: which files the house keeps, and whether one is what it says it is.

What is said and what is there must agree, so that nobody is handed a program under the name of a document.
"""

import io
import zipfile

from parliament.rules.refusals import Code, Refused

MEGABYTES = 5
MOST_PAPERS = 200  # of one session; house rule: a gigabyte is what its archive and its readers can bear
TEXT = "text/plain"
PDF = "application/pdf"
ODT = "application/vnd.oasis.opendocument.text"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ENDINGS = {TEXT: "txt", PDF: "pdf", ODT: "odt", DOCX: "docx"}


def check_room(*, papers: int) -> None:
    """Refuse one paper more than a session keeps, the withdrawn ones counted: they stay in its record."""
    if papers >= MOST_PAPERS:
        raise Refused(Code.TOO_MANY_OF_THESE, field="content", limit=MOST_PAPERS)


def check_paper(media_type: str, content: bytes) -> None:
    """Refuse what is empty, too large, of a kind the house does not keep, or not of the kind it says it is."""
    if len(content) > MEGABYTES * 1024 * 1024:
        raise Refused(Code.PAPER_TOO_LARGE, field="content", limit=MEGABYTES)
    if media_type not in ENDINGS or media_type != sniffed(content):
        raise Refused(Code.WRONG_KIND_OF_FILE, field="content")


def sniffed(content: bytes) -> str | None:
    """What a file is by its own bytes; None for what the house does not keep."""
    if content.startswith(b"%PDF-"):
        return PDF
    if content.startswith(b"PK\x03\x04"):
        return _packed(content)
    return TEXT if _is_text(content) else None


def _packed(content: bytes) -> str | None:
    """ODT names itself in its first member; DOCX is known by the part that holds its text."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = packed.namelist()
            first = packed.infolist()[0] if names else None
            # Never unpacked: a few bytes can grow into gigabytes, and ODF 1.3 (part 2, 3.3) has this member stored.
            named = first is not None and first.filename == "mimetype" and first.file_size == len(ODT)
            if first is not None and named and first.compress_type == zipfile.ZIP_STORED:
                return ODT if packed.read(first) == ODT.encode() else None
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError, EOFError):
        return None
    return DOCX if "word/document.xml" in names and "[Content_Types].xml" in names else None


def _is_text(content: bytes) -> bool:
    """Text is UTF-8 with something in it, and without the characters that only programs need."""
    try:
        said = content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return bool(said.strip()) and not any(each < " " and each not in "\t\n\r\f" for each in said)
