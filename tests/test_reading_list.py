"""The list of notices, as readers get it."""

import datetime
import re
from html import unescape
from urllib.parse import quote, urljoin

import pytest
from django.utils import timezone

from notices.models import Kind

from .making import corrected, make_notice, published, publisher

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("many", [1, 20])
def test_the_list_costs_eight_queries(client, many, django_assert_num_queries):
    for _ in range(many):
        published()
    # What is pinned, the page, the site's name and footer, and what there is to filter by.
    with django_assert_num_queries(8):
        assert client.get("/").content.decode().count('<a class="t"') == many


def test_the_list_is_newest_first_by_month_and_a_correction_moves_nothing(client):
    first, second = published(title="甲通知"), published(title="乙通知")
    corrected(first)
    body = client.get("/").content.decode()
    assert re.findall(r'class="t" href="/notices/(\d+)/"', body) == [
        str(second.pk),
        str(first.pk),
    ]
    assert body.count('<h2 class="mon"') == 1


def test_the_list_shows_what_is_worth_knowing_of_a_document(client):
    make_notice(title="没有发布的通知")
    published(title="将来施行的通知", effective_on=datetime.date(2999, 1, 1))
    published(title="现行的通知")
    body = client.get("/").content.decode()
    assert re.findall(r'<span class="tag[^"]*">(.*?)</span>', body) == ["尚未生效"]
    assert "没有发布的通知" not in body


def numbers_shown(client, query):
    body = client.get(f"/{query}").content.decode()
    return [int(number) for number in re.findall(r'class="t" href="/notices/(\d+)/"', body)]


def turned(client, address, way):
    """The address that a page's link of this relation or this word leads to; None without one."""
    body = client.get(address).content.decode()
    found = re.search(rf'<a href="([^"]*)"(?: rel="{way}">|>{way}</a>)', body)
    return found and urljoin(address, unescape(found[1]))


def walked(client, address, way):
    """The notices of each page, from one to the next."""
    pages = []
    while address is not None:
        pages.append(numbers_shown(client, address.removeprefix("/")))
        address = turned(client, address, way)
    return pages


@pytest.mark.slow
def test_pages_of_twenty_follow_each_other_to_the_end_and_back(client):
    numbers = [published().pk for _ in range(45)][::-1]
    pages = [numbers[:20], numbers[20:40], numbers[40:]]
    assert walked(client, "/", "next") == pages
    last = turned(client, "/", "末页")
    assert last == "/?page=last"
    # The last page is a full one; on the way back so is every other.
    assert walked(client, last, "prev") == [numbers[25:], numbers[5:25], numbers[:20]]
    third = turned(client, turned(client, "/", "next"), "next")
    assert walked(client, third, "prev") == pages[::-1]
    assert turned(client, third, "首页") == "/"
    assert (turned(client, third, "next"), turned(client, third, "末页")) == (None, None)
    assert (turned(client, "/", "prev"), turned(client, "/", "首页")) == (None, None)


def test_notices_of_one_moment_are_each_on_one_page(client):
    at = timezone.now() - datetime.timedelta(days=1)
    for _ in range(23):
        make_notice().move_in(publisher(), at)
    pages = walked(client, "/", "next")
    assert [len(page) for page in pages] == [20, 3]
    assert len({number for page in pages for number in page}) == 23


def test_a_page_of_no_sense_is_the_nearest_there_is(client):
    numbers = [published().pk for _ in range(25)][::-1]
    first, second, last = numbers[:20], numbers[20:], numbers[5:]
    oldest = "20010101T000000Z-1"
    found = {
        page: numbers_shown(client, f"?page={quote(page)}")
        for page in [
            *("abc", "0", "-1", "", "1.5", "²", "１", "after-", "after-x", "before-0", "last-"),
            *(
                "after-20261399T000000Z-1",
                "after-20260101T000000Z-0",
                "\x00",
                "after-\n",
                "x" * 5000,
            ),
            *("before-20260101T000000Z-" + "9" * 30, "before-99991231T235959.999999Z-1"),
            *("2", "3", "50", "51", "9999999", "9" * 30, "9" * 5000, "last"),
            *(f"after-{oldest}", f"before-{oldest}", "after-00010101T000000Z-1"),
            "after-99991231T235959.999999Z-1",
        ]
    }
    is_last = {"3", "50", "51", "9999999", "9" * 30, "9" * 5000, "last"}
    is_last |= {f"after-{oldest}", f"before-{oldest}", "after-00010101T000000Z-1"}
    expected = {page: last if page in is_last else first for page in found}
    expected |= {"2": second, "before-99991231T235959.999999Z-1": first}
    assert found == expected


