"""实质性修改: a correction that changes what was ordered is told to those who let it out."""

import datetime

import pytest
from django.urls import reverse

from notices.diff.substance import ADVICE, substantive
from notices.models import Event

from .making import editor, make_notice, published, publisher
from .payloads import payload, section
from .reviewing import noted, reviewer, site_asks

TODAY = datetime.date(2026, 6, 1)
SIGNED = "2026-05-12"


def told(old: str, new: str, **fields) -> list[str]:
    """What is said of a closing that read `old` and reads `new`."""
    before = payload(signed_on=SIGNED, closing=f"<p>{old}</p>", **fields)
    after = payload(signed_on=SIGNED, closing=f"<p>{new}</p>", **fields)
    return [one.message for one in substantive(before, after, TODAY)]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("6月30日前报送。", "7月30日前报送。", "“6月30日”改为“7月30日”。"),
        ("于2026年6月30日前", "于2026年6月3日前", "“2026年6月30日”改为“2026年6月3日”。"),
        ("每亩补助500元。", "每亩补助800元。", "“500元”改为“800元”。"),
        ("补助5万元。", "补助5元。", "“5万元”改为“5元”。"),
        ("于2026年6月前办结。", "于2026年9月前办结。", "“2026年6月”改为“2026年9月”。"),
        ("比例为12.5%。", "比例为15%。", "“12.5”改为“15”。"),
        ("自受理之日起五日内", "自受理之日起十日内", "“五”改为“十”。"),
        ("提高百分之五。", "提高百分之八。", "“百分之五”改为“百分之八”。"),
        ("各村应当上报。", "各村可以上报。", "删去“应当”。"),
        ("各村可以上报。", "各村必须上报。", "增加“必须”。"),
        ("不得收费。", "可以收费。", "删去“不得”。"),
        ("禁止焚烧。", "不得焚烧。", "“禁止”改为“不得”。"),
        ("须经批准。", "经批准。", "删去“须”。"),
        ("联系电话：2233445。", "联系电话：2233446。", "“2233445”改为“2233446”。"),
        ("共3人。", "共30人。", "“3”改为“30”。"),
        ("分两批进行。", "分三批进行。", "“两”改为“三”。"),
        ("先选种，后栽种。不得迟于5月。", "先选种，后栽种。", "删去“不得、5月”。"),
    ],
)
def test_what_was_ordered_and_is_changed_is_told(old, new, expected):
    assert told(old, new) == [expected]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("做好植树工做。", "做好植树工作。"),
        ("各村、各社区。", "各村和各社区。"),
        ("于６月３０日前。", "于6月30日前。"),
        ("12 月 30 日前。", "12月30日前。"),
        ("补助10000元。", "补助10,000元。"),
        ("补助1万元。", "补助10000元。"),
        ("于2026年6月1日前。", "于2026年06月01日前。"),
        ("于2026-06-01前。", "于2026年6月1日前。"),
        ("应当上报并归档。", "应当归档并上报。"),
        ("见办事须知。", "见办事须知一览。"),
        ("不须要另附材料。", "不需要另附材料。"),
        ("进一步做好工作。", "逐步做好工作。"),
        ("统一安排，一些地方。", "统筹安排，有的地方。"),
        ("5月报名，6月栽种。", "6月栽种，5月报名。"),
    ],
)
def test_a_slip_of_the_pen_is_not_told(old, new):
    assert told(old, new) == []


def test_a_renumbered_section_and_where_it_is_filed_are_not_told():
    one, two = section(heading="事项甲"), section(heading="事项乙")
    old = payload(one, two, signed_on=SIGNED, index_number="A/2026-001")
    new = payload(two, signed_on=SIGNED, index_number="A/2026-002")
    assert substantive(old, new, TODAY) == []


def test_a_section_that_is_put_in_and_orders_something_is_told_at_its_place():
    one, two = section(heading="事项甲"), section(heading="事项乙", body="各村必须在3日内上报。")
    old, new = payload(one, signed_on=SIGNED), payload(one, two, signed_on=SIGNED)
    (found,) = substantive(old, new, TODAY)
    assert (found.place, found.message) == ("二、", "增加“必须、3”。")
    assert (found.advice, found.blocking) == (ADVICE, False)


def test_the_day_of_signing_itself_is_told():
    old, new = payload(signed_on=SIGNED), payload(signed_on="2026-05-13")
    (found,) = substantive(old, new, TODAY)
    assert (found.place, found.message) == (
        "成文日期",
        "“2026年5月12日”改为“2026年5月13日”。",
    )


@pytest.mark.parametrize("signed_on", [None, "2026-06-01", "2026-06-02"])
def test_before_it_is_signed_a_text_may_still_say_anything(signed_on):
    old = payload(signed_on=signed_on, closing="<p>补助5元。</p>")
    new = payload(signed_on=signed_on, closing="<p>补助8元。</p>")
    assert substantive(old, new, TODAY) == []


# At the desk


def corrected_draft(closing: str):
    notice = published(closing="<p>6月30日前报送。</p>")
    notice.closing = closing
    notice.save()
    notice.record_saved(editor())
    return notice


def shown(client, notice, verb: str) -> list[str]:
    page = client.get(reverse("admin:notices_notice_verb", args=[notice.pk, verb]))
    return [one.advice for one in page.context["problems"] if one.rule == "substance"]


@pytest.mark.django_db
def test_who_submits_approves_and_publishes_it_is_told_and_may_go_on(desk):
    notice = corrected_draft("<p>7月30日前报送。</p>")
    site_asks(1)
    client = desk(notice.made_by)
    assert shown(client, notice, "submit") == [ADVICE]
    noted(notice, "报送日期有误。", "major").submit(notice.made_by)
    client = desk(reviewer())
    assert shown(client, notice, "approve") == [ADVICE]
    notice.approve(reviewer(), "同意。", digest=notice.working_digest())
    client = desk(publisher())
    for verb in ("publish", "schedule"):
        assert shown(client, notice, verb) == [ADVICE]
    notice.publish(publisher())
    assert Event.objects.first().verb == Event.Verb.PUBLISHED
    assert notice.problems_of_correction() == []


@pytest.mark.django_db
def test_a_first_edition_and_a_slip_of_the_pen_are_not_told(desk):
    client = desk(publisher())
    assert shown(client, make_notice(closing="<p>补助5元。</p>"), "publish") == []
    notice = corrected_draft("<p>6月30日前，报送。</p>")
    assert shown(client, notice, "publish") == []
