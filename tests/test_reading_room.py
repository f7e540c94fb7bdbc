"""The list and the pages of notices, as readers get them."""

import datetime
import re

import pytest
from django.test import Client
from django.utils import timezone

from notices.models import Kind, ReadingSetting, Section, Topic
from notices.template_filters import rich_text

from .making import TOMORROW, addresses, attach, corrected, make_notice, published, publisher

pytestmark = pytest.mark.django_db

DECISION = {"decided_by": "中共示例省委", "basis_number": "示发〔2026〕9号"}
LONG_AGO = datetime.datetime(2026, 5, 13, 9, 0, tzinfo=datetime.UTC)


def page_of(client, notice) -> str:
    response = client.get(f"/notices/{notice.pk}/")
    assert response.status_code == 200
    return response.content.decode()


def test_the_parts_of_a_notice_stand_in_the_order_of_the_document(client):
    notice = published(
        addressee="各市委",
        doc_number="示发〔2026〕7号",
        closing="<p>特此通知。</p>",
        annotation="（此件公开发布）",
        attachments=1,
    )
    body = page_of(client, notice)
    parts = [
        "中共示例省委文件</p>",
        '<p class="no">示发〔2026〕7号</p>',
        "<h1>中共示例省委<wbr>",
        "各市委：",
        "现通知如下",
        '<h2 id="s1">一、第1项安排<a class="pl" href="#s1" aria-label="第一部分的链接"></a></h2>',
        "第1项安排的内容",
        "特此通知",
        "登记表1",
        "2026年5月12日</time></p>",
        "（此件公开发布）",
    ]
    at = 0
    for part in parts:
        assert part in body[at:], f"{part} is missing, or not in its place"
        at = body.index(part, at) + len(part)


def test_a_point_carries_its_label_as_a_link_to_itself(client):
    notice = make_notice()
    Section.objects.create(
        notice=notice, depth=3, order=1, heading="选苗", run_in=True, body="<p>看根系。</p>"
    )
    notice.publish(publisher())
    point = '<p id="s2"><a class="n" href="#s2" data-cite="第1项">1.</a>选苗。看根系。</p>'
    assert page_of(client, notice).count(point) == 1


def test_what_an_editor_typed_is_text_and_never_markup(client):
    notice = published(title="关于<script>alert(1)</script>的通知", addressee="<b>各市委</b>")
    body = page_of(client, notice)
    assert "<script>alert" not in body and "<b>各市委" not in body


def test_the_filter_cleans_what_reached_the_database_by_another_way():
    made = rich_text('<p onclick="x()">甲<script>x()</script></p><img src="x">')
    assert made == "<p>甲</p>"


@pytest.mark.parametrize("many", [1, 3])
def test_a_notice_costs_four_queries(client, many, django_assert_num_queries):
    notice = published(sections=many, attachments=many, issuers=many)
    with django_assert_num_queries(4):
        page_of(client, notice)


@pytest.mark.parametrize("many", [1, 3])
def test_the_cost_of_a_notice_is_that_of_its_present_text(client, many, django_assert_num_queries):
    notice, others = published(), [published() for _ in range(many)]
    for other in others:
        other.relations.create(type="amends", other=notice)
        notice.relations.create(type="explains", other=other)
        corrected(other)
    corrected(corrected(notice), note="再次更正。")
    with django_assert_num_queries(5):
        page_of(client, notice)


def test_an_ended_notice_and_its_successor_cost_two_queries_more(client, django_assert_num_queries):
    notice, successor = published(), published()
    notice.withdraw(
        publisher(),
        "revoked",
        reason="与上级规定不一致。",
        decided_by="中共示例省委",
        basis_number="示发〔2026〕9号",
        successor=successor,
    )
    with django_assert_num_queries(6):
        page_of(client, notice)


def ended_by(number: str):
    notice = published(doc_number="示发〔2020〕1号")
    details = {"decided_by": "中共示例省委", "basis_number": number}
    notice.withdraw(publisher(), "revoked", reason="与上级规定不一致。", **details)
    return notice


