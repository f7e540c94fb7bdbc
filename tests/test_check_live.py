"""check_live: what readers see now, page by page, outside links, whether the topics are fresh."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from notices.checks.live import backdated, departing
from notices.management.looking import ask_outside, look
from notices.models import (
    CheckSetting,
    Event,
    LexiconWord,
    LinkSetting,
    LiveFinding,
    Notice,
    OutsideLink,
    Topic,
)
from notices.models.checking.live import live_problems
from notices.models.payload import payload_of
from notices.views.drawing import page_of

from .making import (
    attach,
    corrected,
    editor,
    illustrate,
    make_notice,
    person,
    published,
    publisher,
)
from .newsroom import form_of
from .test_reaching import Pages, anybody, server  # noqa: F401

pytestmark = pytest.mark.django_db
QUERIES, QUERIES_A_NOTICE = 10, 4


def found(at=None):
    return [(address, problem.rule) for address, _, problem in live_problems(at)]


def test_a_live_text_is_checked_by_the_words_of_today_and_a_draft_is_not():
    notice = published(preamble="<p>请法人代表签字，认真 办理。</p>")
    make_notice(preamble="<p>请法人代表签字。</p>")
    assert found() == []
    LexiconWord.objects.create(wrong="法人代表", right="法定代表人")
    assert found() == [(f"/notices/{notice.pk}/", "lexicon")]
    problem = next(one for one in notice.problems() if one.rule == "lexicon")
    notice.waive(publisher(), problem.digest, "原文如此")
    assert found() == []


def test_the_command_prints_an_object_a_problem_and_exits_with_one_where_something_blocks():
    CheckSetting.objects.create(rule="lexicon", weight="advisory")
    notice = published(preamble="<p>各地再接再励。</p>")
    out = StringIO()
    call_command("check_live", "--json", stdout=out)
    assert json.loads(out.getvalue()) == {
        "file": f"/notices/{notice.pk}/",
        "rule": "lexicon",
        "place": "引言",
        "offset": 2,
        "blocking": False,
        "message": "“再接再励”应当核对。",
    }
    CheckSetting.objects.update(weight="blocking")
    with pytest.raises(CommandError, match="必须修改 1 处。"):
        call_command("check_live", stdout=out)


def test_a_topic_without_a_new_notice_for_half_a_year_is_told():
    topic = Topic.objects.create(name="通知公告")
    empty = Topic.objects.create(name="空栏目")
    published(topic=topic)
    assert found() == [(f"/?topic={empty.pk}", "topic_stale")]
    assert found(timezone.now() + timedelta(days=184)) == [
        (f"/?topic={topic.pk}", "topic_stale"),
        (f"/?topic={empty.pk}", "topic_stale"),
    ]


def test_a_release_before_the_act_that_made_it_is_told():
    now = timezone.now()
    (problem,) = backdated(now - timedelta(hours=1), now)
    assert (problem.rule, problem.blocking) == ("live_backdated", True)
    assert list(backdated(now, now)) == list(backdated(now + timedelta(days=1), now)) == []


# --- every page against its edition ---

TABLE = "<table><tr><th>单位</th><th>人数</th></tr><tr><td>甲　县</td><td>3</td></tr></table>"


def full() -> Notice:
    notice = make_notice(
        sections=3,
        doc_number="示发〔2026〕7号",
        addressee="各市委：",
        closing=f"{TABLE}<ul><li>一、甲</li><li>电话0000-12345678</li></ul><p>特此通知。</p>",
        annotation="（此件公开发布）",
        cc="省直各单位",
        signature="中共示例省委\n示例省政府",
    )
    row = notice.sections.last()
    row.depth, row.run_in, row.heading = 2, True, "段首的标题。"
    row.save()
    illustrate(notice)
    attach(notice, "登记表")
    return notice


def test_a_page_says_all_of_its_edition_in_order():
    notice = full()
    notice.publish(publisher())
    corrected(notice)
    assert list(departing(page_of(notice.pk), payload_of(notice))) == []


@pytest.mark.parametrize(
    ("altered", "place"),
    [
        (lambda payload: payload.update(title="另一个标题"), "标题"),
        (lambda payload: payload.update(addressee="各县委"), "主送机关"),
        (lambda payload: payload["sections"].reverse(), "二、"),
        (lambda payload: payload["sections"][1].update(heading="第3项安排"), "二、"),
        (lambda payload: payload["sections"][1].update(body="<p>第2项安排内容。</p>"), "二、"),
        (lambda payload: payload.update(closing=TABLE.replace("3", "4")), "结尾"),
        (lambda payload: payload["attachments"][0].update(name="花名册"), "附件"),
        (lambda payload: payload.update(signature="别处"), "署名"),
        (lambda payload: payload.update(annotation="（不公开）"), "附注"),
    ],
    ids=range(9),
)
def test_a_page_that_says_anything_else_is_told_by_its_place(altered, place):
    notice = full()
    notice.publish(publisher())
    payload = payload_of(notice)
    altered(payload)
    (problem,) = departing(page_of(notice.pk), payload)
    assert (problem.rule, problem.place, problem.blocking) == ("live_altered", place, True)


def test_a_page_that_cannot_be_drawn_is_told_and_the_others_are_looked_at():
    first = published()
    published(preamble="<p>各地再接再励。</p>")

    def broken(number: int) -> str:
        if number == first.pk:
            raise OSError("the disk is gone")
        return page_of(number)

    found = [problem for _, _, problem in live_problems(page_of=broken)]
    assert sorted(problem.rule for problem in found) == ["lexicon", "live_altered"]
    assert (
        max(found, key=lambda problem: problem.blocking).message
        == "网页画不出来（OSError），读者也可能打不开。"
    )


@pytest.mark.parametrize("many", [1, 3])
def test_a_look_costs_the_same_for_every_notice(many, django_assert_num_queries):
    for _ in range(many):
        published()
    list(look())
    with django_assert_num_queries(QUERIES + QUERIES_A_NOTICE * many):
        list(look())


# --- what was found waits for the desk ---


def test_what_was_found_stands_on_the_dashboard_until_the_next_look(desk):
    notice = published(preamble="<p>各地再接再励。</p>")
    topic = Topic.objects.create(name="空栏目")
    call_command("check_live", stdout=StringIO())
    client = desk(editor())
    (panel,) = [one for one in client.get("/admin/").context["panels"] if "网上" in one.title]
    assert [(row.address, row.title) for row in panel.rows] == [
        (f"notices/notice/{notice.pk}/change/", f"{notice}：“再接再励”应当核对。"),
        ("notices/livefinding/", f"/?topic={topic.pk}：还没有一份公开的通知。"),
    ]
    page = client.get("/admin/notices/livefinding/").content.decode()
    assert page.count("请留意") == 2
    assert f'href="/admin/notices/notice/{notice.pk}/change/"' in page
    topic.delete()
    notice.preamble = "<p>各地再接再厉。</p>"
    notice.save()
    notice.publish(publisher(), note="改错字", correction="minor")
    assert LiveFinding.objects.count() == 2
    assert (list(look()), LiveFinding.objects.count()) == ([], 0)


@pytest.mark.django_db(transaction=True)
def test_the_night_looks_and_says_how_much_was_found(capsys):
    published(preamble="<p>各地再接再励。</p>")
    call_command("nightly")
    said = "检查网上的通知：必须修改 0 处，请留意 1 处；没有开启核查外部链接（"
    assert said in capsys.readouterr().out
    assert [finding.rule for finding in LiveFinding.objects.all()] == ["lexicon"]


# --- links that lead elsewhere ---


def link_to(address: str) -> str:
    return f'<p>见<a href="{address}">原文</a>。</p>'


def test_nothing_outside_is_asked_unless_the_setting_allows_it(server):  # noqa: F811
    published(preamble=link_to(f"{server}/gone"))
    assert ask_outside(allowed=anybody) == "没有开启核查外部链接"
    with pytest.raises(CommandError, match="没有开启“核查外部链接”"):
        call_command("check_live", "--links")
    assert (Pages.asked, OutsideLink.objects.count()) == ([], 0)


def test_a_silent_link_is_told_of_the_live_text_and_in_the_form(server, desk):  # noqa: F811
    setting = LinkSetting.objects.create(pk=LinkSetting.ROW, asks=True)
    notice = published(preamble=link_to(f"{server}/gone") + link_to(f"{server}/ok"))
    assert ask_outside(allowed=anybody) == "核查了 2 个外部链接，1 个打不开"
    day = timezone.localdate()
    told = f"链接“原文”打不开：网页已经不在（404）（{day.year}年{day.month}月{day.day}日核查）。"
    assert [(one.rule, one.message) for one in notice.problems()] == [("link_outside", told)]
    assert found() == [(f"/notices/{notice.pk}/", "link_outside")]
    assert ask_outside(allowed=anybody) == "核查了 0 个外部链接，0 个打不开"
    setting.asks = False
    setting.save()
    assert (found(), notice.problems()) == ([], [])


def test_a_private_address_is_not_asked_by_the_night_nor_from_the_form(server, desk):  # noqa: F811
    notice = published(preamble=link_to(f"{server}/ok"))
    client = desk(editor())
    page = client.get(reverse("admin:notices_notice_change", args=[notice.pk]))
    address, sent = reverse("admin:notices_notice_links", args=[notice.pk]), form_of(page)
    problems = reverse("admin:notices_notice_problems", args=[notice.pk])
    assert client.post(problems, sent).json()["outside"] == 0
    assert client.post(address, sent).json()["told"].startswith("没有开启核查外部链接")
    LinkSetting.objects.create(pk=LinkSetting.ROW, asks=True)
    assert client.post(problems, sent).json()["outside"] == 1
    assert client.post(address, sent).json()["told"] == "核查了 1 个外部链接，1 个打不开。"
    assert [row.why_not for row in OutsideLink.objects.all()] == ["地址在内部网络，没有去查"]
    assert Pages.asked == []
    assert desk(person("reviewer")).post(address, sent).status_code == 403
    assert client.get(address).status_code == 405


def test_the_administrator_switches_it_on_and_the_log_keeps_it(desk):
    client = desk(person("admin"))
    client.post(reverse("admin:notices_linksetting_add"), {"asks": "on"})
    assert LinkSetting.allows()
    event = Event.objects.filter(verb="setting_changed").first()
    assert json.loads(event.data)["facts"]["which"] == "核查外部链接"
