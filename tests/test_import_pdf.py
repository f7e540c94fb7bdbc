"""PDF files that hold text become the blocks of a document; others are refused with the reason."""

import io

import pypdf
import pytest

from notices.importing.blocks import Aside, Block
from notices.importing.pdf import read_pdf
from notices.importing.telling import Unreadable
from tests.pdf_files import LEFT, SIZE, Line, page_of, pdf

FIRST = [
    "　　　　　　　示例省水务厅关于做好汛期",
    "　　　　　　　　　　值守工作的通知",
    "各市水务局，厅机关各处室：",
    "　　为做好二〇二四年汛期值守工作，保障人民群众生命财产",
    "安全，根据有关规定，经研究，现就有关事项通知如下：",
    "　　一、落实值守责任",
    "　　各单位要严格落实二十四小时值班和领导带班制度，主要",
    "负责人在岗带班，不得擅离职守。险情发生后三十分钟内报",
]
SECOND = [
    "告。交接班手续要清楚，做到不漏岗、不脱岗、不断岗，并认",
    "真做好值班记录。",
    "　　二、按时报送",
    "　　附件：值班表",
    "　　　　　　　　　　　　　　　　　示例省水务厅",
    "　　　　　　　　　　　　　　　　　2024年5月1日",
]
PARAGRAPHS = [
    "示例省水务厅关于做好汛期",
    "值守工作的通知",
    "各市水务局，厅机关各处室：",
    "为做好二〇二四年汛期值守工作，保障人民群众生命财产安全，根据有关规定，经研究，现就有关事项通知如下：",
    "一、落实值守责任",
    "各单位要严格落实二十四小时值班和领导带班制度，主要负责人在岗带班，不得擅离职守。险情发生后三十分钟内"
    "报告。交接班手续要清楚，做到不漏岗、不脱岗、不断岗，并认真做好值班记录。",
    "二、按时报送",
    "附件：值班表",
    "示例省水务厅",
    "2024年5月1日",
]
NO_TEXT = "这份 PDF 里没有文字，像是扫描的图片，请用文字识别软件转成 .docx 或文本后再导入。"
DAMAGED = "这份 PDF 已损坏，读不出内容，请用原来的软件重新导出，或另存为 .docx 后再导入。"
COMPLEX = (
    "这份 PDF 的结构过于复杂，无法在限定的时间和内存内读完，请用原来的软件另存为 .docx 后再导入。"
)
LOCKED = "这份 PDF 加了密，请先去掉密码，再导入。"


def both_pages(**more) -> bytes:
    return pdf([page_of(FIRST, "— 1 —"), page_of(SECOND, "— 2 —")], **more)


def texts(data: bytes) -> list[str]:
    return [block.text for block in read_pdf(data).blocks if block.aside is None]


def asides(data: bytes) -> list[tuple[str, Aside]]:
    return [(block.text, block.aside) for block in read_pdf(data).blocks if block.aside]


@pytest.mark.parametrize("spaced", [False, True])
def test_lines_become_paragraphs_across_pages(spaced: bool):
    document = read_pdf(both_pages(spaced=spaced))

    assert texts(both_pages(spaced=spaced)) == PARAGRAPHS
    assert document.counts == {"wraps": 4}
    assert document.doubts == []
    assert [block.centred for block in document.blocks[:3]] == [True, True, False]


def test_page_numbers_are_set_aside_in_their_place():
    blocks = read_pdf(both_pages()).blocks

    assert asides(both_pages()) == [
        ("— 1 —", Aside.PAGE_NUMBER),
        ("— 2 —", Aside.PAGE_NUMBER),
    ]
    assert blocks[6] == Block("— 1 —", aside=Aside.PAGE_NUMBER)
    assert blocks[-1] == Block("— 2 —", aside=Aside.PAGE_NUMBER)


@pytest.mark.parametrize(
    "foot", ["3", "- 3 -", "第3页", "第 3 页 共 5 页", "3/5", "－3－", "Page 3 of 5"]
)
def test_page_numbers_of_every_form_are_known(foot: str):
    assert asides(pdf([page_of(FIRST, foot)])) == [(foot, Aside.PAGE_NUMBER)]


def test_running_heads_are_set_aside_where_they_are_repeated():
    pages = [page_of(FIRST, head="示例省水务厅文件"), page_of(SECOND, head="示例省水务厅文件")]

    assert asides(pdf(pages)) == [("示例省水务厅文件", Aside.HEADER)] * 2
    assert texts(pdf(pages)) == PARAGRAPHS
    assert texts(pdf(pages[:1]))[0] == "示例省水务厅文件"


