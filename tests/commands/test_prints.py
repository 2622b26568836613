"""The print that is kept when a declaration is published: in the record right before it, and never in its way."""

import io
from collections.abc import Sequence

import pikepdf
import pytest

from parliament.commands import prints
from parliament.commands.declarations import bundle_of
from parliament.documents.press import NotPrintable
from parliament.record.canonical import sha256_hex
from parliament.record.entries import Entry
from parliament.results.verify import verify_bundle
from parliament.rules.refusals import Refused
from parliament.store import record
from parliament.store.queries.declarations import declaration_view
from parliament.store.queries.prints import kept_print
from tests.builders import Chamber
from tests.commands.declaring import declaration, declare


def entries(chamber: Chamber) -> Sequence[Entry]:
    with chamber.house.reading() as db:
        return record.entries(db, declaration(chamber).plenary_id)


def test_print_stands_right_before_what_it_prints_and_is_of_its_document(voting: Chamber) -> None:
    voting.come_to("declared", declare)
    published = next(each for each in entries(voting) if each.kind == "declaration.published")
    printed = entries(voting)[published.seq - 2]
    assert (printed.kind, printed.at) == ("declaration.printed", published.at)
    assert printed.body["document"] == published.body["document_hash"]
    assert (printed.body["language"], printed.body["declaration"]) == ("en", published.body["declaration"])
    with voting.house.reading() as db:
        view = declaration_view(db, declaration(voting).slug)
        kept = kept_print(db, view["id"])
    assert sha256_hex(kept) == printed.body["pdf_hash"]
    assert prints.print_for_ever(view["document"], view["document_hash"]) == kept
    with pikepdf.open(io.BytesIO(kept)) as found:
        assert found.open_metadata()["dc:title"] == view["title"]


def test_what_cannot_be_printed_is_published_all_the_same_and_no_print_is_claimed(
    voting: Chamber, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> bytes:
        raise NotPrintable("no font for this")

    monkeypatch.setattr(prints, "print_for_ever", broken)
    declare(voting)
    assert "declaration.printed" not in [entry.kind for entry in entries(voting)]
    found = declaration(voting)
    with voting.house.reading() as db, pytest.raises(Refused, match="not_found"):
        kept_print(db, found.id)
    assert verify_bundle(bundle_of(voting.house, found.slug)).ok
