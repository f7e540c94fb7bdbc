"""The desk in the newsroom: buttons, pages, the read-only form and the counts of 工作台."""

import pytest
from django.urls import reverse
from django.utils import timezone

from notices.models import Approval, DeskSetting, Event, Notice, Release, Submission, User

from .making import TOMORROW, editor, make_notice, person, published, publisher
from .newsroom import change, errors, form_of, said
from .reviewing import WHY, approve, changed, delegated, may_be_open, reviewer, site_asks, submitted
from .reviewing import urgent as urgently

pytestmark = pytest.mark.django_db


def page_of(client, notice: Notice):
    return client.get(reverse("admin:notices_notice_change", args=[notice.pk]))


def buttons(client, notice: Notice) -> set[str]:
    return {verb.title for verb in page_of(client, notice).context["verbs"]}


def act(client, notice: Notice, verb: str, **data):
    """Opens a verb's page, and sends it as a browser would with these answers."""
    address = reverse("admin:notices_notice_verb", args=[notice.pk, verb])
    opened = client.get(address)
    form = opened.context["form"]
    sent = {name: form[name].value() for name in form.fields}
    sent = {name: value for name, value in sent.items() if value not in (None, False, "")}
    return client.post(address, sent | data, follow=True)


def test_a_notice_goes_from_draft_to_readers_through_the_pages(desk, client):
    site_asks(1, secrecy_review=True)
    notice = make_notice()
    done = [
        said(act(desk(editor()), notice, "submit")),
        said(act(desk(publisher()), notice, "review_secrecy", conclusion="open", basis="不涉密。")),
        said(act(desk(reviewer()), notice, "approve")),
        said(act(desk(publisher()), notice, "publish")),
    ]
    assert done == [
        [f"《{notice}》已送审，审核期间只能看，不能改。"],
        [f"《{notice}》保密审查的结论已记录。"],
        [f"《{notice}》审核意见已记录。"],
        [f"《{notice}》已发布。"],
    ]
    assert Release.objects.public().count() == 1


def test_each_person_sees_the_buttons_of_his_post_and_of_the_state(desk):
    notice = make_notice()
    assert "送审" not in buttons(desk(editor()), notice)
    site_asks(1, secrecy_review=True)
    assert "送审" in buttons(desk(editor()), notice)
    assert not {"审核通过", "退回修改"} & buttons(desk(reviewer()), notice)
    submitted(notice)
    assert buttons(desk(editor()), notice) >= {"撤回送审", "批注", "修改建议"}
    assert buttons(desk(reviewer()), notice) >= {"审核通过", "退回修改", "签收", "保密审查"}
    assert "紧急发布" in buttons(desk(publisher()), notice)
    assert "转为修改" not in buttons(desk(reviewer()), notice)
    two_posts = person("reviewer", "two-posts")
    two_posts.groups.add(*editor().groups.all())
    assert "转为修改" in buttons(desk(two_posts), notice)
    may_be_open(notice)
    approve(notice)
    assert not {"审核通过", "送审"} & buttons(desk(reviewer()), notice)


def test_a_text_before_reviewers_opens_read_only_and_keeps_what_was_typed(desk):
    site_asks()
    notice = make_notice()
    client = desk(editor())
    data = form_of(page_of(client, notice)) | {"annotation": "（此件公开发布）"}
    submitted(notice)
    assert page_of(client, notice).context["typing"] is False
    late = client.post(reverse("admin:notices_notice_change", args=[notice.pk]), data)
    assert "已经送审，文字不能改动" in errors(late)
    assert late.context["adminform"].form["annotation"].value() == "（此件公开发布）"
    assert Notice.objects.get().annotation == ""
    notice.take_back(editor())
    change(client, notice, annotation="（此件公开发布）")
    assert Notice.objects.get().annotation == "（此件公开发布）"


def test_who_approves_reads_all_that_the_digest_covers(desk):
    """Whatever an edition would say stands on the page, beside the text itself."""
    other = published(title="关于旧事的通知")
    site_asks()
    notice = make_notice(
        doc_number="示发〔2026〕7号",
        addressee="各市县",
        index_number="A-1",
        signature="示例省委",
        cc="各厅局",
        imprint_issuer="示例省委办公厅",
        imprint_on="2026-05-13",
        source="reprint",
        source_name="示例网",
        source_address="https://www.example.cn/1",
        source_date="2026-05-11",
        closing="<p>特此通知。</p>",
        effective_on="2026-06-01",
    )
    notice.relations.create(type="repeals", other=other)
    notice.relations.create(type="amends", name="示发〔2020〕1号文件")
    submitted(Notice.objects.get(pk=notice.pk))
    page = page_of(desk(reviewer()), notice).content.decode()
    told = "示发〔2026〕7号 各市县 A-1 示例省委 各厅局 示例省委办公厅 示例网 特此通知。".split()
    told += ["2026-05-13 印发", "https://www.example.cn/1", "2026-05-11", "2026年6月1日"]
    told += ["废止：关于旧事的通知", "修改：示发〔2020〕1号文件"]
    assert [words for words in told if words not in page] == []


