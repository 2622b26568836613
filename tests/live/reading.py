"""What a page makes of what it is sent: whole fragments first, then edits on the two wordings it has."""

from typing import Any

from parliament.live.edits import edited


class Reading:
    """One page's wordings; it takes a change only where it stands."""

    def __init__(self) -> None:
        self.seq = 0
        self.earlier: dict[str, str] = {}
        self.fragments: dict[str, str] = {}

    def take(self, message: dict[str, Any]) -> "Reading":
        """A message of the room, or one of those an answer to `follow` brings."""
        assert message["after"] == self.seq or message["after"] == 0
        for name, told in message["fragments"].items():
            html = told if message["after"] == 0 else edited(self._base(name), told[1:])
            assert message["after"] == 0 or told[0] == len(html.encode("utf-16-le")) // 2
            self.earlier[name], self.fragments[name] = self.fragments.get(name, ""), html
        if message["after"] == 0:
            self.earlier = {}
        self.seq = message["seq"]
        return self

    def begin(self, answer: dict[str, Any]) -> "Reading":
        """An answer to `follow` that tells both wordings of everything."""
        self.earlier = {name: told[0] for name, told in answer["wordings"].items()}
        self.fragments = {name: edited(told[0], told[1:]) for name, told in answer["wordings"].items()}
        self.seq = answer["at"]
        return self

    def _base(self, name: str) -> str:
        return self.earlier.get(name, "") + self.fragments.get(name, "")
