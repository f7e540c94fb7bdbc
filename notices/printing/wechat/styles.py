"""How the elements of an article look: inline styles only, in the colours of the site."""

from html import escape

RED, DEEP_RED, MUTED, LINE = "#c8161d", "#9f1313", "#504b44", "#857c70"

_PARAGRAPH = "margin:0 0 10px;line-height:1.8;"
_CELL = f"padding:6px 8px;border:1px solid {LINE};line-height:1.6;text-indent:0;"
STYLES = {
    "article": "font-size:16px;line-height:1.8;color:#1b1916;letter-spacing:0.5px;",
    "status": f"margin:0 0 20px;padding:10px 12px;border:1px solid {DEEP_RED};color:{DEEP_RED};",
    "head": f"margin:0 0 24px;padding:8px 0 12px;border-bottom:2px solid {RED};text-align:center;",
    "issuer": f"margin:0 0 6px;color:{RED};font-size:24px;font-weight:bold;line-height:1.5;",
    "number": "margin:8px 0 0;font-size:15px;line-height:1.6;text-align:center;",
    "title": "margin:0 0 20px;text-align:center;",
    "title_line": "margin:0;font-size:20px;line-height:1.6;text-align:center;",
    "piece": "display:inline-block;",
    "line": _PARAGRAPH,
    "p": f"{_PARAGRAPH}text-indent:2em;text-align:justify;",
    "plain": "margin:0;line-height:1.7;text-indent:0;",
    "heading1": f"margin:22px 0 10px;color:{DEEP_RED};font-size:17px;line-height:1.7;",
    "heading": "margin:14px 0 8px;line-height:1.8;text-indent:2em;",
    "blockquote": f"margin:0 0 10px;padding-left:12px;border-left:3px solid {LINE};",
    "ol": "margin:0 0 10px;padding-left:2em;",
    "ul": "margin:0 0 10px;padding-left:2em;",
    "li": "line-height:1.8;",
    "scroll": "margin:0 0 12px;overflow-x:auto;",
    "caption": "margin:0 0 6px;font-size:15px;font-weight:bold;line-height:1.6;text-align:center;",
    "table": "width:100%;border-collapse:collapse;font-size:14px;",
    "th": f"{_CELL}background-color:#faf3ec;font-weight:bold;text-align:center;",
    "td": _CELL,
    "figure": "margin:12px 0;text-align:center;",
    "img": "max-width:100%;height:auto;",
    "figcaption": f"margin:6px 0 0;color:{MUTED};font-size:14px;line-height:1.6;text-align:center;",
    "sign": "margin:28px 0 0;text-align:right;",
    "sign_line": "margin:0;line-height:1.8;text-align:right;",
    "tail": f"margin:24px 0 0;padding-top:10px;border-top:1px solid {LINE};",
    "small": f"margin:0 0 4px;color:{MUTED};font-size:14px;line-height:1.7;word-break:break-all;",
}


def element(tag: str, style: str, inner: str, attributes: str = "") -> str:
    """An element with HTML in it; `style` is a name of STYLES."""
    return f'<{tag} style="{STYLES[style]}"{attributes}>{inner}</{tag}>'


def line(style: str, text: str) -> str:
    """A paragraph of plain text; "" where there is none."""
    return element("p", style, escape(text, quote=False)) if text else ""