@pytest.mark.parametrize("root", ["", "/hant"])
def test_the_number_a_document_was_ended_by_leads_to_the_document_that_bears_it(client, root):
    basis = published(title="关于废止旧文件的通知", doc_number="示发〔2026〕9号")
    notice = ended_by("示发[2026] 9号")
    body = client.get(f"{root}/notices/{notice.pk}/").content.decode()
    assert f'：<a href="/notices/{basis.pk}/">示' in body.replace(f'href="{root}/', 'href="/')
    basis.withdraw(publisher(), "taken_down", reason="核对。", stays_in_force=True)
    assert f"/notices/{basis.pk}/" not in page_of(client, notice)


def test_a_number_that_two_documents_bear_or_none_leads_nowhere(client):
    notice = ended_by("示发〔2026〕9号")
    assert "<p>依据文号：示发〔2026〕9号</p>" in page_of(client, notice)
    for title in ("关于甲事的通知", "关于乙事的通知"):
        published(title=title, doc_number="示发〔2026〕9号")
    assert "<p>依据文号：示发〔2026〕9号</p>" in page_of(client, notice)


def test_no_document_is_led_to_itself_as_what_ended_it(client):
    notice = ended_by("示发〔2020〕1号")
    assert "<p>依据文号：示发〔2020〕1号</p>" in page_of(client, notice)


@pytest.mark.parametrize("many", [1, 3])
def test_the_document_it_was_ended_by_costs_no_query_of_its_own(
    client, many, django_assert_num_queries
):
    others = [published() for _ in range(many)]
    published(title="关于废止旧文件的通知", doc_number="示发〔2026〕9号")
    notice = ended_by("示发〔2026〕9号")
    for other in others:
        other.relations.create(type="explains", other=notice)
        corrected(other)
    with django_assert_num_queries(6):
        page_of(client, notice)


def test_a_correction_is_told_with_its_note(client):
    body = page_of(client, corrected(published()))
    assert "<span>第2版</span>" in body and "“苗”误作“描”。" in body


def test_a_correction_is_not_told_where_the_setting_hides_it(client):
    ReadingSetting.objects.create(pk=1, history="hidden")
    body = page_of(client, corrected(published()))
    assert "更正说明" not in body


@pytest.mark.parametrize(
    ("kind", "details", "sentences"),
    [
        (
            "repealed",
            {"decided_by": "中共示例省委", "basis_number": "示发〔2026〕9号"},
            ["本通知已废止", "起停止执行，", "决定机关：中共示例省委", "依据文号：示发〔2026〕9号"],
        ),
        (
            "revoked",
            {"decided_by": "中共示例省委", "basis_number": "示发〔2026〕9号"},
            ["本通知已撤销", "自始无效，", "撤销原因：任务已经完成。"],
        ),
        (
            "expired",
            {},
            ["本通知已失效", "2026年5月13日</time>起失效，", "失效原因：任务已经完成。"],
        ),
    ],
)
def test_an_ended_document_keeps_its_page_under_a_banner(client, kind, details, sentences):
    notice = published()
    if kind != "revoked":
        details = details | {"takes_effect_at": LONG_AGO}
    notice.withdraw(publisher(), kind, reason="任务已经完成。", **details)
    body = page_of(client, notice)
    assert [sentence for sentence in sentences if sentence not in body] == []
    assert f'<article class="doc plain void {kind}" data-cite' in body
    assert f'<span class="tag">{sentences[0][3:]}</span>' in client.get("/").content.decode()


