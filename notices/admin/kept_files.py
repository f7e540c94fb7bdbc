"""Files on their way into a notice: kept at once, named by a signed token, seen by staff only."""

from collections.abc import Callable
from dataclasses import dataclass

from django.core import signing
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_POST, require_safe

from .. import file_types, pictures, reading, sending
from ..models import Attachment, ReadingCopy, StoredFile

BROKEN_OFF = "文件没有传完，请检查网络后再传一次。"


@dataclass(frozen=True)
class Kept:
    """A stored file for one part of a notice; `token` is the proof that we gave it out.

    `part`: "attachments", "figures", or "variants", which can be looked at only.
    """

    part: str
    sha256: str
    name: str = ""

    @property
    def token(self) -> str:
        return signing.dumps([self.sha256, self.name], salt=_salt(self.part))

    def stored(self) -> StoredFile:
        return StoredFile.objects.get(pk=self.sha256)

    @property
    def address(self) -> str:
        """Where staff can look at the file, published or not."""
        return reverse("admin:notices_notice_file", args=[self.part, self.token])


def _salt(part: str) -> str:
    return f"kept-{part}"


def read_token(part: str, token: str | None) -> Kept | None:
    """The file a token names; None for none, and for one we did not sign for this part."""
    try:
        return Kept(part, *signing.loads(token, salt=_salt(part))) if token else None
    except signing.BadSignature:
        return None


def keep_attachment(upload: UploadedFile) -> Kept:
    """Stores an upload as it is; raises NotAccepted."""
    data = upload.read(file_types.MAX_BYTES + 1)
    media_type = file_types.media_type(upload.name, data)
    stored = StoredFile.objects.keep(data, media_type)
    return Kept("attachments", stored.pk, file_types.safe_name(upload.name))


def keep_picture(upload: UploadedFile) -> Kept:
    """Stores a picture written anew; raises NotAccepted."""
    stored = StoredFile.objects.keep_picture(upload.read(pictures.MAX_BYTES + 1))
    return Kept("figures", stored.pk, file_types.safe_name(upload.name))


KEEPERS: dict[str, Callable[[UploadedFile], Kept]] = {
    "attachments": keep_attachment,
    "figures": keep_picture,
}


def words(kept: Kept, stored: StoredFile) -> str:
    """What stands beside the input: the name and size, of a picture the pixels."""
    size = reading.size(stored.size)
    if kept.part == "figures":
        shown = next((one for one in stored.variants.all() if one.file_id == stored.pk), None)
        size = f"{shown}像素，{size}" if shown else size
    return f"{kept.name}（{size}）" if kept.name else size


def thumbnail(kept: Kept, stored: StoredFile) -> str:
    """The address of the narrowest variant of a picture, "" of anything else."""
    if kept.part != "figures":
        return ""
    variants = sorted(stored.variants.all(), key=lambda one: (one.width, -one.pk))
    return Kept("variants", variants[0].file_id).address if variants else ""


def link(attachment: Attachment) -> str:
    """The name of an attachment, as a link for staff where its file is there."""
    if not attachment.file_id:
        return f"{attachment.name}（还没有文件）"
    kept = Kept("attachments", attachment.file_id, attachment.file_name)
    return format_html('<a href="{}">{}</a>', kept.address, attachment.name)


def picture_address(row: dict, variant: dict) -> str:
    """Where staff find a picture of a payload that may not be public (`reading.document`)."""
    return Kept("variants", variant["sha256"]).address


@require_POST
def upload_view(request, part: str):
    """Keeps one file and says its token, or why it was refused; both are answers, so both 200."""
    if not request.user.has_perm("notices.change_notice"):
        raise PermissionDenied
    if part not in KEEPERS:
        raise Http404("no such part")
    upload = request.FILES.get("upload")
    # The size is sent last: an upload that broke off does not have it.
    if upload is None or request.POST.get("size") != str(upload.size):
        return JsonResponse({"refused": BROKEN_OFF})
    try:
        kept = KEEPERS[part](upload)
        if part == "attachments":
            # Here nothing is locked; an upload without a script gets its copy when it is published.
            ReadingCopy.objects.of(kept.stored())
    except file_types.NotAccepted as refusal:
        return JsonResponse({"refused": str(refusal)})
    return JsonResponse(
        {
            "kept": kept.token,
            "words": f"已收到：{words(kept, kept.stored())}",
            "address": kept.address,
            "thumbnail": thumbnail(kept, kept.stored()),
        }
    )


@require_safe
def look_view(request, part: str, token: str):
    """A file of a working copy, for staff who may see the notice."""
    if not request.user.has_perm("notices.view_notice"):
        raise PermissionDenied
    kept = read_token(part, token)
    if kept is None:
        raise Http404("no such file")
    stored = get_object_or_404(StoredFile, pk=kept.sha256)
    if part == "attachments":
        return sending.attachment(stored.pk, stored.media_type, kept.name)
    return sending.picture(stored.pk, stored.media_type)
