"""Import of a .docx: what is refused, in a sentence, soon and in little memory."""

import random
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from notices.importing import Unreadable
from notices.importing.word import read_word
from tests.word_files import docx, paragraph, rewritten, run, table, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
DOCUMENT = "word/document.xml"


def refusal(data: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        read_word(data)
    return str(refused.value)


def with_document(xml: str | bytes) -> bytes:
    data = xml if isinstance(xml, bytes) else xml.encode()
    return rewritten(docx(paragraph("甲")), {DOCUMENT: data})


SAVE_AS = "请用 Word 或 WPS 打开后“另存为”.docx 再导入。"
OTHERS = [
    (b"", "文件是空的，请核对是否选错了文件。"),
    (b"%PDF-1.7", f"这不是 Word 文件（.docx），其实是PDF 文件，{SAVE_AS}"),
    (b"{\\rtf1}", f"这不是 Word 文件（.docx），其实是RTF 文件，{SAVE_AS}"),
    (b"\xef\xbb\xbf <HTML>", f"这不是 Word 文件（.docx），其实是网页，{SAVE_AS}"),
    ("通知".encode(), f"这不是 Word 文件（.docx），请核对是否选错了文件，或{SAVE_AS}"),
    (OLE, f"这是旧版 Word 或 WPS 文件（.doc、.wps），{SAVE_AS}"),
    (
        OLE + "Workbook".encode("utf-16-le"),
        f"这不是 Word 文件，其实是旧版 Excel 表格，{SAVE_AS}",
    ),
    (
        OLE + "EncryptedPackage".encode("utf-16-le"),
        "文件有打开密码（已加密），请先在 Word 或 WPS 中取消密码，另存后再导入。",
    ),
    (b"PK\x05\x06" + b"\0" * 18, "这是一个空的压缩包，请核对是否选错了文件。"),
    (
        zipped({"[Content_Types].xml": b"", "xl/workbook.xml": b""}),
        f"这不是 Word 文件，其实是Excel 表格，{SAVE_AS}",
    ),
    (
        zipped({"[Content_Types].xml": b"", "ppt/presentation.xml": b""}),
        f"这不是 Word 文件，其实是PowerPoint 演示文稿，{SAVE_AS}",
    ),
    (zipped({"OFD.xml": b""}), f"这不是 Word 文件，其实是OFD 文件，{SAVE_AS}"),
    (zipped({"a.docx": b"", "b.zip": b""}), "这是一个压缩包，里面另有文件，请解压后逐个导入。"),
    (
        zipped({"../../word/document.xml": b"<x/>", "[Content_Types].xml": b""}),
        "这个文件里没有 Word 正文（word/document.xml），请核对是否选错了文件。",
    ),
    (
        rewritten(docx(paragraph("甲")), {"word/vbaProject.bin": b"x"}),
        "文件里有宏，为安全起见不读取，请另存为不带宏的 .docx 后再导入。",
    ),
    (docx(paragraph()), "文件里没有文字，请核对是否选错了文件。"),
    (with_document("<x/>"), "文件里没有 Word 正文，请核对是否选错了文件。"),
    (with_document("<x>"), "文件已损坏（里面的 XML 不完整），请重新取得原件后再导入。"),
    (with_document(""), "文件已损坏（里面的 XML 不完整），请重新取得原件后再导入。"),
    (with_document(b"<x>\0</x>"), "文件已损坏（里面的 XML 不完整），请重新取得原件后再导入。"),
    (with_document(b"<x>\xff</x>"), "文件已损坏（里面的文字无法解读），请重新取得原件后再导入。"),
]


@pytest.mark.parametrize(("data", "sentence"), OTHERS)
def test_what_is_no_word_file_is_named(data, sentence):
    assert refusal(data) == sentence


def test_a_file_of_pictures_is_said_to_be_a_scan():
    picture = '<w:r><w:pict><v:shape><v:imagedata r:id="a.png"/></v:shape></w:pict></w:r>'
    assert refusal(docx(paragraph(picture), media={"a.png": b"x"})) == (
        "文件里只有图片，没有文字（可能是扫描件），请改用有文字的原件。"
    )


ENTITIES = "文件里夹带了 XML 实体定义，正常的 Word 文件没有，为安全起见不读取。"
LAUGHS = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10))


