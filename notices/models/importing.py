"""An imported text becomes a working copy; its original is kept byte for byte."""

from collections.abc import Iterator
from dataclasses import replace

from django.conf import settings
from django.db import models, transaction

from .. import file_types, importing, numbering, pictures, rich_text
from ..canonical import canonical_json
from ..checks import Problem
from ..refusal import Refused
from .arriving.fingerprint import Fingerprint
from .checking.verbs import check_read
from .event import Event
from .stored_file import StoredFile
from .vocabulary import DEFAULT_KIND, Issuer, KeptWord, Kind

_ALT = 300  # characters that a figure's alternative text has room for


class WorkingCopies(models.QuerySet):
    """Drafts are discarded one by one, each with its Event."""

    def delete(self):
        raise Refused("请逐份删除草稿，以便留下记录。")


class NoticeManager(models.Manager.from_queryset(WorkingCopies)):
    def read_file(self, data: bytes, file_name: str) -> importing.ImportedNotice:
        """What `import_file` would save, for which nothing is written; Unreadable as there."""
        return self.read_parts(data, file_name)[0]

    def check_file(self, data: bytes, file_name: str, *, style: bool = False) -> list[Problem]:
        """What the checks find in a file as `read_file` reads it; Unreadable as there.

        Rules of style are silent on a text that has its number, but where `style` asks for them.
        """
        read = self.read_file(data, file_name)
        return check_read(read, style=style or not read.doc_number)

    def import_file(
        self, user, data: bytes, file_name: str, *, new_only=False, right="notices.import_notice"
    ):
        """Reads a file and saves it as a working copy; returns the Notice and what was read.

        Raises Refused without the permission, importing.Unreadable with the reason why the file
        cannot be read, or with what no column holds. Nothing is invented: what is missing stays
        empty. With `new_only` it raises Same where the number or the text is here already.
        `right` is the permission asked for: 历史迁移 covers the import of what it moves.
        """
        self.model.refuse_without(user, right)
        read, fields, rows = self.read_parts(data, file_name)
        with transaction.atomic():
            if new_only:
                Fingerprint.objects.refuse_same(fields, rows)
            notice = self.create(made_by=user, kind=kind_of(fields["title"]), **fields)
            read = _lay_parts(notice, read, rows, user)
            Fingerprint.objects.follow(notice)
            original = StoredFile.objects.keep(data, importing.media_type_of(data))
            notice.originals.create(
                file=original,
                file_name=file_types.safe_name(read.file),
                report=canonical_json(read.as_json()),
                imported_by=user,
            )
            Event.objects.record(
                Event.Verb.IMPORTED,
                user,
                notice=notice,
                digest=notice.working_digest(),
                file=read.file,
                sha256=original.sha256,
                repairs=read.repairs,
            )
        return notice, read

    def read_parts(self, data: bytes, file_name: str, choices: importing.Choices | None = None):
        """What was read, the notice's fields and those of its sections, all of them fitting."""
        choices = replace(choices or importing.Choices(), kept_words=KeptWord.objects.words())
        read = importing.read(data, file_name, choices, soffice=settings.SOFFICE)
        read = replace(read, doubts=[*_left_out(read), *read.doubts])
        fields = _fields(read)
        rows = [_section(*one) for one in zip(read.sections, read.entries)]
        sections, attachments = (
            self.model._meta.get_field(name).related_model for name in ("sections", "attachments")
        )
        _refuse_too_long(self.model, fields)
        for section, row in zip(read.sections, rows):
            _refuse_too_long(sections, row, f"{section.label}的")
        for name in read.attachments:
            _refuse_too_long(attachments, {"name": name})
        for name in read.issuers:
            _refuse_too_long(Issuer, {"name": name})
        return read, fields, rows


def _refuse_too_long(model, fields: dict, where: str = "") -> None:
    """A column holds what fits; the file stays with the editor, so nothing is cut."""
    for name, value in fields.items():
        column = model._meta.get_field(name)
        if isinstance(value, str) and column.max_length and len(value) > column.max_length:
            raise importing.Unreadable(
                f"{where}“{column.verbose_name}”有 {len(value)} 个字，最多 {column.max_length} 个字，"
                "像是认错了行，请核对原文后再导入。"
            )


