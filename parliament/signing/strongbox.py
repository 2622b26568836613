"""What a signer keeps on its disk: seeds, each in a file of its own, and a state that only grows.

The state is one line for each thing that happened: a key that waits, a key that was adopted, a larger tree that was
signed. A line counts once it is whole and on the disk; nothing is answered before that. A last line without its end
was never answered for, and is cut off.
"""

import fcntl
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from parliament.record.checkpoint import Signer, parse_vkey
from parliament.record.pen import Signed

STATE, LOCK = "state", "lock"


class BadState(RuntimeError):
    """The state cannot be read, or another signer uses it: sign nothing with it."""


class Strongbox:
    """The memory of one signer. `signers` are its keys, the one that signs now first."""

    def __init__(self, home: Path, name: str, former: Sequence[Signer] = ()) -> None:
        """Open it, or begin it: with the keys that signed for this house before, the newest first, or with a new one.

        Raises `BadState`.
        """
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._home = home
        self.signers: tuple[Signer, ...] = ()
        self.waiting: Signer | None = None
        self._signed: dict[str, Signed] = {}
        self._lock = _locked(home / LOCK)
        self._state = os.open(home / STATE, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        self._read()
        self._settle(name, former)

    @property
    def signer(self) -> Signer:
        """The key that signs now."""
        return self.signers[0]

    def _settle(self, name: str, former: Sequence[Signer]) -> None:
        if self.signers and former:
            raise BadState(f"{self._home} has keys of its own")
        for each in reversed(former):
            self._wait_for(each)
            self.adopt(each.vkey)
        if not self.signers:
            self.adopt(self.make(name).vkey)
        if self.signer.name != name:
            raise BadState(f"this signer signs for {self.signer.name}, not for {name}")

    def close(self) -> None:
        """Let another process have it."""
        os.close(self._state)
        os.close(self._lock)

    def signed(self, origin: str) -> Signed:
        """The largest tree of this log that was signed."""
        return self._signed.get(origin, Signed())

    def remember(self, origin: str, tree: Signed) -> None:
        """Keep a larger tree; on the disk when this returns."""
        self._append({"signed": origin, "size": tree.size, "root": tree.root.hex()})
        self._signed[origin] = tree

    def make(self, name: str) -> Signer:
        """A new key that waits to be adopted; the one that waits already, if there is one."""
        if self.waiting is None:
            return self._wait_for(Signer(name, os.urandom(32)))
        return self.waiting

    def _wait_for(self, made: Signer) -> Signer:
        self._keep_seed(made)
        self._append({"waiting": made.vkey})
        self.waiting = made
        return made

    def adopt(self, vkey: str) -> None:
        """Sign with the waiting key from now on."""
        if self.waiting is None or self.waiting.vkey != vkey:
            raise BadState("only the key that waits can be adopted")
        self._append({"adopted": vkey})
        self.signers, self.waiting = (self.waiting, *self.signers), None

    def _read(self) -> None:
        data = (self._home / STATE).read_bytes()
        whole = data.rfind(b"\n") + 1
        if whole < len(data):
            os.ftruncate(self._state, whole)
            os.fsync(self._state)
        for number, line in enumerate(data[:whole].splitlines(), 1):
            try:
                self._take(json.loads(line))
            except (ValueError, KeyError, TypeError, OSError) as error:
                raise BadState(f"line {number} of the state cannot be read: {error}") from error

    def _take(self, said: dict[str, Any]) -> None:
        """One line of the state, as it was written."""
        if "signed" in said:
            self._signed[said["signed"]] = Signed(said["size"], bytes.fromhex(said["root"]))
        elif "waiting" in said:
            self.waiting = self._seed_of(said["waiting"])
        else:
            self.signers = (self._seed_of(said["adopted"]), *self.signers)
            self.waiting = None

    def _append(self, said: dict[str, Any]) -> None:
        line = json.dumps(said, sort_keys=True).encode() + b"\n"
        before = os.fstat(self._state).st_size
        try:
            if os.write(self._state, line) != len(line):
                raise OSError("the disk took only a part of a line")
            os.fsync(self._state)
        except OSError:
            os.ftruncate(self._state, before)  # or the next line would be written behind half of one
            raise

    def _path(self, vkey: str) -> Path:
        return self._home / f"seed-{parse_vkey(vkey).public_key.hex()}"

    def _keep_seed(self, made: Signer) -> None:
        """On the disk, name and content, before anything refers to it."""
        file = os.open(self._path(made.vkey), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            os.write(file, made.seed)
            os.fsync(file)
        finally:
            os.close(file)
        folder = os.open(self._home, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def _seed_of(self, vkey: str) -> Signer:
        found = Signer(parse_vkey(vkey).name, self._path(vkey).read_bytes())
        if found.vkey != vkey:
            raise ValueError("the seed is not the one of this key")
        return found


def _locked(path: Path) -> int:
    """A lock that the system lets go of when its process ends, however it ends. Raises `BadState`."""
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(file)
        raise BadState(f"another signer uses {path.parent}") from error
    return file
