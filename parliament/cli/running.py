"""Running: a parliament for real, the demonstration, and the simulation alone."""

import dataclasses
import os
import socket
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import click
from flask import Flask

from parliament.cli.logs import configure_logs, log_settings
from parliament.cli.opening import open_house
from parliament.config import Settings, read_settings

SERVE_EPILOG = """\b
Examples:
  parliament serve
  PARLIAMENT_BASE_URL=https://parliament.example.org parliament serve --host 127.0.0.1 --port 8000
  DATABASE_URL=postgresql+psycopg:///parliament REDIS_URL=redis://127.0.0.1/0 parliament serve --workers 2

Alone, each person who follows live keeps one thread. Whoever gets none is served by HTTP every few seconds. Workers
hold thousands of followers each; they need PostgreSQL, and Redis between them. Take one for each core.
Next: open the address in a browser; parliament account invite LOGIN --office … for whoever shall take part.
"""

DEMO_EPILOG = """\b
Examples:
  parliament demo
  parliament demo --port 8080 --fresh

Next: open the address that is printed and follow the sitting; then sign in with one click as mayor, chair or
secretariat. Stop with Ctrl-C; started again, the parliament goes on where it was.
"""

SIMULATE_EPILOG = """\b
Example, against a demo that runs elsewhere:
  parliament simulate --url http://127.0.0.1:8000 --tokens var/demo/people.json --speed 2
"""

host_option = click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
port_option = click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
threads_option = click.option("--threads", default=128, show_default=True, type=click.IntRange(8, 4096))
workers_option = click.option(
    "--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="Processes; two or more use gevent."
)
gevent_option = click.option("--gevent", is_flag=True, help="Greenlets instead of threads, for one worker too.")
speed_option = click.option("--speed", default=1.0, show_default=True, type=click.FloatRange(0.1, 100))


@click.command(epilog=SERVE_EPILOG)
@host_option
@port_option
@threads_option
@workers_option
@gevent_option
def serve(host: str, port: int, threads: int, workers: int, gevent: bool) -> None:  # noqa: FBT001 -- click calls it by name
    """Serve the parliament that `parliament init` founded."""
    from parliament.serving import check_joined, serve

    # Sockets are taken from the address that pages come from, so a port given here has to be in it.
    base_url = None if "PARLIAMENT_BASE_URL" in os.environ else f"http://{host}:{port}"
    settings = read_settings(base_url=base_url)
    greenlets = gevent or workers > 1
    if greenlets:
        _or_say_why(lambda: check_joined(settings, workers))
        begin_anew_with_greenlets()
    with open_house(settings):
        pass  # or it says what to do first
    configure_logs()
    click.echo(f"{settings.base_url} (stop with Ctrl-C)", err=True)
    place = partial(serve, settings, host=host, port=port, logs=log_settings())
    _or_say_why(lambda: place(threads=threads, workers=workers, greenlets=greenlets))


# `os` and `signal` stay as they are until there are workers: gunicorn's master has to hear of each that ends.
WITH_GREENLETS = ("-m", "gevent.monkey", "--no-os", "--no-signal", "--module", "parliament.cli")


def begin_anew_with_greenlets() -> None:
    """Become the same command in an interpreter whose standard library is gevent's from the first import on.

    Patched later, locks that were made on import would stop a whole worker, and PostgreSQL's driver would have chosen
    a way of waiting that lets nobody else run.
    """
    try:
        import gevent.monkey
    except ImportError:
        raise click.ClickException("Workers need gevent: install the extra `server`.") from None
    if not gevent.monkey.is_module_patched("socket"):
        os.execv(sys.executable, [sys.executable, *WITH_GREENLETS, *sys.argv[1:]])  # noqa: S606 -- our own command


@click.command(epilog=DEMO_EPILOG)
@host_option
@port_option
@threads_option
@click.option("--home", default=Path("var/demo"), show_default=True, type=click.Path(file_okay=False, path_type=Path))
@click.option("--fresh", is_flag=True, help="Forget what happened in this demo so far and found it anew.")
@speed_option
def demo(host: str, port: int, threads: int, home: Path, fresh: bool, speed: float) -> None:  # noqa: FBT001 -- click calls it by name
    """Serve a parliament of 300 real cities in which invented mayors speak, amend and vote, and visitors may join."""
    from parliament.demo.home import PEOPLE
    from parliament.serving import serve

    configure_logs(quiet=True)
    settings = demo_settings(home, host, port)
    prepare_demo(home, settings, fresh=fresh)
    wait_for_port(host, port)
    click.echo(_welcome(settings.base_url))
    opening = opening_of_demo(settings.base_url, home / PEOPLE, speed)
    _or_say_why(
        lambda: serve(settings, host=host, port=port, threads=threads, logs=log_settings(quiet=True), opening=opening)
    )


