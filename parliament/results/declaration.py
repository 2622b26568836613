"""The document of a declaration, built from the entries of its session and the annexes they cite, and nothing else.

Whoever holds the export builds it again and gets the same bytes. It holds only what is public, so it can be built
without the entries that are the house's own.
"""

from collections.abc import Sequence
from itertools import zip_longest

from parliament import texts
from parliament.record.entries import Entry, Json
from parliament.results.acceptances import accepted
from parliament.results.as_json import sentence_to_json
from parliament.results.corrections import Corrected, corrected, corrected_by, correction_to_json, corrections, in_force
from parliament.results.editions import Edition
from parliament.results.figures import SUPPORTING, TOOK_PART, figures
from parliament.results.matter import Annex, Matter, NotInRecord, Voted, matter_of, profile_in, seats_in
from parliament.results.paper import Paper, amended_by, paper_before
from parliament.results.parts import is_bloc, numbers_at_once
from parliament.results.recount import SILENT, decision_of, declared, roll_call_of, tally_again
from parliament.rules.decision import BY_OBJECTION, rule_from_json
from parliament.rules.explain import Sentence, explain, majority_in_words, quorum_in_words
from parliament.rules.profile import Profile
from parliament.rules.refusals import N_
from parliament.rules.stages import DecisionKind, Manner, Outcome
from parliament.texts import Consolidated

FORMAT = 1
MANNERS = {
    Manner.ROLL_CALL: Sentence(N_("by roll call")),
    Manner.SHOW_OF_HANDS: Sentence(N_("by show of hands")),
    Manner.SILENCE: Sentence(N_("by silence")),
    Manner.WITHOUT_OBJECTION: Sentence(N_("without objection")),
}
CITY = ("seat", "slug", "city", "other_name", "country", "country_name", "continent", "population")

Seats = dict[str, Json]


def build_declaration(
    entries: Sequence[Entry],
    annex: Annex,
    *,
    motion: str,
    number: int,
    slug: str,
    published_at: str,
    origin: str,
    edition: Edition | None = None,
) -> Json:
    """The declaration of this motion, as first published or as a later edition corrects it.

    Raises `NotInRecord` where the record contradicts itself.
    """
    matter = matter_of(entries, motion)
    profile, seats = profile_in(matter.convened, annex), seats_in(matter.convened, annex)
    paper = paper_before(matter, annex, matter.final.opened.seq)
    adopted = paper.consolidated()
    text_hash = texts.text_hash(adopted.text)
    if {matter.decided.body["text_hash"], matter.final.opened.body["text_hash"]} != {text_hash}:
        raise NotInRecord("the text that was voted on is not the published text with the adopted amendments")
    made = corrections(matter, annex, adopted)
    if edition is not None:
        made += corrected(edition.proposed, annex, in_force(adopted, made))
    now = in_force(adopted, made)
    text = now.text
    vote = vote_json(matter.final, profile, annex) | {"roll_call": _roll_call(matter.final, annex, seats)}
    # Where silence adopts, those stand behind the text who could have objected and did not.
    by_silence = matter.final.opened.body["manner"] in BY_OBJECTION
    return {
        "v": FORMAT,
        "kind": "declaration",
        "number": number,
        "slug": slug,
        "title": text.title,
        "adopted_at": matter.decided.at,
        "published_at": published_at,
        "session": _session(matter.convened),
        "motion": _motion(matter.published),
        "sponsors": _sponsors(matter.published, seats),
        "text": _text(now, adopted, paper.base, made),
        "text_hash": texts.text_hash(text),
        "adopted_hash": text_hash,
        "corrections": [correction_to_json(each) for each in made],
        "vote": vote,
        "figures": {
            "supporting": figures(vote["roll_call"], SILENT if by_silence else SUPPORTING),
            "took_part": figures(vote["roll_call"], TOOK_PART),
        },
        "amendments": _amendments(matter, profile, paper, seats, annex),
        "certifications": [_certification(entry) for entry in (edition or matter).certified],
        "check": _check(matter, origin),
        **(edition.to_json() if edition is not None else {}),
    }


