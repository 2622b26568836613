"""Checkers that are not ours, built once for a run."""

import pytest

from tests.evidence.checker import Checker, build


@pytest.fixture(scope="session")
def checker(tmp_path_factory: pytest.TempPathFactory) -> Checker:
    """Go's sumdb packages."""
    return build(tmp_path_factory.mktemp("checker"))
