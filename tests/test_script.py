"""Traditional script: words as they are meant, and nothing of a page changed but its texts."""

from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notices.script import in_traditional, problem, to_simplified, to_traditional

CONVERTED = {"alt", "title", "placeholder", "aria-label"}


@pytest.mark.parametrize(
    ("simplified", "traditional"),
    [
        ("老干部", "老幹部"),
        ("干燥、干净、干涉", "乾燥、乾淨、干涉"),
        ("会后，皇后", "會後，皇后"),
        ("里面，十公里", "裡面，十公里"),
        ("面粉，方面", "麵粉，方面"),
        ("征求意见，长征", "徵求意見，長征"),
        ("体系、关系、联系", "體系、關係、聯繫"),
        ("发展，理发", "發展，理髮"),
        ("台风，台州", "颱風，台州"),
        ("恢复、答复、复印", "恢復、答覆、複印"),
        ("制度，制造", "制度，製造"),
        ("岚组发〔2026〕12号", "嵐組發〔2026〕12號"),
        ("2026年5月12日，第（一）项，1.5%", "2026年5月12日，第（一）項，1.5%"),
    ],
)
def test_a_character_is_written_as_its_word_asks(simplified, traditional):
    assert to_traditional(simplified, {}) == traditional
    assert to_simplified(traditional) == simplified


@pytest.mark.parametrize("word", ["信息", "软件", "网络", "程序", "打印", "视频", "默认", "建立"])
def test_no_word_is_exchanged_for_another(word):
    assert to_simplified(to_traditional(word, {})) == word


def test_an_exception_is_written_as_the_table_says_and_the_longest_wins():
    exceptions = {"里": "里", "里下河": "里下河", "下河镇里": "下河鎮里"}
    assert to_traditional("里下河镇里面的干部", {}) == "裡下河鎮裡面的幹部"
    assert to_traditional("里下河镇里面的干部", exceptions) == "里下河鎮里面的幹部"


def test_a_text_does_not_end_at_a_character_no_one_sees():
    assert to_traditional("干部\0党员", {}) == "幹部\0黨員"
    assert to_simplified("幹部\0黨員") == "干部\0党员"


@pytest.mark.parametrize(
    ("page", "converted"),
    [
        ("<p>老<b>干</b>部</p>", "<p>老<b>幹</b>部</p>"),
        ("<p>干<wbr><em>燥</em>的</p>", "<p>乾<wbr><em>燥</em>的</p>"),
        ("<p>若干</p><p>燥</p>", "<p>若干</p><p>燥</p>"),
        ("<a>若干</a><a>燥</a>", "<a>若干</a><a>燥</a>"),
        ("<td>皇</td><td>后面</td>", "<td>皇</td><td>後面</td>"),
        ("<img alt='干部' src='/干部.png'>", "<img alt='幹部' src='/干部.png'>"),
        (
            '<input value="党员" placeholder="党员" name="党">',
            '<input value="党员" placeholder="黨員" name="党">',
        ),
        ('<input value="党 alt=" title="党">', '<input value="党 alt=" title="黨">'),
        ('<a title="1>2党" href="/?q=党">党</a>', '<a title="1>2黨" href="/?q=党">黨</a>'),
        ("<textarea title=党>党</textarea>党", "<textarea title=黨>党</textarea>黨"),
        ('<option value="党">党</option><option>党', '<option value="党">黨</option><option>党'),
        (
            "<script>'党'</script><STYLE>/*党*/</STYLE>",
            "<script>'党'</script><STYLE>/*党*/</STYLE>",
        ),
        ("<code>党</code>", "<code>党</code>"),
        ('<p class="党" data-cite="党">党', '<p class="党" data-cite="党">黨'),
        ('<a lang="zh-Hans">简体<b>版</b></a>党', '<a lang="zh-Hans">简体<b>版</b></a>黨'),
        ('<html lang="zh-Hans">党<br lang="zh">党', '<html lang="zh-Hans">黨<br lang="zh">黨'),
        ('<meta name="Description" content="党">', '<meta name="Description" content="黨">'),
        ('<meta name="Keywords" content="党">', '<meta name="Keywords" content="党">'),
        ("<!-- 党 --><!DOCTYPE 党>党", "<!-- 党 --><!DOCTYPE 党>黨"),
        ("5 < 6 党 > &lt;党&gt; <党 <", "5 < 6 黨 > &lt;黨&gt; <黨 <"),
    ],
)
def test_only_what_is_read_is_converted(page, converted):
    assert in_traditional(page, {}) == converted


