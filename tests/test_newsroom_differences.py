"""与已发布版本的差异: the working copy beside what readers see."""

import re
from html import unescape

import pytest
from django.urls import reverse

from notices.models import Attachment, User

from .making import corrected, editor, make_notice, person, published, publisher

pytestmark = pytest.mark.django_db

LINK = "与已发布版本的差异"


def address(notice) -> str:
    return reverse("admin:notices_notice_differences", args=[notice.pk])


def text_of(response) -> str:
    body = unescape(re.sub(r"<[^>]+>", "", response.content.decode()))
    return re.sub(r"\s+", "", body)


def outsider() -> User:
    """On the staff, with no role."""
    return User.objects.create_user("outsider", password="a-long-password-2026", is_staff=True)


def changed(notice, **fields):
    notice.refresh_from_db()
    for name, value in fields.items():
        setattr(notice, name, value)
    notice.save()
    return notice


def test_the_form_leads_to_the_differences_once_there_is_an_edition(desk):
    client, notice, draft = desk(editor()), published(), make_notice()
    pages = [
        client.get(reverse("admin:notices_notice_change", args=[one.pk])).content.decode()
        for one in (notice, draft)
    ]
    assert [LINK in page for page in pages] == [True, False]
    assert f'href="{address(notice)}"' in pages[0]


def test_what_the_draft_says_otherwise_is_shown_with_words_and_signs(desk):
    notice = changed(published(closing="<p>6月底前报送。</p>"), closing="<p>7月底前报送。</p>")
    response = desk(editor()).get(address(notice))
    body = response.content.decode()
    assert '<del><span class="vh">删去：</span>6</del>月底前报送。' in body
    assert '<ins><span class="vh">新增：</span>7</ins>月底前报送。' in body
    assert "草稿，对照已发布的第1版。" in text_of(response)


def test_a_draft_that_says_the_same_says_so(desk):
    assert "没有差异" in text_of(desk(editor()).get(address(corrected(published()))))


def test_the_latest_live_edition_is_the_one_compared_with(desk):
    notice = changed(corrected(published()), closing="<p>甲。</p>")
    assert "已发布的第2版" in text_of(desk(editor()).get(address(notice)))


def test_an_attachment_without_a_file_is_told_as_such(desk):
    notice = published()
    Attachment.objects.create(notice=notice, name="登记表", file_name="登记表.docx")
    assert "登记表（还没有文件）" in text_of(desk(editor()).get(address(notice)))


def test_relations_are_told_by_the_titles_the_desk_knows(desk):
    notice, draft = published(), make_notice(title="关于浇水的通知")
    notice.relations.create(type="explains", other=draft)
    assert "解读：关于浇水的通知" in text_of(desk(editor()).get(address(notice)))


def test_a_notice_never_published_leads_back_with_a_sentence(desk):
    draft = make_notice()
    response = desk(editor()).get(address(draft), follow=True)
    assert "没有可以对比的版本" in text_of(response)


def test_a_sealed_edition_is_not_shown_to_the_desk_either(desk):
    notice = published(closing="<p>密语柳暗花明。</p>")
    notice.seal(publisher(), notice.live_release().edition, reason="内部")
    told = text_of(desk(editor()).get(address(changed(notice, closing=""))))
    assert "不能对比" in told and "柳暗花明" not in told


def test_who_may_not_see_notices_sees_no_differences(desk, client):
    notice = published()
    assert client.get(address(notice)).status_code == 302
    seen = {
        user.has_perm("notices.view_notice"): desk(user).get(address(notice)).status_code
        for user in (person("reviewer"), outsider())
    }
    assert seen == {True: 200, False: 403}
