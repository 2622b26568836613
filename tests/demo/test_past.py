"""The case of 2019, played again: every form of its declaration says the figures that follow from the ballots."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pypdfium2
import pytest
from flask.testing import FlaskClient

from parliament.app import create_app
from parliament.commands.declarations import bundle_of
from parliament.commands.house import House
from parliament.config import Settings
from parliament.demo import founding, past
from parliament.demo.founding import city_rows, found_demo
from parliament.demo.past import Clock, Past, open_past
from parliament.results.verify import report_text, verify_bundle
from parliament.store.database import Database
from parliament.store.snapshot import check
from parliament.store.tables import Base
from parliament.store.views.declarations import in_full

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
SLUG = "1-cities-at-the-table-of-un-habitat-re-enactment"
# What is known of 2019; the platform's ballots have to come to this.
OF_2019 = {"mayors": 43, "cities": 43, "countries": 27, "continents": 5}
LABELS = {
    "mayors in favour": "mayors",
    "cities": "cities",
    "countries": "countries",
    "continents": "continents",
    "people represented": "people",
}
Figures = dict[str, int]


@dataclass
class Played:
    """A demonstration in which the past has been played, with a browser for whoever looks."""

    house: House
    client: FlaskClient

    def read(self, path: str) -> str:
        answer = self.client.get(path)
        assert answer.status_code == 200, answer.text
        return answer.text


@pytest.fixture(scope="module")
def play(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Past], Played]]:
    """Plays a case in a house of the cities that take part in it, and a few that came later."""
    houses: list[House] = []

    def play_it(case: Past) -> Played:
        database = Database(f"sqlite:///{tmp_path_factory.mktemp('past') / 'house.db'}")
        Base.metadata.create_all(database.engine)
        clock = Clock(NOW)
        houses.append(house := House(database, clock=clock))
        rows = [row for row in city_rows() if case.is_of(row)] + city_rows()[-3:]
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(founding, "open_past", lambda: case)
            found_demo(house, rows, visiting=3, clock=clock)
        settings = Settings(database_url="sqlite://", secret_key="a key for tests, long enough", demo=True)
        return Played(house, create_app(settings, house=house).test_client())

    yield play_it
    for house in houses:
        house.close()


@pytest.fixture(scope="module")
def played(play: Callable[[Past], Played]) -> Played:
    return play(open_past())


@pytest.fixture(scope="module")
def with_one_more(play: Callable[[Past], Played]) -> Played:
    """The same case, but that Sydney votes in favour: a city of a country and a continent that were against or away."""
    case = open_past()
    return play(replace(case, second=case.second | {("Sydney", "AUS"): "yes"}))


def counted(case: Past, choice: str = "yes") -> Figures:
    """The figures by the test's own count: of the file of cities and the ballots that are in the file of the case."""
    rows = [row for row in city_rows() if case.second.get((row["name"], row["iso3"])) == choice]
    return {
        "mayors": len(rows),
        "cities": len(rows),
        "countries": len({row["iso3"] for row in rows}),
        "continents": len({row["continent"] for row in rows}),
        "people": sum(int(row["population"]) for row in rows),
    }


def number(written: str) -> int:
    """A number as the house writes it for English readers."""
    return int(written.replace(",", ""))


class FiguresRead(HTMLParser):
    """Reads the list of figures as somebody would who has only the page."""

    def __init__(self) -> None:
        super().__init__()
        self.inside, self.tag, self.label, self.found = False, "", "", dict[str, int]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "dl" and not self.found:
            self.inside = ("class", "figures") in attrs
        self.tag = tag

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "dl"

    def handle_data(self, data: str) -> None:
        if self.inside and self.tag == "dt":
            self.label = data.strip() or self.label
        elif self.inside and data.strip():
            self.found[self.label] = number(data.strip())


def on_page(case: Played) -> Figures:
    reader = FiguresRead()
    reader.feed(case.read(f"/declarations/{SLUG}"))
    return {LABELS[label]: value for label, value in reader.found.items() if label in LABELS}


def in_document(case: Played) -> Figures:
    """In the JSON whose fingerprint is in the record, as it is downloaded."""
    found = case.client.get(f"/declarations/{SLUG}/declaration.json").get_json()["figures"]["supporting"]
    assert found.pop("cities_without_population") == 0
    return found


def in_list(case: Played) -> Figures:
    (row,) = case.client.get("/api/declarations").get_json()["declarations"]
    return {name: value for name, value in row["figures"]["supporting"].items() if name != "cities_without_population"}


def in_print(case: Played, name: str = "declaration") -> Figures:
    """In the PDF, by the words that a reader finds on its first page."""
    answer = case.client.get(f"/declarations/{SLUG}/{name}.pdf")
    assert answer.status_code == 200
    words = pypdfium2.PdfDocument(answer.data)[0].get_textpage().get_text_range()
    return {LABELS[label]: number(value) for value, label in re.findall(rf"([\d,]+)\s+({'|'.join(LABELS)})", words)}


def in_kept_print(case: Played) -> Figures:
    """In the PDF that was made when it was published, and whose fingerprint is in the record."""
    return in_print(case, "published")


def in_preview(case: Played) -> Figures:
    """In what other sites show of it. The mayors are those of the tally."""
    words = re.findall(r'property="og:description" content="([^"]*)"', case.read(f"/declarations/{SLUG}"))
    assert words, "a page that is shared says what it is about"
    told = {LABELS[label]: number(value) for label, value in re.findall(rf"({'|'.join(LABELS)}) ([\d,]+)", words[0])}
    return told | {"mayors": int(re.findall(r"(\d+) for,", words[0])[0])}


