"""Finding a notice without a word to search for: pinned ones, topics, issuers, years and months."""

import datetime
import re
from html import unescape
from importlib import import_module
from io import StringIO
from urllib.parse import urljoin

import pytest
from django.apps import apps
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from notices.models import Event, Issuer, Kind, Pin, Release, Shelf, Topic
from notices.querysets import AppendOnlyError, releases

from .making import corrected, editor, make_notice, published, publisher, refusal_of
from .newsroom import errors, said

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


def shown(client, address):
    body = client.get(address).content.decode()
    return [int(number) for number in re.findall(r'class="t" href="/notices/(\d+)/"', body)]


def at_head(client, address="/"):
    body = client.get(address).content.decode()
    found = re.findall(r'<li class="pin">.*?href="/notices/(\d+)/"', body, re.S)
    assert body.count('<span class="tag">置顶</span>') == len(found)
    return [int(number) for number in found]


def next_of(client, address):
    found = re.search(r'<a href="([^"]*)" rel="next"', client.get(address).content.decode())
    return found and urljoin(address, unescape(found[1]))


def today():
    return timezone.localdate()


# 置顶


def test_a_pinned_notice_stands_first_on_the_first_page_and_nowhere_twice(client):
    notices = [published() for _ in range(22)][::-1]
    oldest = notices[-1]
    oldest.pin(publisher(), today())
    numbers = [notice.pk for notice in notices[:-1]]
    assert at_head(client) == [oldest.pk]
    assert shown(client, "/") == [oldest.pk, *numbers[:20]]
    second = next_of(client, "/")
    assert (at_head(client, second), shown(client, second)) == ([], numbers[20:])
    # Under a filter, and in every other list, it stands at its date.
    assert (at_head(client, "/?kind=notice&page=2"), shown(client, "/?kind=notice&page=2")) == (
        [],
        [numbers[20], oldest.pk],
    )


def test_a_pin_ends_with_its_last_day_by_itself(client):
    older, newer = published(), published()
    older.pin(publisher(), today())
    assert shown(client, "/") == [older.pk, newer.pk]
    Pin.objects.create(
        notice=newer, until=today() - DAY, made_at=timezone.now(), made_by=publisher()
    )
    assert at_head(client) == [older.pk]
    tomorrow = timezone.now() + DAY
    assert older.pinned_until() == today()
    assert older.pinned_until(tomorrow) is None
    assert list(Release.objects.public(tomorrow).pinned(tomorrow)) == []


def test_a_pin_is_moved_and_taken_away_and_each_act_is_on_record(client):
    older, newer = published(), published()
    older.pin(publisher(), today() + 9 * DAY)
    older.pin(publisher(), today() + 2 * DAY)
    assert older.pinned_until() == today() + 2 * DAY
    older.unpin(publisher())
    assert older.pinned_until() is None
    assert shown(client, "/") == [newer.pk, older.pk]
    verbs = list(older.events.values_list("verb", flat=True)[:3])
    assert verbs == [Event.Verb.UNPINNED, Event.Verb.PINNED, Event.Verb.PINNED]
    call_command("verify", stdout=StringIO())
    with pytest.raises(AppendOnlyError):
        older.pins.first().delete()


def test_a_pin_changes_no_text_and_outlives_a_correction(client):
    older, newer = published(), published()
    before = older.live_release().edition.digest, older.working_digest(), older.version
    older.pin(publisher(), today())
    older.refresh_from_db()
    assert (older.live_release().edition.digest, older.working_digest(), older.version) == before
    corrected(older)
    assert shown(client, "/") == [older.pk, newer.pk]


def test_what_readers_may_not_see_is_not_shown_by_a_pin(client):
    older, newer = published(), published()
    older.pin(publisher(), today())
    older.withdraw(publisher(), "taken_down", reason="核对。", stays_in_force=True)
    assert (at_head(client), shown(client, "/")) == ([], [newer.pk])


def test_a_page_that_came_down_has_lost_its_pin_and_its_place_among_the_five():
    older = published()
    older.pin(publisher(), today() + DAY)
    down = older.withdraw(publisher(), "taken_down", reason="核对。", stays_in_force=True)
    assert older.pinned_until() is None
    for _ in range(5):
        published().pin(publisher(), today())
    older.undo_withdrawal(publisher(), down, reason="核对完毕。")
    assert older.pinned_until() is None
    assert refusal_of(older.pin, publisher(), today()) == [
        "已经有 5 份通知置顶，请先取消其中一份。"
    ]


