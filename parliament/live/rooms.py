"""Who listens to what, in this process. Rooms get their names from typed values, never from a client."""

import threading
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from parliament.live import limits
from parliament.record.audience import Audience


@dataclass(frozen=True)
class Room:
    """Everybody in a room receives the same bytes. Pages are for the public: a language, and no secrets."""

    log: str
    audience: Audience
    language: str | None = None

    @property
    def form(self) -> str:
        return "json" if self.language is None else "html"

    @property
    def name(self) -> str:
        return f"log={self.log} audience={self.audience.name.lower()} form={self.form} language={self.language or '-'}"


@dataclass
class Follower:
    """One socket: the login that opened it, if any, and one room for each log it follows."""

    login: str | None
    audience: Audience = Audience.PUBLIC
    rooms: dict[str, Room] = field(default_factory=dict)


class Followers:
    """The sockets of this process that are in the gallery. What is asked at each coming and going is counted, not sought."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._by_sid: dict[str, Follower] = {}
        self._by_login: defaultdict[str, set[str]] = defaultdict(set)
        self._in_room: defaultdict[str, Counter[Room]] = defaultdict(Counter)  # log → room → how many

    def admit(self, sid: str, login: str | None) -> bool:
        """Let a socket in, unless its login has too many already."""
        with self._lock:
            if login:
                if len(self._by_login[login]) >= limits.SOCKETS_PER_LOGIN:
                    return False
                self._by_login[login].add(sid)
            self._by_sid[sid] = Follower(login)
            return True

    def drop(self, sid: str) -> list[str]:
        """The socket is gone; returns the logs it followed."""
        with self._lock:
            follower = self._by_sid.pop(sid, None)
            if follower is None:
                return []
            if follower.login:
                self._by_login[follower.login].discard(sid)
                if not self._by_login[follower.login]:
                    del self._by_login[follower.login]
            for room in follower.rooms.values():
                self._count(room, -1)
            return list(follower.rooms)

    def get(self, sid: str) -> Follower | None:
        with self._lock:
            return self._by_sid.get(sid)

    def everyone(self) -> dict[str, Follower]:
        with self._lock:
            return dict(self._by_sid)

    def enter(self, sid: str, room: Room) -> tuple[bool, Room | None]:
        """Note where a socket listens to a log. Whether there was room for it, and the room it leaves for this one."""
        with self._lock:
            follower = self._by_sid.get(sid)
            if follower is None or (room.log not in follower.rooms and len(follower.rooms) >= limits.LOGS_PER_SOCKET):
                return False, None
            earlier = follower.rooms.get(room.log)
            if earlier is not None:
                self._count(earlier, -1)
            self._count(room, 1)
            follower.rooms[room.log] = room
            return True, earlier if earlier != room else None

    def leave(self, sid: str, log: str) -> Room | None:
        with self._lock:
            follower = self._by_sid.get(sid)
            room = follower.rooms.pop(log, None) if follower else None
            if room is not None:
                self._count(room, -1)
            return room

    def of_login(self, login: str) -> list[str]:
        with self._lock:
            return list(self._by_login.get(login, ()))

    def logs(self) -> set[str]:
        with self._lock:
            return set(self._in_room)

    def rooms(self, log: str) -> list[Room]:
        """The rooms of one log in which somebody listens, each once, in a settled order."""
        with self._lock:
            return sorted(self._in_room.get(log, ()), key=lambda room: room.name)

    def connected(self, log: str) -> int:
        with self._lock:
            return sum(self._in_room.get(log, {}).values())

    def _count(self, room: Room, change: int) -> None:
        rooms = self._in_room[room.log]
        rooms[room] += change
        if not rooms[room]:
            del rooms[room]
        if not rooms:
            del self._in_room[room.log]
