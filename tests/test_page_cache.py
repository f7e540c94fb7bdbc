"""The page cache: one answer for many readers, and never one that is no longer true."""

import datetime
import gzip
import threading
import time
from io import BytesIO

import brotli
import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import OperationalError
from django.utils import timezone

from notices.models.generation import Change, changes_to_come
from site_config import generations
from site_config.generations import Known, Watch, look
from site_config.models import SiteIdentity
from site_config.page_cache import PageCache, asking
from site_config.page_cache.shelf import OVERHEAD, Kept, Shelf

from .making import TOMORROW, corrected, make_notice, person, published, publisher

MEGABYTE = 2**20
HOUR = datetime.timedelta(hours=1)


class Answer:
    """What a WSGI application answered."""

    def __init__(self, application, path="/", query="", method="GET", **environ):
        self.environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "8000",
            "HTTP_HOST": "127.0.0.1",
            "wsgi.input": BytesIO(),
            "wsgi.url_scheme": "http",
        } | environ
        parts = application(self.environ, self._start)
        self.body = b"".join(parts)
        if hasattr(parts, "close"):
            parts.close()

    def _start(self, status, headers, *_):
        self.status, self.headers = int(status[:3]), {name.lower(): v for name, v in headers}


class Counted:
    """The site, counting how often it is asked."""

    def __init__(self):
        self.site, self.asked = WSGIHandler(), 0

    def __call__(self, environ, start_response):
        self.asked += 1
        return self.site(environ, start_response)


class Away(Watch):
    """A watch whose database can be taken away; it looks at every request."""

    def __init__(self):
        self.is_away = False
        super().__init__(self._looked, clock=self._later)
        self._time = 0.0

    def _later(self):
        self._time += 10
        return self._time

    def _looked(self, at):
        if self.is_away:
            raise OperationalError("away")
        return look(at)


def to_be_taken_down(notice, at):
    """The page goes at a moment to come."""
    notice.withdraw(
        publisher(), "taken_down", takes_effect_at=at, reason="期满", stays_in_force=True
    )


@pytest.fixture
def cache(transactional_db):
    return PageCache(Counted(), 8 * MEGABYTE, Away())


def test_a_page_is_drawn_once_and_answered_again_byte_for_byte(cache):
    notice = published()
    first, second = (Answer(cache, f"/notices/{notice.pk}/") for _ in range(2))
    assert cache.application.asked == 1
    assert (second.status, second.body, second.headers) == (200, first.body, first.headers)


def test_every_public_change_is_seen_at_once(cache):
    notice = published(title="第一个标题的通知")
    path = f"/notices/{notice.pk}/"
    assert "第一个标题".encode() in Answer(cache, path).body
    notice.title = "第二个标题的通知"
    notice.save()
    corrected(notice)
    assert "第二个标题".encode() in Answer(cache, path).body
    notice.withdraw(publisher(), "taken_down", reason="误发", stays_in_force=True)
    assert Answer(cache, path).status == 410
    identity = SiteIdentity.current()
    identity.name = "新的网站名称"
    identity.save()
    assert "新的网站名称".encode() in Answer(cache, path).body


def test_a_schedule_is_due_without_anybody_doing_anything(cache, monkeypatch):
    notice = make_notice()
    notice.schedule(publisher(), timezone.now() + TOMORROW)
    path = f"/notices/{notice.pk}/"
    assert Answer(cache, path).status == 404
    later = timezone.now() + TOMORROW + HOUR
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert Answer(cache, path).status == 200


def test_encodings_are_kept_apart_and_each_has_an_etag_of_its_own(cache):
    path = f"/notices/{published().pk}/"
    plain = Answer(cache, path)
    packed = [Answer(cache, path, HTTP_ACCEPT_ENCODING=name) for name in ("br", "gzip")]
    assert [answer.headers["content-encoding"] for answer in packed] == ["br", "gzip"]
    assert brotli.decompress(packed[0].body) == gzip.decompress(packed[1].body) == plain.body
    assert len({answer.headers["etag"] for answer in [plain, *packed]}) == 3
    refused = Answer(cache, path, HTTP_ACCEPT_ENCODING="*;q=0")
    assert refused.body == plain.body


