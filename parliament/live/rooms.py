"""Who listens to what, in this process. Rooms get their names from typed values, never from a client."""

import threading
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
    """The sockets of this process that are in the gallery."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._by_sid: dict[str, Follower] = {}

    def admit(self, sid: str, login: str | None) -> bool:
        """Let a socket in, unless its login has too many already."""
        with self._lock:
            others = sum(1 for each in self._by_sid.values() if login and each.login == login)
            if others >= limits.SOCKETS_PER_LOGIN:
                return False
            self._by_sid[sid] = Follower(login)
            return True

    def drop(self, sid: str) -> list[str]:
        """The socket is gone; returns the logs it followed."""
        with self._lock:
            follower = self._by_sid.pop(sid, None)
            return list(follower.rooms) if follower else []

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
            follower.rooms[room.log] = room
            return True, earlier if earlier != room else None

    def leave(self, sid: str, log: str) -> Room | None:
        with self._lock:
            follower = self._by_sid.get(sid)
            return follower.rooms.pop(log, None) if follower else None

    def of_login(self, login: str) -> list[str]:
        with self._lock:
            return [sid for sid, each in self._by_sid.items() if each.login == login]

    def logs(self) -> set[str]:
        with self._lock:
            return {log for each in self._by_sid.values() for log in each.rooms}

    def rooms(self, log: str) -> list[Room]:
        """The rooms of one log in which somebody listens, each once, in a settled order."""
        with self._lock:
            found = {each.rooms[log] for each in self._by_sid.values() if log in each.rooms}
        return sorted(found, key=lambda room: room.name)

    def connected(self, log: str) -> int:
        with self._lock:
            return sum(1 for each in self._by_sid.values() if log in each.rooms)
