"""The cities the demo ships: 300 real ones, all of them fit to be seated."""

import unicodedata

from parliament.demo.founding import VISITING_SEATS, city_rows, with_mayors
from parliament.rules.seat_rows import read_seat_rows

# Scripts in which a city's second name may be written, each of a main language of its country.
SCRIPTS = {"ARABIC", "ARMENIAN", "CJK", "CYRILLIC", "DEVANAGARI", "ETHIOPIC", "GEORGIAN", "GREEK", "HANGUL", "HEBREW"}
SCRIPTS |= {"HIRAGANA", "KATAKANA", "THAI"}


def test_there_are_300_cities_on_six_continents_in_more_than_150_countries() -> None:
    rows = city_rows()
    assert len(rows) == 300
    assert {row["continent"] for row in rows} == {"AF", "AS", "EU", "NA", "OC", "SA"}
    assert len({row["iso3"] for row in rows}) > 150


def test_every_city_can_be_seated_with_its_mayor() -> None:
    preview = read_seat_rows(with_mayors(city_rows(), VISITING_SEATS), taken=())
    assert preview.problems == []
    assert len({row.slug for row in preview.rows}) == 300
    assert {row.mayor.split(" of ")[0] for row in preview.rows} == {"Simulated Mayor", "Visiting Mayor"}


def test_the_visitors_have_seats_on_every_continent() -> None:
    visiting = city_rows()[-VISITING_SEATS:]
    assert len(visiting) == 40
    assert {row["continent"] for row in visiting} == {"AF", "AS", "EU", "NA", "OC", "SA"}


def test_second_names_are_in_one_script_and_not_a_transliteration() -> None:
    names = [row["other_script_name"] for row in city_rows() if row["other_script_name"]]
    scripts = [{unicodedata.name(sign).split()[0] for sign in name if sign.isalpha()} for name in names]
    assert names
    assert all(len(found) == 1 for found in scripts)
    assert set().union(*scripts) <= SCRIPTS