def _fields(read) -> dict:
    imprint_issuer, imprint_on = importing.read_imprint(read.imprint or "")
    return {
        "title": read.title or "",
        "doc_number": read.doc_number or "",
        "addressee": read.addressee or "",
        "signed_on": read.date,
        "scheme": read.scheme or numbering.DEFAULT_SCHEME,
        "preamble": _body(read.preamble or "", read.preamble_body, "引言"),
        "closing": _body(read.closing or "", read.closing_body, "结尾"),
        "signature": read.signature or "",
        "annotation": read.annotation or "",
        "cc": read.cc or "",
        "imprint_issuer": imprint_issuer,
        "imprint_on": imprint_on,
    }


def _section(section, entry: numbering.Entry) -> dict:
    return {
        "depth": entry.depth,
        "start": entry.start,
        "unnumbered": entry.unnumbered,
        "typed_label": entry.typed,
        "heading": section.heading,
        "run_in": section.run_in,
        "body": _body(section.text, section.body, section.label),
    }


def _body(text: str, html: str, place: str) -> str:
    """The stored body: html where the source has more than plain paragraphs."""
    try:
        return rich_text.clean(html) if html else rich_text.from_plain(text)
    except rich_text.TooLong as refusal:
        raise importing.Unreadable(f"“{place}”的{refusal}") from None


def kind_of(title: str) -> Kind:
    """The kind a title ends in (标题 = 发文机关 + 事由 + 文种); 通知 where it names none."""
    ending = [kind for kind in Kind.objects.all() if title.endswith(kind.name)]
    if ending:
        return max(ending, key=lambda kind: len(kind.name))
    return Kind.objects.get(code=DEFAULT_KIND)


def _lay_parts(notice, read, rows: list[dict], user):
    """Lays the parts of what was read; returns it with the doubts about its pictures."""
    for name in dict.fromkeys(read.issuers):
        notice.notice_issuers.create(issuer=Issuer.objects.named(name, user))
    sections = _lay_numbered(notice, "section", notice.sections.model, rows)
    names = [{"name": name} for name in read.attachments]
    _lay_numbered(notice, "attachment", notice.attachments.model, names)
    figures, doubts = _figures(read, sections)
    _lay_numbered(notice, "figure", notice.figures.model, figures)
    return replace(read, doubts=read.doubts + [one for one in doubts if one not in read.doubts])


def _lay_numbered(notice, counter: str, part, rows: list[dict]) -> list:
    if not rows:
        return []
    first = notice.take_number(counter, len(rows))
    return part.objects.bulk_create(
        part(notice=notice, number=first + at, order=(at + 1) * part.STEP, **row)
        for at, row in enumerate(rows)
    )


def _left_out(read) -> Iterator[importing.Doubt]:
    """A doubt for each picture that will not be accepted, said again at every reading."""
    for count, figure in enumerate(read.figures, 1):
        try:
            pictures.refuse_by_head(figure.picture.data)
        except file_types.NotAccepted as refusal:
            yield _without(count, figure, refusal)


def _without(count: int, figure, refusal: Exception) -> importing.Doubt:
    return importing.Doubt(f"第 {count} 幅图（{figure.picture.name}）没有带来：{refusal}")


def _figures(read, sections: list) -> tuple[list[dict], list[importing.Doubt]]:
    """The figures' fields, pictures written anew; doubts name those that are not accepted."""
    rows, doubts = [], []
    for count, figure in enumerate(read.figures, 1):
        try:
            file = StoredFile.objects.keep_picture(figure.picture.data)
        except file_types.NotAccepted as refusal:
            doubts.append(_without(count, figure, refusal))
            continue
        rows.append(_place_of(figure.section, sections) | {"file": file, "alt": figure.alt[:_ALT]})
        if len(figure.alt) > _ALT:
            doubts.append(
                importing.Doubt(f"第 {count} 幅图的替代文字只留了前 {_ALT} 字：{figure.alt}")
            )
    return rows, doubts


def _place_of(section: int | None, sections: list) -> dict:
    """Where a figure stands: after a section counted from 1, the preamble (0), the closing."""
    if section is None:
        return {"place": "closing"}
    return (
        {"place": "section", "section": sections[section - 1]} if section else {"place": "preamble"}
    )
