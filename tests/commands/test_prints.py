"""The print that is kept when a declaration is published: in the record right before it, and never in its way."""

import io
from collections.abc import Sequence

import pikepdf
import pytest

from parliament.commands import prints
from parliament.commands.declarations import bundle_of
from parliament.commands.statements import explain_vote
from parliament.documents.press import NotPrintable
from parliament.record.canonical import sha256_hex
from parliament.record.entries import Entry
from parliament.results.verify import verify_bundle
from parliament.rules.refusals import Refused
from parliament.store import record
from parliament.store.queries.declarations import declaration_view
from parliament.store.queries.prints import kept_print
from parliament.store.views.declarations import in_full
from parliament.store.views.places import seat_places
from tests.builders import Chamber
from tests.commands.declaring import certify_and_publish, declaration, declare
from tests.commands.following_up import addressed, committed, dispatched, reported
from tests.documents.test_declaration_pdf import words_of


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
        places = seat_places(db)
    assert sha256_hex(kept) == printed.body["pdf_hash"]
    assert prints.print_for_ever(view["document"], view["document_hash"], places=places) == kept
    with pikepdf.open(io.BytesIO(kept)) as found:
        assert found.open_metadata()["dc:title"] == view["title"]


def anew(chamber: Chamber) -> bytes:
    """The print as it is made on demand."""
    with chamber.house.reading() as db:
        view = in_full(db, declaration(chamber).slug)
    beside = {name: view[name] for name in ("life", "statements", "places")}
    return prints.print_of(view["document"], view["document_hash"], **beside)


def test_what_seats_said_before_the_publication_is_kept_and_what_comes_later_is_printed_anew(voting: Chamber) -> None:
    for mayor in range(6):
        voting.cast(mayor)
    voting.close()
    said = {"vote_id": voting.vote, "text": "We pay already."}
    voting.by(voting.mayors[1], explain_vote, **said)
    certify_and_publish(voting)
    with voting.house.reading() as db:
        kept = kept_print(db, declaration(voting).id)
    assert anew(voting) == kept
    assert "Wepayalready." in words_of(kept)
    assert verify_bundle(bundle_of(voting.house, declaration(voting).slug)).ok
    voting.by(voting.mayors[2], explain_vote, **said | {"text": "We pay soon."})
    assert "Wepaysoon." in words_of(anew(voting))
    assert "Wepaysoon." not in words_of(kept)


def test_naming_an_addressee_changes_no_print_and_sending_promising_and_reporting_do(voting: Chamber) -> None:
    voting.come_to("declared", declare)
    with voting.house.reading() as db:
        kept = kept_print(db, declaration(voting).id)
    addressee = addressed(voting, declaration(voting).id)
    assert anew(voting) == kept
    dispatched(voting, addressee, sent_on=f"{voting.at:%Y-%m-%d}", answer_by=None)
    commitment = committed(voting, declaration(voting).id)
    reported(voting, commitment, reported_on=f"{voting.at:%Y-%m-%d}")
    said = words_of(anew(voting))
    for words in ("MinistryofWater", "Homeswithsafewater", "1,500homes"):
        assert words in said, words


def test_what_cannot_be_printed_is_published_all_the_same_and_no_print_is_claimed(
    voting: Chamber, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> bytes:
        raise NotPrintable("no font for this")

    monkeypatch.setattr(prints, "print_for_ever", broken)
    declare(voting)
    assert "declaration.printed" not in [entry.kind for entry in entries(voting)]
    found = declaration(voting)
    with voting.house.reading() as db, pytest.raises(Refused, match="not_found"):
        kept_print(db, found.id)
    assert verify_bundle(bundle_of(voting.house, found.slug)).ok