def test_a_pin_stays_where_the_page_never_came_down(client):
    older, _ = published(), published()
    older.pin(publisher(), today() + DAY)
    down = older.withdraw(
        publisher(),
        "taken_down",
        reason="到期。",
        stays_in_force=True,
        takes_effect_at=timezone.now() + DAY,
    )
    assert at_head(client) == [older.pk]
    older.undo_withdrawal(publisher(), down, reason="不必撤下。")
    assert at_head(client) == [older.pk]
    assert older.pinned_until(down.takes_effect_at) == today() + DAY


def test_what_readers_may_not_see_is_not_pinned(desk):
    down, sealed = published(), published()
    down.withdraw(publisher(), "taken_down", reason="核对。", stays_in_force=True)
    sealed.seal(publisher(), sealed.editions.get(), reason="含不宜公开的内容。")
    for notice in (down, sealed):
        assert refusal_of(notice.pin, publisher(), today()) == [
            "页面已经撤下或封存，读者看不到，不能置顶。"
        ]
        page = desk(publisher()).get(reverse("admin:notices_notice_change", args=[notice.pk]))
        assert "置顶" not in [verb.title for verb in page.context["verbs"]]


def test_a_pin_is_refused_with_every_reason():
    notice, draft = published(), make_notice()
    assert refusal_of(notice.pin, editor(), today()) == ["您没有置顶通知的权限。"]
    assert refusal_of(draft.pin, publisher(), None) == [
        "这份通知还没有发布，不能置顶。",
        "请填写置顶到哪一天。",
    ]
    assert refusal_of(notice.pin, publisher(), today() - DAY) == [
        "置顶的截止日期已经过去，请改为今天或者以后的日期。"
    ]
    assert refusal_of(notice.pin, publisher(), datetime.date(9999, 12, 31)) == [
        "一次最多置顶一年，请改一个近一些的日期。"
    ]
    assert refusal_of(notice.unpin, publisher()) == ["这份通知没有置顶。"]
    for _ in range(5):
        published().pin(publisher(), today())
    assert refusal_of(notice.pin, publisher(), today()) == [
        "已经有 5 份通知置顶，请先取消其中一份。"
    ]


def test_a_publisher_pins_and_unpins_from_the_newsroom(desk):
    notice, client = published(), desk(publisher())
    form = reverse("admin:notices_notice_change", args=[notice.pk])
    pin, unpin = (
        reverse("admin:notices_notice_verb", args=[notice.pk, verb]) for verb in ("pin", "unpin")
    )
    assert said(client.post(unpin, follow=True)) == [
        f"《{notice}》现在不能“取消置顶”，请看下面的状态和记录。"
    ]
    for typed in ("", "明天", "2026-02-30"):
        assert errors(client.post(pin, {"until": typed})) != ""
    assert errors(client.post(pin, {"until": "2001-01-01"})).startswith("置顶的截止日期已经过去")
    until = today() + DAY
    done = client.post(pin, {"until": until.isoformat()}, follow=True)
    assert said(done) == [f"《{notice}》已置顶。"]
    body = client.get(form).content.decode()
    assert f"，置顶到 {until}" in body and f"<td>置顶到：{until}</td>" in body
    assert said(client.post(unpin, follow=True)) == [f"《{notice}》已取消置顶。"]
    assert notice.pinned_until() is None


def test_an_editor_is_not_let_through_to_pinning(desk):
    notice = published()
    address = reverse("admin:notices_notice_verb", args=[notice.pk, "pin"])
    assert desk(editor()).post(address, {"until": today().isoformat()}).status_code == 403


@pytest.mark.parametrize("many", [1, 3])
def test_pins_cost_one_query_however_many_there_are(client, many, django_assert_num_queries):
    for _ in range(many):
        published().pin(publisher(), today())
    with django_assert_num_queries(8):
        assert len(at_head(client)) == many


# 主题和发文机关


