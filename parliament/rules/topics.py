"""Topics: what a declaration is about, from a closed list, so that readers of every language find the same ones.

The list follows the goals of the 2030 Agenda (UN General Assembly resolution 70/1, annex) in the words of city halls.
"""

from collections.abc import Sequence

from parliament.rules.refusals import N_, Code, Refused

MOST_TOPICS = 5

TOPICS: dict[str, str] = {
    "climate": N_("Climate"),
    "culture": N_("Culture"),
    "digital": N_("Digital life"),
    "economy": N_("Work and economy"),
    "education": N_("Education"),
    "energy": N_("Energy"),
    "equality": N_("Equality"),
    "finance": N_("Municipal finance"),
    "food": N_("Food"),
    "governance": N_("Democracy and self-government"),
    "health": N_("Health"),
    "housing": N_("Housing"),
    "migration": N_("Migration"),
    "mobility": N_("Mobility"),
    "nature": N_("Nature and air"),
    "peace": N_("Peace"),
    "safety": N_("Safety and disasters"),
    "waste": N_("Waste"),
    "water": N_("Water"),
}


def check_topics(topics: Sequence[str]) -> list[str]:
    """The topics in the order of the list, each once. None at all is said too: it takes them back (house rule)."""
    if len(set(topics)) > MOST_TOPICS or not set(topics) <= TOPICS.keys():
        raise Refused(Code.MALFORMED, field="topics")
    return [topic for topic in TOPICS if topic in topics]
