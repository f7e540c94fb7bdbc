"""HTML files and pasted rich text become the blocks of a document."""

import base64
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notices.importing import read
from notices.importing.blocks import Aside, Block, Cell, Mark, Picture
from notices.importing.telling import Unreadable
from notices.importing.web import read_web

PROSE = "各镇人民政府要落实责任，汛期二十四小时值守，不得擅离职守。"


def texts(html: str) -> list[str]:
    return [block.text for block in read_web(html).blocks if block.aside is None]


def asides(html: str) -> list[tuple[str, Aside]]:
    return [(block.text, block.aside) for block in read_web(html).blocks if block.aside]


def only(html: str) -> Block:
    [block] = read_web(html).blocks
    return block


def test_a_page_becomes_its_paragraphs_in_order():
    html = (
        "<p style='text-align: center'><span style='font-weight: bold'>示例省水务厅关于</span></p>"
        "<p align=center><b>修坝的通知</b></p><p>示水〔2024〕3号</p><p><br> </p>"
        "<p>各市水务局：</p><p style='text-indent: 2em'>　　现通知如下：</p>"
        "<div>一、总体要求<p>按期修坝。</div>按时报送。<p align=right>示例省水务厅 &nbsp; &nbsp;</p>"
    )

    assert read_web(html).blocks == [
        Block("示例省水务厅关于", bold=8, centred=True, marks=(Mark(0, 8, "strong"),)),
        Block("修坝的通知", bold=5, centred=True, marks=(Mark(0, 5, "strong"),)),
        Block("示水〔2024〕3号"),
        Block("各市水务局："),
        Block("现通知如下："),
        Block("一、总体要求"),
        Block("按期修坝。"),
        Block("按时报送。"),
        Block("示例省水务厅"),
    ]


def test_lines_of_a_page_that_knows_no_paragraphs_become_paragraphs():
    html = (
        "<table><tr><td>各镇：<br>　　现通知如下：<br><br>&nbsp;&nbsp;&nbsp;&nbsp;一、落实责任<br/>"
        "按期修坝。<br>示例局</br>2024年5月1日</td></tr></table>"
    )

    assert texts(html) == [
        "各镇：",
        "现通知如下：",
        "一、落实责任",
        "按期修坝。",
        "示例局",
        "2024年5月1日",
    ]


def test_a_line_broken_in_mid_sentence_goes_on():
    html = (
        "<p>　　公司将贯彻落实情况纳入年度监督检查计划，开展日常检查时，对一线员工进行现场询问、现场测试，"
        "并跟进<b>抓好问题<br>整改</b>，形成闭环管理。<br>　　示例局</p>"
    )
    first, second = read_web(html).blocks

    assert first.text.endswith("并跟进抓好问题整改，形成闭环管理。")
    assert [first.text[mark.start : mark.end] for mark in first.marks] == ["抓好问题整改"]
    assert second.text == "示例局"


def test_the_header_of_the_clipboard_is_no_text():
    html = (
        "Version:0.9\r\nStartHTML:0000000105\r\nEndHTML:0000000199\r\n"
        "<html><body><!--StartFragment--><p>修坝</p><!--EndFragment--></body></html>"
    )

    assert texts(html) == ["修坝"]


