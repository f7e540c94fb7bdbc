"""The checks, each rule from both sides: what blocks, what is advice, what is nobody's business."""

import pytest

from notices.checks import Passage, Problem, run
from notices.checks.folding import fold

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
NOWHERE = "990099"  # no such place: regions begin with 1 to 8


def id_number(born, order="001", region=NOWHERE):
    """An ID number of nobody, with the checksum of GB 11643."""
    digits = f"{region}{born}{order}"
    total = sum(int(digit) * weight for digit, weight in zip(digits, WEIGHTS, strict=True))
    return digits + "10X98765432"[total % 11]


def with_check_digit(wanted):
    numbers = (id_number("19900307", f"{order:03}") for order in range(1000))
    return next(number for number in numbers if number[-1] == wanted)


ID = with_check_digit("5")
ID_X = with_check_digit("X")
WRONG_ID = ID[:-1] + "6"
MOBILE = "13900001234"


def found(text, *, head=False, confirmed=()):
    """(rule, blocking, what stands at the offset) for each Problem."""
    problems = run([Passage("二、（一）", text, head)], confirmed)
    return [(one.rule, one.blocking, text[one.offset : one.offset + 4]) for one in problems]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("机密★1年", "机密★1"),
        ("绝密★长期", "绝密★长"),
        ("秘密 ★ 十年", "秘密 ★"),
        ("秘密级★6个月", "秘密级★"),
        ("随文转去机密★1年材料一份，请查收。", "机密★1"),
        ("第一行\n　机　密　\n第三行", "机　密　"),
        ("绝密", "绝密"),
        ("機密", "機密"),
        ("机\u200b密", "机\u200b密"),
        ("内部资料", "内部资料"),
        ("内部资料，注意保存。", "内部资料"),
        ("【内部资料 请勿外传】", "内部资料"),
        ("各单位：（此件不予公开）", "不予公开"),
        ("工作手册(注意保存)已印发。", "注意保存"),
        ("特急　秘密", "秘密"),
        ("密级：机密", "机密"),
        ("公开属性： 不予公开", "不予公开"),
    ],
)
def test_a_mark_of_secrecy_blocks_where_it_stands_as_a_mark(text, start):
    assert found(text) == [("secrecy", True, start)]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("此件依法不予公开，由承办处室留存。", "不予公开"),
        ("内部资料选编第三期", "内部资料"),
        ("机密 示例省档案馆文件", "机密 示"),
    ],
)
def test_in_the_head_a_mark_blocks_among_other_words(text, start):
    assert found(text, head=True) == [("secrecy", True, start)]


@pytest.mark.parametrize(
    ("text", "head", "start"),
    [
        ("申请事项属于不予公开情形的，应当说明理由。", False, "不予公开"),
        ("请考生注意保存准考证。", False, "注意保存"),
        ("打印准考证（请注意保存）后入场。", False, "注意保存"),
        ("不得把会议记录作为内部资料出售。", False, "内部资料"),
        ("关于规范政府信息不予公开答复文书的通知", True, "不予公开"),
    ],
)
def test_words_of_limited_circulation_in_a_sentence_are_advice(text, head, start):
    assert found(text, head=head) == [("secrecy", False, start)]


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("各级干部要严格保守秘密，不得泄露国家机密。", False),
        ("入党誓词中有保守秘密的要求。", False),
        ("国家秘密的密级分为绝密、机密、秘密三级。", False),
        ("国家秘密（绝密、机密、秘密）的标志应当醒目。", False),
        ("涉及商业秘密、个人隐私的，依法保护。", False),
        ("密切联系群众，精密部署。", False),
        ("示例省内部资料性出版物管理办法", False),
        ("评为★★★级的单位予以公示。", False),
        ("关于做好机密级涉密人员培训工作的通知", True),
        ("关于加强内部资料性出版物管理的通知", True),
        ("（此件公开发布）", True),
        ("主动公开", True),
    ],
)
def test_everyday_words_of_secrecy_are_no_problem(text, head):
    assert found(text, head=head) == []


def test_a_copy_number_at_the_top_blocks_and_a_postcode_passes():
    assert found("000012", head=True) == [("copy_number", True, "0000")]
    assert found("份号：12", head=True) == [("copy_number", True, "12")]
    assert found(" 100031", head=True) == found("030001", head=True) == found("000012") == []


@pytest.mark.parametrize(
    "written",
    [
        ID,
        ID_X,
        ID_X.lower(),
        ID.translate({ord("0") + n: chr(0xFF10 + n) for n in range(10)}),
        f"{ID[:6]} {ID[6:14]} {ID[14:]}",
        f"{ID[:6]}-{ID[6:14]}-{ID[14:]}",
        f"{ID[:6]}－{ID[6:10]}　{ID[10:]}",
        "\u200b".join(ID),
        f"{ID[:3]}\ufeff{ID[3:]}",
    ],
)
def test_an_id_number_blocks_however_it_is_written(written):
    assert found(f"序号 1 {written}，张某") == [("id_number", True, written[:4])]


