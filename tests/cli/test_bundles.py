"""The evidence for a declaration, from the shell: exported, accepted, compared with a key, and refused once touched."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from parliament.cli import main
from tests.results.played import Played


@pytest.fixture(scope="module")
def evidence(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `export declaration` writes for a session that was played to its declaration."""
    folder = tmp_path_factory.mktemp("evidence")
    played = Played(folder)
    played.convene()
    slug = played.declare(played.adopt())["slug"]
    url = str(played.house.database.engine.url)
    played.house.database.engine.dispose()
    file = folder / "evidence.zip"
    written = CliRunner().invoke(main, ["export", "declaration", slug, str(file)], env={"DATABASE_URL": url})
    assert written.exit_code == 0, written.output
    return file


def verify(*words: object) -> tuple[int, str]:
    outcome = CliRunner().invoke(main, ["verify", *map(str, words)])
    return outcome.exit_code, outcome.output


def test_bundle_that_was_exported_is_verified_and_shows_its_key(evidence: Path) -> None:
    code, said = verify(evidence)
    assert (code, said.rstrip().splitlines()[-1]) == (0, "Verified.")
    assert "Key: " in said


def test_bundle_is_verified_against_the_key_one_kept_and_refused_against_another(evidence: Path) -> None:
    _, said = verify(evidence)
    key = next(line.removeprefix("Key: ") for line in said.splitlines() if line.startswith("Key: "))
    assert verify(evidence, "--vkey", key)[0] == 0
    other = "parliament.example+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    assert verify(evidence, "--vkey", other)[0] == 1


@pytest.mark.parametrize("share", [0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 0.999])
def test_bundle_with_one_byte_changed_is_not_verified(evidence: Path, tmp_path: Path, share: float) -> None:
    data = bytearray(evidence.read_bytes())
    data[int(share * len(data))] ^= 1
    touched = tmp_path / "touched.zip"
    touched.write_bytes(bytes(data))
    code, said = verify(touched)
    assert code == 1
    assert "NOT verified" in said
