"""What of a page is its furniture: menus, paths, footers, share bars, lists of other pages.

Told by structure: elements made for it, words in class and id, lists that are all links.
Prose stays in the notice wherever a page that is built badly has put it.
"""

import re

from ..blocks import Aside
from .drafts import Draft
from .furniture import is_date, is_file
from .markup import Node

_ELEMENTS = {"nav", "footer", "aside"}
_ROLES = {"navigation", "banner", "contentinfo", "search", "complementary", "menubar"}
_WORDS = (
    "nav|navs|navbar|navigation|navigator|menu|menus|submenu|topmenu|footer|foot|header|topbar"
    "|toolbar|tools|breadcrumb|breadcrumbs|crumb|crumbs|bread|position|location|place|dqwz|weizhi"
    "|share|sharing|bdshare|bdsharebuttonbox|jiathis|social|related|relate|relevant|recommend"
    "|sidebar|copyright|copy|pager|pages|pagination|prevnext|prev|next|search|login|friendlink"
    "|links|qrcode|ewm|erweima|print|fontsize|ziti|advert|banner|logo|skip|backtop|gotop|totop"
    "|daohang|dh|footnav|topnav|mainnav|leftnav|xgxw|xgwj|wzdh"
)
_OWN_WORD = re.compile(rf"(?:{_WORDS})[0-9]*|(?:nav|menu|foot(?!note)|crumb|share)[a-z]{{0,8}}")
_COMPOUND_WORD = re.compile(r"[a-z]*(?:nav|menu|footer|crumbs?|share|sidebar|copyright)[0-9]*")
_CHINESE_WORD = re.compile("版权|导航|菜单|页脚|页眉|面包屑|当前位置|分享|相关链接|友情链接|侧栏")
_PIECE = re.compile(r"[a-z]+[0-9]*|[\u4e00-\u9fff]+")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")

_TITLE = re.compile(
    "[^：]*关于.+(?:通知|通报|公告|通告|决定|意见|批复|函|报告|请示|规定)"
    "|.{4,}的(?:通知|通报|公告|通告|决定|意见|批复|函)|.{6,}(?:办法|规定|方案|细则|条例|纪要)"
)


def sure(node: Node, in_article: bool) -> Aside | None:
    """Return CHROME for an element that is furniture by its own name."""
    is_furniture = node.tag in _ELEMENTS or node.attributes.get("role", "").lower() in _ROLES
    if is_furniture and not (in_article and node.tag == "footer"):
        return Aside.CHROME
    return node.style.aside


def judge(node: Node, drafts: list[Draft]) -> None:
    """Set aside the drafts of a node whose class or id says furniture, or that is all links."""
    here = [draft for draft in drafts if draft.aside is None]
    if not here or any(map(_is_of_notice, here)):
        return
    if _is_called_furniture(node) or _is_list_of_links(node, here):
        for draft in here:
            draft.aside = Aside.CHROME


def _is_of_notice(draft: Draft) -> bool:
    return draft.is_sentence() or _is_title(draft) or is_date(draft.text)


def _is_title(draft: Draft) -> bool:
    return bool(_TITLE.fullmatch(draft.text)) and not draft.linked


def _is_called_furniture(node: Node) -> bool:
    if node.tag == "body":
        return False
    names = f"{node.attributes.get('class', '')} {node.attributes.get('id', '')}"[:500]
    words = _PIECE.findall(_CAMEL.sub(" ", names).lower())
    return (
        node.tag == "header"
        or any(_OWN_WORD.fullmatch(word) or _COMPOUND_WORD.fullmatch(word) for word in words)
        or bool(_CHINESE_WORD.search(names))
    )


def _is_list_of_links(node: Node, drafts: list[Draft]) -> bool:
    """A menu has three links or more, and nothing else; attachments say so by their names."""
    if node.tag not in ("ul", "ol", "menu", "div", "td"):
        return False
    linked = [draft for draft in drafts if draft.is_linked()]
    files = [draft for draft in linked if _is_of_attachment(draft)]
    return len(linked) >= 3 and len(linked) == len(drafts) and not files


def _is_of_attachment(draft: Draft) -> bool:
    return draft.text.startswith("附件") or is_file(draft)


def give_back_title(drafts: list[Draft]) -> None:
    """A heading in a page's header is its title where there is no other."""
    headings = [draft for draft in drafts if draft.level]
    if headings and all(draft.aside for draft in headings):
        if not any(_is_title(draft) for draft in drafts if not draft.aside):
            highest = min(headings, key=lambda draft: draft.level)
            if highest.level == 1 and not highest.linked:
                highest.aside = None
