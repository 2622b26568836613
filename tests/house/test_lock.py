"""What must never be installed beside us, because libraries would pick it up by themselves (S27)."""

import tomllib
from pathlib import Path

import pytest

LOCK = Path(__file__).resolve().parents[2] / "uv.lock"


@pytest.mark.parametrize("name", ["eventlet", "gevent-websocket", "flask-sqlalchemy", "flask-talisman"])
def test_sec_s27_library_that_would_weaken_the_house_is_not_in_the_lock(name: str) -> None:
    packages = {package["name"] for package in tomllib.loads(LOCK.read_text("utf-8"))["package"]}
    assert "flask-socketio" in packages
    assert name not in packages
