"""What a printed declaration says, block by block, from its document and from what became of it since."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from parliament.documents.follow_up_blocks import happened, outcome
from parliament.documents.print_blocks import Block, facts, heading, quoted, said, table
from parliament.documents.reader import Reader
from parliament.documents.tracked import ADDRESSEES
from parliament.record.entries import Json
from parliament.texts import N_

CHOICES: Final = ("yes", "no", "abstain", "not_voting", "absent")
FIGURES: Final = {
    "mayors": N_("mayors in favour"),
    "cities": N_("cities"),
    "countries": N_("countries"),
    "continents": N_("continents"),
    "people": N_("people represented"),
}


@dataclass(frozen=True)
class Picture:
    """A drawing that stands alone (SVG), and what it shows, in words."""

    svg: str
    words: str


def blocks(
    document: Json,
    document_hash: str,
    life: Json | None,
    statements: Sequence[Json],
    pictures: Sequence[Picture],
    to: Reader,
) -> list[Block]:
    """The whole of it in its order; a part that holds nothing is left out."""
    return [
        *standing(life, to),
        *_figures(document, to),
        heading(to.words(N_("Text"))),
        *_text(document["text"], to),
        *_vote(document, pictures, to),
        *_amendments(document["amendments"], to),
        *_corrections(document, to),
        *_roll_call(document["vote"]["roll_call"], to),
        *_statements(statements, document, to),
        *_sponsors(document["sponsors"], to),
        *_signatories(life, document, to),
        *_endorsements(life, document, to),
        *outcome(life, to),
        *_certified(document, to),
        *_check(document, document_hash, life, to),
    ]


def known_at(document: Json, life: Json | None, statements: Sequence[Json] = ()) -> str:
    """When the last thing happened that is told here."""
    found = [document["published_at"], *(row["at"] for row in statements)]
    if life is not None:
        found += [each["published_at"] for each in life["versions"]]
        ended = [life["withdrawn"], life["superseded"]]
        rows = [*life["signatories"], *life["endorsements"]]
        ended += [row["withdrawn"] for row in rows]
        rows += happened(life)
        found += [each["at"] for each in (*rows, *ended) if each is not None]
    latest: str = max(found)
    return latest


def standing(life: Json | None, to: Reader) -> Iterator[Block]:
    """What a reader must know before anything else: it is gone, replaced, or not what was first published."""
    if life is None:
        return
    if life["withdrawn"] is not None:
        ended = to.instant(life["withdrawn"]["at"])
        yield {"kind": "warning", "words": to.words(N_("This declaration was withdrawn: %(time)s."), time=ended)}
        yield quoted(life["withdrawn"]["reason"])
    if life["superseded"] is not None:
        ended = to.instant(life["superseded"]["at"])
        yield {
            "kind": "warning",
            "words": to.words(N_("A later declaration has replaced this one: %(time)s."), time=ended),
        }
        yield quoted(life["superseded"]["reason"])
    for each in life["versions"]:
        if each["notice"]:
            when, number = to.instant(each["published_at"]), to.number(each["version"])
            yield said(to.words(N_("Version %(number)s, published %(time)s:"), number=number, time=when))
            yield quoted(each["notice"])


def _figures(document: Json, to: Reader) -> Iterator[Block]:
    behind = document["figures"]["supporting"]
    yield {"kind": "figures", "rows": [(to.number(behind[name]), to.words(word)) for name, word in FIGURES.items()]}
    if unknown := behind["cities_without_population"]:
        yield said(
            to.words(
                N_("Cities whose population is not known, and not counted: %(number)s."), number=to.number(unknown)
            )
        )


def _text(text: Json, to: Reader) -> Iterator[Block]:
    for row in text["paragraphs"]:
        addressee = to.words(ADDRESSEES[row["addressee"]]) if row["addressee"] else ""
        shown = {"label": row["label"], "depth": row["depth"], "words": row["printed"], "addressee": addressee}
        yield {"kind": "clause", **shown}


def _vote(document: Json, pictures: Sequence[Picture], to: Reader) -> Iterator[Block]:
    vote = document["vote"]
    yield heading(to.words(N_("Vote %(number)s"), number=vote["number"]))
    manner, outcome = to.read_out(vote["manner"]), to.word(vote["outcome"])
    closed = to.instant(vote["closed_at"], document["session"]["time_zone"])
    yield said(to.listed(manner, outcome, closed))
    yield from (said(to.read_out(each)) for each in vote["explanation"])
    if pictures:
        yield {"kind": "pictures", "rows": [{"svg": each.svg, "words": each.words} for each in pictures]}
    rows = [(to.word(choice), to.number(vote["tally"][choice])) for choice in CHOICES]
    yield table([to.words(N_("Choice")), to.words(N_("Seats"))], rows, ["wide", "narrow"])


def _amendments(amendments: Sequence[Json], to: Reader) -> Iterator[Block]:
    if not amendments:
        return
    yield heading(to.words(N_("Amendments")))
    rows = [(to.number(row["number"]), row["mover"]["city"], to.word(row["fate"])) for row in amendments]
    head = [to.words(N_("Amendment")), to.words(N_("City")), to.words(N_("Outcome"))]
    yield table(head, rows, ["narrow", "wide", "wide"])


def _corrections(document: Json, to: Reader) -> Iterator[Block]:
    if not document["corrections"]:
        return
    yield heading(to.words(N_("Linguistic corrections")))
    for row in document["corrections"]:
        when = to.instant(row["at"], document["session"]["time_zone"])
        yield said(to.listed(to.number(row["number"]), when, to.word(row["office"])))
        yield from (said(to.read_out(each)) for each in row["changes"])
        yield quoted(row["reason"])


def _roll_call(rows: Sequence[Json], to: Reader) -> Iterator[Block]:
    if not rows:
        return
    yield heading(to.words(N_("Roll call")))
    head = [to.words(each) for each in (N_("City"), N_("Country"), N_("Mayor"), N_("Choice"))]
    told = [(place(row), row["country_name"] or row["country"], row["member"], to.word(row["choice"])) for row in rows]
    yield table(head, told, ["wide", "wide", "wide", "narrow"], [row["choice"] for row in rows])


def _statements(statements: Sequence[Json], document: Json, to: Reader) -> Iterator[Block]:
    """Explanations of vote and dissent, each in the words of its seat, whose city is named as in the roll call."""
    if not statements:
        return
    named: dict[str, str] = {row["seat"]: place(row) for row in document["vote"]["roll_call"]}
    yield heading(to.words(N_("Explanations and dissent")))
    yield said(to.words(N_("These texts stand beside the roll call. No count changes by them.")))
    for row in statements:
        yield said(to.listed(named.get(row["seat"]) or row["city"], to.word(row["kind"])))
        yield quoted(row["text"])


def place(row: Json) -> str:
    """A city by its names; a seat that came later, without figures, by its own."""
    name = row["city"] or row["seat"] or ""
    return f"{name} ({row['other_name']})" if row["other_name"] else str(name)


def _sponsors(sponsors: Sequence[Json], to: Reader) -> Iterator[Block]:
    yield heading(to.words(N_("Sponsors")))
    rows = [(place(row), row["country_name"] or row["country"], _moved(row, to)) for row in sponsors]
    yield table([to.words(each) for each in (N_("City"), N_("Country"), N_("Role"))], rows, ["wide", "wide", "wide"])


def _moved(row: Json, to: Reader) -> str:
    return to.words(N_("mover")) if row["mover"] else to.words(N_("sponsor"))


def _signatories(life: Json | None, document: Json, to: Reader) -> Iterator[Block]:
    if life is None or not life["signatories"]:
        return
    yield heading(to.words(N_("Signatories")))
    behind = {name: to.number(number) for name, number in life["figures"].items()}
    told = N_("Signatures in force on %(time)s: cities %(cities)s, countries %(countries)s, people %(people)s.")
    yield said(to.words(told, time=to.instant(known_at(document, life)), **behind))
    head = [to.words(each) for each in (N_("City"), N_("Country"), N_("Signed by"), N_("Signed on"), N_("Council"))]
    rows = [_signatory(row, to) for row in life["signatories"]]
    yield table(head, rows, ["wide", "wide", "wide", "narrow", "wide"])
    if life["version"] > 1:
        yield said(
            to.words(N_("Each signature is on the version that was signed; the version is named beside its day."))
        )
    for row in life["signatories"]:
        if row["withdrawn"] is not None:
            gone = to.instant(row["withdrawn"]["at"])
            yield said(to.words(N_("%(city)s took its signature back: %(time)s."), city=place(row), time=gone))
            yield quoted(row["withdrawn"]["reason"])
        if row["reservation"]:
            yield said(to.words(N_("Reservation of %(city)s:"), city=place(row)))
            yield quoted(row["reservation"])


def _signatory(row: Json, to: Reader) -> tuple[str, ...]:
    council = to.listed(to.day(row["council_date"]) if row["council_date"] else "", row["council_reference"] or "")
    version = to.words(N_("version %(number)s"), number=to.number(row["version"])) if row["version"] > 1 else ""
    on = to.listed(to.day(row["at"][:10]), version, to.words(N_("withdrawn")) if row["withdrawn"] else "")
    return place(row), row["country_name"] or row["country"], to.listed(row["by"], row["function"] or ""), on, council


def _endorsements(life: Json | None, document: Json, to: Reader) -> Iterator[Block]:
    standing = [row for row in life["endorsements"] if row["withdrawn"] is None] if life else []
    if not standing:
        return
    yield heading(to.words(N_("Endorsed by networks")))
    for row in standing:
        when = to.instant(row["at"], document["session"]["time_zone"])
        yield said(to.listed(row["network"], row["by"], row["function"] or "", when))
        if row["statement"]:
            yield quoted(row["statement"])


def _certified(document: Json, to: Reader) -> Iterator[Block]:
    yield heading(to.words(N_("Certified")))
    zone = document["session"]["time_zone"]
    rows = [
        (to.word(row["office"]), to.instant(row["at"], zone), str(row["entry"])) for row in document["certifications"]
    ]
    head = [to.words(each) for each in (N_("Office"), N_("Time"), N_("Entry of the record"))]
    yield table(head, rows, ["wide", "wide", "narrow"])


def _check(document: Json, document_hash: str, life: Json | None, to: Reader) -> Iterator[Block]:
    """What is signed as evidence is the first version; a later one is named by the entry that published it."""
    check = document["check"]
    first = life["versions"][0]["document_hash"] if life else document_hash
    yield heading(to.words(N_("Check it yourself")))
    bundle = f"{document['slug']}.zip"
    how = N_(
        "Ask for the evidence bundle %(bundle)s and run “parliament verify %(bundle)s”, or follow the file VERIFY.txt in it "
        "with programs that are not ours. The SHA-256 of its declaration.json must be the fingerprint of the document below."
    )
    of_first = N_(
        "This is not the first version. The evidence bundle %(bundle)s is that of the first version: the SHA-256 of its "
        "declaration.json must be the fingerprint of the first version below. That of this version’s document is named by "
        "the entry declaration.corrected in the record of the institution."
    )
    yield said(to.words(how if first == document_hash else of_first, bundle=bundle))
    told = [
        (to.words(N_("Fingerprint of the first version")), "" if first == document_hash else first),
        (to.words(N_("Fingerprint of the document")), document_hash),
        (to.words(N_("Fingerprint of the text")), document["text_hash"]),
        (to.words(N_("Fingerprint of the roll call")), document["vote"]["roll_call_hash"]),
        (to.words(N_("Record")), check["origin"]),
    ]
    yield facts([row for row in told if row[1]])
    entries = sorted((seq, kind) for kind, seq in check["entries"].items())
    rows = [(str(seq), kind) for seq, kind in entries]
    yield table([to.words(N_("Entry of the record")), to.words(N_("Kind"))], rows, ["narrow", "wide"])
