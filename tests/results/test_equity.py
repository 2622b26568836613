"""Who was heard: counted from entries alone, in groups that add up to the whole."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parliament.record.canonical import canonical, sha256_hex, timestamp
from parliament.record.entries import Entry
from parliament.results.equity import equity_of
from parliament.results.equity_csv import COLUMNS, equity_csv

BEGAN = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
SEATS = {"accra": ("AF", 2_000_000), "tema": ("AF", 290_000), "lyon": ("EU", 510_000), "oslo": ("EU", 700_000)}
ADDED = (
    "seats",
    "people",
    "speakers",
    "turns",
    "seconds",
    "motions",
    "motions_adopted",
    "amendments",
    "amendments_adopted",
)


@dataclass
class Log:
    """A session's log with nothing in it but what the report reads."""

    at: datetime = BEGAN
    entries: list[Entry] = field(default_factory=list)
    annexes: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        rows = [{"seat": name, "continent": of, "population": people} for name, (of, people) in SEATS.items()]
        frozen = canonical({"seats": rows})
        self.annexes[sha256_hex(frozen)] = frozen
        self.say("session.convened", seats_hash=sha256_hex(frozen))

    def say(self, kind: str, later: float = 0, **body: object) -> None:
        self.at += timedelta(seconds=later)
        entry = Entry(log="session-1", seq=len(self.entries) + 1, kind=kind, at=timestamp(self.at), by={}, body=body)
        self.entries.append(entry)

    def speaks(self, seat: str, *seconds: float, turn: str = "") -> None:
        """A speech of so many seconds, interrupted between them for an hour each time."""
        turn = turn or f"turn-{len(self.entries)}"
        self.say("speaker.listed", turn=turn, seat=seat)
        for at, each in enumerate(seconds):
            self.say("turn.began" if at == 0 else "turn.resumed", later=0 if at == 0 else 3600, turn=turn)
            last = at == len(seconds) - 1
            self.say("turn.ended" if last else "turn.interrupted", later=each, turn=turn)

    def votes(self, number: int, outcome: str, question: str = "amendment", **body: object) -> None:
        said = {"motion": "motion-1", "amendment": None, "wording": "", "part": None} | body
        self.say("vote.opened", vote=f"vote-{number}", number=number, question=question, **said)
        self.say("vote.closed", vote=f"vote-{number}", outcome=outcome)

    def report(self) -> dict:
        return equity_of(self.entries, self.annexes.__getitem__)

    def group(self, by: str, name: str) -> dict:
        return next(row for row in self.report()[by] if row["name"] == name)


@pytest.fixture
def log() -> Log:
    return Log()


def test_seats_and_people_are_those_frozen_at_the_convening(log):
    assert (log.group("region", "Africa")["seats"], log.group("region", "Africa")["people"]) == (2, 2_290_000)
    assert log.group("size", "500 000 to 1 million people")["seats"] == 2
    assert [row["name"] for row in log.report()["size"]] == [
        "1 to 5 million people",
        "500 000 to 1 million people",
        "fewer than 300 000 people",
    ]


def test_time_during_which_somebody_was_interrupted_is_not_theirs(log):
    log.speaks("accra", 60, 30)
    log.speaks("lyon", 270.5)
    africa, europe = log.group("region", "Africa"), log.group("region", "Europe")
    assert (africa["turns"], africa["speakers"], africa["seconds"]) == (1, 1, 90)
    assert (europe["seconds"], europe["share_of_time"], africa["share_of_time"]) == (270, "75.0", "25.0")


def test_a_speech_that_goes_on_is_counted_up_to_the_last_entry(log):
    log.say("speaker.listed", turn="turn-1", seat="oslo")
    log.say("turn.began", turn="turn-1")
    log.say("motion.published", later=45, motion="motion-1", seat="tema")
    assert log.group("region", "Europe")["seconds"] == 45


def test_guests_who_hold_no_seat_are_counted_for_nobody(log):
    log.say("speaker.invited", turn="turn-1", name="An expert")
    log.say("turn.began", turn="turn-1")
    log.say("turn.ended", later=600, turn="turn-1")
    assert log.report()["whole"]["seconds"] == 0
    assert log.report()["whole"]["share_of_time"] == ""


