"""The house law on names and sizes: one word per thing, and no room too crowded to read."""

import ast
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
    return [line for name, line in named_by_us(ast.parse(source)) if name in {"session", "Session"}]


def long_functions(source: str) -> list[str]:
    """The functions too long to be read at once."""
    functions = (n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))
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


def test_a_function_one_line_too_long_is_found_and_one_line_shorter_is_not() -> None:
    body = "    pass\n" * (MOST_LINES_OF_A_FUNCTION - 1)
    assert long_functions("def read():\n" + body) == []
    assert long_functions("async def read():\n" + body + "    pass\n") == ["read: 61 lines"]


@pytest.mark.parametrize("name", ["parliament/util.py", "parliament/common/tree.py", "tests/_helpers.py"])
def test_a_name_that_says_nothing_is_found_in_file_and_folder(name: str) -> None:
    assert says_nothing(ROOT / name)
    assert not says_nothing(ROOT / "parliament/record/tree.py")
