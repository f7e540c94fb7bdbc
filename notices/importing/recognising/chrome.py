"""Lines that belong to the web page a text was copied from, not to the notice."""

import re
from collections.abc import Callable

from .lines import Line

_EDGE = 8  # lines at either end where the parts of a page stand; the body is never looked at

_NAVIGATION = (
    "首页|网站首页|返回首页|关于我们|联系我们|网站地图|站点地图|用户调查|网站声明|法律声明|隐私声明|隐私政策"
    "|使用帮助|网站帮助|设为首页|加入收藏|收藏本站|友情链接|登录|注册|返回顶部|打印|打印本页|关闭|关闭窗口"
    "|关闭本页|大字版|无障碍浏览|手机版|电脑版"
)
_SEPARATOR = r"[\s|｜·>＞/【】\[\]]*"
_PATTERNS = [
    r"欢迎(?:您)?(?:使用|访问|光临|浏览|来到|关注)[^。，；：]{0,20}",
    rf"{_SEPARATOR}(?:(?:{_NAVIGATION}){_SEPARATOR})+",
    r"(?:(?:当前|您的|您现在的)位置[：:]|首页\s*[>＞»]).*",
    r"(?:发布(?:时间|日期)|信息来源|浏览(?:次数|量)|阅读(?:次数|量)|点击(?:数|率|量)|访问量|字体|【字体|分享到"
    r"|责任编辑|更新(?:时间|日期))[：:].*",
    r"(?:时间|日期|来源|作者)[：:]\s*\d{4}[-/.年].*",
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
# What a government site tells of a document above it (政府信息公开 目录).
_RECORD = re.compile(
    r"【?(?:索\s*引\s*号|信息索引号|主题分类|公文种类|发文机[关构]|发布机[关构]|成文日期|公文时效|标\s*题|名\s*称|发文字号"
    r"|文\s*号|生效日期|失效日期|废止日期|实施日期|有\s*效\s*性|公开(?:方式|范围|时限|形式|类别)|主题词|关键词|体裁分类"
    r"|组配分类|服务对象|责任部门|来\s*源|作\s*者|登记号|统一登记号)】?\s*[：:】].*"
)


def find_chrome(lines: list[Line]) -> list[Line]:
    """The lines of the web page; only the edges are searched, as far as they go on."""
    above = _from_edge(lines, lambda text: _is_chrome(text) or bool(_RECORD.fullmatch(text)))
    below = _from_edge(lines[::-1], _is_chrome)
    return [line for line in lines if line in above or line in below]


def _from_edge(lines: list[Line], belongs: Callable[[str], bool]) -> list[Line]:
    """The lines that belong to the page, until some in a row do not."""
    found, last = [], -1
    for place, line in enumerate(lines):
        if place - last > _EDGE:
            break
        if belongs(line.text):
            found.append(line)
            last = place
    return found


def _is_chrome(text: str) -> bool:
    return len(text) <= 120 and bool(_CHROME.fullmatch(text))
