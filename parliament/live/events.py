"""The namespace `/live`: the one door through which a client's events come."""

from collections.abc import Callable, Collection
from typing import Any

import structlog
from flask import request
from flask_socketio import ConnectionRefusedError as ConnectionRefused
from flask_socketio import Namespace

from parliament.live import limits
from parliament.live.progress import Progress
from parliament.live.relay import Relay
from parliament.live.requests import Follow, Malformed, parse_follow, parse_leave
from parliament.live.rooms import Followers, Room
from parliament.live.wire import Wires
from parliament.record.audience import Audience, as_seen_by, audience_of
from parliament.rules.powers import Actor
from parliament.store import record
from parliament.store.database import Database
from parliament.store.together import Together

logger = structlog.get_logger("parliament.live")

NAMESPACE = "/live"


class LiveEvents(Namespace):
    """Accepts `follow` and `leave`. Whatever else a client sends ends its connection with a reason."""

    def __init__(
        self,
        *,
        database: Database,
        followers: Followers,
        relay: Relay,
        progress: Progress,
        wires: Wires,
        languages: Collection[str],
        actor_of_request: Callable[[], Actor],
    ) -> None:
        super().__init__(NAMESPACE)
        self._database, self._followers = database, followers
        self._relay, self._progress, self._wires = relay, progress, wires
        self._languages, self._actor = languages, actor_of_request
        self._heads = Together(self._heads_of, limits.CROWD, unknown="nobody knows how long the log is")

    def trigger_event(self, event: Any, *args: Any) -> Any:
        """Called by the library for its own events and, by the same way, for whatever a client named its event."""
        sid = args[0]
        # While a socket is connected, only its client can have sent this, even if it calls itself "connect".
        if not self.server.manager.is_connected(sid, NAMESPACE):
            return super().trigger_event(event, *args) if event in ("connect", "disconnect") else None
        if event not in ("follow", "leave"):
            return self.end(sid, "unknown_event")
        try:
            return super().trigger_event(event, *args)
        except Malformed:
            return self.end(sid, "malformed")
        except Exception:
            logger.exception("an event of the gallery failed", live_event=event)
            return self.end(sid, "failed")

    def on_connect(self, _auth: object = None) -> None:
        sid, actor = request.sid, self._actor()  # type: ignore[attr-defined]
        if not self._followers.admit(sid, actor.login):
            raise ConnectionRefused("too_many_sockets")
        if wire := self._wire(sid):
            wire.joined()

    def on_disconnect(self, _reason: object = None) -> None:
        sid = request.sid  # type: ignore[attr-defined]
        for log in self._followers.drop(sid):
            self._progress.presence_changed(log)
        if wire := self._wire(sid):
            wire.left()

    def on_follow(self, *arguments: Any) -> dict[str, Any]:
        """Enter the room first, then read the record: what is committed in between comes twice rather than never."""
        sid = request.sid  # type: ignore[attr-defined]
        follow = parse_follow(arguments, self._languages)
        follower, actor = self._followers.get(sid), self._actor()
        if follower is None or follower.login != actor.login:
            return self.end(sid, "signed_out")
        # A log that somebody follows exists, and the relay is in the middle of it.
        head = self._relay.seq(follow.log) if self._followers.connected(follow.log) else self._head(follow.log)
        if head is None:
            return {"error": "not_found"}
        follower.audience = audience_of(actor)
        self._relay.watch(follow.log, head)
        if not self._enter(sid, _room(follow, follower.audience)):
            return self.end(sid, "too_many_logs")
        self._progress.presence_changed(follow.log)
        return self._missed_by_page(follow) if follow.form == "html" else self._missed(follow, follower.audience)

    def on_leave(self, *arguments: Any) -> dict[str, Any]:
        sid, log = request.sid, parse_leave(arguments)  # type: ignore[attr-defined]
        room = self._followers.leave(sid, log)
        if room is not None:
            self.leave_room(sid, room.name)
            self._progress.presence_changed(log)
        return {}

    def end(self, sid: str, reason: str) -> dict[str, Any]:
        """Tell the client why, put it out of every room at once, and close its line. The answer reaches nobody."""
        wire = self._wire(sid)
        self.emit("ended", {"reason": reason}, to=sid)
        self.server.disconnect(sid, namespace=NAMESPACE, ignore_queue=True)
        if wire is not None:
            wire.end(reason)
        return {}

    def emit(self, event: str, data: object, *, to: str | list[str]) -> None:
        """To the sockets of this process: every process relays the record to its own."""
        self.socketio.emit(event, data, namespace=NAMESPACE, to=to, ignore_queue=True)

    def emit_to_rooms(self, event: str, data: dict[str, Any], rooms: list[Room]) -> None:
        """Never without a room: an emit without one reaches sockets that are still being refused."""
        if rooms:
            self.emit(event, data, to=[room.name for room in rooms])

    def _wire(self, sid: str) -> Any:
        return self._wires.get(self.server.manager.eio_sid_from_sid(sid, NAMESPACE))

    def _head(self, log: str) -> int | None:
        """How many entries the log has at some moment after this is called; None if there is no such log."""
        found, _ = self._heads.ask("", log)
        if isinstance(found, Exception):
            raise found
        return found[0]

    def _heads_of(self, _all: str, logs: list[str]) -> list[tuple[int | None]]:
        with self._database.glancing() as db:
            sizes = record.sizes(db, set(logs))
        return [(sizes.get(log),) for log in logs]

    def _enter(self, sid: str, room: Room) -> bool:
        is_in, earlier = self._followers.enter(sid, room)
        if earlier is not None:
            self.leave_room(sid, earlier.name)
        if is_in:
            self.enter_room(sid, room.name)
        return is_in

    def _missed_by_page(self, follow: Follow) -> dict[str, Any]:
        """What the page does not show yet, as the changes it missed; before the first one there is nothing to tell."""
        shown = self._relay.shown(follow.log, follow.language)
        missed = shown.asked(follow.chain, follow.after) if shown else {}
        return {"seq": self._head(follow.log), "progress": self._progress.latest(follow.log), **missed}

    def _missed(self, follow: Follow, audience: Audience) -> dict[str, Any]:
        # Who is far behind the relay is far behind the record: a crowd that comes at once is not looked up one by one,
        # and what the relay has not sent yet is either read over HTTP or still to be heard.
        head = self._relay.seq(follow.log)
        if head - follow.after <= limits.CATCH_UP_LIMIT:
            with self._database.reading() as db:
                missed = record.entries(db, follow.log, after=follow.after, limit=limits.CATCH_UP_LIMIT + 1)
                head = record.sizes(db, {follow.log})[follow.log]
            if len(missed) <= limits.CATCH_UP_LIMIT:
                return {"seq": head, "entries": [as_seen_by(entry, audience) for entry in missed]}
        return {"seq": head, "catch_up": "http"}


def _room(follow: Follow, audience: Audience) -> Room:
    """Pages are rendered for the public only, so their rooms are the public's, whoever is in them."""
    if follow.form == "html":
        return Room(follow.log, Audience.PUBLIC, follow.language)
    return Room(follow.log, audience)
