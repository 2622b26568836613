"""How often counts are told: soon, seldom in the long run, and at once when it is much."""

from itertools import pairwise
from types import SimpleNamespace
from typing import Any

from parliament.live.progress import COUNTS, Progress
from parliament.live.rooms import Followers, Room
from parliament.record.audience import Audience


def told(ballots: list[tuple[float, int]], of: int, until: float) -> list[tuple[float, int]]:
    """When which count goes out, of ballots at these times, looked at four times a second."""
    sent: list[tuple[float, int]] = []
    followers = Followers()
    followers.admit("page", None)
    followers.enter("page", Room("log", Audience.PUBLIC, "en"))
    now = 1000.0

    def emit(_event: str, data: dict[str, Any], _rooms: list[Room]) -> None:
        sent.append((now - 1000, data["voted"]))

    bell: Any = SimpleNamespace(ring=lambda *_: None)
    progress = Progress(followers, bell, lambda _log: 1, emit, by_hand=True)
    waiting = list(ballots)
    while now <= 1000 + until:
        while waiting and waiting[0][0] <= now - 1000:
            progress.ballot_cast("log", "vote-1", waiting.pop(0)[1], of)
        for message in progress.due(now):
            progress.send(*message)
        now += 0.25
    return sent


def test_in_a_small_house_every_ballot_is_told_at_once() -> None:
    ballots = [(float(n), n) for n in range(1, 10)]
    assert told(ballots, of=9, until=12) == ballots


def test_a_long_vote_of_a_large_house_is_told_a_dozen_times_and_ends_with_the_latest() -> None:
    ballots = [(n * 0.8, n) for n in range(1, 101)]
    sent = told(ballots, of=110, until=120)
    assert 8 <= len(sent) <= 13
    assert sent[-1][1] == 100
    assert sent[-1][0] <= 80 + COUNTS[1]
    assert max(later - earlier for (earlier, _), (later, _) in pairwise(sent)) <= COUNTS[1] + 0.25


def test_ballots_of_one_moment_are_told_at_most_four_times_a_second() -> None:
    sent = told([(n / 1000, n) for n in range(1, 1001)], of=1000, until=2)
    assert len(sent) <= 5
    assert sent[-1] == (1.0, 1000)
