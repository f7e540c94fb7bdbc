"""The newsroom speaks the words of the desk: in empty choices, in errors, on Django's own pages."""

import gettext
import re
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from notices.models import Delegation, User

from .making import editor, make_notice, person, published, publisher
from .newsroom import errors

pytestmark = pytest.mark.django_db
WORDS = Path(__file__).resolve().parent.parent / "site_config/locale/zh_Hans/LC_MESSAGES"


def empty_choices(page) -> list[str]:
    """What the choices of a page say that choose nothing."""
    return re.findall(r'<option value=""[^>]*>([^<]+)</option>', page.content.decode())


def buttons(page) -> set[str]:
    acts = page.context["acts"]
    shown = [acts.main, *acts.way, *acts.remarks, *acts.others]
    return {verb.name for verb in shown if verb}


def test_the_compiled_words_are_those_that_are_written():
    with open(WORDS / "django.mo", "rb") as file:
        compiled = gettext.GNUTranslations(file)._catalog
    source = (WORDS / "django.po").read_text(encoding="utf-8")
    joined = re.sub(r'"\n"', "", source)
    written = re.findall(
        r'^msgid "(.+)"\n(?:msgid_plural .*\n)?msgstr(?:\[0\])? "(.+)"$', joined, re.M
    )
    known = {key[0] if isinstance(key, tuple) else key: said for key, said in compiled.items()}
    assert {key.replace('\\"', '"'): said for key, said in written} == {
        key: said for key, said in known.items() if key
    }


def test_an_empty_choice_says_what_one_has_to_do(desk):
    form = desk(editor()).get(reverse("admin:notices_notice_add"))
    # kind, two rows of issuers, topic, what ends a period, a relation's type, no notice named
    assert {one for one in empty_choices(form) if one.strip()} == {"请选择", "未选"}
    rule = desk(person("admin")).get(reverse("admin:notices_deskrule_add"))
    assert empty_choices(rule) == ["未选", "未选", "请选择"]
    listed = desk(person("editor", "other")).get(reverse("admin:notices_notice_changelist"))
    assert "---" not in listed.content.decode()


def test_no_page_of_a_verb_or_a_delegation_shows_dashes(desk):
    notice = published()
    seal = desk(publisher()).get(reverse("admin:notices_notice_verb", args=[notice.pk, "seal"]))
    assert empty_choices(seal) == ["请选择"]
    page = desk(person("reviewer")).get(reverse("admin:notices_delegation_changelist"))
    assert empty_choices(page) == ["请选择"]
    assert Delegation.objects.count() == 0


def test_a_word_is_not_changed_in_passing(desk):
    page = desk(person("admin")).get(reverse("admin:notices_deskrule_add")).content.decode()
    assert "related-widget-wrapper" not in page


def test_a_table_of_one_row_offers_no_second(desk):
    client = desk(person("admin"))
    page = client.get(reverse("admin:notices_linksetting_add"))
    assert "<h1>外部链接</h1>" in page.content.decode()
    assert "_addanother" not in page.content.decode()
    tables = [one for group in page.context["available_apps"] for one in group["models"]]
    offered = {one["object_name"]: bool(one["add_url"]) for one in tables}
    assert (offered["LinkSetting"], offered["ReadingSetting"], offered["Topic"]) == (
        False,
        False,
        True,
    )


def test_accounts_are_kept_in_the_words_of_the_desk(desk):
    client, writer = desk(person("security")), editor()
    listed = client.get(reverse("admin:notices_user_changelist")).content.decode()
    assert "姓名" in listed and "Get full name" not in listed
    form = client.get(reverse("admin:notices_user_change", args=[writer.pk]))
    posts = form.context["adminform"].form["groups"]
    assert [str(post.choice_label) for post in posts.subwidgets] == [
        "系统管理员",
        "安全审计员",
        "起草",
        "发布",
        "审核",
        "安全保密管理员",
    ]
    assert "scrypt" not in form.content.decode()
    assert "../password/" in form.content.decode()


