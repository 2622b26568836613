"""A static web server for the logs of these tests: all that a log needs, and all that a witness asks."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.evidence.logs import Log


class Quiet(SimpleHTTPRequestHandler):
    """Says nothing of who asked for what."""

    def log_message(self, *said: object) -> None:
        """Nothing."""


class Site:
    """Addresses of logs below `/log`; what is served changes when another log is shown."""

    def __init__(self, url: str, folder: Path) -> None:
        self.url, self.folder = url, folder

    def show(self, log: Log, word: str = "institution") -> None:
        """Serve this log, and nothing of what was served before in its place."""
        place = self.folder / "log" / word
        shutil.rmtree(place, ignore_errors=True)
        log.write(place)


@contextmanager
def a_site(folder: Path) -> Iterator[Site]:
    """The server, until the block ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=partial(server.serve_forever, poll_interval=0.02))
    thread.start()
    try:
        yield Site(f"http://127.0.0.1:{server.server_port}", folder)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