@pytest.mark.parametrize("kind", ["repealed", "revoked", "expired"])
def test_an_ending_is_on_the_page_from_its_moment_until_it_is_undone(client, monkeypatch, kind):
    notice = published()
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    starts = {} if kind == "revoked" else {"takes_effect_at": tomorrow}
    decision = {} if kind == "expired" else DECISION
    ending = notice.withdraw(publisher(), kind, reason="任务已经完成。", **starts, **decision)
    seen = ["任务已经完成" in page_of(client, notice)]
    monkeypatch.setattr(timezone, "now", lambda: tomorrow)
    seen.append("任务已经完成" in page_of(client, notice))
    title = re.search("<title>(.*?)</title>", page_of(client, notice))[1]
    assert title.startswith(f"〔已{ending.get_kind_display()}〕")
    notice.undo_withdrawal(publisher(), ending, reason="登记错了")
    seen.append("任务已经完成" in page_of(client, notice))
    assert seen == [kind == "revoked", True, False]


def test_the_successor_leads_back_to_what_it_took_the_place_of(client):
    notice, successor = published(title="关于秋季植树的通知"), published()
    ending = notice.withdraw(
        publisher(), "expired", reason="到期。", takes_effect_at=LONG_AGO, successor=successor
    )
    row = f'<dt>替代</dt><dd><a href="/notices/{notice.pk}/">关于秋季植树的通知</a>'
    assert row in page_of(client, successor)
    (told,) = client.get(f"/notices/{successor.pk}.json").json()["relations"]
    assert (told["way"], told["type"], told["number"]) == ("succeeded", "succeeds", notice.pk)
    notice.undo_withdrawal(publisher(), ending, reason="登记错了")
    assert "<dt>替代</dt>" not in page_of(client, successor)


def test_what_a_notice_repeals_by_its_own_words_is_not_named_twice(client):
    notice, successor = published(title="关于秋季植树的通知"), make_notice()
    successor.relations.create(type="repeals", other=notice)
    successor.refresh_from_db()
    successor.publish(publisher())
    notice.withdraw(
        publisher(), "expired", reason="到期。", takes_effect_at=LONG_AGO, successor=successor
    )
    assert page_of(client, successor).count("关于秋季植树的通知") == 1


def test_a_banner_leads_to_the_successor_while_it_is_public(client):
    notice, successor = published(), published(title="关于秋季植树的通知")
    notice.withdraw(
        publisher(), "expired", reason="到期。", takes_effect_at=LONG_AGO, successor=successor
    )
    link = f'替代文件：<a href="/notices/{successor.pk}/">关于秋季植树的通知</a>'
    assert link in page_of(client, notice)
    successor.withdraw(publisher(), "taken_down", reason="核对。", stays_in_force=True)
    assert "替代文件" not in page_of(client, notice)


def test_an_earlier_edition_shows_the_relations_it_names_itself(client):
    ReadingSetting.objects.create(pk=1, history="compare")
    first, second = published(title="关于春季植树的通知"), published(title="关于秋季植树的通知")
    notice = make_notice(title="关于植树的补充通知")
    notice.relations.create(type="supplements", other=first)
    notice.refresh_from_db()
    notice.publish(publisher())
    relation = notice.relations.get()
    relation.other = second
    relation.save()
    corrected(notice)
    named = [
        [other for other in (first, second) if f'<a href="/notices/{other.pk}/">' in page]
        for page in (
            client.get(f"/notices/{notice.pk}/editions/1/").content.decode(),
            client.get(f"/notices/{notice.pk}/").content.decode(),
        )
    ]
    assert named == [[first], [second]]


def test_relations_are_linked_both_ways(client):
    old = published(title="关于植树的通知")
    new = make_notice(title="关于修改植树时间的通知")
    new.relations.create(type="amends", other=old)
    new.relations.create(type="forwards", name="国家林业规划（2025年）")
    new.publish(publisher())
    forwards, backwards = page_of(client, new), page_of(client, old)
    assert f'<dt>修改</dt><dd><a href="/notices/{old.pk}/">关于植树的通知</a>' in forwards
    assert "<dt>转发</dt><dd>国家林业规划（2025年）</dd>" in forwards
    assert f'<dt>被修改</dt><dd><a href="/notices/{new.pk}/">关于修改植树' in backwards
    assert "本通知已被修改" in backwards and ">已修改</span>" in backwards


