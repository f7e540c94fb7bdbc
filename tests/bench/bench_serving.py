"""A notice's page as a file of nginx, behind the nginx we ship, from memory, and drawn anew.

CPU of all processes that serve, by request: medians of interleaved rounds. Ratios are to the file.
Writes RESULTS.md beside this file. Needs nginx and wrk.
"""

import os
import platform
import re
import subprocess
import sys
import tempfile
import urllib.request
from datetime import date
from pathlib import Path
from statistics import median

from tests.serving.stack import (
    Stack,
    application,
    end,
    environment_of,
    free_port,
    running,
    wait_for,
)

ROUNDS, SECONDS, CONNECTIONS = 5, 2, 8
PAGE = "/notices/7/"
TICKS = os.sysconf("SC_CLK_TCK")
RESULTS = Path(__file__).with_name("RESULTS.md")


def cpu_seconds(processes: list[subprocess.Popen]) -> float:
    """User and system time of the processes and all they have started."""
    groups = {os.getpgid(process.pid) for process in processes}
    spent = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) in groups:
            spent += int(fields[11]) + int(fields[12])
    return spent / TICKS


def requests_of(address: str) -> int:
    """How many wrk got in SECONDS; raises where any failed."""
    words = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "-H", "Accept-Encoding: br"]
    told = subprocess.run([*words, address], capture_output=True, encoding="utf-8", check=True)
    if "Non-2xx" in told.stdout or "Socket errors" in told.stdout:
        raise SystemExit(told.stdout)
    return int(re.search(r"(\d+) requests in", told.stdout)[1])


def one_round(contenders: dict) -> dict[str, float]:
    """CPU milliseconds a request, by contender."""
    spent = {}
    for name, (address, processes) in contenders.items():
        before = cpu_seconds(processes)
        many = requests_of(address)
        spent[name] = (cpu_seconds(processes) - before) * 1000 / many
    return spent


def page_of(stack: Stack) -> bytes:
    request = urllib.request.Request(stack.address + PAGE, headers={"Accept-Encoding": "br"})
    with urllib.request.urlopen(request) as answer:
        return answer.read()


def contenders(stack: Stack, folder: Path, file_port: int, others: list) -> dict:
    own, front = stack.processes[0], stack.processes[-1]
    (folder / "root").mkdir()
    (folder / "root" / "page.html").write_bytes(page_of(stack))
    quiet = environment_of(stack.data, PAGE_CACHE_MB="0")
    constant = quiet | {"CONSTANT_BODY": str(folder / "root" / "page.html")}
    targets = {
        "drawn anew": (quiet, "site_config.wsgi:application", PAGE),
        "a constant view": (constant, "tests.bench.constant:application", "/constant/"),
    }
    found = {
        "a file of nginx": (f"http://127.0.0.1:{file_port}/page.html", [front]),
        "behind our nginx": (stack.address + PAGE, stack.processes),
        "from memory": (f"http://127.0.0.1:{stack.ports[0]}{PAGE}", [own]),
    }
    for name, (environment, target, path) in targets.items():
        port = free_port()
        others.append(application(port, environment, target))
        wait_for(f"http://127.0.0.1:{port}{path}")
        found[name] = (f"http://127.0.0.1:{port}{path}", [others[-1]])
    return found


def report(figures: dict[str, float], size: int) -> str:
    file = figures["a file of nginx"]
    lines = [
        f"# A notice's page, {size} bytes with Brotli",
        "",
        f"{date.today()}, {platform.machine()}, {os.cpu_count()} cores, Python "
        f"{platform.python_version()}, load {os.getloadavg()[0]:.1f}; medians of {ROUNDS} rounds "
        f"of {SECONDS} s, interleaved.",
        "",
        "| served | CPU ms a request | share of the file |",
        "|---|--:|--:|",
    ]
    lines += [f"| {name} | {ms:.3f} | {file / ms:.2f} |" for name, ms in figures.items()]
    above = figures["drawn anew"] - figures["a constant view"]
    lines += ["", f"Drawn anew above a constant view: {above:.2f} ms of CPU.", ""]
    return "\n".join(lines)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder, file_port, others = Path(name), free_port(), []
        file = f"server {{ listen 127.0.0.1:{file_port}; root {folder}/root; }}"
        with running(folder, processes=1, more=file) as stack:
            try:
                found = contenders(stack, folder, file_port, others)
                rounds = [one_round(found) for _ in range(ROUNDS)]
                size = len(page_of(stack))
            finally:
                for process in others:
                    end(process)
    figures = {name: median(spent[name] for spent in rounds) for name in rounds[0]}
    RESULTS.write_text(report(figures, size), encoding="utf-8")
    sys.stdout.write(report(figures, size))


if __name__ == "__main__":
    main()
