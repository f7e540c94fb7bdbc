"""Bytes of texts and pages in every encoding that Chinese offices use."""

import pytest

from notices.importing.decoding import WEB_LIMIT, decode, decode_web
from notices.importing.telling import Unreadable

NOTICE = """关于做好汛期值守工作的通知
各市水务局：
一、落实责任。各单位要按照“谁主管、谁负责”的要求，按时报送值班表（附件1）。
示例省水务厅
二〇二四年五月一日
"""
TRADITIONAL = """關於做好汛期值守工作的通知
各市水務局：
一、落實責任。各單位要按照「誰主管、誰負責」的要求，按時報送值班表（附件1）。
示例省水務廳
二〇二四年五月一日
"""
UNKNOWN = "认不出文件的编码（不是 UTF-8、UTF-16、GB18030 或 Big5）"


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"],
)
@pytest.mark.parametrize("text", [NOTICE, TRADITIONAL, NOTICE[:13]])
def test_the_encodings_of_text_files_are_recognised(text: str, encoding: str):
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (TRADITIONAL, "big5hkscs"),
        (TRADITIONAL.replace("〇", "零"), "cp950"),
        ("示例省关于做好阅览室工作的通知", "big5hkscs"),
        ("示例省通知", "big5"),
        ("請各單位按時報送", "big5"),
        ("各部門請按時報送山塘水庫名錄。", "big5hkscs"),
    ],
)
def test_big5_is_recognised_by_how_it_reads(text: str, encoding: str):
    data = text.encode(encoding, "ignore")

    assert decode(data) == data.decode(encoding)


@pytest.mark.parametrize(
    "text",
    [
        "防汛通知",
        "請各單位按時報送",
        "任命刘翀、王鑫淼同志为示例厅处长。",
        "①水位α＝3.5㎡；②“坝高”——见附表Ⅱ。",
    ],
)
def test_short_chinese_texts_in_gb18030_are_read(text: str):
    assert decode(text.encode("gb18030")) == text


def test_utf_16_without_a_mark_may_hold_no_chinese():
    assert decode("Dam, 2024\r\n".encode("utf-16-le")) == "Dam, 2024\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("관련 기관은 다음 사항을 준수하여야 한다.", "euc_kr"),
        ("신청서를 제출합니다", "cp949"),
        ("大韓民國 헌법에 의하여 통지한다.", "euc_kr"),
        ("관련 기관은 다음 사항을", "utf-16-le"),
        ("ダムの点検について、次のとおり通知する。", "euc_jp"),
        ("国民の皆様へ、緊急事態宣言", "euc_jp"),
        ("堤防を点検してください。", "shift_jis"),
        ("Проверить плотину до мая.", "koi8_r"),
        ("Überprüfung der Dämme", "latin-1"),
    ],
)
def test_texts_in_other_encodings_are_not_taken_for_chinese(text: str, encoding: str):
    with pytest.raises(Unreadable, match=UNKNOWN[:8]):
        decode(text.encode(encoding))


def test_bytes_in_no_encoding_are_refused_with_the_place():
    with pytest.raises(Unreadable) as refusal:
        decode(bytes(range(256)))

    assert str(refusal.value) == (
        f"{UNKNOWN}，第 129 个字节起无法解读，请另存为 UTF-8 文本后再导入。"
    )


PAGE = "<html><head>{}</head><body><p>关于做好汛期值守工作的通知</p></body></html>"


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ('<meta charset="gb2312">', "gb18030"),
        ("<meta http-equiv=Content-Type content='text/html; charset=GBK'>", "gb18030"),
        ('<meta charset="utf-8">', "utf-8"),
        ("<meta charset=gb2312>", "utf-8"),
        ("<meta charset=utf-8>", "gb18030"),
        ("<meta charset=unicode>", "utf-16"),
        ("<meta charset=iso-8859-1>", "utf-8"),
        ("", "gb18030"),
        ("", "utf-16-le"),
        ("", "utf-8-sig"),
    ],
)
def test_a_page_is_read_as_it_says_where_that_is_true(declared: str, encoding: str):
    page = PAGE.format(declared)

    assert decode_web(page.encode(encoding)) == page


@pytest.mark.parametrize(
    "declaration", ['<?xml version="1.0" encoding="Big5"?>', "<meta charset=big5>"]
)
def test_a_page_in_big5_is_read(declaration: str):
    page = f"{declaration}<p>關於做好汛期值守工作的通知</p>"

    assert decode_web(page.encode("big5")) == page


def test_a_few_damaged_bytes_do_not_stop_a_page_that_names_its_encoding():
    data = PAGE.format("<meta charset=gbk>").encode("gbk").replace("值".encode("gbk"), b"\xff")

    assert decode_web(data) == PAGE.format("<meta charset=gbk>").replace("值", "\ufffd")


def test_a_page_may_have_long_lines_and_pictures_but_not_any_size():
    assert len(decode_web(b"<p>" + b"a" * 3_000_000)) == 3_000_003
    with pytest.raises(Unreadable) as refusal:
        decode_web(b"<p>" * 35_000_000)

    assert str(refusal.value) == (
        f"文件有 100.1 MB，超过上限 {WEB_LIMIT // 2**20} MB，请只保留通知正文后再导入。"
    )


@pytest.mark.parametrize("data", [b"\x01\x02\x03" * 50, b"<p>" + b"\x07" * 9])
def test_a_page_of_control_characters_is_refused(data: bytes):
    with pytest.raises(Unreadable, match="含有二进制内容"):
        decode_web(data)
