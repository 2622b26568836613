"""Rules that are sound alone and contradict each other, and the name somebody may have meant."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from parliament.rules.majority import AllOf, Majority, PerGroup, PlusFloor, Simple, Tie, Weighted, needs_ballots
from parliament.rules.quorum import Quorum
from parliament.rules.stages import ElectionTie, Manner, QuorumCheckWhen

Values = Mapping[str, Any]
Problem = tuple[str, str]


def contradictions(values: Values) -> Iterator[Problem]:
    """The keys that cannot stand beside the others, each with the reason. House rules, every one."""
    yield from _about_convening(values)
    yield from _about_the_quorum(values)
    yield from _about_votes(values)
    yield from _about_papers(values)
    if values["proxies.count_for_quorum"] and not values["proxies.max_per_holder"]:
        yield "proxies.count_for_quorum", "there are no proxies that could count; see proxies.max_per_holder"
    if values["elections.tie"] == ElectionTie.NEXT_ROUND and values["elections.max_rounds"] == 1:
        yield "elections.tie", "there is no next round; see elections.max_rounds"


def _about_convening(values: Values) -> Iterator[Problem]:
    if values["urgent.notice_minutes"] > 60 * values["notice_hours"]:
        yield "urgent.notice_minutes", "an urgent session cannot need more notice than another; see notice_hours"
    if values["sponsors.min_countries"] > values["sponsors.min_number"]:
        yield "sponsors.min_countries", "there cannot be more countries than sponsors"


def _about_the_quorum(values: Values) -> Iterator[Problem]:
    at_votes = (values["quorum.to_decide"], values["quorum.to_elect"])
    if values["quorum.check"] == QuorumCheckWhen.ON_REQUEST and not any(map(_asks, at_votes)):
        yield "quorum.check", "no quorum is asked for at votes, so that nobody can request it; write always"


def _asks(quorum: Quorum) -> bool:
    return bool(quorum.threshold)


def _about_votes(values: Values) -> Iterator[Problem]:
    for kind in values["procedural.majorities"]:
        if kind not in values["procedural.precedence"]:
            yield "procedural.majorities", f"{kind} has a majority, but procedural.precedence does not have it"
    named = list(_majorities(values))
    if values["votes.manner"] == Manner.SHOW_OF_HANDS:
        for key, majority in named:
            if needs_ballots(majority):
                yield key, "this needs to know who voted how, which hands do not show; see votes.manner"
    if values["majority.tie"] != Tie.REJECTED and not any(_has_simple(majority) for _, majority in named):
        yield "majority.tie", "equal votes decide nothing here, because no majority is simple; write rejected"
    if values["amendments.tie_in_part"] != Tie.REJECTED and not _has_simple(values["majority.amendment"]):
        yield "amendments.tie_in_part", "equal votes decide nothing here, because majority.amendment is not simple"


def _majorities(values: Values) -> Iterable[tuple[str, Majority]]:
    """Every majority with the key it stands under."""
    for key, value in values.items():
        if key == "urgent.majority" or (key.startswith("majority.") and key != "majority.tie"):
            yield key, value
        elif key == "procedural.majorities":
            yield from ((key, majority) for majority in value.values())


def _has_simple(majority: Majority) -> bool:
    match majority:
        case Simple():
            return True
        case AllOf(parts):
            return any(map(_has_simple, parts))
        case PlusFloor(inner, _) | Weighted(_, inner) | PerGroup(_, _, inner):
            return _has_simple(inner)
    return False


def _about_papers(values: Values) -> Iterator[Problem]:
    if values["explanations.max_words"] and not values["explanations.hours"]:
        yield "explanations.hours", "votes are explained, but there is no time for it; see explanations.max_words"
    if values["dissent.hours"] and not (values["explanations.max_words"] or values["statements.max_words"]):
        yield "dissent.hours", "dissent is said in words; see explanations.max_words and statements.max_words"


def unknown(key: str, known: Iterable[str]) -> str:
    """What to say of a key that no rule has, with the nearest that one has."""
    near = get_close_matches(key, list(known), n=1)
    return f"no rule has this name; did you mean {near[0]}?" if near else "no rule has this name"


def line_of(text: str, key: str) -> int | None:
    """The line of a TOML on which the rule under a dotted key is written, if it is written on a line of its own."""
    within = ""
    for number, line in enumerate(text.splitlines(), start=1):
        bare = line.strip()
        if bare.startswith("[") and bare.partition("#")[0].strip().endswith("]"):
            within = bare.strip("[] ")
            if within == key:
                return number
        elif "=" in bare and not bare.startswith("#"):
            name = bare.partition("=")[0].replace('"', "").replace(" ", "")
            if key in (f"{within}.{name}" if within else name, f"{within}.{name}".removesuffix(".value")):
                return number
    return None
