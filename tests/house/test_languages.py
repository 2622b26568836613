"""Every language says everything, keeps what is filled in, and needs one file and no more."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_keywords, parse_mapping_cfg
from babel.messages.pofile import read_po
from flask import Flask
from flask_babel import gettext

from parliament.identity import languages
from parliament.rules.refusals import Code, Refused
from parliament.schemas.words import refusal_in_words, word
from tests.pages.conftest import Deciding

ROOT = Path(__file__).resolve().parents[2]
CATALOGUES = sorted((ROOT / "translations").glob("*/LC_MESSAGES/messages.po"))
FILLED_IN = re.compile(r"%\(\w+\)\w|%%|\{\w*\}")
QUIET = {"script", "style", "code", "pre"}
SPOKEN = {"aria-label", "title", "placeholder", "alt"}
LONG = 12  # Shorter pieces stand in names of cities and people, too.
NEW = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Yes"\nmsgstr "Ja"\n'


@pytest.fixture(scope="module")
def said() -> set[str | tuple[str, ...]]:
    """Every message of the sources, gathered the way `make messages` does."""
    with (ROOT / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file, filename="babel.cfg")
    keywords = parse_keywords(re.findall(r" -k (\S+)", (ROOT / "Makefile").read_text()))
    return {found[2] for found in extract_from_dir(ROOT, methods, options, keywords=keywords)}


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name)


def name(path: Path) -> str:
    return path.parent.parent.name


@pytest.mark.parametrize("path", CATALOGUES, ids=name)
def test_catalogue_has_the_messages_of_the_sources_and_no_others(path: Path, said: set) -> None:
    catalogue = read(path)
    assert {message.id for message in catalogue if message.id} ^ said == set(), "run `make messages`, then translate"
    assert list(catalogue.obsolete) == []


@pytest.mark.parametrize("path", CATALOGUES, ids=name)
def test_every_message_is_translated_by_somebody_who_was_sure(path: Path) -> None:
    for message in read(path):
        assert not message.id or not message.fuzzy, message.id
        assert all([message.string] if isinstance(message.string, str) else message.string), message.id


@pytest.mark.parametrize("path", CATALOGUES, ids=name)
def test_translation_fills_in_what_its_message_does(path: Path) -> None:
    for message in read(path):
        if message.id and isinstance(message.id, str):
            assert sorted(FILLED_IN.findall(message.string)) == sorted(FILLED_IN.findall(message.id)), message.id


def test_catalogues_are_found() -> None:
    assert [name(path) for path in CATALOGUES] == ["ar"]


def test_arabic_has_the_six_forms_of_its_numbers() -> None:
    assert read(CATALOGUES[0]).num_plurals == 6


class Heard(HTMLParser):
    """What a page says to those who see it and to those who hear it, but for texts that name their own language."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.root: dict[str, str | None] = {}
        self.words: list[str] = []
        self.open: list[tuple[str, bool]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        self.root = self.root or known
        self.words += [value or "" for key, value in attrs if key in SPOKEN or key.startswith("data-said")]
        foreign = known.get("lang") not in (None, self.root.get("lang"))
        self.open.append((tag, foreign or tag in QUIET or any(quiet for _, quiet in self.open)))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not self.open or not self.open[-1][1]:
            self.words.append(data)

    def __str__(self) -> str:
        return " ".join(" ".join(self.words).split())


def long_pieces(messages: set) -> set[str]:
    """The longer runs of words in the messages, between what is filled in."""
    found = (piece.strip(" :;,.()") for each in messages if isinstance(each, str) for piece in FILLED_IN.split(each))
    return {piece for piece in found if len(piece) > LONG}


@pytest.fixture(scope="module")
def voting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deciding]:
    """A house in which a vote is open."""
    gallery = Deciding(tmp_path_factory.mktemp("voting"))
    gallery.vote = gallery.put()
    yield gallery
    gallery.close()


PAGES = (
    ("", "/"),
    ("", "/sign-in"),
    ("", "/sessions/{slug}/live"),
    ("", "/sessions/{slug}/live/text"),
    ("", "/sessions/{slug}/hall"),
    ("", "/sessions"),
    ("", "/sessions/{slug}"),
    ("", "/sessions/{slug}/rules"),
    ("", "/declarations"),
    ("", "/cities"),
    ("", "/verify"),
    ("", "/votes/{vote}"),
    ("", "/no/such/page"),
    ("mayor", "/votes/{vote}"),
    ("mayor", "/today"),
    ("", "/sessions/{slug}/record"),
    ("chair", "/chair"),
    ("desk", "/desk"),
)


@pytest.mark.parametrize(("who", "address"), PAGES)
def test_arabic_page_reads_from_the_right_and_says_nothing_in_english(
    voting: Deciding, said: set, who: str, address: str
) -> None:
    people = {"mayor": voting.mayors[1], "chair": voting.chair, "desk": voting.desk}
    browser = voting.browser(people.get(who))
    known = {"slug": voting.slug, "vote": voting.vote}
    answer = browser.get(address.format(**known) + "?language=ar", follow_redirects=True)
    page = Heard(answer.text)
    assert answer.status_code == (404 if "no/such" in address else 200)
    assert (page.root["lang"], page.root["dir"]) == ("ar", "rtl")
    assert re.search("[\u0621-\u064a]{3}", str(page))
    assert sorted(piece for piece in long_pieces(said) if piece in str(page)) == []


def test_english_page_would_have_been_caught(voting: Deciding, said: set) -> None:
    page = Heard(voting.browser().get("/?language=en").text)
    assert (page.root["lang"], page.root["dir"]) == ("en", "ltr")
    assert [piece for piece in long_pieces(said) if piece in str(page)]


def test_arabic_has_one_word_for_a_seat_that_is_held_and_another_for_an_amendment_on_hold(voting: Deciding) -> None:
    with voting.app.test_request_context("/?language=ar"):
        said = refusal_in_words(Refused(Code.AMENDMENT_SETTLED, number=2, fate="held"))
        assert gettext("on hold") in said
        assert word("held") not in said


@pytest.mark.parametrize(
    ("tag", "own", "direction"),
    [("en", "English", "ltr"), ("ar", "العربية", "rtl"), ("pt-BR", "português (Brasil)", "ltr"), ("ur", "اردو", "rtl")],
)
def test_language_is_called_what_its_speakers_call_it(tag: str, own: str, direction: str) -> None:
    assert (languages.own_name(tag), languages.direction(tag)) == (own, direction)


def test_language_is_added_by_one_file(voting: Deciding, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for tag in ("de", "ar"):
        catalogue = tmp_path / tag / "LC_MESSAGES" / "messages.po"
        catalogue.parent.mkdir(parents=True)
        catalogue.write_text(NEW)
    monkeypatch.setattr(languages, "SHELF", tmp_path)
    assert languages.languages() == ["en", "ar", "de"]
    with voting.app.test_request_context("/?language=de"):
        assert languages.reader_language() == "de"
    page = Heard(voting.browser().get("/?language=de").text)
    assert (page.root["lang"], page.root["dir"]) == ("de", "ltr")
    assert "Deutsch" in str(page)


def test_new_language_is_spoken_once_its_file_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    catalogue = tmp_path / "de" / "LC_MESSAGES" / "messages.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text(NEW)
    monkeypatch.setattr(languages, "SHELF", tmp_path)
    app = Flask(__name__)
    languages.init_app(app)
    with app.test_request_context("/?language=de"):
        assert gettext("Yes") == "Ja"
