"""Import of a .docx: its text as Word shows it, in order, nothing lost and nothing twice."""

import io
import zipfile

import pytest

from notices.importing.blocks import Aside, Block, Mark, Picture
from notices.importing.roles import Role
from notices.importing.word import ROLES, read_word
from tests.word_files import (
    docx,
    drawing,
    level,
    numbered,
    one_list,
    paragraph,
    rewritten,
    run,
    style,
    styled,
    table,
)

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20
COMMA = level(0, "chineseCounting", "%1、", '<w:suff w:val="nothing"/>')


def blocks(body: str, **parts) -> list[Block]:
    return read_word(docx(body, **parts)).blocks


def texts(body: str, **parts) -> list[str]:
    return [block.text for block in blocks(body, **parts)]


def only(body: str, **parts) -> Block:
    (block,) = blocks(body, **parts)
    return block


def asides(body: str, **parts) -> list[tuple[str, Aside | None]]:
    return [(block.text, block.aside) for block in blocks(body, **parts)]


def ins(content: str, author: str = "a") -> str:
    return f'<w:ins w:author="{author}">{content}</w:ins>'


def deleted(text: str) -> str:
    return f'<w:del w:author="a"><w:r><w:delText>{text}</w:delText></w:r></w:del>'


def field(instruction: str, result: str = "") -> str:
    shown = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}' if result else ""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{instruction}</w:instrText></w:r>{shown}"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def text_box(inner: str, position: str = "") -> str:
    """As Word writes it: once as a drawing, once more for programs before 2010."""
    box = f"<w:txbxContent>{inner}</w:txbxContent>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor>{position}<a:graphic>'
        f"<a:graphicData><wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></a:graphicData></a:graphic>"
        "</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
        f"{box}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


# Text


def test_paragraphs_come_in_order_and_empty_ones_are_left_out():
    assert texts(paragraph("甲") + paragraph() + paragraph("　　乙　")) == ["甲", "乙"]


def test_breaks_tabs_and_hyphens_are_read():
    inside = "<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t><w:noBreakHyphen/>"
    inside += "<w:softHyphen/><w:t>丁</w:t><w:cr/><w:t>戊</w:t></w:r>"
    assert texts(paragraph(inside)) == ["甲\n乙 丙-丁\n戊"]


def test_blanks_at_the_ends_of_a_run_count_only_where_the_file_says_so():
    bare = '<w:r><w:t>\n 甲 </w:t></w:r><w:r><w:t xml:space="preserve"> 乙</w:t></w:r>'
    assert texts(paragraph(bare)) == ["甲 乙"]


def test_characters_that_turn_text_around_or_that_nobody_sees_are_left_out():
    assert texts(paragraph(run("特\u202e此\u200b通\xad知"))) == ["特此通知"]


def test_signs_of_symbol_fonts_become_characters():
    signs = (
        '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="Wingdings" w:char="F081"/>'
        '<w:sym w:font="Wingdings" w:char="F001"/><w:sym w:font="宋体" w:char="2460"/>'
        '<w:sym w:font="x" w:char="?"/></w:r>'
    )
    assert texts(paragraph(signs)) == ["☑①□①□"]


def test_a_reading_above_a_word_is_left_out():
    ruby = (
        "<w:r><w:ruby><w:rt><w:r><w:t>dú</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>读</w:t></w:r>"
        "</w:rubyBase></w:ruby></w:r>"
    )
    assert texts(paragraph(run("朗") + ruby)) == ["朗读"]


def test_formulas_stay_as_text():
    formula = "<m:oMath><m:r><m:t>a=</m:t></m:r><m:r><m:t>b</m:t></m:r></m:oMath>"
    assert texts(paragraph(run("式") + formula)) == ["式a=b"]
    after_hidden = paragraph(run("密", "<w:vanish/>") + formula)
    assert texts(after_hidden) == ["a=b"]


def test_content_controls_and_smart_tags_are_opened():
    inline = f"<w:sdt><w:sdtContent>{run('乙')}</w:sdtContent></w:sdt>"
    tagged = f"<w:smartTag><w:customXml>{run('丙')}</w:customXml></w:smartTag>"
    body = f"<w:sdt><w:sdtContent>{paragraph(run('甲') + inline + tagged)}</w:sdtContent></w:sdt>"
    assert texts(body) == ["甲乙丙"]


