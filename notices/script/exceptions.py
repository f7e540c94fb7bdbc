"""Which word may stand for another on a Traditional page: its other shape, never another word."""

from .converting import shapes


def problem(word: str, traditional: str) -> str:
    """Why `traditional` may not stand for `word`, as a sentence; "" where it may."""
    if any(char.isascii() for char in word + traditional):
        return "词和繁体写法里只能有汉字和中文标点，不能有空格、字母和数字。"
    if len(word) != len(traditional):
        return f"词有{len(word)}个字，繁体写法有{len(traditional)}个字：字数要相同。"
    if not shapes(word) & shapes(traditional):
        return f"“{traditional}”不是“{word}”的另一种字形。这里只换字形，不换词。"
    return ""
