"""Every command tells a newcomer what it does and what to do next."""

import click
import pytest
from click.testing import CliRunner

from parliament.cli import main


def commands(group: click.Group, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found = []
    for name, command in group.commands.items():
        found.append((*path, name))
        if isinstance(command, click.Group):
            found += commands(command, (*path, name))
    return found


def command_at(path: tuple[str, ...]) -> click.Command:
    command: click.Command = main
    for name in path:
        assert isinstance(command, click.Group)
        command = command.commands[name]
    return command


def test_the_house_has_its_twelve_commands() -> None:
    assert set(main.commands) == {
        "account",
        "demo",
        "export",
        "import",
        "init",
        "key",
        "profile",
        "serve",
        "signer",
        "simulate",
        "verify",
        "witness",
    }


@pytest.mark.parametrize("path", commands(main), ids=" ".join)
def test_help_says_what_a_command_is_for(path: tuple[str, ...]) -> None:
    outcome = CliRunner().invoke(main, [*path, "--help"])
    assert outcome.exit_code == 0
    assert outcome.output.startswith(f"Usage: main {' '.join(path)}")
    assert len(str(command_at(path).help)) > 40


@pytest.mark.parametrize(
    "name", ["demo", "init", "serve", "export", "verify", "account", "profile", "simulate", "signer", "key"]
)
def test_help_shows_an_example_or_the_next_step(name: str) -> None:
    output = CliRunner().invoke(main, [name, "--help"]).output
    assert "Example" in output
    assert f"parliament {name}" in output


def test_help_without_a_command_puts_the_demo_first() -> None:
    output = CliRunner().invoke(main, ["--help"]).output
    listed = output.partition("Commands:")[2].split()
    assert listed[0] == "demo"
    assert "To look around:           parliament demo" in output