def test_a_seat_that_came_after_the_convening_is_in_no_known_group(log):
    log.speaks("suva", 10)
    assert log.group("region", "region not known")["seconds"] == 10
    assert log.group("size", "number of people not known")["people"] == 0


def test_a_motion_stands_as_it_was_decided_last(log):
    log.say("motion.published", motion="motion-1", seat="tema")
    for outcome, adopted in (("adopted", 1), ("rejected", 0), ("adopted", 1)):
        log.say("motion.decided", motion="motion-1", outcome=outcome)
        assert log.group("region", "Africa")["motions_adopted"] == adopted


def amend(log: Log, number: int, seat: str, motion: str = "motion-1") -> None:
    log.say("amendment.submitted", amendment=f"{motion}-a{number}", number=number, motion=motion, seat=seat)


@pytest.mark.parametrize("way", ["vote", "part", "bloc", "acceptance"])
def test_an_amendment_counts_as_adopted_whichever_way_the_house_took_it(log, way):
    amend(log, 1, "lyon")
    amend(log, 1, "lyon", motion="motion-2")  # of another text, with the same number
    if way == "bloc":
        log.votes(1, "adopted", "bloc", wording="3, 1")
    elif way == "acceptance":
        log.say("amendment.decided", amendment="motion-1-a1", motion="motion-1", decision_kind="accepted")
    else:
        if way == "part":
            log.votes(1, "rejected", amendment="motion-1-a1", part=1)
        log.votes(2, "adopted", amendment="motion-1-a1", part=2 if way == "part" else None)
    europe = log.group("region", "Europe")
    assert (europe["amendments"], europe["amendments_adopted"]) == (2, 1)


@pytest.mark.parametrize("way", ["rejected", "annulled", "lapsed", "procedural"])
def test_an_amendment_that_was_not_taken_is_not_counted_as_adopted(log, way):
    amend(log, 1, "lyon")
    if way == "lapsed":
        log.say("amendment.decided", amendment="motion-1-a1", motion="motion-1", decision_kind="lapsed")
    else:
        question = "procedural" if way == "procedural" else "amendment"
        log.votes(1, "rejected" if way == "rejected" else "adopted", question, amendment="motion-1-a1")
    if way == "annulled":
        log.say("vote.annulled", vote="vote-1")
    assert log.group("region", "Europe")["amendments_adopted"] == 0


def test_what_the_report_does_not_name_changes_nothing_in_it(log):
    log.speaks("accra", 60)
    before = log.report()
    log.say("checkpoint.recorded", origin="x")
    assert log.report() == before


moves = st.lists(
    st.tuples(st.sampled_from([*SEATS, "suva"]), st.lists(st.floats(0, 500), min_size=1, max_size=3), st.booleans()),
    max_size=8,
)


@given(moves)
def test_groups_add_up_to_the_whole_whatever_happened(happened):
    log = Log()
    for number, (seat, seconds, is_adopted) in enumerate(happened, start=1):
        log.speaks(seat, *seconds)
        amend(log, number, seat)
        log.votes(number, "adopted" if is_adopted else "rejected", amendment=f"motion-1-a{number}")
    report = log.report()
    for by in ("region", "size"):
        for column in ADDED:
            assert sum(row[column] for row in report[by]) == report["whole"][column]
    assert report["whole"]["turns"] == report["whole"]["amendments"] == len(happened)


def cells(row: bytes) -> Iterator[str]:
    return iter(row.decode().rstrip("\r\n").split(","))


def test_table_has_a_line_for_every_group_and_none_that_a_spreadsheet_would_run(log):
    log.speaks("accra", 60)
    report = log.report()
    head, *lines = equity_csv(report).splitlines(keepends=True)
    assert list(cells(head)) == ["by", "group", *COLUMNS]
    assert len(lines) == len(report["region"]) + len(report["size"]) + 1
    assert all(line.endswith(b"\r\n") for line in lines)
    report["region"][0]["name"] = "=1+1"
    assert b"region,'=1+1," in equity_csv(report)