FORMS = {
    "page": on_page,
    "document": in_document,
    "list of the interface": in_list,
    "PDF": in_print,
    "PDF as published": in_kept_print,
    "preview elsewhere": in_preview,
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_43_cities_of_27_countries_on_5_continents_support_it(
    played: Played, form: Callable[[Played], Figures]
) -> None:
    assert counted(open_past()) | OF_2019 == counted(open_past())
    assert form(played) == counted(open_past())


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_figures_change_with_a_single_ballot(with_one_more: Played, form: Callable[[Played], Figures]) -> None:
    people = next(int(row["population"]) for row in city_rows() if row["name"] == "Sydney")
    assert form(with_one_more) == {
        "mayors": 44,
        "cities": 44,
        "countries": 28,
        "continents": 6,
        "people": counted(open_past())["people"] + people,
    }


def test_it_was_decided_in_two_rounds_the_second_on_the_whole_text(played: Played) -> None:
    document = played.client.get(f"/declarations/{SLUG}/declaration.json").get_json()
    (amendment,) = document["amendments"]
    (first,) = amendment["votes"]
    second = document["vote"]
    assert (first["number"], second["number"]) == (1, 2)
    assert (first["window"], second["window"]) == (True, True)
    assert first["closed_at"] < second["opened_at"]
    assert (amendment["fate"], second["outcome"]) == ("adopted", "adopted")
    assert any("every year" in each["text"] for each in document["text"]["paragraphs"])
    case = open_past()
    for tally, ballots in ((first["tally"], case.first), (second["tally"], case.second)):
        said = list(ballots.values())
        assert {choice: tally[choice] for choice in ("yes", "no", "abstain")} == {
            choice: said.count(choice) for choice in ("yes", "no", "abstain")
        }
    assert case.first != case.second


def test_every_ballot_stands_in_the_roll_call_as_it_was_cast(played: Played) -> None:
    document = played.client.get(f"/declarations/{SLUG}/declaration.json").get_json()
    cast = {(row["city"], row["country"]): row["choice"] for row in document["vote"]["roll_call"]}
    silent = {"none": ("not_voting", "absent")}
    assert cast.keys() == open_past().second.keys()
    assert all(cast[city] in silent.get(choice, (choice,)) for city, choice in open_past().second.items())


def test_who_reads_it_learns_at_once_that_it_is_played(played: Played) -> None:
    page = played.read(f"/declarations/{SLUG}")
    assert (
        "Recalling that this is a re-enactment: the cities are real, their mayors and these words are invented" in page
    )
    assert re.search("<h1.*?re-enactment.*?</h1>", page, re.DOTALL)
    members = {
        row["member"]
        for row in played.client.get(f"/declarations/{SLUG}/declaration.json").get_json()["vote"]["roll_call"]
    }
    assert members == {f"Simulated Mayor of {name}" for name, _ in open_past().second}


def test_it_was_signed_handed_over_and_reported_on_and_says_that_all_of_it_is_simulated(played: Played) -> None:
    with played.house.reading() as db:
        told = in_full(db, SLUG)["life"]
    assert (told["status"], told["signing"]["open"]) == ("followed_up", True)
    assert [row["city"] for row in told["signatories"]] == ["Bamako", "Kampala", "Accra"]
    (addressee,), (commitment,) = told["addressees"], told["commitments"]
    assert (len(addressee["dispatches"]), addressee["replies"]) == (1, [])
    assert (commitment["city"], commitment["status"], commitment["figure"]) == ("Bamako", "under_way", "260")
    (sent,), (report,) = addressee["dispatches"], commitment["reports"]
    for words in (
        addressee["name"],
        sent["note"],
        commitment["measure"],
        report["note"],
        *(row["by"] for row in told["signatories"]),
    ):
        assert re.search("simulated|re-enactment", words, re.IGNORECASE), words
    pdf = played.client.get(f"/declarations/{SLUG}/declaration.pdf").data
    words = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))
    for said in ("Simulated Mayor of Bamako", "UN-Habitat", "260 homes"):
        assert said in " ".join(words.split()), said


def test_its_bundle_verifies_and_the_session_is_over_before_the_demonstration_begins(played: Played) -> None:
    report = verify_bundle(bundle_of(played.house, SLUG))
    assert report.ok, report_text(report)
    (plenary,) = played.client.get("/api/sessions").get_json()["sessions"]
    assert plenary["stage"] == "closed"
    with played.house.reading() as db:
        assert played.house.now(db) == NOW
        assert check(db) == [], "record and tables say the same"
    assert played.client.get(f"/declarations/{SLUG}/declaration.json").get_json()["published_at"] < NOW.isoformat()


def test_no_visitor_finds_a_ballot_of_theirs_in_the_past() -> None:
    case = open_past()
    assert not [row["name"] for row in city_rows()[-founding.VISITING_SEATS :] if case.is_of(row)]
    assert len([row for row in city_rows() if case.is_of(row)]) == len(case.second)


def test_the_file_of_the_case_holds_no_count() -> None:
    told = (Path(past.__file__).parent / "past.toml").read_text(encoding="utf-8")
    for count in {*OF_2019.values(), counted(open_past())["people"]}:
        assert not re.search(rf"\b{count}\b", told.split("[ballots]", 1)[1])
