"""复制到公众号: an edition as HTML that lives by itself, and the newsroom's page for it."""

import re
from html.parser import HTMLParser

import pytest
from django.urls import reverse

from notices.models import Notice
from notices.printing.wechat import article
from notices.rich_text import plain
from notices.validity import AMENDED, EXPIRED, IN_FORCE, NOT_YET, REPEALED, REVOKED

from .making import editor, illustrate, make_notice, person, published, publisher
from .newsroom import said as messages
from .payloads import attachment, figure, payload, section

SITE = "https://example.org"
TABLE = (
    '<table><caption>表1　名额</caption><thead><tr><th>市</th><th colspan="2">名额</th></tr></thead>'
    '<tbody><tr><td rowspan="2"><p>甲市</p></td><td class="ta-r">2025</td><td>12</td></tr>'
    "<tr><td>2026</td><td>13</td></tr></tbody></table>"
)
RICH = (
    '<p class="ta-c">甲<br>乙</p><p><strong>粗</strong><em>斜</em><u>线</u><s>删</s>H<sub>2</sub>m<sup>2</sup></p>'
    f'<ol start="3"><li>第三件</li></ol><ul><li>一件</li></ul><blockquote><p>引文</p></blockquote>{TABLE}'
)
TAGS = set(
    "section p strong em u s sub sup br ol ul li table thead tbody tfoot tr th td img".split()
)
ATTRIBUTES = {"style", "colspan", "rowspan", "start", "src", "alt"}


