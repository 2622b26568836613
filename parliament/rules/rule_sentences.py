"""One sentence for every key of a profile. Each takes the value of its key and nothing else."""

from collections.abc import Callable, Mapping
from typing import Any

from parliament.rules.explain import Sentence, majority_in_words, quorum_in_words, sentence
from parliament.rules.majority import Tie
from parliament.rules.profile_keys import MajorityByKind, SpeechSeconds
from parliament.rules.refusals import N_
from parliament.rules.stages import ElectionTie, FloorOrder, Manner, QuorumCheckWhen, Reconsiderer
from parliament.rules.words import WORDS as NAMES

Words = Callable[[Any], Sentence]


def _with(template: str) -> Words:
    return lambda value: sentence(template, value=value)


def _unless_none(none: str, template: str) -> Words:
    """A number of which nought means that there is no such thing."""
    return lambda value: sentence(template, value=value) if value else sentence(none)


def _either(yes: str, no: str) -> Words:
    return lambda value: sentence(yes if value else no)


def _by_word(templates: Mapping[Any, str]) -> Words:
    return lambda word: sentence(templates[word])


def _majority(template: str) -> Words:
    return lambda rule: sentence(template, rule=majority_in_words(rule))


def _quorum(template: str) -> Words:
    return lambda rule: sentence(template, rule=quorum_in_words(rule))


OFFICES: dict[str, str] = {
    "chair": N_("Length of a speech by the chair: {seconds} s."),
    "member": N_("Length of a speech by a member: {seconds} s."),
    "observer": N_("Length of a speech by an observer: {seconds} s."),
    "secretariat": N_("Length of a speech by the secretariat: {seconds} s."),
}


def _joined(parts: list[Sentence], between: str) -> Sentence:
    """Parts as one, two at a time, so that each language may set its own sign between them."""
    together, *others = parts
    for other in others:
        together = sentence(between, first=together, second=other)
    return together


def _speeches(limits: SpeechSeconds) -> Sentence:
    said = [sentence(OFFICES[office], seconds=seconds) for office, seconds in limits]
    return _joined(said, N_("{first} {second}"))


def _precedence(kinds: tuple[str, ...]) -> Sentence:
    if not kinds:
        return sentence(N_("There are no procedural motions."))
    names = _joined([sentence(NAMES[kind]) for kind in kinds], N_("{first}; {second}"))
    return sentence(N_("Procedural motions, the highest first: {kinds}."), kinds=names)


def _majorities(by_kind: MajorityByKind) -> Sentence:
    if not by_kind:
        return sentence(N_("No procedural motion has a majority of its own."))
    said = [
        sentence(N_("{kind}: {rule}"), kind=sentence(NAMES[kind]), rule=majority_in_words(rule))
        for kind, rule in by_kind.items()
    ]
    whole = _joined(said, N_("{first}; {second}"))
    return sentence(N_("Procedural motions with a majority of their own: {kinds}."), kinds=whole)


TIES: dict[Tie, str] = {
    Tie.REJECTED: N_("Equal votes for and against under a simple majority: rejected."),
    Tie.ADOPTED: N_("Equal votes for and against under a simple majority: adopted."),
    Tie.CASTING_VOTE: N_("Equal votes for and against under a simple majority: the chair has a casting vote."),
    Tie.SECOND_ROUND: N_("Equal votes for and against under a simple majority: the question is put once more."),
}

TIES_IN_PART: dict[Tie, str] = {
    Tie.REJECTED: N_("Equal votes on a part of a divided amendment: that part is rejected."),
    Tie.ADOPTED: N_("Equal votes on a part of a divided amendment: that part is adopted."),
    Tie.CASTING_VOTE: N_("Equal votes on a part of a divided amendment: the chair has a casting vote."),
    Tie.SECOND_ROUND: N_("Equal votes on a part of a divided amendment: that part is put once more."),
}

CHECKS: dict[QuorumCheckWhen, str] = {
    QuorumCheckWhen.ALWAYS: N_("The quorum is checked at every opening and every vote."),
    QuorumCheckWhen.ON_REQUEST: N_("The quorum is checked only when seats ask for it before a vote."),
}

MANNERS: dict[Manner, str] = {
    Manner.ROLL_CALL: N_("A live vote is taken by roll call: every ballot is public under its seat."),
    Manner.SHOW_OF_HANDS: N_("A live vote is taken by show of hands: only the counts are recorded."),
}

ORDERS: dict[FloorOrder, str] = {
    FloorOrder.AS_ASKED: N_("Speakers are proposed in the order in which they asked."),
    FloorOrder.ALTERNATE: N_("Speakers are proposed so that sides alternate and those not yet heard come first."),
}

WHO_RECONSIDERS: dict[Reconsiderer, str] = {
    Reconsiderer.ANYBODY: N_("Any seat may move to reconsider what was decided."),
    Reconsiderer.PREVAILING_SIDE: N_("Only a seat that voted with the prevailing side may move to reconsider."),
}

ELECTION_TIES: dict[ElectionTie, str] = {
    ElectionTie.NEXT_ROUND: N_("Equal votes for candidates: another round is held."),
    ElectionTie.LOT: N_("Equal votes for candidates: the lot decides."),
}

