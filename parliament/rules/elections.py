"""Elections of persons: what a paper may hold, and how the papers of one round come out.

Sources: an absolute majority first and a relative one in the end is how the Parliamentary Assembly of the Council of
Europe appoints (rule 41). All else here is house rule: what counts as a vote, who goes on, how ties are resolved.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from parliament.rules.lots import in_order_of_lots
from parliament.rules.ranking import MOST_RANKED, Matrix, Ranking, pairwise, ranking
from parliament.rules.refusals import Code, Obstacle, Refused
from parliament.rules.stages import ElectionState, ElectionTie, check_stage

MOST_CANDIDATES = 200
MOST_SEATS = 100
UNDER_WAY = (ElectionState.NOMINATIONS_OPEN, ElectionState.VOTING)


class Method(StrEnum):
    """How members mark their papers, and what the marks are worth."""

    ONE = "one"  # one name for one seat
    UP_TO = "up_to"  # as many names as there are seats to fill, or fewer
    APPROVAL = "approval"  # any number of names
    RANKED = "ranked"  # names in order of preference


Marks = Sequence[str]


@dataclass(frozen=True)
class Contest:
    """One round of an election: who stands, for how many seats that are still free, under which rules."""

    method: Method
    seats: int
    candidates: tuple[str, ...]
    round: int = 1
    max_rounds: int = 1
    tie: ElectionTie = ElectionTie.NEXT_ROUND

    @property
    def is_last(self) -> bool:
        return self.round >= self.max_rounds

    @property
    def asks_for_half(self) -> bool:
        """Whether this round elects only with more than half of the votes cast.

        PACE rule 41 for "absolute, then relative"; that the first round always asks for it, even where it is the only
        one, is house rule. Approving and ranking are made to decide in one go and never ask for it (house rule).
        """
        return self.method in (Method.ONE, Method.UP_TO) and (self.round == 1 or not self.is_last)

    def to_json(self) -> dict[str, Any]:
        """As it is frozen when the round is put."""
        return {
            "method": str(self.method),
            "seats": self.seats,
            "candidates": list(self.candidates),
            "round": self.round,
            "max_rounds": self.max_rounds,
            "tie": str(self.tie),
        }


def contest_from_json(data: Mapping[str, Any]) -> Contest:
    """The round as an annex holds it."""
    return Contest(
        method=Method(data["method"]),
        seats=data["seats"],
        candidates=tuple(data["candidates"]),
        round=data["round"],
        max_rounds=data["max_rounds"],
        tie=ElectionTie(data["tie"]),
    )


@dataclass(frozen=True)
class RoundCount:
    """How a round came out. Votes and matrix follow the order of the contest's candidates."""

    papers: int
    blank: int
    votes: tuple[tuple[str, int], ...]
    need: int
    ranking: Ranking
    elected: tuple[str, ...]
    standing: tuple[str, ...]  # who goes on to the next round; nobody when the election is over
    tied: tuple[str, ...] = ()  # equal for the last places
    lots: tuple[tuple[str, str], ...] = ()  # drawn among the tied, the lowest first
    matrix: Matrix = field(default=())  # ranked: papers that put the row before the column

    @property
    def cast(self) -> int:
        """Votes cast are the papers that name somebody: a blank paper is an abstention."""
        return self.papers - self.blank

    def to_json(self) -> dict[str, Any]:
        """As an annex holds it: lists in the order of the contest's candidates, or best first."""
        return {
            "papers": self.papers,
            "blank": self.blank,
            "votes": [list(pair) for pair in self.votes],
            "need": self.need,
            "ranking": [list(level) for level in self.ranking],
            "elected": list(self.elected),
            "standing": list(self.standing),
            "tied": list(self.tied),
            "lots": [list(pair) for pair in self.lots],
            "matrix": [list(row) for row in self.matrix],
        }


def round_count_from_json(data: Mapping[str, Any]) -> RoundCount:
    """The count of a round as an annex holds it."""
    return RoundCount(
        papers=data["papers"],
        blank=data["blank"],
        votes=tuple((candidate, votes) for candidate, votes in data["votes"]),
        need=data["need"],
        ranking=tuple(map(tuple, data["ranking"])),
        elected=tuple(data["elected"]),
        standing=tuple(data["standing"]),
        tied=tuple(data["tied"]),
        lots=tuple((candidate, lot) for candidate, lot in data["lots"]),
        matrix=tuple(map(tuple, data["matrix"])),
    )


def obstacles_to_putting_round(
    *, state: str, candidates: int, is_current_item: bool, round_open: bool
) -> list[Obstacle]:
    """What stands in the way of the next round, beside what stands in the way of any vote."""
    found = []
    if state not in UNDER_WAY:
        found.append(Obstacle(Code.WRONG_STAGE, (("stage", state),)))
    if not candidates:
        found.append(Obstacle(Code.NO_CANDIDATES))
    if not is_current_item:
        found.append(Obstacle(Code.NOT_CURRENT_ITEM))
    if round_open:
        found.append(Obstacle(Code.VOTE_OPEN))
    return found


