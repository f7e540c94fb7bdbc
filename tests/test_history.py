"""发布和更正记录: what readers are told of a notice's past, and the text of a day."""

import datetime
import re
from html import unescape

import pytest
from django.utils import timezone

from notices.models import Erasure, ReadingSetting
from notices.views.history.days import day_of

from .making import corrected, make_notice, person, published, publisher

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)
DECISION = {"decided_by": "中共示例省委", "basis_number": "示委〔2026〕9号"}


def let_readers_see(history: str) -> None:
    ReadingSetting.objects.create(pk=1, history=history)


def address(notice) -> str:
    return f"/notices/{notice.pk}/history/"


def text_of(client, notice, query: str = "") -> str:
    """The page between its heading and its footer, as text."""
    response = client.get(address(notice) + query)
    assert response.status_code == 200
    main = re.search(r"<main.*?</main>", response.content.decode(), re.S)[0]
    return re.sub(r"\s+", "", unescape(re.sub(r"<[^>]+>", "", main)))


def entries(client, notice) -> list[str]:
    body = client.get(address(notice)).content.decode()
    (list_,) = re.findall(r'<ol class="vers" reversed>(.*?)</ol>', body, re.S)
    return [re.sub(r"<[^>]+>|\s+", "", each) for each in list_.split("<li>")[1:]]


def minute(moment) -> str:
    local = timezone.localtime(moment)
    return f"{local.year}年{local.month}月{local.day}日{local:%H:%M}"


def answer_of(client, notice, on) -> str:
    """What the page says of a day."""
    body = client.get(address(notice), {"on": on}).content.decode()
    (told,) = re.findall(r'id="on-told">(.*?)</div>', body, re.S)
    return re.sub(r"<[^>]+>|\s+", "", told)


@pytest.fixture
def clock(monkeypatch):
    """Sets the clock of the house: clock("2026-05-12 09:00") in the zone of the site."""

    def set_to(text: str) -> datetime.datetime:
        moment = timezone.make_aware(datetime.datetime.fromisoformat(text))
        monkeypatch.setattr(timezone, "now", lambda: moment)
        return moment

    return set_to


def three_editions(clock, *, second: str = "“苗”误作“描”。"):
    """Published on 12 May 2026, corrected on 20 May and on 1 June; it is 10 June now."""
    clock("2026-05-12 09:00")
    notice = published(closing="<p>6月底前报送。</p>")
    clock("2026-05-20 10:15")
    corrected(notice, note=second)
    clock("2026-06-01 08:00")
    notice.refresh_from_db()
    notice.closing = "<p>7月底前报送。</p>"
    notice.save()
    notice.publish(publisher(), note="报送时间推迟一个月。", correction="major")
    clock("2026-06-10 12:00")
    return notice


# The record.


def test_a_notice_never_corrected_tells_its_publication(client):
    notice = published()
    told = minute(notice.live_release().goes_live_at)
    assert entries(client, notice) == [f"第1版现行{told}首次公开发布。"]


def test_corrections_are_told_newest_first_with_their_degree_and_their_note(client, clock):
    assert entries(client, three_editions(clock)) == [
        "第3版现行2026年6月1日08:00内容更正报送时间推迟一个月。",
        "第2版2026年5月20日10:15文字更正“苗”误作“描”。",
        "第1版2026年5月12日09:00首次公开发布。",
    ]


def test_notes_alone_neither_compare_nor_lead_to_earlier_editions(client, clock):
    notice = three_editions(clock)
    body = client.get(address(notice)).content.decode()
    assert "前后对比" not in body and "/editions/" not in body and "与前一版的区别" not in body
    assert "月底前报送" not in body


def test_a_history_that_is_not_public_is_not_found_whatever_is_asked(client, clock):
    notice = three_editions(clock)
    let_readers_see("hidden")
    for query in ("", "?on=2026-05-12", "?edition=2"):
        assert client.get(address(notice) + query).status_code == 404
    assert "/history/" not in client.get(f"/notices/{notice.pk}/").content.decode()


