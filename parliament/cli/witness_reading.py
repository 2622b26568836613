"""Reading a log over HTTP as any C2SP tlog-tiles log is read, and bringing back what was cosigned."""

import json
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from parliament.record.checkpoint import BadCheckpoint, split_note
from parliament.record.entries import INSTITUTION
from parliament.record.tiles import WIDTH, entries_path, tile_path, unpack_entries
from parliament.record.tree import HASH_SIZE

TIMEOUT = 20.0
LARGEST = 32 * 1024 * 1024  # More than a full bundle of the longest entries that the format has room for.


class Unreadable(Exception):
    """The log could not be reached, or did not answer what the formats want."""


class ServedLog:
    """One log of a parliament, by the address of the parliament and the word for the log."""

    def __init__(self, url: str, word: str) -> None:
        address = urlsplit(url)
        if address.scheme not in ("http", "https") or not address.hostname:
            raise Unreadable(f"not the address of a parliament: {url}")
        self.url, self.word = url.rstrip("/"), word

    @property
    def place(self) -> str:
        """What a witness files this log under."""
        return f"{self.url.partition('://')[2]}/{self.word}"

    def institution(self) -> "ServedLog":
        """The log in which the house's keys are."""
        return ServedLog(self.url, INSTITUTION)

    def checkpoint(self) -> str:
        """The newest one, as it is served; nothing of it is checked."""
        try:
            return self._get("checkpoint").decode("utf-8")
        except UnicodeDecodeError as error:
            raise Unreadable("the checkpoint is not UTF-8") from error

    def tile(self, level: int, index: int, width: int) -> bytes:
        """Hashes of the tree. A log may drop a partial tile once it has the full one (C2SP tlog-tiles, "Partial Tiles")."""
        return self._part(tile_path(level, index, width), tile_path(level, index), width)[: width * HASH_SIZE]

    def leaves(self, size: int) -> list[bytes]:
        """Every leaf of the log, up to this size."""
        found: list[bytes] = []
        for first in range(0, size, WIDTH):
            index, width = first // WIDTH, min(WIDTH, size - first)
            data = self._part(entries_path(index, width), entries_path(index), width)
            found += unpack_entries(data)[:width]
        return found

    def submit(self, note: str) -> str:
        """Bring the cosigned checkpoint back. Answers with what the house said against it, or nothing."""
        body = json.dumps({"checkpoint": note}).encode()
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        request = Request(f"{self.url}/api/witnesses/cosignatures", body, headers, method="POST")  # noqa: S310 -- http
        try:
            with urlopen(request, timeout=TIMEOUT):  # noqa: S310 -- http or https, as was checked
                return ""
        except HTTPError as error:
            with error:
                return _said(error.read(10_000)) or f"status {error.code}"
        except (URLError, OSError, HTTPException) as error:
            raise Unreadable(f"{self.url} could not be reached: {error}") from error

    def _part(self, path: str, whole: str, width: int) -> bytes:
        try:
            return self._get(path)
        except Unreadable:
            if width == WIDTH:
                raise
            return self._get(whole)

    def _get(self, path: str) -> bytes:
        address = f"{self.url}/log/{self.word}/{path}"
        try:
            with urlopen(address, timeout=TIMEOUT) as answer:  # noqa: S310 -- http or https, as was checked
                content: bytes = answer.read(LARGEST + 1)
        except HTTPError as error:
            error.close()
            raise Unreadable(f"{address} could not be read: {error}") from error
        except (URLError, OSError, HTTPException) as error:
            raise Unreadable(f"{address} could not be read: {error}") from error
        if len(content) > LARGEST:
            raise Unreadable(f"{address} has no end")
        return content


def origin_and_size(note: str) -> tuple[str, int]:
    """What a checkpoint says of itself, before anything of it is believed."""
    lines = split_note(note)[0].split("\n")
    if len(lines) < 3 or not lines[1].isascii() or not lines[1].isdigit() or len(lines[1]) > 12:
        raise BadCheckpoint("a checkpoint is an origin, a size and a root, each on its line")
    return lines[0], int(lines[1])


def _said(body: bytes) -> str:
    """The sentence in a refusal of the API."""
    try:
        return str(json.loads(body)["message"])
    except (ValueError, KeyError, TypeError):
        return ""
