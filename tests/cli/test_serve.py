"""What `parliament serve` refuses before it serves: several workers that would have nothing in common."""

from dataclasses import replace

import pytest
from click.testing import CliRunner

from parliament.cli import main
from parliament.config import Settings
from parliament.serving import CONNECTIONS, FEWEST_CONNECTIONS, check_joined, check_settings

ALONE = Settings(database_url="sqlite://", secret_key="a key for a test")
TOGETHER = replace(ALONE, database_url="postgresql+psycopg:///parliament", redis_url="redis://127.0.0.1/0")


@pytest.mark.parametrize("options", [["--workers", "2"], ["--gevent"]])
def test_workers_on_the_embedded_database_are_refused_with_what_to_set(
    tmp_path, monkeypatch: pytest.MonkeyPatch, options: list[str]
) -> None:
    monkeypatch.setenv("PARLIAMENT_HOME", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    outcome = CliRunner().invoke(main, ["serve", *options])
    assert outcome.exit_code == 1
    assert "Workers need PostgreSQL" in outcome.output
    assert "Set DATABASE_URL." in outcome.output


def test_several_workers_without_redis_are_refused_and_one_is_not() -> None:
    check_joined(TOGETHER, 2)
    check_joined(replace(TOGETHER, redis_url=None), 1)
    with pytest.raises(RuntimeError, match="Set REDIS_URL"):
        check_joined(replace(TOGETHER, redis_url=None), 2)


def test_workers_share_the_connections_that_there_are(postgres, postgres_url: str, monkeypatch) -> None:
    settings = replace(TOGETHER, database_url=postgres_url)
    monkeypatch.setattr("parliament.store.database.Database.check_settings", lambda _: None)
    most = int(postgres.execute("SHOW max_connections")[0][0]) - int(
        postgres.execute("SHOW superuser_reserved_connections")[0][0]
    )
    for workers in (1, 2, 8, 16):
        share = check_settings(settings, workers).connections
        assert FEWEST_CONNECTIONS <= share <= CONNECTIONS
        assert workers * (share + 1) < most
    with pytest.raises(RuntimeError, match="too few for 64 workers"):
        check_settings(settings, 64)
    assert check_settings(replace(settings, connections=7), 64).connections == 7
