"""What a witness keeps: its own key, the keys of the house it watches, the last checkpoint of each log, and evidence.

Plain files, so that they can be read, copied and compared without any program. What was cosigned is on the disk before
anybody is told of it, and two runs at once take turns (C2SP tlog-witness: compare and keep are one act).
"""

import base64
import fcntl
import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from parliament.record.cosignature import Cosigner


class NoKey(Exception):
    """This place has no key yet, and no name was given to make one under."""


@dataclass(frozen=True)
class Kept:
    """What is known of one log: its last checkpoint with our line on it, and the keys of its house."""

    note: str = ""
    vkeys: tuple[str, ...] = ()


class WitnessHome:
    """A folder of the witness's own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Nobody else reads or writes here until the block ends."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (self.folder / "lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def cosigner(self, name: str | None) -> Cosigner:
        """The witness itself; its key is made under this name the first time. Raises `NoKey`."""
        file = self.folder / "key"
        if not file.exists():
            if not name:
                raise NoKey
            seed = base64.b64encode(Cosigner(name, secrets.token_bytes(32)).seed).decode()
            write_safely(file, f"{name}\n{seed}\n".encode())
        kept, encoded = file.read_text("utf-8").splitlines()
        if name not in (None, kept):
            raise NoKey(kept)
        return Cosigner(kept, base64.b64decode(encoded, validate=True))

    def kept(self, place: str) -> Kept:
        """What is known of the log at this address."""
        folder = self._log(place)
        if not (folder / "checkpoint").exists():
            return Kept()
        vkeys = (folder / "keys").read_text("utf-8").splitlines()
        return Kept((folder / "checkpoint").read_text("utf-8"), tuple(vkeys))

    def keep(self, place: str, kept: Kept) -> None:
        """Keys first: a checkpoint without the keys it was believed by would be of no use."""
        folder = self._log(place)
        folder.mkdir(parents=True, exist_ok=True)
        write_safely(folder / "keys", "".join(f"{vkey}\n" for vkey in kept.vkeys).encode())
        write_safely(folder / "checkpoint", kept.note.encode("utf-8"))

    def keep_evidence(self, when: str, why: str, said: str, notes: Sequence[str]) -> Path:
        """Both checkpoints side by side, in a folder that no later run writes to."""
        folder = self.folder / "evidence" / f"{when}-{why}-{secrets.token_hex(2)}"
        folder.mkdir(parents=True)
        for name, note in zip(("kept", "shown"), notes, strict=True):
            write_safely(folder / name, note.encode("utf-8"))
        write_safely(folder / "why", f"{said}\n".encode())
        return folder

    def _log(self, place: str) -> Path:
        return self.folder / "logs" / quote(place, safe=".-_")


def write_safely(file: Path, content: bytes) -> None:
    """The whole new content or the whole old one, whenever the power fails; nobody but the owner reads it."""
    new = file.with_name(f"{file.name}.new")
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as open_file:
        open_file.write(content)
        open_file.flush()
        os.fsync(open_file.fileno())
    new.replace(file)
    folder = os.open(file.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
