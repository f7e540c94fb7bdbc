"""Takes the database away under the very application that is served, and tells what readers got.

usage: DATA_DIR=… python -m tests.serving.away, over a demo site with synthetic notices.
"""

import json
import time
from io import BytesIO
from pathlib import Path

from site_config.wsgi import application

from django.conf import settings  # isort: skip
from django.db import connections  # isort: skip
from notices.models import Release  # isort: skip


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


def main() -> None:
    numbers = list(Release.objects.public().values_list("notice", flat=True)[:51])
    *pages, other = [f"/notices/{number}/" for number in numbers]
    before = {path: ask(path)[1] for path in pages}
    file = Path(settings.DATA_DIR) / "db.sqlite3"
    aside = file.with_name("aside.sqlite3")
    connections.close_all()
    for part in file.parent.glob("db.sqlite3*"):
        part.rename(part.with_name(part.name.replace("db.", "aside.")))
    time.sleep(1)
    away = {path: ask(path) for path in pages}
    told = {
        "kept": len(before),
        "the same while away": sum(away[path][1] == before[path] for path in pages),
        "said to be old": sum("warning" in away[path][2] for path in pages),
        "a page not kept": ask(other)[0],
        "a form": ask("/admin/login/", "POST")[0],
        "made a new database": file.exists(),
    }
    connections.close_all()
    for part in aside.parent.glob("aside.sqlite3*"):
        part.rename(part.with_name(part.name.replace("aside.", "db.")))
    time.sleep(1.5)
    told["seen when back"] = "warning" not in ask(pages[0])[2]
    print(json.dumps(told))


if __name__ == "__main__":
    main()
