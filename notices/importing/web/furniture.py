"""Single lines of a page's furniture that no element of their own holds.

Only above and below the notice itself, which reaches from its addressee or its first prose to
its date: an invitation may well say 时间：, 主办单位： or 上一页 in its own text.
"""

import re

from ..blocks import Aside
from ..wraps import NUMBER
from .drafts import Draft

_GAP = r"[\s　|｜·>＞»/【】\[\]（）()—-]*"
_NAVIGATION = (
    "首页|网站首页|返回首页|关于我们|联系我们|网站地图|站点地图|用户调查|网站声明|法律声明|隐私声明|隐私政策"
    "|使用帮助|网站帮助|设为首页|加入收藏|收藏本站|收藏|友情链接|登录|注册|返回顶部|返回列表|返回|打印|打印本页"
    "|打印此页|打印文章|关闭|关闭窗口|关闭本页|大字版|无障碍浏览|无障碍阅读|长者模式|手机版|电脑版|分享|分享到"
    "|扫一扫在手机打开当前页|扫一扫|微信|微博|新浪微博|QQ空间|QQ|大|中|小|字号|字体|听全文|纠错|我要纠错"
)
_FACTS = (
    "发布时间|发布日期|发文时间|更新时间|信息来源|文章来源|稿源|责任编辑|浏览次数|浏览量"
    "|访问量|访问次数|阅读次数|阅读量|点击数|点击量|点击率|点击次数|字体大小|字体|字号|字体显示|保护视力色"
    "|分享到|发布机构|发布单位|发布者|发布人|文章录入"
)
_WEAK_FACTS = "时间|日期|编辑|审核|作者|浏览|阅读|点击|分享|录入|来源"
_INDEX = (
    "索引号|主题分类|发文机关|发布机构|发文单位|成文日期|发文日期|发布日期|发文字号|文号|主题词|信息分类"
    "|公开方式|公开时限|公开范围|公开形式|有效性|标题|名称|信息名称|生成日期|效力状态|体裁分类|服务对象|废止日期"
)
_LINES = re.compile(
    rf"{_GAP}(?:(?:{_NAVIGATION})[:：]?{_GAP})+"
    r"|(?:您?(?:现在)?(?:当前|所在|的)*位置(?:是)?[：:]|首页\s*[>＞»/]).*"
    r"|(?:上|下)一[篇条页].{0,100}"
    r"|.{0,60}(?:版权所有|[Cc]opyright|©).{0,120}|.{0,60}ICP备.{0,60}|.{0,60}公网安备.{0,60}"
    r"|.{0,60}网站标识码.{0,40}|技术支持(?:单位)?[：:].{0,60}"
    r"|(?:相关|推荐|热门|延伸)(?:链接|阅读|新闻|文章|稿件|信息|解读|政策|文件)[：:]?"
    r"|附件下载[：:]?|相关附件[：:]?|原文链接.{0,200}|【?法宝引证码】?.{0,60}"
)
_FACT_LINE = re.compile(rf"{_GAP}(?:{_FACTS})[：:].{{0,90}}")
_WEAK_FACT_LINE = re.compile(rf"{_GAP}(?:{_WEAK_FACTS})[：:].{{0,90}}")
_FACT = re.compile(rf"(?:{_FACTS}|{_WEAK_FACTS})[：:]")
_STAMP = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:\s+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?")
_OWNERS = re.compile(r"(?:主办|承办|协办)(?:单位)?[：:].{0,80}")
_DIGIT = "[0-9〇○零一二三四五六七八九十]"
_DATE = re.compile(rf"{_DIGIT}{{4}}年{_DIGIT}{{1,3}}月{_DIGIT}{{1,3}}日")
_INDEX_NAME = re.compile(rf"(?:{_INDEX})[：:]?")
_DOWNLOAD = re.compile(r".{1,100}\.(?:docx?|wps|xlsx?|et|pdf|ofd|zip|rar|pptx?|txt|ceb)\S{0,20}")
_LONGEST = 160


def is_date(text: str) -> bool:
    """Whether this is the date of a notice, alone."""
    return bool(_DATE.fullmatch(re.sub(r"\s", "", text)))


def is_file(draft: Draft) -> bool:
    """Whether the text is the name of a file."""
    return bool(_DOWNLOAD.fullmatch(draft.text))


def set_aside_lines(drafts: list[Draft]) -> None:
    """Set aside the lines above and below the notice that are furniture."""
    here = [draft for draft in drafts if draft.aside is None and draft.missing is None]
    first, last = _reach(here)
    for place, draft in enumerate(here):
        is_above, is_below = place < first, place > last
        is_furniture = (is_above or is_below) and _is_furniture(draft)
        is_stamp = is_above and bool(_STAMP.fullmatch(draft.text))
        is_of_site = is_below and (bool(_OWNERS.fullmatch(draft.text)) or _is_download(draft))
        if is_furniture or is_stamp or is_of_site or _is_index(draft):
            draft.aside = Aside.CHROME


def _reach(drafts: list[Draft]) -> tuple[int, int]:
    """The places of the first and the last block that are the notice's for certain."""
    own = [place for place, draft in enumerate(drafts) if _is_own(draft)]
    return (own[0], own[-1]) if own else (len(drafts), len(drafts))


def _is_own(draft: Draft) -> bool:
    if draft.is_sentence():
        return True
    if draft.is_linked() or _is_furniture(draft) or _is_index(draft):
        return False
    opens = draft.text.endswith(("：", ":")) or bool(NUMBER.match(draft.text))
    return opens or is_date(draft.text) or draft.text.startswith(("（此件", "(此件"))


def _is_furniture(draft: Draft) -> bool:
    is_short = len(draft.text) <= _LONGEST and not draft.cells and not draft.is_sentence()
    return is_short and bool(_LINES.fullmatch(draft.text) or _tells_facts(draft.text))


def _tells_facts(text: str) -> bool:
    """发布时间：… alone; 时间：… only beside another fact or before 2024-05-01."""
    if _FACT_LINE.fullmatch(text):
        return True
    weak = _WEAK_FACT_LINE.fullmatch(text)
    return bool(weak and (len(_FACT.findall(text)) > 1 or _STAMP.search(text)))


def _is_index(draft: Draft) -> bool:
    """The table of 索引号, 主题分类, 发文机关 … above the text of a government page."""
    texts = [draft.text[cell.start : cell.end] for cell in draft.cells]
    names = [text for text in texts if _INDEX_NAME.fullmatch(re.sub(r"\s", "", text))]
    return len(names) >= 3 and any("索" in name or "主题" in name for name in names)


def _is_download(draft: Draft) -> bool:
    """A link to a file below the date; the note of attachments stands above it."""
    return draft.is_linked() and is_file(draft)
