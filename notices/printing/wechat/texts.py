"""Rich text as `rich_text` accepts it → the same with inline styles, without links."""

import re
from html import escape
from html.parser import HTMLParser

from .styles import STYLES

_TAGS = {"blockquote": "section", "caption": "section"}
_UNINDENTED = {"td", "th", "li", "caption"}
_ALIGNED = {"ta-c": "text-align:center;text-indent:0;", "ta-r": "text-align:right;text-indent:0;"}
_KEPT = ("colspan", "rowspan", "start")
# WeChat sets no captions: they stand above their tables.
_CAPTION = re.compile(r"<table>(<caption>.*?</caption>)", re.DOTALL)
_OPENING = re.compile(r"<p [^>]*>")


def styled(html: str, site_url: str) -> str:
    """A cleaned text for an article; `site_url` goes before addresses of the site."""
    reading = _Styling(site_url)
    reading.feed(_CAPTION.sub(r"\1<table>", html))
    reading.close()
    return "".join(reading.pieces)


def led(lead: str, text: str) -> str:
    """A styled text whose first paragraph begins with the lead (HTML); one is made if need be."""
    opening = _OPENING.match(text)
    if not opening:
        return f'<p style="{STYLES["p"]}">{lead}</p>{text}'
    return f"{opening[0]}{lead}{text[opening.end() :]}"


class _Styling(HTMLParser):
    """Cleaned HTML is well formed: what opens is closed."""

    def __init__(self, site_url: str):
        super().__init__()
        self.site_url = site_url
        self.pieces: list[str] = []
        self.within = 0  # how many cells and items are open: their paragraphs are not indented
        self.links: list[tuple[str, int]] = []  # the address, and where its words begin

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "a":
            self.links.append((given["href"], len(self.pieces)))
            return
        if tag == "table":
            self.pieces.append(f'<section style="{STYLES["scroll"]}">')
        name = "plain" if tag == "p" and self.within else tag
        style = STYLES.get(name, "") + _ALIGNED.get(given.get("class") or "", "")
        kept = "".join(f' {key}="{given[key]}"' for key in _KEPT if key in given)
        worn = f' style="{style}"' if style else ""
        self.pieces.append(f"<{_TAGS.get(tag, tag)}{worn}{kept}>")
        self.within += tag in _UNINDENTED

    def handle_endtag(self, tag):
        if tag == "a":
            self._end_link(*self.links.pop())
            return
        self.within -= tag in _UNINDENTED
        self.pieces.append("" if tag == "br" else f"</{_TAGS.get(tag, tag)}>")
        if tag == "table":
            self.pieces.append("</section>")

    def _end_link(self, href: str, start: int) -> None:
        """The address behind the words, where these do not say it; a place in the text has none."""
        address = f"{self.site_url}{href}" if href.startswith("/") else href
        shown = escape(re.sub("^(?:tel|mailto):", "", address), quote=False)
        said = "".join(self.pieces[start:])
        if not address.startswith("#") and _bare(shown) not in _bare(said):
            self.pieces.append(f"（{shown}）")

    def handle_data(self, data):
        self.pieces.append(escape(data, quote=False))


def _bare(text: str) -> str:
    """Without what a telephone number may be written with."""
    return re.sub(r"[-\s]", "", text)
