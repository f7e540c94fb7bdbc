"""Identity, footer, pages, site map and health."""

import json
import re
from datetime import timedelta

import pytest
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from notices.models import Event, Generation, Topic
from site_config import views
from site_config.models import FooterLink, Page, SiteIdentity, SurveyAnswer
from site_config.starting import static_files

from .commands import run
from .making import make_notice, person, published, publisher


@pytest.fixture
def desk(client, db):
    """A client signed in as the administrator of the site."""
    client.force_login(person("admin"))
    return client


def text_of(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_a_site_that_nobody_has_set_up_has_neutral_words(client, db):
    page = text_of(client, "/about/")
    assert "<title>关于我们 - 通知公告</title>" in page
    assert "这一页还没有填写。" in page


def test_the_pages_carry_the_identity_and_the_footer(client, db):
    SiteIdentity(pk=1, name="示例通知网", icp_number="示ICP备1号").save()
    FooterLink.objects.create(title="联系方式", address="/contact/")
    page = text_of(client, "/contact/")
    assert "<title>联系我们 - 示例通知网</title>" in page
    assert '<a href="https://beian.miit.gov.cn/" rel="noreferrer">示ICP备1号</a>' in page
    assert '<a href="/contact/"' in page
    assert ">联系方式</a>" in page


def test_a_paragraph_that_is_bold_throughout_is_a_heading(client, db):
    body = (
        '<p class="ta-c"><strong>怎样报名</strong></p><p><strong>注意：</strong>自带铲子。</p>'
        "<p><strong>一</strong>和<strong>二</strong></p>"
    )
    Page.objects.create(slug="about", title="关于本站", body=body)
    page = text_of(client, "/about/")
    assert "<h2>怎样报名</h2>" in page
    assert "<p><strong>注意：</strong>自带铲子。</p>" in page
    assert "<p><strong>一</strong>和<strong>二</strong></p>" in page
    assert page.count("<h2>") == 1


@pytest.mark.parametrize(
    ("address", "canonical", "description"),
    [
        ("/about/?mode=elder", "/about/", "每年春天 &#34;植树&#34;。"),
        ("/contact/", "/contact/", "联系我们"),
        ("/site-map/", "/site-map/", "通知公告的网站地图：按年份列出已经发布的全部通知。"),
        ("/survey/", "/survey/", "通知公告的用户调查：不记名，您的意见用来改进网站。"),
    ],
)
def test_the_sites_pages_tell_search_engines_what_and_where(
    client, db, settings, address, canonical, description
):
    Page.objects.create(slug="about", title="关于本站", body='<p>每年春天</p><p>"植树"。</p>')
    page = text_of(client, address)
    assert f'<meta name="description" content="{description}">' in page
    assert f'<link rel="canonical" href="{settings.SITE_URL}{canonical}">' in page


def test_a_long_page_is_described_by_its_first_words(client, db):
    Page.objects.create(slug="about", title="关于本站", body=f"<p>{'树' * 120}</p>")
    description = f"{'树' * 98}……"
    assert f'<meta name="description" content="{description}">' in text_of(client, "/about/")


def test_a_page_costs_its_own_query_and_two_for_the_dress(client, db, django_assert_num_queries):
    Page.objects.create(slug="about", title="关于本站", body="<p>植树信息。</p>")
    with django_assert_num_queries(3):
        assert "<p>植树信息。</p>" in text_of(client, "/about/")


def test_what_readers_see_moves_the_generation(db):
    before = Generation.current()
    Page.objects.create(slug="about", title="关于本站")
    SiteIdentity(pk=1).save()
    FooterLink.objects.create(title="关于", address="/about/").delete()
    SurveyAnswer.take([{"question": "好吗？", "answer": "好"}])
    assert Generation.current() - before == 4


@pytest.mark.parametrize(
    "address",
    ["/about/", "/site-map/?page=2", "/about/#contact", "https://tz.example.cn/", "/"],
)
def test_a_footer_link_leads_to_a_page_that_is_there(address):
    FooterLink(title="去处", address=address).clean_fields()


@pytest.mark.parametrize(
    "address",
    [
        "/nowhere/",
        "/admin/",
        "//other.example.cn/",
        "http://tz.example.cn/",
        "javascript:alert(1)",
        "https://",
        "https://tz.example.cn@other.example.cn\\",
        "about/",
    ],
)
def test_a_footer_link_that_leads_nowhere_is_refused(address):
    with pytest.raises(ValidationError):
        FooterLink(title="去处", address=address).clean_fields()


def test_the_site_map_names_every_public_notice_by_the_year_it_went_live(client, db):
    shown = published(title="示例省关于清理河道的通知")
    hidden = published(title="示例省关于修剪行道树的通知")
    hidden.withdraw(publisher(), "taken_down", reason="内容有误。", stays_in_force=False)
    make_notice(title="示例省关于巡护山林的通知")
    soon = make_notice(title="示例省关于采集树种的通知")
    soon.schedule(publisher(), timezone.now() + timedelta(days=1))
    page = text_of(client, "/site-map/")
    assert f"<h2>{timezone.localdate().year}年发布的通知</h2>" in page
    assert [number for number in range(1, soon.pk + 1) if f"/notices/{number}/" in page] == [
        shown.pk
    ]
    for address in ("/about/", "/contact/", "/survey/", "/feed/"):
        assert f'<a href="{address}"' in page


def test_the_site_map_says_what_is_no_longer_in_force(client, db):
    published(title="示例省关于清理河道的通知")
    ended = published(title="示例省关于修剪行道树的通知")
    ended.withdraw(publisher(), "expired", reason="到期。", takes_effect_at=timezone.now())
    page = text_of(client, "/site-map/")
    assert 'class="tag">已失效</span>' in page
    assert page.count('class="tag') == 1


def test_the_site_map_goes_on_to_the_next_page(client, db, monkeypatch):
    monkeypatch.setattr(views, "MAP_LENGTH", 2)
    first, second, third = (published(title=f"示例省第{at}号植树通知") for at in (1, 2, 3))
    page = text_of(client, "/site-map/")
    assert [f"/notices/{n.pk}/" in page for n in (third, second, first)] == [True, True, False]
    (following,) = re.findall('<a href="([^"]*)" rel="next">', page)
    last = text_of(client, f"/site-map/{following}")
    assert [f"/notices/{n.pk}/" in last for n in (third, second, first)] == [False, False, True]
    assert 'rel="next"' not in last


@pytest.mark.parametrize("page", ["abc", "0", "-1", "9" * 30, "%00", "１"])
def test_a_page_of_the_map_that_cannot_be_shows_one_that_can(client, db, page):
    title = published().title
    assert title in text_of(client, f"/site-map/?page={page}")


def test_the_site_map_leads_to_the_list_of_every_topic_and_issuer(client, db):
    topic, issuer = Topic.objects.create(name="绿化"), published().issuers.get()
    page = text_of(client, "/site-map/")
    for address, name in (
        (f"/topics/{topic.pk}/", "绿化"),
        (f"/issuers/{issuer.pk}/", issuer.name),
    ):
        assert f'<li><a href="{address}">{name}</a></li>' in page
        assert client.get(address).status_code == 200


def test_the_site_map_costs_the_same_with_more_notices(client, db, django_assert_num_queries):
    published()
    with django_assert_num_queries(7):
        client.get("/site-map/")
    for _ in range(3):
        published()
    with django_assert_num_queries(7):
        client.get("/site-map/")


def test_the_footers_pages_are_in_the_machines_map(client, db, settings):
    found = text_of(client, "/sitemap.xml")
    for address in ("/", "/about/", "/contact/", "/site-map/", "/survey/"):
        assert f"<loc>{settings.SITE_URL}{address}</loc>" in found


def test_a_query_of_too_many_fields_is_a_bad_request_in_the_sites_dress(client, db):
    response = client.get("/?" + "a&" * 8001)
    assert response.status_code == 400
    assert "通知公告" in response.content.decode()


def test_a_form_whose_token_is_old_says_how_to_keep_what_was_typed(db, client):
    client.handler.enforce_csrf_checks = True
    response = client.post("/admin/login/", {"username": "editor"})
    assert response.status_code == 403
    assert "请返回上一页重新提交" in response.content.decode()


def test_tables_of_one_row_open_as_their_form(desk):
    assert desk.get("/admin/site_config/siteidentity/").url.endswith("/siteidentity/add/")
    SiteIdentity(pk=1).save()
    address = "/admin/site_config/siteidentity/1/change/"
    assert desk.get("/admin/site_config/siteidentity/").url == address
    assert desk.get(address).status_code == 200
    assert desk.get("/admin/site_config/siteidentity/add/").status_code == 403


def test_editing_a_page_is_cleaned_recorded_and_shown(desk):
    about = Page.objects.create(slug="about", title="关于本站")
    form = {"title": "关于植树网", "body": '<p onclick="x()">每年春天<script>y</script>植树。</p>'}
    response = desk.post(f"/admin/site_config/page/{about.pk}/change/", form)
    assert response.status_code == 302
    assert "<p>每年春天植树。</p>" in text_of(desk, "/about/")
    event = Event.objects.get(verb="setting_changed")
    assert json.loads(event.data)["facts"] == {
        "act": "修改",
        "what": "页面",
        "which": "关于植树网",
        "detail": "已修改标题 和 正文。",
    }


def test_both_pages_stay(desk):
    about = Page.objects.create(slug="about", title="关于本站")
    Page.objects.create(slug="contact", title="联系")
    assert desk.get("/admin/site_config/page/add/").status_code == 403
    assert desk.post(f"/admin/site_config/page/{about.pk}/delete/").status_code == 403


def test_answers_are_read_in_the_newsroom_and_not_changed(desk):
    SurveyAnswer.take([{"question": "种了哪些树？", "answer": ["柳<b>", "榆"]}])
    answer = SurveyAnswer.objects.get()
    assert "柳&lt;b&gt;、榆" in text_of(desk, "/admin/site_config/surveyanswer/")
    address = f"/admin/site_config/surveyanswer/{answer.pk}/change/"
    assert "<strong>种了哪些树？</strong><br>柳&lt;b&gt;、榆" in text_of(desk, address)
    assert desk.post(address, {"answers": "[]"}).status_code == 403
    assert desk.get("/admin/site_config/surveyanswer/add/").status_code == 403


def test_a_long_answer_is_cut_in_the_list_visibly_and_whole_on_its_page(desk):
    SurveyAnswer.take([{"question": "哪里不方便？", "answer": "字" * 150}])
    assert f">{'字' * 118}……<" in text_of(desk, "/admin/site_config/surveyanswer/")
    address = f"/admin/site_config/surveyanswer/{SurveyAnswer.objects.get().pk}/change/"
    assert f"<br>{'字' * 150}<" in text_of(desk, address)


def test_the_process_lives_without_a_database(client):
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")


def test_the_site_is_ready_when_every_check_is_well(client, db):
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json() == {
        "ready": True,
        "checks": {"database": "ok", "migrations": "ok", "seals": "ok", "disk": "ok"}
        | {"static": "ok"},
    }


@pytest.mark.parametrize(
    "visitor",
    [{"REMOTE_ADDR": "192.0.2.7"}, {"headers": {"x-forwarded-for": "192.0.2.7"}}],
)
def test_only_the_machine_itself_is_told_what_was_checked(client, db, visitor):
    response = client.get("/readyz", **visitor)
    assert (response.status_code, response.json()) == (200, {"ready": True})


def test_a_wrong_host_is_one_line_in_the_log(client, db, caplog):
    client.get("/", headers={"host": "other.example.cn"})
    (record,) = [one for one in caplog.records if one.name == "django.security.DisallowedHost"]
    assert record.exc_info is None
    assert "other.example.cn" in record.getMessage()


@pytest.fixture
def real_site(settings):
    settings.DEMO_MODE, settings.SITE_URL = False, "https://tz.example.cn"
    settings.ALLOWED_HOSTS = ["tz.example.cn", "tz2.example.cn"]


@pytest.mark.parametrize("address", ["/", "/notices/1/?mode=elder", "/nowhere/"])
def test_readers_on_another_host_are_led_to_the_one(client, real_site, address):
    response = client.get(address, headers={"host": "tz2.example.cn"})
    assert (response.status_code, response["Location"]) == (301, f"https://tz.example.cn{address}")


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("tz.example.cn", "/"),
        ("tz.example.cn:8443", "/"),
        ("TZ.example.cn", "/"),
        ("tz2.example.cn", "/admin/login/"),
        ("tz2.example.cn", "/healthz"),
    ],
)
def test_the_one_host_the_newsroom_and_machines_are_answered(client, db, real_site, host, address):
    assert client.get(address, headers={"host": host}).status_code == 200