def test_an_exception_reaches_across_tags_and_into_attributes():
    page = '<p title="里下河">里<b>下</b>河里面</p>'
    converted = '<p title="里下河">里<b>下</b>河裡面</p>'
    assert in_traditional(page, {"里下河": "里下河"}) == converted


class Parts(HTMLParser):
    """A page as another program reads it: its tags without what may change, its texts by block."""

    def __init__(self, page: str):
        super().__init__(convert_charrefs=False)
        self.tags, self.texts, self.told, self.raw = [], [""], [], []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, [pair for pair in attrs if pair[0] not in CONVERTED]))
        self.told += [value for name, value in attrs if name in CONVERTED]
        self._end_word(tag)

    def handle_endtag(self, tag):
        self.tags.append(tag)
        self._end_word(tag)

    def _end_word(self, tag):
        if tag not in {"b", "em"}:
            self.texts.append("")

    def handle_data(self, data):
        (self.raw if self.cdata_elem else self.texts).append(data)
        if not self.cdata_elem:
            self.texts[-2:] = ["".join(self.texts[-2:])]

    def handle_entityref(self, name):
        self.handle_data(f"&{name};")


WORDS = st.text("干部燥后里面征系发党员复制A1 。〔〕", max_size=6)
ATTRIBUTES = st.lists(
    st.tuples(st.sampled_from(["class", "href", "value", "alt", "title", "aria-label"]), WORDS),
    max_size=3,
    unique_by=lambda pair: pair[0],
)


def element(tag: str, attributes, inner: str) -> str:
    told = "".join(f' {name}="{value}"' for name, value in attributes)
    return f"<{tag}{told}>{inner}</{tag}>"


TEXTS = WORDS | st.sampled_from(["&amp;", "&lt;党&gt;"])
MARKUP = st.recursive(
    TEXTS | st.builds(lambda attributes: element("input", attributes, "")[:-8], ATTRIBUTES),
    lambda inner: (
        st.lists(inner, max_size=4).map("".join)
        | st.builds(element, st.sampled_from(["p", "div", "b", "em", "td"]), ATTRIBUTES, inner)
    ),
    max_leaves=20,
)


@settings(max_examples=300, deadline=None)
@given(MARKUP)
def test_a_made_page_keeps_its_tags_and_every_block_is_converted_as_one_text(page):
    before, after = Parts(page), Parts(in_traditional(page, {}))
    assert (after.tags, after.raw) == (before.tags, before.raw)
    assert after.texts == [to_traditional(text, {}) for text in before.texts]
    assert after.told == [to_traditional(text, {}) for text in before.told]


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("<>/!-=\"'ab \n&;党干部") | st.characters(codec="utf-8")))
def test_no_text_is_lost_or_added_however_broken_the_page(text):
    converted = in_traditional(text, {"干部": "幹部"})
    assert len(converted) == len(text)
    changed = [old for old, new in zip(text, converted) if old != new]
    assert [char for char in changed if char.isascii()] == []


@pytest.mark.parametrize(
    ("word", "traditional"),
    [("里下河", "里下河"), ("着力", "著力"), ("发布", "發布"), ("范", "範")],
)
def test_another_shape_of_a_word_may_stand_for_it(word, traditional):
    assert problem(word, traditional) == ""


@pytest.mark.parametrize(
    ("word", "traditional", "told"),
    [
        ("信息", "資訊", "“資訊”不是“信息”的另一种字形。这里只换字形，不换词。"),
        ("党", "黨員", "词有1个字，繁体写法有2个字：字数要相同。"),
        ("amp", "AMP", "词和繁体写法里只能有汉字和中文标点，不能有空格、字母和数字。"),
        ("<b>", "<b>", "词和繁体写法里只能有汉字和中文标点，不能有空格、字母和数字。"),
    ],
)
def test_another_word_may_not(word, traditional, told):
    assert problem(word, traditional) == told
