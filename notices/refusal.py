"""Why a verb would not act, in the user's words."""

from collections.abc import Sequence


class Refused(Exception):
    """A verb refused; `reasons` are sentences in Chinese, `problems` what the checks found."""

    def __init__(self, *reasons: str, problems: Sequence = ()):
        super().__init__("；".join(reasons))
        self.reasons = list(reasons)
        self.problems = list(problems)


class StaleVersion(Refused):
    """Somebody saved since this copy was read; nothing was written."""

    def __init__(self, what: str):
        super().__init__(f"{what}在您打开之后已被别人修改，这次没有保存。请对照最新内容再提交。")
