"""/search/: what readers find, as they find it; the same set as everywhere else."""

import datetime
import re
from html import unescape
from importlib import import_module

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from notices.models import (
    Erasure,
    Issuer,
    Kind,
    Passage,
    Release,
    Section,
    Shelf,
    Topic,
    ranked,
)
from notices.models.searching import frequent
from notices.models.searching.passage import key_of
from notices.searching import fold, read

from .making import attach, corrected, editor, make_notice, published, publisher

pytestmark = pytest.mark.django_db
TITLE = "中共示例省委关于做好春季植树工作的通知"


def seen(client, q, **more) -> str:
    response = client.get("/search/", {"q": q} | more)
    assert response.status_code == 200
    return response.content.decode()


def found(client, q, **more) -> list[int]:
    """The notices of the page, in its order."""
    return [
        int(number)
        for number in re.findall(r'class="t" href="/notices/(\d+)/', seen(client, q, **more))
    ]


def count(client, q, **more) -> str:
    """3件通知，5处, or what is said instead."""
    return unescape(re.search(r'<h2 class="count">(.*?)</h2>', seen(client, q, **more))[1])


def with_sections(*bodies, **fields):
    """A public notice whose sections say these."""
    notice = make_notice(sections=0, **fields)
    for body in bodies:
        Section.objects.create(notice=notice, body=f"<p>{body}</p>")
    notice.refresh_from_db()
    notice.publish(publisher())
    return notice


@pytest.mark.parametrize(
    "q", ["植树", "植樹", "树", "春季植树工作", "示发[2026]7号", "示发(2026)7號", "示发〔2026〕7号"]
)
def test_words_numbers_and_both_scripts_find_the_notice(client, q):
    notice = published(doc_number="示发〔2026〕7号")
    published(title="关于防汛值班的通知", preamble="<p>现通知如下。</p>")
    assert found(client, q)[0] == notice.pk


def test_hits_stand_by_section_with_label_words_and_address(client):
    notice = published(sections=2)
    number = notice.sections.first().number
    body = seen(client, "第1项安排")
    assert count(client, "第1项安排") == "“第1项安排”：1件通知，1处"
    hit = re.search(r'<ul class="hits"><li>(.*?)</li>', body)[1]
    assert hit == (
        f'<a href="/notices/{notice.pk}/#s{number}">一、<mark>第1项安排</mark></a>'
        "<p><mark>第1项安排</mark>的内容。</p>"
    )


def test_a_hit_in_the_title_is_marked_there(client):
    notice = published(doc_number="示发〔2026〕7号")
    body = seen(client, "发20267")
    assert f'href="/notices/{notice.pk}/">{TITLE}</a>' in body
    assert '<span class="no">示<mark>发〔2026〕7</mark>号</span>' in body
    assert '<ul class="hits">' not in body


def test_what_stands_around_the_sections_is_found(client):
    notice = make_notice(addressee="各林业站", closing="<p>请遵照办理。</p>", cc="绿化委员会。")
    attach(notice, "苗木分配表")
    notice.refresh_from_db()
    notice.publish(publisher())
    places = {}
    for q in ("现通知如下", "遵照办理", "绿化委员会", "苗木分配", "各林业站"):
        places[q] = re.findall(r'<ul class="hits"><li><a href="(.*?)">(.*?)</a>', seen(client, q))
    root = f"/notices/{notice.pk}/"
    assert places == {
        "现通知如下": [(root, "开头")],
        "遵照办理": [(root, "结尾")],
        "绿化委员会": [(root, "结尾")],
        "苗木分配": [(root, "附件")],
        "各林业站": [(root, "发文机关和主送机关")],
    }


