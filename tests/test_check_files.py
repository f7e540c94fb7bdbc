"""Personal data, secrecy and traces inside attached files; files that mean harm."""

import io
import time
import zipfile

import pytest
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from notices.checks import Facts, Problem
from notices.checks.attached.scanning import scan
from notices.checks.payload import problems_of
from notices.models import Attachment, StoredFile

from . import office_files as office
from .making import make_notice, publisher, refusal_of
from .payloads import attachment, payload, section
from .pdf_files import page_of, pdf
from .test_checks import ID
from .word_files import zipped

MOBILE = "13900001234"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HIDDEN_ID = office.workbook(
    office.rows(["姓名", "单位", "身份证号"], ["甲", "河东街道", ID], hidden_columns="3 3")
)


def found(data: bytes, name: str = "名单.xlsx") -> list[tuple[str, str]]:
    """(rule, place) of everything the checks find of an attachment."""
    return [(one.rule, one.place) for one in told(data, name)]


def told(data: bytes, name: str) -> list[Problem]:
    row = attachment(1, "名单") | {"file_name": name}
    given = payload(section(body="见附件。"), attachments=[row])
    problems = problems_of(given, Facts(files={row["sha256"]: scan(data)}))
    return [one for one in problems if one.part == "attachment:1"]


@pytest.mark.django_db
def test_an_id_number_in_a_hidden_column_stops_publishing_and_is_named_by_its_cell():
    notice = make_notice(closing="<p>名单见附件。</p>")
    file = StoredFile.objects.keep(HIDDEN_ID, XLSX)
    Attachment.objects.create(notice=notice, name="名单", file=file, file_name="人员名单.xlsx")
    assert refusal_of(notice.publish, publisher()) == ["还有 1 处必须修改。"]
    blocking, hidden = notice.problems()
    assert (blocking.rule, blocking.place) == (
        "id_number",
        "附件“人员名单.xlsx”工作表“名单1”单元格 C2（隐藏的列）",
    )
    assert (hidden.rule, hidden.message) == (
        "file_hidden",
        "文件里有隐藏的内容：工作表“名单1”隐藏了C列。",
    )
    assert ID not in blocking.message + blocking.advice


CLEAN = office.rows(["姓名", "电话"], ["甲", "0000-12345678"])
LEAK = office.rows(["姓名", "电话"], ["甲", MOBILE], ["乙", "0000-12345678"], hidden_row=2)


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (office.workbook(CLEAN), "表.xlsx", []),
        (
            office.workbook(LEAK),
            "表.xlsx",
            [
                ("mobile_number", "附件“表.xlsx”工作表“名单1”单元格 B2（隐藏的行）"),
                ("file_hidden", "附件“表.xlsx”"),
            ],
        ),
        (
            office.workbook(CLEAN, office.rows([MOBILE]), states=["visible", "hidden"]),
            "表.xlsx",
            [
                ("mobile_number", "附件“表.xlsx”工作表“名单2”单元格 A1（隐藏的工作表）"),
                ("file_hidden", "附件“表.xlsx”"),
            ],
        ),
        (
            office.workbook(office.rows(["订单号"], [MOBILE])),
            "表.xlsx",
            [],
        ),
        (
            office.slides("说明", notes=f"联系{MOBILE}"),
            "汇报.pptx",
            [("mobile_number", "附件“汇报.pptx”第 1 张幻灯片的备注")],
        ),
        (
            office.word(office.words("登记表") + office.words(ID, "<w:vanish/>")),
            "表.docx",
            [("id_number", "附件“表.docx”第 2 段"), ("file_hidden", "附件“表.docx”")],
        ),
        (
            office.word(office.words("机密★1年")),
            "表.docx",
            [("secrecy", "附件“表.docx”第 1 段")],
        ),
        (
            office.word(office.words("好"), word__comments=office.comments(MOBILE)),
            "表.docx",
            [("mobile_number", "附件“表.docx”批注"), ("file_revisions", "附件“表.docx”")],
        ),
        (
            office.word(
                '<w:p><w:del w:author="甲"><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>'
            ),
            "表.docx",
            [("file_revisions", "附件“表.docx”")],
        ),
        (
            office.word(office.words("好"), docProps__core=office.made_by("甲某")),
            "表.docx",
            [("file_traces", "附件“表.docx”")],
        ),
        (
            pdf([page_of(["关于植树的说明材料共一页纸。", f"电话{MOBILE}。"])]),
            "说明.pdf",
            [("mobile_number", "附件“说明.pdf”第 1 页")],
        ),
        (pdf([page_of(["说明"])]), "扫描.pdf", [("file_no_text", "附件“扫描.pdf”")]),
        (f"甲\n乙,{ID}\n".encode(), "表.csv", [("id_number", "附件“表.csv”第 2 行")]),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧.doc", [("file_unread", "附件“旧.doc”")]),
        (b"PK\x03\x04broken", "坏.docx", [("file_unread", "附件“坏.docx”")]),
        (b"text", "表.zip", [("file_archive", "附件“表.zip”")]),
    ],
    ids=range(16),
)
def test_what_a_file_holds_is_found_where_it_stands(data, name, expected):
    assert found(data, name) == expected


