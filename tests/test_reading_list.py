"""The list of notices, as readers get it."""

import datetime
import re

import pytest

from notices.models import Kind

from .making import corrected, make_notice, published

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("many", [1, 20])
def test_the_list_costs_seven_queries(client, many, django_assert_num_queries):
    for _ in range(many):
        published()
    # The page, the site's name and footer, and what there is to filter by.
    with django_assert_num_queries(7):
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


def test_pages_of_twenty_follow_each_other_and_odd_ones_are_the_nearest(client):
    numbers = [published().pk for _ in range(21)][::-1]
    assert numbers_shown(client, "") == numbers[:20]
    assert numbers_shown(client, "?page=2") == numbers[20:]
    for odd in ("abc", "0", "-1", "", "1.5", "²", "１"):
        assert numbers_shown(client, f"?page={odd}") == numbers[:20]
    for far in ("3", "9999999", "9" * 30, "9" * 5000):
        assert numbers_shown(client, f"?page={far}") == numbers[20:]


def test_an_empty_site_says_so(client):
    assert "还没有发布通知。" in client.get("/?page=7").content.decode()


def test_the_list_links_to_the_neighbouring_pages_only(client):
    for _ in range(21):
        published()
    first, second = (client.get(f"/?page={n}").content.decode() for n in (1, 2))
    assert re.findall(r'href="([^"]*)" rel="(?:prev|next)"', first) == ["?page=2"]
    assert re.findall(r'href="([^"]*)" rel="(?:prev|next)"', second) == ["/"]


def test_filters_narrow_the_list_and_go_along_from_page_to_page(client):
    numbers = [published().pk for _ in range(22)][::-1]
    order = Kind.objects.get(code="order")
    of_kind = published(kind=order, doc_number="示令〔2026〕1号")
    assert numbers_shown(client, "?kind=order") == [of_kind.pk]
    assert numbers_shown(client, "?kind=none&year=x") == [of_kind.pk, *numbers[:19]]
    assert numbers_shown(client, "?kind=notice") == numbers[:20]
    assert numbers_shown(client, "?kind=notice&page=9") == numbers[20:]
    first, second = (client.get(f"/?kind=notice&page={n}").content.decode() for n in (1, 2))
    assert re.findall(r'href="([^"]*)" rel="next"', first) == ["?page=2&amp;kind=notice"]
    assert re.findall(r'href="([^"]*)" rel="prev"', second) == ["?kind=notice"]
    assert '<option value="notice" selected>通知</option>' in first
    assert 'name="robots" content="noindex"' in first
    assert "没有符合这些条件的通知。" in client.get("/?validity=revoked").content.decode()
