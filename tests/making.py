"""People and papers for tests: each function makes one thing in the real database."""

import datetime
import re
from io import BytesIO

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone
from PIL import Image

from notices.models import (
    Attachment,
    Figure,
    Issuer,
    Kind,
    Notice,
    OldAddress,
    Section,
    StoredFile,
    Topic,
    User,
)
from notices.refusal import Refused
from notices.surfaces import SURFACES
from site_config.surfaces import SURFACES as ALL_SURFACES

from .pdf_files import FIELD, page_of, pdf

SIGNED = datetime.date(2026, 5, 12)
TWINS = [one for one in ALL_SURFACES if one.address.startswith("/hant/")]
TOMORROW = datetime.timedelta(days=1)
OLD = "art/2019/5/12/art_1_2345.html"
WORD = "植树"  # stands in every notice that is made here


def person(role: str, username: str | None = None) -> User:
    """A member of the desk with one role of `notices.roles`."""
    user = User.objects.create_user(username or role, password="a-long-password-2026")
    user.is_staff = True
    user.save()
    user.groups.add(Group.objects.get(name=role))
    return user


def editor() -> User:
    return User.objects.filter(username="editor").first() or person("editor")


def publisher() -> User:
    return User.objects.filter(username="publisher").first() or person("publisher")


def make_notice(*, sections: int = 1, attachments: int = 0, issuers: int = 1, **fields) -> Notice:
    """A working copy that could be published as it is."""
    given = {
        "title": "中共示例省委关于做好春季植树工作的通知",
        "kind": Kind.objects.get(code="notice"),
        "signed_on": SIGNED,
        "preamble": "<p>为做好春季植树工作，现通知如下。</p>",
        "made_by": editor(),
    }
    notice = Notice.objects.create(**given | fields)
    for number in range(1, issuers + 1):
        name = "中共示例省委" if number == 1 else f"示例省第{number}办公室"
        issuer, _ = Issuer.objects.get_or_create(name=name)
        notice.notice_issuers.create(issuer=issuer)
    for number in range(1, sections + 1):
        Section.objects.create(
            notice=notice, heading=f"第{number}项安排", body=f"<p>第{number}项安排的内容。</p>"
        )
    for number in range(1, attachments + 1):
        attach(notice, f"登记表{number}")
    notice.refresh_from_db()
    return notice


def attach(notice: Notice, name: str, data: bytes | None = None) -> Attachment:
    """A text file under the notice."""
    stored = StoredFile.objects.keep(data or name.encode(), "text/plain")
    return Attachment.objects.create(notice=notice, name=name, file=stored, file_name=f"{name}.txt")


def attach_pages(notice: Notice, *texts: str) -> Attachment:
    """A PDF under the notice whose pages say these and show a field, read as every PDF is."""
    data = pdf([page_of([text]) for text in texts], drawing=FIELD)
    stored = StoredFile.objects.keep(data, "application/pdf")
    return Attachment.objects.create(notice=notice, name="图册", file=stored, file_name="图册.pdf")


def picture(width: int = 900, height: int = 600, target: str = "PNG", **options) -> bytes:
    """A picture of a field, lighter to the right."""
    field = Image.linear_gradient("L").rotate(90).resize((width, height)).convert("RGB")
    out = BytesIO()
    field.save(out, target, **options)
    return out.getvalue()


def illustrate(notice: Notice, data: bytes | None = None, **fields) -> Figure:
    """A picture under the notice, after its preamble unless `fields` say otherwise."""
    # Small: one of the size of a page takes twice as long to write anew.
    stored = StoredFile.objects.keep_picture(data or picture(450, 300))
    given = {"place": "preamble", "alt": "河边的一排柳树"}
    return Figure.objects.create(notice=notice, file=stored, **given | fields)


def published(**fields) -> Notice:
    """A notice readers see."""
    notice = make_notice(**fields)
    notice.publish(publisher())
    return notice


def corrected(notice: Notice, *, note: str = "“苗”误作“描”。") -> Notice:
    """The notice with one more edition before readers; its closing now says the note."""
    notice.refresh_from_db()
    notice.closing = f"<p>{note}</p>"
    notice.save()
    notice.publish(publisher(), note=note, correction="minor")
    return notice


def gone_for_good(notice: Notice) -> None:
    """The draft thrown away, and its time in the bin over."""
    notice.discard(editor())
    Notice.objects.empty_bin(timezone.now() + datetime.timedelta(days=30))


def addresses(notice: Notice) -> list[str]:
    """Every public address of notices and of their twins in Traditional script, of edition 1,
    file 1, page 1 and width 400 where they name this notice.

    The notice gets an old address, to have one; the lists are those of the month of today.
    """
    OldAddress.objects.get_or_create(address=f"/{OLD}", notice=notice)
    parts = {"<id>": str(notice.pk), "<k>": "1", "<n>": "1", "<p>": "1", "<w>": "400"}
    parts |= {"<old>": OLD, "<rest>": "nothing/here", "<q>": WORD} | shelf_parts(notice)
    return [
        re.sub(r"<\w+>", lambda found: parts[found[0]], surface.whole)
        for surface in [*SURFACES, *TWINS]
    ]


def shelf_parts(notice: Notice) -> dict[str, str]:
    """What stands for the lists a notice is in, in the address of a surface."""
    today = timezone.localdate()
    topic = notice.topic or Topic.objects.get_or_create(name="防汛")[0]
    issuer = notice.issuers.first() or Issuer.objects.get_or_create(name="中共示例省委")[0]
    return {
        "<topic>": str(topic.pk),
        "<issuer>": str(issuer.pk),
        "<year>": str(today.year),
        "<month>": str(today.month),
    }


def refusal_of(act, *args, **kwargs) -> list[str]:
    """Why a verb would not act; the test fails where it does."""
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return refused.value.reasons