def test_the_page_of_a_notice_leads_to_its_history_and_back(client):
    notice = corrected(published())
    page = client.get(f"/notices/{notice.pk}/").content.decode()
    assert page.count(f'href="{address(notice)}"') == 2
    assert f'href="/notices/{notice.pk}/"' in client.get(address(notice)).content.decode()
    plain = published()
    assert client.get(f"/notices/{plain.pk}/").content.decode().count("/history/") == 1


def test_a_draft_and_a_notice_still_to_come_have_no_history(client):
    draft, scheduled = make_notice(), make_notice()
    scheduled.schedule(publisher(), timezone.now() + DAY)
    statuses = [client.get(address(one)).status_code for one in (draft, scheduled)]
    assert statuses == [404, 404]


def test_a_correction_still_to_come_and_one_called_off_are_not_told(client):
    notice = published()
    notice.closing = "<p>另行通知。</p>"
    notice.save()
    notice.schedule(publisher(), timezone.now() + DAY, note="密", correction="major")
    before = entries(client, notice)
    assert len(before) == 1
    notice.cancel_schedule(publisher())
    assert entries(client, notice) == before


def test_a_repeal_and_its_undoing_stay_on_record_without_the_inner_reason(client, clock):
    clock("2026-05-12 09:00")
    notice, other = published(), published(title="关于秋季植树的通知")
    told = clock("2026-10-08 09:00")
    repeal = notice.withdraw(
        publisher(),
        "repealed",
        reason="汛期结束。",
        takes_effect_at=told,
        successor=other,
        **DECISION,
    )
    clock("2026-10-09 09:00")
    notice.undo_withdrawal(publisher(), repeal, reason="登记错了")
    assert entries(client, notice) == [
        "解除废止2026年10月9日09:00废止的登记已经解除。",
        "废止2026年10月8日09:00自2026年10月8日起停止执行。决定机关：中共示例省委"
        "依据文号：示委〔2026〕9号原因：汛期结束。替代文件：关于秋季植树的通知",
        "第1版现行2026年5月12日09:00首次公开发布。",
    ]


def test_a_successor_that_is_not_public_is_not_named(client):
    notice, other = published(), published(title="关于秋季植树的通知")
    notice.withdraw(publisher(), "revoked", reason="无依据。", successor=other, **DECISION)
    assert "秋季" in text_of(client, notice)
    other.withdraw(publisher(), "taken_down", reason="核对。", stays_in_force=True)
    assert "秋季" not in text_of(client, notice)


def test_a_repeal_of_a_day_to_come_is_told_from_that_day_on(client, clock):
    clock("2026-05-12 09:00")
    notice = published()
    later = timezone.now() + DAY
    notice.withdraw(publisher(), "expired", reason="到期。", takes_effect_at=later)
    assert len(entries(client, notice)) == 1
    clock("2026-05-13 09:00")
    assert entries(client, notice)[0].startswith("失效2026年5月13日09:00自2026年5月13日起失效。")


def test_a_repeal_undone_before_its_day_never_was(client, clock):
    clock("2026-05-12 09:00")
    notice = published()
    repeal = notice.withdraw(
        publisher(), "expired", reason="到期。", takes_effect_at=timezone.now() + 2 * DAY
    )
    clock("2026-05-13 09:00")
    notice.undo_withdrawal(publisher(), repeal, reason="登记错了")
    clock("2026-06-01 09:00")
    assert len(entries(client, notice)) == 1


def test_a_page_that_was_taken_down_and_came_back_says_so(client, clock):
    clock("2026-05-12 09:00")
    notice = published()
    down = notice.withdraw(publisher(), "taken_down", reason="核对附表。", stays_in_force=True)
    assert client.get(address(notice)).status_code == 410
    notice.undo_withdrawal(publisher(), down, reason="核对完毕")
    assert sorted(each[:6] for each in entries(client, notice)) == [
        "第1版现行2",
        "解除页面撤下",
        "页面撤下20",
    ]
    assert "网页重新公开。" in text_of(client, notice)