def test_who_has_the_page_is_told_so(cache):
    path = f"/notices/{published().pk}/"
    etag = Answer(cache, path).headers["etag"]
    again = Answer(cache, path, HTTP_IF_NONE_MATCH=f'"other", W/{etag}')
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", etag)
    assert Answer(cache, path, HTTP_IF_NONE_MATCH='rubbish\t"').status == 200
    assert cache.application.asked == 1


@pytest.mark.parametrize("many", [1, 3])
def test_a_notice_drawn_anew_costs_two_queries_read_twice_between_two_looks(
    cache, many, django_assert_num_queries
):
    pages = [f"/notices/{published(sections=many).pk}/" for _ in range(many + 1)]
    Answer(cache, pages[0])  # reads identity and footer, once in a generation
    with django_assert_num_queries(3 + 2 + 2 + 1):
        Answer(cache, pages[1])


def test_head_is_answered_from_the_page(cache):
    path = f"/notices/{published().pk}/"
    got = Answer(cache, path)
    asked = Answer(cache, path, method="HEAD")
    assert (asked.status, asked.body, asked.headers) == (200, b"", got.headers)


def test_what_a_reader_sends_changes_nothing_for_others(cache):
    path = f"/notices/{published().pk}/"
    own = {
        "HTTP_COOKIE": "session=abc; csrf=def",
        "HTTP_AUTHORIZATION": "Basic abc",
        "HTTP_X_FORWARDED_HOST": "evil.example",
        "HTTP_X_FORWARDED_PROTO": "gopher",
        "HTTP_RANGE": "bytes=0-1",
        "HTTP_IF_MODIFIED_SINCE": "Thu, 26 Nov 2099 01:23:10 GMT",
        "HTTP_USER_AGENT": "<script>",
    }
    poisoned = Answer(cache, path, "utm_source=%3Cscript%3E&from=timeline", **own)
    clean = Answer(PageCache(Counted(), MEGABYTE, Away()), path)
    assert poisoned.status == 200
    assert Answer(cache, path).body == poisoned.body == clean.body
    assert cache.application.asked == 1


def test_a_wrong_host_is_never_kept_and_gets_no_page(cache):
    path = f"/notices/{published().pk}/"
    Answer(cache, path)
    assert Answer(cache, path, HTTP_HOST="evil.example").status == 400
    assert Answer(cache, path, HTTP_HOST="").status != 410
    assert b"evil" not in Answer(cache, path).body


def test_nothing_private_is_kept(cache, client):
    client.force_login(person("admin"))
    cookie = "; ".join(f"{name}={value.value}" for name, value in client.cookies.items())
    for path in ("/admin/", "/admin/notices/notice/", "/admin/login/"):
        mine = Answer(cache, path, HTTP_COOKIE=cookie)
        assert mine.headers["cache-control"] == "no-store"
    assert Answer(cache, "/admin/").status == 302
    assert len(cache.pages) == len(cache.others) == 0


def test_queries_with_unknown_parameters_are_answered_and_not_kept(cache):
    published()
    for number in range(5):
        assert Answer(cache, "/", f"x{number}=1").status == 200
    assert Answer(cache, "/api/", "colour=red").status == 400
    assert len(cache.pages) == len(cache.others) == 0


def test_the_order_of_parameters_makes_no_other_page(cache):
    published()
    Answer(cache, "/", "mode=elder&kind=notice")
    Answer(cache, "/", "kind=notice&mode=elder&from=singlemessage")
    assert (cache.application.asked, len(cache.others)) == (1, 1)


def test_a_page_in_the_other_script_is_kept_as_a_page_of_its_own(cache):
    path = f"/notices/{published(title='关于发展党员工作的通知').pk}/"
    pages = [Answer(cache, f"{prefix}{path}", "mode=elder") for prefix in ("", "/hant", "/hant")]
    assert ["發展黨員".encode() in page.body for page in pages] == [False, True, True]
    assert cache.application.asked == 2


def test_unknown_addresses_take_a_bounded_part(cache):
    notice = published()
    Answer(cache, f"/notices/{notice.pk}/")
    small = PageCache(cache.application, 200_000, cache.watch)
    Answer(small, f"/notices/{notice.pk}/")
    for number in range(60):
        assert Answer(small, f"/nothing/{number}").status == 404
    assert small.others.bytes <= 50_000
    assert len(small.pages) == 1


