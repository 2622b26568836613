"""Every command has a power, says what it refuses, and asks who is acting before it reads anything."""

import importlib
import pkgutil
import re

import pytest

from parliament import commands
from parliament.commands.house import COMMANDS, Command, Tx
from parliament.rules.powers import NOBODY, POWERS, Actor, Office, Power
from parliament.rules.refusals import Code, Refused

for each in pkgutil.iter_modules(commands.__path__):
    importlib.import_module(f"parliament.commands.{each.name}")

# Words that stand for more than one code: `text_…`, and sponsors from too few countries.
SHORTENED = {"text_": Code.TEXT_EMPTY, "_countries": Code.NOT_ENOUGH_COUNTRIES}


class Untouchable:
    """A database that must not be asked."""

    def __getattr__(self, name: str) -> None:
        raise AssertionError(f"the command used the database's `{name}` before asking who may")


def transaction(actor: Actor) -> Tx:
    tx = Tx.__new__(Tx)
    tx.db, tx.actor, tx.office, tx.entries = Untouchable(), actor, None, []  # type: ignore[assignment]
    return tx


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_command_has_a_power_and_names_only_refusals_there_are(name: str) -> None:
    command = COMMANDS[name]
    assert command.power in set(Power)  # type: ignore[attr-defined]
    said = " ".join((command.__doc__ or "").split())
    words = re.findall(r"\b_?[a-z]+(?:_[a-z]+)*_?", said.partition("Refused: ")[2])
    named = {word for word in words if word in set(Code) | set(SHORTENED)}
    assert named != set() or "Refused: as `" in said, "the docstring names its refusals"
    codes_as_written = re.findall(r"(?:Refused: |, )([a-z]+_[a-z_]+)", said.partition("Refused: ")[0] + said)
    assert [word for word in codes_as_written if word not in set(Code) | set(SHORTENED)] == []


@pytest.mark.parametrize("office", sorted(Office))
@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_office_without_the_power_is_refused_before_anything_is_read(name: str, office: Office) -> None:
    command: Command = COMMANDS[name]
    actor = Actor("account-1", "Somebody", frozenset({office}), "seat-1")
    if command.power in POWERS[office]:  # type: ignore[attr-defined]
        with pytest.raises(TypeError, match="required keyword-only argument"):
            command(transaction(actor))
        return
    with pytest.raises(Refused) as refused:
        command(transaction(actor))
    assert refused.value.code == Code.NOT_ALLOWED


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_nobody_is_asked_to_sign_in_before_anything_is_read(name: str) -> None:
    with pytest.raises(Refused) as refused:
        COMMANDS[name](transaction(NOBODY))
    assert refused.value.code == Code.NOT_SIGNED_IN


def test_every_power_is_asked_for_by_a_command_and_held_by_an_office() -> None:
    asked = {command.power for command in COMMANDS.values()}  # type: ignore[attr-defined]
    assert asked == set(Power) == frozenset().union(*POWERS.values())
