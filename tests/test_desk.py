"""整篇编辑, 复制为新通知 and the set phrases of a kind, as the people of the desk use them."""

import pytest
from django.urls import reverse

from notices.models import Event, Issuer, Kind, Notice, NoticeIssuer, Section, StoredFile
from notices.models.payload import payload_of
from notices.whole_text import write

from .making import SIGNED, attach, editor, illustrate, make_notice, person, published, publisher
from .newsroom import errors, form_of, said

pytestmark = pytest.mark.django_db
TABLE = "<table><tbody><tr><td>场次</td><td>三</td></tr></tbody></table>"


@pytest.fixture
def desk(client):
    client.force_login(editor())
    return client


def whole(notice: Notice) -> str:
    return reverse("admin:notices_notice_whole", args=[notice.pk])


def text_of(notice: Notice) -> str:
    return write(payload_of(Notice.objects.get(pk=notice.pk)))


def rewritten(desk, notice: Notice, text: str, **answers):
    data = {"text": text, "seen_version": notice.version} | answers
    return desk.post(whole(notice), data, follow=True)


def outline(notice: Notice) -> list[tuple]:
    rows = payload_of(Notice.objects.get(pk=notice.pk))["sections"]
    return [(row["label"], row["number"], row["heading"]) for row in rows]


# 整篇编辑


def test_the_page_shows_the_whole_outline(desk):
    notice = make_notice(sections=2)
    page = desk.get(whole(notice))
    assert page.context["form"]["text"].value() == (
        "一、第1项安排\n第1项安排的内容。\n\n二、第2项安排\n第2项安排的内容。"
    )


def test_a_changed_text_is_saved_with_its_event_and_sections_keep_their_numbers(desk):
    notice = make_notice(sections=2)
    text = text_of(notice).replace("第2项安排的内容", "第2项安排的新内容") + "\n三、收尾\n结清。"
    page = rewritten(desk, notice, text)
    assert said(page) == ["已保存：改动 1 节，新增 1 节，删除 0 节。"]
    assert outline(notice) == [
        ("一、", 1, "第1项安排"),
        ("二、", 2, "第2项安排"),
        ("三、", 3, "收尾"),
    ]
    event, now = Event.objects.first(), Notice.objects.get(pk=notice.pk)
    assert (event.verb, event.actor_name) == (Event.Verb.SAVED, "editor")
    assert event.digest == now.working_digest()
    assert now.version > notice.version and now.saved_at > notice.saved_at


def test_an_unchanged_text_saves_nothing(desk):
    notice = make_notice(sections=2)
    page = rewritten(desk, notice, text_of(notice).replace("\n", "\r\n"))
    assert said(page) == ["文字没有改动，不必保存。"]
    assert Notice.objects.get(pk=notice.pk).version == notice.version


def test_a_number_of_a_deleted_section_is_not_given_again(desk):
    notice = make_notice(sections=2)
    text = "一、第1项安排\n第1项安排的内容。\n二、收尾\n结清账目。"
    asked = rewritten(desk, notice, text)
    agreed = asked.context["form"]["agreed"].value()
    rewritten(desk, notice, text, agreed=agreed)
    assert outline(notice) == [("一、", 1, "第1项安排"), ("二、", 3, "收尾")]


def test_what_would_be_lost_is_asked_first_and_saved_when_agreed(desk):
    notice = make_notice(sections=1)
    section = notice.sections.get()
    section.body = TABLE
    section.save()
    notice.refresh_from_db()
    text = text_of(notice).replace("三", "四场")
    asked = rewritten(desk, notice, text)
    assert "其中的表格将变成普通段落" in asked.content.decode()
    assert asked.context["form"]["text"].value() == text
    assert Section.objects.get().body == TABLE
    agreed = asked.context["form"]["agreed"].value()
    rewritten(desk, notice, text, agreed=agreed)
    assert Section.objects.get().body == "<p>场次</p><p>四场</p>"


def test_agreeing_to_one_loss_does_not_agree_to_another(desk):
    notice = make_notice(sections=3)
    first, second, third = text_of(notice).split("\n\n")
    agreed = rewritten(desk, notice, f"{first}\n{second}").context["form"]["agreed"].value()
    asked = rewritten(desk, notice, first, agreed=agreed)
    assert len(asked.context["losses"]) == 2
    assert Section.objects.count() == 3


