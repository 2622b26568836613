"""Texts written out as people's programs would, to be read back."""

import io
import zipfile

from odf import table, text
from odf.opendocument import OpenDocumentText
from odf.style import Style

from parliament.texts import Text, as_printed

HEADINGS = {"preamble": "Preamble", "operative": "Operative part", "annex": "Annex"}


BODY = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'


def zipped(**parts: bytes | str) -> bytes:
    """An archive of these parts."""
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return found.getvalue()


def word_with(document: bytes | str) -> bytes:
    """A DOCX with nothing but this document."""
    return zipped(**{"[Content_Types].xml": "<Types/>", "word/document.xml": document})


def as_plain(written: Text) -> str:
    """As this house prints it: each paragraph with its own number, letter or Roman number."""
    found, section = [written.title], None
    for p, shown in zip(written.paragraphs, as_printed(written), strict=True):
        if p.section != section:
            found.append(HEADINGS[section := p.section])
        last = shown.label.split()[-1].removeprefix("PP")
        found.append(f"{last} {shown.text}" if last.startswith("(") else f"{last}. {shown.text}")
    return "\n\n".join(found)


def as_markdown(written: Text) -> str:
    """Headings, and numbered lists within numbered lists."""
    found, section = [f"# {written.title}", ""], None
    for p, shown in zip(written.paragraphs, as_printed(written), strict=True):
        if p.section != section:
            found += ["", f"## {HEADINGS[section := p.section]}", ""]
        siblings = written.outline.children[p.parent or p.section]
        indent = "    " * written.outline.depth(p.id)
        found.append(f"{indent}{siblings.index(p.id) + 1}.  {shown.text}")
    return "\n".join(found)


def packed_odt() -> bytes:
    """A motion as a word processor for OpenDocument writes it: a list in a list, a note, a table."""
    document = OpenDocumentText()
    numbers = text.ListStyle(name="L1")
    numbers.addElement(text.ListLevelStyleNumber(level=1, numformat="1"))
    numbers.addElement(text.ListLevelStyleNumber(level=2, numformat="a"))
    document.automaticstyles.addElement(numbers)
    document.styles.addElement(Style(name="Title", family="paragraph"))
    document.automaticstyles.addElement(Style(name="P1", family="paragraph", parentstylename="Title"))
    document.text.addElement(text.P(stylename="P1", text="Wells"))
    document.text.addElement(text.P(text="Recalling that water is a right,"))
    document.text.addElement(text.P(text="The Parliament of Mayors:"))
    first = text.ListItem()
    first.addElement(text.P(text="Decides to:"))
    inner, below = text.List(), text.ListItem()
    words = text.P(text="dig")
    words.addElement(text.S(c=1))
    words.addElement(text.Span(text="deep"))
    note = text.Note(noteclass="footnote")
    note.addElement(text.NoteCitation(text="1"))
    note.addElement(text.NoteBody())
    words.addElement(note)
    below.addElement(words)
    inner.addElement(below)
    first.addElement(inner)
    second = text.ListItem()
    second.addElement(text.P(text="Rests."))
    clauses = text.List(stylename="L1")
    clauses.addElement(first)
    clauses.addElement(second)
    document.text.addElement(clauses)
    document.text.addElement(table.Table(name="Wells"))
    found = io.BytesIO()
    document.write(found)
    return _named_first(found.getvalue())


def _named_first(packed: bytes) -> bytes:
    """With the media type as its first member, stored, as OpenDocument 1.3 part 2, 3.3 has it."""
    found = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(found, "w") as new:
        names = sorted(dict.fromkeys(old.namelist()), key=lambda name: name != "mimetype")
        for name in names:
            new.writestr(name, old.read(name))
    return found.getvalue()
