"""Sentences of the lower storeys put into the reader's language; instants and names as readers expect them."""

import re
from datetime import UTC, datetime

from babel.dates import format_datetime
from flask_babel import get_locale, gettext

from parliament.rules.explain import Sentence
from parliament.rules.refusals import MESSAGES, Refused
from parliament.rules.topics import TOPICS
from parliament.rules.words import WORDS
from parliament.texts import Phrase, say

# As the rules write an instant into the facts of a refusal.
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)")


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


def topic_in_words(topic: str) -> str:
    """What a reader calls a topic of declarations."""
    return gettext(TOPICS.get(topic, topic))


def refusal_in_words(refusal: Refused) -> str:
    """The sentence of a refusal, its facts filled in; facts that are words of ours or instants are said as readers say them."""
    said = {key: _said(key, fact) for key, fact in refusal.facts.items()}
    return gettext(MESSAGES[refusal.code]).format(**said)


def _said(key: str, fact: object) -> object:
    if (key, fact) == ("fate", "held"):
        return gettext("on hold")  # A seat is held in another sense, and other languages have another word for it.
    if str(fact) in WORDS:
        return word(str(fact))
    return moment(str(fact)) if INSTANT.fullmatch(str(fact)) else fact


def moment(written: str) -> str:
    """An instant with its date and zone. Whose zone is asked for is not known here, so it is everybody's."""
    at = datetime.fromisoformat(written).astimezone(UTC)
    return f"{format_datetime(at, 'd MMM y, HH:mm:ss', locale=get_locale())} (UTC)"