def test_a_line_broken_inside_a_heading_stays_in_it():
    assert only("<h1>示例省水务厅<br>关于修坝的通知</h1>").text == "示例省水务厅\n关于修坝的通知"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>按期\n    修坝</p>", "按期修坝"),
        ("<p>use\n  the <b>new</b>\tdam</p>", "use the new dam"),
        ("<p>按期 <b> 修坝</b></p>", "按期 修坝"),
        ("<p>&emsp;&emsp;按期&#12288;修坝 &nbsp;</p>", "按期　修坝"),
        ("<p>按期&nbsp修坝&amp;nbsp;甲&amp;amp;nbsp;乙</p>", "按期 修坝 甲 乙"),
        ("<p>示例局 &amp;sp; &nbsp;&nbsp;</p>", "示例局"),
        ("<p>示例局 &nsp; nbsp; &amp;b; & nbsp; &amp;#160 &nb</p>", "示例局"),
        ('<p>修坝<span style="font-fam', "修坝"),
        ("<p>&ldquo修坝&rdquo，&amp;ldquo;甲&amp;rdquo;&mdash;&#8212;乙</p>", "“修坝”，“甲”——乙"),
        ("<p>甲 &amp; 乙&lt;丙，https://example.cn/?a=1&amp;sp=2</p>", None),
        ("<p>水深 < 3 米，坝高>5 米</p>", "水深 < 3 米，坝高>5 米"),
        ("<p>修\0坝\u202e的\u200b通知&#8203;</p>", "修坝的通知"),
        ("<p>骰<ruby><rb></rb><rt>tóu</ruby>子</p>", "骰（tóu）子"),
        ('<p title="a<b>c">修坝</p>', "修坝"),
        ('<p title="甲>修坝</p>', "修坝"),
        ("<p>修<!-- 甲 <p>乙 --!>坝<!-->。</p>", "修坝。"),
    ],
)
def test_white_space_and_entities_read_as_meant(html: str, text: str | None):
    assert only(html).text == (text or "甲 & 乙<丙，https://example.cn/?a=1&sp=2")


def test_preformatted_lines_keep_their_breaks():
    assert texts("<pre>各镇：\n　　修坝。\n</pre>") == ["各镇：", "修坝。"]


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>var a = '</p><p>假';</script>",
        "<style>p { color: red }</style>",
        "<template><p>假</p></template>",
        "<p style='DISPLAY : none'>假</p>",
        "<p hidden>假</p>",
        "<span style='visibility:hidden'>假</span>",
        "<span style='mso-hide:all'>假</span>",
        "<select><option>假</option></select>",
        "<button>假</button><textarea>假</textarea>",
        "<!--[if gte mso 9]><xml><p>假</p></xml><![endif]-->",
        "<noscript>假</noscript>",
        "<svg><text>假</text></svg>",
        "<title>假</title>",
    ],
)
def test_what_nobody_sees_is_dropped(hidden: str):
    assert texts(f"<p>修</p>{hidden}<p>坝</p>") == ["修", "坝"]


def of_word(label: str, text: str, condition: str = "<![if !supportLists]>") -> str:
    return (
        "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>"
        f"{condition}<span style='mso-bidi-font-family:\"黑体\"'><span style='mso-list:Ignore'>"
        f"{label}<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span></span></span>"
        f"<![endif]><span>{text}<o:p></o:p></span></p>"
    )


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("一、", "一、修坝"),
        ("（一）", "（一）修坝"),
        ("1.", "1.修坝"),
        ("①", "①修坝"),
        ("第一条", "第一条 修坝"),
        ("1.1", "1.1 修坝"),
        ("a)", "a)修坝"),
    ],
)
def test_automatic_numbers_of_word_open_the_text(label: str, text: str):
    assert only(of_word(label, "修坝")) == Block(text, label=label)
    assert only(of_word(label, "修坝", "<!--[if !supportLists]-->")).label == label


@pytest.mark.parametrize("bullet", ["·", "§", "Ø", "l", "\uf0d8", "•", "-"])
def test_bullets_of_word_make_items(bullet: str):
    assert only(of_word(bullet, "修坝")) == Block("修坝", item="ul")


