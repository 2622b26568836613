"""A declaration that was corrected: its earlier version stays at its address, and nothing takes one for the other."""

import re
from collections.abc import Iterator
from hashlib import sha256

import pytest
from flask.testing import FlaskClient

from parliament.commands.versions import certify_version, propose_version, publish_version
from parliament.results.archive import unpack
from parliament.schemas.declaration_files import OF_DECLARATION
from tests.commands.declaring import corrected_rows
from tests.pages.conftest import Declared, begun_again

FOR_EVER = "public, max-age=31536000, immutable"
OF_THE_FIRST = "The evidence bundle is that of the first version"


@pytest.fixture(scope="module")
def corrected(declared: Declared, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Declared]:
    """The declaration was published in a second version; for tests that only look."""
    declared.close()  # what was written is in the file then
    house = begun_again(declared, tmp_path_factory.mktemp("corrected"))
    version = house.act(propose_version, house.desk, **corrected_rows(house, ("cold kill", "cold do kill")))["version"]
    for officer in (house.chair, house.desk):
        house.act(certify_version, officer, version_id=version)
    house.act(publish_version, house.desk, version_id=version)
    yield house
    house.close()


@pytest.fixture
def reader(corrected: Declared) -> FlaskClient:
    return corrected.browser()


@pytest.fixture
def at(corrected: Declared) -> str:
    return f"/declarations/{corrected.declaration['slug']}"


def links(page: str) -> list[str]:
    """Where the sheet of files leads."""
    return re.findall(r'href="([^"]+)"', page.partition('id="downloads"')[2].partition("</section>")[0])


def test_search_engines_are_led_to_the_newest_version_and_told_of_no_other(reader: FlaskClient, at: str) -> None:
    earlier, newest = (reader.get(path).text.partition("</head>")[0] for path in (f"{at}/versions/1", at))
    assert ("ld+json" in earlier, "ld+json" in newest) == (False, True)
    assert ('content="noindex"' in earlier, 'content="noindex"' in newest) == (True, False)
    for head in (earlier, newest, reader.get(f"{at}/versions/2").text):
        (canonical,) = re.findall(r'<link rel="canonical" href="([^"]+)">', head)
        assert canonical.endswith(at)


def test_earlier_version_links_no_file_that_is_the_newest_alone(reader: FlaskClient, at: str) -> None:
    of_newest = {f"{at}/{name}" for name in (*OF_DECLARATION, "declaration.json", "declaration.akn.xml")}
    of_newest.add(f"{at}/declaration.jsonld")
    assert of_newest & set(links(reader.get(f"{at}/versions/1").text)) == set()
    unsigned = {f"{at}/signatories.{kind}" for kind in ("csv", "xlsx")}
    assert of_newest - unsigned <= set(links(reader.get(at).text))


def test_page_says_whose_evidence_the_bundle_is(reader: FlaskClient, at: str) -> None:
    assert OF_THE_FIRST in reader.get(at).text
    assert OF_THE_FIRST not in reader.get(f"{at}/versions/1").text
    document = unpack(reader.get(f"{at}/bundle.zip").data)["declaration.json"]
    assert document == reader.get(f"{at}/versions/1/declaration.json").data


def test_program_reads_the_version_in_force_and_says_which_it_is(reader: FlaskClient, at: str) -> None:
    answer = reader.get(f"/api{at}")
    shown, told = answer.json, reader.get(f"/api{at}/life").json
    assert (shown["version"], shown["status"], shown["withdrawn"], shown["superseded"]) == (2, "published", None, None)
    assert shown["document_hash"] == told["versions"][1]["document_hash"]
    assert shown["published_in"] == told["versions"][1]["entry"]
    assert shown["document"] == reader.get(f"{at}/declaration.json").json
    assert "immutable" not in answer.headers.get("Cache-Control", "")


def test_document_at_an_address_that_moves_on_is_kept_by_nobody_unasked(reader: FlaskClient, at: str) -> None:
    answer = reader.get(f"/api{at}/document")
    assert answer.data == reader.get(f"{at}/declaration.json").data
    assert answer.headers["Cache-Control"] == "no-cache"
    again = reader.get(f"/api{at}/document", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("number", [1, 2])
def test_program_reads_every_version_at_an_address_that_never_changes(
    reader: FlaskClient, at: str, number: int
) -> None:
    shown, document = reader.get(f"/api{at}/versions/{number}"), reader.get(f"/api{at}/versions/{number}/document")
    assert document.data == reader.get(f"{at}/versions/{number}/declaration.json").data
    assert document.headers["Cache-Control"] == FOR_EVER
    assert (shown.json["version"], shown.json["document"]) == (number, document.json)
    assert shown.json["document_hash"] == sha256(document.data).hexdigest()
    assert "immutable" not in shown.headers.get("Cache-Control", "")


@pytest.mark.parametrize("number", ["0", "3", "99999999999999999999", "one"])
def test_version_that_was_never_published_is_not_found_by_a_program(reader: FlaskClient, at: str, number: str) -> None:
    for path in ("", "/document", "/roll-call.csv"):
        assert reader.get(f"/api{at}/versions/{number}{path}").status_code == 404


@pytest.mark.parametrize("kind", OF_DECLARATION)
def test_every_file_of_an_earlier_version_is_had_by_page_and_by_program(
    reader: FlaskClient, at: str, kind: str
) -> None:
    page, program = reader.get(f"{at}/versions/1/{kind}"), reader.get(f"/api{at}/versions/1/{kind}")
    assert (program.status_code, program.data) == (200, page.data)
    assert program.headers["Content-Disposition"] == page.headers["Content-Disposition"]
    # Of the votes and of nobody's signatures there is nothing that a corrected text would change.
    assert (program.data == reader.get(f"/api{at}/{kind}").data) is kind.endswith(".csv")