def supporters(document: Json) -> list[Json]:
    """The rows of a document's roll call that stand behind its text: those its figures of support are made of."""
    by_silence = document["vote"]["manner"] in [sentence_to_json(MANNERS[manner]) for manner in BY_OBJECTION]
    rows: list[Json] = document["vote"]["roll_call"]
    return [row for row in rows if row["choice"] in (SILENT if by_silence else SUPPORTING)]


def _session(convened: Entry) -> Json:
    said = ("slug", "number", "title", "time_zone", "opens_at", "profile", "profile_hash", "seats", "seats_hash")
    return {"id": convened.body["plenary"], **{name: convened.body[name] for name in said}}


def _motion(published: Entry) -> Json:
    return {"id": published.body["motion"], **{name: published.body[name] for name in ("number", "title", "text_hash")}}


def _city(seat: str, seats: Seats) -> Json:
    """The city of a seat as frozen at the convening; a seat that came later is only named."""
    if seat in seats:
        # A coalition's seat stands for all its cities; what each is called and counts is in the frozen seats.
        return {name: seats[seat][name] for name in CITY} | {"cities": len(seats[seat]["cities"]) or 1}
    return dict.fromkeys(CITY, "") | {"seat": seat, "population": None, "cities": 1}


def _sponsors(published: Entry, seats: Seats) -> list[Json]:
    mover = published.body["seat"]
    return [_city(seat, seats) | {"mover": seat == mover} for seat in published.body["sponsors"]]


def _text(now: Consolidated, adopted: Consolidated, base: texts.Text, made: list[Corrected]) -> Json:
    """The text as it is published: what amendments made of the published one, and corrections of that."""
    text, printed = now.text, texts.as_printed(now.text)
    labels = texts.labels(base)
    deleted = [line.pid for line in adopted.ledger if isinstance(line, texts.Deleted)]
    return {
        "language": text.language,
        "title": text.title,
        "title_amended_by": amended_by(adopted, texts.TITLE),
        "title_corrected_by": corrected_by(made, texts.TITLE),
        "title_words": _words(now, texts.TITLE),
        "paragraphs": [
            {
                "id": paragraph.id,
                "section": paragraph.section,
                "depth": text.outline.depth(paragraph.id),
                "label": shown.label,
                "text": paragraph.text,
                "printed": shown.text,
                "addressee": paragraph.addressee,
                "amended_by": amended_by(adopted, paragraph.id),
                "corrected_by": corrected_by(made, paragraph.id),
                "words": _words(now, paragraph.id),
            }
            for paragraph, shown in zip(text.paragraphs, printed, strict=True)
        ],
        "deleted": [
            {"id": pid, "label": labels[pid], "text": base.by_id[pid].text, "amended_by": amended_by(adopted, pid)}
            for pid in deleted
        ],
    }


def _words(now: Consolidated, pid: str) -> list[Json]:
    """Every word with its source: an amendment, a sub-amendment, a correction; "" for the text as published."""
    return [{"source": source, "text": words} for source, words in texts.words_by_source(now, pid)]


def vote_json(vote: Voted, profile: Profile, annex: Annex) -> Json:
    """A closed vote: its manner, its rules in words, its count, and how the outcome follows from them."""
    opened, closed, decision = vote.opened.body, vote.closed.body, decision_of(vote, profile, annex)
    if decision.outcome != closed["outcome"]:
        raise NotInRecord(f"vote {opened['number']} was declared {closed['outcome']}; the rules say {decision.outcome}")
    rule = rule_from_json(opened)
    return {
        "id": opened["vote"],
        "number": opened["number"],
        "manner": sentence_to_json(MANNERS[rule.manner]),
        "window": opened["window"],
        "part": opened["part"],
        "parts": opened["parts"],
        "opened_at": vote.opened.at,
        "closed_at": vote.closed.at,
        "text_hash": opened["text_hash"],
        "roll": opened["roll"],
        "roll_hash": opened["roll_hash"],
        "present": closed["present"],
        "quorum": sentence_to_json(quorum_in_words(rule.quorum)),
        "majority": sentence_to_json(majority_in_words(rule.majority)),
        "tally": declared(vote).to_json(),
        "outcome": vote.outcome,
        "casting_vote": None if vote.casting is None else vote.casting.body["choice"],
        "explanation": [sentence_to_json(each) for each in explain(decision)],
        "roll_call_hash": closed["roll_call_hash"],
        "entries": {"opened": vote.opened.seq, "closed": vote.closed.seq},
    }