def test_the_page_tells_where_the_text_stands(desk):
    site_asks(2, secrecy_review=True)
    notice = make_notice()
    client = desk(editor())

    def told():
        return page_of(client, notice).context["desk"]

    assert told() == ["发布以前须经初审、终审，还没有送审。", "这一稿还没有保密审查。"]
    submitted(notice).sign_for(reviewer())
    may_be_open(notice)
    approve(notice)
    lines = [line.split(" ", 3)[-1] for line in told()]
    assert [lines[0], lines[1], lines[3], lines[4]] == [
        "送审。",
        "签收。",
        "等待终审。",
        "保密审查（publisher）：可以公开，依据：不含涉密事项。",
    ]
    assert told()[2].startswith("初审 reviewer ") and told()[2].endswith("：同意。")
    notice.send_back(reviewer(2), reason="标题要改。")
    assert told()[0].endswith("退回修改：标题要改。")


def test_a_refusal_keeps_the_opinion_that_was_typed(desk):
    site_asks()
    notice = submitted()
    digest = notice.working_digest()
    section = notice.sections.get()
    section.body = "<p>改过。</p>"
    section.save()
    address = reverse("admin:notices_notice_verb", args=[notice.pk, "approve"])
    sent = {"digest": digest, "opinion": "原则同意，注意落实。"}
    page = desk(reviewer()).post(address, sent)
    assert errors(page) == "送审以后内容有改动，审核意见作废，请撤回后重新送审。"
    assert page.context["form"]["opinion"].value() == "原则同意，注意落实。"
    assert Approval.objects.count() == 0


def test_a_second_click_is_told_what_has_happened(desk):
    site_asks()
    notice = make_notice()
    client = desk(editor())
    act(client, notice, "submit")
    address = reverse("admin:notices_notice_verb", args=[notice.pk, "submit"])
    again = client.post(address, {"digest": notice.working_digest()}, follow=True)
    assert said(again) == [f"《{notice}》现在不能“送审”，请看下面的状态和记录。"]
    assert Submission.objects.count() == 1


def test_publishing_urgently_asks_a_second_time_and_is_marked(desk):
    site_asks()
    notice = make_notice()
    client = desk(publisher())
    asked = act(client, notice, "publish_urgently", reason=WHY)
    assert errors(asked) == "紧急发布先发后审，发布以后须由别人补审，请再次确认。"
    act(client, notice, "publish_urgently", reason=WHY, confirmed="on")
    assert page_of(client, notice).context["desk"][-1] == "第1版是紧急发布，待补审。"
    act(desk(reviewer()), notice, "review_late")
    assert notice.owing_review() == []


def test_a_delegate_finds_the_button_and_the_name_of_whom_he_stands_for(desk):
    site_asks()
    notice, deputy = submitted(), person("publisher", "deputy")
    assert "审核通过" not in buttons(desk(deputy), notice)
    delegated(deputy)
    client = desk(User.objects.get(pk=deputy.pk))
    assert "审核通过" in buttons(client, notice)
    act(client, notice, "approve")
    assert Approval.objects.get().delegation.made_by == reviewer()


def test_remarks_and_suggestions_are_made_and_dealt_with_on_their_pages(desk):
    site_asks()
    notice = submitted()
    act(desk(reviewer()), notice, "comment", place="1 body", text="请核对。")
    act(desk(reviewer()), notice, "suggest", place="title", old="春季", new="今春")
    remarks = page_of(desk(editor()), notice).context["remarks"]
    assert [(str(one.remark), one.field, one.may_take, one.may_settle) for one in remarks] == [
        ("请核对。", "", True, False),
        ("“春季”改为“今春”", "标题", True, False),
    ]
    act(desk(editor()), notice, "take_suggestion")
    assert "今春" in Notice.objects.get().title
    comment = notice.comments.get()
    act(desk(reviewer()), notice, "settle_comment", comment=comment.pk)
    assert notice.comments.get().settled_by == reviewer()


