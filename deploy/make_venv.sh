#!/bin/sh
# Makes .venv with the Python it is given, or says in one line what is missing.
set -eu
python=$1

fail() {
    printf '%s\n' "$1" >&2
    exit 1
}

command -v "$python" >/dev/null 2>&1 || fail \
    "没有找到 $python：请安装 Python 3.11 或更新版本。$python not found: install Python 3.11 or newer (Debian: apt install python3 python3-venv)."
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || fail \
    "$("$python" -V 2>&1) 太旧：需要 3.11 或更新版本，已装有的请写明，如 make run PYTHON=python3.12。Python is too old: 3.11 or newer is needed."
"$python" -c 'import ensurepip, venv' 2>/dev/null || fail \
    "这个 Python 缺少 venv 或 pip：请运行 apt install python3-venv。This Python has no venv or ensurepip: apt install python3-venv."

echo "建立 Python 环境 .venv…… Making .venv"
"$python" -m venv --clear .venv
