"""Fetch the browser files we serve from the exact packages named in package-lock.json, and write manifest.json.

Run by hand when a version changes: edit package.json, `npm install --package-lock-only`, then this. The files are
committed, so neither installing nor serving needs Node; the lock's integrity hashes say what npm must deliver, the
manifest's sha384 say what we serve, and tests/house/test_vendored.py compares them on every run.
"""

import base64
import hashlib
import json
import shutil
import subprocess
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent

# Package, file inside it, and where it lives with us. axe-core only ever runs in tests, so it is kept out of static/.
FILES = [
    ("socket.io-client", "dist/socket.io.esm.min.js", "static/vendor/socket.io.esm.min.js"),
    ("socket.io-client", "LICENSE", "static/vendor/socket.io-client.LICENSE.txt"),
    ("idiomorph", "dist/idiomorph.esm.js", "static/vendor/idiomorph.esm.js"),
    ("idiomorph", "LICENSE", "static/vendor/idiomorph.LICENSE.txt"),
    ("axe-core", "axe.min.js", "tests/browser/vendor/axe.min.js"),
    ("axe-core", "LICENSE", "tests/browser/vendor/axe-core.LICENSE.txt"),
    ("axe-core", "LICENSE-3RD-PARTY.txt", "tests/browser/vendor/axe-core.LICENSE-3RD-PARTY.txt"),
]


def sha384(content: bytes) -> str:
    """The digest in the form a `integrity` attribute takes."""
    return "sha384-" + base64.b64encode(hashlib.sha384(content).digest()).decode()


def install(into: Path) -> None:
    """Let npm deliver what the lock names, and nothing else; no package's script runs on this machine."""
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name, into / name)
    subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=into, check=True)


def main() -> None:
    """Copy every named file and describe it in the manifest."""
    locked = json.loads((HERE / "package-lock.json").read_text())["packages"]
    manifest = []
    with tempfile.TemporaryDirectory() as scratch:
        install(Path(scratch))
        for package, source, target in FILES:
            content = (Path(scratch) / "node_modules" / package / source).read_bytes()
            (ROOT / target).parent.mkdir(parents=True, exist_ok=True)
            (ROOT / target).write_bytes(content)
            lock = locked[f"node_modules/{package}"]
            manifest.append(
                {
                    "file": target,
                    "package": package,
                    "version": lock["version"],
                    "source": source,
                    "npm_integrity": lock["integrity"],
                    "sha384": sha384(content),
                }
            )
    (HERE / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")


if __name__ == "__main__":
    main()
