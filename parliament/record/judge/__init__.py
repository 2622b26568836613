"""One small function for every kind of entry: is it in order, and what does the house know after it?

A file a noun. Nothing here asks who may act: offices are the business of powers, at the time of acting.
"""

from parliament.record.judge import (
    acceptances,
    agenda,
    amendments,
    blocs,
    declarations,
    divisions,
    elections,
    floor,
    history,
    institution,
    minutes,
    motions,
    papers,
    points,
    procedural,
    profiles,
    proxies,
    seats,
    sessions,
    sittings,
    statements,
    translations,
    votes,
)
from parliament.record.judge.registry import REPLAYS, OutOfOrder

__all__ = [
    "REPLAYS",
    "OutOfOrder",
    "acceptances",
    "agenda",
    "amendments",
    "blocs",
    "declarations",
    "divisions",
    "elections",
    "floor",
    "history",
    "institution",
    "minutes",
    "motions",
    "papers",
    "points",
    "procedural",
    "profiles",
    "proxies",
    "seats",
    "sessions",
    "sittings",
    "statements",
    "translations",
    "votes",
]
