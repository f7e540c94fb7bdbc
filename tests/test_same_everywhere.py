"""Every list of readers and machines names the same notices, whatever is done to one of them."""

import re
import time
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from notices.models import ReadingSetting, Release, Topic

from .making import WORD, addresses, attach, corrected, make_notice, published, publisher

pytestmark = pytest.mark.django_db

LISTS = ("/", "/hant/", "/site-map/", "/sitemap.xml", "/api/", "/feed/")
LISTS += (f"/api/search/?q={WORD}", f"/search/?q={WORD}")
NAMED = re.compile(r"/notices/([0-9]+)/")
SECRET = "密语柳暗花明"
SPELLINGS = [SECRET, SECRET.encode("unicode-escape").decode(), "密語柳暗花明"]


def named(client) -> dict[str, set[int]]:
    """The notices each list names, by its address."""
    bodies = {address: client.get(address).content.decode() for address in LISTS}
    return {address: {int(found) for found in NAMED.findall(bodies[address])} for address in LISTS}


def agree(client, *notices) -> None:
    expected = {notice.pk for notice in notices}
    assert set(Release.objects.public().values_list("notice_id", flat=True)) == expected
    assert named(client) == dict.fromkeys(LISTS, expected)


def test_all_lists_follow_a_notice_from_its_schedule_to_the_seal_and_back(client):
    other, notice = published(), make_notice(attachments=1)
    agree(client, other)
    soon = timezone.now() + timedelta(seconds=2)
    notice.schedule(publisher(), soon)
    agree(client, other)
    time.sleep(max(0, (soon - timezone.now()).total_seconds()) + 0.01)
    agree(client, other, notice)
    notice.withdraw(publisher(), "taken_down", reason="核对。", stays_in_force=True)
    agree(client, other)
    notice.undo_withdrawal(publisher(), notice.standing_withdrawals().get(), reason="已经核对。")
    agree(client, other, notice)
    notice.withdraw(publisher(), "expired", reason="到期。", takes_effect_at=soon)
    agree(client, other, notice)
    notice.seal(publisher(), notice.live_release().edition, reason="内部的原因")
    agree(client, other)
    corrected(notice)
    agree(client, other, notice)


def everywhere(notice) -> list[str]:
    """Every public address under the notice and of its lists, all their variants included."""
    topic = notice.topic_id
    return [
        *addresses(notice),
        *LISTS,
        f"/notices/{notice.pk}/editions/2/",
        f"/hant/notices/{notice.pk}/editions/1/",
        f"/hant/notices/{notice.pk}/editions/2/",
        f"/api/notices/{notice.pk}/editions/2/",
        f"/notices/{notice.pk}/history/?edition=2",
        f"/notices/{notice.pk}/history/?on={timezone.localdate()}",
        f"/feed/?topic={topic}",
        f"/api/?topic={topic}&limit=1",
        # Found by its issuer, as a question is said again in its answer.
        "/search/?q=示例省委",
        "/api/search/?q=示例省委",
        "/sitemap.xml?section=notices",
    ]


def telling(client, notice) -> list[str]:
    """The addresses whose answers hold the secret, in any spelling of JSON or either script."""
    found = []
    for address in everywhere(notice):
        body = client.get(address).getvalue().decode(errors="replace")
        if any(spelling in body for spelling in SPELLINGS):
            found.append(address)
    return found


def secret_notice(**fields):
    topic = Topic.objects.create(name="绿化")
    notice = make_notice(topic=topic, **fields)
    attach(notice, SECRET, SECRET.encode())
    notice.refresh_from_db()
    return notice


def test_no_answer_holds_a_sentence_of_a_draft_or_of_what_is_still_to_come(client):
    notice = secret_notice(title=f"关于{SECRET}的通知", preamble=f"<p>{SECRET}。</p>")
    assert telling(client, notice) == []
    notice.schedule(publisher(), timezone.now() + timedelta(days=1))
    assert telling(client, notice) == []


def test_no_answer_holds_a_sentence_of_a_sealed_edition(client):
    notice = secret_notice(title=f"关于{SECRET}的通知", preamble=f"<p>{SECRET}。</p>")
    notice.publish(publisher())
    assert len(telling(client, notice)) > 10
    notice.seal(publisher(), notice.live_release().edition, reason="含有不应公开的内容")
    assert telling(client, notice) == []


def test_no_answer_holds_a_sentence_of_a_sealed_earlier_edition(client):
    ReadingSetting.objects.create(pk=1, history="compare")
    notice = secret_notice(preamble=f"<p>{SECRET}。</p>")
    notice.publish(publisher())
    notice.refresh_from_db()
    notice.attachments.all().delete()
    notice.preamble = "<p>为做好植树工作，现通知如下。</p>"
    notice.save()
    corrected(notice)
    first = f"/notices/{notice.pk}/editions/1/"
    history = f"/notices/{notice.pk}/history/"
    compared = [f"{history}?edition=2", f"{history}?on={timezone.localdate()}"]
    assert sorted(telling(client, notice)) == sorted(
        [first, history, f"/api{first}", f"/hant{first}", *compared]
    )
    notice.seal(publisher(), notice.editions.get(number=1), reason="含有不应公开的内容")
    assert telling(client, notice) == []
    assert [client.get(f"{way}{first}").status_code for way in ("", "/api", "/hant")] == [410] * 3


def test_the_feeds_and_the_maps_are_what_their_formats_ask_for(client):
    notice = secret_notice()
    notice.publish(publisher())
    atom = "{http://www.w3.org/2005/Atom}"
    for query in ("", f"?topic={notice.topic_id}"):
        root = ElementTree.fromstring(client.get(f"/feed/{query}").content)
        for each in (root, *root.iter(f"{atom}entry")):
            counts = [len(each.findall(f"{atom}{name}")) for name in ("id", "title", "updated")]
            assert counts == [1, 1, 1]
        (entry,) = root.iter(f"{atom}entry")
        assert entry.find(f"{atom}author/{atom}name").text == "中共示例省委"
    root = ElementTree.fromstring(client.get("/sitemap.xml").content)
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    assert root.tag == f"{space}urlset"
    for line in root:
        parts = [part.tag.removeprefix(space) for part in line]
        assert parts in (["loc"], ["loc", "lastmod"])
