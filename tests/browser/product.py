"""The product as its users start it: `make run` over an empty folder of data."""

import os
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

import psycopg

HOUSE = Path(__file__).resolve().parents[2]
PASSWORD = "ceshi-yong-de-mima-2026"
# Nothing of the tests' own settings, nor of the make that runs them, reaches the product.
OURS = {"DJANGO_SETTINGS_MODULE", "DATA_DIR", "MAKEFLAGS", "MFLAGS", "MAKELEVEL", "MAKEOVERRIDES"}
PATIENCE = 180  # seconds; compressing and the demo site take about twenty


@dataclass(frozen=True)
class Product:
    """A running site: `address` without the slash at its end, `log` what it has printed."""

    address: str
    log: Path
    environment: dict[str, str]

    def shell(self, code: str) -> str:
        """What Python in the site's own shell prints, in a process beside the server."""
        done = subprocess.run(
            [sys.executable, "manage.py", "shell", "-v", "0", "-c", code],
            cwd=HOUSE,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()


@contextmanager
def running(folder: Path) -> Iterator[Product]:
    """Starts the product with its data in `folder` and ends it as Ctrl-C would."""
    port = _free_port()
    environment = _environment(folder, port)
    product = Product(f"http://127.0.0.1:{port}", folder / "log", environment)
    with product.log.open("wb") as log:
        process = subprocess.Popen(
            ["make", "run"],
            cwd=HOUSE,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        _wait_until_it_answers(product, process)
        yield product
    finally:
        _end(process)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _environment(folder: Path, port: int) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if name not in OURS}
    own = {"DATA_DIR": str(folder), "PORT": str(port), "QUICKSTART_PASSWORD": PASSWORD}
    if cluster := inherited.get("DATABASE_URL"):
        own["DATABASE_URL"] = _fresh_database(cluster, f"browser_{port}")
    return inherited | own


def _fresh_database(cluster: str, name: str) -> str:
    """A new database beside the one the other tests use; returns its DATABASE_URL."""
    with psycopg.connect(cluster, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return f"{cluster.rpartition('/')[0]}/{name}"


def _wait_until_it_answers(product: Product, process: subprocess.Popen) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            urllib.request.urlopen(f"{product.address}/healthz", timeout=5).close()
            return
        except urllib.error.URLError:
            time.sleep(0.2)
    raise RuntimeError(f"make run does not serve:\n{product.log.read_text(encoding='utf-8')}")


def _end(process: subprocess.Popen) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGINT)
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        raise
