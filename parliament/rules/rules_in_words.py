"""The page "Rules of this session": one sentence for every key of a profile, beside where the rule comes from."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from parliament.rules.explain import Sentence, majority_in_words, quorum_in_words, sentence
from parliament.rules.majority import Tie
from parliament.rules.profile import Profile
from parliament.rules.profile_keys import SpeechSeconds
from parliament.rules.refusals import N_


@dataclass(frozen=True)
class RuleInWords:
    """One rule as a reader sees it. The source is a quotation and stays in the language of the profile."""

    key: str
    sentence: Sentence
    source: str


def rules_of_session(profile: Profile) -> list[RuleInWords]:
    """Every rule of the profile, in the order of its keys."""
    return [RuleInWords(key, WORDS[key](profile.value_of(key)), source) for key, source in profile.sources]


def _with(template: str) -> Callable[[Any], Sentence]:
    return lambda value: sentence(template, value=value)


def _majority(template: str) -> Callable[[Any], Sentence]:
    return lambda rule: sentence(template, rule=majority_in_words(rule))


def _quorum(template: str) -> Callable[[Any], Sentence]:
    return lambda rule: sentence(template, rule=quorum_in_words(rule))


def _tie(tie: Tie) -> Sentence:
    if tie is Tie.ADOPTED:
        return sentence(N_("Equal votes for and against under a simple majority: adopted."))
    return sentence(N_("Equal votes for and against under a simple majority: rejected."))


def _change(may_change_until_close: Any) -> Sentence:
    if may_change_until_close:
        return sentence(N_("A ballot may be changed until the vote closes."))
    return sentence(N_("A ballot is final once it is cast."))


OFFICES: dict[str, str] = {
    "chair": N_("Length of a speech by the chair: {seconds} s."),
    "member": N_("Length of a speech by a member: {seconds} s."),
    "observer": N_("Length of a speech by an observer: {seconds} s."),
    "secretariat": N_("Length of a speech by the secretariat: {seconds} s."),
}


def _speeches(limits: SpeechSeconds) -> Sentence:
    said = [sentence(OFFICES[office], seconds=seconds) for office, seconds in limits]
    together = said[0]
    for other in said[1:]:
        together = sentence(N_("{first} {second}"), first=together, second=other)
    return together


def _window(_until_order_confirmed: str) -> Sentence:
    return sentence(N_("Amendments are accepted until the order of voting is confirmed."))


WORDS: dict[str, Callable[[Any], Sentence]] = {
    "notice_hours": _with(N_("Notice before a session opens, at least: {value} h.")),
    "sponsors.min_number": _with(N_("Sponsors of a motion, at least: {value}.")),
    "sponsors.min_countries": _with(N_("Countries among the sponsors of a motion, at least: {value}.")),
    "quorum.to_open": _quorum(N_("Quorum to open a sitting: {rule}.")),
    "quorum.to_decide": _quorum(N_("Quorum to decide: {rule}.")),
    "majority.motion": _majority(N_("A motion is adopted with {rule}.")),
    "majority.amendment": _majority(N_("An amendment is adopted with {rule}.")),
    "majority.procedural": _majority(N_("A procedural motion is adopted with {rule}.")),
    "majority.tie": _tie,
    "ballots.may_change_until_close": _change,
    "ballots.live_seconds": _with(N_("A live vote stays open for {value} s, unless the chair sets another time.")),
    "ballots.window_min_minutes": _with(N_("A vote in a window stays open for at least {value} min.")),
    "floor.speech_seconds": _speeches,
    "amendments.window": _window,
    "amendments.min_sponsors": _with(N_("Sponsors of an amendment, at least: {value}.")),
}