def test_one_who_asks_while_another_draws_waits_for_that_page(cache):
    path, begun, go_on = f"/notices/{published().pk}/", threading.Event(), threading.Event()
    site = cache.application

    def slow(environ, start_response):
        begun.set()
        go_on.wait(5)
        return site(environ, start_response)

    cache.application = slow
    answers = []
    threads = [
        threading.Thread(target=lambda: answers.append(Answer(cache, path))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    begun.wait(5)
    go_on.set()
    for thread in threads:
        thread.join()
    assert [answer.status for answer in answers] == [200] * 4
    assert site.asked == 1


def test_a_page_drawn_across_a_change_is_not_shown_after_it(cache):
    notice = published()
    path = f"/notices/{notice.pk}/"
    site = cache.application

    def withdrawn_meanwhile(environ, start_response):
        answer = site(environ, start_response)
        notice.withdraw(publisher(), "taken_down", reason="误发", stays_in_force=True)
        return answer

    cache.application = withdrawn_meanwhile
    assert Answer(cache, path).status == 200
    cache.application = site
    assert Answer(cache, path).status == 410


def test_while_the_database_is_away_the_last_page_is_shown_as_it_was(cache):
    path = f"/notices/{published().pk}/"
    before = Answer(cache, path)
    cache.watch.is_away = True
    after = Answer(cache, path)
    assert after.body == before.body
    assert after.headers["warning"] == '110 - "Response is Stale"'
    assert int(after.headers["age"]) >= 0
    cache.watch.is_away = False
    assert "warning" not in Answer(cache, path).headers


def test_past_a_known_change_an_old_page_says_that_it_may_have_changed(cache, monkeypatch):
    one, other = published(), published()
    to_be_taken_down(other, timezone.now() + HOUR)
    pages = {notice: f"/notices/{notice.pk}/" for notice in (one, other)}
    before = Answer(cache, pages[one], HTTP_ACCEPT_ENCODING="br")
    for path in (pages[other], "/"):
        assert Answer(cache, path).status == 200
    cache.watch.is_away = True
    later = timezone.now() + 2 * HOUR
    monkeypatch.setattr(timezone, "now", lambda: later)
    after = Answer(cache, pages[one], HTTP_ACCEPT_ENCODING="br")
    told = after.body.decode().replace(
        '<p class="old" role="status">网站正在维护，这个页面可能已变更，请稍后刷新。</p>', ""
    )
    assert told.encode() == brotli.decompress(before.body) != after.body
    # What was to be taken down is not shown, nor a list that names it: Django answers, away or not.
    drawn = cache.application.asked
    Answer(cache, pages[other])
    Answer(cache, "/")
    assert cache.application.asked == drawn + 2


def test_a_small_memory_drops_what_nobody_asked_for_longest():
    shelf = Shelf(3 * (OVERHEAD + 10) * 8)
    for number in range(30):
        shelf.put((number,), Kept((1,), "200 OK", (), b"x" * 10, '""', 0))
        shelf.get((0,))
    assert shelf.bytes <= shelf.most
    assert shelf.get((0,)) and shelf.get((29,)) and not shelf.get((1,))


def test_a_page_larger_than_its_part_is_not_kept():
    shelf = Shelf(80_000)
    shelf.put(("large",), Kept((1,), "200 OK", (), b"x" * 10_000, '""', 0))
    assert (len(shelf), shelf.bytes) == (0, 0)


@pytest.mark.parametrize(
    "environ",
    [
        {"REQUEST_METHOD": "POST"},
        {"PATH_INFO": "/admin/"},
        {"PATH_INFO": "/static/site.css"},
        {"PATH_INFO": "/healthz"},
        {"PATH_INFO": "/notices/7/files/1/"},
        {"PATH_INFO": "/notices/7/figures/1/400/"},
        {"PATH_INFO": "/" + "a" * 100_000},
        {"QUERY_STRING": "page=" + "9" * 100_000},
        {"QUERY_STRING": "unknown=1"},
        {"QUERY_STRING": "page=1&page=2"},
        {"PATH_INFO": "/old.asp", "QUERY_STRING": "page=1"},
        {"SCRIPT_NAME": "/elsewhere"},
        {"HTTP_HOST": "evil.example"},
        {"HTTP_HOST": ""},
        {"HTTP_HOST": "127.0.0.1:" + "8" * 100_000},
    ],
)
def test_the_cache_leaves_alone(environ):
    usual = {"REQUEST_METHOD": "GET", "PATH_INFO": "/", "HTTP_HOST": "127.0.0.1:8000"}
    assert asking.read(usual) is not None
    assert asking.read(usual | environ) is None


def test_where_tls_is_demanded_only_what_came_over_it_is_kept(settings):
    settings.SECURE_SSL_REDIRECT, settings.DEMO_MODE = True, False
    settings.SITE_URL = "https://www.lanchuan.example"
    usual = {"REQUEST_METHOD": "GET", "PATH_INFO": "/", "HTTP_HOST": "www.lanchuan.example"}
    assert asking.read(usual) is None
    assert asking.read(usual | {"HTTP_X_FORWARDED_PROTO": "https"}) is not None
    other = {"HTTP_HOST": "lanchuan.example", "HTTP_X_FORWARDED_PROTO": "https"}
    assert asking.read(usual | other) is None


class Clock:
    def __init__(self):
        self.time = 0.0

    def __call__(self):
        return self.time


def test_the_database_is_looked_at_twice_a_second_and_no_more():
    clock, looks = Clock(), []

    def looked(at):
        looks.append(at)
        return len(looks), at + HOUR, ()

    watch = Watch(looked, clock)
    numbers = []
    for clock.time in (0, 0.1, 0.4, 0.6, 1.0, 1.2):
        numbers.append(watch.now().key[0])
    assert numbers == [1, 1, 1, 2, 2, 3]
    watch.forget()
    assert watch.now().key[0] == 4


def test_a_generation_ends_by_itself_at_its_moment(monkeypatch):
    now = timezone.now()
    watch = Watch(lambda at: (7, now + HOUR if at < now + HOUR else now + 2 * HOUR, ()), Clock())
    assert watch.now().key == (7, None)
    monkeypatch.setattr(timezone, "now", lambda: now + HOUR)
    assert watch.now().key == (7, now + HOUR)
    assert watch.now().key == (7, now + HOUR)


def test_a_database_that_was_never_there_has_no_generation():
    def away(at):
        raise OperationalError("away")

    assert Watch(away, Clock()).now() is None


def test_a_database_that_goes_away_leaves_what_was_known():
    away = Away()
    away._look = lambda at: (3, at + HOUR, (Change(at + HOUR, 5),))
    before = away.now()

    def gone(at):
        raise OperationalError("away")

    away._look = gone
    assert away.now() == Known(before.key, before.until, before.to_come, away=True)


def test_a_database_that_hangs_keeps_one_reader_waiting_and_not_all(monkeypatch):
    monkeypatch.setattr(generations, "PATIENCE", 0.3)
    clock, hangs, go_on = Clock(), threading.Event(), threading.Event()

    def looked(at):
        if hangs.is_set():
            go_on.wait(10)
        return 3, at + HOUR, ()

    watch = Watch(looked, clock)
    before = watch.now()
    hangs.set()
    clock.time = 10
    looking = threading.Thread(target=watch.now)
    looking.start()
    while not watch._lock.locked():
        time.sleep(0.01)
    waited = []
    for _ in range(20):
        start = time.monotonic()
        assert watch.now() == Known(before.key, before.until, away=True)
        waited.append(time.monotonic() - start > 0.2)
    assert waited == [True] + [False] * 19
    go_on.set()
    looking.join()
    assert watch.now().away is False


@pytest.mark.django_db
def test_what_is_to_come_in_its_order():
    at = timezone.now()
    scheduled, ending, gone = make_notice(), published(), published()
    scheduled.schedule(publisher(), at + 3 * HOUR)
    ending.withdraw(publisher(), "expired", takes_effect_at=at + 2 * HOUR, reason="期满")
    to_be_taken_down(gone, at + HOUR)
    assert changes_to_come(timezone.now()) == (
        Change(at + HOUR, gone.pk),
        Change(at + 2 * HOUR),
        Change(at + 3 * HOUR),
    )
    number, until, _ = look(timezone.now())
    day = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0) + TOMORROW
    assert until == min(at + HOUR, day)
