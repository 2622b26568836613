"""How minutes tell an entry: one sentence for each kind that belongs in them, with the names the record gives."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from parliament.record.canonical import parse_timestamp
from parliament.record.entries import Entry
from parliament.rules.decision import rule_from_json
from parliament.rules.explain import Sentence, majority_in_words, sentence
from parliament.rules.refusals import N_
from parliament.rules.stages import DecisionKind, Question
from parliament.rules.words import WORDS

MOTION = N_("motion {number}, “{title}”")
AMENDMENT = N_("amendment {number} to {motion}")
AMENDMENTS = N_("amendments {numbers} to {motion}, at once")
PART = N_("part {part} of {parts} of {amendment}")
PLAIN = "{words}"
KIND = N_("{kind}: {words}")


@dataclass
class Told:
    """What the entries of a session call things, by their ids."""

    names: Mapping[str, str]
    things: dict[str, Entry] = field(default_factory=dict)
    votes: dict[str, Entry] = field(default_factory=dict)
    spoken: dict[str, int] = field(default_factory=dict)
    since: datetime | None = None

    @classmethod
    def of(cls, entries: Sequence[Entry], names: Mapping[str, str]) -> "Told":
        """Read all entries once. Cities come with `names`, under the ids of their seats."""
        told = cls(names=names)
        for entry in entries:
            made = MAKERS.get(entry.kind)
            if made:
                told.things[str(entry.body[made])] = entry
            if entry.kind == "vote.opened":
                told.votes[str(entry.body["vote"])] = entry
            told.time(entry)
        return told

    def time(self, entry: Entry) -> None:
        """Add up how long each turn lasted, without the time it was interrupted."""
        if entry.kind in ("turn.began", "turn.resumed"):
            self.since = parse_timestamp(entry.at)
        elif entry.kind in ("turn.interrupted", "turn.ended") and self.since is not None:
            turn = str(entry.body["turn"])
            seconds = (parse_timestamp(entry.at) - self.since).total_seconds()
            self.spoken[turn], self.since = self.spoken.get(turn, 0) + round(seconds), None

    def name(self, key: object) -> str:
        """The city of a seat, or the name of an officer."""
        return self.names.get(str(key), str(key))

    def speaker(self, turn: str) -> str:
        entry = self.things[turn]
        return str(entry.body["name"]) if entry.kind == "speaker.invited" else self.name(entry.body["seat"])

    def title(self, key: object) -> str:
        entry = self.things.get(str(key))
        return str(entry.body["title"]) if entry else str(key)

    def motion(self, key: object) -> Sentence:
        entry = self.things.get(str(key))
        if entry is None:
            return sentence(PLAIN, words=str(key))
        return sentence(MOTION, number=entry.body["number"], title=entry.body["title"])

    def amendment(self, key: object) -> Sentence:
        entry = self.things[str(key)]
        return sentence(AMENDMENT, number=entry.body["number"], motion=self.motion(entry.body["motion"]))

    def question(self, vote: Entry) -> Sentence:
        if vote.body["question"] == Question.BLOC:
            return sentence(AMENDMENTS, numbers=str(vote.body["wording"]), motion=self.motion(vote.body["motion"]))
        if vote.body["question"] == Question.AMENDMENT and vote.body["part"] is not None:
            said = {name: vote.body[name] for name in ("part", "parts")}
            return sentence(PART, amendment=self.amendment(vote.body["amendment"]), **said)
        if vote.body["question"] == Question.AMENDMENT:
            return self.amendment(vote.body["amendment"])
        if vote.body["question"] == Question.MOTION:
            return self.motion(vote.body["motion"])
        if vote.body["question"] in (Question.APPEAL, Question.RECONSIDERATION):
            # Their words are those of the point or of the motion, which would read as if these had been voted on.
            return sentence(KIND, kind=word(str(vote.body["question"])), words=str(vote.body["wording"]))
        return sentence(PLAIN, words=str(vote.body["wording"]))

    def chairs(self, within: Sequence[Entry]) -> list[str]:
        """Who presided, in their order."""
        keys = {"sitting.opened": "chair", "chair.handed_over": "to_account"}
        return [self.name(entry.body[keys[entry.kind]]) for entry in within if entry.kind in keys]


# The kinds of entry that give something its name, and the field that holds its id.
MAKERS: dict[str, str] = {
    "item.added": "item",
    "motion.published": "motion",
    "amendment.submitted": "amendment",
    "bloc.proposed": "bloc",
    "speaker.listed": "turn",
    "speaker.invited": "turn",
    "reply.asked": "turn",
    "point.raised": "point",
    "procedural.moved": "procedural",
    "candidate.nominated": "candidate",
}

Teller = Callable[[Told, Entry], Sentence | None]
TELLERS: dict[str, Teller] = {}


def tells(*kinds: str) -> Callable[[Teller], Teller]:
    """Name the kinds of entry that a function tells."""

    def register(function: Teller) -> Teller:
        TELLERS.update(dict.fromkeys(kinds, function))
        return function

    return register


def word(value: object) -> Sentence:
    """A word of ours, which each reader reads in their language."""
    return sentence(WORDS.get(str(value), str(value)))


def clock(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02}"


FIXED: dict[str, str] = {
    "sitting.suspended": N_("The sitting was suspended."),
    "sitting.resumed": N_("The sitting went on."),
    "sitting.adjourned": N_("The sitting was adjourned."),
    "election.round_undone": N_("The round of the election was undone."),
}


@tells(*FIXED)
def _fixed(_told: Told, entry: Entry) -> Sentence:
    return sentence(FIXED[entry.kind])


@tells("sitting.opened")
def _opened(told: Told, entry: Entry) -> Sentence:
    words = N_("{chair} opened the sitting. Seats present: {present} of {held}; needed to open: {needed}.")
    counts = {name: entry.body[name] for name in ("present", "held", "needed")}
    return sentence(words, chair=told.name(entry.body["chair"]), **counts)


@tells("roll_call.taken")
def _roll_called(_told: Told, entry: Entry) -> Sentence:
    words = N_("The roll was called. Seats present: {present} of {held}.")
    return sentence(words, present=entry.body["present"], held=entry.body["held"])


@tells("chair.handed_over")
def _handed_over(told: Told, entry: Entry) -> Sentence:
    former, chair = told.name(entry.body["from_account"]), told.name(entry.body["to_account"])
    if entry.body["reason"]:
        words = N_("{chair} took the chair from {former}. Reason: {reason}")
        return sentence(words, chair=chair, former=former, reason=entry.body["reason"])
    return sentence(N_("{former} handed the chair to {chair}."), former=former, chair=chair)


@tells("item.called", "debate.adjourned", "item.brought_forward")
def _item(told: Told, entry: Entry) -> Sentence:
    words = {
        "item.called": N_("The chair called “{title}”."),
        "debate.adjourned": N_("The debate on “{title}” was put off."),
        "item.brought_forward": N_("“{title}” was brought forward."),
    }
    return sentence(words[entry.kind], title=told.title(entry.body["item"]))


@tells("paper.added")
def _paper(_told: Told, entry: Entry) -> Sentence:
    words = N_("Paper {number} was laid before the house: “{title}”.")
    return sentence(words, number=entry.body["number"], title=entry.body["title"])


@tells("turn.ended")
def _spoke(told: Told, entry: Entry) -> Sentence:
    turn = str(entry.body["turn"])
    said = {"speaker": told.speaker(turn), "time": clock(told.spoken.get(turn, 0))}
    side = told.things[turn].body.get("side")
    if side in ("for", "against"):
        return sentence(N_("{speaker} spoke ({side}). Minutes: {time}."), side=word(side), **said)
    if told.things[turn].kind == "reply.asked":
        return sentence(N_("{speaker} replied. Minutes: {time}."), **said)
    return sentence(N_("{speaker} spoke. Minutes: {time}."), **said)


@tells("point.raised")
def _point(told: Told, entry: Entry) -> Sentence:
    words = N_("{city} raised a point of order: {about}")
    return sentence(words, city=told.name(entry.body["seat"]), about=entry.body["about"])


@tells("point.ruled")
def _ruled(told: Told, entry: Entry) -> Sentence:
    city = told.name(told.things[str(entry.body["point"])].body["seat"])
    words = N_("The chair ruled on the point of order of {city}: {ruling}. {words}")
    return sentence(words, city=city, ruling=word(entry.body["ruling"]), words=entry.body["words"])


@tells("ruling.appealed")
def _appealed(told: Told, entry: Entry) -> Sentence:
    return sentence(N_("{city} appealed against the ruling."), city=told.name(entry.body["seat"]))


@tells("appeal.settled")
def _settled(_told: Told, entry: Entry) -> Sentence:
    return sentence(N_("The ruling stands.") if entry.body["stands"] else N_("The ruling does not stand."))


@tells("procedural.moved")
def _moved(told: Told, entry: Entry) -> Sentence:
    words = N_("{city} moved a procedural motion: {kind}. {text}")
    kind = word(entry.body["procedural_kind"])
    return sentence(words, city=told.name(entry.body["seat"]), kind=kind, text=entry.body["text"])


@tells("procedural.ended", "procedural.decided")
def _ended(told: Told, entry: Entry) -> Sentence:
    moved = told.things[str(entry.body["procedural"])]
    words = N_("The procedural motion of {city} ({kind}): {outcome}.")
    outcome = word(entry.body.get("outcome") or entry.body["state"])
    return sentence(
        words, city=told.name(moved.body["seat"]), kind=word(moved.body["procedural_kind"]), outcome=outcome
    )


@tells("motion.referred_back", "motion.reconsidered", "motion.withdrawn", "motion.published")
def _motion(told: Told, entry: Entry) -> Sentence:
    words = {
        "motion.referred_back": N_("The house sent back {motion}."),
        "motion.reconsidered": N_("The house takes up {motion} again."),
        "motion.withdrawn": N_("Its mover withdrew {motion}."),
        "motion.published": N_("Published: {motion}."),
    }
    return sentence(words[entry.kind], motion=told.motion(entry.body["motion"]))


@tells("acceptance.given", "acceptance.objected")
def _accepting(told: Told, entry: Entry) -> Sentence:
    words = {
        "acceptance.given": N_("{city}, a sponsor, accepted {amendment}."),
        "acceptance.objected": N_("{city} objected to {amendment} being accepted without a vote. {reason}"),
    }
    city, amendment = told.name(entry.body["seat"]), told.amendment(entry.body["amendment"])
    if entry.kind == "acceptance.objected":
        return sentence(words[entry.kind], city=city, amendment=amendment, reason=entry.body["reason"])
    return sentence(words[entry.kind], city=city, amendment=amendment)


DECIDED: dict[str, str] = {
    DecisionKind.ACCEPTED: N_(
        "All sponsors had accepted {amendment}, and nobody objected: it is in the text without a vote."
    ),
    DecisionKind.CUT: N_("The chair cut off what clashes with the text in {amendment}. Reason: {reason}"),
    DecisionKind.LAPSED: N_("The chair let {amendment} lapse, which clashes with the text. Reason: {reason}"),
}


@tells("amendment.decided")
def _decided(told: Told, entry: Entry) -> Sentence:
    kind, amendment = entry.body["decision_kind"], told.amendment(entry.body["amendment"])
    if kind == DecisionKind.ACCEPTED:
        return sentence(DECIDED[kind], amendment=amendment)
    return sentence(DECIDED[kind], amendment=amendment, reason=entry.body["reason"])


@tells("text.corrected")
def _corrected(told: Told, entry: Entry) -> Sentence:
    words = N_("{officer} put words right in the adopted text of {motion} (correction {number}). Reason: {reason}")
    said = {name: entry.body[name] for name in ("number", "reason")}
    return sentence(words, officer=told.name(entry.body["account"]), motion=told.motion(entry.body["motion"]), **said)


@tells("statement.submitted")
def _statement(told: Told, entry: Entry) -> Sentence:
    return sentence(N_("{city} handed in a written statement."), city=told.name(entry.body["seat"]))


@tells("ballot.telephoned")
def _telephoned(told: Told, entry: Entry) -> Sentence:
    number = told.votes[str(entry.body["vote"])].body["number"]
    return sentence(
        N_("{city} voted by telephone in vote {number}."), city=told.name(entry.body["seat"]), number=number
    )


@tells("vote.opened")
def _put(told: Told, entry: Entry) -> Sentence | None:
    """A live vote is told when it is closed; of a window the house has to know that it is open."""
    if not entry.body["window"]:
        return None
    words = N_("Vote {number} was opened on {question}, for a time that was announced.")
    return sentence(words, number=entry.body["number"], question=told.question(entry))


@tells("vote.closed")
def _voted(told: Told, entry: Entry) -> Sentence:
    """What was put, how it came out, with the numbers and the rule."""
    opened = told.votes[str(entry.body["vote"])]
    said: dict[str, int | str | Sentence] = {
        "number": opened.body["number"],
        "question": told.question(opened),
        "manner": word(opened.body["manner"]),
        "outcome": word(entry.body["outcome"]),
        "not_voting": entry.body["not_voting"],
        "absent": entry.body["absent"],
    }
    if opened.body["question"] == Question.ELECTION:
        words = N_(
            "Vote {number} on {question} ({manner}): {outcome}. Papers: {papers}; did not vote: {not_voting}; "
            "absent: {absent}."
        )
        return sentence(words, papers=entry.body["papers"], **said)
    words = N_(
        "Vote {number} on {question} ({manner}): {outcome}. Yes: {yes}; No: {no}; Abstain: {abstain}; "
        "did not vote: {not_voting}; absent: {absent}. Rule: {rule}."
    )
    said |= {name: entry.body[name] for name in ("yes", "no", "abstain")}
    return sentence(words, rule=majority_in_words(rule_from_json(opened.body).majority), **said)


@tells("casting_vote.given")
def _casting(told: Told, entry: Entry) -> Sentence:
    number = told.votes[str(entry.body["vote"])].body["number"]
    words = N_("Votes were equal in vote {number}; the chair decided: {choice}.")
    return sentence(words, number=number, choice=word(entry.body["choice"]))


@tells("vote.annulled")
def _annulled(told: Told, entry: Entry) -> Sentence:
    number = told.votes[str(entry.body["vote"])].body["number"]
    return sentence(N_("Vote {number} was annulled. Reason: {reason}"), number=number, reason=entry.body["reason"])


@tells("election.round_counted")
def _elected(told: Told, entry: Entry) -> Sentence:
    names = ", ".join(str(told.things[each].body["name"]) for each in entry.body["elected"])
    if names:
        return sentence(N_("Elected in round {round}: {names}."), round=entry.body["round"], names=names)
    return sentence(N_("Nobody was elected in round {round}."), round=entry.body["round"])
