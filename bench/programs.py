"""The programs that a bench starts: built or installed once, each on its core, and all gone when the bench is over.

What is built lies in `var/bench`. Where something is missing, `Missing` says what to install.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Self

from tests.services import processes

ROOT = Path(__file__).parents[1]
PEERS = ROOT / "bench/peers"
BUILT = ROOT / "var/bench"
SERVER_CORE, LOAD_CORE = 0, 1


class Missing(RuntimeError):
    """A program of the system that a bench needs; the sentence says which and how to get it."""


def compiled(name: str) -> Path:
    """A C program of `bench/peers`, compiled unless that was done."""
    source, program = PEERS / f"{name}.c", BUILT / name
    if program.exists() and program.stat().st_mtime >= source.stat().st_mtime:
        return program
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        raise Missing("No C compiler: to install one, sudo apt-get install gcc libc6-dev")
    BUILT.mkdir(parents=True, exist_ok=True)
    # Built beside its place and moved there, so that two benches that start together do not run half a program.
    with tempfile.TemporaryDirectory(dir=BUILT) as scratch:
        made = Path(scratch) / name
        subprocess.run([compiler, "-O2", "-Wall", "-Wextra", "-o", made, source], check=True)
        made.rename(program)
    return program


def node_peer() -> Path:
    """The folder of Node's Socket.IO server with what its lock names, fetched unless that was done."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        raise Missing("No Node: to install it, sudo apt-get install nodejs npm")
    lock = (PEERS / "node/package-lock.json").read_bytes()
    place = BUILT / f"node-{hashlib.sha256(lock).hexdigest()[:12]}"
    if not place.exists():
        BUILT.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=BUILT) as scratch:
            made = Path(scratch) / "node"
            shutil.copytree(PEERS / "node", made)
            command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
            subprocess.run(command, cwd=made, check=True, stdout=subprocess.DEVNULL, timeout=180)
            made.rename(place)
    shutil.copy(PEERS / "node/server.js", place)
    return place


