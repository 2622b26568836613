"""Ranked papers into one ranking: Schulze's method, counted by the kept library schulze-condorcet.

Every candidate is compared with every other; a victory weighs as much as the papers behind it ("winning votes"), and
a chain of victories as much as its weakest. Whoever beats everybody else one by one is always first. For further
places the method is repeated among those who are left. Candidates a paper does not name stand below all it names.
"""

from collections.abc import Sequence

from schulze_condorcet import pairwise_preference, schulze_evaluate
from schulze_condorcet.strength import winning_votes

# A paper as levels of preference, the best first; candidates on one level are equal to this voter.
Levels = Sequence[Sequence[str]]
Matrix = tuple[tuple[int, ...], ...]
Ranking = tuple[tuple[str, ...], ...]

# The library compares every pair on every paper: 700 papers with 20 candidates keep the close waiting for two seconds.
MOST_RANKED = 20


def pairwise(papers: Sequence[Levels], candidates: Sequence[str]) -> Matrix:
    """How many papers put the candidate of the row before the candidate of the column."""
    names = _names(candidates)
    counts = pairwise_preference([_as_vote(paper, names) for paper in papers], list(names.values()))
    found = {(str(row), str(column)): number for (row, column), number in counts.items()}
    return tuple(tuple(found[row, column] for column in names.values()) for row in names.values())


def ranking(papers: Sequence[Levels], candidates: Sequence[str]) -> Ranking:
    """The candidates in levels, the best first; those the method cannot tell apart share a level."""
    if not candidates:
        return ()
    names = _names(candidates)
    votes = [_as_vote(paper, names) for paper in papers]
    ranked = str(schulze_evaluate(votes, list(names.values()), winning_votes))
    return tuple(tuple(candidates[int(name)] for name in level.split("=")) for level in ranked.split(">"))


def _names(candidates: Sequence[str]) -> dict[str, str]:
    """The library joins names with signs of its own, so it gets places in the list instead of what we call them."""
    return {candidate: str(place) for place, candidate in enumerate(candidates)}


def _as_vote(paper: Levels, names: dict[str, str]) -> str:
    """A paper as the library reads it; who is not named stands on a last level."""
    levels = [[names[candidate] for candidate in level if candidate in names] for level in paper]
    named = {name for level in levels for name in level}
    levels.append([name for name in names.values() if name not in named])
    return ">".join("=".join(level) for level in levels if level)
