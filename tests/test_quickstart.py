"""manage.py quickstart: twice the same, never a demo user on a real host."""

import datetime
import json
import re
import stat
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from notices.integrity.verifying import first_lie
from notices.models import EditionPayload, Event, Notice, Release, User, Withdrawal
from notices.roles import ROLES
from site_config.models import FooterLink, Page, SiteIdentity, SurveyQuestion
from site_config.quickstart import accounts
from site_config.quickstart.demo.building import ENDINGS, build
from site_config.quickstart.demo.plan import NOTICES

from .making import person


@pytest.fixture(autouse=True)
def data_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return tmp_path


def quickstart(*arguments) -> str:
    printed = StringIO()
    call_command("quickstart", *arguments, stdout=printed)
    return printed.getvalue()


def counts() -> list[int]:
    models = (User, Notice, Event, Release, FooterLink, Page, SurveyQuestion)
    return [model.objects.count() for model in models]


def state_of(notice: Notice) -> str:
    """The word the plan has for what became of a notice."""
    ending = notice.withdrawals_in_effect().first()
    if ending:
        return ending.kind
    if notice.pending_release():
        return "scheduled"
    live = notice.live_release()
    if live is None:
        return "draft"
    return "corrected" if live.edition.number > 1 else "live"


def test_a_demo_is_built_as_planned_and_a_second_run_adds_nothing(db):
    printed = quickstart()
    made = counts()
    states = {n.originals.get().file_name: state_of(n) for n in Notice.objects.all()}
    assert states == {planned.file: planned.state for planned in NOTICES}
    assert first_lie() is None
    again = quickstart()
    assert counts() == made
    assert again.splitlines()[-len(ROLES) :] == printed.splitlines()[-len(ROLES) :]
    assert "http://127.0.0.1:8000/admin/" in printed


@pytest.mark.slow
def test_what_stands_beside_the_texts_is_filled_in(db):
    accounts.demo_accounts()
    build(lambda line: None)
    for planned in NOTICES:
        notice = Notice.objects.get(originals__file_name=planned.file)
        found = {
            "kind": notice.kind.code,
            "topic": notice.topic.name,
            "issuers": tuple(row.issuer.name for row in notice.notice_issuers.all()),
            "attachments": [row.name for row in notice.attachments.all()],
            "relations": [(row.type, row.other is not None) for row in notice.relations.all()],
            "tables": sum(
                text.count("<table>")
                for text in (notice.preamble, *notice.sections.values_list("body", flat=True))
            ),
        }
        assert found == {
            "kind": planned.kind,
            "topic": planned.topic,
            "issuers": planned.issuers,
            "attachments": [attachment.name for attachment in planned.attachments],
            "relations": [(kind, True) for kind, _ in planned.relations],
            "tables": len(planned.tables),
        }


@pytest.mark.slow
def test_nothing_in_the_demo_ended_before_it_went_out(db):
    accounts.demo_accounts()
    build(lambda line: None)
    ended = Withdrawal.objects.select_related("notice")
    assert len(ended) == sum(planned.state in ENDINGS for planned in NOTICES)
    for withdrawal in ended:
        assert withdrawal.notice.live_release().first_live_at < withdrawal.takes_effect_at


@pytest.mark.slow
def test_the_demo_writes_times_as_the_import_leaves_them(db):
    accounts.demo_accounts()
    build(lambda line: None)
    payloads = EditionPayload.objects.values_list("text", flat=True)
    times = [time for text in payloads for time in re.findall(r"\d{1,2}[:：]\d{2}", text)]
    assert len(times) == 16
    assert [time for time in times if "：" in time] == []


@pytest.mark.slow
def test_a_run_that_was_broken_off_is_taken_up_where_it_stopped(db):
    accounts.demo_accounts()
    build(lambda line: None)
    draft = Notice.objects.get(originals__file_name=NOTICES[-1].file)
    draft.discard(User.objects.get(username="editor"))
    Notice.objects.empty_bin(timezone.now() + datetime.timedelta(days=30))
    told = []
    assert build(told.append) == 1
    assert len(told) == 1