def _roll_call(vote: Voted, annex: Annex, seats: Seats) -> list[Json]:
    """Every seat of the roll with its choice. City and country are those of the roll call itself.

    A show of hands leaves no names, and so nobody of whom to say that they stand behind the text.
    """
    if tally_again(vote, annex) != declared(vote):
        raise NotInRecord("the tally is not what the roll call adds up to")
    if vote.opened.body["manner"] == Manner.SHOW_OF_HANDS:
        return []
    rows = roll_call_of(vote, annex)
    said = ("city", "country", "member", "mandate", "choice")
    return [_city(row["seat"], seats) | {name: row[name] for name in said} for row in rows]


def _amendments(matter: Matter, profile: Profile, paper: Paper, seats: Seats, annex: Annex) -> list[Json]:
    without_vote = accepted(matter, profile)
    votes = {entry.body["amendment"]: list[Json]() for entry in matter.amendments}
    for vote in matter.votes:
        at_once = numbers_at_once(matter, vote) if is_bloc(vote) else []
        for entry in matter.amendments:
            if entry.body["amendment"] == vote.opened.body["amendment"] or entry.body["number"] in at_once:
                said = vote_json(vote, profile, annex) | {"at_once": at_once}
                votes[entry.body["amendment"]].append(said)
    return [
        {
            "id": entry.body["amendment"],
            "number": entry.body["number"],
            "mover": _city(entry.body["seat"], seats),
            "justification": entry.body["justification"],
            "submitted_at": entry.at,
            "changes": [
                sentence_to_json(each) for each in texts.item_sentences(paper.base, paper.items, entry.body["number"])
            ],
            **_standing(paper, entry.body["number"]),
            "rulings": _rulings(matter, entry.body["amendment"]),
            "accepted": without_vote.get(entry.body["amendment"]),
            "parts": _parts(paper, entry.body["number"]),
            "votes": votes[entry.body["amendment"]],
            "operations_hash": entry.body["operations_hash"],
            "entry": entry.seq,
        }
        for entry in matter.amendments
    ]


def _parts(paper: Paper, number: int) -> list[Json]:
    """The parts an amendment was put in, each with its changes and what became of it."""
    divided = paper.divided.get(number)
    if divided is None:
        return []
    said = {True: str(Outcome.ADOPTED), False: str(Outcome.REJECTED), None: None}
    return [
        {"changes": [sentence_to_json(each) for each in texts.sentences(paper.base, part)], "outcome": said[is_in]}
        for part, is_in in zip_longest(divided.parts, divided.adopted)
    ]


def _standing(paper: Paper, number: int) -> Json:
    """What an amendment belongs to, and what became of it; `as_put` is how it read in the end, if not as submitted."""
    item, fate, ops = paper.items[number], paper.fates()[number], paper.standing.operations(number)
    revised = texts.sentences(paper.base, ops) if item.parent is None and ops != item.ops else ()
    return {
        "parent": item.parent,
        "replaces": list(item.replaces),
        "as_put": [sentence_to_json(each) for each in revised],
        "fate": fate.state,
        "fate_by": fate.by,
    }


def _rulings(matter: Matter, amendment: str) -> list[Json]:
    """What the chair ruled where the amendment clashed in part with the text in force."""
    return [
        {"kind": entry.body["decision_kind"], "reason": entry.body["reason"], "at": entry.at, "entry": entry.seq}
        for entry in matter.decided_without_vote
        if entry.body["amendment"] == amendment and entry.body["decision_kind"] != DecisionKind.ACCEPTED
    ]


def _certification(entry: Entry) -> Json:
    said = ("office", "account", "text_hash")
    return {"at": entry.at, "entry": entry.seq, **{name: entry.body[name] for name in said}}


def _check(matter: Matter, origin: str) -> Json:
    """Where in the public record each fact stands. The hash of this document is in the entry that publishes it."""
    return {
        "log": matter.convened.log,
        "origin": origin,
        "entries": {
            "session.convened": matter.convened.seq,
            "motion.published": matter.published.seq,
            "vote.opened": matter.final.opened.seq,
            "vote.closed": matter.final.closed.seq,
            "motion.decided": matter.decided.seq,
        },
    }