def test_stored_text_and_query_are_escaped(client):
    with_sections("苗高 &lt;b&gt;1米&lt;/b&gt; &amp; 以上")
    body = seen(client, "b>1米<")
    assert "苗高 &lt;<mark>b&gt;1米</mark>&lt;/b&gt; &amp; 以上" in body
    assert 'value="b&gt;1米&lt;"' in body
    assert "<script>" not in seen(client, '"><script>alert(1)</script>')


def test_every_term_must_stand_in_the_same_section(client):
    both = with_sections("汛期值班要严。", "其他。")
    apart = with_sections("汛期要严。", "值班要勤。")
    assert found(client, "汛期 值班") == [both.pk]
    assert apart.pk not in found(client, "值班 汛期")


def test_title_weighs_more_than_heading_and_heading_more_than_text(client):
    by_text = with_sections(*["苗圃要浇水。"] * 5)
    by_heading = make_notice(sections=0)
    Section.objects.create(notice=by_heading, heading="苗圃", body="<p>浇水。</p>")
    by_heading.refresh_from_db()
    by_heading.publish(publisher())
    by_title = with_sections("浇水。", title="关于苗圃的通知")
    newest = with_sections("苗圃。")
    order = [by_title.pk, by_heading.pk, by_text.pk, newest.pk]
    assert found(client, "苗圃") == order
    assert found(client, "苗圃", sort="date") == sorted(order, reverse=True)
    assert found(client, "苗圃", sort="none") == order


def test_sections_beyond_three_are_counted_and_not_shown(client):
    with_sections(*["苗圃。"] * 5)
    assert count(client, "苗圃") == "“苗圃”：1件通知，5处"
    body = seen(client, "苗圃")
    assert (body.count("<mark>"), "还有2处" in body) == (3, True)


def inside(client, address: str) -> tuple[str, list[str], str | None]:
    """What the places of one notice are said to be, their addresses, and the next page."""
    body = client.get(f"/search/{address}").content.decode()
    (told,) = re.findall(r'<h2 class="count">(.*?)</h2>', body)
    (hits,) = re.findall(r'<ul class="hits">(.*?)</ul>', body)
    following = re.search(r'href="([^"]*)" rel="next"', body)
    return told, re.findall('href="(.*?)"', hits), following and unescape(following[1])


def test_the_places_that_are_not_shown_are_behind_a_link(client):
    notice = with_sections(*["苗圃。"] * 5, title="关于苗圃的通知")
    with_sections("苗圃。")
    (more,) = re.findall(r'<a href="(\?[^"]*)">还有2处<', seen(client, "苗圃"))
    numbers = [row.number for row in notice.sections.all()]
    assert inside(client, unescape(more)) == (
        "“苗圃”在下面这件通知中：6处",
        [f"/notices/{notice.pk}/#s{number}" for number in numbers],
        None,
    )
    assert "关于<mark>苗圃</mark>的通知" in client.get(f"/search/{unescape(more)}").content.decode()


def test_many_places_of_one_notice_follow_each_other_without_a_gap(client):
    notice = with_sections(*["苗圃。"] * 103)
    pages, address = [], f"?q=苗圃&in={notice.pk}"
    while address:
        told, hits, address = inside(client, address)
        assert told == "“苗圃”在下面这件通知中：103处"
        pages.append(hits)
    numbers = [row.number for row in notice.sections.all()]
    assert [len(page) for page in pages] == [50, 50, 3]
    assert [hit for page in pages for hit in page] == [
        f"/notices/{notice.pk}/#s{number}" for number in numbers
    ]


@pytest.mark.parametrize("number", ["0", "-1", "abc", "9" * 30, "²", "1.5", "%00"])
def test_a_notice_that_cannot_be_searched_is_not_and_all_others_are(client, number):
    notice = published()
    body = client.get(f"/search/?q=植树&in={number}&place=x").content.decode()
    assert "没有您要查找的那件通知，下面是在全部通知中找到的。" in body
    assert f'class="t" href="/notices/{notice.pk}/"' in body


