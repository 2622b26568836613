"""Flask-SocketIO as it comes, which gunicorn's gevent worker serves: what our gallery would be without its own way out.

`POST /broadcast/TIMES/SIZE` answers when the last of TIMES events of SIZE bytes was handed to the library.
"""

from typing import Any

from flask import Flask
from flask_socketio import Namespace, SocketIO, join_room

LOG = "session-1"


class Live(Namespace):
    """Every client is in one room."""

    def on_connect(self, _auth: object = None) -> None:
        join_room(LOG)

    def on_follow(self, _request: object) -> dict[str, Any]:
        return {"seq": 0, "entries": []}


def create() -> Flask:
    """The application; only compression of HTTP and the check of origins are off, which cost broadcasts nothing."""
    app = Flask("stock")
    gallery = SocketIO(
        app, async_mode="gevent", async_handlers=False, transports=["websocket"], cors_allowed_origins="*"
    )
    gallery.on_namespace(Live("/live"))

    @app.post("/broadcast/<int:times>/<int:size>")
    def broadcast(times: int, size: int) -> dict[str, Any]:
        filling = "x" * size
        for seq in range(1, times + 1):
            gallery.emit("entry", {"log": LOG, "seq": seq, "filling": filling}, namespace="/live", to=LOG)
            gallery.sleep(0)
        return {}

    @app.get("/healthz")
    def ready() -> dict[str, Any]:
        return {}

    return app
