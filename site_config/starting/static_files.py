"""Whether the static files the pages name have been collected."""

from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage


def uncollected() -> str:
    """Why the pages could not be drawn, as a sentence; "" where all is well.

    A storage without a manifest, as under DEBUG or in tests, sends the files as they are.
    """
    manifest = getattr(staticfiles_storage, "hashed_files", None)
    if manifest is None or settings.DEBUG:
        return ""
    missing = [name for name in _own_files() if name not in manifest]
    if not missing:
        return ""
    return f"静态文件还没有收集（缺 {missing[0]}），请运行 manage.py collectstatic"


def refuse_uncollected() -> None:
    """Exits with a sentence: without its style every page would be an error."""
    if sentence := uncollected():
        raise SystemExit(f"拒绝启动：{sentence}。")


def _own_files() -> list[str]:
    return sorted(
        path.relative_to(folder).as_posix()
        for folder in map(Path, settings.STATICFILES_DIRS)
        for path in folder.rglob("*")
        if path.is_file()
    )
