"""What declarations are about."""

from parliament.record.entries import DeclarationClassified, Entry
from parliament.record.judge.registry import insist, replays
from parliament.record.state import State
from parliament.record.topic_state import Classification
from parliament.rules.topics import MOST_TOPICS, TOPICS


@replays(DeclarationClassified)
def declaration_classified(state: State, entry: Entry, fact: DeclarationClassified) -> None:
    """Topics of the list, each once; the institution's log is read before those that publish, so the declaration is only named."""
    listed = [topic for topic in TOPICS if topic in fact.topics]
    insist(fact.topics == listed, f"declaration {fact.declaration} is about what is not on the list")
    insist(len(listed) <= MOST_TOPICS, f"declaration {fact.declaration} has {len(listed)} topics")
    before = state.classifications.get(fact.declaration)
    insist((before.topics if before else []) != listed, "a classification that changes nothing")
    state.classifications[fact.declaration] = Classification(declaration=fact.declaration, topics=listed, at=entry.at)
