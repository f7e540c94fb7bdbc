"""A page kept in memory is drawn again where what it reads has changed, and only there."""

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.utils import timezone

from notices.models import Event, ReadingSetting, Release, Topic
from site_config.models import FooterLink, SiteIdentity, TraditionalWord
from site_config.page_cache import PageCache
from site_config.page_cache.asking import _FILES
from site_config.page_cache.reads import Recorder, read_the_same

from .making import TOMORROW, addresses, attach, corrected, make_notice, published, publisher
from .test_page_cache import MEGABYTE, Answer, Away, Counted

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cache():
    return PageCache(Counted(), 8 * MEGABYTE, Away())


def page_of(notice) -> str:
    return f"/notices/{notice.pk}/"


def test_a_page_that_reads_the_same_after_a_change_elsewhere_is_not_drawn_again(cache):
    notice = published()
    before = Answer(cache, page_of(notice))
    published()
    after = Answer(cache, page_of(notice))
    assert (after.status, after.body, after.headers) == (200, before.body, before.headers)
    assert (cache.application.asked, cache.counts["unchanged"]) == (1, 1)
    assert Answer(cache, page_of(notice)).body == before.body
    assert (cache.counts["hits"], cache.counts["unchanged"]) == (1, 1)


@pytest.mark.parametrize("many", [1, 3])
def test_to_find_a_page_unchanged_costs_two_queries_beside_those_of_a_generation(
    cache, many, django_assert_num_queries
):
    notices = [published(sections=many) for _ in range(many)]
    Answer(cache, page_of(notices[0]))
    published()
    with django_assert_num_queries(3 + 4 + 2):
        Answer(cache, page_of(notices[0]))


def test_a_page_nobody_has_made_is_not_looked_for_again_until_it_may_be_there(cache):
    topic = Topic.objects.create(name="防汛")
    assert Answer(cache, f"/topics/{topic.pk + 1}/").status == 404
    published()
    assert Answer(cache, f"/topics/{topic.pk + 1}/").status == 404
    assert cache.application.asked == 1
    assert Answer(cache, "/notices/99/").status == 404
    notice = published()
    assert Answer(cache, page_of(notice)).status == 200


def everything_that_changes(notice):
    """Acts upon a site, one after the other, each of which shows on some page."""
    other = published(title="关于另一件事的通知")
    corrected(notice)
    yield "another is published, and a correction of this one"
    ReadingSetting.objects.update_or_create(pk=ReadingSetting.ROW, defaults={"history": "compare"})
    amending = make_notice(title="关于修改一件事的通知")
    amending.relations.create(type="amends", other=notice)
    amending.publish(publisher())
    yield "earlier editions are shown, and another amends it"
    notice.withdraw(
        publisher(), "repealed", reason="另有规定。", decided_by="中共示例省委",
        basis_number="示委〔2026〕9号", successor=other, takes_effect_at=timezone.now(),
    )  # fmt: skip
    yield "it is repealed"
    other.withdraw(publisher(), "taken_down", reason="核对。", stays_in_force=True)
    yield "its successor is taken down"
    other.undo_withdrawal(publisher(), other.standing_withdrawals().get(), reason="无误。")
    yield "and is back"
    notice.undo_withdrawal(publisher(), notice.standing_withdrawals().get(), reason="误操作。")
    notice.seal(publisher(), notice.live_release().edition, reason="内部的原因")
    yield "the repeal is undone, and it is sealed"
    corrected(notice)
    identity = SiteIdentity.current()
    identity.name = "新的网站名称"
    identity.save()
    yield "it is corrected, and the site has another name"
    FooterLink.objects.create(title="岚川档案", address="/about/", order=99)
    TraditionalWord.objects.create(word="植树", traditional="種樹木")
    yield "a link more, and a word is written otherwise"


def test_whatever_changes_every_address_answers_as_it_would_without_a_memory(cache):
    notice = published(sections=2, attachments=1)
    attach(notice, "名单.txt", "植树名单".encode())
    # Pages with a query, and files, are drawn in every generation; twins are drawn of the others.
    alone = [path for path in addresses(notice) if "?" not in path and not _FILES.fullmatch(path)]
    paths = [path for path in alone if not path.startswith("/hant/")] + ["/hant" + page_of(notice)]
    for act in everything_that_changes(notice):
        shown = {path: Answer(cache, path) for path in paths}
        for path in paths:
            drawn = Answer(WSGIHandler(), path)
            told = shown[path].status, shown[path].body
            assert (act, path, *told) == (act, path, drawn.status, drawn.body)
    assert cache.counts["unchanged"] > 5
    assert cache.counts["hits"] == 0


def test_at_a_moment_that_changes_something_by_itself_everything_is_drawn_again(cache, monkeypatch):
    notice = published()
    Answer(cache, page_of(notice))
    make_notice().schedule(publisher(), timezone.now() + TOMORROW)
    assert Answer(cache, page_of(notice)).status == 200
    assert cache.application.asked == 1
    later = timezone.now() + 2 * TOMORROW
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert Answer(cache, page_of(notice)).status == 200
    assert cache.application.asked == 2


def test_a_page_drawn_across_a_change_and_back_is_drawn_again(cache):
    notice, site = published(), cache.application

    def away_meanwhile(environ, start_response):
        notice.withdraw(publisher(), "taken_down", reason="核对。", stays_in_force=True)
        answer = site(environ, start_response)
        notice.undo_withdrawal(publisher(), notice.standing_withdrawals().get(), reason="无误。")
        return answer

    cache.application = away_meanwhile
    assert Answer(cache, page_of(notice)).status == 410
    cache.application = site
    assert Answer(cache, page_of(notice)).status == 200


def test_what_was_read_tells_of_a_change_by_the_moment_of_asking():
    notice = make_notice()
    with Recorder() as recorder:
        assert list(Release.objects.public(timezone.now())) == []
    reads = recorder.reads()
    assert read_the_same(reads)
    notice.publish(publisher())
    assert not read_the_same(reads)


def test_what_wrote_as_well_is_not_remembered_as_reading():
    with Recorder() as recorder:
        Event.objects.count()
        Topic.objects.create(name="防汛")
    assert recorder.reads() is None


def test_who_cannot_read_again_says_that_it_is_not_the_same():
    with Recorder() as recorder, connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    (read,) = recorder.reads()
    gone = type(read)("SELECT 1 FROM of_nothing", (), read.rows)
    assert (read_the_same((read,)), read_the_same((gone,))) == (True, False)
