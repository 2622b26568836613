"""By hand: the script in every bundle checks it with programs that are not ours."""

import shutil
import subprocess

import pytest

from parliament.record.checkpoint import Signer


def by_hand(folder, files) -> int:
    for name, data in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(data)
    script = subprocess.run(["sed", "-n", "s/^    //p", "VERIFY.txt"], cwd=folder, capture_output=True, check=True)
    return subprocess.run(["sh", "-e"], cwd=folder, input=script.stdout, capture_output=True, check=False).returncode


@pytest.fixture
def stock_tools():
    for tool in ("sh", "sed", "sha256sum", "openssl", "base64", "python3"):
        if shutil.which(tool) is None:
            pytest.skip(f"{tool} is not installed")


@pytest.mark.usefixtures("stock_tools")
def test_script_in_the_bundle_accepts_it_with_stock_tools(declared, tmp_path):
    assert by_hand(tmp_path, declared.files) == 0


@pytest.mark.usefixtures("stock_tools")
@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("declaration.json", b"Heat plans", b"Heat plots"),
        ("entries.jsonl", b"Water and heat", b"Weather & heat"),
        ("checkpoint", b"", b"of a size one smaller"),
        ("vkey", b"parliament.example", b""),
        ("roll-call.csv", b",abstain", b",no"),
        ("annexes/", b"year", b"week"),
    ],
)
def test_script_in_the_bundle_refuses_what_was_changed(declared, tmp_path, name, old, new):
    files = dict(declared.files)
    if name == "checkpoint":
        _, size, *_ = files[name].split(b"\n")
        old, new = b"\n%s\n" % size, b"\n%d\n" % (int(size) - 1)
    name = next(each for each in files if each.startswith(name) and old in files[each])
    files[name] = files[name].replace(old, new) if new else f"{Signer(declared.origin, b'f' * 32).vkey}\n".encode()
    assert files[name] != declared.files[name]
    assert by_hand(tmp_path, files) != 0