def test_nothing_is_found_within_what_readers_cannot_see(client):
    draft, down, sealed = make_notice(), published(), published()
    down.withdraw(publisher(), "taken_down", reason="核对。", stays_in_force=True)
    sealed.seal(publisher(), sealed.live_release().edition, reason="含不宜公开的内容。")
    for notice in (draft, down, sealed):
        body = client.get(f"/search/?q=植树&in={notice.pk}").content.decode()
        assert "没有您要查找的那件通知" in body and "<mark>" not in body


@pytest.mark.parametrize("many", [1, 3])
def test_the_places_of_one_notice_cost_nine_queries(client, many, django_assert_num_queries):
    notice = with_sections(*["苗圃。"] * many)
    with django_assert_num_queries(9):
        assert len(inside(client, f"?q=苗圃&in={notice.pk}")[1]) == many


# --- words that stand nearly everywhere ----------------------------------------------------


@pytest.fixture
def all_common(monkeypatch):
    """Every word stands in more passages than are weighed."""
    monkeypatch.setattr(frequent, "MOST_WEIGHED", 0)


def test_a_common_word_is_listed_by_date_and_says_so(client, all_common):
    by_title = with_sections("浇水。", title="关于苗圃的通知")
    by_text = with_sections("苗圃。", "苗圃二。")
    assert found(client, "苗圃") == found(client, "苗圃", sort="date") == [by_text.pk, by_title.pk]
    body = seen(client, "苗圃")
    assert count(client, "苗圃") == "“苗圃”的搜索结果"
    assert "按发布日期排列。再加一两个字，或者用筛选，可以找得更准。" in body
    assert "按相关程度排列" not in body and "件通知" not in body


def test_a_common_word_is_still_found_wherever_a_scan_finds_it(client, all_common):
    numbers = [published().pk for _ in range(23)] + [
        with_sections("浇水。", title="苗", preamble="<p>如下。</p>").pk
    ]
    numbers += [published().pk for _ in range(20)]
    for q in ("植", "植树", "春季植树", "植树 春季", "浇水"):
        pages, query = [], f"q={q}"
        while query:
            body = get(client, f"/search/?{query}")
            pages += [int(n) for n in re.findall(r'class="t" href="/notices/(\d+)/', body)]
            following = re.search(r'href="\?([^"]*)" rel="next"', body)
            query = following and unescape(following[1])
        expected = [n for n in numbers[::-1] if (n == numbers[23]) == (q == "浇水")]
        assert pages == expected, q


def test_a_common_word_is_narrowed_and_not_found_like_any_other(client, all_common):
    order = Kind.objects.get(code="order")
    of_kind = published(kind=order, doc_number="示令〔2026〕1号")
    several = with_sections(*["苗圃。"] * 5)
    assert found(client, "植树", kind="order", year="2026") == [of_kind.pk]
    assert count(client, "防汛") == "没有找到“防汛”"
    (more,) = re.findall(r'<a href="(\?[^"]*)">还有2处<', seen(client, "苗圃"))
    assert len(inside(client, unescape(more))[1]) == 5
    several.withdraw(publisher(), "taken_down", reason="核对。", stays_in_force=True)
    assert count(client, "苗圃") == "没有找到“苗圃”"


@pytest.mark.parametrize("many", [1, 3])
def test_a_common_word_costs_what_any_other_does(
    client, many, all_common, django_assert_num_queries
):
    for _ in range(many):
        published(sections=3)
    with django_assert_num_queries(10):
        assert len(found(client, "植树")) == many


def test_near_matches_stand_apart_and_are_not_counted(client):
    with_sections("标明转移路线。", "画出行进路线。", "转移以后清点。", "其他。")
    assert count(client, "转移路线") == "“转移路线”：1件通知，1处"
    hits, near = seen(client, "转移路线").split("相近结果")
    assert re.findall("<mark>(.*?)</mark>", hits) == ["转移路线"]
    assert re.findall("<mark>(.*?)</mark>", near) == ["路线", "转移"]


