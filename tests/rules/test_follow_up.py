"""Days, figures, units and evidence: what may stand in the record of a follow-up, and what may not."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parliament.rules.follow_up import (
    Progress,
    adds_up,
    check_instruction,
    check_report,
    coming_day,
    day,
    evidence,
    figure,
    is_day,
    is_evidence,
    is_figure,
    past_day,
)
from parliament.rules.refusals import Code
from tests.rules.refusing import refusal

NOW = datetime(2026, 11, 22, 11, 30, tzinfo=UTC)


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_day_of_three_centuries_is_one(said: date):
    assert day(f" {said.isoformat()} ", "on") == said.isoformat()


@pytest.mark.parametrize(
    "said", ["", "2026-2-3", "20261122", "2026-02-29", "1899-12-31", "2200-01-01", "2026-11-22T10:00", "٢٠٢٦-١١-٢٢"]
)
def test_what_is_no_day_is_refused(said: str):
    assert not is_day(said)
    assert refusal(day, said, "on") == Code.BAD_DATE


def test_a_day_has_come_once_it_has_come_somewhere_and_is_over_once_it_is_over_everywhere():
    """11:30 in UTC: in Kiritimati (UTC+14) it is the 23rd, on Baker Island (UTC-12) still the 21st."""
    assert past_day("2026-11-23", "on", now=NOW) == "2026-11-23"
    assert refusal(past_day, "2026-11-24", "on", now=NOW) == Code.DAY_TO_COME
    assert coming_day("2026-11-21", "on", now=NOW) == "2026-11-21"
    assert refusal(coming_day, "2026-11-20", "on", now=NOW) == Code.DAY_OVER


@given(st.decimals(min_value=-(10**15) + 1, max_value=10**15 - 1, places=6))
def test_figures_come_back_with_every_digit(said: Decimal):
    written = format(said, "f")
    if said == 0:
        written = written.lstrip("-")
    assert Decimal(figure(written, "figure")) == said


@pytest.mark.parametrize(
    "said", ["", "-0", "-0.00", "01", "1.", ".5", "1e3", "1,5", "1 000", "NaN", "Infinity", "+5", "1.1234567", "٥", "½"]
)
def test_what_is_no_figure_is_refused(said: str):
    assert not is_figure(said)
    assert refusal(figure, said, "figure") == Code.BAD_FIGURE


def test_a_minus_from_a_word_processor_is_a_minus():
    assert figure("\N{MINUS SIGN}12.5", "figure") == "-12.5"


@pytest.mark.parametrize(
    ("unit", "may"),
    [("homes", True), ("t CO₂e", True), ("%", False), ("kg per head", False), ("m²/person", False), ("persons", True)],
)
def test_shares_and_rates_are_not_added(unit: str, may: bool):
    assert adds_up(unit) is may


@pytest.mark.parametrize(
    "url", ["https://water.example/a?b=c#d", "https://مثال.example/ش", "https://x.example:8443/", "https://1.2.3.4/"]
)
def test_addresses_of_evidence(url: str):
    assert evidence(f" {url} ", "evidence") == url


@pytest.mark.parametrize(
    "url",
    [
        "",
        "http://water.example/",
        "//water.example/",
        "https:water.example",
        "https://localhost/",
        "https://user:secret@water.example/",
        "https://bank.example@evil.example/",
        "https://water.example/a b",
        "https://water.example/\u202egpj",
        'https://water.example/"onclick="x',
        "https://water.example:port/",
        "https://[water.example/",
        "https://water.example\\@evil.example/",
        "javascript:alert(1)//https://water.example/",
        "data:text/html,x",
        f"https://water.example/{'x' * 500}",
    ],
)
def test_what_misleads_or_runs_is_no_evidence(url: str):
    assert not is_evidence(url)
    assert refusal(evidence, url, "evidence") == Code.BAD_EVIDENCE


@given(st.text())
def test_no_text_breaks_the_question_whether_it_is_evidence(said: str):
    assert not is_evidence(said) or said.startswith("https://")


def test_done_needs_evidence_and_everything_else_a_next_day():
    for status in Progress:
        bare = refusal(check_report, status=status, evidence=None, next_review_on=None)
        shown = refusal(check_report, status=status, evidence="https://x.example", next_review_on=None)
        dated = refusal(check_report, status=status, evidence=None, next_review_on="2027-01-01")
        assert (bare, shown, dated) == {
            Progress.DONE: (Code.EVIDENCE_NEEDED, None, Code.EVIDENCE_NEEDED),
            Progress.ABANDONED: (None, None, None),
        }.get(status, (Code.BAD_DATE, Code.BAD_DATE, None))


def test_a_cabinet_names_its_instruction():
    assert refusal(check_instruction, by_cabinet=True, instruction="") == Code.REASON_NEEDED
    assert refusal(check_instruction, by_cabinet=True, instruction="By telephone") is None
    assert refusal(check_instruction, by_cabinet=False, instruction="") is None


def test_the_earliest_and_the_latest_zone_are_twenty_six_hours_apart():
    first, last = NOW + timedelta(hours=14), NOW - timedelta(hours=12)
    assert (first.date(), last.date()) == (date(2026, 11, 23), date(2026, 11, 21))