@contextmanager
def on_core(core: int | None) -> Iterator[None]:
    """What is started meanwhile stays on this core, and so do its children; a machine with one core has no choice."""
    before = os.sched_getaffinity(0)
    if core is not None and core in before and len(before) > 1:
        os.sched_setaffinity(0, {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


@dataclass(frozen=True)
class Server:
    """A server that answers, and the processes below it."""

    port: int
    process: subprocess.Popen[Any]

    def busy_seconds(self) -> float:
        """How much of a core it has had so far, with its children."""
        ticks = [_stat(pid)[11:13] for pid in self._family()]
        return sum(int(user) + int(system) for user, system in ticks) / os.sysconf("SC_CLK_TCK")

    def resident_bytes(self) -> int:
        """The memory its children hold now, or it itself if it has none."""
        ours = self._family()[1:] or [self.process.pid]
        return sum(int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in ours) * os.sysconf("SC_PAGE_SIZE")

    def _family(self) -> list[int]:
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return [self.process.pid, *map(int, children)]


class Listeners:
    """Many Socket.IO clients in one program of their own (`bench/peers/listeners.c`); `ready` is how they came in."""

    def __init__(self, program: subprocess.Popen[str]) -> None:
        self.program = program
        self.ready = _answer(program)

    def count(self, events: int, holding: str = "") -> None:
        """From now on wait for so many events on every line, and `counted` for what came of it."""
        _tell(self.program, f"count {events} {holding}".rstrip())
        _answer(self.program)

    def counted(self) -> dict[str, Any]:
        """How many events came, when, and how busy the listeners were; waits until all are there or a minute is over."""
        return _answer(self.program)


class Loop:
    """A loop around send() and nothing else: the C loop that nothing beats (`bench/peers/loop.c`), or the one in Python."""

    def __init__(self, program: subprocess.Popen[str]) -> None:
        self.program = program
        self.port: int = _answer(program)["port"]

    def send(self, times: int, size: int) -> float:
        """The same bytes to every socket, so many times; returns the seconds."""
        _tell(self.program, f"send {times} {size}")
        return float(_answer(self.program)["seconds"])

    def wait_until_taken(self) -> None:
        """Every socket is there."""
        _answer(self.program)


class Programs:
    """Starts programs in a scratch folder and ends all of them on leaving, the latest first."""

    def __init__(self) -> None:
        self._scratch = tempfile.TemporaryDirectory(prefix="parliament-bench-", ignore_cleanup_errors=True)
        self.scratch = Path(self._scratch.name)
        self._running: list[subprocess.Popen[Any]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for program in reversed(self._running):
            processes.stop(program, within=5)
        self._scratch.cleanup()

    def serve(
        self, command: Sequence[object], port: int, *, name: str, core: int | None = SERVER_CORE, within: float = 60
    ) -> Server:
        """Start a server and wait until it answers; its output is in `<name>.log` of the scratch folder."""
        log = self.scratch / f"{name}.log"
        with on_core(core):
            server = processes.start([str(part) for part in command], log=log)
        self._running.append(server)
        deadline = time.monotonic() + within
        while time.monotonic() < deadline and server.poll() is None:
            with suppress(OSError):
                get(port, "/healthz")
                return Server(port, server)
            time.sleep(0.1)
        raise RuntimeError(f"{name} does not answer: {log.read_text()[-2000:]}")

    def gunicorn(self, application: str, *, name: str, worker: str = "gevent", options: Sequence[str] = ()) -> Server:
        """Start one gunicorn worker that serves `application`."""
        port = processes.free_port()
        command = [sys.executable, "-m", "gunicorn", "--chdir", ROOT, "--bind", f"127.0.0.1:{port}", "--worker-class"]
        command += [worker, "--worker-connections", "20000", "--graceful-timeout", "1", "--no-control-socket", *options]
        return self.serve([*command, application], port, name=name)

    def talk(self, command: Sequence[object], *, core: int | None) -> subprocess.Popen[str]:
        """Start a program that is spoken to, line by line."""
        with on_core(core):
            program = subprocess.Popen(
                processes.dying_with_us([str(part) for part in command], processes.signal.SIGTERM),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        self._running.append(program)
        return program

    def loop(self, many: int, *, in_python: bool = False) -> Loop:
        """The loop, waiting for so many sockets."""
        program = [sys.executable, PEERS / "loop.py"] if in_python else [compiled("loop")]
        return Loop(self.talk([*program, many], core=SERVER_CORE))

    def listeners(self, port: int, many: int, *options: object) -> Listeners:
        """So many clients of a server, as soon as all have come in or were refused."""
        return Listeners(self.talk([compiled("listeners"), *options, port, many], core=LOAD_CORE))

    def end(self, program: subprocess.Popen[Any]) -> None:
        """Stop one program before the others."""
        processes.stop(program, within=5)


def following(log: str, form: str = "json", after: int = 0) -> list[str]:
    """The options with which listeners follow a log in the gallery's namespace."""
    wish = {"log": log, "language": "en", "form": form, "after": after}
    return ["-n", "/live", "-f", "42/live,1" + json.dumps(["follow", wish])]


def get(port: int, path: str, *, within: float = 10) -> bytes:
    """What a server on this machine answers."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=within) as answer:
        return answer.read()


def post(port: int, path: str, headers: Mapping[str, str] | None = None, *, within: float = 120) -> bytes:
    """Ask a server on this machine to do something, and wait until it is done."""
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", method="POST", headers=dict(headers or {}))
    with urllib.request.urlopen(request, timeout=within) as answer:  # noqa: S310 -- the address is ours
        return answer.read()


def _stat(pid: int) -> list[str]:
    """The fields of a process after its name, which may hold blanks."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()


def _tell(program: subprocess.Popen[str], line: str) -> None:
    pipe: IO[str] = program.stdin  # type: ignore[assignment] -- `talk` opened it
    pipe.write(line + "\n")
    pipe.flush()


def _answer(program: subprocess.Popen[str]) -> dict[str, Any]:
    pipe: IO[str] = program.stdout  # type: ignore[assignment] -- `talk` opened it
    line = pipe.readline()
    if not line:
        raise RuntimeError(f"{program.args!r} ended with {program.wait()}")
    return json.loads(line)
