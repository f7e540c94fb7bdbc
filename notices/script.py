"""Chinese script: the one place that calls OpenCC (pinned: 1.4.0 turned 破坏 into 破坯).

Only configurations that convert character by character: a "p" configuration also swaps words
(建立 became 创建), which official text must never suffer.
"""

from opencc import OpenCC

_T2S = OpenCC("t2s")


def to_simplified(text: str) -> str:
    """Return the text in Simplified script; characters change, words and length do not."""
    return _T2S.convert(text)
