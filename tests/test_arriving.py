"""The rules for texts that come from elsewhere: old addresses, times, lists, sameness."""

from datetime import date, datetime

import pytest

from notices.arriving import (
    LONGEST,
    Move,
    UnreadableList,
    keys_of_request,
    number_digest,
    read_moment,
    read_moves,
    text_digest,
    tidy,
)

HEAD = "文件,发布时间,原地址\n"


# --- addresses ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("/art/2019/5/12/art_1_2345.html", "/art/2019/5/12/art_1_2345.html"),
        ("/Item/Show.asp?id=12", "/Item/Show.asp?id=12"),
        (" https://www.example.gov.cn/tz/1.htm#top ", "/tz/1.htm"),
        ("/%e9%80%9A%E7%9F%A5.html", "/通知.html"),
        ("/通知.html?名=%e7%94%b2", "/通知.html?名=甲"),
        ("/%41.html?q=%41%26%2d", "/A.html?q=A%26-"),
        ("/%cd%a8%d6%aa.htm", "/%CD%A8%D6%AA.htm"),
        ("/a%20b.html", "/a%20b.html"),
    ],
)
def test_an_old_address_is_stored_in_one_spelling(typed, stored):
    assert tidy(typed) == stored
    assert tidy(stored) == stored


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (" ", "请填写原地址。"),
        ("art/1.html", "原地址“art/1.html”要从 / 写起，例如 /art/2019/5/12/art_1_2345.html。"),
        (
            "//www.example.cn/1",
            "原地址“//www.example.cn/1”要从 / 写起，例如 /art/2019/5/12/art_1_2345.html。",
        ),
        ("ftp://example.cn/1", "原地址“ftp://example.cn/1”不是网页的地址，请核对。"),
        ("/a b.html", "原地址“/a b.html”里有空格或者不能用的符号，空格请写成 %20。"),
        ("/" + "通" * LONGEST, f"原地址有 {LONGEST + 1} 个字，最多 {LONGEST} 个字。"),
        ("http://[/1", "原地址“http://[/1”不是网址，请核对。"),
    ],
)
def test_what_is_no_address_is_refused_in_words(typed, sentence):
    with pytest.raises(ValueError) as refusal:
        tidy(typed)
    assert str(refusal.value) == sentence


def test_the_longest_address_is_as_many_characters_as_people_count():
    assert len(tidy("/" + "通" * (LONGEST - 1))) == LONGEST


def test_a_request_is_asked_for_exactly_and_then_without_what_programs_add():
    path = "/通知.html"
    assert keys_of_request(path, "id=1&from=timeline") == [
        "/通知.html?id=1&from=timeline",
        "/通知.html",
    ]
    assert keys_of_request("/%CD%A8%D6%AA.htm", "") == [tidy("/%CD%A8%D6%AA.htm")]


# --- times -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2019-05-12", date(2019, 5, 12)),
        ("2019/5/2", date(2019, 5, 2)),
        ("2019年5月12日", date(2019, 5, 12)),
        ("2019-05-12T09:30", datetime(2019, 5, 12, 9, 30)),
        (" 2019/5/12 9:30:45 ", datetime(2019, 5, 12, 9, 30)),
        ("1949-10-01", date(1949, 10, 1)),
    ],
)
def test_a_time_is_read_as_people_and_spreadsheets_write_it(typed, read):
    found = read_moment(typed)
    assert (type(found), found) == (type(read), read)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "请填写原发布时间。"),
        ("2019-02-29", "“2019-02-29”：没有这一天，请核对。"),
        ("2019-13-01", "“2019-13-01”：没有这一天，请核对。"),
        ("2019-05-12 24:00", "“2019-05-12 24:00”：没有这个钟点，请核对。"),
        ("1949-09-30", "“1949-09-30”早于 1949 年 10 月 1 日，请核对年份。"),
        ("0000-01-01", "“0000-01-01”：没有这一天，请核对。"),
        ("去年", "“去年”不是时间，请写成 2019-05-12 或者 2019-05-12T09:30。"),
    ],
)
def test_a_time_that_cannot_be_is_refused_in_words(typed, sentence):
    with pytest.raises(ValueError) as refusal:
        read_moment(typed)
    assert str(refusal.value) == sentence


# --- lists -------------------------------------------------------------------------------


def wrong_with(data: bytes) -> list[str]:
    with pytest.raises(UnreadableList) as refusal:
        read_moves(data)
    return refusal.value.sentences