def check_leaving(*, state: str, round_open: bool) -> None:
    """Refuse a withdrawal, or the end of it all, once the election is over or while papers are being cast."""
    check_stage(state, *UNDER_WAY)
    if round_open:
        raise Refused(Code.VOTE_OPEN)


def check_own_candidacy(*, candidate: str | None, nominated_by: str, by: str | None) -> None:
    """The candidate's own seat may take the name back, or the seat that put it forward."""
    if by is None or by not in (candidate, nominated_by):
        raise Refused(Code.NOT_YOUR_SEAT)


def check_method(method: Method, seats: int) -> None:
    """Refuse an election that its method cannot decide."""
    most = 1 if method is Method.ONE else MOST_SEATS
    if not 1 <= seats <= most:
        raise Refused(Code.BAD_NUMBER_OF_SEATS, limit=most)


def check_room_for_candidate(method: Method, candidates: int) -> None:
    """Refuse one candidate more than a round can hold."""
    most = MOST_RANKED if method is Method.RANKED else MOST_CANDIDATES
    if candidates >= most:
        raise Refused(Code.TOO_MANY_CANDIDATES, limit=most)


def check_paper(method: Method, seats: int, candidates: Collection[str], marks: Marks) -> None:
    """Refuse a paper that names a stranger, a candidate twice, or more than it may. A blank paper is in order."""
    if not set(marks) <= set(candidates):
        raise Refused(Code.UNKNOWN_CANDIDATE)
    if len(set(marks)) < len(marks):
        raise Refused(Code.MARKED_TWICE)
    if len(marks) > (most := most_marks(method, seats, len(candidates))):
        raise Refused(Code.TOO_MANY_MARKS, limit=most)


def most_marks(method: Method, seats: int, candidates: int) -> int:
    """How many names a paper may hold. In a later round of `up_to` these are the seats that are still free."""
    return {Method.ONE: 1, Method.UP_TO: seats}.get(method, candidates)


def count_round(contest: Contest, papers: Mapping[str, Marks], seed: str) -> RoundCount:
    """Count the papers, by seat, of one round. The seed of lots is the hash of the annex that holds these papers."""
    for marks in papers.values():
        check_paper(contest.method, contest.seats, contest.candidates, marks)
    named = [marks for marks in papers.values() if marks]
    votes = {each: sum(each in marks for marks in named) for each in contest.candidates}
    levels = _levels(contest, named, votes)
    need = len(named) // 2 + 1 if contest.asks_for_half else 1
    elected, tied = _fill(contest.seats, [[each for each in level if votes[each] >= need] for level in levels])
    lots = in_order_of_lots(seed, tied) if contest.tie is ElectionTie.LOT else ()
    elected += tuple(candidate for candidate, _ in lots[: contest.seats - len(elected)])
    return RoundCount(
        papers=len(papers),
        blank=len(papers) - len(named),
        votes=tuple(votes.items()),
        need=need,
        ranking=levels,
        elected=elected,
        standing=_standing(contest, levels, elected, () if lots else tied),
        tied=tied,
        lots=lots,
        matrix=pairwise([_as_levels(marks) for marks in named], contest.candidates) if _is_ranked(contest) else (),
    )


def _is_ranked(contest: Contest) -> bool:
    return contest.method is Method.RANKED


def _as_levels(marks: Marks) -> list[list[str]]:
    """Our papers rank one after the other; nobody shares a place."""
    return [[candidate] for candidate in marks]


def _levels(contest: Contest, named: Sequence[Marks], votes: Mapping[str, int]) -> Ranking:
    """All candidates, the best first; those with equal merit share a level."""
    if _is_ranked(contest):
        return ranking([_as_levels(marks) for marks in named], contest.candidates)
    numbers = sorted(set(votes.values()), reverse=True)
    return tuple(tuple(each for each in contest.candidates if votes[each] == number) for number in numbers)


def _fill(seats: int, levels: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Whole levels as long as there is room; the first level that has none is tied for the places left."""
    elected: tuple[str, ...] = ()
    for level in levels:
        if len(elected) == seats:
            break
        if len(elected) + len(level) > seats:
            return elected, tuple(level)
        elected += tuple(level)
    return elected, ()


def _standing(contest: Contest, levels: Ranking, elected: tuple[str, ...], tied: tuple[str, ...]) -> tuple[str, ...]:
    """Who goes on: the tied alone, otherwise the best, two for every seat still free, and all their equals.

    House rule; no body in our research says who goes on. Nobody does after the last round: a seat then stays empty.
    """
    free = contest.seats - len(elected)
    if contest.is_last or free == 0:
        return ()
    if tied:
        return tied
    going: list[str] = []
    for level in levels:
        if len(going) >= 2 * free:
            break
        going += [each for each in level if each not in elected]
    return tuple(going)
