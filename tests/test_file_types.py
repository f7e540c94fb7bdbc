"""Attachment types: the name and the content agree, or the file is refused in a sentence."""

import zipfile
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notices.file_types import (
    FILE_TYPES,
    MAX_BYTES,
    MAX_MEMBERS,
    MAX_NAME,
    MAX_UNPACKED_BYTES,
    NotAccepted,
    media_type,
    safe_name,
)

OOXML = "application/vnd.openxmlformats-officedocument"
MACROS = "文件里有宏，请另存为不含宏的文件后再上传。"
OTHER_TYPE = f"不接受这种文件，请改用下列格式之一：{'、'.join(FILE_TYPES)}。"


def other_content(extension):
    return f"文件内容与扩展名“.{extension}”不符，请用原来的软件另存后再上传。"


def package(*members, types=b"<Types/>"):
    """A zip with the members, among them the list of content types."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as written:
        for name in members:
            written.writestr(name, types)
    return target.getvalue()


def ooxml(folder, *more, types=b"<Types/>"):
    return package("[Content_Types].xml", f"{folder}/main.xml", *more, types=types)


def compound(*streams):
    """The beginning of a compound file, and its directory's names."""
    names = b"".join(stream.encode("utf-16-le").ljust(64, b"\0") for stream in streams)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0") + names


PDF = b"%PDF-1.7\n%%EOF"
OFD = package("OFD.xml", "Doc_0/Document.xml")
EXE = b"MZ\x90\x00\x03\x00\x00\x00"


def refusal(name, data):
    with pytest.raises(NotAccepted) as refused:
        media_type(name, data)
    return str(refused.value)


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("名单.pdf", PDF, "application/pdf"),
        ("名单.PDF", PDF, "application/pdf"),
        ("v1.2 名单.pdf", PDF, "application/pdf"),
        ("名单.ofd", OFD, "application/ofd"),
        ("名单.docx", ooxml("word"), f"{OOXML}.wordprocessingml.document"),
        ("名单.xlsx", ooxml("xl"), f"{OOXML}.spreadsheetml.sheet"),
        ("名单.pptx", ooxml("ppt"), f"{OOXML}.presentationml.presentation"),
        ("名单.doc", compound("WordDocument"), "application/msword"),
        ("名单.xls", compound("Workbook"), "application/vnd.ms-excel"),
        ("名单.xls", compound("Book"), "application/vnd.ms-excel"),
        ("名单.ppt", compound("PowerPoint Document"), "application/vnd.ms-powerpoint"),
        ("名单.wps", compound("WordDocument"), "application/wps-office.wps"),
        ("名单.wps", ooxml("word"), "application/wps-office.wps"),
        ("名单.et", compound("Workbook"), "application/wps-office.et"),
        ("名单.et", ooxml("xl"), "application/wps-office.et"),
        ("名单.txt", "第一名\r\n第二名\t".encode(), "text/plain"),
        ("名单.csv", "序号,姓名\n1,张某\n".encode("gb18030"), "text/csv"),
    ],
)
def test_a_file_whose_name_and_content_agree_has_a_media_type(name, data, expected):
    assert media_type(name, data) == expected


@pytest.mark.parametrize(
    "name",
    [
        *[
            "a.zip",
            "a.docm",
            "a.xlsm",
            "a.html",
            "a.svg",
            "a.exe",
            "a.pdf.exe",
            "a\u202efdp.exe",
            "名单",
        ],
        "",
    ],
)
def test_other_types_are_refused_whatever_they_hold(name):
    assert refusal(name, PDF) == OTHER_TYPE


@pytest.mark.parametrize(
    ("extension", "data"),
    [
        ("pdf", EXE),
        ("pdf", b"\n%PDF-1.7"),
        ("docx", PDF),
        ("docx", ooxml("xl")),
        ("docx", compound("WordDocument")),
        ("docx", package("word/main.xml")),
        ("xlsx", package("a.txt")),
        ("ofd", ooxml("word")),
        ("doc", compound("Workbook")),
        ("doc", ooxml("word")),
        ("doc", "{\\rtf1 名单}".encode()),
        ("et", ooxml("word")),
        ("txt", EXE),
        ("txt", b"\x00"),
        ("csv", b"\xff\xff\xff"),
    ],
)
def test_a_false_name_is_refused(extension, data):
    assert refusal(f"名单.{extension}", data) == other_content(extension)


