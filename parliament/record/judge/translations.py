"""Translations: frozen with the vote on the whole text, and only then."""

from dataclasses import asdict

from parliament.record.entries import Entry, TranslationsFrozen
from parliament.record.judge.registry import insist, known_here, replays, unused
from parliament.record.state import State
from parliament.record.translation_state import FrozenTranslations
from parliament.rules.stages import Question, VoteState


@replays(TranslationsFrozen)
def translations_frozen(state: State, entry: Entry, fact: TranslationsFrozen) -> None:
    """Once for a vote on the whole text, in the moment it opens: later, somebody would have voted on other words."""
    unused(state.frozen_translations, fact.vote, "set of translations for vote")
    vote = known_here(state.votes, fact.vote, "vote", entry)
    insist(vote.question == Question.MOTION, f"vote {fact.vote} is not on a whole text")
    insist(vote.motion == fact.motion, f"vote {fact.vote} is on another motion")
    opens = vote.state == VoteState.OPEN and vote.opened_at == entry.at
    insist(opens, f"translations are frozen as vote {fact.vote} opens, and not later")
    insist(fact.languages == sorted(set(fact.languages)) and fact.languages, "languages are named once, in their order")
    state.frozen_translations[fact.vote] = FrozenTranslations(at=entry.at, **asdict(fact))