def test_what_is_said_of_a_section_stands_beside_it_and_is_dealt_with_in_one_click(desk):
    site_asks()
    notice = submitted(sections=2)
    notice.suggest(reviewer(), "heading", "第2项", "第二项", section=2, reason="全文统一。")
    notice.comment(reviewer(), "请核对。", section=2)
    read = page_of(desk(editor()), notice).content.decode()
    second, beside = read.index('id="s2"'), read.index("全文统一。")
    assert second < beside < read.index("附件", beside)
    assert f'form="take-{notice.suggestions.get().pk}"' in read
    notice.send_back(reviewer(), reason="照建议修改。")
    written = page_of(desk(editor()), notice)
    rows = written.context["inline_admin_formsets"][1].formset.initial_forms
    assert [len(row.remarks) for row in rows] == [0, 2]
    assert "全文统一。" in written.content.decode()
    address = reverse("admin:notices_notice_verb", args=[notice.pk, "take_suggestion"])
    desk(editor()).post(address, {"suggestion": notice.suggestions.get().pk})
    assert notice.sections.get(number=2).heading == "第二项安排"


def way(client, notice: Notice) -> dict[str, str]:
    return {step.name: step.look for step in page_of(client, notice).context["steps"]}


def main_act(client, notice: Notice) -> str:
    main = page_of(client, notice).context["acts"].main
    return main.title if main else ""


def test_the_steps_show_whose_turn_it_is_and_the_main_act_is_that_persons(desk):
    site_asks(1, secrecy_review=True)
    notice = make_notice()
    people = {"editor": editor(), "reviewer": reviewer(), "publisher": publisher()}

    def mains() -> dict[str, str]:
        return {name: main_act(desk(user), notice) for name, user in people.items()}

    first = {"起草": "now", "保密审查": "still", "终审": "still", "发布": "still"}
    assert way(desk(editor()), notice) == first
    assert mains() == {"editor": "送审", "reviewer": "", "publisher": ""}
    submitted(notice)
    assert way(desk(editor()), notice) == first | {
        "起草": "done",
        "保密审查": "now",
        "终审": "now",
    }
    assert mains() == {"editor": "", "reviewer": "保密审查", "publisher": "保密审查"}
    may_be_open(notice)
    assert mains() == {"editor": "", "reviewer": "审核通过", "publisher": ""}
    notice.send_back(reviewer(), reason="标题要改。")
    assert way(desk(editor()), notice)["起草"] == "back"
    submitted(notice)
    approve(notice)
    assert way(desk(editor()), notice)["发布"] == "now"
    assert mains() == {"editor": "", "reviewer": "", "publisher": "发布"}
    notice.publish(publisher())
    assert way(desk(editor()), notice) == {}
    assert mains() == {"editor": "", "reviewer": "", "publisher": ""}


def test_a_reviewer_first_sees_what_is_new(desk):
    site_asks()
    notice = submitted()
    client = desk(reviewer())
    assert "第一版，没有原件可以比对" in page_of(client, notice).content.decode()
    approve(notice)
    notice.publish(publisher())
    changed(notice, "（此件公开发布）").submit(editor())
    for page in (
        page_of(client, notice),
        client.get(reverse("admin:notices_notice_verb", args=[notice.pk, "approve"])),
    ):
        (change,) = page.context["first_look"].found.changes
        assert change.place == "附注"
        assert "与已发布的第1版的差异：1处" in page.content.decode()


def test_the_form_names_the_approvals_that_a_save_voids(desk):
    site_asks(1, secrecy_review=True)
    notice = submitted()
    may_be_open(notice)
    approve(notice)
    notice.schedule(publisher(), timezone.now() + TOMORROW)
    page = page_of(desk(editor()), notice)
    told = "改动保存以后，reviewer的审核意见和publisher的保密审查结论作废，须重新办理。"
    assert (page.context["typing"], page.context["voided"]) == (True, told)
    assert told in page.content.decode()


def counts(client) -> dict[str, int]:
    return {panel.title: panel.count for panel in client.get("/admin/").context["panels"]}


def test_the_dashboard_counts_what_waits_for_each(desk):
    site_asks()
    notice = submitted()
    assert counts(desk(reviewer()))["待我审核"] == 1
    notice.send_back(reviewer(), reason="标题要改。")
    assert counts(desk(reviewer()))["待我审核"] == 0
    assert counts(desk(editor()))["退回给我"] == 1
    changed(notice).submit(editor())
    assert counts(desk(editor()))["退回给我"] == 0
    approve(notice)
    assert counts(desk(reviewer(2)))["待我审核"] == 0
    urgently(make_notice(title="关于防汛的通知"))
    assert counts(desk(publisher()))["待补审（本月紧急发布 1/1）"] == 1


def test_the_timeline_tells_the_acts_of_the_desk(desk):
    site_asks()
    notice = submitted()
    approve(notice)
    rows = page_of(desk(editor()), notice).context["timeline"]
    assert [(row["event"].get_verb_display(), row["sentence"]) for row in rows[:2]] == [
        ("审核通过", "终审，意见：同意。"),
        ("送审", ""),
    ]
    assert (Event.objects.count(), DeskSetting.objects.count()) == (2, 1)
