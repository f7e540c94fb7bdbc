"""What of a page is its furniture: menus, paths, footers, share bars, lists of other pages.

Told by structure first: elements made for it, words in class and id, lines that are all links.
Prose stays in the notice wherever a page that is built badly has put it.
"""

import re

from ..blocks import Aside
from .drafts import Draft
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

_TITLE = re.compile(r".*(?:通知|通报|公告|通告|决定|意见|批复|函|纪要|方案|办法|规定)[》）]?")
_GAP = r"[\s　|｜·>＞»/【】\[\]（）()—-]*"
_NAVIGATION = (
    "首页|网站首页|返回首页|关于我们|联系我们|网站地图|站点地图|用户调查|网站声明|法律声明|隐私声明|隐私政策"
    "|使用帮助|网站帮助|设为首页|加入收藏|收藏本站|收藏|友情链接|登录|注册|返回顶部|返回列表|返回|打印|打印本页"
    "|打印此页|打印文章|关闭|关闭窗口|关闭本页|大字版|无障碍浏览|无障碍阅读|长者模式|手机版|电脑版|分享|分享到"
    "|扫一扫在手机打开当前页|扫一扫|微信|微博|新浪微博|QQ空间|QQ|大|中|小|字号|字体|听全文|纠错|我要纠错"
)
_FACTS = (
    "发布时间|发布日期|发文时间|更新时间|来源|信息来源|文章来源|稿源|作者|编辑|责任编辑|审核|浏览次数|浏览量|浏览"
    "|访问量|访问次数|阅读次数|阅读量|阅读|点击数|点击量|点击率|点击次数|点击|字体大小|字体|字号|字体显示|保护视力色"
    "|分享到|分享|时间|日期|发布机构|发布单位|发布者|发布人|文章录入|录入"
)
_INDEX = (
    "索引号|主题分类|发文机关|发布机构|发文单位|成文日期|发文日期|发布日期|发文字号|文号|主题词|信息分类"
    "|公开方式|公开时限|公开范围|公开形式|有效性|标题|名称|信息名称|生成日期|效力状态|体裁分类|服务对象|废止日期"
)
_LINES = re.compile(
    rf"{_GAP}(?:(?:{_NAVIGATION})[:：]?{_GAP})+"
    r"|(?:您?(?:现在)?(?:当前|所在|的)*位置(?:是)?[：:]|首页\s*[>＞»/]).*"
    r"|(?:上|下)一[篇条页].{0,100}"
    r"|.{0,60}(?:版权所有|[Cc]opyright|©).{0,120}|.{0,60}ICP备.{0,60}|.{0,60}公网安备.{0,60}"
    r"|(?:主办|承办|协办|技术支持)(?:单位)?[：:].{0,60}|.{0,40}网站标识码.{0,40}"
    r"|(?:相关|推荐|热门|延伸)(?:链接|阅读|新闻|文章|稿件|信息|解读|政策|文件)[：:]?"
    r"|附件下载[：:]?|相关附件[：:]?|原文链接.{0,200}|【?法宝引证码】?.{0,60}"
)
_FACT_LINE = re.compile(rf"{_GAP}(?:{_FACTS})[：:].{{0,90}}")
_INDEX_NAME = re.compile(rf"(?:{_INDEX})[：:]?")
_DOWNLOAD = re.compile(r".{1,100}\.(?:docx?|wps|xlsx?|et|pdf|ofd|zip|rar|pptx?|txt|ceb)\S{0,20}")
_NEAR_TITLE = 6  # blocks of the notice before its first prose, where the facts of a page stand
_LONGEST = 160


def sure(node: Node, in_article: bool) -> Aside | None:
    """Return CHROME for an element that is furniture by its own name."""
    is_furniture = node.tag in _ELEMENTS or node.attributes.get("role", "").lower() in _ROLES
    if is_furniture and not (in_article and node.tag == "footer"):
        return Aside.CHROME
    return node.style.aside


def judge(node: Node, drafts: list[Draft]) -> None:
    """Set aside the drafts of a node whose class or id says furniture, or that is all links."""
    here = [draft for draft in drafts if draft.aside is None]
    if not here or any(draft.is_sentence() or _is_title(draft) for draft in here):
        return
    if _is_called_furniture(node) or _is_list_of_links(node, here):
        for draft in here:
            draft.aside = Aside.CHROME


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
    return draft.text.startswith("附件") or bool(_DOWNLOAD.fullmatch(draft.text))


def set_aside_lines(drafts: list[Draft]) -> None:
    """Set aside lines of furniture that no element of their own holds, outside the prose."""
    here = [draft for draft in drafts if draft.aside is None and draft.missing is None]
    prose = [place for place, draft in enumerate(here) if draft.is_sentence()]
    first, last = (prose[0], prose[-1]) if prose else (len(here), -1)
    for draft in here:
        if _is_index(draft) or _is_furniture(draft):
            draft.aside = Aside.CHROME
    for place, draft in enumerate(here):
        before, after = place < first, place > last
        if (before or after) and _is_facts(draft):
            draft.aside = Aside.CHROME
        if after and prose and _is_download(here, place):
            draft.aside = Aside.CHROME


def give_back_title(drafts: list[Draft]) -> None:
    """A heading in a page's header is its title where there is no other."""
    headings = [draft for draft in drafts if draft.level]
    if headings and all(draft.aside for draft in headings):
        if not any(_is_title(draft) for draft in drafts if not draft.aside):
            highest = min(headings, key=lambda draft: draft.level)
            if highest.level == 1 and not highest.linked:
                highest.aside = None


def _is_furniture(draft: Draft) -> bool:
    is_short = len(draft.text) <= _LONGEST and not draft.cells and not draft.is_sentence()
    return is_short and bool(_LINES.fullmatch(draft.text))


def _is_facts(draft: Draft) -> bool:
    return len(draft.text) <= _LONGEST and bool(_FACT_LINE.fullmatch(draft.text))


def _is_index(draft: Draft) -> bool:
    """The table of 索引号, 主题分类, 发文机关 … above the text of a government page."""
    texts = [draft.text[cell.start : cell.end] for cell in draft.cells]
    names = [text for text in texts if _INDEX_NAME.fullmatch(re.sub(r"\s", "", text))]
    return len(names) >= 3 and any("索" in name or "主题" in name for name in names)


def _is_download(drafts: list[Draft], place: int) -> bool:
    """A link to a file below the notice; the note of attachments stands above the date."""
    draft = drafts[place]
    above = (other.text for other in drafts[:place])
    is_file = draft.is_linked() and bool(_DOWNLOAD.fullmatch(draft.text))
    return is_file and any(_DATE.fullmatch(re.sub(r"\s", "", text)) for text in above)


_DATE = re.compile(
    r"[0-9〇○零一二三四五六七八九]{4}年[0-9一二三四五六七八九十]{1,3}月[0-9一二三四五六七八九十]{1,3}日"
)
