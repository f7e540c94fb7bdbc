"""Lines that belong to the web page a text was copied from, not to the notice."""

import re
from collections.abc import Callable
from itertools import pairwise

from ...numbering import at_start
from .dates import DATE
from .lines import Line

_EDGE = 8  # lines at either end where the parts of a page stand; the body is never looked at

_NAVIGATION = (
    "首页|网站首页|返回首页|关于我们|联系我们|网站地图|站点地图|用户调查|网站声明|法律声明|隐私声明|隐私政策"
    "|使用帮助|网站帮助|设为首页|加入收藏|收藏本站|友情链接|登录|注册|返回顶部|打印|打印本页|关闭|关闭窗口"
    "|关闭本页|大字版|无障碍浏览|手机版|电脑版"
)
_SEPARATOR = r"[\s|｜·•>＞/【】\[\]]*"
_PATTERNS = [
    r"欢迎(?:您)?(?:使用|访问|光临|浏览|来到|关注)[^。，；：]{0,20}",
    rf"{_SEPARATOR}(?:(?:{_NAVIGATION}){_SEPARATOR})+",
    r"(?:(?:当前|您的|您现在的)位置[：:]|首页\s*[>＞»]).*",
    r"(?:发布(?:时间|日期)|信息来源|浏览(?:次数|量)|阅读(?:次数|量)|点击(?:数|率|量)|访问量|字体|【字体|分享到"
    r"|责任编辑|更新(?:时间|日期)|发布[者人]|编辑|供稿|审核人?|撰稿|录入)[：:].*",
    r"(?:•\s*)?(?:来源|作者)[：:].*\d{4}[-/.年].*",
    r"(?:时间|日期|来源|作者)[：:]\s*\d{4}[-/.].*",
    r"(?:上|下)一篇[：:].*",
    r"(?:下载地址|附件下载|相关链接|推荐阅读|扫一扫|二维码)[：:]?.*",
    r"[^|｜。；]{1,12}(?:\s*[|｜]\s*[^|｜。；]{1,12}){2,}[|｜\s]*",
    r"(?:原文链接|【?法宝引证码】?)[：:]?.*",
    r".*(?:版权所有|Copyright|©).*",
    r".*ICP备.*号.*",
    r".*公网安备.*号.*",
    r"(?:主办|承办|协办)单位[：:].*|.*网站标识码[：:].*",
]
_CHROME = re.compile("|".join(f"(?:{pattern})" for pattern in _PATTERNS), re.IGNORECASE)
# What a government site or a collection of law tells of a document above it (政府信息公开 目录).
_NAMES = (
    r"索\s*引\s*号|信息索引号|主题分类|公文种类|公文时效|信息时效性?|标\s*题|名\s*称|发文字号|文\s*号|有\s*效\s*性|时效性"
    r"|公开(?:方式|范围|时限|形式|类别|属性)|主题词|关键词|体裁分类|组配分类|服务对象|来\s*源|作\s*者|(?:统一)?登记号"
    r"|(?:信息|文件|法规|文章|政策)(?:来源|编号|类型|类别|分类|名称|标题|状态|属性)|内容概述|内容分类|效力(?:等级|级别|状态)"
    r"|(?:发文|发布|颁布|公布|制定|成文|生成|生效|失效|废止|实施|施行|责任|印发|批准|所属|发布者|整理)"
    r"(?:单位|机[关构]|部门|时间|日期|文号|标题|内容|人|者|行业|区域|栏目)?|(?:阅读|评论|点击)人?次数?|页面功能"
)
_RECORD = re.compile(
    rf"[•·●◆■-]?\s*【?(?:{_NAMES})】?\s*[：:】].*|(?:索引号|来源|发文字号|主题分类)\s+\S.*|内容概述"
)
_BARE_RECORD = re.compile(rf"[•·●◆■-]?\s*【?(?:{_NAMES})】?\s*[：:】]")
_ITS_TITLE = re.compile("标|名")
_VALUE = 60  # characters
_CONTENTS = re.compile(r"目\s*[录次]")
_LEADER = re.compile(r"[\s.．…·]+\d*$")  # to a page's number


def find_chrome(lines: list[Line]) -> list[Line]:
    """The lines of the web page; only the edges are searched, as far as they go on."""
    top = next((i for i, line in enumerate(lines) if _is_of_notice(line.text)), len(lines))
    values = _values(lines[:top])
    above = _from_edge(lines[:top], lambda line: _is_of_record(line.text) or line in values)
    dates = [i for i, line in enumerate(lines) if DATE.fullmatch(line.text) or at_start(line.text)]
    below = _from_edge(lines[: max(dates, default=-1) : -1], lambda line: _is_chrome(line.text))
    return [line for line in lines if line in above or line in below] + _contents(lines)


def _is_of_notice(text: str) -> bool:
    """Whether a section, a paragraph or the addressee stands here: no record goes on below."""
    return bool(at_start(text)) or text.endswith(("。", "：")) and not _is_of_record(text)


def _is_of_record(text: str) -> bool:
    return _is_chrome(text) or len(text) <= 200 and bool(_RECORD.fullmatch(text))


def _values(lines: list[Line]) -> list[Line]:
    """Lines of a record that stand below their name: 发布日期： and 2026年3月1日."""
    values = []
    for name, value in pairwise(lines[: 2 * _EDGE]):
        is_bare = _BARE_RECORD.fullmatch(name.text) and not _ITS_TITLE.search(name.text)
        is_value = len(value.text) <= _VALUE and not _RECORD.fullmatch(value.text)
        if is_bare and is_value and not value.text.endswith("："):
            values.append(value)
    return values


def _contents(lines: list[Line]) -> list[Line]:
    """目录 and the headings below it, as far as they are said again further down."""
    start = next((i for i, line in enumerate(lines) if _CONTENTS.fullmatch(line.text)), None)
    if start is None or start + 1 == len(lines):
        return []
    headings = [re.sub(r"\s", "", _LEADER.sub("", line.text)) for line in lines]
    again = next((i for i in range(start + 2, len(lines)) if headings[i] == headings[start + 1]), 0)
    is_list = not any("。" in line.text for line in lines[start:again])
    return lines[start:again] if is_list else []


def _from_edge(lines: list[Line], belongs: Callable[[Line], bool]) -> list[Line]:
    """The lines that belong to the page, until some in a row do not."""
    found, last = [], -1
    for place, line in enumerate(lines):
        if place - last > _EDGE:
            break
        if belongs(line):
            found.append(line)
            last = place
    return found


def _is_chrome(text: str) -> bool:
    return len(text) <= 120 and bool(_CHROME.fullmatch(text))
