"""Old formats by way of LibreOffice, and LibreOffice as a second reader of our numbers."""

import shutil
import subprocess
import time

import pytest

from notices.importing import Unreadable
from notices.importing.office import convert
from notices.importing.word import read_word
from tests.test_import_word_numbers import FORMATS, HEADED, HEADED_LEVELS, OFFICIAL
from tests.word_files import abstract, docx, level, number, numbered, style, styled

SOFFICE = shutil.which("soffice") or ""
with_office = pytest.mark.skipif(
    not SOFFICE, reason="LibreOffice is not on this machine: nothing to compare our numbers with"
)
# Formats LibreOffice writes otherwise or not at all; Word is what counts.
OTHERWISE = {
    "decimalEnclosedParen",
    "decimalEnclosedFullstop",
    "ideographEnclosedCircle",
    "ideographDigital",
    "ideographZodiacTraditional",
    "japaneseDigitalTenThousand",
    "japaneseLegal",
    "taiwaneseDigital",
    "numberInDash",
}
BEYOND = {("decimalEnclosedCircle", 21), ("chineseCounting", 105), ("japaneseCounting", 111)}
BEYOND |= {("taiwaneseCountingThousand", 10_000)}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def refusal(*given, **named) -> str:
    with pytest.raises(Unreadable) as refused:
        convert(*given, **named)
    return str(refused.value)


def program(folder, script: str) -> str:
    """A program that stands where LibreOffice's would."""
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o700)
    return str(path)


def test_without_libreoffice_the_sentence_names_the_way_out():
    assert refusal(b"...", ".doc", "") == (
        "本站没有安装转换程序，不能直接读取 .doc 文件，"
        "请用 Word 或 WPS 打开后“另存为”.docx 再导入。"
    )


def test_a_suffix_that_is_no_old_format_never_reaches_the_program(tmp_path):
    touched = tmp_path / "touched"
    soffice = program(tmp_path, f"touch {touched}")
    assert refusal(b"...", "/../x.doc", soffice).startswith("不认识的文件格式")
    assert not touched.exists()


def test_a_program_that_is_not_there_is_said(tmp_path):
    assert refusal(OLE, ".wps", str(tmp_path / "none")).startswith("转换程序没有启动")


def test_a_file_the_program_cannot_read_is_said(tmp_path):
    assert refusal(OLE, ".wps", program(tmp_path, "exit 1")) == (
        "转换程序读不了这个 .wps 文件（可能已损坏或有密码），"
        "请用 Word 或 WPS 打开后“另存为”.docx 再导入。"
    )


def test_a_program_that_hangs_is_stopped_with_what_it_started(tmp_path):
    late = tmp_path / "late"
    soffice = program(tmp_path, f"(sleep 1; touch {late}) & sleep 30")
    began = time.monotonic()
    assert refusal(OLE, ".doc", soffice, seconds=0.3).startswith("转换用时超过 0.3 秒，已停止")
    assert time.monotonic() - began < 15
    time.sleep(1.2)
    assert not late.exists()


def test_a_file_that_is_too_big_is_not_converted(tmp_path):
    sentence = refusal(b"\0" * (20 * 1024 * 1024 + 1), ".doc", program(tmp_path, "exit 0"))
    assert sentence.startswith("文件有 20.0 MB，超过上限 20 MB")


def test_the_program_gets_the_file_and_gives_the_docx(tmp_path):
    soffice = program(tmp_path, 'for last; do :; done; mkdir made; cp "$last" made/source.docx')
    assert convert(OLE, ".wps", soffice) == OLE


def test_what_is_no_document_never_reaches_the_program(tmp_path):
    touched = tmp_path / "touched"
    assert refusal(b"MZ...", ".doc", program(tmp_path, f"touch {touched}")) == (
        "这个 .doc 文件里不是文字处理文档，请核对是否选错了文件，"
        "或请用 Word 或 WPS 打开后“另存为”.docx 再导入。"
    )
    assert not touched.exists()


@with_office
def test_libreoffice_turns_an_old_file_into_one_we_read():
    rtf = rb"{\rtf1\ansi {\b \u36890?\u30693?}\par \u27491?\u25991?\par}"
    document = read_word(convert(rtf, ".rtf", SOFFICE))
    assert [(block.text, block.bold) for block in document.blocks] == [("通知", 2), ("正文", 0)]


def as_libreoffice_shows(data: bytes, folder) -> list[str]:
    """The lines of the document as text, without blanks."""
    (folder / "numbers.docx").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    form = "txt:Text (encoded):UTF8"
    subprocess.run(
        [SOFFICE, profile, "--headless", "--convert-to", form, "--outdir", folder]
        + [folder / "numbers.docx"],
        check=True,
        capture_output=True,
        timeout=120,
    )
    text = (folder / "numbers.txt").read_text("utf-8-sig")
    return ["".join(line.split()) for line in text.split("\n") if line.strip()]


def as_we_show(data: bytes) -> list[str]:
    return ["".join(block.text.split()) for block in read_word(data).blocks]


@with_office
def test_libreoffice_does_not_take_a_broken_file_for_text():
    assert refusal(OLE, ".doc", SOFFICE).startswith("转换程序读不了这个 .doc 文件")


@with_office
def test_libreoffice_writes_the_numbers_of_the_common_formats_as_we_do(tmp_path):
    common = [
        (form, value)
        for form, value, _ in FORMATS
        if form not in OTHERWISE and (form, value) not in BEYOND
    ]
    assert len(common) >= 25
    definitions = [
        abstract(i, level(0, form, "%1、", start=value)) for i, (form, value) in enumerate(common)
    ]
    numbers = [number(i + 1, i) for i in range(len(common))]
    body = "".join(numbered("甲", i + 1) for i in range(len(common)))
    file = docx(body, numbering="".join(definitions + numbers))
    assert as_we_show(file) == as_libreoffice_shows(file, tmp_path)


@with_office
def test_libreoffice_counts_levels_restarts_and_styles_as_we_do(tmp_path):
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    numbering = abstract(0, *OFFICIAL) + abstract(1, *HEADED_LEVELS)
    numbering += number(1, 1) + number(2, 0) + number(3, 0, start)
    styles = HEADED + style("Mine", based_on="H2")
    body = "".join(numbered("甲", 2, place) for place in [0, 1, 1, 2, 0, 1, 2, 2])
    body += "".join(numbered("乙", 3, place) for place in [0, 1, 0])
    body += styled("丙", "H1") + styled("丁", "H2") + styled("戊", "Mine") + styled("己", "H1")
    file = docx(body, styles=styles, numbering=numbering)
    assert as_we_show(file) == as_libreoffice_shows(file, tmp_path)