@pytest.mark.parametrize(
    ("opening", "labels"),
    [
        ("<ol>", ["1.", "2."]),
        ("<ol start=3>", ["3.", "4."]),
        ("<ol type=a>", ["a.", "b."]),
        ("<ol type=A>", ["A.", "B."]),
        ("<ol type=i>", ["i.", "ii."]),
        ("<ol type=I start=4>", ["IV.", "V."]),
        ("<ol style='list-style-type:cjk-ideographic' start=10>", ["十、", "十一、"]),
        ("<ol style='list-style: simp-chinese-informal inside'>", ["一、", "二、"]),
        ("<ol style='list-style-type: circled-decimal'>", ["①", "②"]),
        ("<ol style='list-style-type: decimal-leading-zero'>", ["01.", "02."]),
        ("<ol reversed>", ["2.", "1."]),
        ("<ol style='list-style:none'>", ["", ""]),
        ("<ol start=0>", ["1.", "2."]),
    ],
)
def test_numbers_of_a_list_are_counted_as_a_browser_does(opening: str, labels: list[str]):
    blocks = read_web(f"{opening}<li><p>修坝</p><p>按期。</p><li>清淤</ol>").blocks

    assert [block.label for block in blocks] == [labels[0], "", labels[1]]
    assert [block.text for block in blocks] == [f"{labels[0]}修坝", "按期。", f"{labels[1]}清淤"]


def test_an_item_may_set_its_own_number():
    assert texts("<ol><li value=5>甲</li><li>乙</li></ol>") == ["5.甲", "6.乙"]


def test_a_number_the_author_typed_stands_alone():
    blocks = read_web("<ol><li>一、修坝</li></ol><ul><li>（一）清淤<li>点</ul>").blocks

    assert [(block.text, block.label, block.item) for block in blocks] == [
        ("一、修坝", "", ""),
        ("（一）清淤", "", ""),
        ("点", "", "ul"),
    ]


def test_tracked_changes_and_comments_of_word_are_told_apart():
    document = read_web(
        "<p>限<del cite='mailto:a' datetime='2024-05-01T00:00'>三</del>"
        "<ins cite='mailto:a' datetime='2024-05-01T00:00'>五</ins>日<span class=MsoCommentReference>"
        "<span style='mso-special-character:comment'>&nbsp;<a class=msocomanchor>[批1]</a></span>"
        "</span>报送。</p><div style='mso-element:comment-list'><div style='mso-element:comment'>"
        "<p>日期待定</p></div></div><div style='mso-element:footnote-list'><p class=MsoFootnoteText>"
        "<span style='mso-special-character:footnote'>[1]</span>按工作日计。</p></div>"
    )

    assert document.blocks == [
        Block("限五日报送。"),
        Block("三", aside=Aside.DELETED),
        Block("日期待定", aside=Aside.COMMENT),
        Block("[1]按工作日计。"),
    ]
    assert document.counts == {"revisions": 2, "comments": 1}


def test_a_table_of_data_is_one_block():
    html = (
        "<table><caption>表一</caption><thead><tr><th>姓名<th colspan=2>职务</thead>"
        "<tr><td rowspan=2><p>张　三</p><td><p>处长</p><p>组长</p><td>坝<sup>2</sup>"
        "<tr><td>甲<td></table>"
    )
    caption, table = read_web(html).blocks

    assert caption.text == "表一"
    assert table == Block(
        "姓名\t职务\n张　三\t处长 组长\t坝2\n甲\t",
        marks=(Mark(17, 18, "sup"),),
        cells=(
            Cell(0, 2, 0, header=True),
            Cell(3, 5, 0, header=True, colspan=2),
            Cell(6, 9, 1, rowspan=2),
            Cell(10, 15, 1),
            Cell(16, 18, 1),
            Cell(19, 20, 2),
            Cell(21, 21, 2),
        ),
    )


@pytest.mark.parametrize(
    "html",
    [
        f"<table><tr><td>修坝<p>{PROSE}</table>",
        f"<table><tr><td></td><td>修坝</td></tr><tr><td>{PROSE}</table>",
        f"<table><tr><td>修坝</td><td><table><tr><td>{PROSE}</td></tr></table></td></tr></table>",
        f"<table role=presentation><tr><td>修坝<td>{PROSE}</tr><tr></table>",
        f"<table><tr><td>修坝</td><td>{PROSE}</td></tr></table>",
    ],
)
def test_a_table_that_only_places_things_is_read_as_paragraphs(html: str):
    assert texts(html) == ["修坝", PROSE]


