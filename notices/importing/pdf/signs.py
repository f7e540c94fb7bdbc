"""Characters that a PDF's fonts stand for others with."""

import re
import unicodedata

# Radicals without a compatibility mapping in Unicode; a browser prints 民 and 长 with them.
_RADICALS = str.maketrans(
    "⺁⺠⺩⺬⺮⺶⺼⻁⻄⻅⻆⻉⻋⻌⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳⻒⻑",
    "厂民王示竹羊肉虎西见角贝车辶长门雨青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙龟镸長",
)
_COMPATIBLE = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\ufb00-\ufb06]")
_UNREADABLE = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]|\\(cid:[0-9]+\\)")


def ordinary(text: str) -> str:
    """Return the text with the ordinary character for every radical and ligature."""
    text = text.translate(_RADICALS)
    return _COMPATIBLE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)


def unreadable(text: str) -> int:
    """Return how many characters have no meaning outside the file's own font."""
    return len(_UNREADABLE.findall(text))