@pytest.mark.parametrize(
    "text",
    [
        WRONG_ID,
        ID_X[:-1] + "0",
        ID[:-1],
        f"{ID}7",
        f"1{ID}",
        id_number("19901301"),
        id_number("19900230"),
        id_number("18991231"),
        id_number("29990101"),
        f"{ID[:6]}--{ID[6:]}",
        f"{ID[:6]}\n{ID[6:]}",
        f"{ID[:6]}\t{ID[6:]}",
        f"{ID[:2]}*************{ID[-3:]}",
        "票据编码 202600000000123456",
        "统一社会信用代码 91990000MA0000000X",
    ],
)
def test_what_is_no_id_number_passes(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("written", "start"),
    [
        (MOBILE, "1390"),
        ("１３９００００１２３４", "１３９０"),
        ("139-0000-1234", "139-"),
        ("139 0000 1234", "139 "),
        ("139－0000－1234", "139－"),
        ("139 00001234", "139 "),
        ("1390000 1234", "1390"),
        ("+86 139-0000-1234", "139-"),
        ("+8613900001234", "1390"),
        ("008613900001234", "1390"),
        ("0086-13900001234", "1390"),
        ("（+86）13900001234", "1390"),
        ("139\u200b0000\u200b1234", "139\u200b"),
        ("0000-1234567 139 0000 1234", "139 "),
        ("①13900001234", "1390"),
    ],
)
def test_a_mobile_number_blocks_however_it_is_written(written, start):
    assert found(f"联系人李某，电话：{written}。") == [("mobile_number", True, start)]


@pytest.mark.parametrize(
    "text",
    [
        "139****1234",
        "1390000****",
        "0000-12345678",
        "（0000）1234567",
        "0139-12345678",
        "400-139-0000",
        "800 139 0000",
        "12399",
        "12900001234",
        "条码 6913900001234",
        "条码 1390000123456",
        "订单号 202613900001234",
        "合同号 2026-139-0000-1234",
        "合同号 139-0000-1234-01",
        "总投资13900001234元",
        "13900001234 万元",
        "系数 0.13900001234",
        "13900001234.5",
        "2013-1390 号",
        "1390000\n1234",
        "139\t0000\t1234",
    ],
)
def test_what_is_no_mobile_number_passes(text):
    assert found(text) == []


def test_a_confirmed_mobile_number_passes_and_no_other():
    text = f"值班电话 +86 139-0000-1234、{MOBILE[:-1]}5"
    assert found(text, confirmed={MOBILE}) == [("mobile_number", True, "1390")]


def test_a_mobile_number_inside_an_id_number_is_only_an_id_number():
    number = id_number("19900307", region="139000")
    spread = f"{number[:3]} {number[3:7]} {number[7:11]} {number[11:]}"
    assert found(f"{number}；{spread}") == [
        ("id_number", True, number[:4]),
        ("id_number", True, spread[:4]),
    ]


def test_problems_come_in_the_order_of_passages_and_text():
    passages = [Passage("引言", f"{MOBILE}，{ID}"), Passage("附注", "内部资料", head=True)]
    assert [(one.place, one.rule) for one in run(passages)] == [
        ("引言", "mobile_number"),
        ("引言", "id_number"),
        ("附注", "secrecy"),
    ]


def test_a_message_does_not_repeat_the_number_it_found():
    id_problem, mobile_problem = run([Passage("结尾", f"{ID}、{MOBILE}")])
    assert id_problem == Problem(
        "id_number",
        "结尾",
        0,
        f"这里有居民身份证号（99*************{ID[-3:]}）。",
        f"公开前请删去，或只留首尾，写作 99*************{ID[-3:]}。",
        True,
    )
    assert mobile_problem.message == "这里有手机号码（139****1234）。"
    assert found(mobile_problem.message + mobile_problem.advice + id_problem.advice) == []


def test_a_problem_as_json_has_the_keys_of_the_command_in_their_order():
    (problem,) = run([Passage("标题", "机密★1年", head=True)])
    assert list(problem.as_json("甲.txt").items()) == [
        ("file", "甲.txt"),
        ("rule", "secrecy"),
        ("place", "标题"),
        ("offset", 0),
        ("blocking", True),
        ("message", "这里有“机密★1年”标志，标明文件涉密或者不得公开。"),
    ]


def test_folding_keeps_for_each_character_its_offset_in_the_original():
    folded = fold("甲\u200b１\u3000①－２\r\n乙")
    assert folded.text == "甲1 ①-2\n\n乙"
    assert folded.offsets == (0, 2, 3, 4, 5, 6, 7, 8, 9)