def test_a_table_whose_one_cell_holds_the_page_is_read_as_paragraphs():
    html = f"<table><tr><td>甲<td>{f'<p>{PROSE}</p>' * 5}<tr><td>乙<td>丙</table>"

    assert texts(html) == ["甲", *[PROSE] * 5, "乙", "丙"]


def test_marks_come_from_tags_and_from_styles():
    html = (
        "<p>见<a href='https://example.cn/a?b=1&amp;c=2'>网<b>站</b></a>、<a href='javascript:x'>甲"
        "</a>，<u>乙</u><i>丙</i><s>丁</s>H<sub>2</sub>O<span style='vertical-align:super'>3</span>"
        "<b>戊<span style='font-weight:normal'>己</span></b></p>"
    )
    block = only(html)

    assert block.text == "见网站、甲，乙丙丁H2O3戊己"
    assert block.marks == (
        Mark(1, 3, "a", "https://example.cn/a?b=1&c=2"),
        Mark(2, 3, "strong"),
        Mark(6, 7, "u"),
        Mark(7, 8, "em"),
        Mark(8, 9, "s"),
        Mark(10, 11, "sub"),
        Mark(12, 13, "sup"),
        Mark(13, 14, "strong"),
    )
    assert block.bold == 0


def test_a_bold_beginning_is_measured():
    assert only("<p><b>一、修坝。</b>按期修坝。</p>").bold == 5
    assert only("<p><b>一、</b> <b>修坝</b> 按期</p>").bold == 5


@pytest.mark.parametrize(
    "html",
    ["<b><p>修</b>坝</p>", "<p><b>修<i></b>坝</i></p>", "<p><b>修</span></b></p><p>坝</b></p>"],
)
def test_tags_that_cross_lose_no_text(html: str):
    document = read_web(html)

    assert "".join(block.text for block in document.blocks) == "修坝"
    assert document.blocks[0].bold == 1


def test_depth_is_given_where_headings_structure_the_text():
    document = read_web(
        "<h1>关于修坝的通知</h1><h2>一、落实责任</h2><h3>（一）修坝</h3><h2>二、按期报送</h2>"
    )

    assert [block.depth for block in document.blocks] == [0, 1, 2, 1]
    assert document.title == "关于修坝的通知"


@pytest.mark.parametrize(
    ("html", "title"),
    [
        ("<h1>示水〔2024〕3号</h1><h2>关于修坝的通知</h2><h3>一、甲</h3><h3>二、乙</h3>", None),
        ("<meta name='ArticleTitle' content='关于修坝的通知'><p>修坝", None),
        ("<meta content='关于修坝的通知' property='og:title'><p>修坝", None),
        ("<title>关于修坝的通知_通知公告_示例县人民政府</title><p>修坝", None),
        ("<title>关于修坝的通知 - 示例县人民政府网</title><p>修坝", None),
        ("<title>示例县水务局 | 关于修坝&amp;nbsp;的通知</title><p>修坝", "关于修坝 的通知"),
        ("<h2>一、甲</h2><h2>二、乙</h2>", ""),
        ("<p>修坝", ""),
    ],
)
def test_the_title_of_a_page_is_known(html: str, title: str | None):
    assert read_web(html).title == ("关于修坝的通知" if title is None else title)


