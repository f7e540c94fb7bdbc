"""What is no longer shown, and what never was: 410 with the reason, and 404."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.http import Http404
from django.template.loader import render_to_string
from django.utils import timezone

from notices.models import Erasure, ReadingSetting
from notices.views import answers
from notices.views.answers import shown
from site_config.templating.context_processors import remembered

from .making import TOMORROW, addresses, corrected, make_notice, person, published, publisher

pytestmark = pytest.mark.django_db

TITLE = "中共示例省委关于做好春季植树工作的通知"


def taken_down(**details):
    notice = published(attachments=1, doc_number="示发〔2026〕7号")
    notice.withdraw(
        publisher(),
        "taken_down",
        reason="附表有误，正在核对。",
        **{"stays_in_force": True} | details,
    )
    return notice


def under(notice) -> list[str]:
    """Every kind of address under the notice, and some that never were."""
    root = f"/notices/{notice.pk}/"
    known = [address for address in addresses(notice) if address.startswith(root)]
    return [
        *known,
        f"{root}editions/9/",
        f"{root}files/9/",
        f"{root}history/more/",
        f"{root}files/9/view/",
        f"{root}/",
        f"{root}a/b/c/",
    ]


def test_a_page_taken_down_answers_gone_with_the_reason_on_every_address(client):
    notice = taken_down()
    for address in under(notice):
        response = client.get(address)
        assert (address, response.status_code) == (address, 410)
        body = response.content.decode()
        assert "附表有误，正在核对。" in body and "<b>文件本身继续有效</b>" in body
        assert TITLE in body and "做好春季植树工作，现通知如下" not in body


def test_a_notice_that_comes_back_between_two_looks_is_not_found_and_no_fault(db, monkeypatch):
    notice = published()
    at = timezone.now()
    monkeypatch.setattr(answers._public_at, "first", lambda number, at: None)
    with pytest.raises(Http404):
        shown(notice.pk, at)


def test_a_page_taken_down_is_in_no_list(client):
    taken_down()
    for address in ("/", "/feed/", "/sitemap.xml"):
        body = client.get(address).content.decode()
        assert "示发〔2026〕7号" not in body and "/notices/" not in body, address


def test_a_document_that_does_not_stay_in_force_says_so(client):
    notice = taken_down(stays_in_force=False)
    body = client.get(f"/notices/{notice.pk}/").content.decode()
    assert "<b>文件不再有效</b>" in body and "需要全文" not in body


def test_who_needs_a_text_in_force_is_told_whom_to_ask(client):
    body = client.get(f"/notices/{taken_down().pk}/").content.decode()
    assert '<dt>需要全文</dt><dd class="tap">请<a href="/contact/">联系我们</a></dd>' in body


def test_who_missed_an_address_can_search_at_once(client):
    body = client.get("/nowhere/").content.decode()
    assert '<form class="find" role="search" action="/search/" method="get">' in body
    assert 'name="q" type="search" value="" placeholder="标题、文号或内容" maxlength="200"' in body
    main = body[body.index("<main") : body.index("</main>")]
    assert re.findall('href="([^"]*)"', main) == ["/", "/site-map/", "/contact/"]


def test_a_hidden_title_and_what_names_the_document_are_not_told(client):
    notice = taken_down(hides_title=True)
    body = client.get(f"/notices/{notice.pk}/").content.decode()
    assert TITLE not in body and "示发〔2026〕7号" not in body
    assert "附表有误，正在核对。" in body


def test_undoing_brings_every_address_back(client):
    notice = taken_down()
    withdrawal = notice.standing_withdrawals().get()
    notice.undo_withdrawal(publisher(), withdrawal, reason="已经核对。")
    statuses = [client.get(address).status_code for address in under(notice)]
    assert statuses == [200] * 6 + [404] * 10


def test_a_sealed_live_edition_is_gone_without_its_title(client):
    notice = published(attachments=1)
    notice.seal(publisher(), notice.live_release().edition, reason="含有不应公开的内容")
    for address in under(notice):
        response = client.get(address)
        body = response.content.decode()
        assert (address, response.status_code) == (address, 410)
        assert "本页内容已封存" in body
        assert TITLE not in body and "不应公开" not in body


def test_a_sealed_page_that_is_taken_down_as_well_keeps_its_title_hidden(client):
    notice = taken_down()
    notice.seal(publisher(), notice.live_release().edition, reason="含有不应公开的内容")
    body = client.get(f"/notices/{notice.pk}/").content.decode()
    assert "附表有误，正在核对。" in body and TITLE not in body


def test_an_erased_edition_is_gone_with_the_public_reason(client):
    notice = published()
    Erasure.objects.create(
        edition=notice.live_release().edition,
        reason="依法删除个人信息。",
        made_at=timezone.now(),
        made_by=publisher(),
        second_by=person("security"),
    )
    response = client.get(f"/notices/{notice.pk}/")
    body = response.content.decode()
    assert response.status_code == 410
    assert "本页内容已抹除" in body and "依法删除个人信息。" in body and TITLE not in body


def test_what_never_was_is_not_found_in_the_dress_of_the_site(client):
    draft = make_notice()
    root = f"/notices/{draft.pk}"
    for address in (f"{root}/", f"{root}/editions/1/", "/notices/999/", "/nowhere/", "/notices/0/"):
        response = client.get(address)
        assert (address, response.status_code) == (address, 404)
        assert "没有找到这个页面" in response.content.decode()


def test_numbers_beyond_any_database_are_not_found(client):
    notice = published()
    most = 10**18 - 1
    addresses = [
        f"/notices/{most}/",
        f"/notices/{'9' * 40}/",
        f"/notices/{notice.pk}/files/{most}/",
        f"/notices/{notice.pk}/editions/{most}/",
    ]
    assert [client.get(address).status_code for address in addresses] == [404] * 4


def test_a_missing_slash_is_added(client):
    notice = published()
    for address in (f"/notices/{notice.pk}", f"/notices/{notice.pk}/editions/1"):
        response = client.get(address)
        assert (response.status_code, response.headers["Location"]) == (301, f"{address}/")


def test_the_live_edition_has_an_address_of_its_own_that_is_not_indexed(client):
    notice = corrected(published())
    body = client.get(f"/notices/{notice.pk}/editions/2/").content.decode()
    assert '<meta name="robots" content="noindex">' in body
    assert f'rel="canonical" href="http://127.0.0.1:8000/notices/{notice.pk}/"' in body
    assert "固定显示第2版，也就是现行版本" in body


@pytest.mark.parametrize(("history", "status"), [("hidden", 404), ("notes", 404), ("compare", 200)])
def test_an_earlier_edition_is_shown_only_where_the_setting_says_so(client, history, status):
    ReadingSetting.objects.create(pk=1, history=history)
    notice = corrected(published(), note="改正了时间。")
    response = client.get(f"/notices/{notice.pk}/editions/1/")
    assert response.status_code == status
    if status == 200:
        body = response.content.decode()
        assert "这是第1版，已被更正，仅供查阅；现行的是第2版。" in body
        assert "改正了时间" not in body


def test_a_sealed_earlier_edition_is_gone_whatever_the_setting(client):
    notice = published()
    first = notice.live_release().edition
    corrected(notice)
    notice.seal(publisher(), first, reason="内容有误")
    response = client.get(f"/notices/{notice.pk}/editions/1/")
    assert response.status_code == 410
    assert client.get(f"/notices/{notice.pk}/").status_code == 200


def test_an_edition_that_was_scheduled_and_called_off_never_was(client):
    ReadingSetting.objects.create(pk=1, history="compare")
    notice = published()
    notice.refresh_from_db()
    notice.closing = "<p>另行通知。</p>"
    notice.save()
    later = timezone.now() + TOMORROW
    notice.schedule(publisher(), later, note="补充。", correction="major")
    assert client.get(f"/notices/{notice.pk}/editions/2/").status_code == 404
    notice.cancel_schedule(publisher())
    assert client.get(f"/notices/{notice.pk}/editions/2/").status_code == 404


def test_an_earlier_edition_offers_no_file_the_present_one_has_not(client):
    ReadingSetting.objects.create(pk=1, history="compare")
    notice = published(attachments=1)
    notice.attachments.get().delete()
    corrected(notice)
    body = client.get(f"/notices/{notice.pk}/editions/1/").content.decode()
    assert "现行版本中没有这个附件" in body and "/files/1/" not in body


def test_the_page_of_a_failure_needs_no_database(rf, django_assert_num_queries):
    with django_assert_num_queries(0):
        context = remembered(rf.get("/")) | {"away": False, "status": 500}
        assert "网站出了故障" in render_to_string("500.html", context)


def test_a_person_of_the_desk_sees_what_every_reader_sees(client):
    draft = make_notice()
    client.force_login(get_user_model().objects.get(username="editor"))
    assert client.get(f"/notices/{draft.pk}/").status_code == 404