def test_a_file_in_a_file_is_read_one_level_deep():
    inner = office.workbook(office.rows([MOBILE]))
    outer = _with(office.word(office.words("图表")), "word/embeddings/data.xlsx", inner)
    (text,) = scan(outer).texts
    assert text.place == "嵌入的文件“data.xlsx”工作表“名单1”单元格 A1"
    deeper = _with(office.word(office.words("图表")), "word/embeddings/outer.docx", outer)
    assert scan(deeper).unread == (
        "嵌入的文件“outer.docx”：嵌入的文件“data.xlsx”里又有文件，没有检查。",
    )


def test_a_photograph_that_says_where_it_was_taken_is_told():
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (30.0, 15.0, 0.0)}
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, "JPEG", exif=exif)
    with_photo = _with(office.word(office.words("好")), "word/media/a.jpg", out.getvalue())
    assert scan(with_photo).traces == ("照片的拍摄地点",)
    plain = io.BytesIO()
    Image.new("RGB", (8, 8)).save(plain, "JPEG")
    without = _with(office.word(office.words("好")), "word/media/a.jpg", plain.getvalue())
    assert scan(without).traces == ()


def _with(data: bytes, name: str, part: bytes) -> bytes:
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as file:
        file.writestr(name, part)
    return out.getvalue()


ENTITIES = (
    '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    '<w:document xmlns:w="x"><w:p><w:t>&b;</w:t></w:p></w:document>'
)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (
            _with(
                office.word(office.words("好")), "word/header1.xml", b"<a>" * 3 + b" " * 40 * 2**20
            ),
            "文件解开以后太大，没有检查完，请拆成几个文件。",
        ),
        (
            _with(office.word(office.words("好")), "word/header1.xml", ENTITIES.encode()),
            "文件里夹带了 XML 实体定义，没有检查里面的内容。",
        ),
        (
            _with(office.word(office.words("好")), "word/header1.xml", b"<a>"),
            "文件已损坏或者加了密，没有检查里面的内容。",
        ),
        (
            office.workbook('<cols><col min="甲" max="3" hidden="1"/></cols>'),
            "文件已损坏或者加了密，没有检查里面的内容。",
        ),
        (
            office.workbook(office.rows(["好"])).replace(b"xl/workbook.xml", b"xl/workbock.xml"),
            "没有检查里面的内容，请自行核对。",
        ),
    ],
    ids=["bomb", "entities", "torn", "no number", "strange"],
)
def test_a_file_that_means_harm_is_told_and_not_read(data, sentence):
    began = time.monotonic()
    assert sentence in scan(data).unread
    assert time.monotonic() - began < 10


