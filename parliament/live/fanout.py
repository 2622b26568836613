"""A broadcast: its frame is built once, and the same bytes go straight to every socket of the room.

The library's own way queues a packet for each client, wakes a writer for each, and frames the packet again for each.
Rooms, acknowledgements and what comes from other processes stay the library's.
"""

from typing import Any

import engineio
import socketio
from socketio import packet

from parliament.live.websocket import frame


class FanOut(socketio.Manager):
    """The library's manager, with a way of its own to send one event to many."""

    def emit(
        self,
        event: str,
        data: Any,
        namespace: str,
        room: Any = None,
        skip_sid: Any = None,
        callback: Any = None,
        to: Any = None,
        **options: Any,
    ) -> None:
        """Called by the library, also for what another process sent. A callback has a number for each client."""
        if callback is not None:
            super().emit(event, data, namespace, room, skip_sid, callback, to, **options)
            return
        arguments = list(data) if isinstance(data, tuple) else [] if data is None else [data]
        sent = self._framed([event, *arguments], namespace)
        participants = self.get_participants(namespace, to or room)
        if skip_sid is None:
            listening = [wire_sid for _, wire_sid in participants]
        else:
            skipped = skip_sid if isinstance(skip_sid, list) else [skip_sid]
            listening = [wire_sid for sid, wire_sid in participants if sid not in skipped]
        for wire in map(self.server.eio.sockets.get, listening):
            if wire is not None:
                wire.outbox.put(sent)
        self.server.sleep(0)  # a greenlet that never rests lets nobody else work, be it a ballot or a flusher

    def _framed(self, data: list[Any], namespace: str) -> bytes:
        """An event as it goes over the line: a frame, and for each attachment of bytes one more, with nothing between."""
        encoded = self.server.packet_class(packet.EVENT, namespace=namespace, data=data).encode()
        parts = encoded if isinstance(encoded, list) else [encoded]
        messages = (engineio.packet.Packet(engineio.packet.MESSAGE, part).encode() for part in parts)
        return b"".join(map(frame, messages))
