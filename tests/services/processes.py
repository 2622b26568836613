"""Child processes that do not outlive the test run, however it ends."""

import os
import shutil
import signal
import socket
import subprocess
from collections.abc import Sequence
from pathlib import Path


def free_port() -> int:
    """A TCP port on the loopback address that was free a moment ago; a caller that loses the race asks again."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def listens(port: int) -> bool:
    """Whether somebody takes connections there by now."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def as_account(command: Sequence[str], account: str | None) -> list[str]:
    """The command, run under another account where one is named (root only)."""
    if account is None:
        return list(command)
    return ["setpriv", f"--reuid={account}", "--clear-groups", "--", *command]


def dying_with_us(command: Sequence[str], stop_signal: signal.Signals) -> list[str]:
    """The command, told by the kernel to stop when this process dies.

    A worker that is killed runs no fixture's teardown, so tidiness cannot rest on teardown alone.
    `setpriv` is part of util-linux and so of every Debian; elsewhere teardown has to do.
    """
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        return list(command)
    return [setpriv, f"--pdeathsig={stop_signal.name.removeprefix('SIG')}", "--", *command]


def start(
    command: Sequence[str], *, log: Path, stop_signal: signal.Signals = signal.SIGTERM, account: str | None = None
) -> subprocess.Popen[bytes]:
    """Start a server whose output goes to a file; `stop` ends it, and so does the death of this process.

    The death signal is asked for after the account is changed, because the change would clear it.
    """
    environment = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    with log.open("ab") as output:
        return subprocess.Popen(
            as_account(dying_with_us(command, stop_signal), account),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env={**environment, "LC_ALL": "C.UTF-8"},
        )


def stop(process: subprocess.Popen[bytes], *, stop_signal: signal.Signals = signal.SIGTERM, within: float = 10) -> None:
    """Ask a server to stop, and make it stop if it does not within the given seconds."""
    if process.poll() is not None:
        return
    process.send_signal(stop_signal)
    try:
        process.wait(within)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
