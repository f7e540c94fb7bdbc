"""The style and script readers are sent."""

import io

import pytest
from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage

from site_config.static_files import LeanStaticFilesStorage, lean

SCRIPT = """/* what
it is */
  // alone
  var a = 'http://x', // kept
    b = 1;

"""


def test_comments_indents_and_empty_lines_are_left_out_and_code_is_not():
    assert lean(SCRIPT) == "var a = 'http://x', // kept\nb = 1;\n"


def test_the_named_copy_is_lean_too(tmp_path):
    source = FileSystemStorage(location=tmp_path / "source")
    source.save("site.js", ContentFile(SCRIPT))
    storage = LeanStaticFilesStorage(location=tmp_path / "sent")
    with source.open("site.js") as script:
        storage.save("site.js", script)
    ((_, copy, _),) = storage.post_process({"site.js": (source, "site.js")})
    assert (tmp_path / "sent" / copy).read_text(encoding="utf-8") == lean(SCRIPT)


@pytest.mark.parametrize(
    ("name", "kept"), [("site.css", b"a {}\n"), ("x.css", b"/* c */\n a {}\n")]
)
def test_only_the_pages_own_files_are_changed(tmp_path, name, kept):
    storage = LeanStaticFilesStorage(location=tmp_path)
    storage.save(name, File(io.BytesIO(b"/* c */\n a {}\n")))
    assert (tmp_path / name).read_bytes() == kept


def test_the_traditional_pages_get_the_same_script_with_its_words_converted(tmp_path):
    source = FileSystemStorage(location=tmp_path / "source")
    storage = LeanStaticFilesStorage(location=tmp_path / "sent")
    for turn, words in enumerate(("标准版", "复制网址")):
        scripts = {"site.js": f"// 说明\nsay('{words}');\n", "hant.js": "/* 后 */ lead();\n"}
        for name, script in scripts.items():
            storage.delete(name)
            storage.save(name, ContentFile(script.encode()))
        paths = {name: (source, name) for name in scripts}
        copies = {name: copy for name, copy, _ in storage.post_process(paths)}
        sent = (tmp_path / "sent" / copies["site.hant.js"]).read_text(encoding="utf-8")
        assert sent == f"say('{('標準版', '複製網址')[turn]}');\nlead();\n"