def test_what_was_moved_in_says_when_it_was_first_published(client):
    notice = make_notice()
    notice.move_in(publisher(), datetime.date(2019, 5, 12))
    assert "由原网站迁移到本网站，原发布时间：2019年5月12日。" in entries(client, notice)[0]


def test_the_last_edition_of_a_document_that_ended_is_not_called_in_force(client):
    notice = published()
    assert entries(client, notice)[0].startswith("第1版现行")
    notice.withdraw(publisher(), "revoked", reason="缺少依据。", **DECISION)
    assert entries(client, notice)[1].startswith("第1版最新")


# Differences.


def test_the_newest_correction_is_compared_and_each_other_on_request(client, clock):
    notice = three_editions(clock)
    let_readers_see("compare")
    newest = text_of(client, notice)
    assert "前后对比：第3版与第2版" in newest
    assert "第2版删去：“苗”误作“描”。第3版新增：7月底前报送。" in newest
    second = text_of(client, notice, "?edition=2")
    assert "前后对比：第2版与第1版" in second and "6月底前报送" in second
    body = client.get(address(notice)).content.decode()
    assert re.findall(r'href="(\?edition=\d+)#differences"', body) == ["?edition=3", "?edition=2"]
    assert re.findall(r'href="/notices/\d+/editions/(\d+)/"', body) == ["2", "1"]


@pytest.mark.parametrize("asked", ["1", "9", "x", "", "-1", "9" * 5000, "2&edition=3", "%00"])
def test_an_edition_that_cannot_be_compared_is_the_newest(client, clock, asked):
    notice = three_editions(clock)
    let_readers_see("compare")
    assert "前后对比：第3版与第2版" in text_of(client, notice, f"?edition={asked}")


def test_one_character_is_marked_with_words_and_signs(client):
    notice = published(closing="<p>6月底前报送。</p>")
    notice.closing = "<p>7月底前报送。</p>"
    notice.save()
    notice.publish(publisher(), note="推迟。", correction="major")
    let_readers_see("compare")
    body = client.get(address(notice)).content.decode()
    assert '<p><del><span class="vh">删去：</span>6</del>月底前报送。</p>' in body
    assert '<p><ins><span class="vh">新增：</span>7</ins>月底前报送。</p>' in body
    assert "另有1个层次的文字没有变化，不再列出。" in body


SECRET = "密语柳暗花明"


def test_a_sealed_edition_is_skipped_and_nothing_of_it_is_told(client, clock):
    notice = three_editions(clock, second=f"补充：{SECRET}。")
    let_readers_see("compare")
    assert SECRET in text_of(client, notice)
    notice.seal(publisher(), notice.editions.get(number=2), reason="内部的原因")
    for query in ("", "?edition=2", "?edition=3", "?on=2026-05-25"):
        told = text_of(client, notice, query)
        assert SECRET not in told and "内部的原因" not in told
        assert "前后对比：第3版与第1版第2版不再对外提供，这里跳过。" in told
    assert entries(client, notice)[1] == "第2版2026年5月20日10:15更正这一版已封存，不再对外提供。"


def test_a_first_edition_that_is_sealed_leaves_the_second_without_a_comparison(client, clock):
    notice = three_editions(clock)
    let_readers_see("compare")
    for number in (1, 2):
        notice.seal(publisher(), notice.editions.get(number=number), reason="内部")
    body = client.get(address(notice)).content.decode()
    assert "前后对比" not in body and "?edition=" not in body


def test_an_erased_edition_gives_its_public_reason(client, clock):
    notice = three_editions(clock)
    Erasure.objects.create(
        edition=notice.editions.get(number=2),
        reason="依法删除个人信息。",
        made_at=timezone.now(),
        made_by=publisher(),
        second_by=person("security"),
    )
    assert entries(client, notice)[1].endswith("更正这一版已抹除：依法删除个人信息。")


def test_a_relation_to_a_notice_that_is_not_public_is_not_told(client):
    draft, other, notice = make_notice(title="密"), published(title="关于浇水的通知"), published()
    notice.relations.create(type="explains", other=draft)
    notice.relations.create(type="explains", other=other)
    corrected(notice)
    let_readers_see("compare")
    told = text_of(client, notice)
    assert "解读：关于浇水的通知" in told and "密" not in told