def test_sections_after_a_new_one_are_counted_on_where_the_editor_says_so(desk):
    notice = make_notice(sections=2)
    text = text_of(notice).replace("二、", "二、培训\n办好培训班。\n二、")
    asked = rewritten(desk, notice, text)
    assert asked.context["recounted"] == [("二、", "三、")]
    form = asked.context["form"]
    assert form["numbering"].value() == "counted"
    rewritten(desk, notice, text, agreed=form["agreed"].value(), numbering="counted")
    assert outline(notice) == [
        ("一、", 1, "第1项安排"),
        ("二、", 3, "培训"),
        ("三、", 2, "第2项安排"),
    ]


def test_a_stale_text_is_refused_and_both_texts_are_shown(desk):
    notice = make_notice(sections=1)
    mine = text_of(notice) + "\n我加的一段。"
    other = Notice.objects.get(pk=notice.pk)
    other.sections.create(heading="别人加的")
    page = rewritten(desk, notice, mine)
    assert "别人保存过这份通知" in errors(page)
    assert page.context["form"]["text"].value() == mine
    assert page.context["latest"].endswith("二、别人加的")
    assert [heading for _, _, heading in outline(notice)] == ["第1项安排", "别人加的"]


def test_a_text_that_cannot_be_read_is_kept_and_its_line_named(desk):
    notice = make_notice(sections=1)
    page = rewritten(desk, notice, "没有序号的一段")
    assert "第 1 行“没有序号的一段”前面没有序号" in errors(page)
    assert page.context["form"]["text"].value() == "没有序号的一段"
    assert Section.objects.count() == 1


def test_only_who_may_change_a_notice_rewrites_it(client):
    notice = make_notice(sections=1)
    client.force_login(publisher())
    assert client.get(whole(notice)).status_code == 403
    assert rewritten(client, notice, "").status_code == 403


def test_three_hundred_sections_are_rewritten(desk):
    notice = make_notice(sections=0)
    text = "\n".join(f"{number}.第{number}项工作按时办结。" for number in range(1, 301))
    rewritten(desk, notice, text)
    assert notice.sections.count() == 300


# 复制为新通知


def copied(desk, notice: Notice):
    address = reverse("admin:notices_notice_verb", args=[notice.pk, "copy_as_new"])
    page = desk.post(address, follow=True)
    return Notice.objects.order_by("-pk").first(), page


def test_a_copy_says_the_same_without_what_belongs_to_the_original(desk):
    notice = published(
        sections=2, attachments=1, issuers=2, doc_number="示发〔2026〕7号", index_number="A-7"
    )
    notice.relations.create(type="repeals", name="旧的通知")
    old = payload_of(notice)
    copy, page = copied(desk, notice)
    assert page.redirect_chain[-1][0] == reverse("admin:notices_notice_change", args=[copy.pk])
    new = payload_of(copy)
    assert (copy.doc_number, copy.signed_on, copy.index_number) == ("", None, "")
    assert (copy.editions.count(), copy.originals.count(), new["relations"]) == (0, 0, [])
    same = ["title", "issuers", "preamble", "closing", "scheme", "sections", "attachments"]
    assert {name: new[name] for name in same} == {name: old[name] for name in same}
    assert notice.signed_on == SIGNED and Notice.objects.get(pk=notice.pk).version == notice.version


def test_the_parts_of_a_copy_are_numbered_afresh_and_share_their_files(desk):
    notice = make_notice(sections=3)
    notice.sections.get(number=1).delete()
    attach(notice, "登记表").delete()
    attach(notice, "汇总表")
    third = notice.sections.get(number=3)
    picture = illustrate(notice, place="section", section=third, alt="图").file
    files = StoredFile.objects.count()
    copy, _ = copied(desk, notice)
    assert list(copy.sections.values_list("number", "heading")) == [
        (1, "第2项安排"),
        (2, "第3项安排"),
    ]
    assert list(copy.attachments.values_list("number", "name")) == [(1, "汇总表")]
    figure = copy.figures.get()
    assert (figure.number, figure.section.number, figure.file) == (1, 2, picture)
    assert StoredFile.objects.count() == files
    assert copy.sections.create(heading="新的").number == 3