def fixed(*words: str) -> bytes:
    """An OFD of one page, each text an object of its own."""
    texts = "".join(f"<o:TextObject><o:TextCode>{one}</o:TextCode></o:TextObject>" for one in words)
    page = f'<o:Page xmlns:o="http://www.ofdspec.org/2016">{texts}</o:Page>'
    return zipped(
        {
            "OFD.xml": b"<OFD/>",
            "Doc_0/Pages/Page_0/Content.xml": page.encode(),
            "Doc_0/Res/image.png": b"\x89PNG",
        }
    )


def test_an_ofd_is_read_by_its_pages_and_one_of_pictures_says_that_it_was_not():
    assert found(fixed("姓名甲", ID), "名册.ofd") == [("id_number", "附件“名册.ofd”第 1 页")]
    assert found(fixed("电话0000-12345678"), "名册.ofd") == []
    (problem,) = told(fixed(), "名册.ofd")
    assert (problem.rule, problem.place) == ("file_unread", "附件“名册.ofd”")
    assert problem.message == "OFD 里没有读出文字，像是扫描的图片，没有检查里面的内容。"
    assert problem.advice == "请自行核对里面有没有个人信息和不该公开的内容。"


REMARK = '<comments xmlns="x"><commentList><comment ref="B2"><text><t>好</t></text></comment></commentList></comments>'
TO_REMARKS = '<Relationships><Relationship Id="r1" Target="../comments1.xml"/></Relationships>'
REFERENCE = '<w:p><w:r><w:commentReference w:id="0"/><w:t>二</w:t></w:r></w:p>'
CHANGED = '<w:p><w:pPr><w:pPrChange w:author="甲"/></w:pPr><w:r><w:t>三</w:t></w:r></w:p>'
SLIDE_REMARKS = (
    '<Relationships><Relationship Id="r1" Target="../comments/comment1.xml"/></Relationships>'
)


@pytest.mark.parametrize(
    ("data", "places"),
    [
        (
            _with(
                _with(office.workbook(CLEAN), "xl/comments1.xml", REMARK.encode()),
                "xl/worksheets/_rels/s1.xml.rels",
                TO_REMARKS.encode(),
            ),
            "工作表“名单1”单元格 B2 的批注",
        ),
        (
            office.word(
                office.words("一") + REFERENCE + CHANGED, word__comments=office.comments("好")
            ),
            "第 3 段的修订、第 2 段的批注",
        ),
        (
            _with(
                office.slides("说明"),
                "ppt/slides/_rels/slide1.xml.rels",
                SLIDE_REMARKS.encode(),
            ),
            "第 1 张幻灯片的批注",
        ),
        (
            office.word(CHANGED * 7),
            "第 1 段的修订、第 2 段的修订、第 3 段的修订、第 4 段的修订、第 5 段的修订等 7 处",
        ),
    ],
    ids=["sheet", "word", "slides", "many"],
)
def test_comments_and_changes_nobody_settled_block_by_their_place(data, places):
    (problem,) = told(data, "表.docx")
    assert (problem.rule, problem.blocking) == ("file_revisions", True)
    assert problem.message == f"文件里有没有处理完的批注或者修订：{places}。"


def test_a_note_in_a_pdf_is_read_and_blocks_by_its_page():
    writer = PdfWriter(
        clone_from=io.BytesIO(pdf([page_of(["关于全省春季植树的说明材料，共一页纸。"])]))
    )
    note = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Text"),
            NameObject("/Contents"): TextStringObject(f"请打{MOBILE}"),
        }
    )
    writer.add_annotation(0, note)
    out = io.BytesIO()
    writer.write(out)
    assert found(out.getvalue(), "说明.pdf") == [
        ("mobile_number", "附件“说明.pdf”第 1 页的批注"),
        ("file_revisions", "附件“说明.pdf”"),
    ]


def test_an_empty_file_is_told():
    assert scan(b"").unread == ("没有检查里面的内容：文件里没有文字，请核对是否选错了文件。",)
