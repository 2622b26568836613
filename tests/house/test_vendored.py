"""What we serve from others is byte for byte what the manifest says, and the lock names its source without a host."""

import base64
import hashlib
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
VENDOR = ROOT / "static" / "vendor"
MANIFEST = json.loads((VENDOR / "manifest.json").read_text())
LOCK = json.loads((VENDOR / "package-lock.json").read_text())


@pytest.mark.parametrize("entry", MANIFEST, ids=lambda entry: entry["file"])
def test_vendored_file_has_the_digest_of_the_manifest(entry: dict[str, str]) -> None:
    digest = hashlib.sha384((ROOT / entry["file"]).read_bytes()).digest()
    assert entry["sha384"] == "sha384-" + base64.b64encode(digest).decode()


@pytest.mark.parametrize("entry", MANIFEST, ids=lambda entry: entry["file"])
def test_manifest_names_the_package_as_the_lock_does(entry: dict[str, str]) -> None:
    locked = LOCK["packages"][f"node_modules/{entry['package']}"]
    assert (entry["version"], entry["npm_integrity"]) == (locked["version"], locked["integrity"])


def test_every_vendored_file_is_in_the_manifest() -> None:
    ours = {"fetch.py", "land.py", "manifest.json", "package.json", "package-lock.json"}
    served = {path for path in VENDOR.iterdir() if path.is_file() and path.name not in ours}
    tested = {path for path in (ROOT / "tests" / "browser" / "vendor").iterdir() if path.is_file()}
    assert {str(path.relative_to(ROOT)) for path in served | tested} == {entry["file"] for entry in MANIFEST}


def test_every_vendored_package_comes_with_its_licence() -> None:
    licensed = {entry["package"] for entry in MANIFEST if "LICENSE" in entry["source"]}
    assert licensed == {entry["package"] for entry in MANIFEST}


def test_lock_pins_exact_versions_and_names_no_registry() -> None:
    packages = {name: package for name, package in LOCK["packages"].items() if name}
    assert all("integrity" in package and "resolved" not in package for package in packages.values())
    assert LOCK["packages"][""]["dependencies"] == json.loads((VENDOR / "package.json").read_text())["dependencies"]


def test_the_coast_of_the_maps_names_its_package_as_the_lock_does() -> None:
    drawn = json.loads((ROOT / "parliament" / "results" / "land.json").read_text())
    locked = LOCK["packages"][f"node_modules/{drawn['package']}"]
    assert (drawn["version"], drawn["npm_integrity"]) == (locked["version"], locked["integrity"])
