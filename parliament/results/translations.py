"""The translations that were before the house in the vote on a text: found in the record, and looked at again."""

from parliament import texts
from parliament.record.entries import Json
from parliament.results.matter import matter_of, one, read
from parliament.results.opened import Fault, Opened
from parliament.texts.translations import check_set


def check_translations(opened: Opened) -> str:
    """What voters could read in other languages is what was frozen as the vote opened, and each state is what it says.

    The entry must follow the one that opened the vote: between the two nobody can have voted.
    """
    vote = matter_of(opened.before, opened.published.body["motion"]).final.opened
    found = [e for e in opened.before if e.kind == "translations.frozen" and e.body["vote"] == vote.body["vote"]]
    if not found:
        return "No translation was before the house in the vote on the text."
    frozen = one(iter(found))
    if (frozen.seq, frozen.body["motion"]) != (vote.seq + 1, vote.body["motion"]):
        raise Fault("the translations were not frozen as the vote opened")
    said: Json = read(opened.annex, frozen.body["translations_hash"])
    text = texts.text_from_json(read(opened.annex, vote.body["text_hash"]))
    if check_set(text, said) != frozen.body["languages"]:
        raise Fault("the translations are in other languages than the entry says")
    states = [row["state"] for language in said["languages"] for row in language["paragraphs"]]
    whose = ", ".join(f"{state} {states.count(state)}" for state in ("human", "machine", "stale"))
    return f"Translations into {', '.join(frozen.body['languages'])} were frozen as the vote opened: {whose}."
