"""Takes the database away under the very application that is served, and tells what readers got.

usage: DATA_DIR=… python -m tests.serving.away [SECONDS], over a demo site with synthetic notices.
"""

import json
import sys
import threading
import time
from io import BytesIO
from pathlib import Path

from site_config.wsgi import application

from django.conf import settings  # isort: skip
from django.db import connections  # isort: skip
from notices.models import Release  # isort: skip

READERS = 4


def ask(path: str, method: str = "GET") -> tuple[int, bytes, dict[str, str]]:
    told: list = []
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "HTTP_HOST": "127.0.0.1",
        "wsgi.input": BytesIO(),
        "wsgi.url_scheme": "http",
    }
    body = b"".join(application(environ, lambda *head: told.append(head)))
    status, headers = told[0][:2]
    return int(status[:3]), body, {name.lower(): value for name, value in headers}


def read_for(seconds: float, paths: list[str]) -> list[tuple[str, bytes, bool]]:
    """(path, body, whether it is said to be old) of all that some threads were answered."""
    answers, end = [], time.monotonic() + seconds

    def read(turn: int) -> None:
        while time.monotonic() < end:
            path = paths[turn % len(paths)]
            _, body, headers = ask(path)
            answers.append((path, body, {"warning", "age"} <= headers.keys()))
            turn += READERS - 1  # no divisor in common with the number of paths
        connections.close_all()

    threads = [threading.Thread(target=read, args=[turn]) for turn in range(READERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def moved(folder: Path, name: str, to: str) -> None:
    connections.close_all()
    for part in folder.glob(f"{name}.sqlite3*"):
        part.rename(part.with_name(part.name.replace(name, to, 1)))


def main(seconds: float) -> None:
    numbers = list(Release.objects.public().values_list("notice", flat=True)[:51])
    *pages, other = [f"/notices/{number}/" for number in numbers]
    before = {path: ask(path)[1] for path in pages}
    read_for(1, pages)
    folder = Path(settings.DATA_DIR)
    moved(folder, "db", "aside")
    time.sleep(1)
    away = read_for(seconds, pages)
    same = {(path, body == before[path]) for path, body, _ in away}
    told = {
        "kept": len(before),
        "the same while away": sum((path, False) not in same for path in before),
        "asked for while away": len({path for path, *_ in away}),
        "said to be old": sum(old for *_, old in away) / len(away),
        "a page not kept": ask(other)[0],
        "a form": ask("/admin/login/", "POST")[0],
        "made a new database": (folder / "db.sqlite3").exists(),
    }
    moved(folder, "aside", "db")
    back = time.monotonic()
    while "warning" in ask(pages[0])[2] and time.monotonic() - back < 10:
        time.sleep(0.05)
    told |= {"fresh after": round(time.monotonic() - back, 2), "answers": len(away)}
    print(json.dumps(told))


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 30)
