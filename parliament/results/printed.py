"""A declaration as plain text: what a person reads where there is no page."""

from parliament.record.entries import Json
from parliament.results.as_json import say

FIGURES = ("mayors", "cities", "countries", "continents", "people")


def printed(document: Json) -> str:
    """The authentic text with its numbers and punctuation, and below it how it was adopted."""
    plenary, text = document["session"], document["text"]
    lines = [
        f"Declaration {document['number']}",
        document["title"],
        "",
        f"Session {plenary['number']}: {plenary['title']}",
        f"Adopted {document['adopted_at']}, published {document['published_at']}",
        f"Language: {text['language']}",
        "",
    ]
    for paragraph in text["paragraphs"]:
        lines += [f"{'    ' * paragraph['depth']}{paragraph['label']}. {paragraph['printed']}", ""]
    lines += [*_vote(document["vote"]), "", *_figures(document["figures"]), ""]
    lines += [*_without_vote(document), *_in_parts(document)]
    lines.append("Sponsors: " + "; ".join(row["city"] or row["seat"] for row in document["sponsors"]))
    lines.append(f"SHA-256 of the text: {document['text_hash']}")
    return "\n".join(lines) + "\n"


STATES = {"human": "", "machine": "[machine] ", "stale": "[stale: made from other words] "}


def printed_translation(document: Json, row: Json) -> str:
    """What voters could read in another language. Each paragraph says if a machine wrote it, or if it was stale."""
    said = {each["paragraph"]: each for each in row["paragraphs"]}
    lines = [
        f"Declaration {document['number']}",
        f"Translation: {row['language']}. Authentic is only: {document['text']['language']}.",
        "As it was before the house when the vote on the text was opened; [untranslated] stands in the authentic language.",
        "",
        _translated(said.get("title"), document["text"]["title"]),
        "",
    ]
    for paragraph in document["text"]["paragraphs"]:
        words = _translated(said.get(paragraph["id"]), paragraph["printed"])
        lines += [f"{'    ' * paragraph['depth']}{paragraph['label']}. {words}", ""]
    return "\n".join(lines)


def _translated(row: Json | None, authentic: str) -> str:
    return f"[untranslated] {authentic}" if row is None else f"{STATES[row['state']]}{row['text']}"


def _without_vote(document: Json) -> list[str]:
    """Amendments nobody voted on, and the words an officer put right: both belong beside the text, or it would puzzle."""
    numbers = [str(row["number"]) for row in document["amendments"] if row["accepted"]]
    lines = [f"Accepted by the sponsors, nobody objected: amendment {', '.join(numbers)}", ""] if numbers else []
    for row in document["corrections"]:
        lines.append(f"Linguistic correction {row['number']}, {row['at']}, {row['office']}: {row['reason']}")
        lines += [*(f"    {say(each)}" for each in row["changes"]), ""]
    return lines


def _in_parts(document: Json) -> list[str]:
    """What the house took of an amendment, and what not, where it was put in parts."""
    lines: list[str] = []
    for row in document["amendments"]:
        if row["parts"]:
            lines.append(f"Amendment {row['number']}, put in parts:")
            for at, part in enumerate(row["parts"], start=1):
                lines.append(f"    part {at}, {part['outcome']}: {' '.join(say(each) for each in part['changes'])}")
            lines.append("")
    return lines


def _vote(vote: Json) -> list[str]:
    tally = vote["tally"]
    counts = f"yes {tally['yes']}, no {tally['no']}, abstain {tally['abstain']}, "
    counts += f"did not vote {tally['not_voting']}, absent {tally['absent']}; roll {vote['roll']}"
    lines = [f"Vote {vote['number']}, {say(vote['manner'])}: {vote['outcome']}", counts]
    return [*lines, f"Majority: {say(vote['majority'])}", *(say(step) for step in vote["explanation"])]


def _figures(figures: Json) -> list[str]:
    words = {"supporting": "In favour", "took_part": "Took part"}
    return [
        f"{words[group]}: " + ", ".join(f"{name} {figures[group][name]}" for name in FIGURES)
        for group in ("supporting", "took_part")
    ]
