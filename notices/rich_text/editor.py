"""The configuration of CKEditor 4.22 made from ALLOWED, and locked."""

from .allowed import ALIGNMENTS, ALLOWED, DROPPED, HEADINGS, Element

# What the buttons of one group make; the other groups hold commands that make no tag.
_GROUPS = (
    ("strong", "em", "u", "s", "sub", "sup"),
    ("p",),
    ("ol", "ul", "li", "blockquote"),
    ("a",),
    ("table",),
)
_REMOVED_PLUGINS = (
    "a11yhelp,about,bidi,colorbutton,colordialog,copyformatting,dialogadvtab,div,editorplaceholder,"
    "elementspath,exportpdf,filebrowser,flash,font,format,forms,horizontalrule,iframe,image,"
    "language,liststyle,magicline,newpage,pagebreak,preview,print,save,scayt,showblocks,"
    "showborders,smiley,sourcearea,stylescombo,templates,uploadimage,uploadwidget,wsc"
)
_FORBIDDEN = DROPPED | HEADINGS | {"img", "form", "input", "button", "link", "meta", "base"}


def ckeditor_config() -> dict:
    """Return CKEditor's configuration as JSON-ready values; `contentsCss` is the caller's.

    `allowedContent` is never True: that is the condition of CVE-2024-24815.
    """
    return {
        "customConfig": "",
        "language": "zh-cn",
        "skin": "moono-lisa",
        "title": "正文编辑区",
        "width": "100%",
        "height": 220,
        "resize_dir": "vertical",
        "versionCheck": False,
        "stylesSet": False,
        "disableNativeSpellChecker": False,
        "entities": False,
        "toolbar": _toolbar(),
        "justifyClasses": ["ta-l", *ALIGNMENTS, "ta-j"],  # CKEditor's four: left … justified
        "allowedContent": _rules(ALLOWED),
        "disallowedContent": f"{' '.join(sorted(_FORBIDDEN))}; *[on*]; *{{*}}",
        # Word writes b and i: a filter without them drops the bold of every paste.
        "pasteFilter": _rules({"b": Element(), "i": Element()} | ALLOWED),
        "forcePasteAsPlainText": False,
        # Our own, in static/notices/references.js; it needs CKEditor's widgets.
        "extraPlugins": "crossreference",
        "linkShowAdvancedTab": False,
        "linkShowTargetTab": False,
        "linkJavaScriptLinksAllowed": False,
        "removeDialogTabs": "link:advanced;link:target;table:advanced",
        "removePlugins": _REMOVED_PLUGINS,
    }


def _toolbar() -> list[list[str]]:
    """The buttons of ALLOWED, between commands that only undo, find or paste."""
    groups = [[button for tag in group for button in ALLOWED[tag].buttons] for group in _GROUPS]
    groups[0].append("RemoveFormat")
    groups[-1].append("SpecialChar")
    return [["Undo", "Redo"], *groups, ["PasteText"], ["Find", "Maximize"]]


def _rules(elements: dict[str, Element]) -> str:
    """Elements in CKEditor's notation: tag[attributes](classes), a link only with its address."""
    return "; ".join(_rule(tag, element) for tag, element in elements.items())


def _rule(tag: str, element: Element) -> str:
    attributes = ",".join("!href" if name == "href" else name for name in element.attributes)
    classes = ",".join(element.classes)
    return tag + (f"[{attributes}]" if attributes else "") + (f"({classes})" if classes else "")