def test_copying_is_an_event_of_the_copy(desk):
    notice = make_notice()
    copy, page = copied(desk, notice)
    event = Event.objects.get(verb=Event.Verb.COPIED)
    assert (event.notice, event.digest) == (copy, copy.working_digest())
    assert page.context["timeline"][0]["sentence"] == f"来自：通知 {notice.pk}，{copy.title}"


@pytest.mark.parametrize("role", ["publisher", "reviewer", "admin"])
def test_only_who_may_add_notices_copies_one(client, role):
    notice = make_notice()
    client.force_login(person(role, f"another-{role}"))
    address = reverse("admin:notices_notice_verb", args=[notice.pk, "copy_as_new"])
    assert client.post(address).status_code == 403
    assert Notice.objects.count() == 1


# The set phrases of a kind


def add_form(desk, **asked):
    return desk.get(reverse("admin:notices_notice_add"), asked)


def test_a_new_notice_begins_with_the_phrases_of_its_kind(desk):
    form = add_form(desk).context["adminform"].form
    assert [form[name].value() for name in ("preamble", "closing", "annotation")] == [
        "<p>现将有关事项通知如下。</p>",
        "<p>特此通知。</p>",
        "（此件公开发布）",
    ]
    reply = Kind.objects.get(code="reply")
    asked = add_form(desk, kind=reply.pk).context["adminform"].form
    assert (asked["kind"].value(), asked["closing"].value()) == (str(reply.pk), "<p>此复。</p>")


def saved_as(desk, code: str, **changed) -> tuple[Notice, list[str]]:
    """Saves a new notice with another kind, as a browser without script would."""
    page = add_form(desk)
    data = form_of(page) | {"kind": Kind.objects.get(code=code).pk, "title": "关于植树的文"}
    data |= {"phrases_of": page.context["phrases_of"]} | changed
    data["notice_issuers-0-issuer"] = Issuer.objects.create(name="中共示例省委").pk
    page = desk.post(reverse("admin:notices_notice_add"), data, follow=True)
    return Notice.objects.get(), said(page)


def test_phrases_left_untouched_follow_the_kind_that_is_chosen(desk):
    notice, told = saved_as(desk, "announcement", preamble="<p>我写的引言。</p>")
    assert (notice.preamble, notice.closing, notice.annotation) == (
        "<p>我写的引言。</p>",
        "<p>特此公告。</p>",
        "",
    )
    assert "文种是“公告”，结尾、附注已换成这个文种的套语，请核对。" in told


def test_what_was_typed_after_the_kind_was_chosen_is_left_alone(desk):
    kind = Kind.objects.get(code="announcement")
    notice, _ = saved_as(desk, "announcement", phrases_of=kind.pk, annotation="（此件公开发布）")
    assert notice.annotation == "（此件公开发布）"


def test_the_phrases_of_a_kind_are_edited_in_the_newsroom(client):
    client.force_login(person("admin", "another-admin"))
    kind = Kind.objects.get(code="notice")
    address = reverse("admin:notices_kind_change", args=[kind.pk])
    data = {
        name: value
        for name, value in client.get(address).context["adminform"].form.initial.items()
        if value is not None and value is not False
    }
    client.post(address, data | {"ending": "请认真执行。", "scheme": "short"})
    client.force_login(editor())
    form = add_form(client).context["adminform"].form
    assert (form["closing"].value(), form["scheme"].value()) == ("<p>请认真执行。</p>", "short")


def test_an_import_takes_no_phrases(desk):
    desk.post(
        reverse("admin:notices_notice_import"), {"text": "关于植树的通知\n一、栽树。\n二、浇水。"}
    )
    notice = Notice.objects.get()
    assert (notice.preamble, notice.closing, notice.annotation) == ("", "", "")
    assert NoticeIssuer.objects.count() == 0


def test_an_empty_new_notice_offers_the_import(desk):
    page = add_form(desk).content.decode()
    assert "把全文粘贴到这里，或把 Word、PDF、网页、文本文件拖进来" in page
    assert f'action="{reverse("admin:notices_notice_import")}"' in page
