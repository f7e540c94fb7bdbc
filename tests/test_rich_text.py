"""Rich text: one list for editor and cleaner, nothing typed is lost, nothing unsafe is kept."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from notices.rich_text import (
    ALLOWED,
    MAX_CHARS,
    TooLong,
    ckeditor_config,
    clean,
    from_plain,
    plain,
    removed,
)
from notices.rich_text.cleaning import CLEAN

CONTEXTS = {
    "li": "<ul>{}</ul>",
    "caption": "<table>{}<tbody><tr><td>乙</td></tr></tbody></table>",
    "thead": "<table>{}</table>",
    "tbody": "<table>{}</table>",
    "tfoot": "<table>{}</table>",
    "tr": "<table><tbody>{}</tbody></table>",
    "th": "<table><tbody><tr>{}</tr></tbody></table>",
    "td": "<table><tbody><tr>{}</tr></tbody></table>",
}
INSIDE = {
    "ul": "<li>甲</li>",
    "ol": "<li>甲</li>",
    "blockquote": "<p>甲</p>",
    "table": "<tbody><tr><td>甲</td></tr></tbody>",
    "thead": "<tr><th>甲</th></tr>",
    "tbody": "<tr><td>甲</td></tr>",
    "tfoot": "<tr><td>甲</td></tr>",
    "tr": "<td>甲</td>",
}
VALUES = {"href": "#s7", "colspan": "2", "rowspan": "3", "scope": "col", "start": "4"}


def example_of(tag):
    """A fragment in which the tag stands with everything it may bear."""
    bears = "".join(f' {name}="{VALUES[name]}"' for name in ALLOWED[tag].attributes)
    bears += f' class="{ALLOWED[tag].classes[0]}"' if ALLOWED[tag].classes else ""
    bears += ' rel="noopener noreferrer"' if tag == "a" else ""
    if tag == "br":
        return "<p>甲<br>乙</p>"
    element = f"<{tag}{bears}>{INSIDE.get(tag, '甲')}</{tag}>"
    inline = tag in {"strong", "em", "u", "s", "sub", "sup", "a"}
    return CONTEXTS.get(tag, "<p>{}</p>" if inline else "{}").format(element)


def read_rules(rules):
    """CKEditor's notation back into tag → (attributes, classes)."""
    parts = (re.fullmatch(r"(\w+)(?:\[(.*?)\])?(?:\((.*?)\))?", one) for one in rules.split("; "))
    return {part[1]: (names(part[2]), names(part[3])) for part in parts}


def names(listed):
    return tuple(listed.replace("!", "").split(",")) if listed else ()


def test_the_editor_allows_exactly_the_list():
    listed = {tag: (one.attributes, one.classes) for tag, one in ALLOWED.items()}
    assert read_rules(ckeditor_config()["allowedContent"]) == listed


def test_the_paste_filter_adds_only_the_bold_and_italic_of_word():
    pasted = read_rules(ckeditor_config()["pasteFilter"])
    assert pasted.keys() - ALLOWED.keys() == {"b", "i"}
    assert ALLOWED.keys() - pasted.keys() == set()


@pytest.mark.parametrize("tag", ALLOWED)
def test_the_cleaner_keeps_every_tag_of_the_list_with_what_it_may_bear(tag):
    assert clean(example_of(tag)) == example_of(tag)


def test_the_cleaner_keeps_no_tag_beside_the_list():
    tags = "abbr b body center div font form h1 hr html i img input mark pre q span tt video x-y"
    written = "".join(f"<{tag}>字</{tag}>" for tag in tags.split())
    kept = re.findall(r"<(\w+)", clean(written))
    assert set(kept) == {"p", "strong", "em"}


def test_the_editor_offers_a_button_only_for_what_is_kept():
    buttons = [button for group in ckeditor_config()["toolbar"] for button in group]
    assert sorted(buttons) == sorted(
        [button for one in ALLOWED.values() for button in one.buttons]
        + ["Undo", "Redo", "RemoveFormat", "SpecialChar", "PasteText", "Find", "Maximize"]
    )


