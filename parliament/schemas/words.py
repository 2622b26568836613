"""Sentences of the lower storeys put into the reader's language; instants and names as readers expect them."""

from flask_babel import gettext

from parliament.rules.explain import Sentence
from parliament.rules.refusals import Refused
from parliament.rules.stages import WORDS
from parliament.texts import Phrase, say


def in_words(said: Sentence | Phrase | str) -> str:
    """A sentence, phrase or plain message in the language of this request."""
    if isinstance(said, Sentence):
        return said.say(gettext)
    if isinstance(said, Phrase):
        return say(said, gettext)
    return gettext(said)


def word(value: str) -> str:
    """What a reader calls a stage, an outcome, a choice, an office."""
    return gettext(WORDS.get(value, value))


def refusal_in_words(refusal: Refused) -> str:
    """The sentence of a refusal, its facts filled in; facts that are words of ours are translated too."""
    refusal.facts.update({key: word(str(fact)) for key, fact in refusal.facts.items() if str(fact) in WORDS})
    return refusal.sentence(gettext)
