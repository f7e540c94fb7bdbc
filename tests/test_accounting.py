"""Import: every character of the source is accounted for, whatever the source."""

from hypothesis import given, settings
from hypothesis import strategies as st

from notices.importing import ImportedNotice, Role, Unreadable, read
from notices.importing.accounting import BLANK, LOST, Span, account

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


def imported(text: str) -> ImportedNotice | None:
    try:
        return read(text.encode("utf-8", "surrogatepass"), "通知.txt")
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
