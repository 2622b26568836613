"""A whole parliament in a sitting: a hundred cities, two workers, PostgreSQL and Redis between them, nginx in front.

It is `parliament serve --workers 2` and the deployment's nginx.conf, with only the addresses changed. The sitting was
brought about by the house's own commands on the same database; what is measured is then asked of the workers over HTTP.
"""

import json
import shutil
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from typing import Any
from urllib.error import HTTPError

from bench.programs import Missing, Programs
from parliament.cli.running import WITH_GREENLETS
from parliament.commands import amendments, founding, seats, sessions, sittings, votes
from parliament.commands.house import House
from parliament.identity.tokens import make_token
from parliament.record.entries import ItemCalled
from parliament.rules.powers import Actor, Office
from parliament.store import record
from parliament.store.database import Database
from parliament.store.migrate import upgrade
from parliament.store.tables import Account, PlenarySession
from tests.results.played import Played, seat_file
from tests.services import nginx, postgres, processes, redis

CITIES = 100
COUNTRIES = ("SLE", "COL", "BEL", "TUR", "FJI", "DEU", "CAN", "KEN", "IDN", "PER")
CHANGES = {
    "p0": ("heat", "great heat"),
    "p1": ("every", "each"),
    "p2": ("pay", "pay fairly"),
    "p3": ("again", "once more"),
}
AROUND = """daemon off;
pid {scratch}/pid;
error_log {scratch}/error.log warn;
worker_processes 1;
worker_rlimit_nofile 40000;
events {{ worker_connections 20000; }}
http {{
    access_log off;
    client_body_temp_path {scratch}/body;
    proxy_temp_path {scratch}/proxy;
    fastcgi_temp_path {scratch}/fastcgi;
    uwsgi_temp_path {scratch}/uwsgi;
    scgi_temp_path {scratch}/scgi;
    include {scratch}/parliament.conf;
}}
"""


class Chamber(Played):
    """The people and the sitting, and how to ask the workers for something in a person's name."""

    def __init__(self, database: str) -> None:
        upgrade(database)
        whole = Database(database)
        with whole.reading() as db:
            self.now = whole.now(db) - timedelta(hours=27)
        self.house = House(whole, clock=lambda: self.now)
        founded = founding.found_house(self.house, origin="parliament.example", login="desk@x.example", name="Desk")
        self.desk = Actor(account=founded["account"], offices=frozenset({Office.SECRETARIAT}))
        self.chair = self.invite("chair", Office.CHAIR)
        cities = [(f"City {n:03}", COUNTRIES[n % 10], "AF", 100_000 + 7_000 * n, None) for n in range(CITIES)]
        self.seats = self.act(seats.import_seats, self.desk, csv=seat_file(cities))["seats"]
        self.mayors = [self.invite(f"mayor{n}", Office.MEMBER, seat) for n, seat in enumerate(self.seats)]
        self.convene()
        self._bring_business()
        self.house = House(whole)  # from here on by the clock of everybody

    def convene(self, title: str = "Heat and water") -> None:
        """A session of today, with everybody present."""
        said = {"title": title, "opens_at": self.now + timedelta(hours=25), "time_zone": "Africa/Freetown"}
        self.plenary = self.act(sessions.convene_session, self.desk, **said)["session"]
        self.now = said["opens_at"]
        fixed = self.act(sittings.schedule_sitting, self.desk, session_id=self.plenary, starts_at=self.now)
        self.sitting = fixed["sitting"]
        for mayor in self.mayors:
            self.act(sittings.check_in, mayor, sitting_id=self.sitting)

    def _bring_business(self) -> None:
        self.motion = self.bring_forward()
        made = [
            self.amend(self.motion, number, **{place: words}) for number, (place, words) in enumerate(CHANGES.items())
        ]
        order = self.act(amendments.confirm_order, self.chair, motion_id=self.motion)["numbers"]
        self.questions: list[str | None] = [*(made[number - 1] for number in order), None]
        with self.house.database.writing() as db:
            self.slug = db.get_one(PlenarySession, self.plenary).slug
            self.token = make_token(db, db.get_one(Account, self.chair.account).id, "bench", self.now)

    def lengthen(self, many: int) -> int:
        """So many entries more, at once; returns how many the log has then."""
        with self.house.transaction(by=self.chair) as tx:
            for number in range(many):
                tx.record(ItemCalled(sitting=self.sitting, item=f"item-{number}"), self.plenary)
        with self.house.reading() as db:
            return record.sizes(db, {self.plenary})[self.plenary]

    def open_vote(self, port: int) -> str:
        """The next question is put, through a worker; everybody has voted when this returns."""
        vote = self.ask(port, f"/api/motions/{self.motion}/votes", {"amendment": self.questions.pop(0)})["vote"]
        for mayor in self.mayors:
            self.house.perform(votes.cast_ballot, by=mayor, vote_id=vote, choice="yes")
        return vote

    def ask(self, port: int, path: str, said: dict[str, Any]) -> dict[str, Any]:
        """Act as the chair, over HTTP."""
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", json.dumps(said).encode(), headers)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 -- the address is ours
                return json.load(answer)
        except HTTPError as refused:
            raise RuntimeError(f"{path}: {refused.read().decode()[:500]}") from refused


