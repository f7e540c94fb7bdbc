"""Static files as they are sent: the pages' own style and script without comments and indents.

The readable files stay in static/; a notice has to come within the first ten packets.
"""

import re

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

LEAN = {"site.css", "site.js", "history.css"}
# A // comment has a line of its own in site.js, so none is sought within a line.
LEFT_OUT = re.compile(r"/\*.*?\*/|^[ \t]*//[^\n]*|^\s+", re.DOTALL | re.MULTILINE)


class LeanStaticFilesStorage(CompressedManifestStaticFilesStorage):
    def _save(self, name, content):
        if name in LEAN:
            content = ContentFile(lean(content.read().decode()).encode())
        return super()._save(name, content)

    def post_process(self, paths, dry_run=False, **options):
        # The named copies are made of what was saved here, not of the sources.
        ours = {name: (self, name) for name in LEAN & paths.keys()}
        yield from super().post_process(paths | ours, dry_run, **options)


def lean(text: str) -> str:
    """Style or script without its comments, indents and empty lines; the @charset stays first."""
    return LEFT_OUT.sub("", LEFT_OUT.sub("", text))