def test_a_larger_title_stands_alone_and_centred():
    page = page_of(["", "", *FIRST[2:]])
    page += [Line("示例省水务厅关于做好汛期值守", 100, 740, 22), Line("工作的通知", 240, 710, 22)]
    blocks = read_pdf(pdf([page])).blocks

    assert [(block.text, block.centred) for block in blocks[:3]] == [
        ("示例省水务厅关于做好汛期值守", True),
        ("工作的通知", True),
        ("各市水务局，厅机关各处室：", False),
    ]


def test_blanks_that_only_spread_the_letters_go():
    letters = [Line(one, LEFT + 3 * SIZE * place, 700) for place, one in enumerate("会议通知")]

    assert texts(pdf([[*letters, *page_of(["", "", *FIRST[2:]])]]))[0] == "会议通知"


def test_cells_of_one_row_stay_apart():
    row = [Line("示例省水务厅", LEFT, 300), Line("示例省财政厅", LEFT + 10 * SIZE, 300)]

    assert texts(pdf([[*page_of(FIRST), *row]]))[-1] == "示例省水务厅  示例省财政厅"


def test_a_run_in_heading_in_a_black_face_is_measured():
    heading = Line("（一）严格值班纪律。", LEFT + 2 * SIZE, 300, black=True)
    text = Line("值班人员要坚守岗位。", LEFT + 12 * SIZE, 300)
    blocks = read_pdf(pdf([[*page_of(FIRST), heading, text]])).blocks

    assert (blocks[-1].text, blocks[-1].bold) == ("（一）严格值班纪律。值班人员要坚守岗位。", 10)
    assert blocks[0].bold == 0


def test_radicals_of_a_browsers_fonts_become_characters():
    lines = [line.replace("人", "⼈").replace("工", "⼯").replace("民", "⺠") for line in FIRST]

    assert texts(pdf([page_of(lines), page_of(SECOND)])) == PARAGRAPHS


def test_a_page_of_pictures_among_pages_of_text_is_a_doubt():
    data = pdf([page_of(FIRST), [], page_of(SECOND)])
    page = data.replace(b"/Resources << /Font", b"/Resources << /XObject << /I 3 0 R >> /Font")

    assert read_pdf(page).doubts == ["第 2 页没有文字，像是扫描的图片，没有带来，请对照原件补上。"]


def encrypted(password: str) -> bytes:
    writer = pypdf.PdfWriter()
    writer.append(pypdf.PdfReader(io.BytesIO(both_pages())))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def test_a_file_locked_only_against_changes_is_read():
    assert texts(encrypted("")) == PARAGRAPHS


def drawing(operators: bytes, times: int) -> bytes:
    """A page whose content is one piece of operators many times over."""
    data = pdf([[Line("修坝", 1, 1)]])
    start, end = data.index(b"BT /F1"), data.index(b"ET") + 2
    return data[:start] + operators * times + data[end:]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", DAMAGED),
        (b"%PDF-1.4\n", DAMAGED),
        (b"%PDF-1.4\n" + bytes(range(256)) * 100, DAMAGED),
        (both_pages()[:900], DAMAGED),
        (both_pages().replace(b"/Kids [7", b"/Kids [2"), None),
        (encrypted("geheim"), LOCKED),
        (pdf([[], []]), NO_TEXT),
        (pdf([page_of(["收文12号"])] * 3), NO_TEXT),
        (
            pdf([[Line("\ue001\ue002\ue003\ue004" * 5, 1, 1)]]),
            "这份 PDF 的文字没有对应的编码，复制出来是乱码，请用原来的软件另存为 .docx 后再导入。",
        ),
        (
            b"%PDF-1.4\n" + b"0" * 21 * 2**20,
            "PDF 有 21.0 MB，超过上限 20 MB，请另存为 .docx 后再导入。",
        ),
        (pdf([[]] * 2001), "PDF 超过 2000 页，请只保留通知正文的几页，再导入。"),
        (pdf([[]] * 10_000), "PDF 超过 2000 页，请只保留通知正文的几页，再导入。"),
        (pdf([[Line("修" * 200_001, 1, 1)]]), COMPLEX),
        (drawing(b"BT /F1 1 Tf <4e00> Tj ET ", 100_000), COMPLEX),
    ],
    ids=[
        "empty",
        "head only",
        "noise",
        "cut off",
        "cycle",
        "password",
        "blank",
        "stamped scan",
        "no encoding",
        "21 MB",
        "2001 pages",
        "10000 pages",
        "long line",
        "operators",
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(data: bytes, sentence: str | None):
    with pytest.raises(Unreadable) as refusal:
        read_pdf(data)

    assert str(refusal.value) in ([sentence] if sentence else [DAMAGED, COMPLEX])