def test_a_site_whose_static_files_are_not_collected_is_not_ready(
    client, db, monkeypatch, tmp_path
):
    storage = ManifestStaticFilesStorage(location=tmp_path)
    monkeypatch.setattr(static_files, "staticfiles_storage", storage)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["checks"]["static"] == (
        "静态文件还没有收集（缺 hant.css），请运行 manage.py collectstatic"
    )


def test_plain_http_leads_to_the_one_host(tmp_path):
    show = "from site_config import settings; print(settings.SECURE_SSL_HOST)"
    secret = "k" * 50
    done = run(
        tmp_path,
        "-c",
        show,
        SITE_URL="https://tz.example.cn",
        ALLOWED_HOSTS="tz.example.cn,tz2.example.cn",
        SECRET_KEY=secret,
    )
    assert done.stdout.strip() == "tz.example.cn"


def test_a_site_without_a_trigger_is_not_ready(client, db):
    on = " ON notices_event" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER sealed_notices_event_update{on}")
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["checks"]["seals"] == "缺少 1 个触发器，请运行 manage.py migrate"


def test_a_site_that_cannot_write_is_not_ready(client, db, settings, tmp_path):
    settings.DATA_DIR = tmp_path / "gone"
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["checks"]["disk"].startswith("数据目录不能写入")


READY = (
    "import django; django.setup(); from django.test import Client; "
    "answer = Client(headers={'host': 'localhost'}).get('/readyz'); "
    "print(answer.status_code, answer.json()['checks']['database'])"
)


def test_a_site_without_its_database_is_not_ready(tmp_path):
    done = run(
        tmp_path,
        "-c",
        READY,
        DJANGO_SETTINGS_MODULE="site_config.settings",
        DATABASE_URL=f"sqlite:///{tmp_path}/no/such/folder/db.sqlite3",
    )
    assert done.stdout.strip() == "503 数据库没有应答"
