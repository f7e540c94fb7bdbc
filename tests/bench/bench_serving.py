"""A notice's page as a file of nginx, behind the nginx we ship, from memory, found unchanged
after a change elsewhere, and drawn anew by a page cache that keeps nothing.

CPU of all processes that serve, by request: medians of interleaved rounds. The file is sent as
Debian's nginx.conf sends files, then with what nginx does for the page: the same headers, and the
same way of opening and sending. Limits by address are left out. Needs nginx and wrk.
"""

import os
import re
import subprocess
import tempfile
import urllib.request
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
OPENED = "sendfile off; open_file_cache max=200 inactive=20s;"  # as deploy/nginx.conf
# Said by nginx itself, or of the file's own.
OWN = {"server", "date", "connection", "content-type", "content-length", "etag", "last-modified"}
FILES = ("a file of nginx", "the file, the page's headers", "the file, opened and sent as the page")


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


def page_of(stack: Stack) -> tuple[bytes, list[tuple[str, str]]]:
    """(body, headers) as nginx sends them."""
    request = urllib.request.Request(stack.address + PAGE, headers={"Accept-Encoding": "br"})
    with urllib.request.urlopen(request) as answer:
        return answer.read(), answer.getheaders()


def file_servers(folder: Path, ports: list[int], headers_file: Path) -> str:
    """Three servers for nginx's http block, of the same file; `headers_file` is included."""
    usual = "sendfile on; tcp_nopush on; etag off;"
    said = f"include {headers_file};"
    ways = (usual, usual + said, OPENED + "etag off;" + said)
    return "\n".join(
        f"server {{ listen 127.0.0.1:{port}; root {folder}/root; {way} }}"
        for port, way in zip(ports, ways, strict=True)
    )


def as_nginx_says(headers: list[tuple[str, str]]) -> str:
    return "".join(
        "add_header {} '{}';\n".format(name, value.replace("'", "\\'"))
        for name, value in headers
        if name.lower() not in OWN
    )


def contenders(stack: Stack, page: Path, ports: list[int], others: list) -> dict:
    own, front = stack.processes[0], stack.processes[-1]
    found = {
        name: (f"http://127.0.0.1:{port}/{page.name}", [front])
        for name, port in zip(FILES, ports, strict=True)
    }
    found["behind our nginx"] = (stack.address + PAGE, stack.processes)
    found["from memory"] = (f"http://127.0.0.1:{stack.ports[0]}{PAGE}", [own])
    usual = environment_of(stack.data)
    constant = environment_of(stack.data, PAGE_CACHE_MB="0", CONSTANT_BODY=str(page))
    targets = {
        "found unchanged": (usual, "tests.bench.generations:unchanged", PAGE),
        "drawn anew": (usual, "tests.bench.generations:anew", PAGE),
        "a constant view": (constant, "tests.bench.constant:application", "/constant/"),
    }
    for name, (environment, target, path) in targets.items():
        port = free_port()
        # Threads side by side would wait for each other's page, and each turn to another generation.
        threads = 4 if path == "/constant/" else 1
        others.append(application(port, environment, target, threads=threads))
        wait_for(f"http://127.0.0.1:{port}{path}")
        found[name] = (f"http://127.0.0.1:{port}{path}", [others[-1]])
    return found


def report(figures: dict[str, float], size: int) -> str:
    lines = [
        f"A notice's page, {size} bytes with Brotli; medians of {ROUNDS} rounds of {SECONDS} s, "
        "interleaved. The last columns are shares of the three files.",
        "",
        "| served | CPU ms a request | of the file | with its headers | opened as the page |",
        "|---|--:|--:|--:|--:|",
    ]
    for name, ms in figures.items():
        shares = " | ".join(f"{figures[file] / ms:.2f}" for file in FILES)
        lines.append(f"| {name} | {ms:.4f} | {shares} |")
    lines += ["", "Milliseconds of CPU above a constant view:"]
    for name in ("found unchanged", "drawn anew"):
        lines.append(f"- {name}: {figures[name] - figures['a constant view']:.2f}")
    return "\n".join(lines)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder, ports, others = Path(name), [free_port() for _ in FILES], []
        said, page = folder / "headers.conf", folder / "root" / "page.html"
        page.parent.mkdir()
        said.touch()
        with running(folder, 1, file_servers(folder, ports, said)) as stack:
            try:
                body, headers = page_of(stack)
                page.write_bytes(body)
                said.write_text(as_nginx_says(headers), encoding="utf-8")
                stack.reload_nginx()
                found = contenders(stack, page, ports, others)
                rounds = [one_round(found) for _ in range(ROUNDS)]
            finally:
                for process in others:
                    end(process)
    figures = {name: median(spent[name] for spent in rounds) for name in rounds[0]}
    print(report(figures, len(body)))


if __name__ == "__main__":
    main()
