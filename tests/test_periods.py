"""公示期: so many working days, told to readers, and ended by nobody's hand."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from notices.diff import differences
from notices.integrity.verifying import first_lie
from notices.models import Event, Holiday, Kind, Notice, PublicityPeriod, Release
from notices.models.payload import payload_of
from notices.rich_text import plain as words
from notices.working_days import last_working_day

from .making import TOMORROW, editor, make_notice, published, publisher, refusal_of
from .newsroom import change, errors, said
from .reviewing import approved, changed, reviewer, site_asks, submitted

MONDAY = datetime.date(2026, 9, 21)
# 国庆节 as it might be: 1 to 7 October off, the Sunday before and the Saturday after worked.
OFF = {datetime.date(2026, 10, day) for day in range(1, 8)}
WORKED = {datetime.date(2026, 9, 27), datetime.date(2026, 10, 10)}


@pytest.mark.parametrize(
    ("start", "days", "last"),
    [
        ((2026, 9, 14), 1, (2026, 9, 15)),  # the day itself does not count
        ((2026, 9, 14), 4, (2026, 9, 18)),
        ((2026, 9, 14), 5, (2026, 9, 21)),  # over a weekend
        ((2026, 9, 18), 1, (2026, 9, 21)),  # begun on a Friday
        ((2026, 9, 19), 5, (2026, 9, 25)),  # begun on a Saturday
        ((2026, 9, 25), 1, (2026, 9, 27)),  # a Sunday that is worked
        ((2026, 9, 30), 1, (2026, 10, 8)),  # over seven days off
        ((2026, 9, 30), 3, (2026, 10, 10)),  # to a Saturday that is worked
        ((2026, 9, 30), 4, (2026, 10, 12)),  # whose Sunday is not
        ((2026, 10, 3), 2, (2026, 10, 9)),  # begun on a day off
    ],
)
def test_working_days_are_counted_with_the_days_off_and_the_weekends_worked(start, days, last):
    counted = last_working_day(datetime.date(*start), days, off=OFF, worked=WORKED)
    assert counted == datetime.date(*last)


def test_without_a_table_only_weekends_are_off():
    assert last_working_day(datetime.date(2026, 9, 30), 2) == datetime.date(2026, 10, 2)


def test_no_period_has_no_day():
    with pytest.raises(ValueError):
        last_working_day(MONDAY, 0)


pytestmark = pytest.mark.django_db


STATED = {"period_days": 5, "period_ending": "expired"}
FIX = {"note": "补附注。", "correction": "minor"}
SECOND = datetime.timedelta(seconds=1)


def draft(**fields) -> Notice:
    kind = Kind.objects.get(code="publicity")
    given = {"kind": kind, "title": "关于拟表扬名单的公示"} | STATED
    return make_notice(**given | fields)


def publicity(**fields) -> Notice:
    notice = draft(**fields)
    notice.publish(publisher())
    return notice


def the_day() -> datetime.date:
    return timezone.localdate()


def read(client, notice):
    return client.get(f"/notices/{notice.pk}/")


def ended_as(notice, at) -> str | None:
    return Release.objects.public(at).with_validity(at).get(notice=notice).ended_as


def test_a_period_is_told_to_readers_and_ends_in_expiry():
    notice = publicity()
    period, end = notice.period(), last_working_day(the_day(), 5)
    assert (period.first_day, period.last_day) == (the_day(), end)
    ends = period.withdrawal.takes_effect_at
    midnight = timezone.localtime(ends)
    assert midnight.date() == end + TOMORROW and midnight.hour == 0
    assert (ended_as(notice, ends - SECOND), ended_as(notice, ends)) == (None, "expired")
    verbs = list(Event.objects.values_list("verb", flat=True)[:3])
    assert verbs == ["period_set", "withdrawn", "published"]
    assert first_lie() is None


def test_a_period_may_end_in_the_page_coming_down():
    ends = publicity(period_ending="taken_down").period().withdrawal.takes_effect_at
    assert Release.objects.public(ends - SECOND).exists()
    assert not Release.objects.public(ends).exists()


def test_the_page_says_from_when_to_when(client, django_assert_num_queries):
    plain, notice = published(), publicity()
    with django_assert_num_queries(4):
        assert "公示期：" not in read(client, plain).content.decode()
    period = notice.period()
    with django_assert_num_queries(4):
        page = read(client, notice).content.decode()
    first, last = (f"{day:%Y年%-m月%-d日}" for day in (period.first_day, period.last_day))
    assert f'公示期：<time datetime="{period.first_day}">{first}</time>至' in page
    assert f'<time datetime="{period.last_day}">{last}</time>（5个工作日）' in page


def test_a_holiday_table_of_the_site_is_asked_once_and_for_all():
    plain = last_working_day(the_day(), 1)
    Holiday.objects.create(day=plain, name="假日", kind="off")
    period = publicity(period_days=1).period()
    assert period.last_day == last_working_day(the_day(), 1, off={plain}) > plain
    Holiday.objects.all().delete()
    assert period.notice.period().last_day == period.last_day


# The period is a part of the text


def test_the_digest_covers_the_period_and_no_digest_without_one_changes():
    notice = draft()
    before = notice.working_digest()
    notice.period_days = 7
    assert notice.working_digest() != before
    notice.period_days, notice.period_ending = None, ""
    assert "period" not in payload_of(notice)


def test_a_period_changed_after_the_approval_goes_out_by_no_door():
    site_asks()
    notice = approved(draft())
    Notice.objects.update(period_days=1)
    notice.refresh_from_db()
    assert refusal_of(notice.publish, publisher()) == [
        "送审以后内容有改动，审核意见作废，请撤回后重新送审。"
    ]
    assert not hasattr(notice, "set_period")


def test_who_approves_sees_the_period_and_where_it_would_end(desk):
    site_asks()
    notice = submitted(draft())
    client, end = desk(reviewer()), last_working_day(the_day(), 5)
    page = client.get(reverse("admin:notices_notice_change", args=[notice.pk])).content.decode()
    assert f"5 个工作日，到期失效；{the_day()} 发布的到 {end} 为止。节假日表里还没有" in page
    sheet = client.get(f"/admin/notices/notice/{notice.pk}/sheet/").content.decode()
    assert '<th scope="row">公示期</th><td colspan="3">5个工作日，期满失效</td>' in sheet
    preview = client.get(reverse("admin:notices_notice_preview", args=[notice.pk]))
    assert "公示期：从发布的那天算起5个工作日，期满失效" in preview.content.decode()


def test_a_difference_of_the_period_is_told():
    old = payload_of(draft())
    new = old | {"period": {"days": 5, "ending": "taken_down"}}
    (change,) = differences(old, new, str).changes
    assert change.place == "公示期"


def test_a_period_that_waits_begins_on_its_day_and_goes_with_its_schedule():
    notice, moment = draft(), timezone.now() + 3 * TOMORROW
    notice.schedule(publisher(), moment)
    first = timezone.localdate(moment)
    period = notice.period()
    assert (period.first_day, period.last_day) == (first, last_working_day(first, 5))
    assert ended_as(notice, period.withdrawal.takes_effect_at) == "expired"
    notice.cancel_schedule(publisher())
    assert notice.period() is None and not notice.standing_withdrawals().exists()
    notice.publish(publisher())
    assert notice.period().first_day == the_day()
    assert first_lie() is None


def test_a_correction_that_leaves_the_period_as_it_was_leaves_its_days():
    notice = publicity()
    before = notice.period()
    changed(notice).publish(publisher(), **FIX)
    assert (notice.period(), PublicityPeriod.objects.count()) == (before, 1)


def test_the_newsroom_tells_a_running_period_as_readers_see_it(desk):
    notice = publicity()
    notice.extend_period(publisher(), 8, reason="来信较多。")
    period = notice.period()
    shown = (
        f'<time datetime="{period.last_day}">{period.last_day:%Y年%-m月%-d日}</time>（8个工作日）'
    )
    told = f"{period.first_day} 至 {period.last_day}（8 个工作日），到期失效。"
    client = desk(reviewer())
    form, preview = (
        reverse(f"admin:notices_notice_{name}", args=[notice.pk]) for name in ("change", "preview")
    )
    assert told in words(client.get(form).content.decode())
    assert shown in client.get(preview).content.decode()
    notice.refresh_from_db()
    notice.period_days = 9
    saved(notice)
    told = f"9 个工作日，到期失效；{the_day()} 发布的到 {last_working_day(the_day(), 9)} 为止。"
    assert told in words(client.get(form).content.decode())
    told = "公示期：从发布的那天算起9个工作日，期满失效"
    assert told in words(client.get(preview).content.decode())


def test_a_correction_of_the_period_counts_from_the_first_day():
    notice = publicity()
    notice.period_days = 8
    changed(saved(notice)).publish(publisher(), **FIX)
    period = notice.period()
    assert (period.days, period.last_day) == (8, last_working_day(the_day(), 8))
    notice.period_days, notice.period_ending = None, ""
    changed(saved(notice), "（公示期取消）").publish(publisher(), **FIX)
    assert notice.period() is None and not notice.standing_withdrawals().exists()
    assert first_lie() is None


def saved(notice: Notice) -> Notice:
    notice.save()
    return notice


def test_a_correction_of_the_period_is_not_scheduled():
    notice = publicity()
    notice.period_days = 8
    changed(saved(notice))
    moment = timezone.now() + TOMORROW
    assert refusal_of(notice.schedule, publisher(), moment, **FIX) == [
        "更正改动了公示期，请直接发布，不能预约。"
    ]


def test_an_old_edition_that_is_restored_brings_its_period_back():
    notice = publicity()
    notice.period_days = 8
    changed(saved(notice)).publish(publisher(), **FIX)
    notice.restore(editor(), notice.editions.get(number=1))
    notice.publish(publisher(), note="恢复。", correction="major")
    assert notice.period().days == 5


@pytest.mark.parametrize(
    ("days", "ending"), [(0, "expired"), (61, "expired"), (5, ""), (None, "expired")]
)
def test_a_period_that_cannot_be_is_refused(days, ending):
    notice = draft(period_days=days, period_ending=ending)
    assert refusal_of(notice.publish, publisher()) == [
        "公示期须是 1 到 60 个工作日，并选择期满以后网页怎么办。"
    ]


def test_what_ends_otherwise_states_no_period():
    notice = published()
    moment = timezone.now() + 9 * TOMORROW
    notice.withdraw(publisher(), "expired", reason="到期。", takes_effect_at=moment)
    notice.period_days, notice.period_ending = 5, "expired"
    changed(saved(notice))
    assert refusal_of(notice.publish, publisher(), **FIX) == [
        "已经登记过“失效”，要写公示期请先解除。"
    ]


def test_a_period_that_is_over_already_is_refused():
    notice = draft(title="关于旧名单的公示")
    assert refusal_of(notice.move_in, publisher(), datetime.date(2020, 1, 6)) == [
        "从发布的那天算起，公示期在 2020-01-13 已经满了。"
    ]


# After publishing it grows by its own act alone


def test_a_period_is_extended_by_its_own_act(client):
    notice = publicity()
    old = notice.period()
    longer = notice.extend_period(publisher(), 7, reason="收到的意见还要核实。")
    assert (notice.period(), longer.days) == (longer, 7)
    assert (longer.first_day, longer.last_day) == (the_day(), last_working_day(the_day(), 7))
    assert ended_as(notice, old.withdrawal.takes_effect_at) is None
    assert ended_as(notice, longer.withdrawal.takes_effect_at) == "expired"
    assert "（7个工作日）" in read(client, notice).content.decode()
    verbs = list(Event.objects.values_list("verb", flat=True)[:3])
    assert verbs == ["period_set", "withdrawn", "withdrawal_undone"]
    assert first_lie() is None
    # The text says five days still: a correction of something else does not shorten it.
    changed(notice).publish(publisher(), **FIX)
    assert notice.period() == longer


@pytest.mark.parametrize("days", [None, 4, 5, 61])
def test_a_period_only_grows(days):
    notice = publicity()
    assert refusal_of(notice.extend_period, publisher(), days, reason="核实意见。") == [
        "现在是 5 个工作日，延长以后须更长，最多 60 个工作日。"
    ]


def test_extending_needs_the_right_a_reason_and_a_period_that_runs():
    notice = publicity()
    assert refusal_of(notice.extend_period, editor(), 7, reason="\u200b") == [
        "您没有废止、撤销或撤下通知的权限。",
        "请写明延长公示期的原因。",
    ]
    for none in (published(), draft()):
        assert refusal_of(none.extend_period, publisher(), 7, reason="核实意见。") == [
            "这份通知没有正在进行的公示期。"
        ]
    over = notice.period().withdrawal.takes_effect_at
    day = f"{notice.period().last_day:%Y-%m-%d}"
    told = notice.why_not_extend_period(publisher(), 7, "核实意见。", at=over)
    assert told == [f"公示期在 {day} 已经满了，不能再延长。"]


def test_undoing_the_ending_takes_the_period_from_the_page(client):
    notice = publicity()
    reason = "公示期写错了。"
    notice.undo_withdrawal(publisher(), notice.period().withdrawal, reason=reason)
    assert "公示期：" not in read(client, notice).content.decode()
    assert notice.period() is None


def test_the_newsroom_states_it_and_extends_it(desk):
    notice = draft(period_days=None, period_ending="")
    half = change(desk(editor()), notice, period_days="5")
    assert errors(half) == "公示期要填写工作日，并选择期满以后网页怎么办；不公示的两样都留空。"
    change(desk(editor()), notice, period_days="5", period_ending="expired")
    notice.refresh_from_db()
    assert (notice.period_days, notice.period_ending) == (5, "expired")
    client = desk(publisher())
    form = reverse("admin:notices_notice_change", args=[notice.pk])
    assert "延长公示期" not in [verb.title for verb in client.get(form).context["verbs"]]
    notice.publish(publisher())
    assert "延长公示期" in [verb.title for verb in client.get(form).context["verbs"]]
    address = reverse("admin:notices_notice_verb", args=[notice.pk, "extend_period"])
    refused = client.post(address, {"days": "3", "reason": "核实意见。"})
    assert errors(refused).startswith("现在是 5 个工作日")
    assert refused.context["form"]["reason"].value() == "核实意见。"
    answer = client.post(address, {"days": "8", "reason": "核实意见。"}, follow=True)
    assert said(answer) == [f"《{notice}》公示期已延长，网页上已经写明。"]
    assert f"公示期 {notice.period()}" in answer.content.decode()
