"""Signs of symbol fonts (w:sym) as characters that every font has."""

import re

_CODE = re.compile("[0-9A-Fa-f]{2,6}")
_PRIVATE = range(0xE000, 0xF900)
# By the lower byte: Symbol, Wingdings and Wingdings 2 as Word's own tables of signs show them.
_SIGNS = {
    "symbol": {0xB7: "•", 0xB4: "×", 0xB8: "÷", 0xB1: "±", 0xA3: "≤", 0xB3: "≥", 0xB0: "°"},
    "wingdings": {
        0x28: "☎", 0x6C: "●", 0x6D: "○", 0x6E: "■", 0x6F: "□", 0x71: "□", 0x72: "□", 0x75: "◆",
        0x76: "❖", 0x77: "◆", 0x9F: "•", 0xA1: "○", 0xA7: "▪", 0xA8: "□", 0xAB: "★", 0xD8: "➢",
        0xE0: "→", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    },
    "wingdings 2": {0x50: "✓", 0x4F: "✗", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "□"},
}  # fmt: skip
_CIRCLED_ZERO = 0x80  # Wingdings has ⓪ to ⑩ from here, and white on black from 0x8B
UNKNOWN = "□"


def symbol(font: str, code: str) -> str:
    """The character for the sign of this font, □ for one that no common font has."""
    number = int(code, 16) if _CODE.fullmatch(code) else 0
    name, low = font.strip().lower(), number & 0xFF
    if name in _SIGNS and (number in _PRIVATE or number < 0x100):
        if name == "wingdings" and _CIRCLED_ZERO <= low <= _CIRCLED_ZERO + 10:
            return "⓪①②③④⑤⑥⑦⑧⑨⑩"[low - _CIRCLED_ZERO]
        return _SIGNS[name].get(low, UNKNOWN)
    if number < 0x20 or number in _PRIVATE or number > 0x10FFFF or 0xD800 <= number < 0xE000:
        return UNKNOWN
    return chr(number)