def test_hidden_text_is_left_out_and_said():
    body = paragraph(run("甲") + run("密语", "<w:vanish/>"))
    document = read_word(docx(body))
    assert [block.text for block in document.blocks] == ["甲"]
    assert document.doubts == ["文件里有隐藏的文字（2 个字：“密语”），没有读入。"]


def test_a_hidden_paragraph_is_not_counted():
    hidden = numbered(run("甲", "<w:vanish/>"), properties="<w:rPr><w:vanish/></w:rPr>")
    assert texts(hidden + numbered("乙"), numbering=one_list(COMMA)) == ["一、乙"]


def test_a_heading_that_runs_into_its_paragraph_keeps_its_number():
    mark = "<w:rPr><w:vanish/><w:specVanish/></w:rPr>"
    body = numbered("提高认识。", properties=mark) + paragraph("各级要落实。") + numbered("乙")
    assert texts(body, numbering=one_list(COMMA)) == ["一、提高认识。各级要落实。", "二、乙"]


def test_the_strict_form_and_utf_16_are_read_alike():
    file = docx(paragraph(run("甲") + drawing("a.png")), media={"a.png": PNG})
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        text = archive.read("word/document.xml").decode()
    strict = text.replace("http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/")
    strict = strict.replace("wordprocessingml/2006/", "wordprocessingml/")
    strict = strict.replace("officeDocument/2006/", "officeDocument/").replace("ml/2006/", "ml/")
    wide = text.replace("UTF-8", "UTF-16").encode("utf-16")
    expected = [Block("甲"), Block("", picture=Picture(PNG, "a.png"))]
    for other in (strict.encode(), wide):
        assert read_word(rewritten(file, {"word/document.xml": other})).blocks == expected


# Fields


def test_a_field_shows_its_result_and_not_its_instruction():
    inside = run("见第") + field(" REF _x \\h ", run("三")) + run("条")
    simple = f'<w:fldSimple w:instr=" DATE ">{run("2026年")}</w:fldSimple>'
    assert texts(paragraph(inside + simple)) == ["见第三条2026年"]


def test_a_field_inside_an_instruction_shows_nothing():
    begin, end = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', field("X", run("内"))
    outer = begin + end + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("外")
    assert texts(paragraph(outer + '<w:r><w:fldChar w:fldCharType="end"/></w:r>')) == ["外"]


def test_a_field_that_never_ends_hides_nothing():
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>'
    assert asides(paragraph(begin + run("甲")) + paragraph("乙")) == [("甲", None), ("乙", None)]


def test_a_number_in_a_circle_made_by_hand_is_read():
    inside = field(" eq \\o\\ac(○,21)") + run("甲") + field("EQ \\o\\ac(○,密)")
    assert texts(paragraph(inside)) == ["㉑甲密"]


def test_an_instruction_may_be_written_as_text_in_part():
    ended = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    begun = field(" eq \\o\\ac(○,").removesuffix(ended)
    closing = "<w:r><w:instrText>)</w:instrText></w:r>"
    assert texts(paragraph(begun + run("5") + closing + ended + run("甲"))) == ["⑤甲"]


def test_a_deleted_field_neither_hides_nor_ends_another():
    gone = f"<w:del>{field('TOC')}</w:del>".replace("instrText", "delInstrText")
    half = '<w:del><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:del>'
    ended = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    assert asides(paragraph(gone + half + run("甲") + ended + run("乙"))) == [("甲乙", None)]


def test_a_sign_made_by_a_field_is_read():
    inside = field(' SYMBOL 254 \\f "Wingdings" \\s 12 ') + run("甲")
    assert texts(paragraph(inside)) == ["☑甲"]


def test_a_reading_made_by_a_field_is_left_out():
    reading = field('EQ \\* jc2 \\* "Font:宋体" \\* hps10 \\o\\ad(\\s\\up 9(dú),读)')
    assert texts(paragraph(run("朗") + reading)) == ["朗读"]