@pytest.mark.slow
def test_a_place_outlives_the_notice_that_stood_there(client):
    notices = [published() for _ in range(41)][::-1]
    second = turned(client, "/", "next")
    for notice in (notices[19], notices[20]):
        notice.withdraw(publisher(), "taken_down", reason="核对。", stays_in_force=True)
    assert numbers_shown(client, second.removeprefix("/")) == [n.pk for n in notices[21:]]


def test_a_place_goes_on_under_other_filters(client):
    order = Kind.objects.get(code="order")
    older = published(kind=order, doc_number="示令〔2026〕1号")
    for _ in range(21):
        published()
    newer = published(kind=order, doc_number="示令〔2026〕2号")
    page = turned(client, "/", "next").removeprefix("/?")
    assert numbers_shown(client, f"?kind=order&{page}") == [older.pk]
    assert turned(client, f"/?kind=order&{page}", "prev").startswith("/?kind=order&page=before-")
    assert numbers_shown(client, "?kind=order") == [newer.pk, older.pk]


@pytest.mark.slow
def test_a_page_says_its_own_address_and_the_first_has_none(client):
    for _ in range(41):
        published()
    second = turned(client, "/", "next")
    first_again = turned(client, second, "prev")
    last = turned(client, second, "next")
    canonical = {
        "/": "/",
        second: second,
        first_again: "/",
        last: last,
        "/?page=abc": "/",
        "/?page=2": second,
        "/?page=9999999": "/?page=last",
        "/?page=last": "/?page=last",
    }
    found = {}
    for address in canonical:
        body = client.get(address).content.decode()
        (link,) = re.findall(r'rel="canonical" href="http://127.0.0.1:8000([^"]*)"', body)
        found[address] = link
        (title,) = re.findall(r"<title>(.*)</title>", body)
        assert title.endswith("及以前：通知公告 - 通知公告") == (link != "/"), address
    assert found == canonical


def test_a_page_costs_the_same_queries_wherever_it_stands(client, django_assert_num_queries):
    for _ in range(45):
        published()
    second = turned(client, "/", "next")
    for address in ("/", second, turned(client, second, "next"), "/?page=last", "/?page=2"):
        with django_assert_num_queries(8) as asked:
            client.get(address)
        assert not [one["sql"] for one in asked.captured_queries if "COUNT(" in one["sql"]]


def test_an_empty_site_says_so(client):
    assert "还没有发布通知。" in client.get("/?page=7").content.decode()


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("year=1900", "没有您要的年份，没有按它筛选。"),
        ("topic=77&issuer=x&kind=notice", "没有您要的主题、发文机关，没有按它们筛选。"),
    ],
)
def test_a_choice_there_is_not_is_named_and_filters_nothing(client, query, told):
    notice = published()
    assert numbers_shown(client, f"?{query}") == [notice.pk]
    assert f'<p class="count s">{told}</p>' in client.get(f"/?{query}").content.decode()
    assert told in client.get(f"/search/?q=植树&{query}").content.decode()
    assert "没有您要的" not in client.get("/?year=&kind=notice&none=x").content.decode()


def test_filters_narrow_the_list_and_go_along_from_page_to_page(client):
    numbers = [published().pk for _ in range(22)][::-1]
    order = Kind.objects.get(code="order")
    of_kind = published(kind=order, doc_number="示令〔2026〕1号")
    assert numbers_shown(client, "?kind=order") == [of_kind.pk]
    assert numbers_shown(client, "?kind=none&year=x") == [of_kind.pk, *numbers[:19]]
    assert numbers_shown(client, "?kind=notice") == numbers[:20]
    assert walked(client, "/?kind=notice", "next") == [numbers[:20], numbers[20:]]
    assert (
        turned(client, "/?kind=notice&mode=elder", "末页") == "/?kind=notice&page=last&mode=elder"
    )
    first = client.get("/?kind=notice").content.decode()
    assert "<title>通知：通知公告 - " in first
    both = client.get("/?kind=notice&validity=in_force&year=x").content.decode()
    assert "<title>通知、现行有效：通知公告 - " in both
    assert '<option value="notice" selected>通知</option>' in first
    assert 'name="robots" content="noindex"' in first
    assert "没有符合这些条件的通知。" in client.get("/?validity=revoked").content.decode()
