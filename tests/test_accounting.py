"""Import: every character of the source is accounted for, whatever the source."""

from hypothesis import given, settings
from hypothesis import strategies as st

from notices.importing import ImportedNotice, Role, Unreadable, read
from notices.importing.accounting import BLANK, LOST, Span, account
from tests.word_files import docx, level, numbered, one_list, paragraph, run, table

LINES = st.sampled_from(
    [
        "示例省委文件",
        "示例〔2026〕7号",
        "示例省水利厅关于加强山塘管理的通知",
        "（2026年5月1日通过）",
        "各市水利局：",
        "为保障安全，现通知如下：",
        "一、总　则",
        "（一）开展排查。汛前检查。",
        "1.值班制度；",
        "坝体要逐一检查。",
        "特此通知。",
        "附件：1.名录　2.表格",
        "示例省水利厅　2026年5月12日",
        "示例省水利厅",
        "2026年5月12日",
        "（此件公开发布）",
        "附件1",
        "抄送：省军区。",
        "首页 | 关于我们",
        "機(jī)關(guān)認(rèn)真落實(shí)責(zé)任，進(jìn)行。(jī)",
        "現就(chóng qìng)的讀音,通知如下:",
        "府?dāng)?shù)據",
        "   ",
        "",
    ]
) | st.text(max_size=12)


def imported(source: str | bytes) -> ImportedNotice | None:
    data = source if isinstance(source, bytes) else source.encode("utf-8", "surrogatepass")
    try:
        return read(data, "通知.txt")
    except Unreadable:
        return None


@given(st.lists(LINES, min_size=1, max_size=25))
@settings(max_examples=400, deadline=None)
def test_the_spans_cover_the_source_once_from_its_first_character_to_its_last(lines):
    notice = imported("\n".join(lines))
    if notice is None:
        return
    spans = account(notice)

    assert "".join(notice.source[span.start : span.end] for span in spans) == notice.source
    assert [span for span in spans if span.place == LOST] == []


PIECES = st.sampled_from(
    [
        "<h1>示例厅关于防汛的通知</h1>",
        "<p>各市水利局：</p>",
        "<div>一、<b>开展排查。</b>汛前<a href='https://example.cn/'>检查</a>。</div>",
        "<p>機(jī)關(guān)認(rèn)真落實(shí)責(zé)任,進(jìn)行。</p>",
        "<ul><li>查坝体</li><li>查坡面</li></ul>",
        "<ol><li>值班</li><li>报告</li></ol>",
        "<table><tr><th>名称</th><td colspan=2>山塘</td></tr><tr><td>甲<td>乙</table>",
        "<nav><a href='/'>首页</a> | <a href='/a'>新闻</a></nav>",
        "<p>示例厅<br>2026年5月1日</p>",
        "<p>&nbsp;</p>",
    ]
)


@given(st.lists(PIECES, min_size=1, max_size=15))
@settings(max_examples=150, deadline=None)
def test_a_page_is_accounted_for_like_a_text(pieces):
    notice = imported("".join(["<body>", *pieces]))
    if notice is None:
        return
    spans = account(notice)

    assert "".join(notice.source[span.start : span.end] for span in spans) == notice.source
    assert [span for span in spans if span.place == LOST] == []


BLOCKS = st.sampled_from(
    [
        paragraph("示例厅关于防汛的通知"),
        paragraph("各市水利局："),
        numbered("开展排查。汛前检查。"),
        numbered("查坝体。", level=1),
        table(["名称", "数量"], ["山塘", "12"]),
        paragraph(run("汛前", "<w:b/>") + run("検查,報送。")),
        paragraph("示例厅"),
        paragraph("2026年5月1日"),
        paragraph(""),
    ]
)


@given(st.lists(BLOCKS, min_size=1, max_size=15))
@settings(max_examples=100, deadline=None)
def test_a_word_file_is_accounted_for_like_a_text(blocks):
    levels = (level(0, "chineseCounting", "%1、"), level(1, "decimal", "%2."))
    notice = imported(docx("".join(blocks), numbering=one_list(*levels)))
    if notice is None:
        return
    spans = account(notice)

    assert "".join(notice.source[span.start : span.end] for span in spans) == notice.source
    assert [span for span in spans if span.place == LOST] == []


def test_each_span_says_where_it_went():
    notice = imported("示例厅关于防汛的通知\n\n一、修坝。\n二、清淤。\n示例厅 2026年5月1日")

    assert account(notice) == [
        Span(0, 10, Role.TITLE),
        Span(10, 12, BLANK),
        Span(12, 17, Role.HEADING, 1),
        Span(17, 18, BLANK),
        Span(18, 23, Role.HEADING, 2),
        Span(23, 24, BLANK),
        Span(24, 27, Role.SIGNATURE),
        Span(27, 28, BLANK),
        Span(28, 37, Role.DATE),
    ]


def test_what_a_repair_takes_out_at_the_end_of_a_line_is_accounted_to_the_repair():
    notice = imported("機(jī)關(guān)認(rèn)真落實(shí)責(zé)任機(jī)\n二、修坝。")

    assert notice.title == "机关认真落实责任机"
    assert account(notice) == [
        Span(0, 33, Role.TITLE),
        Span(33, 37, "pinyin"),
        Span(37, 38, BLANK),
        Span(38, 43, Role.HEADING, 1),
    ]
