"""Damages a Simplified text the way a converter does, so that its repair can be proved.

Traditional character by character (ambiguous characters stay Simplified), pinyin after a fixed
list of characters, half-width punctuation, and the lines of the page the text stood on.
"""

from opencc import OpenCC

GREETING = "欢迎使用手机浏览"
FOOTER = ("关于我们 联系我们 网站地图 用户调查", "示例先锋网 版权所有 示ICP备00000000号-1")

# Simplified characters a converter leaves alone because they stand for several Traditional ones.
_LEFT = "干斗于范里采筑布扎后涌系发面只台表制准复合回冲志松胜向余致"
_PINYIN = {
    "机": "jī", "认": "rèn", "实": "shí", "习": "xí", "总": "zǒng", "对": "duì", "国": "guó",
    "务": "wù", "关": "guān", "强": "qiáng", "坚": "jiān", "战": "zhàn", "现": "xiàn",
    "当": "dāng", "项": "xiàng", "会": "huì", "报": "bào", "级": "jí", "众": "zhòng",
    "势": "shì", "进": "jìn", "动": "dòng", "场": "chǎng", "责": "zé", "际": "jì",
    "体": "tǐ", "术": "shù", "义": "yì", "类": "lèi", "运": "yùn", "应": "yīng", "营": "yíng",
    "区": "qū", "乡": "xiāng", "产": "chǎn", "讲": "jiǎng", "时": "shí", "协": "xié",
    "织": "zhī", "计": "jì", "设": "shè", "书": "shū",
}  # fmt: skip
_NARROW = str.maketrans("，；：？！（）", ",;:?!()")
_TO_TRADITIONAL = OpenCC("s2t")


def damage(text: str) -> tuple[str, dict[str, int]]:
    """Return the damaged copy, and what its repair has to count."""
    whole = "\n".join([GREETING, text, *FOOTER])
    counts = {
        "pinyin": sum(character in _PINYIN for character in whole),
        "traditional": sum(_traditional(character) != character for character in whole),
        "punctuation": sum(character.translate(_NARROW) != character for character in whole),
        "chrome": 1 + len(FOOTER),
    }
    return "".join(_damaged(character) for character in whole), counts


def _damaged(character: str) -> str:
    damaged = _traditional(character).translate(_NARROW)
    return f"{damaged}({_PINYIN[character]})" if character in _PINYIN else damaged


def _traditional(character: str) -> str:
    return character if character in _LEFT else _TO_TRADITIONAL.convert(character)