def test_who_finds_nothing_is_told_what_may_be_meant_and_what_comes_near(client):
    published(title="关于防汛值班的通知")
    body = seen(client, "放汛值班")
    assert count(client, "放汛值班") == "没有找到“放汛值班”"
    assert re.findall(r'是不是要找：<a href="\?q=[^"]*">(.*?)</a>', body) == ["防汛值班"]
    apart = with_sections("汛期要严。", "领导要带班。")
    assert found(client, "汛期带班") == [apart.pk]
    assert count(client, "汛期带班") == "没有找到“汛期带班”"


def test_a_slip_is_not_corrected_by_what_readers_cannot_see(client):
    notice = published(title="关于防汛值班的通知")
    notice.withdraw(publisher(), "taken_down", reason="核对。", stays_in_force=True)
    make_notice(title="关于防汛值班的通知")
    assert "防汛值班" not in seen(client, "放汛值班")


def test_search_list_map_and_public_are_one_set_through_every_act(client):
    notice = published()
    other = published()

    def sets():
        every = [
            set(found(client, "植树")),
            {int(n) for n in re.findall(r'class="t" href="/notices/(\d+)/', get(client, "/"))},
            {int(n) for n in re.findall(r"/notices/(\d+)/", get(client, "/sitemap.xml"))},
            {int(n) for n in re.findall(r'"/notices/(\d+)/"', get(client, "/site-map/"))},
            set(Release.objects.public().values_list("notice", flat=True)),
        ]
        assert every == [every[0]] * 5
        return every[0]

    assert sets() == {notice.pk, other.pk}
    withdrawal = notice.withdraw(publisher(), "taken_down", reason="核对。", stays_in_force=True)
    assert sets() == {other.pk}
    notice.undo_withdrawal(publisher(), withdrawal, reason="核对完毕。")
    assert sets() == {notice.pk, other.pk}
    notice.seal(publisher(), notice.live_release().edition, reason="含不宜公开的内容。")
    assert sets() == {other.pk}
    later = make_notice()
    later.schedule(publisher(), timezone.now() + datetime.timedelta(days=1))
    assert sets() == {other.pk}


def get(client, address):
    return client.get(address).content.decode()


def test_a_correction_takes_the_old_text_out_and_a_schedule_comes_by_itself(client):
    notice = corrected(published(), note="改正了时间。")
    assert found(client, "改正了时间") == [notice.pk]
    assert Passage.objects.filter(folded__holds=("植树",)).count() == 4
    assert count(client, "植树") == "“植树”：1件通知，2处"
    later = make_notice(title="关于秋季造林的通知")
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    later.schedule(publisher(), tomorrow)
    at = tomorrow + datetime.timedelta(seconds=1)
    rows = ranked(Release.objects.public(at), read("秋季造林").terms, 20)
    assert ([row.notice_id for row in rows], found(client, "秋季造林")) == ([later.pk], [])


@pytest.mark.parametrize("many", [1, 3])
def test_what_is_found_costs_ten_queries(client, many, django_assert_num_queries):
    for _ in range(many):
        published(sections=3)
    with django_assert_num_queries(10):
        assert len(found(client, "植树")) == many


@pytest.mark.parametrize("many", [1, 3])
def test_a_query_with_near_matches_costs_eleven(client, many, django_assert_num_queries):
    for _ in range(many):
        published(sections=3)
    with django_assert_num_queries(11):
        assert len(found(client, "春季植树", year="2026")) == many


def test_pages_follow_each_other_without_a_gap_in_both_orders(client):
    numbers = [published().pk for _ in range(41)][::-1]
    for sort in ("relevance", "date"):
        pages, query = [], f"q=植树&sort={sort}"
        while query:
            body = get(client, f"/search/?{query}")
            assert "“植树”：41件通知，82处" in body
            pages.append([int(n) for n in re.findall(r'class="t" href="/notices/(\d+)/', body)])
            following = re.search(r'href="\?([^"]*)" rel="next"', body)
            query = following and unescape(following[1])
        assert pages == [numbers[:20], numbers[20:40], numbers[40:]]