@pytest.mark.parametrize(
    "doctype",
    [
        f'<!DOCTYPE x [<!ENTITY a0 "ha">{LAUGHS}]>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1/x.dtd">',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_before_anything_is_read(doctype, encoding):
    assert refusal(with_document(f"{doctype}<x>&a;</x>".encode(encoding))) == ENTITIES
    styles = rewritten(docx(paragraph("甲"), styles=""), {"word/styles.xml": doctype.encode()})
    assert refusal(styles) == ENTITIES


def test_a_truncated_file_is_said_to_be_broken():
    data = docx(paragraph("甲" * 500))
    assert refusal(data[:-100]) == (
        "文件不完整或已损坏（可能没有下载完），请重新取得原件后再导入。"
    )


def test_damage_anywhere_is_a_sentence_or_a_document_never_a_traceback():
    data = docx(table(["甲", "乙"]) + paragraph(run("丙", "<w:b/>")), styles="", numbering="")
    chance = random.Random(5)
    for _ in range(400):
        damaged = bytearray(data)
        for _ in range(chance.randrange(1, 6)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        try:
            read_word(bytes(damaged))
        except Unreadable as refused:
            assert "请" in str(refused) or "为安全起见" in str(refused)


def test_a_file_with_a_password_on_its_parts_is_refused():
    data = bytearray(docx(paragraph("甲")))
    entry = data.index(b"PK\x01\x02")
    while entry >= 0:
        data[entry + 8] |= 1
        entry = data.find(b"PK\x01\x02", entry + 1)
    assert refusal(bytes(data)) == "文件有密码保护，请先取消密码，另存后再导入。"


def test_a_big_file_is_refused():
    assert refusal(b"PK\x03\x04" + b"\0" * 20 * 1024 * 1024) == (
        "文件有 20.0 MB，超过上限 20 MB，请压缩其中的图片，或只保留通知正文后再导入。"
    )


def test_a_part_that_unpacks_without_end_is_refused():
    assert refusal(with_document(b" " * (32 * 1024 * 1024 + 1))) == (
        "文件解压后超过上限 32 MB，不像是通知，请核对文件。"
    )


def test_parts_that_are_too_big_together_are_refused():
    shown = "".join(
        f'<w:r><w:pict><v:shape><v:imagedata r:id="{name}"/></v:shape></w:pict></w:r>'
        for name in "abcd"
    )
    media = dict.fromkeys("abcd", b"\x00" * (30 * 1024 * 1024))
    assert refusal(docx(paragraph("甲") + paragraph(shown), media=media)) == (
        "文件解压后超过上限 100 MB，不像是通知，请核对文件。"
    )


def test_the_size_the_zip_states_is_not_believed(tmp_path):
    data = bytearray(with_document(b" " * (40 * 1024 * 1024)))
    for signature, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        entry = data.index(signature)
        while (
            data[entry : entry + 4] == signature
            and DOCUMENT.encode() not in data[entry : entry + 80]
        ):
            entry = data.index(signature, entry + 1)
        data[entry + place : entry + place + 4] = (100).to_bytes(4, "little")
    assert refusal(bytes(data)).startswith("文件已损坏")


def test_a_zip_of_very_many_parts_is_refused():
    many = zipped({f"x{i}": b"" for i in range(5_001)})
    assert refusal(many) == "这个压缩包里的文件太多，不是 Word 文件，请核对是否选错了文件。"


def test_another_way_of_packing_is_refused():
    data = docx(paragraph("甲"))
    for packing in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        assert refusal(zipped({"word/document.xml": b"<x/>"}, packing)) == (
            "文件的压缩方式不是 Word 所用的，请用 Word 或 WPS 另存后再导入。"
        )
    assert read_word(data).blocks[0].text == "甲"


def test_a_thousand_tables_in_each_other_are_refused():
    nested = "<w:tbl><w:tr><w:tc>" * 1000 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 1000
    assert refusal(docx(nested)) == (
        "文件里的表格或文本框层层嵌套，超过 120 层，请改为普通表格后再导入。"
    )


def test_thirty_tables_in_each_other_are_read():
    nested = "<w:tbl><w:tr><w:tc>" * 30 + paragraph("甲") + "</w:tc></w:tr></w:tbl>" * 30
    assert [block.text for block in read_word(docx(nested)).blocks] == ["甲"]


def test_a_hundred_fields_in_each_other_are_refused():
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    assert refusal(docx(paragraph(begin * 100 + end * 100))) == (
        "文件里的域层层嵌套，不像是通知，请核对文件。"
    )


def test_too_many_paragraphs_are_refused():
    assert refusal(docx("<w:p/>" * 20_001)) == (
        "文件超过 20000 段的上限，请只保留通知正文后再导入。"
    )


def test_too_long_a_paragraph_is_refused():
    assert refusal(docx(paragraph("甲" * 200_001))) == (
        "有一段 200001 个字，超过上限 200000 个字，请分段后再导入。"
    )


def test_one_picture_shown_very_often_is_refused():
    picture = '<w:r><w:pict><v:shape><v:imagedata r:id="a.png"/></v:shape></w:pict></w:r>'
    body = paragraph("甲") + paragraph(picture * 1_001)
    assert refusal(docx(body, media={"a.png": b"x"})) == (
        "文件里的图片超过 1000 张的上限，请只保留通知正文后再导入。"
    )


def test_a_note_that_is_referred_to_very_often_comes_once():
    notes = f'<w:footnote w:id="1">{paragraph("注" * 1000)}</w:footnote>'
    body = paragraph('<w:r><w:footnoteReference w:id="1"/></w:r>' * 1000)
    assert len("".join(b.text for b in read_word(docx(body, footnotes=notes)).blocks)) < 10_000


def test_styles_based_on_each_other_do_not_hang():
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{a}"><w:basedOn w:val="{b}"/></w:style>'
        for a, b in ("ab", "ba")
    )
    body = paragraph("甲", '<w:pStyle w:val="a"/>')
    assert read_word(docx(body, styles=styles)).blocks[0].text == "甲"


# Made when they are asked for: together they are 130 MB.
WORST = {
    "elements": lambda: "<w:document><w:body>" + "<w:p><w:pPr/></w:p>" * 1_600_000,
    "attributes": lambda: "<x " + " ".join(f'a{i}=""' for i in range(3_000_000)) + "/>",
    "attributes under the limit": lambda: (
        "<x " + " ".join(f'a{i}=""' for i in range(590_000)) + "/>"
    ),
    "one attribute": lambda: f'<x a="{"a" * 31_000_000}"/>',
    "full elements": lambda: "<x>" + '<y a="1" b="2"/>' * 490_000,
}
MEASURE = """
import sys
from notices.importing import Unreadable
from notices.importing.word import read_word
try:
    read_word(sys.stdin.buffer.read())
except Unreadable as refused:
    print(refused)
# The process's own peak: that of getrusage begins with what its parent had.
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


@pytest.mark.parametrize("worst", WORST)
def test_the_worst_files_take_little_memory(worst):
    house = Path(__file__).resolve().parent.parent
    done = subprocess.run(
        [sys.executable, "-c", MEASURE],
        input=with_document(WORST[worst]()),
        capture_output=True,
        check=True,
        cwd=house,
    )
    sentence, used = done.stdout.decode().strip().split("\n")
    assert sentence.startswith("文件")
    assert int(used) < 500 * 1024
