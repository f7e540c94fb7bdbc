"""Import: a damaged copy, a Word file of 10 and of 200 pages: time and memory of one reading.

Medians of some readings, each size in a process of its own so that its memory is its own; the
ratio is to the Word file of 10 pages.
"""

import subprocess
import sys
import time
from statistics import median

from notices.importing import read

from ..damager import damage
from ..word_files import docx, level, numbered, one_list, paragraph

PAGE_LINES = 22  # GB/T 9704: a page has 22 lines of 28 characters
SENTENCE = "各级水利部门要逐库检查坝体、溢洪道和放水设施，发现隐患立即处置并登记在册。"
READINGS = {"damaged copy": 20, "10 pages": 9, "200 pages": 3}


def word_file(pages: int) -> bytes:
    """Numbered headings, each above one page of paragraphs in Word's automatic numbering."""
    body = [paragraph("示例省水利厅关于加强山塘水库管理的通知"), paragraph("各市水利局：")]
    for page in range(pages):
        body.append(numbered(f"第{page + 1}类水库的管理", level=0))
        body += [numbered(SENTENCE * 2, level=1) for _ in range(PAGE_LINES // 3)]
    levels = (level(0, "chineseCounting", "%1、"), level(1, "chineseCounting", "（%2）"))
    return docx("".join(body), numbering=one_list(*levels))


def source(name: str) -> bytes:
    if name == "damaged copy":
        paragraphs = "\n".join(f"{label}、{SENTENCE * 8}" for label in "一二三四五")
        return damage(paragraphs)[0].encode()
    return word_file(int(name.split()[0]))


def measure(name: str) -> None:
    data = source(name)
    read(data, name)
    times = []
    for _ in range(READINGS[name]):
        start = time.perf_counter()
        read(data, name)
        times.append(time.perf_counter() - start)
    print(median(times), _peak())


def _peak() -> float:
    """Megabytes at most used by this process alone, not by the one that started it."""
    with open("/proc/self/status", encoding="ascii") as status:
        return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM"))


def main() -> None:
    figures = {name: _apart(name) for name in READINGS}
    base = figures["10 pages"][0]
    print(f"{'reading':14}{'ms':>10}{'MB':>8}{'ratio':>8}")
    for name, (seconds, megabytes) in figures.items():
        print(f"{name:14}{seconds * 1000:10.1f}{megabytes:8.0f}{seconds / base:8.2f}")


def _apart(name: str) -> list[float]:
    command = [sys.executable, "-m", __spec__.name, name]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [float(figure) for figure in done.stdout.split()]


if __name__ == "__main__":
    measure(sys.argv[1]) if len(sys.argv) > 1 else main()
