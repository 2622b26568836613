"""Files that bring cities: every row is read, every problem is named."""

import csv
import io
import json
from pathlib import Path

import pytest

from parliament.rules import seat_rows
from parliament.rules.refusals import Code, Refused
from parliament.rules.seat_rows import Preview, read_seat_rows, slug_of

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "data"
QUITO = {
    "name": "Quito",
    "iso3": "ECU",
    "country": "Ecuador",
    "continent": "SA",
    "population": "1399814",
    "lat": "-0.22985",
    "lon": "-78.52495",
    "timezone": "America/Guayaquil",
    "country_languages": "es-EC,qu",
    "coalition": "",
    "mayor": "Pabel",
}


def file(*rows: dict[str, str]) -> str:
    written = io.StringIO()
    writer = csv.DictWriter(written, list(QUITO))
    writer.writeheader()
    writer.writerows(QUITO | row for row in rows)
    return written.getvalue()


def read(*rows: dict[str, str], taken: tuple[str, ...] = ()) -> Preview:
    return read_seat_rows(file(*rows), taken=taken)


def test_row_is_taken_as_it_is_written():
    preview = read({})
    (row,) = preview.rows
    assert preview.problems == []
    assert (row.number, row.slug, row.city, row.country, row.population) == (1, "quito-ecu", "Quito", "ECU", 1399814)
    assert (row.latitude, row.longitude, row.languages, row.mayor) == (
        "-0.22985",
        "-78.52495",
        ("es-EC", "qu"),
        "Pabel",
    )


@pytest.mark.parametrize(
    ("column", "value", "problem"),
    [
        ("name", "", seat_rows.EMPTY),
        ("name", "Qui\u202eto", seat_rows.UNREADABLE),
        ("name", "Q" * 201, seat_rows.UNREADABLE),
        ("country", "E" * 121, seat_rows.UNREADABLE),
        ("mayor", "P\u200bb", seat_rows.UNREADABLE),
        ("population", "0", seat_rows.NOT_A_NUMBER),
        ("population", "-5", seat_rows.NOT_A_NUMBER),
        ("population", "1e6", seat_rows.NOT_A_NUMBER),
        ("population", "١٢", seat_rows.NOT_A_NUMBER),
        ("population", "1000000000", seat_rows.NOT_A_NUMBER),
        ("lat", "90.00001", seat_rows.NOT_A_PLACE),
        ("lat", "-91", seat_rows.NOT_A_PLACE),
        ("lat", "1.٢", seat_rows.NOT_A_PLACE),
        ("lat", "--1", seat_rows.NOT_A_PLACE),
        ("lat", "1.", seat_rows.NOT_A_PLACE),
        ("lon", "180.1", seat_rows.NOT_A_PLACE),
        ("lon", "nan", seat_rows.NOT_A_PLACE),
        ("continent", "XX", seat_rows.NO_CONTINENT),
        ("iso3", "EC", seat_rows.NO_COUNTRY),
        ("iso3", "ÉCU", seat_rows.NO_COUNTRY),
        ("timezone", "Mars/Olympus", seat_rows.NO_ZONE),
        ("country_languages", "es;drop", seat_rows.NO_LANGUAGE),
    ],
)
def test_problem_is_named_with_its_row_and_column(column, value, problem):
    preview = read({"name": "Loja"}, {column: value})
    assert [(each.row, each.column, each.problem) for each in preview.problems] == [(2, column, problem)]
    assert [row.city for row in preview.rows] == ["Loja"]


@pytest.mark.parametrize(("lat", "lon"), [("90", "180"), ("-90.0", "-180.000"), ("0", "0")])
def test_edges_of_the_world_are_places(lat, lon):
    assert read({"lat": lat, "lon": lon}).problems == []


def test_city_is_taken_once_in_a_file_and_in_a_house():
    assert [each.row for each in read({}, {}).problems] == [2]
    assert [each.problem for each in read({}, taken=("quito-ecu",)).problems] == [seat_rows.TWICE]


def test_two_cities_written_in_another_script_are_two_cities():
    preview = read({"name": "東京", "iso3": "JPN"}, {"name": "大阪", "iso3": "JPN"})
    assert (preview.problems, len({row.slug for row in preview.rows})) == ([], 2)
    assert slug_of("東京", "JPN") == slug_of("東京", "jpn")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", Code.MISSING_COLUMNS),
        ("name,iso3\nQuito,ECU\n", Code.MISSING_COLUMNS),
        (file({}) + '"open', Code.MALFORMED),
        (file({}) + "a" * 200_000, Code.MALFORMED),
    ],
)
def test_file_that_cannot_be_read_is_refused_whole(text, code):
    with pytest.raises(Refused) as refused:
        read_seat_rows(text, taken=())
    assert refused.value.code == code


def test_file_of_too_many_rows_is_refused():
    with pytest.raises(Refused, match="text_too_long"):
        read(*[{"name": ""}] * (seat_rows.MOST_ROWS + 1))


def test_mark_of_a_spreadsheet_and_more_columns_are_no_problem():
    assert len(read_seat_rows("\ufeff" + file({}).replace("Pabel", "Pabel,more,still more"), taken=()).rows) == 1


@pytest.mark.shared_data
@pytest.mark.skipif(not SHARED.is_dir(), reason="the cities are not beside this checkout")
def test_cities_of_the_world_are_all_taken():
    preview = read_seat_rows((SHARED / "cities" / "seats.csv").read_text("utf-8"), taken=())
    assert preview.problems == []
    assert len(preview.rows) > 200


@pytest.mark.shared_data
@pytest.mark.skipif(not SHARED.is_dir(), reason="the hostile strings are not beside this checkout")
@pytest.mark.parametrize("column", ["name", "country", "mayor", "population", "lat", "country_languages"])
def test_hostile_string_in_a_column_is_taken_or_named_and_never_an_accident(column):
    strings = [
        json.loads(each)["s"] for each in (SHARED / "naughty" / "strings.jsonl").read_text("utf-8").strip().split("\n")
    ]
    for hostile in strings:
        preview = read({column: hostile})
        assert len(preview.rows) + len({each.row for each in preview.problems}) == 1, hostile
        assert {each.column for each in preview.problems} <= {column, "name"}


def test_coalition_is_one_seat_of_several_small_cities():
    preview = read({"name": "Romsdal", "population": "99116", "coalition": "Molde|nor|32002; Ålesund|NOR|67114;"})
    assert [(city.name, city.country, city.population) for city in preview.rows[0].cities] == [
        ("Molde", "NOR", 32002),
        ("Ålesund", "NOR", 67114),
    ]
    assert read({}).rows[0].cities == ()


@pytest.mark.parametrize(
    ("coalition", "column"),
    [
        ("Molde|NOR|32002", "coalition"),
        ("Molde|NOR|32002;Ålesund|NOR", "coalition"),
        ("Molde|NOR|32002;|NOR|1", "coalition"),
        ("Molde|NOR|32002;Ålesund|Norge|1", "coalition"),
        ("Molde|NOR|32002;Ålesund|NOR|-1", "coalition"),
        ("Molde|NOR|32002;a\u202eb|NOR|1", "coalition"),
        (";", "coalition"),
        ("Molde|NOR|32002;Ålesund|NOR|67114", "population"),
    ],
)
def test_coalition_that_cannot_be_counted_is_named(coalition, column):
    preview = read({"population": "99117", "coalition": coalition})
    assert ([problem.column for problem in preview.problems], preview.rows) == ([column], [])
