"""500 and 503 keep the site's dress, and ask the database for nothing."""

import pytest
from django.db import OperationalError

from notices.models import OldAddress
from notices.views import api
from site_config import dress, errors, views
from site_config.models import FooterLink, SiteIdentity

from .described import conforming
from .making import published


@pytest.fixture(autouse=True)
def nothing_read_yet(monkeypatch):
    monkeypatch.setattr(dress, "_last", {})


@pytest.fixture
def failing(client, monkeypatch):
    """/about/ fails with an error; the answer, and no exception, comes back."""

    def answer(error: Exception, address: str = "/about/"):
        def fail(slug):
            raise error

        monkeypatch.setattr(views.Page, "of", fail)
        client.raise_request_exception = False
        return client.get(address)

    return answer


def test_a_fault_keeps_the_dress_that_was_last_read(client, db, failing, django_assert_num_queries):
    SiteIdentity(pk=1, name="示例通知网", copyright="版权所有 示例省").save()
    FooterLink.objects.create(title="去处", address="/contact/")
    client.get("/about/")
    with django_assert_num_queries(0):
        response = failing(ValueError("broken"))
    page = response.content.decode()
    assert (response.status_code, response["Cache-Control"]) == (500, "no-store")
    assert not response.has_header("Retry-After")
    assert "<title>网站出了故障 - 示例通知网</title>" in page
    assert "版权所有 示例省" in page
    assert '<li><a href="/contact/">去处</a></li>' in page


def test_before_anything_was_read_the_four_links_stand_there(failing):
    page = failing(ValueError("broken")).content.decode()
    assert "<title>网站出了故障 - 通知公告</title>" in page
    for title, address in FooterLink.FIRST:
        assert f'<li><a href="{address}">{title}</a></li>' in page.replace(
            ' aria-current="page"', ""
        )


def test_without_a_database_readers_are_asked_to_come_again(failing):
    response = failing(OperationalError("the server is gone"))
    assert (response.status_code, response["Retry-After"]) == (503, "120")
    assert response["Cache-Control"] == "no-store"
    assert "<title>网站暂时不能打开 - 通知公告</title>" in response.content.decode()


def test_a_fault_is_told_in_the_script_of_the_page(db, failing):
    response = failing(OperationalError("the server is gone"), "/hant/about/")
    page = response.content.decode()
    assert (response.status_code, response["Cache-Control"]) == (503, "no-store")
    assert '<html lang="zh-Hant">' in page and "<h1>網站暫時不能打開</h1>" in page
    assert 'href="/about/" hreflang="zh-Hans"' in page


def test_a_database_that_is_away_is_503_on_an_unknown_address_too(client, db, monkeypatch):
    def fail(cls):
        raise OperationalError("the server is gone")

    monkeypatch.setattr(SiteIdentity, "current", classmethod(fail))
    client.raise_request_exception = False
    assert client.get("/nowhere/").status_code == 503


def test_where_no_template_can_be_drawn_a_bare_page_is_sent(failing, monkeypatch):
    def fail(*args):
        raise ValueError("no manifest")

    monkeypatch.setattr(errors, "render_to_string", fail)
    response = failing(ValueError("broken"))
    assert (response.status_code, response.content.decode()) == (500, errors.BARE_PAGE)
    for _, address in FooterLink.FIRST:
        assert f'<a href="{address}">' in errors.BARE_PAGE


# --- what programs ask ---------------------------------------------------------------------


def test_every_refusal_under_the_api_is_json_as_described(client, db):
    tried = {
        ("get", "/api/nonsense/"): 404,
        ("get", "/api/nonsense"): 404,
        ("get", "/api/notices/0/"): 404,
        ("get", "/api/notices/1/editions/0/"): 404,
        ("get", "/notices/0.json"): 404,
        ("post", "/api/nonsense/"): 404,
        ("get", "/api/?" + "a&" * 8001): 400,
    }
    for (method, address), status in tried.items():
        response = getattr(client, method)(address)
        told = conforming("/api/", response)
        assert (address[:40], told["status"], response.status_code) == (
            address[:40],
            status,
            status,
        )
    assert client.get("/api/", headers={"host": "evil.example"}).json() == {
        "status": 400,
        "error": "看不懂这个请求：网址不完整，或者参数太多。",
    }
    assert client.get("/apiary/")["Content-Type"] == "text/html; charset=utf-8"


def test_an_address_of_an_old_site_under_the_api_still_leads_to_its_notice(client, db):
    notice = published()
    OldAddress.objects.create(address="/api/old.php", notice=notice)
    assert client.get("/api/old.php")["Location"] == f"/notices/{notice.pk}/"
    refused = client.post("/api/old.php")
    assert (refused.json()["status"], refused["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    ("error", "status", "after"),
    [(ValueError("broken"), 500, None), (OperationalError("the server is gone"), 503, "120")],
)
def test_a_fault_is_told_to_programs_in_json(client, monkeypatch, error, status, after):
    def fail(*args):
        raise error

    monkeypatch.setattr(api.asking, "read", fail)
    client.raise_request_exception = False
    response = client.get("/api/")
    assert conforming("/api/", response)["status"] == response.status_code == status
    assert (response.get("Retry-After"), response["Cache-Control"]) == (after, "no-store")


def test_a_query_too_long_to_be_meant_is_not_told_again(client, db):
    page = client.get("/?" + "a&" * 8001).content.decode()
    assert len(page) < 10_000 and 'href="/hant/" hreflang="zh-Hant"' in page
