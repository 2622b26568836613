"""The page that checks a bundle from a disk, in a real browser, from `file://`: what holds, what was changed, and that it asks nobody."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from parliament.app import create_app
from parliament.commands.declarations import bundle_of
from parliament.commands.evidence import evidence_bundle
from parliament.config import Settings
from parliament.record.checkpoint import Signer
from parliament.results.archive import pack, unpack
from tests.results.played import Played
from tests.services.chromium import HEIGHTS, OpenContext, axe, told

SLUG = "1-heat-plans"
CHECKS = 11  # the archive, and ten things in it


@dataclass(frozen=True)
class OnDisk:
    played: Played
    page: Path
    bundle: bytes

    @property
    def files(self) -> dict[str, bytes]:
        return unpack(self.bundle)


@pytest.fixture(scope="module")
def on_disk(tmp_path_factory: pytest.TempPathFactory) -> OnDisk:
    """The page as it is downloaded, and the bundle of a declaration."""
    folder = tmp_path_factory.mktemp("disk")
    played = Played(folder)
    played.convene()
    played.declare(played.adopt())
    settings = Settings(database_url="sqlite://", secret_key="x" * 32, origin="parliament.example")
    answer = create_app(settings, house=played.house).test_client().get("/verify/offline.html?save")
    assert "attachment" in answer.headers["Content-Disposition"]
    (folder / "verify.html").write_bytes(answer.data)
    return OnDisk(played, folder / "verify.html", evidence_bundle(played.house, SLUG))


Check = Callable[..., tuple[str, list[str]]]


@pytest.fixture
def check(open_context: OpenContext, on_disk: OnDisk, tmp_path: Path):
    """Give a bundle to the page from disk: the verdict, and the names of the checks that it does not stand."""
    page = open_context().new_page()
    asked: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto(on_disk.page.as_uri())

    def look(bundle: bytes, vkey: str = "") -> tuple[str, list[str]]:
        (tmp_path / "bundle.zip").write_bytes(bundle)
        page.set_input_files("#bundle", tmp_path / "bundle.zip")
        page.fill("#expected", vkey)
        page.evaluate("document.getElementById('told').replaceChildren()")
        page.click("button")
        expect(page.locator("#verdict")).to_be_visible()
        failed = page.locator("tr:has(td.bad)").all()
        return page.locator("#verdict").inner_text(), [row.locator("th").inner_text() for row in failed]

    look.page = page  # type: ignore[attr-defined]
    yield look
    assert (errors, asked) == ([], [on_disk.page.as_uri()])


def test_bundle_holds_from_disk_without_a_network_and_with_the_key_that_was_kept(check: Check, on_disk: OnDisk):
    assert check(on_disk.bundle) == ("Everything holds.", [])
    page: Page = check.page  # type: ignore[attr-defined]
    assert page.locator("tr").count() == CHECKS
    assert "A forger's bundle brings a forger's key" in page.locator("#told").inner_text()
    assert check(on_disk.bundle, on_disk.played.vkey) == ("Everything holds.", [])
    assert "forger" not in page.locator("#told").inner_text()
    assert "Heat plans" in page.locator("#told").inner_text()
    for width, height in HEIGHTS.items():
        page.set_viewport_size({"width": width, "height": height})
        assert told(axe(page)) == ""
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_bundle_of_the_first_format_holds_too(check: Check, on_disk: OnDisk):
    assert check(bundle_of(on_disk.played.house, SLUG), on_disk.played.vkey) == ("Everything holds.", [])


def test_key_of_somebody_else_is_told(check: Check, on_disk: OnDisk):
    for other in (Signer("parliament.example", b"f" * 32).vkey, "not a key"):
        verdict, failed = check(on_disk.bundle, other)
        assert verdict.startswith("This bundle does NOT hold: 1 of")
        assert failed == ["Key"]


def test_one_flipped_bit_in_every_file_is_found_though_the_archive_was_packed_anew(check: Check, on_disk: OnDisk):
    files = on_disk.files
    annex = next(name for name in files if name.startswith("annexes/"))
    for name in (*(each for each in files if not each.startswith("annexes/")), annex):
        middle = len(files[name]) // 2
        changed = files[name][:middle] + bytes([files[name][middle] ^ 1]) + files[name][middle + 1 :]
        assert check(pack(files | {name: changed}))[1], name


def test_flipped_bit_in_the_archive_around_the_files_is_found(check: Check, on_disk: OnDisk):
    for at in (0, 4, 10, 14, 25, -3, -15, -40):
        changed = bytearray(on_disk.bundle)
        changed[at] ^= 1
        assert check(bytes(changed))[1] == ["Archive: every byte is where it must be. Files:"], at


def test_lost_and_added_files_are_found(check: Check, on_disk: OnDisk):
    files = on_disk.files
    for other in ({n: d for n, d in files.items() if n != "text.txt"}, files | {"notes.txt": b"trust me"}):
        assert check(pack(other))[1] == ["Every file has the hash that the signed list says. Files:"]


def test_page_says_what_it_is_in_the_language_of_the_reader_and_the_page_of_the_house_offers_it(on_disk: OnDisk):
    settings = Settings(database_url="sqlite://", secret_key="x" * 32, origin="parliament.example")
    client = create_app(settings, house=on_disk.played.house).test_client()
    answer = client.get("/verify/offline.html", headers={"Accept-Language": "ar"})
    assert 'dir="rtl"' in answer.text
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "/verify/offline.html?save" in client.get("/verify").text