class Sat:
    """A chamber that is served: `port` is that of the workers, `front` that of nginx."""

    def __init__(self, chamber: Chamber, port: int, front: int, origin: str) -> None:
        self.chamber, self.port, self.front, self.origin = chamber, port, front, origin


@contextmanager
def sitting(programs: Programs) -> Iterator[Sat]:
    """The parliament and everything it stands on; all of it is gone on leaving."""
    for program in ("redis-server", "nginx"):
        if shutil.which(program) is None and shutil.which(program, path="/usr/sbin") is None:
            raise Missing(f"No {program}: to install it, sh tests/services/install.sh")
    with ExitStack() as stack:
        stack.enter_context(_durable())
        database = stack.enter_context(postgres.cluster()).create_database()
        chamber = Chamber(database)
        joined = {"DATABASE_URL": database, "REDIS_URL": stack.enter_context(redis.server())}
        port = processes.free_port()
        front, around = _place_nginx(programs, port)
        origin = f"http://127.0.0.1:{front}"
        ours = {"HOME": programs.scratch / "home", "BASE_URL": origin, "PROXIES": "1", "SECRET_KEY": "bench" * 8}
        settings = joined | {f"PARLIAMENT_{name}": value for name, value in ours.items()}
        command = ["env", *(f"{name}={value}" for name, value in settings.items()), sys.executable, *WITH_GREENLETS]
        programs.serve([*command, "serve", "--workers", "2", "--port", port], port, name="parliament", core=None)
        programs.serve(around, front, name="nginx", core=None)
        yield Sat(chamber, port, front, origin)
        chamber.house.database.engine.dispose()


@contextmanager
def _durable() -> Iterator[None]:
    """Clusters that are started meanwhile wait for the disk, as `serve` insists; those of tests do not."""
    quick = dict(postgres.SETTINGS)
    postgres.SETTINGS.update(fsync="on", full_page_writes="on")
    try:
        yield
    finally:
        postgres.SETTINGS.update(quick)


def _place_nginx(programs: Programs, upstream: int) -> tuple[int, list[object]]:
    """The deployment's own file with its addresses changed; the port for plain HTTP, and the command."""
    scratch = programs.scratch / "nginx"
    scratch.mkdir()
    for folder in (programs.scratch, scratch):
        folder.chmod(0o755)  # as root, nginx's workers are another account, which has to reach the cache
    ports = (processes.free_port(), processes.free_port(), processes.free_port())
    nginx.certificate(scratch)
    (scratch / "parliament.conf").write_text(nginx.placed(scratch, f"127.0.0.1:{upstream}", ports))
    (scratch / "nginx.conf").write_text(AROUND.format(scratch=scratch))
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    return ports[0], [program, "-c", scratch / "nginx.conf", "-p", scratch]
