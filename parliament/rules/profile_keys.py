"""The keys of a profile: for each rule of procedure, what may stand there and how it is read.

A reader gets the raw value and its dotted key and returns the rule; it raises ValueError with the problem, or a
refusal that names the key already.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from parliament.rules.majority import Majority, Tie, parse_majority
from parliament.rules.quorum import Base, Quorum, parse_quorum
from parliament.rules.shares import Share
from parliament.rules.stages import ElectionTie, FloorOrder, Manner, ProceduralKind, QuorumCheckWhen, Reconsiderer

Reader = Callable[[Any, str], Any]
SpeechSeconds = tuple[tuple[str, int], ...]
MajorityByKind = Mapping[str, Majority]

# The offices that may be given the floor with a limit of their own; `member` is the rule for everybody else.
SPEAKING_OFFICES = ("chair", "member", "observer", "secretariat")


def whole(least: int, most: int) -> Reader:
    """A whole number within bounds. A truth value is not one, though Python thinks so."""

    def read(raw: Any, _key: str) -> int:
        if type(raw) is not int or not least <= raw <= most:
            raise ValueError(f"give a whole number from {least} to {most}")
        return raw

    return read


def one_of(*words: str) -> Reader:
    """One of the words that work today."""

    def read(raw: Any, _key: str) -> str:
        if not isinstance(raw, str) or raw not in words:
            raise ValueError(f"“{raw}” is not offered; write {' or '.join(words)}")
        return raw

    return read


def word_of(kind: type[StrEnum], *words: StrEnum) -> Reader:
    """A word of a closed list, or of those among them that stand here."""
    return lambda raw, key: kind(one_of(*(words or kind))(raw, key))


def yes_or_no(raw: Any, _key: str) -> bool:
    if type(raw) is not bool:
        raise ValueError("write true or false")
    return raw


def majority(raw: Any, key: str) -> Majority:
    return parse_majority(_text(raw), key)


def quorum_to_open(raw: Any, key: str) -> Quorum:
    """At the opening there is no roll of a vote yet, and a share of those present would always be there."""
    quorum = parse_quorum(_text(raw), key)
    if isinstance(quorum.threshold, Share) and quorum.base not in (Base.MEMBERS, Base.ACCREDITED):
        raise ValueError(f"a sitting opens before anything is known of the {quorum.base}; write members or accredited")
    return quorum


def quorum_to_decide(raw: Any, key: str) -> Quorum:
    return parse_quorum(_text(raw), key)


def speech_seconds(raw: Any, _key: str) -> SpeechSeconds:
    """Seconds for one speech by office; `member` is always among them."""
    if not isinstance(raw, Mapping) or "member" not in raw:
        raise ValueError("give the seconds by office, with member among them")
    for office, seconds in raw.items():
        if office not in SPEAKING_OFFICES:
            raise ValueError(f"“{office}” is not an office that speaks; write {', '.join(SPEAKING_OFFICES)}")
        whole(5, 7200)(seconds, office)
    return tuple(sorted(raw.items()))


def precedence(raw: Any, _key: str) -> tuple[str, ...]:
    """The procedural motions that exist, the highest first (house rule)."""
    if not isinstance(raw, list) or not all(isinstance(kind, str) for kind in raw):
        raise ValueError("give a list of procedural motions, the highest first")
    for kind in raw:
        one_of(*ProceduralKind)(kind, "")
    if len(set(raw)) != len(raw):
        raise ValueError("a procedural motion has one place")
    return tuple(raw)


def majorities(raw: Any, key: str) -> MajorityByKind:
    """Procedural motions that need another majority than the usual one."""
    if not isinstance(raw, Mapping):
        raise ValueError("give the majorities by procedural motion, or {}")  # noqa: TRY004 -- all readers raise this
    return {one_of(*ProceduralKind)(kind, key): majority(rule, key) for kind, rule in sorted(raw.items())}


def _text(raw: Any) -> str:
    if type(raw) is not str:
        raise ValueError("write the rule between quotation marks")
    return raw


KEYS: dict[str, Reader] = {
    "notice_hours": whole(0, 24 * 365),
    "urgent.notice_minutes": whole(0, 60 * 24 * 30),
    "urgent.majority": majority,
    "sponsors.min_number": whole(0, 1000),
    "sponsors.min_countries": whole(0, 250),
    "quorum.to_open": quorum_to_open,
    "quorum.to_decide": quorum_to_decide,
    "quorum.to_elect": quorum_to_decide,
    "quorum.check": word_of(QuorumCheckWhen),
    "quorum.request_seats": whole(1, 1000),
    "majority.motion": majority,
    "majority.amendment": majority,
    "majority.procedural": majority,
    "majority.appeal": majority,
    "majority.agenda": majority,
    "majority.minutes": majority,
    "majority.reconsideration": majority,
    "majority.tie": word_of(Tie),
    "votes.manner": word_of(Manner, Manner.ROLL_CALL, Manner.SHOW_OF_HANDS),
    "votes.roll_call_request_seats": whole(0, 1000),
    "votes.silence_objections": whole(1, 1000),
    "votes.silence_min_hours": whole(1, 24 * 30),
    "votes.objection_seconds": whole(5, 600),
    "votes.telephone": yes_or_no,
    "ballots.may_change_until_close": yes_or_no,
    "ballots.live_seconds": whole(10, 3600),
    "ballots.window_min_minutes": whole(1, 60 * 24 * 30),
    "proxies.max_per_holder": whole(0, 100),
    "proxies.notice_hours": whole(0, 24 * 365),
    "proxies.count_for_quorum": yes_or_no,
    "substitutes.allowed": yes_or_no,
    "substitutes.notice_hours": whole(0, 24 * 365),
    "floor.speech_seconds": speech_seconds,
    "floor.reply_seconds": whole(5, 7200),
    "floor.point_of_order_seconds": whole(5, 7200),
    "floor.order": word_of(FloorOrder),
    "floor.appeal": yes_or_no,
    "procedural.precedence": precedence,
    "procedural.speakers_for": whole(0, 20),
    "procedural.speakers_against": whole(0, 20),
    "procedural.majorities": majorities,
    "procedural.once_per_item": yes_or_no,
    "statements.max_words": whole(0, 10_000),
    "explanations.max_words": whole(0, 10_000),
    "explanations.mover_may": yes_or_no,
    "explanations.hours": whole(0, 24 * 365),
    "dissent.hours": whole(0, 24 * 365),
    "reconsideration.who": word_of(Reconsiderer),
    "elections.max_rounds": whole(1, 20),
    "elections.tie": word_of(ElectionTie),
    "minutes.correction_hours": whole(0, 24 * 365),
    "amendments.window": one_of("until_order_confirmed"),
    # An amendment has one mover; nobody else can sign it yet.
    "amendments.min_sponsors": whole(1, 1),
    "amendments.acceptance_minutes": whole(0, 60 * 24 * 30),
    "amendments.take_out_seats": whole(1, 1000),
    "amendments.division_seats": whole(0, 1000),
    "amendments.tie_in_part": word_of(Tie),
}


def written_value(value: Any) -> Any:
    """A rule as it is written in the annex: whole numbers, truth values and words, never a float."""
    if isinstance(value, bool | int):
        return value
    if isinstance(value, Mapping):
        return {kind: str(rule) for kind, rule in value.items()}
    if isinstance(value, tuple):
        return list(value) if all(isinstance(each, str) for each in value) else dict(value)
    return str(value)