ROWS = "甲.txt,2019-05-12,/art/1.html\n乙.txt,2019/5/13 9:30,\n"
READ = [
    Move(2, "甲.txt", date(2019, 5, 12), ("/art/1.html",)),
    Move(3, "乙.txt", datetime(2019, 5, 13, 9, 30)),
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("head", [HEAD, "file,published_on,old_address\n"])
def test_a_list_is_read_in_every_encoding_of_spreadsheets(encoding, head):
    assert read_moves((head + ROWS).encode(encoding)) == READ


def test_columns_may_stand_in_any_order_among_others_and_apart_by_tabs():
    rows = "栏目\t原地址\t文件\t发布时间\n通知\t/art/1.html\t甲.txt\t2019-05-12\n"
    assert read_moves(rows.encode("utf-16")) == READ[:1]


def test_a_file_with_several_addresses_has_several_lines():
    rows = "甲.txt,2019-05-12,/1.html\n甲.txt,2019-05-12,/2.html\n甲.txt,2019-05-12,/2.html\n"
    assert read_moves((HEAD + rows).encode()) == [
        Move(2, "甲.txt", date(2019, 5, 12), ("/1.html", "/2.html"))
    ]


def test_every_wrong_line_is_named_with_its_column():
    rows = (
        "甲.txt,2019-02-30,/1.html\n"
        "乙.txt,2019-05-12,1.html\n"
        ",2019-05-12,/2.html\n"
        "\n"
        "丙.txt,,/3.html\n"
        "丁.txt,2019-05-12,/4.html\n"
        "丁.txt,2019-05-13,\n"
        "戊.txt,2019-05-12,/4.html\n"
    )
    assert wrong_with((HEAD + rows).encode()) == [
        "第 2 行“发布时间”：“2019-02-30”：没有这一天，请核对。",
        "第 3 行“原地址”：原地址“1.html”要从 / 写起，例如 /art/2019/5/12/art_1_2345.html。",
        "第 4 行“文件”：请填写文件名。",
        "第 6 行“发布时间”：请填写原发布时间。",
        "第 8 行“发布时间”：与第 7 行同一个文件的时间不同。",
        "第 9 行“原地址”：第 7 行的另一个文件已经用了 /4.html。",
    ]


def test_a_list_of_wrong_lines_is_told_in_part():
    told = wrong_with((HEAD + "甲.txt,x,\n" * 1000).encode())
    assert (len(told), told[-1]) == (11, "另外还有 990 处。")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (
            b"",
            "第 1 行缺少栏目“文件”“发布时间”“原地址”：第一行要写“文件,发布时间,原地址”，或者 file,published_on,old_address。",
        ),
        (
            "文件,原地址\n甲,/1".encode(),
            "第 1 行缺少栏目“发布时间”：第一行要写“文件,发布时间,原地址”，或者 file,published_on,old_address。",
        ),
        (HEAD.encode(), "清单里没有文件：第一行是栏目名称，从第二行起每行一个文件。"),
        (b"PK\x03\x04more", "这是表格文件，请用“另存为”存成 CSV 再选。"),
        (b"\xff\x80\x80", "认不出清单的编码，请存成 UTF-8 或者 GB18030 的 CSV。"),
        (b"file,\0", "认不出清单的编码，请存成 UTF-8 或者 GB18030 的 CSV。"),
        ((HEAD + '"' + "x" * 200_000).encode(), "第 2 行读不出来：引号没有成对，或者一格太长。"),
    ],
)
def test_what_is_no_list_is_refused_in_words(data, sentence):
    assert wrong_with(data) == [sentence]


def test_a_list_of_a_thousand_lines_is_read_whole():
    rows = "".join(f"{n}.txt,2019-05-12,/art/{n}.html\n" for n in range(1000))
    moves = read_moves((HEAD + rows).encode("gb18030"))
    assert (len(moves), moves[-1].old_addresses) == (1000, ("/art/999.html",))


def test_a_file_is_known_by_its_name_without_folders():
    assert Move(2, r"2019\五月\甲.txt", date(2019, 5, 12)).name == "甲.txt"


# --- sameness ----------------------------------------------------------------------------


def test_a_number_is_the_same_in_any_brackets_and_blanks():
    spellings = ["示发〔2026〕7号", "示发[2026] 7号", "示发（2026）７号", "示发【2026】7 号"]
    assert len({number_digest(number) for number in spellings}) == 1
    assert number_digest("示发〔2026〕17号") != number_digest("示发〔2026〕7号")
    assert number_digest(" ") == ""


def digest_of(title="关于植树的通知", preamble="<p>现通知如下。</p>", body="<p>备足苗木。</p>"):
    return text_digest(title, preamble, [{"heading": "准备", "body": body}], "<p>特此通知。</p>")


def test_a_text_is_the_same_whatever_its_marks_widths_and_blanks():
    assert digest_of() == digest_of(
        "关于植树的通知 ", "<p>现通知如下:</p>", "<p>备足，<b>苗木</b>!</p>"
    )
    assert digest_of(title="ＡＢ１") == digest_of(title="ab1")
    assert digest_of() != digest_of(body="<p>备足苗子。</p>")
    assert text_digest("", "<p>……</p>", [], "") == ""