def test_a_table_of_contents_is_set_aside():
    styles = style("toc", "toc 1") + style("t", "TOC Heading")
    entry = field(' TOC \\o "1-3" ', run("一、总则 1"))
    body = paragraph("目　录") + paragraph(entry) + styled("二、附则\t2", "toc") + paragraph("甲")
    assert asides(body, styles=styles) == [
        ("目　录", Aside.CHROME),
        ("一、总则 1", Aside.CHROME),
        ("二、附则 2", Aside.CHROME),
        ("甲", None),
    ]


def test_a_paragraph_that_only_borrows_the_looks_of_a_contents_entry_stays():
    assert asides(styled("附表1", "toc"), styles=style("toc", "TOC 2")) == [("附表1", None)]


def test_the_contents_that_word_builds_are_set_aside_whole():
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    inside = f"<w:sdtContent>{paragraph('目录')}{paragraph('总则1')}</w:sdtContent>"
    body = f"<w:sdt><w:sdtPr>{gallery}</w:sdtPr>{inside}</w:sdt>" + paragraph("甲")
    assert asides(body) == [("目录", Aside.CHROME), ("总则1", Aside.CHROME), ("甲", None)]


# Looks


def test_depth_comes_from_the_outline_level_or_the_heading_style():
    styles = (
        style("a", "heading 2")
        + style("b", "标题 3")
        + style("c", "x", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>')
        + style("d", based_on="a")
    )
    off = '<w:outlineLvl w:val="9"/>'
    body = styled("甲", "a") + styled("乙", "b") + styled("丙", "c") + styled("丁", "d")
    body += styled("戊", "a", off) + paragraph("己", '<w:outlineLvl w:val="3"/>') + paragraph("庚")
    assert [block.depth for block in blocks(body, styles=styles)] == [2, 3, 1, 2, 0, 4, 0]


def test_centred_comes_from_the_paragraph_or_its_style():
    styles = style("c", inner='<w:pPr><w:jc w:val="center"/></w:pPr>') + style("d", based_on="c")
    body = styled("甲", "d") + styled("乙", "c", '<w:jc w:val="left"/>') + paragraph("丙")
    assert [block.centred for block in blocks(body, styles=styles)] == [True, False, False]


def test_a_bold_beginning_is_measured_with_the_number_and_not_marked():
    inside = run("提高认识。", "<w:b/>") + run("各级") + run("务必", "<w:b/>") + run("落实。")
    block = only(numbered(inside), numbering=one_list(COMMA))
    assert (block.text[: block.bold], block.marks) == ("一、提高认识。", (Mark(9, 11, "strong"),))


def test_bold_on_bold_of_paragraph_and_run_style_is_not_bold():
    bold = "<w:rPr><w:b/></w:rPr>"
    styles = style("p", inner=bold) + (
        f'<w:style w:type="character" w:styleId="r"><w:name w:val="r"/>{bold}</w:style>'
    )
    body = styled(run("甲") + run("乙", '<w:rStyle w:val="r"/>') + run("丙", "<w:b/>"), "p")
    assert only(body, styles=styles).bold == 1
    assert only(styled(run("甲", '<w:b w:val="0"/>'), "p"), styles=styles).bold == 0


@pytest.mark.parametrize("font", ["黑体", "楷体_GB2312", "SimHei", "方正黑体_GBK"])
def test_a_beginning_in_the_fonts_of_headings_counts_as_bold(font):
    heading, body_font = (f'<w:rFonts w:eastAsia="{name}"/>' for name in (font, "仿宋_GB2312"))
    body = paragraph(run("一、总则。", heading) + run("各级各部门要认真落实。", body_font))
    assert only(body).bold == 5
    assert only(paragraph(run("全文都用这一种字体。", heading))).bold == 0


def test_a_later_line_that_begins_in_the_font_of_a_heading_is_strong_there():
    heading = '<w:rFonts w:eastAsia="黑体"/>'
    inside = run("一、总则") + "<w:r><w:br/></w:r>" + run("　　二、", heading)
    inside += run("附则", heading) + run("。各级要落实", heading.replace("黑体", ""))
    assert only(paragraph(inside)).marks == (Mark(5, 11, "strong"),)


def test_fonts_of_the_theme_are_known():
    theme = (
        '<a:majorFont><a:ea typeface=""/><a:font script="Hans" typeface="黑体"/></a:majorFont>'
        '<a:minorFont><a:ea typeface="宋体"/></a:minorFont>'
    )
    major = '<w:rFonts w:eastAsiaTheme="majorEastAsia"/>'
    minor = '<w:rFonts w:eastAsiaTheme="minorEastAsia"/>'
    body = paragraph(run("总则。", major) + run("各级各部门要认真落实。", minor))
    assert only(body, theme=theme).bold == 3


def test_inline_looks_become_marks():
    looks = ["<w:i/>", '<w:u w:val="single"/>', "<w:strike/>", '<w:vertAlign w:val="subscript"/>']
    body = paragraph(run("甲") + "".join(run("乙", look) for look in looks))
    assert only(body).marks == (
        Mark(1, 2, "em"),
        Mark(2, 3, "u"),
        Mark(3, 4, "s"),
        Mark(4, 5, "sub"),
    )


def test_links_are_kept_where_their_address_is_harmless():
    links = "a https://example.cn/x?y=1\nb javascript:alert(1)\nc mailto:a@example.cn"
    inside = "".join(
        f'<w:hyperlink r:id="{name}">{run(name, "<w:u/>")}</w:hyperlink>' for name in "abc"
    )
    by_field = field(' HYPERLINK "tel:010-1234" ', run("电话"))
    assert [(m.tag, m.href) for m in only(paragraph(inside + by_field), links=links).marks] == [
        ("a", "https://example.cn/x?y=1"),
        ("u", ""),
        ("a", "mailto:a@example.cn"),
        ("a", "tel:010-1234"),
    ]


@pytest.mark.parametrize(("name", "role"), ROLES.items())
def test_our_own_styles_say_what_a_paragraph_is(name, role):
    renamed = style("17", name)
    found = [blocks(styled("甲", name)), blocks(styled("甲", "17"), styles=renamed)]
    assert [[(b.role, b.depth) for b in read] for read in found] == [[role], [role]]


def test_our_headings_have_their_depth():
    assert ROLES["HongtouHeading3"] == (Role.HEADING, 3)


# Tables


def test_a_table_is_one_block_with_its_cells():
    wide = f'<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{paragraph("标题")}'
    first = f'<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{paragraph("甲")}'
    below = f"<w:tcPr><w:vMerge/></w:tcPr>{paragraph()}"
    head = "<w:trPr><w:tblHeader/></w:trPr>"
    lines = paragraph("丙") + paragraph(run("丁") + "<w:r><w:br/></w:r>" + run("戊"))
    block = only(table([head, wide], [first, "乙"], [below, lines]))
    assert block.text == "标题\n甲\t乙\n丙 丁 戊"
    cells = [
        (block.text[c.start : c.end], c.row, c.header, c.colspan, c.rowspan) for c in block.cells
    ]
    assert cells == [
        ("标题", 0, True, 2, 1),
        ("甲", 1, False, 1, 2),
        ("乙", 1, False, 1, 1),
        ("丙 丁 戊", 2, False, 1, 1),
    ]


def test_bold_rows_at_the_top_are_the_head():
    bold = [paragraph("甲", look="<w:b/>"), paragraph("乙", look="<w:b/>")]
    heads = [c.header for c in only(table(bold, bold, ["丙", "丁"])).cells]
    assert heads == [True, True, True, True, False, False]
    assert [c.header for c in only(table(bold, bold)).cells] == [False] * 4
    assert [c.header for c in only(table(["", ""], ["丙", "丁"])).cells] == [False] * 4


def test_marks_in_cells_stand_where_their_text_stands():
    block = only(
        table(["甲", paragraph(run("乙") + run("2", '<w:vertAlign w:val="superscript"/>'))])
    )
    assert [block.text[mark.start : mark.end] for mark in block.marks] == ["2"]


def test_a_table_in_a_cell_becomes_text_of_the_cell():
    inner = table(["丙", "丁"])
    assert texts(table(["甲", paragraph("乙") + inner + paragraph()])) == ["甲\t乙 丙 丁"]


def test_columns_left_out_before_a_row_keep_their_place():
    shifted = '<w:trPr><w:gridBefore w:val="1"/></w:trPr>'
    block = only(table(["甲", "乙"], [shifted, "丙"]))
    assert [(c.row, c.colspan, block.text[c.start : c.end]) for c in block.cells] == [
        (0, 1, "甲"),
        (0, 1, "乙"),
        (1, 1, ""),
        (1, 1, "丙"),
    ]


def test_a_frame_of_one_column_is_read_as_paragraphs():
    body = table(
        [paragraph("某某委员会文件", '<w:jc w:val="center"/>') + paragraph("某发〔2026〕1号")]
    )
    assert [(b.text, b.centred, b.cells) for b in blocks(body)] == [
        ("某某委员会文件", True, ()),
        ("某发〔2026〕1号", False, ()),
    ]


def test_a_cell_that_goes_on_from_nothing_stands_by_itself():
    first, on = ('<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>', "<w:tcPr><w:vMerge/></w:tcPr>")
    body = table([first + paragraph("甲"), "1"], ["乙", "2"], [on + paragraph("丙"), "3"])
    block = only(body)
    assert block.text == "甲\t1\n乙\t2\n丙\t3"
    assert {cell.rowspan for cell in block.cells} == {1}


def test_cells_merged_across_in_the_older_way_are_one():
    first, on = (f'<w:tcPr><w:hMerge w:val="{w}"/></w:tcPr>' for w in ("restart", "continue"))
    block = only(table([first + paragraph("甲"), on + paragraph(), "乙"], ["1", "2", "3"]))
    assert [(c.row, c.colspan) for c in block.cells] == [(0, 2), (0, 1), (1, 1), (1, 1), (1, 1)]


def test_rows_and_cells_in_content_controls_are_read():
    cell = f"<w:sdt><w:sdtContent><w:tc>{paragraph('乙')}</w:tc></w:sdtContent></w:sdt>"
    row = f"<w:sdt><w:sdtContent><w:tr><w:tc>{paragraph('甲')}</w:tc>{cell}</w:tr>"
    assert texts(f"<w:tbl>{row}</w:sdtContent></w:sdt></w:tbl>") == ["甲\t乙"]


# Pictures and boxes


def test_a_picture_comes_after_the_paragraph_that_holds_it():
    body = paragraph(run("图一") + drawing("a.png", "示意 图")) + paragraph("乙")
    assert blocks(body, media={"a.png": PNG}) == [
        Block("图一"),
        Block("示意 图", picture=Picture(PNG, "a.png")),
        Block("乙"),
    ]


def test_an_older_picture_is_read_too():
    old = '<w:r><w:pict><v:shape alt="印章"><v:imagedata r:id="a.png"/></v:shape></w:pict></w:r>'
    found = blocks(paragraph("甲") + paragraph(old), media={"a.png": PNG})
    assert found[1] == Block("印章", picture=Picture(PNG, "a.png"))


def test_pictures_that_cannot_be_had_are_said():
    linked = drawing("x").replace("r:embed", "r:link")
    document = read_word(docx(paragraph(run("甲") + drawing("none.png") + linked)))
    assert document.doubts == [
        "有 1 张图片只是外部链接，不在文件里，没有取来，请另行添加。",
        "有 1 张图片在文件里找不到，请对照原件补上。",
    ]


def test_a_picture_named_from_the_root_of_the_file_is_found():
    file = docx(paragraph(run("甲") + drawing("a.png")), media={"a.png": PNG})
    relations = "word/_rels/document.xml.rels"
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        text = archive.read(relations).decode()
    for target in ("/word/media/a.png", "../word/media/a.png", "/word/Media/A.png"):
        named = text.replace("media/a.png", target).encode()
        found = read_word(rewritten(file, {relations: named})).blocks
        assert [bool(block.picture) for block in found] == [False, True], target


def test_a_picture_embedded_from_elsewhere_is_not_fetched():
    outside = drawing("x")
    file = docx(paragraph(run("甲") + outside), links="x http://127.0.0.1/x.png")
    assert read_word(file).doubts == ["有 1 张图片只是外部链接，不在文件里，没有取来，请另行添加。"]


def test_a_picture_in_a_cell_comes_after_the_table():
    found = blocks(table(["甲", paragraph(drawing("a.png"))]), media={"a.png": PNG})
    assert [(b.text, bool(b.picture)) for b in found] == [("甲\t", False), ("", True)]


def test_a_text_box_is_read_once_after_its_paragraph():
    box = text_box(numbered("框内") + paragraph(drawing("a.png")))
    body = numbered(run("甲") + box) + numbered("乙")
    found = blocks(body, numbering=one_list(COMMA), media={"a.png": PNG})
    assert [(b.text, bool(b.picture)) for b in found] == [
        ("一、甲", False),
        ("二、框内", False),
        ("", True),
        ("三、乙", False),
    ]


@pytest.mark.parametrize(
    ("position", "first"),
    [
        ('relativeFrom="page"><wp:posOffset>1200000<', "某某文件"),
        ('relativeFrom="paragraph"><wp:posOffset>-900000<', "某某文件"),
        ('relativeFrom="paragraph"><wp:posOffset>900000<', "某发〔2026〕1号"),
    ],
)
def test_a_red_head_in_a_box_above_its_paragraph_comes_first(position, first):
    place = f"<wp:positionV {position}/wp:posOffset></wp:positionV>"
    box = text_box(paragraph("某某文件", '<w:jc w:val="distribute"/>'), place)
    found = blocks(paragraph(run("某发〔2026〕1号") + box))
    assert (found[0].text, len(found)) == (first, 2)
    assert {block.text: block.centred for block in found}["某某文件"]


def test_a_box_placed_by_the_page_comes_after_its_paragraph_in_the_text():
    place = '<wp:positionV relativeFrom="page"><wp:posOffset>9</wp:posOffset></wp:positionV>'
    assert texts(paragraph("甲") + paragraph(run("乙") + text_box(paragraph("丙"), place))) == [
        "甲",
        "乙",
        "丙",
    ]


# Changes, comments, notes, margins


def test_insertions_are_kept_and_deletions_set_aside():
    body = paragraph(run("各") + ins(run("级")) + deleted("部门") + ins(run("要"), "b"))
    document = read_word(docx(body))
    assert document.blocks == [Block("各级要"), Block("部门", aside=Aside.DELETED)]
    assert document.counts == {"revisions": 3}
    assert document.doubts == [
        "文件里有未接受的修订：插入 2 处，已保留；删除 1 处，没有放进通知。请核对。"
    ]


def test_changes_side_by_side_count_once():
    split = deleted("甲") + deleted("乙") + run("丙") + deleted("丁")
    assert read_word(docx(paragraph(split))).counts == {"revisions": 2}


def test_a_deletion_over_several_paragraphs_counts_once():
    mark = '<w:rPr><w:del w:author="a"/></w:rPr>'
    body = paragraph(deleted("甲"), mark) + paragraph(deleted("乙"), mark) + paragraph("丙")
    document = read_word(docx(body))
    assert document.blocks == [Block("丙"), Block("甲乙", aside=Aside.DELETED)]
    assert document.counts == {"revisions": 1}


def test_moved_text_stands_where_it_was_moved_to():
    away = f'<w:moveFrom w:author="a">{run("移")}</w:moveFrom>'
    to = f'<w:moveTo w:author="a">{run("移")}</w:moveTo>'
    body = paragraph(run("甲") + away) + paragraph(run("乙") + to)
    assert asides(body) == [("甲", None), ("移", Aside.DELETED), ("乙移", None)]


def test_a_deleted_paragraph_is_not_counted():
    mark = '<w:rPr><w:del w:author="a"/></w:rPr>'
    body = numbered("甲") + numbered(deleted("乙"), properties=mark) + numbered("丙")
    assert asides(body, numbering=one_list(COMMA)) == [
        ("一、甲", None),
        ("二、丙", None),
        ("乙", Aside.DELETED),
    ]


def test_a_deleted_mark_joins_two_paragraphs_in_the_form_of_the_second():
    mark = '<w:rPr><w:del w:author="a"/></w:rPr>'
    body = paragraph("甲", '<w:jc w:val="center"/>' + mark) + numbered("乙")
    found = blocks(body + numbered("丙"), numbering=one_list(COMMA))
    assert [(b.text, b.centred) for b in found] == [("一、甲乙", False), ("二、丙", False)]


def test_a_deleted_mark_before_a_table_loses_nothing():
    mark = '<w:rPr><w:del w:author="a"/></w:rPr>'
    assert texts(paragraph("甲", mark) + table(["乙", "丙"])) == ["甲", "乙\t丙"]


def test_a_deleted_numbered_paragraph_before_a_table_is_not_counted():
    mark = '<w:rPr><w:del w:author="a"/></w:rPr>'
    body = numbered(deleted("甲"), properties=mark) + table(["乙", "丙"]) + numbered("丁")
    found = asides(body, numbering=one_list(COMMA))
    assert found == [("甲", Aside.DELETED), ("乙\t丙", None), ("一、丁", None)]


def test_a_deleted_row_is_set_aside():
    gone = '<w:trPr><w:del w:author="a"/></w:trPr>'
    body = table(["甲", "乙"], [gone, paragraph(deleted("丙")), "丁"])
    assert asides(body) == [("丙丁", Aside.DELETED), ("甲\t乙", None)]


def test_comments_are_set_aside_and_counted():
    comments = f'<w:comment w:id="0" w:author="某人">{paragraph("请核实")}</w:comment>'
    comments += f'<w:comment w:id="1" w:author="某人">{paragraph("全文")}</w:comment>'
    body = paragraph(run("甲") + '<w:r><w:commentReference w:id="0"/></w:r>') + paragraph("乙")
    document = read_word(docx(body, comments=comments))
    assert document.blocks == [
        Block("甲"),
        Block("请核实", aside=Aside.COMMENT),
        Block("乙"),
        Block("全文", aside=Aside.COMMENT),
    ]
    assert (document.counts, document.doubts) == (
        {"comments": 2},
        ["文件里有 2 条批注，没有放进通知。"],
    )


def test_notes_follow_the_paragraph_that_refers_to_them():
    notes = '<w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>'
    notes += f'<w:footnote w:id="1">{paragraph(run(" 见附件"))}{paragraph("二")}</w:footnote>'
    ends = f'<w:endnote w:id="1">{paragraph("尾注")}</w:endnote>'
    first = run("甲") + '<w:r><w:footnoteReference w:id="1"/></w:r>' + run("乙")
    second = run("丙") + '<w:r><w:endnoteReference w:id="1"/></w:r>'
    body = paragraph(first) + paragraph(second)
    assert blocks(body, footnotes=notes, endnotes=ends) == [
        Block("甲[1]乙", marks=(Mark(1, 4, "sup"),)),
        Block("[1] 见附件 二"),
        Block("丙[2]", marks=(Mark(1, 4, "sup"),)),
        Block("[2] 尾注"),
    ]


def test_a_note_in_a_cell_follows_the_table():
    notes = f'<w:footnote w:id="1">{paragraph("注文")}</w:footnote>'
    cell = paragraph(run("乙") + '<w:r><w:footnoteReference w:id="1"/></w:r>')
    assert texts(table(["甲", cell]), footnotes=notes) == ["甲\t乙[1]", "[1] 注文"]


def test_headers_footers_and_page_numbers_are_set_aside():
    sections = '<w:sectPr><w:headerReference r:id="header"/><w:footerReference r:id="footer"/>'
    sections += "</w:sectPr>"
    page = paragraph(run("— ") + field(" PAGE ", run("1")) + run(" —"))
    margins = {"header": paragraph("内部资料"), "footer": page}
    assert asides(paragraph("甲", sections) + sections, **margins) == [
        ("甲", None),
        ("内部资料", Aside.HEADER),
        ("— 1 —", Aside.PAGE_NUMBER),
    ]


def test_charts_and_embedded_documents_are_said():
    chart = (
        "<w:r><w:drawing><wp:inline><a:graphic><a:graphicData "
        'uri="http://schemas.openxmlformats.org/drawingml/2006/chart"/></a:graphic></wp:inline>'
        "</w:drawing></w:r>"
    )
    assert read_word(docx(paragraph(run("甲") + chart) + '<w:altChunk r:id="x"/>')).doubts == [
        "有 1 个图表或 SmartArt 图形没有读入，请截成图片后另行添加。",
        "有 1 处嵌入的其他文档没有读入，请对照原件补上。",
    ]