def test_an_empty_file_is_refused():
    assert refusal("名单.pdf", b"") == "文件是空的，请核对后重新上传。"


def test_a_file_over_the_limit_is_refused_and_one_at_the_limit_is_not():
    assert media_type("名单.pdf", PDF.ljust(MAX_BYTES)) == "application/pdf"
    assert refusal("名单.pdf", PDF.ljust(MAX_BYTES + 1)) == (
        "文件超过 50 MB，请压缩图片，或拆成几个附件。"
    )


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("名单.docx", ooxml("word", "word/vbaProject.bin")),
        ("名单.docx", ooxml("word", "word/other/VBAPROJECT.BIN")),
        ("名单.xlsx", ooxml("xl", types=b"application/vnd.ms-excel.sheet.macroEnabled.main+xml")),
        ("名单.doc", compound("WordDocument", "_VBA_PROJECT")),
    ],
)
def test_macros_are_refused(name, data):
    assert refusal(name, data) == MACROS


def test_a_damaged_package_is_refused():
    damaged = "文件已损坏或者加了密，请用原来的软件另存后再上传。"
    assert refusal("名单.docx", ooxml("word")[:-30]) == damaged
    assert refusal("名单.docx", b"PK\x03\x04") == damaged


def test_a_package_of_too_many_members_is_refused():
    members = [f"word/{number}.xml" for number in range(MAX_MEMBERS - 2)]
    assert media_type("名单.docx", ooxml("word", *members)) == f"{OOXML}.wordprocessingml.document"
    assert refusal("名单.docx", ooxml("word", "word/a.xml", *members)) == (
        "文件内含 2000 个以上的部分，请另存为 PDF 后再上传。"
    )


def test_a_package_that_unpacks_to_too_much_is_refused_without_unpacking_it():
    target = BytesIO(ooxml("word"))
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as written:
        with written.open("word/media/a.bin", "w") as member:
            for _ in range(MAX_UNPACKED_BYTES // 2**20 + 1):
                member.write(bytes(2**20))
    assert refusal("名单.docx", target.getvalue()) == (
        "文件解压后超过 200 MB，请压缩图片，或另存为 PDF 后再上传。"
    )


@settings(max_examples=200, deadline=None)
@given(st.integers(4), st.binary(min_size=1, max_size=8))
def test_a_package_with_some_bytes_overwritten_is_accepted_or_refused_in_a_sentence(at, noise):
    data = bytearray(ooxml("word"))
    at %= len(data)
    data[at : at + len(noise)] = noise
    try:
        assert media_type("名单.docx", bytes(data)) == f"{OOXML}.wordprocessingml.document"
    except NotAccepted as refused:
        assert str(refused).endswith("。")


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("附件1：名单.docx", "附件1：名单.docx"),
        ("C:\\我的文档\\名单.docx", "名单.docx"),
        ("../../etc/名单.docx", "名单.docx"),
        ("名单\r\n\x00\u202excod.exe", "名单 xcod.exe"),
        ("  名  单 .docx ", "名 单 .docx"),
        (".名单.docx.", "名单.docx"),
        ("名单/", "附件"),
        ("..", "附件"),
        ("", "附件"),
        ("名" * 300 + ".docx", "名" * (MAX_NAME - 5) + ".docx"),
        ("名" * 300, "名" * MAX_NAME),
        ("名." + "单" * 300, "名." + "单" * (MAX_NAME - 2)),
    ],
)
def test_a_safe_name_has_no_path_nothing_unseen_and_a_bounded_length(name, safe):
    assert safe_name(name) == safe
    assert safe_name(safe) == safe