WORDS: dict[str, Words] = {
    "notice_hours": _with(N_("Notice before a session opens, at least: {value} h.")),
    "urgent.notice_minutes": _with(N_("Notice before an urgent session opens, at least: {value} min.")),
    "urgent.majority": _majority(N_("An urgent session goes on only with {rule}.")),
    "sponsors.min_number": _with(N_("Sponsors of a motion, at least: {value}.")),
    "sponsors.min_countries": _with(N_("Countries among the sponsors of a motion, at least: {value}.")),
    "quorum.to_open": _quorum(N_("Quorum to open a sitting: {rule}.")),
    "quorum.to_decide": _quorum(N_("Quorum to decide: {rule}.")),
    "quorum.to_elect": _quorum(N_("Quorum to elect: {rule}.")),
    "quorum.check": _by_word(CHECKS),
    "quorum.request_seats": _with(N_("Seats that have to ask, where the quorum is checked on request: {value}.")),
    "majority.motion": _majority(N_("A motion is adopted with {rule}.")),
    "majority.amendment": _majority(N_("An amendment is adopted with {rule}.")),
    "majority.procedural": _majority(N_("A procedural motion is adopted with {rule}.")),
    "majority.appeal": _majority(N_("An appeal against a ruling is upheld with {rule}.")),
    "majority.agenda": _majority(N_("The agenda is adopted or changed with {rule}.")),
    "majority.minutes": _majority(N_("Minutes are approved with {rule}.")),
    "majority.reconsideration": _majority(N_("A decided question is opened again with {rule}.")),
    "majority.tie": _by_word(TIES),
    "votes.manner": _by_word(MANNERS),
    "votes.roll_call_request_seats": _unless_none(
        N_("Nobody can turn a show of hands into a roll call."),
        N_("Seats that turn a show of hands into a roll call by asking: {value}."),
    ),
    "votes.silence_objections": _with(N_("Objections that break a silence procedure: {value}.")),
    "votes.silence_min_hours": _with(N_("A silence procedure lasts at least: {value} h.")),
    "votes.objection_seconds": _with(N_("Asking “without objection?”, the chair waits: {value} s.")),
    "votes.telephone": _either(
        N_("A seat without a connection may give its ballot by telephone, to two officers."),
        N_("No ballot is taken by telephone."),
    ),
    "ballots.may_change_until_close": _either(
        N_("A ballot may be changed until the vote closes."), N_("A ballot is final once it is cast.")
    ),
    "ballots.live_seconds": _with(N_("A live vote stays open for {value} s, unless the chair sets another time.")),
    "ballots.window_min_minutes": _with(N_("A vote in a window stays open for at least {value} min.")),
    "proxies.max_per_holder": _unless_none(
        N_("No seat may vote for another."), N_("Proxies one seat may hold beside its own voice, at most: {value}.")
    ),
    "proxies.notice_hours": _with(N_("Notice of a proxy before the sitting, at least: {value} h.")),
    "proxies.count_for_quorum": _either(
        N_("A seat voting by proxy counts for the quorum."), N_("A seat voting by proxy does not count for the quorum.")
    ),
    "substitutes.allowed": _either(
        N_("A certified substitute may stand in for a mayor."), N_("Nobody may stand in for a mayor.")
    ),
    "substitutes.notice_hours": _with(N_("Notice of a substitute before the sitting, at least: {value} h.")),
    "floor.speech_seconds": _speeches,
    "floor.reply_seconds": _with(N_("Length of a reply: {value} s.")),
    "floor.point_of_order_seconds": _with(N_("Length of a point of order: {value} s.")),
    "floor.order": _by_word(ORDERS),
    "floor.appeal": _either(
        N_("A ruling of the chair can be appealed; the house decides at once."),
        N_("A ruling of the chair cannot be appealed."),
    ),
    "procedural.precedence": _precedence,
    "procedural.speakers_for": _with(N_("Speakers for a procedural motion beside its mover, at most: {value}.")),
    "procedural.speakers_against": _with(N_("Speakers against a procedural motion, at most: {value}.")),
    "procedural.majorities": _majorities,
    "procedural.once_per_item": _either(
        N_("Each procedural motion may be moved once on an item."),
        N_("A procedural motion may be moved again on the same item."),
    ),
    "statements.max_words": _unless_none(
        N_("There are no written statements."), N_("Words in a written statement, at most: {value}.")
    ),
    "explanations.max_words": _unless_none(
        N_("There are no explanations of vote."), N_("Words in an explanation of vote, at most: {value}.")
    ),
    "explanations.mover_may": _either(
        N_("The mover may explain the vote on the own text."), N_("The mover may not explain the vote on the own text.")
    ),
    "explanations.hours": _with(N_("Explanations are accepted after the close of a vote for: {value} h.")),
    "dissent.hours": _unless_none(
        N_("No dissent is recorded after a vote."),
        N_("Late dissent is recorded beside the count after the close of a vote for: {value} h."),
    ),
    "reconsideration.who": _by_word(WHO_RECONSIDERS),
    "elections.max_rounds": _with(N_("Rounds of an election, at most: {value}.")),
    "elections.tie": _by_word(ELECTION_TIES),
    "minutes.correction_hours": _with(N_("Draft minutes are open to corrections for: {value} h.")),
    "amendments.window": _by_word(
        {"until_order_confirmed": N_("Amendments are accepted until the order of voting is confirmed.")}
    ),
    "amendments.min_sponsors": _with(N_("Sponsors of an amendment, at least: {value}.")),
    "amendments.acceptance_minutes": _unless_none(
        N_("No amendment is accepted by the sponsors of a motion: each is voted."),
        N_(
            "An amendment that all sponsors of the motion accept needs no vote, unless a seat objects within: {value} min."
        ),
    ),
    "amendments.take_out_seats": _with(
        N_("Seats that take an amendment out of a vote on several at once by asking: {value}.")
    ),
    "amendments.division_seats": _unless_none(
        N_("The chair may divide an amendment for the vote without being asked."),
        N_("Seats that have to ask before an amendment is divided for the vote: {value}."),
    ),
    "amendments.tie_in_part": _by_word(TIES_IN_PART),
}