def test_a_new_password_asks_for_a_password_alone(desk):
    client, writer = desk(person("security")), editor()
    address = reverse("admin:auth_user_password_change", args=[writer.pk])
    page = client.get(address)
    assert [field.name for field in page.context["form"]] == ["password1", "password2"]
    new = "another-long-password-2026"
    client.post(address, {"password1": new, "password2": new, "set-password": "1"})
    writer.refresh_from_db()
    assert writer.check_password(new)


def test_an_empty_list_says_what_there_is_not(desk):
    client = desk(person("admin"))
    found = client.get(reverse("admin:notices_livefinding_changelist")).content.decode()
    assert "没有待处理的问题；已发布的网页每夜检查一次。" in found
    words = reverse("admin:notices_lexiconword_changelist")
    assert "还没有词库。" in client.get(words).content.decode()
    asked = client.get(words, {"q": "没有"}).content.decode()
    assert "没有符合条件的词库。" in asked


def test_who_keeps_accounts_makes_one_and_gives_it_a_post(desk):
    client, password = desk(person("security")), "a-long-password-2026"
    data = {"username": "new", "password1": password, "password2": password}
    client.post(reverse("admin:notices_user_add"), data)
    made = User.objects.get(username="new")
    assert made.check_password(password)
    role = Group.objects.get(name="reviewer")
    data = {"username": "new", "is_active": "on", "is_staff": "on", "groups": [role.pk]}
    client.post(reverse("admin:notices_user_change", args=[made.pk]), data)
    found = client.get(reverse("admin:notices_user_changelist"), {"role": "reviewer"})
    assert [str(one) for one in found.context["cl"].result_list] == ["new"]


def test_nothing_is_offered_for_a_text_that_readers_have(desk):
    notice, client = published(), desk(publisher())
    address = reverse("admin:notices_notice_change", args=[notice.pk])
    assert buttons(client.get(address)) & {"publish", "schedule"} == set()
    notice.closing = "<p>特此通知。</p>"
    notice.save()
    assert buttons(client.get(address)) >= {"publish", "schedule"}


def test_the_record_of_a_notice_names_people_and_ends_no_sentence_twice(desk):
    user = publisher()
    user.last_name, user.first_name = "演示", "发布"
    user.save()
    notice = make_notice()
    notice.publish(user)
    notice.withdraw(
        user,
        kind="expired",
        reason="维护已经结束。",
        takes_effect_at=timezone.now(),
    )
    page = desk(editor()).get(reverse("admin:notices_notice_change", args=[notice.pk]))
    newest = page.context["timeline"][0]
    assert newest["event"].person == "演示发布"
    assert "。，" not in newest["sentence"]
    assert "<td>演示发布</td>" in page.content.decode()


def test_an_empty_bin_says_so(desk):
    page = desk(editor()).get(reverse("admin:notices_notice_changelist"), {"state": "binned"})
    assert "回收站里没有草稿。" in page.content.decode()


def test_who_writes_nothing_has_no_panel_of_drafts(desk):
    titles = [panel.title for panel in desk(person("reviewer")).get("/admin/").context["panels"]]
    assert "我的草稿" not in titles


@pytest.mark.parametrize("name", ["程序.docx", "程序.pdf", "程序.wps"])
def test_a_program_with_the_name_of_a_document_is_told_as_that(desk, name):
    file = SimpleUploadedFile(name, b"MZ\x90\x00" + bytes(range(256)))
    page = desk(editor()).post(reverse("admin:notices_notice_import"), {"file": file})
    assert f"文件名以 .{name.split('.')[1]} 结尾，内容却不是这种文件" in errors(page)


def test_a_place_before_a_colon_has_no_stop_of_its_own(desk):
    notice = make_notice()
    section = notice.sections.get()
    section.body = "<p>各单位要做好，，登记。</p>"
    section.save()
    page = desk(editor()).get(reverse("admin:notices_notice_change", args=[notice.pk]))
    assert "　一：标点" in page.content.decode()
    assert 'class="problems advisory"' in page.content.decode()