def test_a_topic_has_a_page_with_its_list_and_feed(client):
    greens = Topic.objects.create(name="绿化", description="植树和养护。")
    waters = Topic.objects.create(name="防汛")
    numbers = [published(topic=greens).pk for _ in range(21)][::-1]
    published(topic=waters)
    address = f"/topics/{greens.pk}/"
    body = client.get(address).content.decode()
    assert "<h1>绿化</h1>\n<p>植树和养护。</p>" in body
    assert '<meta name="ColumnName" content="绿化" property="og:title">' in body
    assert '<meta name="ColumnDescription" content="植树和养护。">' in body
    assert f'<link rel="canonical" href="http://127.0.0.1:8000{address}">' in body
    assert body.count(f'href="/feed/?topic={greens.pk}"') == 2
    assert client.get(f"/feed/?topic={greens.pk}").status_code == 200
    assert shown(client, address) == numbers[:20]
    assert shown(client, next_of(client, address)) == numbers[20:]
    assert next_of(client, address).startswith(f"{address}?page=after-")


def test_a_topic_of_no_notice_says_so_and_an_unknown_one_is_not_found(client):
    address = f"/topics/{Topic.objects.create(name='绿化').pk}/"
    assert "这里还没有发布通知。" in client.get(address).content.decode()
    assert client.get(f"{address}?page=last").status_code == 200
    for address in ("/topics/999/", "/topics/0/", "/topics/x/", "/issuers/" + "9" * 30 + "/"):
        assert client.get(address).status_code == 404


def test_the_issuer_of_a_draft_is_named_nowhere_before_its_text_is_out(client):
    draft, name = make_notice(issuers=0), "示例省林业局"
    issuer = Issuer.objects.named(name, editor())
    draft.notice_issuers.create(issuer=issuer)
    draft.refresh_from_db()
    own = f"/issuers/{issuer.pk}/"
    feeds = [f"/feed/?issuer={issuer.pk}", f"/feed/?issuer={name}"]
    pages = ["/", "/search/", "/site-map/", "/sitemap.xml", own, *feeds]

    def telling() -> list[str]:
        answers = {page: client.get(page) for page in pages}
        bodies = {
            page: one.content.decode() for page, one in answers.items() if one.status_code == 200
        }
        return [page for page, body in bodies.items() if name in body or own in body]

    draft.schedule(publisher(), timezone.now() + DAY)
    assert telling() == []
    assert [client.get(page).status_code for page in [own, *feeds]] == [404] * 3
    draft.publish(publisher(), replace_pending=True)
    assert telling() == pages
    draft.withdraw(publisher(), "taken_down", reason="附表有误。", stays_in_force=True)
    assert client.get(own).status_code == 200


def test_an_issuer_keeps_its_page_under_a_new_name(client):
    notice = published(issuers=2)
    published()
    issuer = Issuer.objects.get(name="示例省第2办公室")
    address = f"/issuers/{issuer.pk}/"
    issuer.name = "示例省第二综合办公室"
    issuer.save()
    # The text keeps the name it was published under; the page bears the one of today.
    body = client.get(address).content.decode()
    assert "<h1>示例省第二综合办公室</h1>" in body and "<span>示例省第2办公室</span>" in body
    assert shown(client, address) == shown(client, f"/?issuer={issuer.pk}") == [notice.pk]
    feed = client.get(f"/feed/?issuer={issuer.pk}").content.decode()
    assert "示例省第二综合办公室</title>" in feed and f"/notices/{notice.pk}/" in feed
    new = make_notice(issuers=0)
    new.notice_issuers.create(issuer=issuer)
    new.refresh_from_db()
    new.publish(publisher())
    assert shown(client, address) == [new.pk, notice.pk]
    named = {name: f"/api/?issuer={name}" for name in ("示例省第2办公室", issuer.name)}
    numbers = {
        name: [row["number"] for row in client.get(url).json()["notices"]]
        for name, url in named.items()
    }
    assert numbers == {"示例省第2办公室": [notice.pk], issuer.name: [new.pk]}
    assert issuer.is_named()


