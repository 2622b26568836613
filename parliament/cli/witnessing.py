"""Witnessing: fetch a log's checkpoint, see that it continues what was seen before, cosign it, keep it.

Of the house's code this needs `record/` and nothing else: a witness has no parliament of its own.
"""

from datetime import UTC, datetime
from pathlib import Path

import click

from parliament.cli.witness_home import Kept, NoKey, WitnessHome
from parliament.cli.witness_reading import ServedLog, Unreadable, origin_and_size
from parliament.record.canonical import NotCanonical
from parliament.record.checkpoint import BadCheckpoint, BadSignature, Checkpoint, open_checkpoint, parse_vkey
from parliament.record.cosignature import Cosigner
from parliament.record.entries import INSTITUTION
from parliament.record.tiles import BadTile
from parliament.record.tree import leaf_hash, root
from parliament.record.watching import Contradiction, check_continues, keys_of, keys_told

FINE, CONTRADICTS, UNREADABLE = 0, 1, 2

EPILOG = """\b
Once:        parliament witness https://parliament.example.org --home ~/witness --name witness.example.org
Every hour:  17 * * * * parliament witness https://parliament.example.org --home ~/witness --submit

Exit status: 0 if the log continues what was seen before; 1 if it contradicts itself, and then both checkpoints are kept
as evidence; 2 if it could not be reached or read.
"""


@click.command(epilog=EPILOG)
@click.argument("url")
@click.option("--log", "word", default=INSTITUTION, show_default=True, help="Which log: or the slug of a session.")
@click.option("--home", required=True, type=click.Path(file_okay=False, path_type=Path), help="Where to keep things.")
@click.option("--name", help="Your name as a witness, without spaces, such as witness.example.org. Needed once.")
@click.option("--vkey", help="The house's key as you know it from elsewhere; otherwise the first one seen is believed.")
@click.option("--submit", is_flag=True, help="Bring what you cosigned back, so that everybody can see it.")
def witness(url: str, word: str, home: Path, name: str | None, vkey: str | None, *, submit: bool) -> None:
    """Watch a log of the parliament at URL: see that it only grows, sign what was seen, and keep it."""
    place = WitnessHome(home)
    try:
        with place.locked():
            cosigner = place.cosigner(name)
            click.echo(f"Your key: {cosigner.vkey}")
            log = ServedLog(url, word)
            note = _watch(place, log, cosigner, vkey)
        if submit and (objection := log.submit(note)):
            raise Unreadable(f"It is cosigned and kept here, and was not taken in there: {objection}")
    except NoKey as error:
        kept = f"This place belongs to the witness {error}." if str(error) else "Choose a name with --name."
        raise click.UsageError(kept) from None
    except (Unreadable, BadCheckpoint, BadSignature, BadTile, NotCanonical) as error:
        click.echo(f"NOT READ  {error}", err=True)
        raise SystemExit(UNREADABLE) from None
    if submit:
        click.echo("Submitted.")


def _watch(place: WitnessHome, log: ServedLog, cosigner: Cosigner, vkey: str | None) -> str:
    """The checkpoint with our line on it, on the disk. What contradicts it ends the program."""
    kept, shown = place.kept(log.place), log.checkpoint()
    now = datetime.now(UTC)  # noqa: TID251 -- the witness's own clock: it says when it saw something
    try:
        seen = _opened(log, shown, kept, vkey)
        before = open_checkpoint(kept.note, keys_of(origin_and_size(kept.note)[0], kept.vkeys)) if kept.note else None
        check_continues(before, seen.checkpoint, log.tile)
    except Contradiction as error:
        folder = place.keep_evidence(f"{now:%Y%m%dT%H%M%SZ}", error.why, str(error), (kept.note, shown))
        click.echo(_alarm(error, folder), err=True)
        raise SystemExit(CONTRADICTS) from None
    note = cosigner.cosign(shown, int(now.timestamp()))
    place.keep(log.place, Kept(note, seen.vkeys))
    click.echo(_told(before, seen))
    return note


class _Seen:
    """A checkpoint whose signature holds, and the house's keys that it may be signed with."""

    def __init__(self, checkpoint: Checkpoint, vkeys: tuple[str, ...], known: int) -> None:
        self.checkpoint, self.vkeys, self.known = checkpoint, vkeys, known


def _opened(log: ServedLog, note: str, kept: Kept, vkey: str | None) -> _Seen:
    """The checkpoint by a key we know; if there is none, by one that the institution's log says followed it."""
    origin, _ = origin_and_size(note)
    given = (_house_key(vkey, origin),) if vkey else ()
    known = kept.vkeys or given
    if given and not set(given) <= set(known):
        known = (*known, *given)
    try:
        return _Seen(open_checkpoint(note, keys_of(origin, known)), known, len(kept.vkeys))
    except BadSignature:
        vkeys = _keys_from_log(log.institution(), known)
        return _Seen(open_checkpoint(note, keys_of(origin, vkeys)), vkeys, len(kept.vkeys))


def _house_key(vkey: str, origin: str) -> str:
    """The house's key; one that was copied in the name of a log is taken for the house's."""
    key = parse_vkey(vkey.strip())
    return key.for_log(origin.rpartition("/")[0]).encode() if key.name == origin else key.encode()


def _keys_from_log(institution: ServedLog, known: tuple[str, ...]) -> tuple[str, ...]:
    """The keys that followed those we know, out of the institution's log, which is read and hashed whole for it."""
    note = institution.checkpoint()
    origin, size = origin_and_size(note)
    leaves = institution.leaves(size)
    vkeys = keys_told(leaves, known)
    checkpoint = open_checkpoint(note, keys_of(origin, vkeys))
    if root([leaf_hash(leaf) for leaf in leaves]) != checkpoint.root:
        raise Contradiction("tiles_differ", f"the entries of {origin} do not give the root that it signed")
    return vkeys


def _told(before: Checkpoint | None, seen: _Seen) -> str:
    now = seen.checkpoint
    lines = [f"Believed from now on: {vkey}" for vkey in seen.vkeys[seen.known :]]
    if before is None:
        lines.append(f"{now.origin}: {now.size} entries, seen for the first time. Cosigned and kept.")
    else:
        lines.append(
            f"{now.origin}: {now.size} entries, which continue the {before.size} seen before. Cosigned and kept."
        )
    return "\n".join(lines)


def _alarm(error: Contradiction, folder: Path) -> str:
    return (
        f"CONTRADICTION  {error}\n"
        f"Both checkpoints are kept in {folder}. Nothing was cosigned.\n"
        "Tell the other witnesses and your own mayor first, then the secretariat; a backup that was put back looks the same, "
        "and only they can say so in public."
    )
