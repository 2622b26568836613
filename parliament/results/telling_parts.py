"""How minutes tell of several amendments in one vote, and of one amendment in several."""

from parliament.record.entries import Entry
from parliament.results.telling import Told, tells, word
from parliament.rules.explain import Sentence, sentence
from parliament.rules.refusals import N_

PLAIN = "{words}"
AND = N_("{first}, {second}")


def numbers(said: list[int]) -> str:
    return ", ".join(map(str, said))


@tells("bloc.proposed")
def _proposed(told: Told, entry: Entry) -> Sentence:
    words = N_("The chair proposed to put amendments {numbers} to {motion} at once.")
    return sentence(words, numbers=numbers(entry.body["amendments"]), motion=told.motion(entry.body["motion"]))


@tells("taking_out.asked")
def _asked_alone(told: Told, entry: Entry) -> Sentence:
    words = N_("{city} asked that amendment {number} be put by itself.")
    return sentence(words, city=told.name(entry.body["seat"]), number=entry.body["number"])


@tells("amendment.taken_out", "bloc.withdrawn")
def _taken_out(told: Told, entry: Entry) -> Sentence:
    if entry.kind == "amendment.taken_out":
        return sentence(N_("Amendment {number} is put by itself."), number=entry.body["number"])
    bloc = told.things[str(entry.body["bloc"])]
    words = N_("The chair took back that amendments {numbers} be put at once.")
    return sentence(words, numbers=numbers(bloc.body["amendments"]))


@tells("division.asked")
def _asked_parts(told: Told, entry: Entry) -> Sentence:
    amendment = told.amendment(entry.body["amendment"])
    if entry.body["procedural"]:
        return sentence(N_("The house decided that {amendment} is put in parts."), amendment=amendment)
    words = N_("{city} asked that {amendment} be put in parts. {wish}")
    return sentence(words, city=told.name(entry.body["seat"]), amendment=amendment, wish=entry.body["wish"])


@tells("division.ordered")
def _divided(told: Told, entry: Entry) -> Sentence:
    words = N_("The chair divided {amendment} for the vote. Parts: {parts}.")
    return sentence(words, amendment=told.amendment(entry.body["amendment"]), parts=entry.body["parts"])


@tells("amendment.divided")
def _decided(told: Told, entry: Entry) -> Sentence:
    together, *others = [word(outcome) for outcome in entry.body["outcomes"]]
    for other in others:
        together = sentence(AND, first=together, second=other)
    words = N_("All parts of {amendment} are decided, in their order: {outcomes}.")
    return sentence(words, amendment=told.amendment(entry.body["amendment"]), outcomes=together)