def test_the_list_leads_to_the_issuers_and_a_notice_to_its_topic(client):
    topic = Topic.objects.create(name="绿化")
    notice = published(topic=topic, issuers=2)
    for address in ("/", f"/topics/{topic.pk}/", f"/archive/{today().year}/"):
        body = client.get(address).content.decode()
        links = re.findall(r'<span><a href="(/issuers/\d+/)">(.*?)</a></span>', body)
        assert links == [(f"/issuers/{row.pk}/", row.name) for row in notice.issuers.all()]
    page = client.get(f"/notices/{notice.pk}/").content.decode()
    assert f'<dd><a href="/topics/{topic.pk}/">绿化</a></dd>' in page


def test_a_correction_moves_a_notice_to_the_shelf_it_names_now(client):
    greens, waters = Topic.objects.create(name="绿化"), Topic.objects.create(name="防汛")
    notice = published(topic=greens)
    notice.topic = waters
    notice.save()
    corrected(notice)
    assert shown(client, f"/topics/{greens.pk}/") == []
    assert shown(client, f"/topics/{waters.pk}/") == [notice.pk]


def test_the_migration_makes_the_shelves_of_releasing():
    topic = Topic.objects.create(name="绿化")
    corrected(published(topic=topic, issuers=2))
    scheduled = make_notice()
    scheduled.schedule(publisher(), timezone.now() + DAY)
    scheduled.cancel_schedule(publisher())
    columns = ("release", "payload", "sort", "value", "first_live_at")
    written = set(Shelf.objects.values_list(*columns))
    assert len(written) == 2 * 6 + 3
    Shelf.objects.all().delete()
    import_module("notices.migrations.0009_browsing").fill(apps, None)
    assert set(Shelf.objects.values_list(*columns)) == written


# 有效性


@pytest.mark.parametrize("few", [releases.FEW, 1])
def test_each_validity_lists_its_own_be_they_few_or_many(client, monkeypatch, few):
    """Above so many, the list looks for them along its order."""
    monkeypatch.setattr(releases, "FEW", few)
    decided = {"reason": "已被替代", "decided_by": "示例省委", "basis_number": "示发〔2026〕9号"}
    own = {"in_force": [published().pk], "not_yet": [], "amended": [], "revoked": []}
    for _ in range(2):
        own["not_yet"].append(published(effective_on=today() + DAY).pk)
        revoked = published()
        revoked.withdraw(publisher(), "revoked", **decided)
        own["revoked"].append(revoked.pk)
        amended, amending = published(), make_notice()
        amending.relations.create(type="amends", other=amended)
        amending.publish(publisher())
        own["amended"].append(amended.pk)
        own["in_force"].append(amending.pk)
    undone = published()
    withdrawal = undone.withdraw(publisher(), "revoked", **decided)
    undone.undo_withdrawal(publisher(), withdrawal, reason="登记有误")
    own["in_force"].append(undone.pk)
    for word, numbers in own.items():
        assert shown(client, f"/?validity={word}") == numbers[::-1], word
    assert shown(client, "/?validity=expired") == []


# 归档


@pytest.fixture
def years(db):
    """Notices of three months of two years, the newest first."""
    moments = [
        "2019-12-31T23:59:59+08:00",
        "2020-01-01T00:00:00+08:00",
        "2020-12-31T12:00:00+08:00",
    ]
    notices = []
    for moment in moments:
        notice = make_notice(title=f"示例省{moment[:4]}年植树通知")
        notice.move_in(publisher(), datetime.datetime.fromisoformat(moment))
        notices.append(notice.pk)
    return notices[::-1]


def test_a_month_is_headed_by_its_name_once_and_a_year_by_each_month(client):
    published()
    year, month = f"/archive/{today().year}/", f"/archive/{today().year}/{today().month}/"
    name = f"{today().year}年{today().month}月"
    assert f'<h2 class="mon" id="m1">{name}</h2>' in client.get(year).content.decode()
    body = client.get(month).content.decode()
    assert f'<h2 class="vh" id="m1">{name}</h2>' in body and 'class="mon"' not in body


