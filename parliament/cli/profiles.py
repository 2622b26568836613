"""Rules of procedure from a shell: what there is, whether a file is sound, taking one in."""

from pathlib import Path

import click

from parliament.cli.opening import open_house, saying_refusals, secretary
from parliament.commands.profiles import (
    adopt_profile,
    check_offered,
    profile_named,
    profiles_offered,
    shipped_profiles,
    text_of_profile,
)
from parliament.rules.profile import Profile, read_profile
from parliament.rules.rules_in_words import rules_by_heading

EPILOG = """\b
Examples:
  parliament profile show un_like --toml > ours.toml
  parliament profile check ours.toml
  parliament profile add ours.toml

Next: convene a session; the form on the desk offers them by their name.
"""


@click.group(epilog=EPILOG)
def profile() -> None:
    """Rules of procedure: list them, read them in sentences, check a file, adopt one."""


@profile.command("list")
def list_() -> None:
    """Every one a session can be convened with: name, version, and who wrote it."""
    with open_house() as house, house.reading() as db:
        rows = [(name, profile_named(db, name).version) for name in profiles_offered(db)]
    for name, version in rows:
        click.echo(f"{name}\tversion {version}\t{'shipped' if name in shipped_profiles() else 'adopted here'}")


@profile.command("show")
@click.argument("name")
@click.option("--toml", is_flag=True, help="As it is written, to start from, instead of sentences.")
@saying_refusals
def show(name: str, toml: bool) -> None:  # noqa: FBT001 -- click calls it by name
    """The rules of one as sentences, each with the place it was taken from."""
    with open_house() as house, house.reading() as db:
        check_offered(db, name)
        rules, text = profile_named(db, name), text_of_profile(db, name)
    if toml:
        click.echo(text, nl=False)
    else:
        _say(rules)


@profile.command("check", epilog=EPILOG)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@saying_refusals
def check(file: Path) -> None:
    """Say whether a file holds sound rules of procedure, and what they are in sentences; needs no parliament.

    A mistake is named with its key and its line; the exit status is then 2.
    """
    _say(read_profile(_text(file)))


@profile.command("add", epilog=EPILOG)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--by", metavar="LOGIN", help="The account of the secretariat that adopts; otherwise the first one.")
@saying_refusals
def add(file: Path, by: str | None) -> None:
    """Adopt the rules of procedure in a TOML file. Sessions convened before keep theirs.

    A new version of a name needs a higher version number; the names of shipped rules are taken.
    """
    text = _text(file)
    with open_house() as house:
        made = house.perform(adopt_profile, by=secretary(house, by), text=text)
    click.echo(f"Adopted {made['profile']}, version {made['version']}.")


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise click.UsageError(f"{file} is not a text in UTF-8.") from None


def _say(rules: Profile) -> None:
    click.echo(f"{rules.name}, version {rules.version}")
    for heading, headed in rules_by_heading(rules):
        click.echo(f"\n{heading.say()}")
        for rule in headed:
            click.echo(f"  {rule.sentence.say()}  [{rule.key}; {rule.source}]")