SITE = f"""<html><head><title>关于修坝的通知 - 示例县人民政府网</title></head>
<body class="page-with-sidebar"><header><h1>示例县人民政府</h1></header>
<div class="mainNav"><ul><li><a href="/">首页</a><li><a href="/zw">政务公开</a></ul></div>
<ul><li><a href="/1">机构</a></li><li><a href="/2">法规</a></li><li><a href="/3">规划</a></li></ul>
<div>您的位置：<a href="/">首页</a> &gt; <a href="/t">通知公告</a></div>
<div id="content-share" class="content">
<table><tr><td>索 引 号：<td>01-2024<td>主题分类：<td>水务<tr><td>发文机关：<td>示例县水务局</table>
<h2>关于修坝的通知</h2><p>发布时间：2024-05-02　来源：水务局　浏览次数：12　【字体：大 中 小】</p>
<p>各镇人民政府：</p><p class="nav">{PROSE}</p><p>附件：<a href="a.doc">值班表.doc</a></p>
<p>示例县水务局</p><p>2024年5月1日</p><p><a href="a.doc">值班表.doc</a></p></div>
<div class="bdsharebuttonbox"><a>微信</a> <a>微博</a></div>
<p>上一篇：<a href="9">关于清淤的通知</a></p>
<div class="sidebar"><h3>相关文件</h3><ul><li><a href="7">关于防汛的通知</a> 01-01</li></ul></div>
<footer><p>本网站由示例县人民政府办公室主办，未经书面授权禁止转载本站内容。</p></footer>
<p>版权所有 © 示例县</p></body></html>"""


def test_the_furniture_of_a_page_is_set_aside_and_not_lost():
    assert texts(SITE) == [
        "关于修坝的通知",
        "各镇人民政府：",
        PROSE,
        "附件：值班表.doc",
        "示例县水务局",
        "2024年5月1日",
    ]
    assert [text.split("\t")[0] for text, _ in asides(SITE)] == [
        "示例县人民政府",
        "首页",
        "政务公开",
        "机构",
        "法规",
        "规划",
        "您的位置：首页 > 通知公告",
        "索 引 号：",
        "发布时间：2024-05-02　来源：水务局　浏览次数：12　【字体：大 中 小】",
        "值班表.doc",
        "微信 微博",
        "上一篇：关于清淤的通知",
        "相关文件",
        "关于防汛的通知 01-01",
        "本网站由示例县人民政府办公室主办，未经书面授权禁止转载本站内容。",
        "版权所有 © 示例县",
    ]
    assert {aside for _, aside in asides(SITE)} == {Aside.CHROME}
    assert read_web(SITE).title == "关于修坝的通知"


def test_an_invitation_keeps_its_facts():
    lines = [
        "关于召开座谈会的通知",
        "各科室：",
        "时间：5月10日上午",
        "主办单位：示例局",
        "来源：自拟",
        "登录",
        "示例局",
        "2024年5月1日",
    ]

    assert texts("".join(f"<p>{line}</p>" for line in lines)) == lines


def test_a_signature_in_a_box_called_footer_stays():
    html = f"<p>{PROSE}</p><div class='doc-footer'><p>示例局</p><p>2024年5月1日</p></div>"

    assert texts(html) == [PROSE, "示例局", "2024年5月1日"]


def test_headers_of_word_are_set_aside_as_such():
    html = f"<div style='mso-element:header'><p>内部资料</p></div><p>{PROSE}</p>"

    assert asides(html) == [("内部资料", Aside.HEADER)]


def test_a_title_in_the_header_of_the_page_is_the_notices():
    html = f"<div class='article-header'><h1>汛期值守安排</h1></div><p>{PROSE}</p>"

    assert texts(html) == ["汛期值守安排", PROSE]


def test_a_page_that_is_all_furniture_is_taken_for_the_notice():
    assert texts("<div class=footer><p>修坝</p></div>") == ["修坝"]


PIXEL = b"\x89PNG\r\n\x1a\n"


def test_a_picture_in_the_page_comes_and_others_are_named():
    data = base64.b64encode(PIXEL).decode()
    document = read_web(
        f"<p>修坝<img src='data:image/png;base64,{data}' alt='坝址图'></p>"
        "<img src='https://example.cn/a.png' alt='公章'><img src='file:///C:/a.png'>"
        "<footer><img src=logo.png alt='徽标'></footer>"
    )

    assert document.blocks == [
        Block("修坝"),
        Block("坝址图", picture=Picture(PIXEL, "图片1.png")),
    ]
    assert document.doubts == [
        "图片没有带来：公章",
        "另有 1 张没有说明文字的图片没有带来，请对照原网页补上。",
    ]


