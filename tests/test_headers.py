"""What every answer may load, who may keep it, what may index it."""

import pytest
from django.http import HttpResponse
from django.test import Client

from notices.models import (
    Attachment,
    CopyPicture,
    Figure,
    Notice,
    OldAddress,
    ReadingCopy,
    StoredFile,
)
from site_config.headers import EDITOR, PUBLIC, HeadersMiddleware
from site_config.models import Page, SiteIdentity
from site_config.surfaces import SURFACES

from .making import (
    OLD,
    WORD,
    illustrate,
    make_notice,
    person,
    published,
    publisher,
    shelf_parts,
)

SHARED = "public, max-age=0, s-maxage=1, stale-if-error=600"
RULES = {"public": SHARED, "none": "no-store"}
PICTURES = {"notices:figure", "notices:figure_width"}
SANDBOXED = {"notices:file", "notices:file_page", *PICTURES}
RUBBISH = ["csrf=y; csrftoken=y", "session=abc; sessionid=abc; messages=x", "a=1; b"]
STATUSES = {"notices:below": 404, "notices:old_address": 301}  # of all others 200
UNINDEXED = {"notices:sitemap"}  # Django's own word on a map: follow it, do not list it


@pytest.fixture(scope="module")
def made(standing) -> int:
    """A public notice that has everything a surface under it can show."""
    draft = make_notice(attachments=1)
    illustrate(draft)
    draft.refresh_from_db()
    draft.publish(publisher())
    # Laid by hand: to have a PDF read for every surface would take a minute.
    copy, drawn = ReadingCopy.objects.get(), StoredFile.objects.get(media_type="image/png")
    CopyPicture.objects.create(copy=copy, number=1, file=drawn)
    OldAddress.objects.create(address=f"/{OLD}", notice=draft)
    return draft.pk


@pytest.fixture
def notice(made, db) -> Notice:
    return Notice.objects.get(pk=made)


def address_of(surface, notice) -> str:
    attachment, figure = Attachment.objects.get(), Figure.objects.get()
    number = figure.number if surface.name in PICTURES else attachment.number
    parts = {"<id>": notice.pk, "<k>": 1, "<n>": number, "<p>": 1, "<w>": 400, "<old>": OLD}
    parts |= {"<rest>": "nothing/here", "<q>": WORD} | shelf_parts(notice)
    address = surface.whole
    for part, value in parts.items():
        address = address.replace(part, str(value))
    return address


def test_every_surface_has_a_name_and_an_address_of_its_own():
    names = [surface.name for surface in SURFACES]
    addresses = [surface.address for surface in SURFACES]
    assert (len(set(names)), len(set(addresses))) == (len(SURFACES), len(SURFACES))


@pytest.mark.parametrize("surface", SURFACES, ids=lambda surface: surface.name)
@pytest.mark.parametrize("method", ["get", "head"])
def test_every_surface_keeps_its_rule(client, notice, surface, method):
    response = getattr(client, method)(address_of(surface, notice))
    if surface.name != "notices:old_address":
        assert response.resolver_match.view_name == surface.name
    assert response.status_code == STATUSES.get(surface.name, 200)
    assert response["Cache-Control"] == RULES[surface.cache]
    if surface.name in SANDBOXED:
        assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    else:
        assert response["Content-Security-Policy"] == PUBLIC
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert response["Permissions-Policy"].startswith("accelerometer=(), camera=()")
    assert response.has_header("X-Robots-Tag") == (surface.name in UNINDEXED)
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


@pytest.mark.parametrize("surface", SURFACES, ids=lambda surface: surface.name)
def test_no_surface_lets_what_was_sent_to_it_be_kept(client, notice, surface):
    response = client.post(address_of(surface, notice))
    assert response["Cache-Control"] == "no-store"
    if surface.name != "site:survey":
        assert response.status_code == 405


@pytest.mark.parametrize("surface", SURFACES, ids=lambda surface: surface.name)
@pytest.mark.parametrize("rubbish", RUBBISH)
def test_no_surface_reads_a_cookie_or_sets_one(client, notice, surface, rubbish):
    response = client.get(address_of(surface, notice), headers={"cookie": rubbish})
    assert response.status_code == STATUSES.get(surface.name, 200)
    assert not response.cookies
    assert response["Cache-Control"] == RULES[surface.cache]
    assert "Cookie" not in response.get("Vary", "")


@pytest.mark.parametrize(
    "surface",
    [one for one in SURFACES if one.cache == "public" and one.name not in STATUSES],
    ids=lambda surface: surface.name,
)
def test_a_reader_who_has_it_already_is_sent_nothing(client, notice, surface):
    address = address_of(surface, notice)
    tag = client.get(address)["ETag"]
    again = client.get(address, headers={"if-none-match": tag})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)
    assert again["Cache-Control"] == SHARED
    assert not again.has_header("Content-Security-Policy")
    assert client.get(address, headers={"if-none-match": '"other"'}).status_code == 200


