"""What docs/deployment offers fits the house: settings that are read, commands that exist, files that are there.

No container is started here; nginx.conf is tested by running it (tests/browser/test_two_workers.py).
"""

import re
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from parliament.cli import main

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "deployment"
COMPOSE: dict[str, Any] = yaml.safe_load((FOLDER / "compose.yaml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = [name for name, service in SERVICES.items() if service["image"] == "parliament"]
GIVEN = {"certificates"}  # by whoever deploys; the file's first lines say so


def settings_read() -> set[str]:
    """The variables that the house reads from its environment."""
    text = (ROOT / "parliament/config.py").read_text()
    prefixed, bare = text.split('found["database_url"]')
    names = {f"PARLIAMENT_{name}" for name in re.findall(r'env\.\w+\("([A-Z_]+)"', prefixed)}
    return names | set(re.findall(r'env\.\w+\("([A-Z_]+)"', bare))


def test_every_variable_of_the_compose_file_is_in_the_example_and_every_one_of_the_example_is_used() -> None:
    used = set(re.findall(r"\$\{(\w+)", (FOLDER / "compose.yaml").read_text()))
    offered = {
        line.partition("=")[0] for line in (FOLDER / "settings.example").read_text().splitlines() if line[0] != "#"
    }
    assert used == offered


@pytest.mark.parametrize("name", OURS)
def test_every_setting_of_a_service_of_ours_is_one_that_the_house_reads(name: str) -> None:
    assert set(SERVICES[name]["environment"]) - settings_read() == set()


@pytest.mark.parametrize("name", OURS)
def test_every_command_of_a_service_of_ours_exists_with_its_options(name: str) -> None:
    program, word, *rest = SERVICES[name]["command"]
    command = main.commands[word]
    assert program == "parliament"
    assert isinstance(command, click.Command)
    known = {option for parameter in command.params for option in parameter.opts}
    assert {each for each in rest if each.startswith("--")} - known == set()


@pytest.mark.parametrize("name", SERVICES)
def test_what_a_service_mounts_waits_for_and_merges_is_there(name: str) -> None:
    service = SERVICES[name]
    for source in (each.split(":")[0] for each in service.get("volumes", [])):
        is_path = source.startswith(".")
        assert (FOLDER / source).exists() or source[2:] in GIVEN if is_path else source in COMPOSE["volumes"], source
    assert set(service.get("depends_on", {})) <= set(SERVICES)
    waited = {each for each, how in service.get("depends_on", {}).items() if how["condition"] == "service_healthy"}
    assert all("healthcheck" in SERVICES[each] for each in waited)


def test_only_the_signer_has_the_signers_memory_and_it_reaches_nobody() -> None:
    having = [name for name in SERVICES if any("signer:/var" in each for each in SERVICES[name].get("volumes", []))]
    assert having == ["signer"]
    assert SERVICES["signer"]["network_mode"] == "none"
    assert set(SERVICES["signer"]["environment"]) == {"PARLIAMENT_ORIGIN"}


def test_the_image_is_built_from_what_is_there_with_the_uv_of_the_makefile() -> None:
    said = (FOLDER / "Dockerfile").read_text()
    sources = [word for line in re.findall(r"^COPY (?!--)(.+)$", said, re.MULTILINE) for word in line.split()[:-1]]
    assert [source for source in sources if not (ROOT / source).exists()] == []
    makefile = (ROOT / "Makefile").read_text()
    assert re.findall(r"uv==(\S+)", said) == re.findall(r"^UV_VERSION := (\S+)", makefile, re.MULTILINE)
    assert (ROOT / COMPOSE["x-parliament"]["build"]["dockerfile"]).is_file()


def test_nginx_passes_on_to_the_service_that_serves() -> None:
    upstream = re.findall(r"server (\w+):(\d+)", (FOLDER / "nginx.conf").read_text())
    assert set(upstream) == {("web", "8000")}
    assert "EXPOSE 8000" in (FOLDER / "Dockerfile").read_text()
    assert "web" in SERVICES["nginx"]["depends_on"]
