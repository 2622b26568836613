"""A real nginx for tests, Debian's, run from the very file that docs/deployment offers, on free ports."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.services import processes

FILE = Path(__file__).parents[2] / "docs" / "deployment" / "nginx.conf"
AROUND = """daemon off;
{user}
pid {scratch}/pid;
error_log {scratch}/error.log warn;
worker_processes 1;
events {{ worker_connections 1024; }}
http {{
    access_log off;
    client_body_temp_path {scratch}/body;
    proxy_temp_path {scratch}/proxy;
    fastcgi_temp_path {scratch}/fastcgi;
    uwsgi_temp_path {scratch}/uwsgi;
    scgi_temp_path {scratch}/scgi;
    include {scratch}/parliament.conf;
}}
"""


@dataclass
class Nginx:
    """A running nginx: the same parliament by plain HTTP, for clients that know no certificate of ours, and by TLS."""

    plain: int
    tls: int
    redirecting: int
    scratch: Path

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.plain}"

    @property
    def log(self) -> str:
        return (self.scratch / "error.log").read_text()


def placed(scratch: Path, upstream: str, ports: tuple[int, int, int]) -> str:
    """The deployment's file with only its places changed: ports, certificate, cache, and where the parliament is."""
    plain, tls, redirecting = ports
    text = FILE.read_text()
    for old, new in {
        "listen 443 ssl http2;": f"listen 127.0.0.1:{tls} ssl http2; listen 127.0.0.1:{plain};",
        "listen 80;": f"listen 127.0.0.1:{redirecting};",
        "server web:8000": f"server {upstream}",
        "/etc/nginx/certificates": str(scratch),
        "/var/cache/nginx/parliament": f"{scratch}/cache",
    }.items():
        assert old in text, f"{FILE.name} no longer says {old}"
        text = text.replace(old, new)
    return text


def certificate(scratch: Path) -> None:
    """A key and a certificate for nobody."""
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    command += ["-days", "1", "-subj", "/CN=parliament.example.org", "-keyout", str(scratch / "privkey.pem")]
    subprocess.run([*command, "-out", str(scratch / "fullchain.pem")], check=True, capture_output=True)


@contextmanager
def in_front_of(upstream: str, scratch: Path) -> Iterator[Nginx]:
    """An nginx that passes everything on to `127.0.0.1:8000` or wherever else; it is gone on leaving."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        pytest.skip("nginx is not installed: sudo apt-get install nginx-light")
    scratch.mkdir(parents=True, exist_ok=True)
    ports = (processes.free_port(), processes.free_port(), processes.free_port())
    certificate(scratch)
    # Its workers would be another account, which cannot enter the folders of this run.
    user = "user root;" if os.geteuid() == 0 else ""
    (scratch / "parliament.conf").write_text(placed(scratch, upstream, ports))
    (scratch / "nginx.conf").write_text(AROUND.format(scratch=scratch, user=user))
    server = processes.start([program, "-c", str(scratch / "nginx.conf"), "-p", str(scratch)], log=scratch / "log")
    nginx = Nginx(*ports, scratch)
    try:
        deadline = time.monotonic() + 20
        while not processes.listens(nginx.plain):
            if server.poll() is not None or time.monotonic() > deadline:
                pytest.fail(f"nginx did not start:\n{(scratch / 'log').read_text()}{nginx.log}")
            time.sleep(0.02)
        yield nginx
    finally:
        processes.stop(server)
