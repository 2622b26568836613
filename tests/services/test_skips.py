"""A skipped test fails the run where CI is set, and only there."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SKIPPED = "import pytest\ndef test_passes(): pass\n@pytest.mark.skip(reason='no Redis')\ndef test_skipped(): pass\n"
EXCEPTED = (
    "import pytest\ndef test_passes(): pass\n"
    "@pytest.mark.shared_data\n@pytest.mark.skip(reason='no data')\ndef test_skipped(): pass\n"
)
SKIPPED_FILE = "import pytest\npytest.skip('no browser', allow_module_level=True)\n"
EXPECTED_FAILURE = "import pytest\n@pytest.mark.xfail\ndef test_fails(): assert False\n"


def run(folder: Path, content: str, *, ci: str, workers: int = 0) -> subprocess.CompletedProcess[str]:
    (folder / "pytest.ini").write_text("[pytest]\n")
    (folder / "test_other.py").write_text("def test_other(): pass\n")
    (folder / "test_sample.py").write_text(content)
    options = ["-p", "tests.services.skips", "-p", "xdist", "-n", str(workers), "-q"]
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    environment = {**inherited, "PYTHONPATH": str(ROOT), "CI": ci, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    command = [sys.executable, "-m", "pytest", *options]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("workers", [0, 1])
def test_a_skipped_test_fails_the_run_in_ci_and_is_named(tmp_path: Path, workers: int) -> None:
    outcome = run(tmp_path, SKIPPED, ci="true", workers=workers)
    assert outcome.returncode == 1
    assert "test_sample.py::test_skipped" in outcome.stdout
    assert "no Redis" in outcome.stdout


@pytest.mark.parametrize("workers", [0, 1])
def test_a_file_skipped_whole_fails_the_run_in_ci(tmp_path: Path, workers: int) -> None:
    outcome = run(tmp_path, SKIPPED_FILE, ci="true", workers=workers)
    assert outcome.returncode == 1
    assert "no browser" in outcome.stdout


def test_a_skipped_test_is_no_failure_at_a_developers_desk(tmp_path: Path) -> None:
    assert run(tmp_path, SKIPPED, ci="").returncode == 0


def test_a_test_without_its_shared_data_may_be_skipped_in_ci(tmp_path: Path) -> None:
    assert run(tmp_path, EXCEPTED, ci="true").returncode == 0


def test_an_expected_failure_is_not_taken_for_a_skip(tmp_path: Path) -> None:
    assert run(tmp_path, EXPECTED_FAILURE, ci="true").returncode == 0
