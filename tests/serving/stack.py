"""Starts the site in some processes, and nginx with deploy/nginx.conf before them."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]
PASSWORD = "ceshi-yong-de-mima-2026"
PATIENCE = 60  # seconds


@dataclass
class Stack:
    """`data` is the site's folder, `ports` those of the application, `front` that of nginx."""

    folder: Path
    data: Path
    ports: list[int]
    front: int
    processes: list[subprocess.Popen]
    environment: dict[str, str]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.front}"

    def reload_nginx(self) -> None:
        """nginx reads its files again; the old worker is given a moment to end."""
        self.processes[-1].send_signal(signal.SIGHUP)
        time.sleep(1)

    def manage(self, *words: str) -> str:
        """Runs manage.py over the site's data; returns what it printed."""
        return run([sys.executable, "manage.py", *words], self.environment)


def run(command: list, environment: dict[str, str]) -> str:
    done = subprocess.run(
        command, cwd=HOUSE, env=environment, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment_of(data: Path, **more: str) -> dict[str, str]:
    """A demo site's settings over a folder of data; none of the tests' own reach it."""
    own = {"DATA_DIR": str(data), "QUICKSTART_PASSWORD": PASSWORD, "PYTHONUTF8": "1"}
    strange = {"DJANGO_SETTINGS_MODULE", "DATA_DIR", "SITE_URL", "ALLOWED_HOSTS", "PORT"}
    inherited = {name: value for name, value in os.environ.items() if name not in strange}
    return inherited | own | more


def application(
    port: int,
    environment: dict[str, str],
    target="site_config.wsgi:application",
    quiet: bool = False,
    threads: int = 4,
):
    """One worker process of the application, as deploy/hongtou.service starts it; `quiet` is
    without what it logs."""
    words = ["--interface", "wsgi", "--no-ws", "--host", "127.0.0.1", "--port", str(port)]
    words += ["--workers", "1", "--blocking-threads", str(threads), "--log-level", "error", target]
    return subprocess.Popen(
        [sys.executable, "-m", "granian", *words],
        cwd=HOUSE,
        env=environment,
        stderr=subprocess.DEVNULL if quiet else None,
        start_new_session=True,
    )


def nginx(folder: Path, front: int, ports: list[int], data: Path, more: str = ""):
    """nginx with the file we ship: its ports, names and folders changed, TLS and limits left out
    (a benchmark comes from one address)."""
    shipped = (HOUSE / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    backends = "\n".join(f"    server 127.0.0.1:{port} max_fails=0;" for port in ports)
    text = re.sub(r"(?m)^ +server 127\.0\.0\.1:8000.*$", backends, shipped)
    text = text.replace("listen 80;", f"listen 127.0.0.1:{free_port()};")
    text = text.replace("listen 443 ssl http2;", f"listen 127.0.0.1:{front};")
    text = text.replace("www.lanchuan.example", "127.0.0.1")
    text = text.replace("/var/cache/nginx/hongtou", str(folder / "cache"))
    text = text.replace("/srv/hongtou/var", str(data))
    text = re.sub(r"(?m)^ +(?:ssl_|limit_req |limit_conn ).*\n", "", text)
    (folder / "hongtou.conf").write_text(text, encoding="utf-8")
    temporary = "".join(
        f"    {name}_temp_path {folder}/{name};\n"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"daemon off;\n{owner_of_nginx()}pid {folder}/nginx.pid;\nerror_log {folder}/nginx.log;\n"
        "worker_processes 2;\nevents { worker_connections 2048; }\n"
        f"http {{\n    access_log off;\n    sendfile on;\n{temporary}"
        f"    include {folder}/hongtou.conf;\n{more}\n}}\n",
        encoding="utf-8",
    )
    program = next(p for p in ("/usr/sbin/nginx", "/usr/bin/nginx") if Path(p).exists())
    return subprocess.Popen(
        [program, "-e", f"{folder}/nginx.log", "-c", f"{folder}/nginx.conf"],
        start_new_session=True,
    )


def owner_of_nginx() -> str:
    """Started by root, nginx would become somebody who may not read the test's folder."""
    return "user root;\n" if os.getuid() == 0 else ""


def wait_for(address: str) -> None:
    """Until something answers there, whatever it says."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"nothing answers at {address}")


def end(process: subprocess.Popen) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@contextmanager
def running(folder: Path, processes: int = 2, more: str = "", **variables) -> Iterator[Stack]:
    """The demo site in so many processes behind nginx; `more` goes into nginx's http block."""
    data = folder / "data"
    environment = environment_of(data, **variables)
    run([sys.executable, "manage.py", "quickstart"], environment)
    run([sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"], environment)
    ports, front = [free_port() for _ in range(processes)], free_port()
    started = [application(port, environment) for port in ports]
    try:
        started.append(nginx(folder, front, ports, data, more))
        for port in [*ports, front]:
            wait_for(f"http://127.0.0.1:{port}/healthz")
        yield Stack(folder, data, ports, front, started, environment)
    finally:
        for process in started:
            end(process)