@pytest.mark.parametrize(
    "after", ["", "abc", "1.2", "-1.-1.-1", "9999999.1.1", "1.99999999999999999.1", "１.1.1"]
)
def test_a_cursor_that_was_never_told_is_the_first_page(client, after):
    notice = published()
    assert found(client, "植树", after=after) == [notice.pk]


def test_filters_narrow_what_is_found(client):
    topic = Topic.objects.create(name="造林")
    order = Kind.objects.get(code="order")
    plain = published()
    of_topic = published(topic=topic, issuers=2)
    of_kind = published(
        kind=order, doc_number="示令〔2026〕1号", effective_on=datetime.date(2999, 1, 1)
    )
    ended = published()
    ended.withdraw(
        publisher(), "revoked", reason="无依据。", decided_by="示例省委", basis_number="示〔1〕"
    )
    second = Issuer.objects.get(name="示例省第2办公室").pk
    year = str(timezone.localdate().year)
    assert found(client, "植树", topic=topic.pk) == [of_topic.pk]
    assert found(client, "植树", issuer=second) == [of_topic.pk]
    assert found(client, "植树", kind="order") == [of_kind.pk]
    assert found(client, "植树", validity="not_yet") == [of_kind.pk]
    assert found(client, "植树", validity="revoked") == [ended.pk]
    assert sorted(found(client, "植树", validity="in_force")) == [plain.pk, of_topic.pk]
    assert len(found(client, "植树", year=year)) == 4
    assert found(client, "植树", kind="order", topic=topic.pk) == []
    assert "去掉筛选再找" in seen(client, "植树", kind="order", topic=topic.pk)


@pytest.mark.parametrize("name", ["year", "topic", "issuer", "kind", "validity", "none"])
@pytest.mark.parametrize("value", ["", "abc", "-1", "0", "9" * 30, "' OR 1=1", "\0", "２０２６"])
def test_a_filter_that_is_no_choice_is_none(client, name, value):
    notice = published()
    assert found(client, "植树", **{name: value}) == [notice.pk]


ODD = ["防" * 10_000, "a " * 5_000, "\0", "植\0树", "😀", "\u202e树植", "\ud7ff", "%", "_", "\\"]
SYNTAX = [
    '"',
    "'",
    "*",
    "植*",
    "AND",
    "OR",
    "NOT 树",
    "NEAR(植 树)",
    "a:b",
    "^植",
    "& | ! <->",
    "(",
    "{",
]


@pytest.mark.parametrize("q", ODD + SYNTAX, ids=range(len(ODD + SYNTAX)))
def test_no_query_is_a_fault(client, q):
    published()
    assert client.get("/search/", {"q": q}).status_code == 200
    assert client.head("/search/", {"q": q}).status_code == 200


def test_broken_bytes_in_the_address_are_no_fault(client):
    published()
    assert client.get("/search/?q=%ff%fe%80").status_code == 200
    assert client.get("/search/?q[]=1&q=&q=植树").status_code == 200


def test_a_query_that_is_too_long_says_what_was_used(client):
    told = "查找的内容太长，只用了前面的部分：最多100个字、8个词。"
    assert told in seen(client, "防" * 10_000)
    assert told in seen(client, "甲 乙 丙 丁 戊 己 庚 辛 壬 癸")
    assert told not in seen(client, "甲 乙 丙 丁 戊 己 庚 辛")
    assert count(client, "防" * 10_000) == f"没有找到“{'防' * 40}……”"


def test_words_only_of_marks_ask_for_letters(client):
    assert count(client, "《》——") == "请输入汉字、字母或数字"