def test_a_file_is_known_by_its_digest(client, notice):
    stored = Attachment.objects.get().file_id
    number = Attachment.objects.get().number
    tag = f'"{stored}"'
    address = f"/notices/{notice.pk}/files/{number}/"
    assert client.get(address)["ETag"] == tag
    notice.withdraw(publisher(), "taken_down", reason="内容有误。", stays_in_force=True)
    assert client.get(address, headers={"if-none-match": tag}).status_code == 410


def test_the_newsroom_sends_its_pages_whole(client, db):
    assert not client.get("/admin/login/").has_header("ETag")


@pytest.mark.parametrize("rubbish", RUBBISH)
@pytest.mark.parametrize("address", ["/nowhere/", "/notices", "/?" + "a&" * 8001])
def test_no_error_of_readers_reads_a_cookie_or_sets_one(client, db, address, rubbish):
    assert not client.get(address, headers={"cookie": rubbish}).cookies
    assert not client.post(address, headers={"cookie": rubbish}).cookies


def test_what_sets_a_cookie_is_kept_by_nobody(rf):
    def answer(request):
        response = HttpResponse()
        response.set_cookie("session", "abc")
        return response

    assert HeadersMiddleware(answer)(rf.get("/"))["Cache-Control"] == "no-store"


def test_a_form_sent_to_a_page_is_told_so_in_the_sites_dress(db):
    strict = Client(enforce_csrf_checks=True)
    SiteIdentity(pk=1, name="示例通知网").save()
    strict.get("/")
    response = strict.post("/about/", {"a": "1"})
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")
    page = response.content.decode()
    assert "<title>这个网址只供查看 - 示例通知网</title>" in page
    assert response["Content-Length"] == str(len(response.content))


def test_a_page_taken_down_is_kept_as_shortly_as_it_was_shown(client, db):
    notice = published()
    notice.withdraw(publisher(), "taken_down", reason="内容有误。", stays_in_force=True)
    response = client.get(f"/notices/{notice.pk}/")
    assert (response.status_code, response["Cache-Control"]) == (410, SHARED)


@pytest.mark.parametrize("address", ["/nowhere/", "/notices/99/", "/notices/abc/"])
def test_an_unknown_address_of_readers_is_kept_like_their_pages(client, db, address):
    response = client.get(address)
    assert (response.status_code, response["Cache-Control"]) == (404, SHARED)
    assert response["Content-Security-Policy"] == PUBLIC


@pytest.mark.parametrize("address", ["/admin/", "/admin/login/", "/admin/nowhere/"])
def test_the_newsroom_is_kept_and_indexed_by_nobody(client, db, address):
    response = client.get(address)
    assert response["Cache-Control"] == "no-store"
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Content-Security-Policy"] == PUBLIC


def test_only_a_form_that_holds_an_editor_gets_the_editors_policy(client, db):
    client.force_login(person("admin"))
    page = Page.objects.create(slug="about", title="关于本站")
    policies = {
        address: client.get(address)["Content-Security-Policy"]
        for address in (
            f"/admin/site_config/page/{page.pk}/change/",
            "/admin/site_config/page/add/",
            "/admin/site_config/page/",
            "/admin/site_config/footerlink/add/",
        )
    }
    assert list(policies.values()) == [EDITOR, EDITOR, PUBLIC, PUBLIC]


def test_the_notice_form_holds_an_editor():
    editor_views = HeadersMiddleware(HttpResponse).editor_views
    assert {"admin:notices_notice_add", "admin:notices_notice_change"} <= editor_views
    assert "admin:site_config_footerlink_change" not in editor_views


def test_the_public_policy_allows_nothing_inline_and_nobody_outside():
    assert PUBLIC == (
        "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; "
        "form-action 'self'; connect-src 'self'; "
        "script-src 'self'; style-src 'self'; img-src 'self'"
    )


def test_a_wrong_host_is_refused_and_kept_by_nobody(client, db):
    response = client.get("/", HTTP_HOST="other.example.cn")
    assert (response.status_code, response["Cache-Control"]) == (400, "no-store")
    assert response["Content-Security-Policy"] == PUBLIC


@pytest.mark.parametrize("status", [400, 403, 500, 503])
def test_an_error_is_kept_by_nobody(rf, status):
    respond = HeadersMiddleware(lambda request: HttpResponse(status=status))
    assert respond(rf.get("/"))["Cache-Control"] == "no-store"


def test_a_static_file_keeps_its_own_rule(rf):
    rule = {"Cache-Control": "max-age=315360000, public, immutable"}
    respond = HeadersMiddleware(lambda request: HttpResponse(headers=rule))
    assert respond(rf.get("/static/site.css"))["Cache-Control"] == rule["Cache-Control"]
    assert respond(rf.get("/admin/"))["Cache-Control"] == "no-store"
