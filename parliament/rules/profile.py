"""Rules of procedure as data: one profile, read from TOML, checked key by key, frozen into a session as an annex.

Reading is all that happens here; whoever is above opens the file. TOML and the annex have one shape, so one reader
serves both: under every key a table of `value` and, unless it is a house rule, the `source` it was taken from.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from parliament.rules.majority import Majority, Tie
from parliament.rules.profile_checks import contradictions, line_of, unknown
from parliament.rules.profile_keys import KEYS, MajorityByKind, SpeechSeconds, written_value
from parliament.rules.quorum import Quorum
from parliament.rules.refusals import Code, Refused
from parliament.rules.stages import ElectionTie, FloorOrder, Manner, QuorumCheckWhen, Reconsiderer
from parliament.rules.wording import MISLEADING

HOUSE_RULE = "house rule"
_IDENTITY = ("name", "version", "language")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}", re.ASCII)
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", re.ASCII)
_LONGEST_SOURCE = 500
LONGEST_TEXT = 60_000
# No key of ours has more than three parts; one of twenty thousand keeps the reader of the language busy for a minute.
DOTTED = re.compile(r"""[\w"'-][ \t]*(?:\.[ \t]*[\w"'-]+[ \t]*){16}""")


@dataclass(frozen=True)
class Urgency:
    """An urgent session: the notice it needs, and the majority that lets it go on with shortened deadlines."""

    notice_minutes: int
    majority: Majority


@dataclass(frozen=True)
class Sponsors:
    """Who has to stand behind a motion before it can be submitted."""

    min_number: int
    min_countries: int


@dataclass(frozen=True)
class Quorums:
    """Seats that have to be there; `check` says whether always, or only once `request_seats` seats have asked."""

    to_open: Quorum
    to_decide: Quorum
    to_elect: Quorum
    check: QuorumCheckWhen
    request_seats: int


@dataclass(frozen=True)
class Majorities:
    motion: Majority
    amendment: Majority
    procedural: Majority
    appeal: Majority
    agenda: Majority
    minutes: Majority
    reconsideration: Majority
    tie: Tie


@dataclass(frozen=True)
class VoteRules:
    """How the house votes: the usual manner of a live vote, and what silence, objections and telephones may do."""

    manner: Manner
    roll_call_request_seats: int
    silence_objections: int
    silence_min_hours: int
    objection_seconds: int
    telephone: bool


@dataclass(frozen=True)
class BallotRules:
    may_change_until_close: bool
    live_seconds: int
    window_min_minutes: int


@dataclass(frozen=True)
class ProxyRules:
    """`max_per_holder` is how many voices one seat may hold beside its own; 0 allows none."""

    max_per_holder: int
    notice_hours: int
    count_for_quorum: bool


@dataclass(frozen=True)
class SubstituteRules:
    allowed: bool
    notice_hours: int


@dataclass(frozen=True)
class FloorRules:
    speech_seconds: SpeechSeconds
    reply_seconds: int
    point_of_order_seconds: int
    order: FloorOrder
    appeal: bool

    def seconds_for(self, office: str) -> int:
        """The limit of one speech; an office the profile does not name speaks as long as a member."""
        limits = dict(self.speech_seconds)
        return limits.get(office, limits["member"])


@dataclass(frozen=True)
class ProceduralRules:
    """Procedural motions: which there are, the highest first, who is heard on one, and the majorities of their own."""

    precedence: tuple[str, ...]
    speakers_for: int
    speakers_against: int
    majorities: MajorityByKind
    once_per_item: bool


@dataclass(frozen=True)
class StatementRules:
    max_words: int


@dataclass(frozen=True)
class ExplanationRules:
    """Explanations of vote: how long, for how many hours after the close, and whether the mover may give one."""

    max_words: int
    mover_may: bool
    hours: int


@dataclass(frozen=True)
class DissentRules:
    hours: int


@dataclass(frozen=True)
class ReconsiderationRules:
    who: Reconsiderer


@dataclass(frozen=True)
class ElectionRules:
    max_rounds: int
    tie: ElectionTie


@dataclass(frozen=True)
class MinutesRules:
    correction_hours: int


@dataclass(frozen=True)
class AmendmentRules:
    """Amendments; `take_out_seats` and `division_seats` are how many have to ask, `tie_in_part` is for votes on parts."""

    window: str
    min_sponsors: int
    acceptance_minutes: int
    take_out_seats: int
    division_seats: int
    tie_in_part: Tie


# The tables of a profile: a table of the file is a field of the profile.
TABLES: dict[str, type] = {
    "urgent": Urgency,
    "sponsors": Sponsors,
    "quorum": Quorums,
    "majority": Majorities,
    "votes": VoteRules,
    "ballots": BallotRules,
    "proxies": ProxyRules,
    "substitutes": SubstituteRules,
    "floor": FloorRules,
    "procedural": ProceduralRules,
    "statements": StatementRules,
    "explanations": ExplanationRules,
    "dissent": DissentRules,
    "reconsideration": ReconsiderationRules,
    "elections": ElectionRules,
    "minutes": MinutesRules,
    "amendments": AmendmentRules,
}


@dataclass(frozen=True)
class Profile:
    """Everything a body decided about its procedure, each rule with its source."""

    name: str
    version: int
    language: str
    notice_hours: int
    urgent: Urgency
    sponsors: Sponsors
    quorum: Quorums
    majority: Majorities
    votes: VoteRules
    ballots: BallotRules
    proxies: ProxyRules
    substitutes: SubstituteRules
    floor: FloorRules
    procedural: ProceduralRules
    statements: StatementRules
    explanations: ExplanationRules
    dissent: DissentRules
    reconsideration: ReconsiderationRules
    elections: ElectionRules
    minutes: MinutesRules
    amendments: AmendmentRules
    sources: tuple[tuple[str, str], ...]

    def source_of(self, key: str) -> str:
        """Where the rule under a dotted key was taken from, or "house rule"."""
        return dict(self.sources)[key]

    def value_of(self, key: str) -> Any:
        """The rule under a dotted key such as `quorum.to_decide`."""
        value: Any = self
        for word in key.split("."):
            value = getattr(value, word)
        return value

    def to_json(self) -> dict[str, Any]:
        """The annex of a session: the shape of the TOML, with every rule in its written form."""
        data: dict[str, Any] = {word: getattr(self, word) for word in _IDENTITY}
        for key, source in self.sources:
            table, _, last = key.rpartition(".")
            entry = {"value": written_value(self.value_of(key)), "source": source}
            (data.setdefault(table, {}) if table else data)[last] = entry
        return data


def parse_profile(text: str, name: str) -> Profile:
    """Read the TOML of the profile called `name`, or refuse, naming the first key that cannot stand, and its line."""
    profile = read_profile(text)
    if profile.name != name:
        raise _bad("name", f"the file is called {name}, the profile in it {profile.name}")
    return profile


def read_profile(text: str) -> Profile:
    """Read the TOML of a profile, whatever it is called. Refused: bad_profile, with key and line; text_too_long, text_controls."""
    if len(text) > LONGEST_TEXT:
        raise Refused(Code.TEXT_TOO_LONG, limit=LONGEST_TEXT)
    if MISLEADING.search(text):
        raise Refused(Code.TEXT_CONTROLS)
    if DOTTED.search(text):
        raise _bad("TOML", "a key of too many parts")
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as problem:  # a number of thousands of digits is no TOMLDecodeError
        raise _bad("TOML", str(problem)) from None
    try:
        return profile_from_json(data)
    except Refused as refusal:
        key, reason = str(refusal.facts["key"]), str(refusal.facts["problem"])
        line = line_of(text, key)
        raise _bad(key, f"line {line}: {reason}" if line else reason) from None


def profile_from_json(data: Mapping[str, Any]) -> Profile:
    """Read a profile from its annex, as strictly as from a file: nothing unknown, nothing left out."""
    identity = _identity(data)
    found = _flatten(data)
    for key in found:
        if key not in KEYS:
            raise _bad(key, unknown(key, KEYS))
    values: dict[str, Any] = {}
    sources = []
    for key in KEYS:
        if key not in found:
            raise _bad(key, "this rule is missing")
        values[key], source = _entry(key, found[key])
        sources.append((key, source))
    for key, problem in contradictions(values):
        raise _bad(key, problem)
    return _build(identity, values, tuple(sources))


def _identity(data: Mapping[str, Any]) -> dict[str, Any]:
    name, version, language = (data.get(word) for word in _IDENTITY)
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise _bad("name", "give a name of small letters, digits and underscores")
    if type(version) is not int or not 1 <= version <= 1_000_000:
        raise _bad("version", "give a whole number from 1")
    if not isinstance(language, str) or not _LANGUAGE.fullmatch(language):
        raise _bad("language", "give a language tag such as en or pt-BR")
    return {"name": name, "version": version, "language": language}


def _flatten(data: Mapping[str, Any]) -> dict[str, Any]:
    """The entries under their dotted keys: top level, or one table deep where a rule of that table is known."""
    tables = {key.partition(".")[0] for key in KEYS if "." in key}
    found: dict[str, Any] = {}
    for key, value in data.items():
        if key in tables:
            if not isinstance(value, Mapping):
                raise _bad(key, "this is a table of rules, not a value")
            found.update({f"{key}.{inner}": entry for inner, entry in value.items()})
        elif key not in _IDENTITY:
            found[key] = value
    return found


def _entry(key: str, entry: Any) -> tuple[Any, str]:
    if not isinstance(entry, Mapping) or "value" not in entry:
        raise _bad(key, 'write it as { value = …, source = "…" }')
    if unknown := sorted(set(entry) - {"value", "source"}):
        raise _bad(f"{key}.{unknown[0]}", "a rule has a value and a source, nothing else")
    source = entry.get("source", HOUSE_RULE)
    if not isinstance(source, str) or not 0 < len(source.strip()) <= _LONGEST_SOURCE:
        raise _bad(f"{key}.source", f"say in 1 to {_LONGEST_SOURCE} characters where the rule comes from")
    try:
        return KEYS[key](entry["value"], key), source.strip()
    except ValueError as problem:
        raise _bad(key, str(problem)) from None


def _build(identity: Mapping[str, Any], values: Mapping[str, Any], sources: tuple[tuple[str, str], ...]) -> Profile:
    def table(name: str) -> dict[str, Any]:
        return {key.removeprefix(f"{name}."): values[key] for key in KEYS if key.startswith(f"{name}.")}

    tables = {name: kind(**table(name)) for name, kind in TABLES.items()}
    return Profile(**identity, notice_hours=values["notice_hours"], **tables, sources=sources)


def _bad(key: str, problem: str) -> Refused:
    return Refused(Code.BAD_PROFILE, key=key, problem=problem)
