"""Static files of django-ckeditor: only those that the locked editor asks for are published."""

import re

from django.contrib.staticfiles.finders import AppDirectoriesFinder

# The bundle's other 1,200 files hold old scripts and pages that nobody should be able to open.
# Buttons and removed plugins are those of `rich_text.ckeditor_config()`: change both together.
_KEPT = re.compile(
    r"""ckeditor/(?:
        ckeditor-init\.js | ckeditor\.css | fixups\.js
        | ckeditor/(?:
            ckeditor\.js | LICENSE\.md | lang/(?:zh-cn|en)\.js | skins/moono-lisa/.+\.(?:css|png|gif)
            | plugins/(?:
                icons(?:_hidpi)?\.png
                | (?:dialog|tableselection)/styles/[^/]+\.css
                | (?:clipboard|find|link|specialchar|table|tabletools)/dialogs/[^/]+\.js
                | specialchar/dialogs/lang/(?:zh-cn|en)\.js
                | link/images/.+
                | paste(?:fromword|tools|fromlibreoffice|fromgdocs)/filter/[^/]+\.js
            )
        )
    )""",
    re.VERBOSE,
)


def is_published(path: str) -> bool:
    """Whether a static file of an application is served; of CKEditor's, only the kept ones."""
    path = path.replace("\\", "/")
    return not path.startswith("ckeditor/") or bool(_KEPT.fullmatch(path))


class LeanFinder(AppDirectoriesFinder):
    """Django's finder of applications' static files, without the unused part of the editor."""

    def list(self, ignore_patterns):
        for path, storage in super().list(ignore_patterns):
            if is_published(path):
                yield path, storage

    def find(self, path, **kwargs):
        return super().find(path, **kwargs) if is_published(path) else []
