"""One key for what a line may be, and how choices are written in the form."""

from dataclasses import dataclass

from ...importing import Choices, Role


@dataclass(frozen=True)
class Code:
    """A key of the legend: `name` on the button, `role` and `depth` that it gives a line."""

    key: str
    name: str
    role: Role
    depth: int = 0

    @property
    def button(self) -> str:
        return self.name[:2] if self.depth > 1 else self.name


_HEADINGS = [Code(str(n), f"{'一二三四五六'[n - 1]}级标题", Role.HEADING, n) for n in range(1, 7)]
CODES = [
    Code("t", "标题", Role.TITLE),
    Code("i", "发文机关", Role.RED_HEAD),
    Code("n", "文号", Role.DOC_NUMBER),
    Code("a", "主送", Role.ADDRESSEE),
    Code("p", "引言", Role.PREAMBLE),
    *_HEADINGS,
    Code("b", "属于上一节", Role.BODY),
    Code("c", "结尾", Role.CLOSING),
    Code("f", "附件说明", Role.ATTACHMENT_NOTE),
    Code("s", "署名", Role.SIGNATURE),
    Code("d", "日期", Role.DATE),
    Code("z", "附注", Role.ANNOTATION),
    Code("h", "抄送", Role.CC),
    Code("y", "印发", Role.IMPRINT),
    Code("m", "附件正文", Role.ATTACHMENT_BODY),
    Code("x", "不属于正文", Role.ASIDE),
]
BY_KEY = {code.key: code for code in CODES}
FORGET = "0"  # back to what was recognised
_KEYS = {(code.role, code.depth): code.key for code in CODES}
_NAMES = {(code.role, code.depth): code.name for code in CODES}
_NAMES |= {(Role.BODY, 0): "正文", (Role.FIGURE, 0): "图的文字"}
SET_ASIDE = (Role.ASIDE, Role.ATTACHMENT_BODY)


def name_of(role: Role, depth: int) -> str:
    """What a line is, in a word or two."""
    return _NAMES.get((role, depth)) or _NAMES.get((role, 0)) or str(role)


def key_of(role: Role, depth: int) -> str:
    """The key that gives a line this role; "" where none does."""
    return _KEYS.get((role, depth), "")


def written(choices: Choices) -> str:
    """The roles of choices as "159:3,248:b", in the order of the lines."""
    pairs = [(at, key_of(*chosen)) for at, chosen in sorted(choices.roles.items())]
    return ",".join(f"{at}:{key}" for at, key in pairs if key)


def parsed(text: str) -> dict[int, tuple[Role, int]]:
    """The roles that `written` has written; what nobody can have chosen is passed over."""
    roles = {}
    for pair in text.split(","):
        at, _, key = pair.partition(":")
        if key in BY_KEY and at.isascii() and at.isdigit() and len(at) <= 9:
            roles[int(at)] = (BY_KEY[key].role, BY_KEY[key].depth)
    return roles
