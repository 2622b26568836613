"""Two people at pages of two workers, behind nginx; one line is cut and healed. Both read the same at the end.

In front of the workers stands nginx as docs/deployment configures it, and what it promises is tested here as well.
"""

import json
import re
import ssl
import threading
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Enter
from tests.browser.scenes import Scene
from tests.browser.test_observer import follow, part
from tests.browser.watching import Stay
from tests.faults.joined import Joined, joined, until
from tests.faults.proxy import Proxy, between, to_port
from tests.services.chromium import OpenContext
from tests.services.nginx import Nginx, in_front_of

# All of the page but what differs between two looks at the same moment: clocks that run.
WHOLE = """() => {
  const copy = document.querySelector('main').cloneNode(true);
  for (const clock of copy.querySelectorAll('.clock')) clock.replaceWith(clock.dateTime);
  for (const said of copy.querySelectorAll('#announcements')) said.replaceChildren(); // what was read out, not what is
  return copy.innerHTML;
}"""


# What nginx says when a worker is killed that had requests in hand.
KILLED = "upstream prematurely closed connection|Connection reset by peer"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Joined]:
    """Two workers, not started yet."""
    with joined(tmp_path_factory.mktemp("joined")) as parliament:
        yield parliament


@pytest.fixture(scope="module")
def nginx(home: Joined, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nginx]:
    with in_front_of(f"127.0.0.1:{home.port}", tmp_path_factory.mktemp("nginx")) as nginx:
        yield nginx


@pytest.fixture(scope="module")
def line(nginx: Nginx) -> Iterator[Proxy]:
    """The line of one of the two to nginx."""
    with between(to_port(nginx.plain)) as proxy:
        yield proxy


@pytest.fixture(scope="module")
def parliament(home: Joined, nginx: Nginx, line: Proxy) -> Iterator[Joined]:
    """The two workers, reached through nginx alone."""
    home.origins = nginx.url, f"http://127.0.0.1:{line.port}"
    home.start()
    home.url = nginx.url
    home.both_serve()
    yield home
    told = home.log.read_text()
    assert "Traceback" not in told, told
    unexpected = [line for line in nginx.log.splitlines() if not re.search(KILLED, line)]
    assert unexpected == []


def worker_of_page(parliament: Joined) -> int:
    """The worker that holds the only socket there is."""
    holding: list[int] = []

    def is_one() -> bool:
        holding[:] = [worker for worker in parliament.workers for _ in range(parliament.sockets_of(worker))]
        return len(holding) == 1

    until(is_one, 20)
    return holding[0]


def opened_elsewhere(parliament: Joined, page: Page, scene: Scene, taken: int) -> None:
    """Open the page until its socket is another worker's than the one that is taken."""

    def is_elsewhere() -> bool:
        follow(page, scene)
        held = {worker: parliament.sockets_of(worker) for worker in parliament.workers}
        return sorted(held.values()) == [1, 1] and held[taken] == 1

    until(is_elsewhere, 40)


def test_two_pages_on_two_workers_read_the_same_to_the_letter_once_a_cut_line_is_healed(
    scene: Scene, parliament: Joined, enter: Enter, open_context: OpenContext, line: Proxy
) -> None:
    motion = scene.debated("Shade")
    page = open_context(base_url=f"http://127.0.0.1:{line.port}").new_page()
    follow(page, scene)
    another = enter()
    opened_elsewhere(parliament, another, scene, taken=worker_of_page(parliament))
    stays = Stay(page), Stay(another)

    vote = scene.put(motion)
    for each in (page, another):
        expect(each.get_by_role("heading", name="The vote is open")).to_be_visible()
    line.cut()
    expect(page.locator("#connection")).to_have_text(re.compile("^Offline since"), timeout=30_000)
    scene.cast(vote, mayors=slice(0, 4))
    scene.cast(vote, "no", mayors=slice(4, 6))
    expect(another.get_by_text("6 of 9 seats have voted.")).to_be_visible()
    scene.close(vote)
    expect(part(another, "decided")).to_contain_text("4 for, 2 against, 0 abstaining")
    line.heal()
    expect(page.locator("#connection")).to_have_text("Live", timeout=30_000)
    expect(part(page, "decided")).to_contain_text("4 for, 2 against, 0 abstaining")
    scene.mayors[4].does(f"/sittings/{scene.sitting}/speakers", side="against")
    for each in (page, another):
        expect(part(each, "floor")).to_contain_text("Mayor of Kochi")
    assert page.evaluate(WHOLE).split() == another.evaluate(WHOLE).split()
    assert all(stay.holds() for stay in stays)


def got(port: int, path: str, **headers: str) -> tuple[int, dict[str, str], Any]:
    """A request to nginx by plain HTTP: the status, what nginx says of its cache, and the document."""
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path, headers={"Accept": "application/json", **headers})
    answer = connection.getresponse()
    said = answer.status, {name: answer.headers.get(name, "") for name in ("X-Cache", "Location")}, answer.read()
    connection.close()
    return said


def test_full_pages_of_the_record_come_from_nginx_but_never_to_somebody_known(parliament: Joined, nginx: Nginx) -> None:
    path = "/api/record?after=0&limit=5"
    status, _, first = got(nginx.plain, path)
    assert (status, len(json.loads(first)["entries"])) == (200, 5)
    again = got(nginx.plain, path)
    assert (again[1]["X-Cache"], again[2]) == ("HIT", first)
    token = f"Bearer {parliament['desk'].known.token}"
    assert got(nginx.plain, path, Authorization=token)[1]["X-Cache"] == "BYPASS"
    assert got(nginx.plain, path, Cookie="parliament=whatever")[1]["X-Cache"] == "BYPASS"
    growing = "/api/record?after=5"
    assert [got(nginx.plain, growing)[1]["X-Cache"] for _ in range(2)] == ["MISS", "MISS"]


def test_nginx_sends_plain_http_to_tls_and_serves_the_parliament_there(parliament: Joined, nginx: Nginx) -> None:
    status, said, _ = got(nginx.redirecting, "/live", Host="parliament.example.org")
    assert (status, said["Location"]) == (301, "https://parliament.example.org/live")
    anybody = ssl.create_default_context()
    anybody.check_hostname, anybody.verify_mode = False, ssl.CERT_NONE
    with urllib.request.urlopen(f"https://127.0.0.1:{nginx.tls}/healthz", context=anybody, timeout=20) as answer:
        assert json.loads(answer.read()) == {"status": "ok"}


def test_reading_goes_on_through_nginx_while_a_worker_is_killed(parliament: Joined, nginx: Nginx) -> None:
    doomed, _ = parliament.both_serve()
    is_killed = threading.Event()

    def read_without_pause(_: int) -> list[int]:
        said = []
        while not is_killed.is_set() or len(said) < 5:
            said.append(got(nginx.plain, "/api/sessions")[0])
        return said

    with ThreadPoolExecutor(8) as readers:
        reading = [readers.submit(read_without_pause, number) for number in range(8)]
        time.sleep(0.4)  # by now each worker has a few requests in hand at any moment
        parliament.end_worker(doomed)
        time.sleep(0.2)
        is_killed.set()
        statuses = [status for each in reading for status in each.result()]
    assert set(statuses) == {200}
    # nginx noticed, which shows that the kill met requests; it is not in the answers because it asked again.
    assert re.search(KILLED, nginx.log)
    parliament.both_serve()