def test_there_is_one_demo_user_of_each_role(db, data_folder):
    made = {account.username: account for account in accounts.demo_accounts()}
    assert list(made) == list(ROLES)
    for user in User.objects.all():
        assert user.check_password(made[user.username].password)
        assert [group.name for group in user.groups.all()] == [user.username]
        assert (user.demo, user.is_staff, user.is_superuser) == (True, True, False)
    kept = data_folder / "demo_passwords.json"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert json.loads(kept.read_text()) == {
        name: account.password for name, account in made.items()
    }


def test_a_password_somebody_chose_is_left_and_not_printed(db):
    made = accounts.demo_accounts()
    editor = User.objects.get(username="editor")
    editor.set_password("chosen-by-the-editor")
    editor.save()
    again = accounts.demo_accounts()
    assert again[0].password == "（密码已修改）"
    assert again[1:] == made[1:]
    editor.refresh_from_db()
    assert editor.check_password("chosen-by-the-editor")


def test_one_password_may_be_wished_for_all(db, monkeypatch):
    accounts.demo_accounts()
    monkeypatch.setenv("QUICKSTART_PASSWORD", "pines-and-birches")
    wished = accounts.demo_accounts()
    assert {account.password for account in wished} == {"pines-and-birches"}
    assert all(user.check_password("pines-and-birches") for user in User.objects.all())


def test_random_passwords_differ_and_are_long():
    drawn = {accounts.random_password() for _ in range(100)}
    assert len(drawn) == 100
    assert {len(password) for password in drawn} == {19}


def test_demo_users_are_refused_on_a_real_host(db, settings):
    settings.DEMO_MODE = False
    with pytest.raises(CommandError, match="演示用户只许在本机使用"):
        quickstart()
    assert not User.objects.exists()


def test_a_real_site_begins_with_one_administrator_and_neutral_words(db, settings):
    settings.DEMO_MODE = False
    printed = quickstart("--empty")
    admin = User.objects.get()
    assert (admin.username, admin.demo, admin.is_superuser) == ("admin", False, False)
    assert sorted(group.name for group in admin.groups.all()) == ["admin", "security"]
    password = printed.splitlines()[-1].split()[1]
    assert admin.check_password(password)
    assert SiteIdentity.objects.get().name == "通知公告"
    assert [link.address for link in FooterLink.objects.all()] == [
        "/about/",
        "/contact/",
        "/site-map/",
        "/survey/",
    ]
    assert {page.body for page in Page.objects.all()} == {"<p>请在后台填写。</p>"}
    assert SurveyQuestion.objects.exists()
    assert not Notice.objects.exists()


def test_the_administrators_password_is_shown_once(db):
    quickstart("--empty")
    made = counts()
    assert "（只在建立时显示一次）" in quickstart("--empty")
    assert counts() == made


def test_a_weak_password_is_refused_for_a_real_site(db, monkeypatch):
    monkeypatch.setenv("QUICKSTART_PASSWORD", "12345")
    with pytest.raises(CommandError, match="QUICKSTART_PASSWORD 不能用作密码"):
        quickstart("--empty")
    assert not User.objects.exists()


def test_a_demo_and_a_real_site_never_share_a_database(db):
    accounts.demo_accounts()
    with pytest.raises(CommandError, match="这里已经是演示站点"):
        quickstart("--empty")
    User.objects.update(demo=False)
    with pytest.raises(CommandError, match="这里已经是真实站点"):
        quickstart()


@pytest.mark.slow
def test_a_colleague_added_to_the_demo_does_not_end_it(db):
    accounts.demo_accounts()
    person("editor", "colleague")
    quickstart()
    assert Notice.objects.count() == len(NOTICES)
