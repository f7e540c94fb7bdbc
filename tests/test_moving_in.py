"""历史迁移: the original time is shown and sorts; the release keeps the true one."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from notices.integrity.verifying import first_lie
from notices.models import Event, Fingerprint, Issuer, Notice, OldAddress, Release

from .making import corrected, editor, make_notice, person, published, publisher, refusal_of
from .newsroom import errors, said

pytestmark = pytest.mark.django_db

DAY = date(2019, 5, 12)
MINUTE = datetime(2019, 5, 12, 9, 30)
OLD = "/art/2019/5/12/art_1_2345.html"


def moved_in(on=DAY, addresses=(OLD,), **fields) -> Notice:
    notice = make_notice(**fields)
    notice.move_in(publisher(), on, addresses)
    return notice


# --- the verb ----------------------------------------------------------------------------


def test_the_release_has_the_true_time_and_stands_where_it_stood():
    before = timezone.now()
    live = moved_in(MINUTE).live_release()
    assert before <= live.goes_live_at == live.made_at <= timezone.now()
    assert live.first_live_at == datetime(2019, 5, 12, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("on", "written"),
    [
        (DAY, "2019-05-12"),
        (MINUTE, "2019-05-12T01:30:00.000000Z"),
        (datetime(2019, 5, 12, 1, 30, tzinfo=UTC), "2019-05-12T01:30:00.000000Z"),
    ],
)
def test_the_original_time_is_written_no_more_exactly_than_it_is_known(on, written):
    payload = json.loads(moved_in(on).live_release().edition.payload.text)
    assert (payload["first_published_on"], payload["format"]) == (written, 1)


def test_what_is_published_as_new_says_nothing_of_an_original_time():
    assert "first_published_on" not in published().live_release().edition.payload.text


def test_a_correction_keeps_the_original_time_and_the_place_in_the_lists():
    notice = moved_in()
    first = notice.live_release()
    second = corrected(notice).live_release()
    assert second.first_live_at == first.first_live_at
    assert json.loads(second.edition.payload.text)["first_published_on"] == "2019-05-12"


def test_a_copy_and_a_restored_text_are_no_older_than_they_are():
    notice = moved_in()
    assert notice.copy_as_new(editor()).first_published_on == ""
    first = notice.live_release().edition
    corrected(notice).restore(editor(), first)
    notice.refresh_from_db()
    assert notice.first_published_on == "2019-05-12"


def test_the_act_is_on_record_with_time_and_addresses_and_verify_agrees():
    notice = moved_in()
    event = Event.objects.get(verb=Event.Verb.MOVED_IN)
    facts = json.loads(event.data)["facts"]
    assert (event.notice_id, event.digest) == (notice.pk, notice.live_release().edition.digest)
    assert (facts["first_published_on"], facts["old_addresses"]) == ("2019-05-12", [OLD])
    assert first_lie() is None


TOMORROW = timedelta(days=1)


@pytest.mark.parametrize(
    ("on", "sentence"),
    [
        (None, "请填写原发布时间。"),
        (date(2999, 1, 1), "原发布时间还没有到，请核对；现在发布请用“发布”。"),
        (date(1949, 9, 30), "原发布时间早于 1949 年 10 月 1 日，请核对年份。"),
        (datetime(1949, 9, 30, 23, 59), "原发布时间早于 1949 年 10 月 1 日，请核对年份。"),
    ],
)
def test_a_time_that_cannot_be_is_refused(on, sentence):
    notice = make_notice()
    assert refusal_of(notice.move_in, publisher(), on) == [sentence]
    assert (Release.objects.count(), notice.first_published_on) == (0, "")


def test_the_first_day_of_the_republic_is_accepted():
    moved_in(date(1949, 10, 1))


def test_only_what_was_never_out_is_moved_in():
    sentence = "历史迁移只用于还没有发布过、也没有预约的通知。"
    waiting = make_notice()
    waiting.schedule(publisher(), timezone.now() + TOMORROW)
    for notice in (published(), moved_in(), waiting):
        assert refusal_of(notice.move_in, publisher(), DAY) == [sentence]


def test_blocking_problems_stop_it_as_they_stop_publishing():
    notice = make_notice(title="")
    assert refusal_of(notice.move_in, publisher(), DAY) == ["还有 1 处必须修改。"]


def test_the_text_that_was_seen_is_moved_in_or_none():
    notice = make_notice()
    seen = notice.working_digest()
    Notice.objects.get(pk=notice.pk).save()
    notice.closing = "<p>改过。</p>"
    notice.version += 1
    notice.save()
    assert refusal_of(notice.move_in, publisher(), DAY, digest=seen) == [
        "内容在您打开之后有变化，请核对最新内容再发布。"
    ]


@pytest.mark.parametrize("role", ["editor", "reviewer", "admin", "security", "auditor"])
def test_only_a_publisher_moves_in(role):
    notice = make_notice()
    user = editor() if role == "editor" else person(role)
    assert refusal_of(notice.move_in, user, DAY) == ["您没有历史迁移的权限。"]


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/admin/x",
        "/admin",
        "/notices/9/old.html",
        "/about",
        "/feed/",
        "/static/a.js",
        "/?id=12",
    ],
)
def test_an_address_of_this_site_leads_nowhere_else(address):
    sentence = f"“{address}”是本站自己的网址，不能转到别处。"
    assert refusal_of(make_notice().move_in, publisher(), DAY, [address]) == [sentence]


def test_an_address_leads_to_one_notice():
    first = moved_in()
    assert refusal_of(make_notice().move_in, publisher(), DAY, ["/b.html", OLD]) == [
        f"原地址“{OLD}”已经转到《{first.title}》。"
    ]
    assert OldAddress.objects.get().notice == first


# --- what readers see --------------------------------------------------------------------


def test_lists_are_sorted_by_the_original_time(client):
    new = published(title="今年的通知")
    older, old = moved_in(date(2008, 3, 1), [], title="很早的通知"), moved_in(title="早年的通知")
    body = client.get("/").content.decode()
    places = [body.index(notice.title) for notice in (new, old, older)]
    assert places == sorted(places)
    assert '<time datetime="2019-05-12">原发布时间：2019年5月12日</time>' in body
    assert body.count("原发布时间") == 2
    assert "<h2>2008年发布的通知</h2>" in client.get("/site-map/").content.decode()


def test_the_page_shows_the_original_time_beside_the_true_one(client):
    notice = moved_in()
    live = timezone.localtime(notice.live_release().goes_live_at)
    for shown in (notice, corrected(notice)):
        body = client.get(f"/notices/{shown.pk}/").content.decode()
        assert (
            '<dt>原发布时间</dt><dd><time datetime="2019-05-12">2019年5月12日</time></dd>' in body
        )
        true = f'<dt>发布时间</dt><dd><time datetime="{live.isoformat(timespec="minutes")}">'
        assert true in body


def test_a_known_minute_is_shown(client):
    body = client.get(f"/notices/{moved_in(MINUTE).pk}/").content.decode()
    assert '<time datetime="2019-05-12T09:30+08:00">2019年5月12日 09:30</time>' in body


def test_no_feed_announces_it_nor_its_correction(client):
    published(title="今年的通知")
    corrected(moved_in(timezone.now() - timedelta(minutes=1), title="昨天还在旧网站"))
    body = client.get("/feed/").content.decode()
    assert "今年的通知" in body and "昨天还在旧网站" not in body


def test_a_corrected_notice_stays_in_the_feed(client):
    corrected(published(title="今年的通知"))
    assert "今年的通知" in client.get("/feed/").content.decode()


# --- old addresses -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stored", "asked"),
    [
        (OLD, OLD),
        (OLD, f"{OLD}?from=timeline"),
        ("/Item/Show.asp?id=12", "/Item/Show.asp?id=12"),
        ("/通知/甲.html", "/%E9%80%9A%E7%9F%A5/%e7%94%b2.html"),
        ("/%CD%A8%D6%AA.htm", "/%cd%a8%d6%aa.htm"),
        ("/x.asp?名=甲", "/x.asp?%E5%90%8D=%e7%94%b2"),
        ("/art/", "/art/"),
    ],
)
def test_an_old_address_leads_to_the_notice(client, stored, asked):
    notice = moved_in(addresses=[stored])
    response = client.get(asked)
    assert (response.status_code, response["Location"]) == (301, f"/notices/{notice.pk}/")
    assert response["Cache-Control"] == "public, max-age=0, s-maxage=1, stale-if-error=600"
    assert not response.cookies


@pytest.mark.parametrize("asked", ["/Item/Show.asp?id=13", "/Item/Show.asp", "/art", "/ART/1"])
def test_another_address_is_still_unknown(client, asked):
    moved_in(addresses=["/Item/Show.asp?id=12", "/art/1"])
    assert client.get(asked).status_code == 404


def test_of_two_addresses_the_exact_one_is_meant(client):
    moved_in(addresses=["/show.asp"])
    exact = moved_in(addresses=["/show.asp?id=2"])
    assert client.get("/show.asp?id=2")["Location"] == f"/notices/{exact.pk}/"


def test_a_draft_is_not_told_by_its_old_address(client):
    OldAddress.objects.create(address=OLD, notice=make_notice())
    assert client.get(OLD).status_code == 404


def test_what_was_taken_down_says_so_after_the_redirect(client):
    notice = moved_in()
    notice.withdraw(publisher(), "taken_down", reason="内容有误。", stays_in_force=True)
    response = client.get(OLD, follow=True)
    assert (response.redirect_chain[0][1], response.status_code) == (301, 410)
    assert "<dt>原发布时间</dt>" in response.content.decode()


def test_live_pages_ask_for_no_old_address(client):
    notice = moved_in()
    asked = {}
    for address in ("/", f"/notices/{notice.pk}/", "/unknown.html"):
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        asked[address] = [q for q in captured if OldAddress._meta.db_table in q["sql"]]
    assert [len(queries) for queries in asked.values()] == [0, 0, 1]


# --- the newsroom ------------------------------------------------------------------------


def test_the_button_on_a_draft_asks_for_time_and_addresses_and_moves_in(desk):
    notice = make_notice()
    client = desk(publisher())
    address = reverse("admin:notices_notice_verb", args=[notice.pk, "move_in"])
    form = client.get(reverse("admin:notices_notice_change", args=[notice.pk]))
    assert f'<a href="{address}">历史迁移</a>' in form.content.decode()
    digest = client.get(address).context["form"]["digest"].value()
    given = {"digest": digest, "published_on": "2019/5/12", "old_addresses": f"{OLD}\n/b.html"}
    response = client.post(address, given, follow=True)
    assert said(response) == [f"《{notice}》已按历史迁移发布。"]
    assert notice.live_release().first_live_at == datetime(2019, 5, 11, 16, tzinfo=UTC)
    assert [row.address for row in notice.old_addresses.all()] == [OLD, "/b.html"]
    told = response.content.decode()
    assert f"原地址：{OLD}、/b.html" in told and "原发布时间：2019-05-12，" in told
    assert f'href="{address}"' not in told


def test_the_form_keeps_what_was_typed_and_says_what_is_wrong(desk):
    notice = make_notice()
    address = reverse("admin:notices_notice_verb", args=[notice.pk, "move_in"])
    given = {"digest": "", "published_on": "2019-02-30", "old_addresses": "b.html"}
    response = desk(publisher()).post(address, given)
    assert "“2019-02-30”：没有这一天，请核对。" in errors(response)
    assert "原地址“b.html”要从 / 写起" in errors(response)
    assert 'value="2019-02-30"' in response.content.decode()


def test_old_addresses_are_kept_in_the_newsroom_and_each_change_is_on_record(desk):
    notice = published()
    client = desk(publisher())
    add = reverse("admin:notices_oldaddress_add")
    given = {"address": "https://old.example.cn/%e9%80%9a.html", "notice": notice.pk}
    assert client.post(add, given, follow=True).status_code == 200
    row = OldAddress.objects.get()
    assert (row.address, row.notice) == ("/通.html", notice)
    event = Event.objects.filter(verb=Event.Verb.SETTING_CHANGED).latest("seq")
    assert json.loads(event.data)["facts"]["which"] == "/通.html"
    assert "/通.html" in client.get(reverse("admin:notices_oldaddress_changelist")).content.decode()
    refused = client.post(add, {"address": "/通.html", "notice": notice.pk})
    assert "这个原地址已经转到一份通知。" in errors(refused)
    refused = client.post(add, {"address": "/notices/1/", "notice": notice.pk})
    assert "“/notices/1/”是本站自己的网址，不能转到别处。" in errors(refused)


def test_who_may_not_change_old_addresses_looks_or_does_not_see_them(desk):
    statuses = {
        role: desk(editor() if role == "editor" else person(role))
        .get(reverse("admin:notices_oldaddress_changelist"))
        .status_code
        for role in ("admin", "editor", "auditor")
    }
    assert statuses == {"admin": 200, "editor": 403, "auditor": 403}
    assert (
        desk(person("admin", "second")).get(reverse("admin:notices_oldaddress_add")).status_code
        == 403
    )


# --- fingerprints ------------------------------------------------------------------------


def test_a_fingerprint_follows_every_change_of_a_working_copy():
    notice = published(doc_number="示发〔2026〕7号")
    assert Fingerprint.objects.filter(notice=notice).count() == 2

    def now() -> tuple:
        return Fingerprint.objects.filter(notice=notice, edition=None).values_list(
            "number", "text"
        )[0]

    seen = {now()}
    notice.doc_number = "示发〔2026〕8号"
    notice.save()
    notice.record_saved(editor())
    seen.add(now())
    rows = [{"number": None, "depth": 1, "heading": "新的", "run_in": False, "body": ""}]
    rows = [row | {"start": None, "unnumbered": False, "typed": ""} for row in rows]
    notice.rewrite_outline(editor(), notice.scheme, rows, version=notice.version)
    seen.add(now())
    assert len(seen) == 3
    first = notice.editions.get()
    notice.restore(editor(), first, discard_changes=True)
    frozen = Fingerprint.objects.get(edition=first)
    assert now() == (frozen.number, frozen.text)
    assert Fingerprint.objects.filter(notice=notice).count() == 2


def test_the_names_of_issuers_alone_make_no_fingerprint():
    notice = make_notice(title="", preamble="", sections=0)
    notice.record_saved(editor())
    row = Fingerprint.objects.get(notice=notice)
    assert (row.number, row.text, Issuer.objects.count()) == ("", "", 1)
