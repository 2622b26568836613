"""`parliament serve` with a clock that a test may put forward, where it would only wait for a deadline to pass.

What decides is the house's own rule, by the house's own clock; that clock is ahead by as many seconds as a file says.
"""

import os
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy.orm import Session as Db

from parliament.cli import main
from parliament.store.database import Database
from tests.browser.served import Parliament

AHEAD = "TESTS_CLOCK_AHEAD"
ROOT = Path(__file__).parents[2]


class Hurried(Parliament):
    """A served parliament whose time can be put forward, never back."""

    def __init__(self, home: Path) -> None:
        super().__init__(home)
        self._ahead = home / "ahead"
        self._ahead.write_text("0")

    def settings(self) -> dict[str, str]:
        return super().settings() | {AHEAD: str(self._ahead), "PYTHONPATH": str(ROOT)}

    def command(self) -> list[str]:
        return ["-m", "tests.browser.hurried", *super().command()[2:]]

    def hurry(self, seconds: float) -> None:
        """Put the clock forward by so much; whole or not at all, because the server reads it at any moment."""
        beside = self._ahead.with_suffix(".new")
        beside.write_text(str(float(self._ahead.read_text()) + seconds))
        beside.replace(self._ahead)


def put_forward(ahead: Path) -> None:
    """From now on every house of this process asks the clock that is ahead."""
    told = Database.now

    def now(self: Database, db: Db) -> datetime:
        return told(self, db) + timedelta(seconds=float(ahead.read_text()))

    Database.now = now  # type: ignore[method-assign]


if __name__ == "__main__":
    put_forward(Path(os.environ[AHEAD]))
    main(prog_name="parliament")