def test_the_name_of_a_notice_readers_may_not_see_is_not_told_by_another(client):
    draft, notice = make_notice(title="还在起草的秘密计划"), make_notice()
    notice.relations.create(type="forwards", other=draft)
    notice.publish(publisher())
    assert "秘密计划" not in page_of(client, notice)


def test_large_print_needs_no_script(client):
    notice = published()
    html = '<html lang="zh-Hans" data-mode="elder">'
    for address in ("/", f"/notices/{notice.pk}/"):
        assert html in client.get(f"{address}?mode=elder").content.decode()
        assert html not in client.get(f"{address}?mode=std").content.decode()


# Files, feeds and the other script; a page's own text links as it was typed.
NO_LARGE_PAGE = re.compile(r"#|/hant/|/feed/|/notices/[0-9]+/files/[0-9]+/$")


def test_large_print_stays_large_wherever_a_link_leads_without_script(client):
    notice = published(attachments=1)
    topic = Topic.objects.create(name="植树")
    corrected(published(topic=topic))
    lost = {}
    asked = ["/search/?q=植树", f"/search/?q=植树&in={notice.pk}", f"/topics/{topic.pk}/"]
    for address in [*addresses(notice), *asked]:
        page = client.get(f"{address}{'&' if '?' in address else '?'}mode=elder")
        if "data-mode" in (text := "" if page.streaming else page.content.decode()):
            links = re.findall(r'<a [^>]*?href="([^"]*)"', text)
            inner = [link for link in links if link.startswith(("/", "?"))]
            lost[address] = [
                link
                for link in inner
                if not (NO_LARGE_PAGE.match(link) or "mode=elder" in link or "mode=std" in link)
            ]
    assert len(lost) > 10
    assert {address: links for address, links in lost.items() if links} == {}


def test_pages_hold_no_inline_style_script_or_handler(client):
    notice = published(attachments=1)
    for address in addresses(notice)[:3]:
        body = client.get(address).content.decode()
        assert (
            re.findall(
                r"<style|\sstyle=|\son\w+=|<script(?! src=| type=\"application/ld\+json\">)|javascript:",
                body,
            )
            == []
        )


def test_no_public_address_reads_or_sets_a_cookie():
    notice = published(attachments=1)
    for address in addresses(notice):
        plain, known = Client(), Client()
        known.cookies["session"] = known.cookies["csrf"] = "x" * 32
        first, second = plain.get(address), known.get(address)
        assert first.getvalue() == second.getvalue(), address
        assert (first.cookies, second.cookies) == ({}, {}), address
        assert "Cookie" not in first.headers.get("Vary", ""), address


def test_every_public_address_can_be_asked_for_its_head_and_takes_no_form(client):
    notice = published(attachments=1)
    for address in addresses(notice):
        statuses = client.get(address).status_code, client.head(address).status_code
        assert statuses[0] == statuses[1], address
        assert client.post(address).status_code == 405, address


def test_a_scheduled_edition_is_nowhere_before_its_second(client):
    notice = make_notice(title="明天才发布的通知", attachments=1)
    notice.schedule(publisher(), timezone.now() + TOMORROW)
    for address in addresses(notice):
        response = client.get(address)
        assert "明天才发布" not in response.getvalue().decode(), address
    assert client.get(f"/notices/{notice.pk}/").status_code == 404


def test_a_kind_without_a_red_head_shows_source_and_time_under_its_title(client):
    notice = published(kind=Kind.objects.get(code="publicity"), source_name="示例省林业局")
    body = page_of(client, notice)
    assert '<p class="ver s"><span>来源：示例省林业局</span><time' in body
    assert 'class="mast"' not in body


def test_an_attachment_is_offered_by_name_type_and_size(client):
    notice = make_notice()
    attach(notice, "登记表", b"x" * 2000)
    notice.publish(publisher())
    body = page_of(client, notice)
    assert f'<a href="/notices/{notice.pk}/files/1/" download>下载<span class="vh">' in body
    assert '<span class="s">TXT，2 KB</span>' in body