def test_the_editor_is_locked():
    config = ckeditor_config()
    kept = read_rules(config["allowedContent"]).keys()
    assert kept & set(config["disallowedContent"].split(";")[0].split()) == set()
    assert config["disallowedContent"].endswith("; *[on*]; *{*}")
    assert {"format", "image", "sourcearea"} <= set(config["removePlugins"].split(","))
    assert (config["language"], config["versionCheck"]) == ("zh-cn", False)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        ("裸字", "<p>裸字</p>"),
        ("<p>甲</p>", "<p>甲</p>"),
        ("<p> </p><p>&nbsp;</p><p><br></p><p><strong></strong></p>", ""),
        ("甲<b>乙<i>丙</i></b>", "<p>甲<strong>乙<em>丙</em></strong></p>"),
        ("<strike>甲</strike><del>乙</del>", "<p><s>甲乙</s></p>"),
        ("<h2>标题</h2><h6>小标题</h6>", "<p>标题</p><p>小标题</p>"),
        ("<div>一<p>二</p>三</div>", "<p>一</p><p>二</p><p>三</p>"),
        ("<b><p>甲</p><p>乙</p></b>", "<p><strong>甲</strong></p><p><strong>乙</strong></p>"),
        ("<p>甲<hr>乙", "<p>甲</p><p>乙</p>"),
        ("<pre>第一行\n第二行</pre>", "<p>第一行<br>第二行</p>"),
        ("<dl><dt>名<dd>义</dl>", "<p>名</p><p>义</p>"),
        ("<p>\n  源码\n折行 in two\nlines</p>", "<p>源码折行 in two lines</p>"),
        ("<p>　　首行缩进。　</p>", "<p>首行缩进。</p>"),
        ("<li>散项</li>", "<p>散项</p>"),
        (
            "<ul>甲<li>乙</li><ul><li>丙</li></ul></ul>",
            "<ul><li>甲</li><li>乙</li><li><ul><li>丙</li></ul></li></ul>",
        ),
        ("<ul><li>甲<div>乙</div></li><li></li></ul>", "<ul><li>甲<p>乙</p></li></ul>"),
        ("<blockquote>引<h3>文</h3></blockquote>", "<blockquote><p>引</p><p>文</p></blockquote>"),
        ("<ol start=007><li>甲</ol>", '<ol start="7"><li>甲</li></ol>'),
        ("<ol start=0><li>甲</ol>", "<ol><li>甲</li></ol>"),
        ("<ol start=1001><li>甲</ol>", "<ol><li>甲</li></ol>"),
        (
            "<table border=1><tr><th colspan=101 rowspan=x>甲<td></table>",
            "<table><tbody><tr><th>甲</th><td></td></tr></tbody></table>",
        ),
        ('<p class="Mso ta-r" id="a" style="color:red" lang="en">甲</p>', '<p class="ta-r">甲</p>'),
        (
            "<table><tr><th class=ta-r scope=col rowspan=2 colspan=3>甲</table>",
            '<table><tbody><tr><th colspan="3" rowspan="2" scope="col" class="ta-r">甲</th></tr>'
            "</tbody></table>",
        ),
        ('<p class="ta-l">甲</p><ul class="ta-c"><li>乙</ul>', "<p>甲</p><ul><li>乙</li></ul>"),
        (
            "甲<!-- 注 --><script>乙</script><style>丙</style><svg><text>丁</text></svg>",
            "<p>甲</p>",
        ),
        ("甲\x00\x07\u202e乙&#x202d;&#8296;丙\u200b", "<p>甲乙丙</p>"),
        ("1 < 2 & 3", "<p>1 &lt; 2 &amp; 3</p>"),
    ],
)
def test_what_is_typed_is_kept_in_our_own_tags(typed, kept):
    assert clean(typed) == kept


SAFE = "https://example.org/a?b=1#c HTTP://example.org/ mailto:a@example.org tel:000-1 / /a/b #s2"


@pytest.mark.parametrize("address", SAFE.split())
def test_a_safe_address_is_kept(address):
    link = f'<p><a href="{address}" rel="noopener noreferrer">处</a></p>'
    assert clean(f'<a href=" {address} " target=_blank title=x rel=opener>处</a>') == link
    assert removed(link) == []


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        " jAva\nscript:alert(1)",
        "java&#0;script:alert(1)",
        "data:text/html,x",
        "//example.org/",
        "/\\example.org",
        "https://example.org/&#x202e;",
        "ftp://example.org/",
        "page.html",
        "",
        "#",
    ],
)
def test_an_unsafe_address_is_dropped_and_its_text_kept_and_told(address):
    link = f'<p>见<a href="{address}">此处</a>。</p>'
    assert clean(link) == "<p>见此处。</p>"
    assert removed(link) == [
        "1个链接的地址不完整或不安全，已去掉链接，文字保留；请用以 https:// 开头的完整地址。"
    ]


TEXT_TAGS = [*ALLOWED, "div", "h2", "b", "pre", "hr", "dl", "dd", "form", "span"]
TEXT_PIECES = ["甲", "乙 丙", *(f"<{end}{tag}>" for tag in TEXT_TAGS for end in ("", "/"))]
PIECES = st.sampled_from(
    TEXT_PIECES
    + [f"<{end}{tag}>" for tag in ("svg", "select", "style", "script") for end in ("", "/")]
    + ['<a href="/x">', '<a href="javascript:x">', '<p class="ta-c ta-r">', "<td class=ta-r>"]
    + ["<!--", "-->", "<![CDATA[", "]]>", '<img src=x onerror="y">', "<"]
    + [" ", "\n", "\u3000", "&nbsp;", "&amp;", "&lt;b>", "&#13;", "\0", "\u202e"]
)


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join))
@example("<ul>" * 30 + "深")
@example("<table><tr><td>" * 20 + "深")
@example("<blockquote>" * 11 + "<ul><ul><ul><li>深")
def test_cleaning_what_is_clean_changes_nothing(html):
    assert clean(clean(html)) == clean(html)


