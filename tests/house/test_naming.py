"""The house law on names and sizes: one word per thing, and no room too crowded to read."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = ["parliament", "migrations", "bench", "tests"]
READ_BY_PEOPLE = {
    "parliament": [".py"],
    "tests": [".py", ".js"],
    "static": [".js", ".css"],
    "templates": [".html", ".txt"],
}
SAYS_NOTHING = {"base", "bases", "common", "helper", "helpers", "manager", "managers", "misc", "util", "utils"}
MOST_LINES_OF_A_FILE = 400
MOST_LINES_OF_A_FUNCTION = 60


def files(folders: Iterable[str], suffixes: Iterable[str]) -> Iterator[Path]:
    """Our own files below these folders, without what others wrote and we only keep."""
    wanted = set(suffixes)
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in wanted and not {"vendor", "__pycache__", "node_modules"} & set(path.parts):
                yield path


def named_by_us(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Every name that this code itself gives, with its line; a name that is only used was given by someone else."""
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                yield node.name, node.lineno
            case ast.arg(arg=name):
                yield name, node.lineno
            case ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()):
                yield name, node.lineno
            case ast.alias(asname=str() as name):
                yield name, node.lineno


def bare_sessions(source: str) -> list[int]:
    """The lines on which we call something a bare session: ours is `PlenarySession` and `plenary`, a database is `db`."""
    if not re.search(r"\b[sS]ession\b", source):
        return []  # whoever is named so is written so: most files need not be taken apart
    return [line for name, line in named_by_us(ast.parse(source)) if name in {"session", "Session"}]


def statements(within: ast.AST) -> Iterator[ast.AST]:
    """Every statement at whatever depth. No function is defined inside an expression, so none is looked into."""
    for name in ("body", "orelse", "handlers", "finalbody", "cases"):
        for each in getattr(within, name, ()) if isinstance(getattr(within, name, ()), list) else ():
            yield each
            yield from statements(each)


def long_functions(source: str) -> list[str]:
    """The functions too long to be read at once."""
    if source.count("\n") < MOST_LINES_OF_A_FUNCTION:
        return []
    functions = (n for n in statements(ast.parse(source)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))
    lengths = ((node.name, (node.end_lineno or node.lineno) - node.lineno + 1) for node in functions)
    return [f"{name}: {length} lines" for name, length in lengths if length > MOST_LINES_OF_A_FUNCTION]


def says_nothing(path: Path) -> bool:
    """Whether a module or its folder has a name under which anything could be put."""
    names = {path.stem, *path.relative_to(ROOT).parent.parts}
    return bool({name.lower().strip("_") for name in names} & SAYS_NOTHING)


def told(path: Path, what: object) -> str:
    """A finding as one line: where, and what."""
    return f"{path.relative_to(ROOT)}: {what}"


def test_nothing_of_ours_is_called_a_bare_session() -> None:
    ours = files(["parliament", "migrations", "bench"], [".py"])
    assert [told(path, line) for path in ours for line in bare_sessions(path.read_text("utf-8"))] == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [told(path, path.stem) for path in files(SOURCES, [".py"]) if says_nothing(path)] == []


def test_no_file_is_too_long_to_be_read_at_once() -> None:
    lengths = {
        path: len(path.read_text("utf-8").splitlines())
        for folder, suffixes in READ_BY_PEOPLE.items()
        for path in files([folder], suffixes)
    }
    assert len(lengths) > 10
    assert [told(path, length) for path, length in lengths.items() if length > MOST_LINES_OF_A_FILE] == []


def test_no_function_is_too_long_to_be_read_at_once() -> None:
    ours = files(SOURCES, [".py"])
    assert [told(path, found) for path in ours for found in long_functions(path.read_text("utf-8"))] == []


@pytest.mark.parametrize(
    "source",
    [
        "session = 1",
        "class Session: pass",
        "def session(): pass",
        "def convene(session): pass",
        "def convene(*, session): pass",
        "tx.session = 1",
        "import requests as session",
        "for session in sessions: pass",
        "session: int",
    ],
)
def test_a_bare_session_is_found_wherever_a_name_is_given(source: str) -> None:
    assert bare_sessions(source) == [1]


@pytest.mark.parametrize(
    "source",
    ["plenary = PlenarySession()", "from sqlalchemy.orm import Session", "db: Session = open()", "f(session=db)"],
)
def test_names_that_libraries_gave_are_no_names_of_ours(source: str) -> None:
    assert bare_sessions(source) == []


LONG = "def read():\n" + "    pass\n" * MOST_LINES_OF_A_FUNCTION


def test_a_function_one_line_too_long_is_found_and_one_line_shorter_is_not() -> None:
    assert long_functions(LONG) == [f"read: {MOST_LINES_OF_A_FUNCTION + 1} lines"]
    assert long_functions(LONG.removesuffix("    pass\n")) == []


@pytest.mark.parametrize(
    "around",
    [
        "class Reader:",
        "def outer():",
        "async def outer():",
        "if True:",
        "if True:\n  pass\nelse:",
        "for each in ():",
        "while True:\n  break\nelse:",
        "with open():",
        "try:\n  pass\nexcept OSError:",
        "try:\n  pass\nfinally:",
        "match 1:\n case _:",
    ],
)
def test_a_long_function_is_found_inside_whatever_statement(around: str) -> None:
    inner = "".join(f"  {line}\n" for line in LONG.splitlines())
    assert f"read: {MOST_LINES_OF_A_FUNCTION + 1} lines" in long_functions(f"{around}\n{inner}")
