"""Static files as they are sent: the pages' own style and script without comments and indents.

The readable files stay in static/; a notice has to come within the first ten packets. The script
of the Traditional pages is made here: what it says is that of the others, converted.
"""

import re

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

from notices.script import to_traditional

LEAN = {"site.css", "site.js", "hant.js", "history.css"}
# A // comment has a line of its own in site.js, so none is sought within a line.
LEFT_OUT = re.compile(r"/\*.*?\*/|^[ \t]*//[^\n]*|^\s+", re.DOTALL | re.MULTILINE)
SCRIPT, TRADITIONAL_SCRIPT, TRADITIONAL = "site.js", "site.hant.js", "hant.js"


class LeanStaticFilesStorage(CompressedManifestStaticFilesStorage):
    def _save(self, name, content):
        if name in LEAN:
            content = ContentFile(lean(content.read().decode()).encode())
        return super()._save(name, content)

    def post_process(self, paths, dry_run=False, **options):
        # The named copies are made of what was saved here, not of the sources.
        ours = {name: (self, name) for name in LEAN & paths.keys()}
        if {SCRIPT, TRADITIONAL} <= paths.keys() and not dry_run:
            self._make_traditional_script()
            ours[TRADITIONAL_SCRIPT] = self, TRADITIONAL_SCRIPT
        yield from super().post_process(paths | ours, dry_run, **options)

    def _make_traditional_script(self) -> None:
        """The script of every page with its words in Traditional script, and what follows it."""
        parts = [self.open(name).read().decode() for name in (SCRIPT, TRADITIONAL)]
        if self.exists(TRADITIONAL_SCRIPT):
            self.delete(TRADITIONAL_SCRIPT)
        self.save(TRADITIONAL_SCRIPT, ContentFile(to_traditional("".join(parts), {}).encode()))


def lean(text: str) -> str:
    """Style or script without its comments, indents and empty lines; the @charset stays first."""
    return LEFT_OUT.sub("", LEFT_OUT.sub("", text))
