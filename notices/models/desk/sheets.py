"""审批单: what is printed and signed of a text, and the signed scan kept on its digest."""

import hashlib
import json

from ... import file_types, pictures
from ...file_types import NotAccepted
from ..event import Event
from ..payload import payload_of
from ..stored_file import StoredFile
from .rows import SignedSheet, Submission
from .state import DeskState

NO_SUCH_TEXT = "请选择签批的是送审过的哪一稿。"


def scan_type(name: str, data: bytes) -> str:
    """The media type of a scan, PDF or picture, told by its bytes; raises NotAccepted."""
    if name.lower().endswith(".pdf"):
        return file_types.media_type(name, data)
    if data.startswith(b"%PDF-"):
        raise NotAccepted("文件名须以 .pdf 结尾，请改好后再上传。")
    pictures.refuse_by_head(data)
    return pictures.media_type(data)


class Sheets(DeskState):
    """The sheet of a submission, and its signed scan."""

    def payload_submitted(self, submission: Submission) -> dict | None:
        """What was submitted, where its words are still at hand: as draft or as an edition."""
        if submission.digest == self.working_digest():
            return payload_of(self)
        frozen = self.editions.filter(digest=submission.digest, sealing=None, erasure=None)
        edition = frozen.select_related("payload").order_by("number").first()
        return json.loads(edition.payload.text) if edition else None

    def why_not_keep_sheet(
        self, user, data: bytes = b"", file_name: str = "", *, digest: str = ""
    ) -> list[str]:
        """Reasons against keeping a scan; `digest` is that of a text that was submitted."""
        reasons = self.missing_permission(user, "notices.keep_sheet_notice")
        reasons += self.why_not_in_bin()
        if not (digest and self.submissions.filter(digest=digest).exists()):
            reasons.append(NO_SUCH_TEXT)
        try:
            scan_type(file_name, data)
        except NotAccepted as refusal:
            reasons.append(str(refusal))
        same = self.signed_sheets.filter(digest=digest, file=hashlib.sha256(data).hexdigest())
        return reasons + (["这份签批件已经留存在这一稿上。"] if same.exists() else [])

    def keep_sheet(self, user, data: bytes, file_name: str, *, digest: str) -> SignedSheet:
        """Keeps a signed scan byte for byte, PDF or picture; raises Refused with the reasons."""
        with self.locked() as at:
            self.refuse_for(self.why_not_keep_sheet(user, data, file_name, digest=digest))
            sheet = SignedSheet.objects.create(
                notice=self,
                digest=digest,
                file=StoredFile.objects.keep(data, scan_type(file_name, data)),
                file_name=file_types.safe_name(file_name),
                made_at=at,
                made_by=user,
            )
            Event.objects.record(
                Event.Verb.SHEET_KEPT,
                user,
                notice=self,
                digest=digest,
                rows=[sheet],
                file=sheet.file_name,
                sha256=sheet.file_id,
            )
        return sheet
