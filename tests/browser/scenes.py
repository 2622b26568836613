"""Sessions played up to where a journey begins, through the API alone."""

import itertools
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from parliament.demo.client import Denied
from tests.browser.served import Parliament, Person

PARAGRAPHS = (
    {"section": "preamble", "text": "Recalling that heat kills more people than any other weather"},
    {"section": "operative", "text": "Commit to publish a heat plan every year", "addressee": "we_commit"},
    {"section": "operative", "text": "Call on governments to pay for shade and water", "addressee": "governments"},
)
ROW = ("id", "section", "depth", "text", "addressee")
_numbers = itertools.count(1)


@dataclass
class Scene:
    """One session of its own, so that the tests of a file do not meet in one sitting."""

    parliament: Parliament
    session: str
    slug: str
    opens_at: datetime
    sitting: str = ""

    @property
    def mayors(self) -> list[Person]:
        return self.parliament.mayors

    @property
    def chair(self) -> Person:
        return self.parliament["chair"]

    @property
    def desk(self) -> Person:
        return self.parliament["desk"]

    def schedule(self) -> str:
        """A sitting that every mayor has checked in to."""
        starts_at = max(self.opens_at, self.parliament.client.now() + timedelta(minutes=1))
        body = {"starts_at": starts_at.isoformat()}
        self.sitting = self.desk.does(f"/sessions/{self.session}/sittings", **body)["sitting"]
        for mayor in self.mayors:
            mayor.does(f"/sittings/{self.sitting}/check-in")
        return self.sitting

    def wait(self) -> None:
        """Until the session's time has come."""
        while self.parliament.client.now() <= self.opens_at:
            time.sleep(0.2)

    def open(self) -> None:
        self.schedule()
        self.wait()
        self.chair.does(f"/sittings/{self.sitting}/open")

    def gathering(self, title: str = "Heat plans", mover: int = 0) -> dict[str, Any]:
        made = self.mayors[mover].does(f"/sessions/{self.session}/motions", title=title, paragraphs=list(PARAGRAPHS))
        self.mayors[mover].does(f"/motions/{made['motion']}/gather")
        return made

    def submitted(self, title: str = "Heat plans") -> str:
        made = self.gathering(title)
        for mayor in self.mayors[1:5]:
            mayor.does(f"/motions/{made['motion']}/sponsor", text_hash=made["text_hash"])
        self.mayors[0].does(f"/motions/{made['motion']}/submit")
        return made["motion"]

    def published(self, title: str = "Heat plans") -> str:
        motion = self.submitted(title)
        for act in ("admit", "publish"):
            self.desk.does(f"/motions/{motion}/{act}")
        return motion

    def listed(self, motion: str) -> str:
        """Put a motion on the agenda."""
        return self.desk.does(f"/sessions/{self.session}/items", kind="motion", motion=motion)["item"]

    def call(self, item: str) -> None:
        self.chair.does(f"/sittings/{self.sitting}/call-item", item=item)

    def debated(self, title: str = "Heat plans") -> str:
        """A motion under debate in an open sitting with every mayor present."""
        self.open()
        motion = self.published(title)
        self.call(self.listed(motion))
        return motion

    def amend(self, mayor: int, motion: str, old: str, new: str) -> dict[str, Any]:
        text = self.mayors[mayor].sees(f"/motions/{motion}")["text"]
        rows = [{key: row[key] for key in ROW} | {"text": row["text"].replace(old, new)} for row in text["paragraphs"]]
        return self.mayors[mayor].does(f"/motions/{motion}/amendments", base_hash=text["hash"], paragraphs=rows)

    def put(self, motion: str, amendment: str | None = None, minutes: int | None = None) -> str:
        """A vote: live, or a window of so many minutes for what takes longer than a live one lasts."""
        body: dict[str, Any] = {"amendment": amendment} if amendment else {}
        if minutes:
            body["closes_at"] = (self.parliament.client.now() + timedelta(minutes=minutes)).isoformat()
        return self.chair.does(f"/motions/{motion}/votes", **body)["vote"]

    def cast(self, vote: str, choice: str = "yes", mayors: slice = slice(None)) -> None:
        for mayor in self.mayors[mayors]:
            mayor.puts(f"/votes/{vote}/ballot", choice=choice)

    def close(self, vote: str) -> None:
        self.chair.does(f"/votes/{vote}/close")

    def decided(self, motion: str) -> str:
        """Every mayor votes for it."""
        vote = self.put(motion)
        self.cast(vote)
        self.close(vote)
        return vote

    def declared(self, motion: str) -> str:
        """Two persons certify it, and it is published: its address."""
        for person in (self.chair, self.desk):
            person.does(f"/motions/{motion}/certify")
        return self.desk.does(f"/motions/{motion}/publish-declaration")["slug"]


def followed_up(scene: Scene, slug: str) -> str:
    """The declaration is corrected, open for signature and followed up by a city: its commitment."""
    at, shown = f"/declarations/{slug}", scene.desk.sees(f"/declarations/{slug}")["document"]
    rows = [{key: row[key] for key in ROW} for row in shown["text"]["paragraphs"]]
    rows[0]["text"] = rows[0]["text"].replace("any other", "all other")
    said = {"text_hash": shown["text_hash"], "paragraphs": rows, "notice": "A slip of the pen."}
    version = scene.desk.does(f"{at}/versions", **said)["version"]
    for person in (scene.chair, scene.desk):
        person.does(f"/versions/{version}/certify")
    scene.desk.does(f"/versions/{version}/publish")
    scene.desk.does(f"{at}/signing/open")
    scene.desk.does(f"{at}/addressees", kind="governments", name="Ministry of Water")
    promise = {"measure": "Streets with shade at noon", "unit": "streets", "baseline": "40", "target": "400"}
    days = {"due_on": "2030-12-31", "next_review_on": "2027-11-30"}
    return str(scene.mayors[1].does(f"{at}/commitments", **promise, **days)["commitment"])


def convened(parliament: Parliament, title: str = "Water and heat", profile: str = "demonstration") -> Scene:
    """A session under rules that ask for no notice."""
    desk, number = parliament["desk"], next(_numbers)
    for seconds in (1, 3, 9, 27):  # a busy machine may need longer to convene than the session was to wait
        desk.sees("/sessions")  # from its answer the client knows the house's clock
        opens_at = parliament.client.now() + timedelta(seconds=seconds)
        body = {"title": f"{title} {number}", "opens_at": opens_at.isoformat(), "time_zone": "Africa/Freetown"}
        try:
            made = desk.does("/sessions", profile=profile, **body)
        except Denied as refusal:
            if refusal.code != "notice_too_short":
                raise
        else:
            return Scene(parliament, made["session"], made["slug"], opens_at)
    raise TimeoutError("the house is too busy to convene a session")
