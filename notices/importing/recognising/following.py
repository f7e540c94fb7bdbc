"""Lines that say nothing themselves of what they are: they go on in what stands above them."""

from ..roles import Role
from .lines import Line

_GOES_ON = {
    Role.PREAMBLE: Role.PREAMBLE,
    Role.HEADING: Role.BODY,
    Role.BODY: Role.BODY,
    Role.CLOSING: Role.CLOSING,
    Role.ATTACHMENT_NOTE: Role.ATTACHMENT_NOTE,
    Role.SIGNATURE: Role.SIGNATURE,
    Role.DATE: Role.ATTACHMENT_BODY,
    Role.ANNOTATION: Role.ANNOTATION,
    Role.ATTACHMENT_BODY: Role.ATTACHMENT_BODY,
}
_TAIL = {Role.ATTACHMENT_NOTE, Role.SIGNATURE, Role.ANNOTATION}


def follow(lines: list[Line]) -> None:
    """Give a line without a role that of the text it goes on in; above all text, the preamble.

    A table below the signature is an attachment's.
    """
    last = Role.PREAMBLE
    for line in lines:
        if line.role is None:
            line.role = Role.ATTACHMENT_BODY if line.block.cells and last in _TAIL else last
        last = _GOES_ON.get(line.role, last)
