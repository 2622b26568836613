"""What leaves the house to be checked elsewhere, and checking: a bundle from anywhere, or the own books."""

from pathlib import Path

import click

from parliament.cli.opening import open_house, saying_refusals
from parliament.cli.own_books import problems_in
from parliament.cli.record_export import record_archive, record_lines
from parliament.commands.declarations import bundle_of
from parliament.commands.evidence import evidence_bundle
from parliament.results.verify import report_text, verify_bundle

EXPORT_EPILOG = """\b
Examples:
  parliament export record --session 3-heat-and-water record.zip
  parliament export record everything.jsonl
  parliament export declaration 12-cities-that-stay-cool evidence.zip

Next: parliament verify evidence.zip
"""

VERIFY_EPILOG = """\b
Examples:
  parliament verify evidence.zip
  parliament verify evidence.zip --vkey parliament.example.org/3-heat-and-water+1a2b3c4d+Ab…
  parliament verify

The key's fingerprint is worth comparing with what the parliament publishes elsewhere: a bundle brings its own key along,
and a forger's bundle would bring the forger's. Exit status: 0 if everything holds, 1 if anything does not.
"""


@click.group(epilog=EXPORT_EPILOG)
def export() -> None:
    """Write files that others can check: the record, or the evidence for a declaration."""


@export.command("record", epilog=EXPORT_EPILOG)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--session", "slug", metavar="SLUG", help="Only this session; otherwise the institution and all sessions."
)
@saying_refusals
def record(file: Path, slug: str | None) -> None:
    """Write the record as the public may read it: to FILE.jsonl the entries alone, to FILE.zip also what they cite.

    The same record gives the same bytes. Entries that are the house's own stand there by number and hash.
    """
    with open_house() as house, house.reading() as db:
        if file.suffix == ".jsonl":
            content = record_lines(db, slug)
        elif file.suffix == ".zip":
            content = record_archive(house, db, slug)
        else:
            raise click.BadParameter("name a file that ends in .jsonl or .zip", param_hint="FILE")
    file.write_bytes(content)
    click.echo(f"Wrote {file} ({len(content)} bytes).")


@export.command("declaration", epilog=EXPORT_EPILOG)
@click.argument("slug")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--format", "form", type=click.Choice(["1", "2"]), default="2", help="1 is how bundles were before.")
@saying_refusals
def declaration(slug: str, file: Path, form: str) -> None:
    """Write the evidence bundle of a published declaration, with which anybody can check it offline, for ever."""
    with open_house() as house:
        content = evidence_bundle(house, slug) if form == "2" else bundle_of(house, slug)
    file.write_bytes(content)
    click.echo(f"Wrote {file} ({len(content)} bytes). Next: parliament verify {file}")


@click.command(epilog=VERIFY_EPILOG)
@click.argument("bundle", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--vkey", help="The key it must be signed with, as the parliament publishes it.")
def verify(bundle: Path | None, vkey: str | None) -> None:
    """Check an evidence bundle, offline; without one, check the books of the parliament in this database.

    The own books hold if replaying the whole record gives exactly what the tables say, if every log's tree grows from
    its entries, and if every document has the hash it is cited by.
    """
    if bundle is None:
        _verify_own_books()
        return
    report = verify_bundle(bundle.read_bytes(), expected_vkey=vkey)
    click.echo(report_text(report), nl=False)
    raise SystemExit(0 if report.ok else 1)


def _verify_own_books() -> None:
    with open_house() as house, house.reading() as db:
        problems, looked_at = problems_in(db)
    for problem in problems:
        click.echo(f"FAILED  {problem}")
    click.echo(looked_at)
    click.echo("The books balance." if not problems else f"NOT in order: {len(problems)} findings.")
    raise SystemExit(1 if problems else 0)
