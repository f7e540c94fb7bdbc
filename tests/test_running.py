"""What `make run` and `make test` say where something is missing, each in one line."""

import os
import shutil
import socket
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from deploy.check_port import refusal

MAKE_VENV = settings.BASE_DIR / "deploy" / "make_venv.sh"
SYSTEM_PACKAGES = settings.BASE_DIR / "tests" / "system_packages.sh"


def _shell(script: Path, argument: str, folder: Path, **environment: str) -> list[str]:
    """Runs a script that must fail; returns the lines it complains with."""
    ended = subprocess.run(
        ["/bin/sh", script, argument],
        cwd=folder,
        env=os.environ | environment,
        capture_output=True,
        encoding="utf-8",
    )
    assert ended.returncode == 1
    return ended.stderr.splitlines()


def _python(folder: Path, **answers: str) -> str:
    """A program that says it is a Python, but not a whole one; returns its name."""
    cases = "".join(f"*{word}*) {answer};;\n" for word, answer in answers.items())
    program = folder / "python"
    program.write_text(f'#!/bin/sh\ncase "$*" in\n{cases}esac\n', encoding="utf-8")
    program.chmod(0o755)
    return str(program)


def test_a_python_that_is_not_there_is_named(tmp_path):
    assert _shell(MAKE_VENV, "python9", tmp_path) == [
        "没有找到 python9：请安装 Python 3.11 或更新版本。python9 not found: "
        "install Python 3.11 or newer (Debian: apt install python3 python3-venv)."
    ]


def test_a_python_too_old_is_told_with_its_version(tmp_path):
    old = _python(tmp_path, version_info="exit 1", V="echo Python 3.9.2")
    assert _shell(MAKE_VENV, old, tmp_path) == [
        "Python 3.9.2 太旧：需要 3.11 或更新版本，已装有的请写明，如 make run PYTHON=python3.12。"
        "Python is too old: 3.11 or newer is needed."
    ]


def test_a_python_without_venv_names_the_package(tmp_path):
    bare = _python(tmp_path, ensurepip="exit 1")
    assert _shell(MAKE_VENV, bare, tmp_path) == [
        "这个 Python 缺少 venv 或 pip：请运行 apt install python3-venv。"
        "This Python has no venv or ensurepip: apt install python3-venv."
    ]
    assert not (tmp_path / ".venv").exists()


def test_a_taken_port_is_told_with_the_next_one():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        following = port + 1 if port < 65535 else 8001
        assert refusal(port) == (
            f"端口 {port} 已被占用：请用 make run PORT={following}。"
            f"Port {port} is taken: use make run PORT={following}."
        )
    assert refusal(port) == ""


def test_a_missing_browser_is_an_error_that_names_the_command(tmp_path):
    (tmp_path / "id").symlink_to(shutil.which("id"))
    assert _shell(SYSTEM_PACKAGES, "chromium", tmp_path, PATH=str(tmp_path)) == [
        "测试需要 chromium：请先运行 sudo apt-get install chromium fonts-noto-cjk。"
        "The tests need chromium."
    ]


@pytest.mark.postgresql
def test_the_suite_really_runs_on_postgresql(db):
    assert connection.vendor == "postgresql"
