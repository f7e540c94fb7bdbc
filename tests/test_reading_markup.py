"""Where titles may break, and what is done to rich text on its way out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notices import rich_text
from notices.reading import Section, boxed, dialled, headed, opened, title_lines


@pytest.mark.parametrize(
    ("issuers", "pieces"),
    [
        (["中共示例省委"], ["中共示例省委", "关于植树节期间", "做好义务植树", "工作的通知"]),
        ([], ["关于印发", "《示例省古树名木保护", "工作办法》的通知"]),
        ([], ["关于植树的通报"]),
        (["示例省林业局"], ["示例省林业局", "关于开展全省古树名木", "基层管护调研的通知"]),
        ([], ["关于基层党组织电子档案", "目录著录规则的通知"]),
        ([], ["关于规范苗木采购", "和简化验收", "工作的通知"]),
        ([], ["中共示例省委", "关于做好2026年度", "造林绿化的通知"]),
        ([], ["关于做好村和林场", "联合防火", "工作的通知"]),
    ],
)
def test_a_title_breaks_after_its_issuer_before_its_subject_and_at_phrases(issuers, pieces):
    assert title_lines("".join(pieces), issuers) == [pieces]


@pytest.mark.parametrize(
    ("issuers", "lines"),
    [
        (
            ["中共示例省委", "示例省人民政府"],
            [["中共示例省委、"], ["示例省人民政府"], ["关于开展护林", "工作的通知"]],
        ),
        (
            ["中共示例省纪律检查委员会", "示例省林业和园林管理厅"],
            [["中共示例省", "纪律检查委员会 "], ["示例省林业和园林管理厅"], ["关于植树的通知"]],
        ),
    ],
)
def test_issuers_have_a_line_each_that_breaks_where_their_names_do(issuers, lines):
    assert title_lines("".join(sum(lines, [])), issuers) == lines


@pytest.mark.parametrize(
    "pieces",
    [
        ["关于举办护林工作者", "技能实训班的通知"],
        ["关于高层次造林设计", "竞赛获奖的通报"],
        ["关于传达第三十二次", "林长会议的通知"],
        ["关于护林员巡查", "路线的通知"],
    ],
)
def test_between_words_nobody_listed_a_title_breaks_by_twos_from_the_end(pieces):
    assert title_lines("".join(pieces), []) == [pieces]


@given(st.text("中共示例省委关于做好的工作《》（）、2026年期间通知 a", max_size=40))
def test_a_title_in_pieces_is_the_title(title):
    lines = title_lines(title, ["中共示例省委", "示例省"])
    assert "".join(sum(lines, [])) == title
    assert all(sum(lines, [])) or title == ""


@given(st.text("植树造林护防火绿古名木", min_size=12, max_size=40))
def test_no_piece_of_plain_words_is_longer_than_a_line_of_a_phone_or_a_single_character(title):
    (line,) = title_lines(title, [])
    assert {2 < len(piece) <= 11 for piece in line} == {True}


def test_an_issuer_that_is_the_whole_title_is_no_issuer():
    assert title_lines("中共示例省委示例省委", ["中共示例省委", "示例省委"]) == [
        ["中共示例省委示例省委"]
    ]


def point(label="", heading="", place=""):
    return Section(3, 3, label, "", heading, "", is_point=True, place=place)


LABEL = '<a class="n" href="#s3" data-cite="第一部分第1项">1.</a>'


def test_a_point_opens_the_first_paragraph_of_its_body():
    labelled = point("1.", place="第一部分第1项")
    body = "<p>浇水。</p><p>培土。</p>"
    assert opened(body, labelled) == f'<p id="s3">{LABEL}浇水。</p><p>培土。</p>'
    assert opened("<p>浇水。</p>", point()) == '<p id="s3">浇水。</p>'


def test_a_heading_the_text_runs_on_from_stands_before_it():
    told = point("1.", "浇水<b>。", "第一部分第1项")
    assert opened("<p>每日一次。</p>", told) == f'<p id="s3">{LABEL}浇水&lt;b&gt;。每日一次。</p>'
    unlike = point("<1>", place='"甲"')
    assert opened("", unlike) == (
        '<p id="s3"><a class="n" href="#s3" data-cite="&quot;甲&quot;">&lt;1&gt;</a></p>'
    )


def test_a_point_keeps_the_alignment_of_its_first_paragraph():
    assert opened('<p class="ta-c">浇水。</p>', point()) == '<p id="s3" class="ta-c">浇水。</p>'


@pytest.mark.parametrize("body", ["", "<table><tbody></tbody></table>", "<ul><li>甲</li></ul>"])
def test_a_point_whose_body_begins_with_no_paragraph_has_one_made(body):
    assert opened(body, point(heading="浇水")) == f'<p id="s3">浇水</p>{body}'


def table(*rows, caption=""):
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    named = f"<caption>{caption}</caption>" if caption else ""
    return rich_text.clean(f"<table>{named}<tbody>{cells}</tbody></table>")


def opening(name, classes):
    return f'<div class="scroll" role="region" tabindex="0" aria-label="{name}"><table{classes}>'


def test_a_table_of_text_stands_in_a_named_box():
    source = table(["树种", "松"], caption="树种<strong>表</strong>")
    assert boxed(source) == source.replace("<table>", opening("树种表", ' class="txt"')) + "</div>"


def test_a_table_without_a_caption_is_named_by_its_first_row():
    source = table(["树种", "a &amp; b"], ["松", "一"])
    assert boxed(source).startswith(opening("表格：树种、a &amp; b", ' class="txt"'))


def test_a_table_of_numbers_beside_names_is_set_as_figures():
    made = boxed(table(["松", "20,000", "12.5%"], ["柏", "—", ""]))
    assert made.startswith(opening("表格：松、20,000、12.5%", ""))


def test_a_wide_table_of_text_says_that_it_scrolls():
    made = boxed(table(["树种", "甲", "乙", "丙", "丁"], caption="分布"))
    assert made.startswith(opening("分布", ' class="txt big"'))
    assert made.count("（可左右滑动）</span></caption>") == 1


def test_a_table_that_a_phone_holds_does_not():
    made = boxed(table(["树种", "甲", "乙", "丙"], caption="分布"))
    assert made.startswith(opening("分布", ' class="txt"'))
    assert "（可左右滑动）" not in made


def test_a_table_in_a_cell_stays_in_the_outer_box():
    inner = "<table><tbody><tr><td>松</td></tr></tbody></table>"
    source = f"<p>前</p>{table([inner, '说明'])}<p>中</p>{table(['柏'])}<p>后</p>"
    made = boxed(source)
    assert made.count('class="scroll"') == 2
    assert made.count("<table") == 3
    assert made.startswith("<p>前</p><div") and made.endswith("</div><p>后</p>")


def test_text_without_tables_is_left_alone():
    assert boxed("<p>a &lt;table&gt; b</p>") == "<p>a &lt;table&gt; b</p>"


def test_a_landline_is_a_number_to_dial():
    made = dialled("<p>电话：0000-00000102，或0000-0000010。</p>")
    assert made == (
        '<p>电话：<a href="tel:000000000102">0000-00000102</a>，'
        '或<a href="tel:00000000010">0000-0000010</a>。</p>'
    )


@pytest.mark.parametrize(
    "text",
    [
        '<a href="https://example.cn/0000-00000102">0000-00000102</a>',
        '<p><a href="tel:1">请拨<b>0000-00000102</b></a></p>',
        "2026-05-12",
        "10000-00000102",
        "0000-00000102-1",
        "0000-000001",
        "编号A0000-00000102",
    ],
)
def test_a_link_and_what_is_no_landline_stay_as_they_are(text):
    assert dialled(text) == text


def test_a_line_all_bold_is_a_heading_and_bold_words_are_not():
    source = "<p><strong>联系方式</strong></p><p><strong>电话</strong>：见下。</p>"
    assert headed(source) == "<h2>联系方式</h2><p><strong>电话</strong>：见下。</p>"
