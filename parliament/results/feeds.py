"""What feeds tell of declarations, votes and sessions, from entries and published documents alone.

An item: `key` (the path that its id and its address are made of), `title` and the `language` it is in, `published_at`,
`updated_at`, and `words`. These are sentences as data, which every reader reads in their language; so is a title without
a language of its own.
"""

from collections.abc import Sequence
from typing import Final

from parliament.record.entries import Entry, Json
from parliament.results.as_json import sentence_to_json
from parliament.results.telling import TELLERS, Told
from parliament.rules.explain import Sentence, sentence
from parliament.rules.refusals import N_
from parliament.rules.words import WORDS

# What of a session's log votes are told with.
KINDS: Final = (
    "session.convened",
    "session.closed",
    "motion.published",
    "amendment.submitted",
    "bloc.proposed",
    "point.raised",
    "procedural.moved",
    "vote.opened",
    "vote.closed",
    "vote.annulled",
    "casting_vote.given",
)


def of_declarations(found: Sequence[tuple[Json, Json]]) -> list[Json]:
    """Each declaration by its document in force and its life: what it came to, and where it stands."""
    items = []
    for document, life in found:
        numbers = document["figures"]["supporting"]
        said = {name: numbers[name] for name in ("cities", "countries", "continents", "people")}
        status = str(life["status"])
        words = (
            sentence(
                N_("In favour: cities: {cities}; countries: {countries}; continents: {continents}; people: {people}."),
                **said,
            ),
            sentence(N_("Status: {status}."), status=sentence(WORDS.get(status, status))),
        )
        key, title = f"declarations/{document['slug']}", f"{document['number']}. {document['title']}"
        first = str(life["versions"][0]["published_at"])
        items.append(_item(key, (title, document["text"]["language"]), first, changed_at(life), words))
    return items


def changed_at(life: Json) -> str:
    """When what a feed says of a declaration last became otherwise: corrected, withdrawn, superseded, opened, closed."""
    times = [row["published_at"] for row in life["versions"]]
    times += [life[name]["at"] for name in ("withdrawn", "superseded") if life[name]]
    signing = life["signing"] or {}
    times += [signing[name] for name in ("opened_at", "closed_at") if signing.get(name)]
    return str(max(times))


def of_votes(entries: Sequence[Entry]) -> list[Json]:
    """The closed votes of one session: what was put, how it came out, and whether it was annulled since."""
    told = Told.of(entries, {})
    items = []
    for closed in (entry for entry in entries if entry.kind == "vote.closed"):
        vote = closed.body["vote"]
        later = [e for e in entries if e.kind in ("casting_vote.given", "vote.annulled") and e.body["vote"] == vote]
        words = [said for entry in (closed, *later) if (said := TELLERS[entry.kind](told, entry)) is not None]
        last = max(entry.at for entry in (closed, *later))
        items.append(_item(f"votes/{vote}", told.question(told.votes[vote]), closed.at, last, words))
    return items


def of_session(entries: Sequence[Entry]) -> Json:
    """A session: when it begins, and that it is over."""
    convened = next(entry for entry in entries if entry.kind == "session.convened")
    closed = next((entry for entry in entries if entry.kind == "session.closed"), None)
    words = [sentence(N_("The session opens at {at} (UTC)."), at=_minutes(convened.body["opens_at"]))]
    words += [sentence(N_("The session was closed."))] if closed else []
    key, last = f"sessions/{convened.body['slug']}", (closed or convened).at
    return _item(key, (convened.body["title"], convened.body["language"]), convened.at, last, words)


def _minutes(at: str) -> str:
    return at[:16].replace("T", " ")


def _item(
    key: str, title: tuple[str, str] | Sentence, published_at: str, updated_at: str, words: Sequence[Sentence]
) -> Json:
    """`title` is what somebody wrote, in a language, or a sentence of ours."""
    said = (
        {"title": sentence_to_json(title), "language": ""}
        if isinstance(title, Sentence)
        else {"title": title[0], "language": title[1]}
    )
    dates = {"published_at": published_at, "updated_at": updated_at}
    return {"key": key, **said, **dates, "words": [sentence_to_json(each) for each in words]}
