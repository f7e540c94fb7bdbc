"""有效性: what a document is worth on a day, derived and never stored (条例 Art. 33)."""

from datetime import date

NOT_YET = "尚未生效"
IN_FORCE = "现行有效"
AMENDED = "已修改"
REPEALED = "已废止"
REVOKED = "已撤销"
EXPIRED = "已失效"

CODES = {
    NOT_YET: "not_yet",
    IN_FORCE: "in_force",
    AMENDED: "amended",
    REPEALED: "repealed",
    REVOKED: "revoked",
    EXPIRED: "expired",
}
ENDED = {"repealed": REPEALED, "revoked": REVOKED, "expired": EXPIRED}


def validity(today: date, effective_on: date | None, ended_as: str | None, amended: bool) -> str:
    """One of the six words above.

    `ended_as` is the kind of the withdrawal now in effect ("repealed", "revoked", "expired") or
    None; `amended` says whether a public notice names this one as 修改.
    """
    if ended_as:
        return ENDED[ended_as]
    if effective_on and effective_on > today:
        return NOT_YET
    return AMENDED if amended else IN_FORCE
