"""What goes wrong at the desk's pages: said in a sentence, nothing typed lost, done at most once."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from notices.models import Approval, Event, Release, Submission, Withdrawal

from .making import TOMORROW, editor, make_notice, person, publisher
from .newsroom import errors, said
from .reviewing import approve, approved, changed, reviewer, site_asks, submitted

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


@pytest.fixture(autouse=True)
def asks():
    site_asks(1)


def address_of(notice, verb: str) -> str:
    return reverse("admin:notices_notice_verb", args=[notice.pk, verb])


def out(**fields):
    notice = approved(**fields)
    notice.publish(publisher())
    return notice


def kept(page, sent: dict) -> bool:
    """Whether the form shows everything that was typed into it again."""
    form = page.context["form"]
    shown = {name: form[name].value() for name in sent}
    return {name: str(value) for name, value in shown.items()} == {
        name: str(value) for name, value in sent.items()
    }


def test_an_urgent_reason_that_is_too_short_is_counted_and_kept(desk):
    notice = make_notice()
    sent = {"digest": notice.working_digest(), "reason": "很急。", "confirmed": "on"}
    page = desk(publisher()).post(address_of(notice, "publish_urgently"), sent)
    assert errors(page) == "请写明紧急发布的理由，至少 10 个字。"
    assert page.context["form"]["reason"].value() == "很急。"
    assert Release.objects.count() == 0


@pytest.mark.parametrize("verb", ["send_back", "approve", "review_secrecy"])
def test_an_opinion_or_reason_of_nothing_is_asked_for(desk, verb):
    notice = submitted()
    digest = notice.working_digest()
    blank = {"reason": " ", "opinion": "\u200b", "basis": "\u3000", "conclusion": "open"}
    page = desk(reviewer()).post(address_of(notice, verb), blank | {"digest": digest})
    assert page.status_code == 200
    assert errors(page) in (
        "这一项必须填写。",
        "请写审核意见，例如“同意”。",
        "请写明保密审查的依据。",
    )
    assert (Approval.objects.count(), notice.secrecy_reviews.count()) == (0, 0)
    assert notice.standing_submission() is not None


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        (-HOUR, "预约的时间已经过去，请改为将来的时间，或者直接发布。"),
        (HOUR / 60, "预约的时间须在 5 分钟以后、14 个月以内（时区 Asia/Shanghai）。"),
        (TOMORROW * 500, "预约的时间须在 5 分钟以后、14 个月以内（时区 Asia/Shanghai）。"),
    ],
)
def test_a_moment_that_cannot_be_is_told_and_stays_in_the_form(desk, moment, told):
    notice = approved()
    when = f"{timezone.localtime() + moment:%Y-%m-%dT%H:%M}"
    sent = {"digest": notice.working_digest(), "goes_live_at": when}
    page = desk(publisher()).post(address_of(notice, "schedule"), sent)
    assert (errors(page), kept(page, sent)) == (told, True)
    assert Release.objects.count() == 0


def repeal(**changed) -> dict:
    given = {
        "kind": "repealed",
        "reason": "另有规定。",
        "decided_by": "示例省委",
        "basis_number": "示发〔2026〕9号",
        "from_day": f"{timezone.localdate():%Y-%m-%d}",
    }
    return given | changed


def test_a_repeal_without_its_basis_is_refused_and_keeps_the_rest(desk):
    notice, sent = out(), repeal(basis_number="")
    page = desk(publisher()).post(address_of(notice, "withdraw"), sent)
    assert "依据文号" in errors(page)
    assert kept(page, sent)
    assert Withdrawal.objects.count() == 0


def test_two_notices_cannot_take_each_others_place(desk):
    first, second = out(title="关于甲事的通知"), out(title="关于乙事的通知")
    client = desk(publisher())
    client.post(address_of(first, "withdraw"), repeal(successor=second.pk))
    sent = repeal(successor=first.pk)
    page = client.post(address_of(second, "withdraw"), sent)
    assert "替代" in errors(page)
    assert kept(page, sent)
    assert list(Withdrawal.objects.values_list("notice", flat=True)) == [first.pk]


def test_an_approval_of_a_page_that_is_old_is_refused(desk):
    notice = submitted()
    seen = notice.working_digest()
    notice.take_back(editor())
    submitted(changed(notice))
    sent = {"digest": seen, "opinion": "同意，注意时间。"}
    page = desk(reviewer()).post(address_of(notice, "approve"), sent)
    assert errors(page) == "内容在您打开之后有变化，请核对最新内容再办理。"
    assert page.context["form"]["opinion"].value() == "同意，注意时间。"
    assert Approval.objects.count() == 0


def test_a_lost_session_leads_to_the_sign_in_and_back_and_does_nothing(client):
    notice = submitted()
    sent = {"digest": notice.working_digest(), "opinion": "同意。"}
    answer = client.post(address_of(notice, "approve"), sent)
    assert answer.status_code == 302
    assert answer.url == f"/admin/login/?next={address_of(notice, 'approve')}"
    assert Approval.objects.count() == 0


def test_a_double_click_approves_once(desk):
    notice = submitted()
    client, sent = desk(reviewer()), {"digest": notice.working_digest(), "opinion": "同意。"}
    client.post(address_of(notice, "approve"), sent)
    again = client.post(address_of(notice, "approve"), sent, follow=True)
    assert said(again)[-1] == f"《{notice}》现在不能“审核通过”，请看下面的状态和记录。"
    assert Approval.objects.count() == 1


@pytest.mark.parametrize("verb", ["publish", "schedule", "submit"])
def test_the_back_button_after_publishing_does_nothing_a_second_time(desk, verb):
    """The old page is sent again as it stood before."""
    notice = approved()
    tomorrow = f"{timezone.localtime() + TOMORROW:%Y-%m-%dT%H:%M}"
    sent = {"digest": notice.working_digest(), "goes_live_at": tomorrow}
    desk(publisher()).post(address_of(notice, "publish"), sent)
    by = editor() if verb == "submit" else publisher()
    again = desk(by).post(address_of(notice, verb), sent, follow=True)
    told = errors(again) or "".join(said(again))
    assert "与已发布的版本相同" in told
    assert (Release.objects.count(), Submission.objects.count()) == (1, 1)


def test_of_two_publishers_the_second_is_told_what_the_first_did(desk):
    notice = approved()
    sent = {"digest": notice.working_digest()}
    first, second = desk(publisher()), desk(person("publisher", "second"))
    opened = second.get(address_of(notice, "publish"))
    assert opened.status_code == 200
    first.post(address_of(notice, "publish"), sent)
    late = second.post(address_of(notice, "publish"), sent)
    assert errors(late).startswith("与已发布的版本相同，没有需要发布的改动。")
    assert Event.objects.filter(verb=Event.Verb.PUBLISHED).count() == 1


def test_a_suggestion_is_taken_once(desk):
    notice = submitted()
    notice.suggest(reviewer(), "title", "春季", "今春")
    client, sent = desk(editor()), {"suggestion": notice.suggestions.get().pk}
    client.post(address_of(notice, "take_suggestion"), sent)
    again = client.post(address_of(notice, "take_suggestion"), sent, follow=True)
    notice.refresh_from_db()
    assert said(again)[-1] == f"《{notice}》现在不能“采纳修改建议”，请看下面的状态和记录。"
    assert notice.title.count("今春") == 1


def test_taking_back_names_the_opinions_it_makes_void(desk):
    notice = submitted()
    approve(notice)
    page = desk(editor()).get(address_of(notice, "take_back"))
    told = page.context["form"].fields["reason"].help_text
    assert told == "撤回以后，reviewer的审核意见作废。"
