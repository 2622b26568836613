"""What the README and the documents promise is there: files, commands, targets and names; and no place but this one is named."""

import re
import subprocess
from pathlib import Path
from urllib.parse import unquote

import click
import pytest

from parliament.cli import main

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"\]\(([^)\s]+)\)")
FENCE = re.compile(r"```(?:sh|bash)?\n(.*?)```", re.DOTALL)
# A line of a shell, or a piece of code in a sentence, that calls one of our programs.
COMMAND = re.compile(r"(?:^|[\s`;&])(?:\.venv/bin/)?(make|parliament) ([^`\n#|;]*)")
ROOM = re.compile(r"`([a-z_]+/)`")
# A program that can't be named here is one that anybody outside would look for in vain.
ELSEWHERE = re.compile(
    r"/(?:home|Users)/[a-z]\w*/|/work/|/root/|/tmp/[a-z]+_jobs|\b(?:localhost|127\.0\.0\.1):(?:4873|3141|8081)\b"
    r"|\b(?:pypi|npm|registry|proxy|artifactory|nexus)\.(?:internal|local|corp)\b|index-url\s*="
)


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / each for each in listed.split("\0") if each and (ROOT / each).is_file()]


def commands(path: Path) -> list[tuple[str, str]]:
    """The program and the rest of every command a document shows."""
    text = path.read_text(encoding="utf-8")
    shown = FENCE.findall(text) + re.findall(r"`((?:make|(?:\.venv/bin/)?parliament) [^`]+)`", text)
    return [(program, rest.strip()) for each in shown for program, rest in COMMAND.findall(each)]


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_every_link_of_a_document_leads_to_a_file(path: Path) -> None:
    targets = [unquote(link.partition("#")[0]) for link in LINK.findall(path.read_text(encoding="utf-8"))]
    local = [target for target in targets if target and not target.startswith(("http://", "https://", "/", "mailto:"))]
    assert [target for target in local if not (path.parent / target).exists()] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_every_make_target_of_a_document_exists(path: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    wanted = {word for program, rest in commands(path) if program == "make" for word in rest.split()[:1]}
    assert {word for word in wanted if re.fullmatch(r"[a-z]+", word)} - targets == set()


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_every_command_of_a_document_exists_with_its_options(path: Path) -> None:
    wrong = [
        f"parliament {rest}" for program, rest in commands(path) if program == "parliament" and not _is_known(rest)
    ]
    assert wrong == []


def _is_known(line: str) -> bool:
    """Whether the words lead to a command of ours, and it has every option that is given."""
    command: click.Command = main
    words = line.split()
    while words and isinstance(command, click.Group):
        found = command.commands.get(words.pop(0))
        if found is None:
            return False
        command = found
    options = {option for parameter in command.params for option in parameter.opts} | {"--help", "-h"}
    return all(word.partition("=")[0] in options for word in words if word.startswith("--"))


def test_the_readme_shows_how_to_begin_to_test_to_verify_and_to_serve() -> None:
    shown = {f"{program} {rest.split()[0]}" for program, rest in commands(ROOT / "README.md")}
    assert {"make demo", "make test", "parliament verify", "parliament init", "parliament serve"} <= shown


def test_every_room_of_the_architecture_exists_and_every_room_that_exists_is_in_it() -> None:
    table = re.findall(r"^\| (`.+?) \|", (ROOT / "docs/architecture.md").read_text(encoding="utf-8"), re.MULTILINE)
    told = {room.rstrip("/") for cell in table for room in ROOM.findall(cell)}
    there = {each.name for each in (ROOT / "parliament").iterdir() if (each / "__init__.py").exists()}
    assert told == there - {"post"}  # which the page says is empty until it is built


def test_every_name_in_the_architecture_is_in_the_code() -> None:
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "parliament").rglob("*.py"))
    code += "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("*.py"))
    prose = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    files = set(re.findall(r"`([\w./]+\.(?:py|md|toml|js))`", prose))
    assert {file for file in files if not _stands(file)} == set()
    called = {word.split(".")[-1] for word in re.findall(r"`([A-Za-z_.]+)\([^`]*\)`", prose)}
    assert {word for word in called if f"def {word}(" not in code and f"class {word}" not in code} == set()


def _stands(file: str) -> bool:
    return any((ROOT / place / file).exists() for place in ("", "parliament", "docs"))


def test_no_tracked_file_names_a_place_on_somebodys_machine() -> None:
    own = Path(__file__)
    found = []
    for path in tracked():
        if path == own or path.suffix in (".png", ".ico", ".mo") or "vendor" in path.parts:
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        found += [f"{name(path)}: {match.group()}" for match in ELSEWHERE.finditer(text)]
    assert found == []
