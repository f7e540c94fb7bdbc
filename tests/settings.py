"""The site's own settings over an empty folder of data, quick where a test cannot tell."""

import os
import tempfile

DATA = os.environ.setdefault("DATA_DIR", tempfile.mkdtemp(prefix="hongtou-tests-"))
# Each of several processes that test has a folder of its own, and so have those it starts.
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
if WORKER and os.path.basename(DATA) != WORKER:
    os.environ["DATA_DIR"] = os.path.join(DATA, WORKER)

from site_config.settings import *  # noqa: E402, F403
from site_config.settings import DATA_DIR, DATABASES, STATIC_ROOT, STORAGES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, as in production: threads of one test then meet real locks.
    DATABASES["default"]["TEST"] = {"NAME": DATA_DIR / "test.sqlite3"}
    options = DATABASES["default"]["OPTIONS"]
    options["init_command"] = options["init_command"].replace("FULL", "OFF")
