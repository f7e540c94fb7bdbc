"""The newsroom's main table: the working copy in the order of the document."""

from django.contrib import admin, messages
from django.db import connection
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html_join

from ..models import Notice
from ..models.acting import hold
from ..models.payload import payload_of
from ..refusal import Refused
from . import kind_templates
from .addresses import NoticePages
from .base import Worded
from .binning import Binned
from .desk.acts import acts
from .desk.correcting import StatesCorrection
from .desk.first_look import FirstLook
from .desk.remarks import shown
from .desk.standing import AtDesk
from .desk.steps import steps
from .desk.whole_text import whole_text
from .forms import NoticeForm, losses
from .inlines import AttachmentInline, FigureInline, IssuerInline, RelationInline, SectionInline
from .kept_files import link
from .notice_list import NoticeList, with_state
from .proofing import OriginalLink, open_editions
from .timeline import timeline
from .unsaved.desk import UnsavedWork
from .unsaved.once import facts_of
from .verbs import offered
from .whole_page import described


@admin.register(Notice)
class NoticeAdmin(
    NoticePages, UnsavedWork, NoticeList, Binned, StatesCorrection, Worded, admin.ModelAdmin
):
    form = NoticeForm
    inlines = [IssuerInline, SectionInline, FigureInline, AttachmentInline, RelationInline]
    add_form_template = "admin/notices/notice/add_form.html"
    change_form_template = "admin/notices/notice/change_form.html"
    view_on_site = False
    # Each stands where it stands in the document; `change_form.html` puts the parts between.
    fieldsets = [
        (
            "文头",
            {
                "fields": [
                    "seen_version",
                    "kind",
                    ("doc_number", "lacks_number"),
                    "title",
                    ("addressee", "lacks_addressee"),
                ]
            },
        ),
        ("引言", {"fields": ["preamble"]}),
        ("正文层次", {"fields": ["scheme"]}),
        ("结尾", {"fields": ["closing"]}),
        (
            "落款和版记",
            {
                "fields": [
                    "signature",
                    ("signed_on", "effective_on"),
                    "annotation",
                    "cc",
                    ("imprint_issuer", "imprint_on"),
                ]
            },
        ),
        (
            "归类和来源",
            {
                "fields": [
                    ("topic", "index_number"),
                    ("source", "source_name"),
                    ("source_address", "source_date"),
                    ("period_days", "period_ending"),
                ]
            },
        ),
    ]
    # Who may only look reads the text as readers will, not its fields.
    reading_fieldsets = [
        (
            None,
            {
                "fields": [
                    "correction_named",
                    "kind",
                    "doc_number",
                    "title",
                    "issuer_names",
                    "addressee",
                    "whole_text",
                    "attachment_names",
                    "signature",
                    "signed_on",
                    "effective_on",
                    "annotation",
                    "cc",
                    "imprint_named",
                    "topic",
                    "index_number",
                    "source_named",
                    "relation_names",
                    "period_named",
                ]
            },
        )
    ]
    # After which fieldset each part stands.
    part_after = {
        "notice_issuers": 0,
        "sections": 2,
        "attachments": 3,
        "figures": 3,
        "relations": 5,
    }

    def get_fieldsets(self, request, obj=None):
        if obj is not None and not self.has_change_permission(request, obj):
            return self.reading_fieldsets
        fieldsets = super().get_fieldsets(request, obj)
        return described(fieldsets) if obj else fieldsets

    def get_inlines(self, request, obj):
        if obj is not None and not self.has_change_permission(request, obj):
            return []
        return super().get_inlines(request, obj)

    def has_change_permission(self, request, obj=None):
        """A text before reviewers or in the bin opens read-only; a late save is told why."""
        allowed = super().has_change_permission(request, obj)
        if obj is None or not allowed or request.method == "POST":
            return allowed
        return obj.binned_at is None and AtDesk.of(obj).under_review is None

    @admin.display(description="发文机关")
    def issuer_names(self, notice):
        return "、".join(payload_of(notice)["issuers"]) or "—"

    @admin.display(description="附件")
    def attachment_names(self, notice):
        rows = [(place, link(row)) for place, row in enumerate(notice.attachments.all(), 1)]
        return format_html_join("；", "{}.{}", rows) or "—"

    @admin.display(description="版记")
    def imprint_named(self, notice):
        day = notice.imprint_on and f"{notice.imprint_on:%Y-%m-%d} 印发"
        return "　".join(filter(None, [notice.imprint_issuer, day])) or "—"

    @admin.display(description="来源")
    def source_named(self, notice):
        day = notice.source_date and f"{notice.source_date:%Y-%m-%d}"
        told = [notice.get_source_display(), notice.source_name, notice.source_address, day]
        return "　".join(filter(None, told))

    @admin.display(description="关联")
    def relation_names(self, notice):
        """What it says of other documents is approved with it."""
        return "；".join(map(str, notice.relations.select_related("other"))) or "—"

    @admin.display(description="公示期")
    def period_named(self, notice):
        """As it runs; else counted as if it went out now, so that who approves sees its end."""
        return notice.told_period(timezone.now()) or "—"

    @admin.display(description="正文")
    def whole_text(self, notice):
        return whole_text(notice)

    def get_object(self, request, object_id, from_field=None):
        notice = super().get_object(request, object_id, from_field)
        if notice is not None and connection.in_atomic_block and request.method == "POST":
            # Locked before the form compares versions, so that nobody saves in between.
            notice.lock()
            notice.refresh_from_db()
        elif notice is not None and request.method != "POST":
            hold(notice)
        return notice

    def get_changeform_initial_data(self, request):
        given = super().get_changeform_initial_data(request)
        return kind_templates.initial(given.get("kind")) | given

    def save_model(self, request, obj, form, change):
        if not change:
            obj.made_by = request.user
            for sentence in kind_templates.follow_kind(obj, request.POST.get("phrases_of")):
                messages.info(request, sentence)
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        rows = [row for formset in formsets for row in formset.forms]
        removed = [row.removed for row in rows if getattr(row, "removed", "")]
        facts = {"detail": "；".join(removed)} if removed else {}
        facts |= {} if change else facts_of(request)
        form.instance.record_saved(request.user, **facts)
        for sentence in removed:
            messages.info(request, f"{sentence}。")
        for sentence in dict.fromkeys(
            sentence for row in [form, *rows] for sentence in losses(row)
        ):
            messages.warning(request, sentence)

    def response_action(self, request, queryset):
        try:
            return super().response_action(request, queryset)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect(request.get_full_path())

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        context["document_parts"] = self._in_order(context)
        if obj is None:
            context |= kind_templates.context(request.POST, context["adminform"].form)
        else:
            context["from_original"] = OriginalLink(obj)
            context["imported_from"] = context["from_original"].original
            context |= self._checks(request, obj)
            context["verbs"] = offered(obj, request.user, context["problems"])
            context["signed_sheets"] = obj.signed_sheets.order_by("pk")
            context |= self._desk(request, obj, context)
            context["timeline"] = timeline(obj)
            context["live"] = AtDesk.of(obj).live
            context["editions"] = open_editions(obj)
            context["pinned_until"] = obj.pinned_until()
            context["period"] = obj.period() if obj.edition_count else None
            with_states = with_state(self.get_queryset(request)).only("binned_at")
            context["state"] = self.state(with_states.get(pk=obj.pk))
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def _desk(self, request, notice, context) -> dict:
        """Where the text stands at the desk, and what is said of it there."""
        at, offers = AtDesk.of(notice), acts(notice, request.user, context["verbs"])
        if notice.binned_at:
            return {"acts": offers}
        remarks = at.remarks = shown(notice, request.user)
        at.may_remark = any(verb.name == "comment" for verb in context["verbs"])
        for inline in context["inline_admin_formsets"]:
            if inline.formset.prefix == "sections":
                for row in inline.formset.initial_forms:
                    row.remarks = remarks.get(row.instance.number, [])
        return {
            "at_desk": at,
            "desk": at.told(),
            "steps": steps(at),
            "voided": at.voided_by_a_save(),
            "acts": offers,
            "remarks": [one for found in remarks.values() for one in found],
            "remarks_of_all": remarks.get(None, []),
            "first_look": FirstLook(notice) if at.under_review else None,
        }

    def _checks(self, request, notice) -> dict:
        """What the checks found; whoever may edit has them while writing, too."""
        problems, waived = notice.looked_over()
        found = {"problems": problems, "waived": waived}
        if not self.has_change_permission(request, notice):
            return found
        return found | {
            "check_address": reverse("admin:notices_notice_problems", args=[notice.pk]),
            "waive_address": reverse("admin:notices_notice_waive", args=[notice.pk]),
            "links_address": reverse("admin:notices_notice_links", args=[notice.pk]),
        }

    def _in_order(self, context) -> list[dict]:
        """Fieldsets and inlines in the order of the document."""
        parts = [{"fieldset": fieldset} for fieldset in context["adminform"]]
        inlines = {part.formset.prefix: part for part in context["inline_admin_formsets"]}
        for prefix, after in sorted(self.part_after.items(), key=lambda item: -item[1]):
            if prefix in inlines:
                parts.insert(after + 1, {"inline": inlines[prefix]})
        return parts