# The text of a day.


@pytest.mark.parametrize(
    ("on", "told"),
    [
        (
            "2026-05-11",
            "2026年5月11日：这一天本网站还没有发布这份通知，首次发布是在2026年5月12日。",
        ),
        ("0001-01-01", "1年1月1日：这一天本网站还没有发布这份通知，首次发布是在2026年5月12日。"),
        ("2026-05-12", "2026年5月12日，读者看到的是第1版。当日有效性：现行有效查看第1版"),
        ("2026-05-19", "2026年5月19日，读者看到的是第1版。当日有效性：现行有效查看第1版"),
        ("2026-05-20", "2026年5月20日，读者看到的是第2版。当日有效性：现行有效查看第2版"),
        (
            "2026-06-10",
            "2026年6月10日，读者看到的是第3版，也就是最新的一版。当日有效性：现行有效查看通知网页",
        ),
        ("2026-06-11", "2026年6月11日：这一天还没有到，请填今天或者以前的日期。"),
        ("9999-12-31", "9999年12月31日：这一天还没有到，请填今天或者以前的日期。"),
        ("", "请填写日期，例如2026-05-12。"),
        ("明天", "没有看懂这个日期，请写成2026-05-12这样的年月日。"),
        ("2026-02-30", "没有看懂这个日期，请写成2026-05-12这样的年月日。"),
        ("\0' OR 1=1", "没有看懂这个日期，请写成2026-05-12这样的年月日。"),
        ("2" * 10_000, "没有看懂这个日期，请写成2026-05-12这样的年月日。"),
    ],
    ids=str,
)
def test_every_date_has_its_answer(client, clock, on, told):
    notice = three_editions(clock)
    let_readers_see("compare")
    assert answer_of(client, notice, on[:10_000]) == told


@pytest.mark.parametrize(
    "text", ["2026-05-12", "2026年5月12日", "2026/5/12", "20260512", " ２０２６－０５－１２ "]
)
def test_a_date_is_read_as_people_write_it(text):
    assert day_of(text) == datetime.date(2026, 5, 12)


def test_what_was_typed_stays_in_the_field(client):
    body = client.get(address(published()), {"on": '明天"><b>'}).content.decode()
    assert 'value="明天&#34;&gt;&lt;b&gt;"' in body and 'aria-invalid="true"' in body


def test_the_day_ends_at_midnight_here(client, clock):
    clock("2026-05-12 23:59")
    notice = published()
    clock("2026-05-14 00:00")
    corrected(notice)
    clock("2026-05-20 00:00")
    assert "读者看到的是第1版" in answer_of(client, notice, "2026-05-13")
    assert "读者看到的是第2版" in answer_of(client, notice, "2026-05-14")


@pytest.mark.parametrize(
    ("history", "link", "sentence"), [("compare", True, False), ("notes", False, True)]
)
def test_the_edition_of_a_day_is_a_link_where_the_setting_shows_it(
    client, clock, history, link, sentence
):
    notice = three_editions(clock)
    let_readers_see(history)
    body = client.get(address(notice), {"on": "2026-05-13"}).content.decode()
    told = body[body.index('id="on-told"') :]
    assert (f'href="/notices/{notice.pk}/editions/1/"' in told) is link
    assert ("按本网站的设置，更正以前的版本不公开" in told) is sentence


def test_the_live_edition_of_a_day_leads_to_the_notice(client):
    notice = published()
    body = client.get(address(notice), {"on": timezone.localdate().isoformat()}).content.decode()
    told = body[body.index('id="on-told"') :]
    assert "读者看到的是第1版，也就是最新的一版。" in told
    assert f'<a href="/notices/{notice.pk}/">查看通知网页</a>' in told