def test_the_archive_leads_to_the_years_and_months_that_have_notices(client, years):
    body = client.get("/archive/").content.decode()
    assert re.findall(r'<a href="(/archive/\d[^"]*)">(.*?)</a>', body) == [
        ("/archive/2020/", "全年"),
        ("/archive/2020/12/", "12月"),
        ("/archive/2020/1/", "1月"),
        ("/archive/2019/", "全年"),
        ("/archive/2019/12/", "12月"),
    ]
    assert shown(client, "/archive/2020/") == years[:2]
    assert shown(client, "/archive/2020/1/") == [years[1]]
    assert shown(client, "/archive/2020/12/") == [years[0]]
    assert shown(client, "/archive/2019/") == shown(client, "/archive/2019/12/") == [years[2]]
    assert "<h1>2020年1月发布的通知</h1>" in client.get("/archive/2020/1/").content.decode()


@pytest.mark.parametrize(
    "part", ["2018", "2020/2", "2020/13", "1", "9999", "2020/01", "0", "x", "2020/1/1", "9" * 18]
)
def test_a_year_or_month_of_no_notice_is_not_found(client, years, part):
    assert client.get(f"/archive/{part}/").status_code == 404


def test_a_year_and_a_month_lead_to_their_months_and_to_those_beside_them(client, years):
    later = make_notice()
    later.move_in(publisher(), datetime.datetime(2022, 3, 1, 9), ())
    hidden = make_notice()
    hidden.move_in(publisher(), datetime.datetime(2021, 6, 1, 9), ())
    hidden.withdraw(publisher(), "taken_down", reason="核对。", stays_in_force=True)
    found = {}
    for part in ("2019/", "2020/", "2022/", "2020/1/", "2020/12/"):
        body = client.get(f"/archive/{part}").content.decode()
        months, beside = re.findall(r'<(?:ul|nav) class="pg.*?>(.*?)</(?:ul|nav)>', body)
        found[part] = (
            re.findall(r'aria-current="page">(.*?)<|href="/archive/(.*?)"', months),
            re.findall(r'<a href="/archive/(.*?)">(.*?)</a>', beside),
        )
    assert found == {
        "2019/": ([("2019年全年", ""), ("", "2019/12/")], [("2020/", "2020年 ›")]),
        "2020/": (
            [("2020年全年", ""), ("", "2020/1/"), ("", "2020/12/")],
            [("2019/", "‹ 2019年"), ("2022/", "2022年 ›")],
        ),
        "2022/": ([("2022年全年", ""), ("", "2022/3/")], [("2020/", "‹ 2020年")]),
        "2020/1/": (
            [("", "2020/"), ("1月", ""), ("", "2020/12/")],
            [("2019/12/", "‹ 2019年12月"), ("2020/12/", "2020年12月 ›")],
        ),
        "2020/12/": (
            [("", "2020/"), ("", "2020/1/"), ("12月", "")],
            [("2020/1/", "‹ 2020年1月"), ("2022/3/", "2022年3月 ›")],
        ),
    }


def test_an_archive_of_nothing_says_so(client):
    assert "还没有发布通知。" in client.get("/archive/").content.decode()


def test_the_machines_map_names_every_list(client, years, settings):
    topic, issuer = Topic.objects.create(name="绿化"), Issuer.objects.get()
    body = client.get("/sitemap.xml").content.decode()
    lists = re.findall(rf"<loc>{settings.SITE_URL}(/(?:archive|topics|issuers)/[^<]*)</loc>", body)
    assert lists == [
        "/archive/",
        "/archive/2020/",
        "/archive/2019/",
        f"/topics/{topic.pk}/",
        f"/issuers/{issuer.pk}/",
    ]


@pytest.mark.parametrize("many", [1, 3])
def test_each_list_costs_the_same_queries_with_more_notices(
    client, many, django_assert_num_queries
):
    topic = Topic.objects.create(name="绿化")
    for _ in range(many):
        published(topic=topic, issuers=2)
    issuer, now = Issuer.objects.first(), today()
    costs = {
        f"/topics/{topic.pk}/": 5,
        f"/issuers/{issuer.pk}/": 5,
        f"/archive/{now.year}/": 7,
        f"/archive/{now.year}/{now.month}/": 7,
        "/archive/": 4,
    }
    for address, queries in costs.items():
        with django_assert_num_queries(queries):
            assert client.get(address).status_code == 200


def test_kinds_are_shelved_by_their_code(client):
    order = Kind.objects.get(code="order")
    notice = published(kind=order, doc_number="示令〔2026〕1号")
    published()
    order.name = "令"
    order.save()
    assert shown(client, "/?kind=order") == [notice.pk]
