"""Runs one benchmark and keeps what it prints as its part of RESULTS.md, with machine and date.

usage: python -m tests.bench.run NAME, the name of a `bench_*` module
"""

import os
import platform
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

RESULTS = Path(__file__).with_name("RESULTS.md")
TITLE = "# What `make bench` measured\n"


def machine() -> str:
    """The day, the machine, and how busy it was: ratios hold within one part, not between two."""
    return (
        f"{date.today()}, {platform.machine()}, {os.cpu_count()} cores, Python "
        f"{platform.python_version()}, load {os.getloadavg()[0]:.1f}."
    )


def with_part(text: str, name: str, part: str) -> str:
    """The text of RESULTS.md with one benchmark's part in it, in the place it had or the last."""
    parts = dict(re.findall(r"(?ms)^## (\w+)\n\n(.*?)\s*(?=^## |\Z)", text))
    parts[name] = part.strip()
    return TITLE + "".join(f"\n## {name}\n\n{part}\n" for name, part in parts.items())


def as_markdown(printed: str) -> str:
    """Tables as they are; what was laid out by blanks keeps them."""
    is_table = any(line.startswith("|") for line in printed.splitlines())
    return printed if is_table else f"```\n{printed.rstrip()}\n```\n"


def main(name: str) -> None:
    before, command = machine(), [sys.executable, "-m", f"tests.bench.{name}"]
    lines = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as bench:
        for line in bench.stdout:
            sys.stdout.write(line)
            sys.stdout.flush()
            lines.append(line)
    if bench.returncode:
        raise SystemExit(bench.returncode)
    text = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else ""
    part = f"{before}\n\n{as_markdown(''.join(lines))}"
    RESULTS.write_text(with_part(text, name, part), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
