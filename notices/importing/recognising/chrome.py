"""Lines that belong to the web page a text was copied from, not to the notice."""

import re

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
    r"(?:发布(?:时间|日期)|信息来源|浏览次数|阅读次数|点击数|字体|【字体|分享到|责任编辑)[：:].*",
    r"(?:上|下)一篇[：:].*",
    r"(?:原文链接|【?法宝引证码】?)[：:]?.*",
    r".*(?:版权所有|Copyright|©).*",
    r".*ICP备.*号.*",
    r".*公网安备.*号.*",
    r"(?:主办|承办|协办)单位[：:].*|.*网站标识码[：:].*",
]
_CHROME = re.compile("|".join(f"(?:{pattern})" for pattern in _PATTERNS), re.IGNORECASE)


def find_chrome(lines: list[Line]) -> list[Line]:
    """The lines of the web page; only the edges are searched."""
    edges = lines if len(lines) <= 2 * _EDGE else lines[:_EDGE] + lines[-_EDGE:]
    return [line for line in edges if _is_chrome(line)]


def _is_chrome(line: Line) -> bool:
    return len(line.text) <= 120 and bool(_CHROME.fullmatch(line.text))
