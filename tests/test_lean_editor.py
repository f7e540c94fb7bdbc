"""Of the editor's bundle only the files that the locked editor asks for are published."""

import pytest
from django.contrib.staticfiles import finders

from .commands import run


def collected(tmp_path) -> list[str]:
    """Every file that collectstatic would copy, as its path under static/."""
    listed = run(tmp_path, "manage.py", "collectstatic", "--noinput", "--dry-run")
    assert listed.returncode == 0, listed.stderr
    paths = [line.split("'")[1] for line in listed.stdout.splitlines() if "Pretending" in line]
    return [path.rpartition("/static/")[2] for path in paths]


def test_no_page_and_no_old_script_of_the_bundle_is_collected(tmp_path):
    paths = collected(tmp_path)
    pages = [path for path in paths if path.endswith((".html", ".htm", ".swf", ".php"))]
    # Ours are what the web server says by itself.
    assert {path.partition("/")[0] for path in pages} == {"server"}
    unused = ("galleriffic", "exportpdf", "/wsc/", "/samples/", "preview", "codesnippet")
    bundle = [path for path in paths if path.startswith("ckeditor/")]
    assert [path for path in bundle if any(name in path for name in unused)] == []
    editor = [path for path in paths if path.startswith("ckeditor/")]
    assert 40 <= len(editor) <= 70
    assert "ckeditor/ckeditor/LICENSE.md" in editor


@pytest.mark.parametrize(
    "path",
    [
        "ckeditor/ckeditor/plugins/wsc/dialogs/ciframe.html",
        "ckeditor/galleriffic/js/jquery-1.3.2.js",
        "ckeditor\\galleriffic\\js\\jquery-1.3.2.js",
        "ckeditor/ckeditor/lang/fr.js",
    ],
)
def test_nobody_can_ask_for_the_rest_of_the_bundle(path):
    assert finders.find(path) is None
    assert finders.find(path, find_all=True) == []


def test_what_the_editor_loads_and_every_other_file_is_found():
    for path in (
        "ckeditor/ckeditor/ckeditor.js",
        "ckeditor/ckeditor/lang/zh-cn.js",
        "admin/css/base.css",
        "notices/newsroom.css",
    ):
        assert finders.find(path), path