@pytest.mark.parametrize(
    ("html", "sentence"),
    [
        (
            "<script>alert(1)</script>",
            "网页里没有文字（可能只有脚本或图片），请在浏览器里复制正文后粘贴。",
        ),
        (
            "",
            "网页里没有文字（可能只有脚本或图片），请在浏览器里复制正文后粘贴。",
        ),
        (
            "<b></b>" * 1_500_000,
            "网页有 1050 万个字符，超过上限 1000 万个，请只复制正文后再导入。",
        ),
        (
            "<b></b>" * 100_001,
            "网页里的标签超过 200000 个，不像是通知，请只复制正文后再导入。",
        ),
        (
            "<table><tr><td>" * 1000 + "修坝",
            "网页里的标签套了 200 层以上，不像是通知，请把正文另存为纯文本后再导入。",
        ),
        (
            "<div>" * 1000 + "修坝",
            "网页里的标签套了 200 层以上，不像是通知，请把正文另存为纯文本后再导入。",
        ),
        (
            "<p>修" * 20_001,
            "网页有 20001 段，超过上限 20000 段，请只保留通知正文后再导入。",
        ),
        (
            "修" * 200_001,
            "网页里有一段长 200001 个字，超过上限 200000 个字，请分段后再导入。",
        ),
    ],
    ids=["scripts", "empty", "size", "tags", "tables", "divs", "paragraphs", "long"],
)
def test_what_is_no_notice_is_refused_with_the_reason(html: str, sentence: str):
    with pytest.raises(Unreadable) as refusal:
        read_web(html)

    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    "unit", ["<a ", '<a "', "<!--", "<![if ", "<script", "&", "&amp;", "<", "</p>", "<b>", '<p x="']
)
def test_broken_markup_is_read_in_one_pass(unit: str):
    try:
        blocks = read_web(unit * 50_000 + "<p>坝").blocks
    except Unreadable as refusal:
        assert str(refusal).endswith("。")
    else:
        assert blocks[-1].text.endswith("坝")


def test_an_unclosed_inline_tag_never_stops_the_reading():
    assert texts("<font>" * 5000 + "<p>修坝") == ["修坝"]


TAGS = st.sampled_from(
    "<p> </p> <b> </b> <div> </div> <table> <tr> <td> </td> </table> <ol> <li> </ol> <br> <h2> "
    "</h2> <span> </span> <ul> </ul> <i> </i> <ruby> <rt> </ruby> <hr>".split()
)


@given(st.lists(TAGS | st.text("修坝甲乙丙丁", min_size=1, max_size=3), max_size=40))
@settings(max_examples=300, deadline=None)
def test_no_visible_character_is_lost_or_doubled(pieces: list[str]):
    shown = Counter("".join(piece for piece in pieces if not piece.startswith("<")))
    try:
        blocks = read_web("".join(pieces)).blocks
    except Unreadable:
        assert not shown
        return
    read = Counter(one for block in blocks for one in block.text if one in "修坝甲乙丙丁")

    assert read == shown


@given(st.text("<>/!-[]'\"= abptdi&;修坝", max_size=60))
@settings(max_examples=300, deadline=None)
def test_no_text_breaks_the_reader(html: str):
    try:
        assert read_web(html).blocks
    except Unreadable as refusal:
        assert str(refusal).endswith("。")


def test_a_page_whose_text_has_no_title_tells_its_own_and_fills_in_none():
    page = "<title>关于修坝的通知 - 示例县人民政府网</title><p>各村：</p><p>要逐库修坝。</p>"
    notice = read(page.encode(), "通知.html")

    assert notice.title is None
    assert "正文里没有标题；网页的题目是“关于修坝的通知”，是标题的话请填上。" in [
        doubt.sentence for doubt in notice.doubts
    ]