# Every character that means nothing but itself, and what is made of them: `from_regex` takes half
# a minute to write texts a hundred times as long.
PLAIN = "".join(one for one in map(chr, range(0x10000)) if CLEAN.fullmatch(f"<p>{one}</p>"))
SAID = st.text(PLAIN, min_size=1, max_size=6)


def within(*tags: str, text=SAID):
    """Some of these elements in a row, each around a text."""
    each = st.builds("<{0}>{1}</{0}>".format, st.sampled_from(tags), text)
    return st.lists(each, min_size=1, max_size=3).map("".join)


ROWS = within("tr", text=within("td", "th", text=st.just("") | SAID))
TABLES = st.builds(
    "<table>{}{}<tbody>{}</tbody></table>".format,
    st.just("") | SAID.map("<caption>{}</caption>".format),
    st.just("") | ROWS.map("<thead>{}</thead>".format),
    ROWS,
)


@settings(max_examples=400, deadline=None)
@given(st.lists(within("p") | TABLES, max_size=3).map("".join))
@example(
    f"<p>{PLAIN}</p><table><caption>{PLAIN}</caption><tbody><tr><td>1</td></tr></tbody></table>"
)
@example("<p>1.甲“乙”（100%）</p><table><tbody><tr><td></td><th>-</th></tr></tbody></table>")
def test_what_is_taken_for_clean_at_a_glance_is_what_cleaning_makes(html):
    unlike = "<p>&amp;</p>"
    assert CLEAN.fullmatch(html) and not CLEAN.fullmatch(unlike)
    assert clean(html) == html
    assert clean(html + unlike) == html + unlike


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_every_body_is_a_row_of_blocks_of_our_tags(html):
    body = clean(html)
    assert set(re.findall(r"<(\w+)", body)) <= ALLOWED.keys()
    assert re.match(r"<(p|ul|ol|table|blockquote)[ >]", body) or body == ""


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(TEXT_PIECES), max_size=25).map("".join))
def test_no_word_that_was_typed_is_lost(html):
    assert sorted(re.findall("[甲乙丙]", plain(clean(html)))) == sorted(
        re.findall("[甲乙丙]", html)
    )


@given(st.lists(st.text("甲乙 <>&\"'x1", min_size=1).filter(str.strip)))
def test_plain_lines_come_back_from_paragraphs(lines):
    lines = [line.strip() for line in lines]
    assert plain(from_plain("\n\n".join(lines))) == "\n".join(lines)


def test_plain_text_has_a_line_for_each_paragraph_cell_item_and_break():
    html = "<p>甲<br> 乙<b>丙</b></p><table><tr><td>丁<td>1 &lt; 2</table><ul><li>戊</ul>"
    assert plain(clean(html)) == "甲\n乙丙\n丁\n1 < 2\n戊"


def test_lines_become_escaped_paragraphs():
    assert from_plain("甲\r\n\n　　<乙>\n") == "<p>甲</p><p>&lt;乙&gt;</p>"


def test_too_long_a_text_is_refused_with_its_length():
    assert len(clean("字" * (MAX_CHARS - len("<p></p>")))) == MAX_CHARS
    with pytest.raises(TooLong, match=f"共{MAX_CHARS + 1}个字符，超过上限{MAX_CHARS}个"):
        clean("字" * (MAX_CHARS + 1))


def test_a_text_that_grows_too_long_is_refused_so_that_what_is_kept_can_be_saved_again():
    with pytest.raises(TooLong):
        clean("&" * (MAX_CHARS // 2))


@pytest.mark.parametrize(
    ("html", "sentences"),
    [
        ("", []),
        ("<div><p class=MsoNormal><span lang=EN-US>甲</span><b>乙</b></p></div>", []),
        ('<p><a name="_Toc1"></a>甲</p>', []),
        ("甲<img src=a><img src=b><IMG>", ["3张图片不能放在正文里，请用“图”上传。"]),
        (
            "<h1>甲</h1><h4>乙</h4>",
            ["2处标题样式已改为普通段落，文字保留；分层标题请写在层次的标题栏。"],
        ),
        (
            '<p style="x">甲</p><font color=red>乙</font>',
            ["2处颜色、字体等样式已去掉，文字保留；版式由网站统一。"],
        ),
        (
            "<script>1</script><iframe></iframe><p onclick=x>甲",
            ["3处脚本或嵌入内容（视频、网页框架等）已去掉；文件请用“附件”上传。"],
        ),
    ],
)
def test_the_editor_is_told_what_cleaning_takes_away(html, sentences):
    assert removed(html) == sentences
    assert removed(clean(html)) == []
