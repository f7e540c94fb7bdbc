"""Commands in a process of their own."""

import os
import subprocess
import sys

from django.conf import settings


def run(tmp_path, *command: str, **environment: str) -> subprocess.CompletedProcess:
    """A Python command in a process of its own, over an empty folder of data."""
    inherited = {
        name: value for name, value in os.environ.items() if name in {"PATH", "LANG", "SYSTEMROOT"}
    }
    return subprocess.run(
        [sys.executable, *command],
        cwd=settings.BASE_DIR,
        env=inherited | {"DATA_DIR": str(tmp_path), "PYTHONUTF8": "1"} | environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