def test_a_day_on_an_old_site_is_told_apart(client, clock):
    clock("2026-05-12 09:00")
    notice = make_notice()
    notice.move_in(publisher(), datetime.date(2019, 5, 12))
    told = "这一天它登在原来的网站上，本网站没有那时的文本；2026年5月12日起由本网站提供。"
    assert answer_of(client, notice, "2019-05-12") == f"2019年5月12日：{told}"
    assert "还没有发布" in answer_of(client, notice, "2019-05-11")


def test_a_document_was_worth_what_it_was_worth_that_day(client, clock):
    clock("2026-05-12 09:00")
    notice = published(effective_on=datetime.date(2026, 5, 15))
    clock("2026-05-20 09:00")
    other = make_notice()
    other.relations.create(type="amends", other=notice)
    other.refresh_from_db()
    other.publish(publisher())
    repealed = clock("2026-06-01 09:00")
    repeal = notice.withdraw(
        publisher(), "repealed", reason="已有新规定。", takes_effect_at=repealed, **DECISION
    )
    clock("2026-06-05 09:00")
    notice.undo_withdrawal(publisher(), repeal, reason="登记错了")
    clock("2026-06-10 09:00")
    days = ["2026-05-14", "2026-05-15", "2026-05-20", "2026-06-01", "2026-06-04", "2026-06-05"]
    words = [answer_of(client, notice, day).partition("当日有效性：")[2][:3] for day in days]
    assert words == ["尚未生", "现行有", "已修改", "已废止", "已废止", "已修改"]


def test_what_was_told_later_is_said_of_the_days_before(client, clock):
    clock("2026-05-12 09:00")
    notice, void = published(), published()
    since = timezone.now() + DAY
    clock("2026-06-01 09:00")
    notice.withdraw(publisher(), "expired", reason="到期。", takes_effect_at=since)
    void.withdraw(publisher(), "revoked", reason="缺少依据。", **DECISION)
    assert answer_of(client, notice, "2026-05-20").endswith(
        "当日有效性：已失效查看通知网页这是2026年6月1日才在网页上写明的，那一天的读者还看不到。"
    )
    assert answer_of(client, void, "2026-05-20").endswith(
        "当日有效性：现行有效查看通知网页后来在2026年6月1日被撤销，自始无效。"
    )


def test_a_day_on_which_the_page_was_down_says_so(client, clock):
    clock("2026-05-12 09:00")
    notice = published()
    down = notice.withdraw(publisher(), "taken_down", reason="核对。", stays_in_force=True)
    clock("2026-05-14 09:00")
    notice.undo_withdrawal(publisher(), down, reason="核对完毕")
    clock("2026-05-20 09:00")
    assert answer_of(client, notice, "2026-05-13").endswith("这一天网页已经撤下，读者看不到文本。")
    assert "撤下" not in answer_of(client, notice, "2026-05-14")


def test_the_day_of_a_sealed_edition_names_it_and_no_more(client, clock):
    notice = three_editions(clock)
    let_readers_see("compare")
    notice.seal(publisher(), notice.editions.get(number=2), reason="内部的原因")
    told = "2026年5月21日，读者看到的是第2版。这一版不再对外提供。"
    assert answer_of(client, notice, "2026-05-21") == told


# What it costs.


@pytest.mark.parametrize("many", [1, 3])
def test_the_record_costs_five_queries(client, many, django_assert_num_queries):
    notice = published()
    for number in range(many):
        corrected(notice, note=f"第{number}次更正。")
    # The notice, its releases, its withdrawals, and the site's name and footer.
    with django_assert_num_queries(5):
        client.get(address(notice))


@pytest.mark.parametrize("many", [1, 3])
def test_the_record_with_differences_and_a_day_costs_seven(client, many, django_assert_num_queries):
    notice = published(sections=many, attachments=many)
    let_readers_see("compare")
    for number in range(many):
        corrected(notice, note=f"第{number}次更正。")
    with django_assert_num_queries(7):
        client.get(address(notice), {"on": timezone.localdate().isoformat()})


def test_the_record_is_for_readers_and_not_for_search_engines(client):
    notice = published()
    body = client.get(address(notice)).content.decode()
    assert '<meta name="robots" content="noindex">' in body
    assert "/history/" not in client.get("/sitemap.xml").content.decode()
