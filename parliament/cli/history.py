"""Past votes from a shell: Popolo JSON in, counted again, and out."""

import gc
import json
from pathlib import Path
from typing import Any

import click

from parliament.cli.opening import BAD_INPUT, open_house, open_or_found, saying_refusals, secretary
from parliament.commands.history import import_history
from parliament.record.canonical import sha256_hex
from parliament.results.past_report import Arrival, arrivals, report
from parliament.results.popolo import Defaults, Popolo, read_popolo
from parliament.results.popolo_writing import Writer
from parliament.rules.majority import Simple, parse_majority
from parliament.rules.quorum import Quorum, parse_quorum
from parliament.rules.refusals import Refused
from parliament.rules.requirement import Requirement
from parliament.store.views.history import all_as_past

IMPORT_EPILOG = """\b
Examples:
  parliament import popolo votes.json
  parliament import popolo votes.json --majority "of_members 1/2" --quorum "more_than 1/2 of members" --json

Exit status: 0 if every published result is the one its votes give, 1 if any is not (everything is imported all the
same), 2 if the file or an option cannot be read (nothing is imported). docs/formats.md has the whole format.
Next: parliament serve, and open /sessions; parliament export popolo writes it all out again.
"""

EXPORT_EPILOG = """\b
Examples:
  parliament export popolo > votes.json
  parliament export popolo --session 3-heat-and-water votes.json

Next: parliament import popolo votes.json, in another parliament, counts everything again.
"""

DISAGREEING = 1


@click.command("popolo", epilog=IMPORT_EPILOG)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--majority", metavar="RULE", help="For motions that name no majority; otherwise simple.")
@click.option("--quorum", metavar="RULE", help="For motions that name no quorum; otherwise none.")
@click.option("--json", "as_json", is_flag=True, help="Report as one JSON object.")
@click.option("--by", metavar="LOGIN", help="The account of the secretariat that imports; otherwise the first one.")
def import_popolo(file: Path, majority: str | None, quorum: str | None, as_json: bool, by: str | None) -> None:  # noqa: FBT001 -- click calls it by name
    """Take in votes of the past from Popolo JSON, and count them again under the rules they name.

    Where the published result is not the one that the votes give, it is reported; it comes in as it was published.
    Without a parliament in this database an empty one is founded first.
    """
    try:
        said = _import(file, _defaults(majority, quorum), by)
    except Refused as refusal:
        raise SystemExit(_refused(refusal, as_json=as_json)) from None
    click.echo(json.dumps(said, ensure_ascii=True, indent=2) if as_json else in_words(said))
    raise SystemExit(DISAGREEING if said["disagreements"] else 0)


def _defaults(majority: str | None, quorum: str | None) -> Defaults:
    """Refused: bad_profile, naming the option."""
    rule = Requirement(
        parse_majority(majority, "--majority") if majority is not None else Simple(),
        parse_quorum(quorum, "--quorum") if quorum is not None else Quorum(0),
    )
    return Defaults(rule, names_majority=majority is not None)


def _import(file: Path, defaults: Defaults, by: str | None) -> dict[str, Any]:
    """Read, count, keep; the report. Everything is read and counted before the database is opened."""
    data = file.read_bytes()
    popolo, arrived = read_and_count(data, defaults)
    with open_or_found() as house:
        actor = secretary(house, by)
        done = house.perform(import_history, by=actor, arrivals=arrived, source_sha256=sha256_hex(data))
    imported = [each["slug"] for each in done["imported"]]
    return report(popolo, arrived) | {"imported": imported, "already_here": done["already_here"]}


def read_and_count(data: bytes, defaults: Defaults) -> tuple[Popolo, list[Arrival]]:
    """The file as sessions, counted again. Refused: bad_popolo.

    Hundreds of thousands of small objects are made and none of them in circles: looking for circles meanwhile would
    take longer than the reading.
    """
    gc.disable()
    try:
        popolo = read_popolo(data, defaults)
        return popolo, arrivals(popolo)
    finally:
        gc.enable()


def _refused(refusal: Refused, *, as_json: bool) -> int:
    """Say why; the exit status."""
    if as_json:
        facts = {name: str(fact) for name, fact in refusal.facts.items()}
        place = facts.get("place") or facts.get("key", "")
        told = {"code": str(refusal.code), "place": place, "problem": facts.get("problem", refusal.sentence())}
        click.echo(json.dumps({"refused": told}, indent=2))
    click.echo(refusal.sentence(), err=True)
    return BAD_INPUT


@click.command("popolo", epilog=EXPORT_EPILOG)
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--session", "slug", metavar="SLUG", help="Only this session, of the past or of this house.")
@saying_refusals
def export_popolo(file: Path | None, slug: str | None) -> None:
    """Write Popolo JSON to FILE, or without one to standard output: sessions of the past, and this house's own votes.

    Of this house's votes those that are closed and were decided by a majority: elections, silence and "without
    objection" have no form in it, and what was annulled does not count.
    """
    writer = Writer()
    with open_house() as house, house.reading() as db:
        for name, past in all_as_past(db, slug):
            writer.add(name, past)
    content = json.dumps(writer.document(), ensure_ascii=False, indent=1).encode("utf-8") + b"\n"
    if file is None:
        click.echo(content, nl=False)
    else:
        file.write_bytes(content)
        click.echo(f"Wrote {file} ({len(content)} bytes).")


def in_words(said: dict[str, Any]) -> str:
    """The report for people: what came in, then every disagreement with the numbers in the rule."""
    lines = [
        f"Votes: {said['votes']}, in sessions: {said['sessions']}; people: {said['people']}; "
        f"organisations: {said['organizations']}.",
        f"Published results that the votes give: {said['agreements']}. Without a published result: {said['not_published']}.",
    ]
    if said["assumed"]:
        lines.append(f"Votes that name no majority, counted under “simple” (see --majority): {said['assumed']}.")
    lines += [f"not computed  {_plain(each['id'])}: {each['why']}" for each in said["not_computed"]]
    lines += [_disagreement(each) for each in said["disagreements"]]
    lines.append(f"Disagreements: {len(said['disagreements'])}.")
    if said["already_here"]:
        lines.append(f"Sessions that were here already, and were left as they are: {said['already_here']}.")
    lines += [f"Imported: /history/{slug}" for slug in said["imported"]]
    return "\n".join(lines)


def _disagreement(each: dict[str, Any]) -> str:
    about = "result" if each["kind"] == "result" else "counts"
    told, found = (each[name] if isinstance(each[name], str) else json.dumps(each[name]) for name in _BOTH)
    return f"DISAGREES  {_plain(each['id'])}: {about} published {_plain(told)}, computed {found}. {each['why']}"


_BOTH = ("published", "computed")


def _plain(text: str) -> str:
    """What came from the file, without anything a terminal would obey."""
    return "".join(letter if letter.isprintable() else "�" for letter in text)