class Survey(HTMLParser):
    """The tags and attributes of an article, and what it opens and does not close."""

    def __init__(self, html: str):
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: dict[str, list[str]] = {}
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        for name, value in attrs:
            self.attributes.setdefault(name, []).append(value)
        if tag not in ("br", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def whole(**given) -> dict:
    """A notice with everything an article may hold."""
    rows = [
        section(1, "甲部", RICH),
        section(2, "甲一", "第一句。", run_in=True),
        section(3, "段首", "接着说。", run_in=True),
        section(3, "", "只有正文。"),
        section(3, "", TABLE),
        section(1, "附则", "附则的话。", unnumbered=True),
    ]
    files = [attachment(1, "登记表"), attachment(2, "<b>&分布图")]
    pictures = [figure("a" * 64), figure("b" * 64, "section", section=2, number=2, caption="")]
    return payload(*rows, attachments=files, figures=pictures) | given


def lines(html: str) -> list[str]:
    return plain(re.sub(r"<section[^>]*>|</section>", "\n", html)).split("\n")


def test_nothing_is_in_it_that_wechat_takes_away():
    html = article(whole(), SITE)
    found = Survey(html)
    assert found.tags - TAGS == set()
    assert found.attributes.keys() - ATTRIBUTES == set()
    assert found.open == []
    assert "url(" not in html


def test_every_element_of_a_notice_is_there_in_its_order():
    assert lines(article(whole(), SITE)) == [
        "中共示例省委文件",
        "示发〔2026〕7号",
        "中共示例省委关于做好春季植树工作的通知",
        "各市委：",
        "为做好春季植树工作，现通知如下。",
        "图1　河岸",
        "一、甲部",
        "甲",
        "乙",
        "粗斜线删H2m2",
        "第三件",
        "一件",
        "引文",
        "表1　名额",
        *("市", "名额", "甲市", "2025", "12", "2026", "13"),
        "（一）甲一。",
        "第一句。",
        "1.段首。接着说。",
        "2.只有正文。",
        "3.",
        "表1　名额",
        *("市", "名额", "甲市", "2025", "12", "2026", "13"),
        "附则",
        "附则的话。",
        "特此通知。",
        "附件：",
        "1.登记表（TXT，1 KB）",
        "https://example.org/notices/1/files/1/",
        "2.<b>&分布图（TXT，1 KB）",
        "https://example.org/notices/1/files/2/",
        "中共示例省委",
        "2026年5月12日",
        "（此件公开发布）",
        "抄送：示例省绿化办公室。",
        "中共示例省委办公室　2026年5月13日印发",
        "原文链接：https://example.org/notices/1/",
    ]


def test_pictures_have_absolute_addresses_and_their_words():
    found = Survey(article(whole(), SITE)).attributes
    assert found["src"] == [
        "https://example.org/notices/1/figures/1/",
        "https://example.org/notices/1/figures/2/",
    ]
    assert found["alt"] == ["河边的一排柳树"] * 2


def test_merged_cells_and_a_lists_first_number_stay():
    found = Survey(article(whole(), SITE)).attributes
    assert (found["colspan"], found["rowspan"], found["start"]) == (["2"] * 2, ["2"] * 2, ["3"])


@pytest.mark.parametrize(
    ("link", "text"),
    [
        ('<a href="https://a.cn/b?c=1&amp;d=2">网页</a>', "网页（https://a.cn/b?c=1&d=2）"),
        ('<a href="https://a.cn/b">https://a.cn/b</a>', "https://a.cn/b"),
        ('<a href="/notices/3/">旧文</a>', "旧文（https://example.org/notices/3/）"),
        ('<a href="tel:05711234567">0571-1234567</a>', "0571-1234567"),
        ('<a href="tel:12345">热线</a>', "热线（12345）"),
        ('<a href="mailto:a@b.cn">信箱</a>', "信箱（a@b.cn）"),
        ('<a href="#s1" class="xref">第一部分</a>', "第一部分"),
    ],
)
def test_a_link_becomes_its_words_and_the_address_they_do_not_say(link, text):
    html = article(payload(section(1, "甲", f"<p>见{link}。</p>")), SITE)
    assert f"见{text}。" in lines(html)


def test_without_a_red_head_the_number_stands_under_the_title():
    kind = {"code": "letter", "name": "函", "red_head": False}
    shown = lines(article(payload(kind=kind), SITE))
    assert shown[:2] == ["中共示例省委关于做好春季植树工作的通知", "示发〔2026〕7号"]


def test_what_is_not_there_leaves_no_empty_line():
    said = payload(
        addressee="",
        doc_number="",
        closing="",
        annotation="",
        cc="",
        signed_on=None,
        imprint={"issuer": "", "on": None},
    )
    html = article(said, SITE)
    assert re.findall(r"<(p|section)[^>]*></\1>", html) == []
    assert lines(html) == [
        said["title"],
        "为做好春季植树工作，现通知如下。",
        "中共示例省委",
        "原文链接：https://example.org/notices/1/",
    ]


@pytest.mark.parametrize("word", [REPEALED, REVOKED, EXPIRED])
def test_a_document_that_ended_says_so_first(word):
    first = lines(article(payload(), SITE, word))[0]
    assert first == f"〔{word}〕以下内容仅供查阅，请勿作为办事依据。"


def test_an_amended_one_says_so_and_one_in_force_says_nothing():
    assert lines(article(payload(), SITE, AMENDED))[0].startswith("〔已修改〕")
    for word in (IN_FORCE, NOT_YET):
        assert article(payload(), SITE, word) == article(payload(), SITE)


# The newsroom's page


def page(notice: Notice) -> str:
    return reverse("admin:notices_notice_wechat", args=[notice.pk])


def framed(notice: Notice) -> str:
    return reverse("admin:notices_notice_wechat_article", args=[notice.pk])


@pytest.mark.django_db
def test_the_form_of_a_published_notice_leads_to_its_article(client):
    notice = published()
    illustrate(notice)
    client.force_login(editor())
    form = client.get(reverse("admin:notices_notice_change", args=[notice.pk])).content.decode()
    assert f'<a href="{page(notice)}">复制到公众号</a>' in form
    assert f'src="{framed(notice)}"' in client.get(page(notice)).content.decode()

    answer = client.get(framed(notice))
    html = answer.content.decode()
    assert "第1项安排的内容。" in html
    # Readers see the edition, not what came into the working copy since.
    assert "<img" not in html
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'; style-src 'unsafe-inline'" in policy
    assert "sandbox allow-same-origin" in policy
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.django_db
def test_what_readers_do_not_see_is_not_copied(client):
    draft = make_notice()
    client.force_login(editor())
    form = client.get(reverse("admin:notices_notice_change", args=[draft.pk])).content.decode()
    assert "复制到公众号" not in form
    answer = client.get(page(draft), follow=True)
    assert messages(answer) == ["读者现在看不到这份通知，不能复制到公众号；发布以后再来。"]
    assert client.get(framed(draft)).status_code == 404


@pytest.mark.django_db
def test_a_notice_that_was_taken_down_is_not_copied(client):
    notice = published()
    notice.withdraw(publisher(), kind="taken_down", reason="内容有误。", stays_in_force=True)
    client.force_login(editor())
    assert client.get(framed(notice)).status_code == 404


@pytest.mark.django_db
def test_only_who_may_see_the_notice_may_copy_it(client):
    notice = published()
    for address in (page(notice), framed(notice)):
        assert client.get(address).status_code == 302
    client.force_login(person("admin"))
    statuses = [client.get(address).status_code for address in (page(notice), framed(notice))]
    word = client.get(reverse("admin:notices_notice_word", args=[notice.pk])).status_code
    assert statuses == [word, word]
    client.force_login(editor())
    assert [client.post(address).status_code for address in (page(notice), framed(notice))] == [
        405,
        405,
    ]
