"""A house that has declared, its logs taken away as files, and its pages served to programs over a port."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from flask.testing import FlaskClient
from werkzeug.serving import WSGIRequestHandler, make_server

from parliament.record.tiles import WIDTH, entries_path, tile_path
from tests.pages.conftest import Gallery


class Quiet(WSGIRequestHandler):
    """Says nothing of who asked for what."""

    def log_request(self, *said: object) -> None:
        """Nothing."""


@contextmanager
def served(gallery: Gallery) -> Iterator[str]:
    """The address of the application, until the block ends."""
    server = make_server("127.0.0.1", 0, gallery.app, threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def taken_away(client: FlaskClient, word: str, place: Path) -> str:
    """Everything that is served of a log, written to files as it came; its checkpoint."""
    note = client.get(f"/log/{word}/checkpoint").text
    count = int(note.split("\n")[1])
    level = 0
    while count:
        for first in range(0, count, WIDTH):
            index, width = first // WIDTH, min(WIDTH, count - first)
            paths = [tile_path(level, index, width)]
            if level == 0:
                paths.append(entries_path(index, width))
            for path in paths:
                (place / path).parent.mkdir(parents=True, exist_ok=True)
                (place / path).write_bytes(client.get(f"/log/{word}/{path}").data)
        level, count = level + 1, count // WIDTH
    return note


def move_to_today(gallery: Gallery) -> None:
    """The house's clock stands at a day of the tests; a witness has a clock of its own."""
    gallery.now = datetime.now(UTC).replace(microsecond=0)