def demo_settings(home: Path, host: str, port: int) -> Settings:
    """The demo's own settings: whatever the environment says, it neither touches nor shows a real parliament."""
    home.mkdir(parents=True, exist_ok=True)
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104 -- compared, not bound
    read = read_settings(
        home=home,
        database_url=f"sqlite:///{(home / 'parliament.db').absolute()}",
        base_url=f"http://{shown}:{port}",
        demo=True,
    )
    origins = tuple(dict.fromkeys(f"http://{name}:{port}" for name in (shown, "127.0.0.1", "localhost")))
    return dataclasses.replace(
        read, origins=origins, trusted_hosts=(shown, "127.0.0.1", "localhost"), redis_url=None, signer=None
    )


def prepare_demo(home: Path, settings: Settings, *, fresh: bool) -> None:
    """Found the demo unless it stands. One that was cut short while it was founded is begun anew."""
    from parliament.commands.house import House
    from parliament.demo.founding import found_demo
    from parliament.demo.home import DATABASE, PEOPLE, write_people
    from parliament.demo.past import Clock
    from parliament.store.database import Database
    from parliament.store.migrate import upgrade

    people = home / PEOPLE
    if people.exists() and not fresh:
        upgrade(settings.database_url)
        return
    for left in (people, *home.glob(f"{DATABASE}*")):
        left.unlink(missing_ok=True)
    click.echo("Founding a parliament of 300 cities …")
    upgrade(settings.database_url)
    database = Database(settings.database_url)
    try:
        with database.reading() as db:
            clock = Clock(database.now(db))
        write_people(people, found_demo(House(database, clock=clock), clock=clock))
    finally:
        database.engine.dispose()


def opening_of_demo(url: str, people: Path, speed: float) -> Callable[[Flask], Callable[[], None]]:
    """What a serving demo has beside the house: accounts for visitors, and the simulation."""
    from parliament.demo.home import read_people
    from parliament.demo.player import Player
    from parliament.demo.visitors import Visitors

    def opening(app: Flask) -> Callable[[], None]:
        app.extensions["parliament.visitors"] = Visitors(app.extensions["parliament.house"], read_people(people))
        player = Player(url, people, speed)
        player.start()
        return player.stop

    return opening


@click.command(epilog=SIMULATE_EPILOG)
@click.option("--url", default="http://127.0.0.1:8000", show_default=True, help="The parliament to act in.")
@click.option("--tokens", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@speed_option
@click.option("--until-input-ends", is_flag=True, help="End when standard input closes; the demo's server uses this.")
def simulate(url: str, tokens: Path, speed: float, until_input_ends: bool) -> None:  # noqa: FBT001 -- click calls it by name
    """Let the simulated mayors, chairs and secretaries of a demo act, through its HTTP API alone.

    TOKENS is the file `people.json` in the demo's home. `parliament demo` does this by itself.
    """
    from parliament.demo.home import read_people
    from parliament.demo.player import end_with_input
    from parliament.demo.simulation import simulate

    configure_logs(quiet=until_input_ends)
    if until_input_ends:
        end_with_input()
    simulate(url, read_people(tokens), speed=speed)


def wait_for_port(host: str, port: int, seconds: float = 8) -> None:
    """A server that was killed holds its port for a moment longer; another program holds it for good."""
    deadline = time.monotonic() + seconds
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    while True:
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as error:
                if time.monotonic() > deadline:
                    raise click.ClickException(
                        f"Port {port} cannot be had: {error.strerror}. Try another: --port {port + 1}"
                    ) from None
                time.sleep(0.5)
            else:
                return


def _or_say_why(run: Callable[[], None]) -> None:
    try:
        run()
    except RuntimeError as trouble:
        raise click.ClickException(str(trouble)) from None


def _welcome(url: str) -> str:
    return (
        f"\n  A parliament is in session:  {url}\n\n"
        "  1. Open it: a sitting begins within half a minute, and everything you see changes by itself.\n"
        f"  2. Sign in with one click as mayor, cabinet, chair or secretariat:  {url}/demo\n"
        "  3. Vote, take the floor, amend; then look at the declaration that comes out and check it.\n\n"
        "  The cities are real; the mayors, and what they say, are invented. Stop with Ctrl-C.\n"
    )