# One alphabet for text and query, so that what is drawn is often found.
LETTERS = "防汛值班转移A7，。 "


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(st.text(LETTERS, min_size=1, max_size=30), min_size=1, max_size=4),
    st.text(LETTERS.strip("，。 "), min_size=1, max_size=4),
)
def test_what_is_found_in_a_section_is_what_a_scan_finds(db, bodies, word):
    with transaction.atomic():
        notice = with_sections(*bodies)
        rows = notice.editions.get().payload.passages.exclude(section=None)
        texts = {row.pk: fold(row.place[0] + row.text) for row in rows}
        scanned = {key for key, text in texts.items() if fold(word) in text}
        assert set(rows.filter(folded__holds=(fold(word),)).values_list("pk", flat=True)) == scanned
        transaction.set_rollback(True)


def passages() -> list[tuple]:
    columns = ("pk", "payload", "order", "section", "place", "text", "head", "folded")
    return sorted(Passage.objects.values_list(*columns), key=str)


def test_rebuilding_and_migrating_make_the_passages_of_freezing(client, capsys):
    notice = corrected(published(sections=2))
    made = passages()
    call_command("rebuild_search")
    assert capsys.readouterr().out == f"检索已重建：2 版，{len(made)} 段。\n"
    assert (passages(), found(client, "植树")) == (made, [notice.pk])
    for edition in notice.editions.all():
        Passage.objects.forget(edition)
    assert found(client, "植树") == []
    import_module("notices.migrations.0006_search").fill(apps, None)
    migration = import_module("notices.migrations.0007_passage_key")
    migration.lay_keys(apps, None)
    migration.lay_index(apps, connection.schema_editor())
    assert (passages(), found(client, "植树")) == (made, [notice.pk])


def test_a_passage_is_named_by_its_edition_and_its_place():
    edition = corrected(published(sections=2)).editions.get(number=2)
    keys = list(Passage.objects.filter(payload=edition.pk).values_list("pk", "order"))
    assert keys == [(edition.pk * 65536 + order, order) for _, order in keys]
    assert key_of(edition.pk + 1, 0) == key_of(edition.pk, 65535) + 1
    with pytest.raises(ValueError, match="no place 65536"):
        key_of(edition.pk, 65536)


def test_a_longer_term_weighs_as_a_short_one_does(client):
    by_text = with_sections(*["苗圃的管理要严。"] * 3)
    by_heading = make_notice(sections=0)
    Section.objects.create(notice=by_heading, heading="苗圃的管理", body="<p>浇水。</p>")
    by_heading.refresh_from_db()
    by_heading.publish(publisher())
    by_title = with_sections("浇水。", title="关于苗圃的管理的通知")
    newest = with_sections("苗圃的管理。")
    order = [by_title.pk, by_heading.pk, by_text.pk, newest.pk]
    assert found(client, "苗圃的管理") == found(client, "苗圃 管理") == order


def test_no_payload_goes_before_its_passages_and_they_leave_nothing_in_the_index():
    edition = published().editions.get()
    Erasure.objects.create(
        edition=edition,
        reason="含个人信息。",
        made_at=timezone.now(),
        made_by=publisher(),
        second_by=editor(),
    )
    delete = f"DELETE FROM notices_editionpayload WHERE edition_id = {edition.pk}"
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(delete)
        connection.check_constraints()
    Passage.objects.forget(edition)
    Shelf.objects.forget(edition)
    with connection.cursor() as cursor:
        cursor.execute(delete)
    connection.check_constraints()
    assert (Passage.objects.count(), indexed()) == (0, 0)


def indexed() -> int:
    """How many passages the index names for 植树."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT count(*) FROM notices_gram WHERE notices_gram MATCH '植树'")
        else:
            cursor.execute("SELECT count(*) FROM notices_gram WHERE grams @> ARRAY['植树']")
        return cursor.fetchone()[0]
