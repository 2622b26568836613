"""A declaration as files for print, word processors and spreadsheets: by page and API, kept and made anew."""

import io
from hashlib import sha256

import pytest
from docx import Document
from openpyxl import load_workbook

from parliament.results.archive import pack, unpack
from parliament.results.roll_call import COLUMNS
from parliament.results.verify import verify_bundle
from parliament.schemas.declaration_files import OF_DECLARATION, tag_of
from parliament.store.views.declarations import in_full

BEGINNINGS = {"pdf": b"%PDF-1.7", "docx": b"PK", "odt": b"PK", "xlsx": b"PK", "csv": b"s"}


def address(declared, kind: str, within: str = "") -> str:
    return f"{within}/declarations/{declared.declaration['slug']}/{kind}"


@pytest.mark.parametrize("kind", OF_DECLARATION)
def test_every_file_is_had_by_page_and_by_program_the_same_bytes(declared, kind):
    client = declared.browser()
    page, program = client.get(address(declared, kind)), client.get(address(declared, kind, "/api"))
    assert (page.status_code, program.status_code) == (200, 200)
    assert page.data == program.data
    assert page.data.startswith(BEGINNINGS[kind.rpartition(".")[2]])
    assert page.headers["Content-Type"] == program.headers["Content-Type"] == OF_DECLARATION[kind][0]
    slug = declared.declaration["slug"]
    stem = f"{slug}." if kind.startswith("declaration") else f"{slug}-{kind.partition('.')[0]}."
    assert page.headers["Content-Disposition"] == f"attachment; filename={stem}{kind.rpartition('.')[2]}"
    again = client.get(address(declared, kind), headers={"If-None-Match": page.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert "Set-Cookie" not in page.headers
    assert client.get(address(declared, f"versions/1/{kind}")).data == page.data


@pytest.mark.parametrize("kind", [*OF_DECLARATION, "published.pdf"])
def test_what_was_never_declared_has_no_files(declared, kind):
    client = declared.browser()
    assert client.get(f"/declarations/9-nothing/{kind}").status_code == 404
    assert client.get(f"/api/declarations/9-nothing/{kind}").status_code == 404
    if kind in OF_DECLARATION:
        assert client.get(address(declared, f"versions/2/{kind}")).status_code == 404


def test_print_made_at_publication_is_kept_and_its_hash_is_in_record_and_bundle(declared):
    client = declared.browser()
    kept = client.get(address(declared, "published.pdf"))
    assert kept.data == client.get(address(declared, "published.pdf", "/api")).data
    files = unpack(client.get(address(declared, "bundle.zip")).data)
    said = sha256(kept.data).hexdigest()
    assert files[f"annexes/{said}"] == kept.data
    (entry,) = [line for line in files["entries.jsonl"].splitlines() if b'"declaration.printed"' in line]
    assert f'"pdf_hash":"{said}"'.encode() in entry
    assert f'"document":"{sha256(files["declaration.json"]).hexdigest()}"'.encode() in entry


def test_print_made_anew_before_anybody_signed_is_the_one_that_was_kept(declared):
    client = declared.browser()
    assert (
        client.get(address(declared, "declaration.pdf?language=en")).data
        == client.get(address(declared, "published.pdf")).data
    )
    arabic = client.get(address(declared, "declaration.pdf?language=ar"))
    assert arabic.status_code == 200
    assert arabic.data != client.get(address(declared, "published.pdf")).data


def test_bundle_with_another_print_in_it_is_found_out(declared):
    files = dict(unpack(declared.browser().get(address(declared, "bundle.zip")).data))
    (name,) = [name for name, content in files.items() if name.startswith("annexes/") and content.startswith(b"%PDF")]

    assert verify_bundle(pack(files)).ok
    assert not verify_bundle(pack(files | {name: files[name][:-1] + b"\0"})).ok
    del files[name]
    assert not verify_bundle(pack(files)).ok


def test_workbook_says_what_it_is_a_table_of(declared):
    client = declared.browser()
    book = load_workbook(io.BytesIO(client.get(address(declared, "roll-call.xlsx")).data))
    assert [sheet.title for sheet in book] == ["roll call", "about"]
    table, about = book.worksheets
    assert tuple(cell.value for cell in table[1]) == COLUMNS
    assert table.max_row == 9
    said = {row[0]: row[1] for row in about.values}
    document = client.get(address(declared, "declaration.json")).data
    assert said["document_hash"] == sha256(document).hexdigest()
    assert (said["tally_yes"], said["supporting_people"]) == (4, 5_900_000)
    assert "=Leuven" in [cell.value for cell in table["B"]]
    assert {cell.data_type for row in table for cell in row} <= {"s", "n"}


def test_text_for_word_processors_is_the_text_of_the_page(declared):
    client = declared.browser()
    said = [
        each.text for each in Document(io.BytesIO(client.get(address(declared, "declaration.docx")).data)).paragraphs
    ]
    assert "1\tCommit to publish a heat plan every two years;" in said


@pytest.mark.parametrize("kind", OF_DECLARATION)
def test_nothing_is_made_for_who_has_the_file_already(declared, kind, monkeypatch):
    client = declared.browser()
    first = client.get(address(declared, kind))
    made = []
    monkeypatch.setitem(OF_DECLARATION, kind, (OF_DECLARATION[kind][0], lambda _: made.append(kind) or b"made"))
    for tag in (first.headers["ETag"], f"W/{first.headers['ETag']}", '"another", ' + first.headers["ETag"]):
        again = client.get(address(declared, kind), headers={"If-None-Match": tag})
        assert (again.status_code, again.headers["ETag"]) == (304, first.headers["ETag"])
    assert made == []
    assert client.get(address(declared, kind), headers={"If-None-Match": '"another"'}).data == b"made"
    assert made == [kind]


def test_tag_is_another_for_everything_that_a_file_is_made_of(declared):
    with declared.house.reading() as db:
        view = in_full(db, declared.declaration["slug"])
    with declared.app.test_request_context("/"):
        tags = [tag_of(view, kind) for kind in OF_DECLARATION]
        for name in ("document_hash", "version", "life", "statements", "places"):
            tags += [tag_of(view | {name: "another"}, "declaration.pdf")]
        assert tag_of(dict(view), "declaration.pdf") == tags[0]
    with declared.app.test_request_context("/", headers={"Accept-Language": "ar"}):
        tags.append(tag_of(view, "declaration.pdf"))
    assert len(set(tags)) == len(tags)
