"""公示期: so many working days, told to readers, and ended by nobody's hand."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from notices.integrity.verifying import first_lie
from notices.models import Event, Holiday, Kind, Notice, PublicityPeriod, Release
from notices.working_days import last_working_day

from .making import TOMORROW, editor, make_notice, published, publisher, refusal_of
from .newsroom import errors, said

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


def publicity(**fields) -> Notice:
    kind = Kind.objects.get(code="publicity")
    return published(kind=kind, title="关于拟表扬名单的公示", **fields)


def the_day() -> datetime.date:
    return timezone.localdate()


def read(client, notice):
    return client.get(f"/notices/{notice.pk}/")


def test_a_period_is_told_to_readers_and_ends_in_expiry():
    notice = publicity()
    period = notice.set_period(publisher(), 5, "expired")
    end = last_working_day(the_day(), 5)
    assert (period.first_day, period.last_day) == (the_day(), end)
    midnight = timezone.localtime(period.withdrawal.takes_effect_at)
    assert midnight.date() == end + TOMORROW and midnight.hour == 0
    second = datetime.timedelta(seconds=1)
    ends = period.withdrawal.takes_effect_at

    def ended_as(at) -> str | None:
        return Release.objects.public(at).with_validity(at).get(notice=notice).ended_as

    assert (ended_as(ends - second), ended_as(ends)) == (None, "expired")
    verbs = list(Event.objects.values_list("verb", flat=True)[:2])
    assert verbs == ["period_set", "withdrawn"]
    assert first_lie() is None


def test_a_period_may_end_in_the_page_coming_down():
    notice = publicity()
    period = notice.set_period(publisher(), 3, "taken_down")
    ends = period.withdrawal.takes_effect_at
    assert Release.objects.public(ends - datetime.timedelta(seconds=1)).exists()
    assert not Release.objects.public(ends).exists()


def test_the_page_says_from_when_to_when(client, django_assert_num_queries):
    notice = publicity()
    with django_assert_num_queries(4):
        assert "公示期：" not in read(client, notice).content.decode()
    period = notice.set_period(publisher(), 5, "expired")
    with django_assert_num_queries(4):
        page = read(client, notice).content.decode()
    first, last = (f"{day:%Y年%-m月%-d日}" for day in (period.first_day, period.last_day))
    assert f'公示期：<time datetime="{period.first_day}">{first}</time>至' in page
    assert f'<time datetime="{period.last_day}">{last}</time>（5个工作日）' in page


def test_a_holiday_table_of_the_site_is_asked():
    notice = publicity()
    plain = last_working_day(the_day(), 1)
    Holiday.objects.create(day=plain, name="假日", kind="off")
    period = notice.set_period(publisher(), 1, "expired")
    assert period.last_day == last_working_day(the_day(), 1, off={plain}) > plain


def test_undoing_the_ending_takes_the_period_from_the_page(client):
    notice = publicity()
    period = notice.set_period(publisher(), 5, "expired")
    notice.undo_withdrawal(publisher(), period.withdrawal, reason="公示期写错了。")
    assert "公示期：" not in read(client, notice).content.decode()
    assert notice.period() is None
    longer = notice.set_period(publisher(), 7, "expired")
    assert notice.period() == longer
    assert PublicityPeriod.objects.count() == 2


@pytest.mark.parametrize(
    ("days", "ending", "reason"),
    [
        (0, "expired", "公示期须是 1 到 60 个工作日。"),
        (61, "expired", "公示期须是 1 到 60 个工作日。"),
        (5, "repealed", "请选择公示期满以后页面怎么办。"),
    ],
)
def test_a_period_that_cannot_be_is_refused(days, ending, reason):
    assert refusal_of(publicity().set_period, publisher(), days, ending) == [reason]


def test_a_period_is_set_once_by_who_may_and_of_what_is_out():
    notice = publicity()
    assert refusal_of(notice.set_period, editor(), 5, "expired") == [
        "您没有废止、撤销或撤下通知的权限。"
    ]
    notice.set_period(publisher(), 5, "expired")
    assert refusal_of(notice.set_period, publisher(), 5, "expired") == [
        "已经登记过“失效”，要改请先解除。"
    ]
    assert refusal_of(make_notice().set_period, publisher(), 5, "expired") == [
        "这份通知还没有发布，公示期从发布的那天算起。"
    ]
    assert PublicityPeriod.objects.count() == 1


def test_a_period_that_is_over_already_is_refused():
    notice = make_notice(title="关于旧名单的公示")
    notice.move_in(publisher(), datetime.date(2020, 1, 6))
    notice.refresh_from_db()
    assert refusal_of(notice.set_period, publisher(), 5, "expired") == [
        "从发布的那天算起，公示期在 2020-01-13 已经满了。"
    ]


def test_the_newsroom_sets_it_and_shows_it(desk):
    notice = publicity()
    client = desk(publisher())
    form = reverse("admin:notices_notice_change", args=[notice.pk])
    assert "公示期" in [verb.title for verb in client.get(form).context["verbs"]]
    address = reverse("admin:notices_notice_verb", args=[notice.pk, "set_period"])
    assert "只按平常的周末计算" in client.get(address).content.decode()
    assert "公示期须是" in errors(client.post(address, {"days": "99", "ending": "expired"}))
    answer = client.post(address, {"days": "5", "ending": "expired"}, follow=True)
    assert said(answer) == [f"《{notice}》公示期已登记，网页上已经写明。"]
    assert f"公示期 {notice.period()}" in answer.content.decode()
    assert "公示期" not in [verb.title for verb in answer.context["verbs"]]


def test_other_notices_are_not_asked_for_a_period(desk):
    notice = published()
    page = desk(publisher()).get(reverse("admin:notices_notice_change", args=[notice.pk]))
    assert "公示期" not in [verb.title for verb in page.context["verbs"]]
