"""Every rule from both sides: the wrong side is found, the right side and its false friends pass."""

import time
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from notices.checks import RULES, Facts
from notices.checks.links import outside_addresses
from notices.checks.payload import problems_of
from notices.checks.words.lexicon import Lexicon, Word
from notices.checks.words.shipped import shipped

from .payloads import attachment, payload, section

TODAY = date(2026, 5, 20)
FACTS = Facts(today=TODAY)
BANK_CARD = "6222020000000000000"
ROWS = "<tr><td>甲</td><td>3</td></tr><tr><td>乙</td><td>4</td></tr>"


def table(total, head="<tr><th>单位</th><th>人数</th></tr>", rows=ROWS):
    return f"<table>{head}{rows}<tr><td>合计</td><td>{total}</td></tr></table>"


def rules(text_or_payload, facts=FACTS):
    """The codes of what is found; a text stands in the preamble."""
    given = text_or_payload
    if isinstance(given, str):
        html = given if given.startswith("<") else f"<p>{given}</p>"
        given = payload(preamble=html)
    return [problem.rule for problem in problems_of(given, facts)]


def test_a_well_made_notice_has_no_problem():
    assert problems_of(payload(section(heading="组织", body="各地抓好落实。")), FACTS) == []


# rule, what is found, what passes
TEXTS = [
    ("id_number_old", "身份证号：990099900307001。", "统一编码990099900307001。"),
    ("mobile_number", "电话13900001234。", "订单号：13900001234。"),
    ("mobile_number", "电话13900001234。", "电话0000-12345678。"),
    ("mobile_number", "电话13900001234。", "条码1390000123456。"),
    ("bank_card", f"银行卡号：{BANK_CARD}。", f"银行卡号：{BANK_CARD[:-1]}1。"),
    ("bank_card", f"转入{BANK_CARD}。", f"合同编号：{BANK_CARD}。"),
    ("passport", "护照号码E12345678。", "设备编号E12345678。"),
    ("private_email", "发送至somebody@qq.com。", "发送至office@example.gov.cn。"),
    ("home_address", "家庭住址：示例市河东路12号。", "会议地点：示例市河东路12号。"),
    ("home_address", "张某住示例市柳林小区3号楼201室。", "报到地点在柳林小区党群服务中心。"),
    ("secrecy", "<p>内部资料，注意保存。</p>", "按规定主动公开。"),
    ("serious_word", "深入推进扫黑险恶斗争。", "深入推进扫黑除恶斗争。"),
    ("serious_word", "各级攻府要落实。", "进攻府城的史料。"),
    ("lexicon", "各地再接再励。", "各地再接再厉。"),
    ("lexicon", "由环境保护部负责。", "由各级环境保护部门负责。"),
    ("lexicon", "由国土资源部负责。", "由原国土资源部负责。"),
    ("lexicon", "由国土资源部负责。", "按照《国土资源部关于耕地的规定》办理。"),
    ("leftover", "地点：××会议室。", "地点：三楼会议室。"),
    ("leftover", "联系人：XXX。", "执行XL标准。"),
    ("leftover", "时间：（待定）。", "对待定点帮扶工作要认真。"),
    ("doubled", "认真做好的的工作。", "目的的确定。"),
    ("doubled", "加强加强管理。", "有关问题要研究研究。"),
    ("doubled", "各组织组织学习。", "各级党组织组织党员学习，基层党组织组织生活会。"),
    ("relative_date", "请于明天报到。", "请于明天（5月13日）报到。"),
    ("relative_date", "请于下周一报到。", "今天的成绩来之不易。"),
    ("mixed_script", "做好黨的工作。", "做好党的工作。"),
    ("garbled", "做好锟斤拷工作。", "工作做好了吗？"),
    ("half_width", "各地,各单位。", "比分3:2，详见http://a.example/b,c。"),
    ("unpaired", "印发《植树办法。", "印发《植树办法》。"),
    ("unpaired", "所谓“三同工作。", "1）组织；2）检查。"),
    ("unpaired", "各地（含县区做好。", "各地（含县区）做好。"),
    ("mark_doubled", "各地，，做好。", "为什么？！"),
    ("year_brackets", "见示发[2026]7号。", "见示发〔2026〕7号。"),
    ("year_brackets", "见示发（2026）7号。", "原文写作“示发[2026]7号”。"),
    ("han_space", "各地要认真 组织好这项工作。", "备 注"),
    ("date_impossible", "于2月30日前上报。", "农历2月30日。"),
    ("date_impossible", "于2026年6月31日举行。", "于2028年2月29日举行。"),
    ("date_impossible", "时间为25:30。", "比分25:30。"),
    ("dates_reversed", "上午9:00至8:00。", "上午9:00至11:30。"),
    ("dates_reversed", "自2026年6月1日起至5月1日止。", "自2026年6月1日起至7月1日止。"),
    ("weekday", "5月25日（星期二）上报。", "5月25日（星期一）上报。"),
    ("dates_reversed", "5月28日至5月22日。", "12月20日至1月10日。"),
    ("dates_reversed", "2026年6月1日至2025年6月5日。", "2026年6月1日至2027年6月5日。"),
    ("deadline_past", "于2026年5月15日前报送。", "于2026年5月25日前报送。"),
    ("holiday", "于5月23日前报送。", "于5月25日前报送。"),
    ("attachment_missing", "详见附件3。", "详见后文。"),
    ("section_missing", "见本通知第三部分。", "按照有关规定第三部分。"),
    ("total", table(8), table(7)),
    ("total", table(8), "<table><tr><td>合计</td><td>8</td></tr></table>"),
    ("link_empty", '<p><a href="https://example.org/">　</a>好。</p>', "<p>好。</p>"),
    ("table_headers", table(7, head="<tr><td>单位</td><td>人数</td></tr>"), table(7)),
]


@pytest.mark.parametrize(("rule", "wrong", "right"), TEXTS)
def test_the_wrong_side_of_a_text_is_found_and_the_right_side_passes(rule, wrong, right):
    assert (rule in rules(wrong), rule in rules(right)) == (True, False)


CLEAN = section(heading="组织", body="抓好落实。")
PAYLOADS = [
    ("title_form", payload(CLEAN, title="春季植树"), payload(CLEAN)),
    ("number_form", payload(CLEAN, doc_number="示发[2026]7号"), payload(CLEAN)),
    ("number_form", payload(CLEAN, doc_number="示发〔2026〕第7号"), payload(CLEAN)),
    ("number_form", payload(CLEAN, doc_number="示发〔2026〕07号"), payload(CLEAN)),
    ("number_form", payload(CLEAN, doc_number="示发2026年7号"), payload(CLEAN)),
    (
        "number_form",
        payload(CLEAN, doc_number="", preamble="<p>示发2026年7号</p><p>各地：</p>"),
        payload(CLEAN, doc_number="", preamble="<p>按照示发〔2026〕7号</p><p>各地：</p>"),
    ),
    ("annotation_form", payload(CLEAN, annotation="此件公开发布"), payload(CLEAN)),
    ("signature", payload(CLEAN, signature="别处办公室"), payload(CLEAN, signature="示例省委")),
    ("signed_late", payload(CLEAN, signed_on="2026-05-21"), payload(CLEAN, signed_on="2026-05-20")),
    (
        "depth_skipped",
        payload(section(1, "甲"), section(3, "乙", "文。"), section(2, "丙", "文。")),
        payload(section(1, "甲"), section(3, "乙", "文。"), section(3, "丙", "文。")),
    ),
    (
        "section_empty",
        payload(section(1, "甲", "文。"), section(1, "乙", "文。"), section(1, "丙")),
        payload(section(1, "各地抓好落实。"), section(1, "各地加强检查。")),
    ),
    ("section_empty", payload(CLEAN, section(1)), payload(CLEAN)),
    (
        "label_typed",
        payload(section(1, "（一）组织", "文。")),
        payload(section(1, "（一）组织", "文。", unnumbered=True)),
    ),
    (
        "label_order",
        payload(CLEAN, section(1, "乙", "文。", start=4)),
        payload(CLEAN, section(1, "乙", "文。")),
    ),
    (
        "label_order",
        payload(CLEAN, section(1, "乙", "文。", start=1)),
        payload(section(1, "甲", "文。"), section(2, "乙", "文。"), section(1, "丙", "文。")),
    ),
    (
        "label_clash",
        payload(CLEAN, CLEAN, section(1, "乙", "文。", typed="C")),
        payload(CLEAN, CLEAN, section(1, "乙", "文。", typed="四、")),
    ),
    (
        "single_child",
        payload(section(1, "甲"), section(2, "乙", "文。")),
        payload(section(1, "甲"), section(2, "乙", "文。"), section(2, "丙", "文。")),
    ),
    (
        "attachment_missing",
        payload(
            section(body="见附件1、附件3。"), attachments=[attachment(1, "表"), attachment(2, "册")]
        ),
        payload(
            section(body="见附件1、附件2。"), attachments=[attachment(1, "表"), attachment(2, "册")]
        ),
    ),
    (
        "attachment_unnamed",
        payload(CLEAN, attachments=[attachment(1, "登记表")]),
        payload(section(body="请填写登记表。"), attachments=[attachment(1, "登记表")]),
    ),
    (
        "file_large",
        payload(section(body="见附件。"), attachments=[attachment(1, "表") | {"size": 21_000_000}]),
        payload(section(body="见附件。"), attachments=[attachment(1, "表") | {"size": 20_000_000}]),
    ),
    ("copy_number", payload(CLEAN, annotation="000012"), payload(CLEAN, annotation="（100031）")),
    (
        "element",
        payload(CLEAN, issuers=[]),
        payload(CLEAN),
    ),
]


@pytest.mark.parametrize(("rule", "wrong", "right"), PAYLOADS)
def test_the_wrong_side_of_a_notice_is_found_and_the_right_side_passes(rule, wrong, right):
    assert (rule in rules(wrong), rule in rules(right)) == (True, False)


def test_what_is_public_elsewhere_already_is_told():
    facts = replace(FACTS, numbers={"示发〔2026〕7号"}, titles={payload()["title"]})
    assert rules(payload(CLEAN), facts) == ["same_number", "same_title"]


OTHER = "中共示例省委关于做好全省义务植树造林工作的通知"


@pytest.mark.parametrize(
    ("title", "is_told"),
    [
        ("中共示例省委办公室关于做好全省义务植树造林工作的通知", True),
        ("关于做好全省义务植树、造林工作的通告", True),
        ("关于做好全省义务植树造林有关工作的通知", True),
        ("关于做好全省春季义务植树造林工作的通知", False),
        ("关于做好2026年全省义务植树造林工作的通知", False),
        ("关于做好全省第二批义务植树造林工作的通知", False),
        ("关于做好全省防汛值班值守工作的通知", False),
        ("关于植树的通知", False),
    ],
)
def test_a_title_that_is_nearly_one_of_the_same_issuer_is_told(title, is_told):
    found = problems_of(payload(CLEAN, title=title), replace(FACTS, recent=[OTHER]))
    assert [one.rule for one in found] == ["similar_title"] * is_told
    assert not found or f"“{OTHER}”" in found[0].message


def test_a_link_to_a_notice_readers_do_not_see_is_told():
    text = '<p><a href="/notices/7/">前文</a>、<a href="/notices/8/">后文</a>。</p>'
    found = problems_of(payload(preamble=text), replace(FACTS, public={7}))
    assert [(one.rule, one.words) for one in found] == [("link_target", "后文")]


def test_a_link_to_this_site_by_its_whole_address_is_one_of_its_own():
    text = '<p><a href="https://own.example/notices/8/">后文</a>。</p>'
    facts = replace(FACTS, public={7}, site="https://own.example")
    assert rules(text, facts) == ["link_target"]
    assert outside_addresses(payload(preamble=text), "https://own.example") == []
    assert outside_addresses(payload(preamble=text), "https://own.exam") == [
        "https://own.example/notices/8/"
    ]


def test_a_link_that_did_not_answer_is_told_with_the_day():
    address = "https://elsewhere.example/a"
    given = payload(
        preamble=f'<p>见<a href="{address}">前文</a>和<a href="{address}b">后文</a>。</p>'
    )
    given["source"] |= {"address": address}
    facts = replace(FACTS, outside={address: ("找不到这个网站", date(2026, 5, 19))})
    first, second = problems_of(given, facts)
    assert first.message == "链接“前文”打不开：找不到这个网站（2026年5月19日核查）。"
    assert (first.rule, first.words, first.blocking) == ("link_outside", "前文", False)
    assert (second.part, second.message[:6]) == ("source_address", "转载网址打不")


def test_every_rule_is_held_by_a_row_here_or_by_the_tests_of_leaks_and_files():
    elsewhere = {"id_number", "reference", "same_number", "same_title", "similar_title"}
    elsewhere |= {"link_target", "link_outside"}
    elsewhere |= {rule for rule in RULES if rule.startswith(("file_", "live_", "topic_"))}
    held = {row[0] for row in TEXTS + PAYLOADS}
    assert set(RULES) - held - elsewhere == set()


def test_quoted_wrong_wording_is_advice_and_old_names_in_quotes_pass():
    found = problems_of(
        payload(preamble="<p>把“扫黑除恶”错写成“扫黑险恶”的，“再接再励”也是。</p>"), FACTS
    )
    assert [(one.rule, one.blocking) for one in found] == [("serious_word", False)]


def test_wording_follows_the_day_of_signing():
    text = "<p>由国土资源部负责。</p>"
    assert rules(payload(preamble=text, signed_on="2018-03-20")) == []
    assert rules(payload(preamble=text, signed_on="2018-03-21")) == ["lexicon"]


def test_an_issued_text_is_not_polished_but_what_must_not_go_out_is_found():
    given = payload(
        preamble="<p>各地要认真 组织。扫黑险恶，电话13900001234。</p>", title="春季植树"
    )
    assert rules(given, replace(FACTS, issued=True)) == ["serious_word", "mobile_number"]


def test_the_administrator_says_how_much_a_rule_weighs():
    def weighed(**weights):
        facts = replace(FACTS, weights=weights, issued=True)
        given = payload(preamble="<p>各地要认真 组织。再接再励。</p>", issuers=[])
        return [(one.rule, one.blocking) for one in problems_of(given, facts)]

    assert weighed() == [("element", True), ("lexicon", False)]
    assert weighed(lexicon="blocking", han_space="advisory", element="off") == [
        ("element", True),
        ("han_space", False),
        ("lexicon", True),
    ]
    assert weighed(lexicon="off") == [("element", True)]


def test_the_digest_of_a_problem_changes_with_the_text_around_it_and_with_no_other():
    def digests(first, second):
        given = payload(section(body=first), section(body=second))
        return [one.digest for one in problems_of(given, FACTS)]

    before = digests("再接再励。", "一如继往。")
    assert len(set(before)) == 2
    assert digests("再接再励。", "一如继往吧。")[0] == before[0]
    assert digests("大家再接再励。", "一如继往。")[1] == before[1]
    assert digests("大家再接再励。", "一如继往。")[0] != before[0]


def test_a_problem_says_where_it_is_and_what_one_click_may_put_there():
    (found,) = problems_of(payload(section(body="请拨打139-0000-1234。")), FACTS)
    assert (found.part, found.words, found.instead, found.offset) == (
        "section:1:body",
        "139-0000-1234",
        "139****1234",
        3,
    )


@pytest.mark.parametrize(
    "text", [" 的" * 100_000, "“" * 100_000, "一、" * 90_000, "1 " * 90_000, "小区1" * 60_000]
)
def test_a_very_long_text_is_told_of_in_bounded_time_and_by_the_first_of_each_rule(text):
    began = time.process_time()
    found = problems_of(payload(preamble=f"<p>{text}</p>"), FACTS)
    assert time.process_time() - began < 5
    assert max(Counter(one.rule for one in found).values(), default=0) <= 50


NAMES = Lexicon(
    [
        Word("甲某", title="书记", order=1),
        Word("乙某", title="副书记", order=2),
        Word("老提法", right="新提法", since=date(2026, 1, 1), until=date(2026, 6, 30)),
        Word("A.*", right="B"),
    ]
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("甲某、乙某出席。", []),
        ("乙某、甲某出席。", ["甲某"]),
        ("乙某到甲某处汇报。", []),
        ("书记乙某主持，甲某参加。", ["乙某"]),
        ("按照老提法办理。", ["老提法"]),
        ("“老提法”已经改变。", []),
        ("按A类办理，A.*除外。", ["A.*"]),
    ],
)
def test_names_are_held_to_their_titles_and_their_order_and_words_to_the_letter(text, words):
    found = problems_of(payload(preamble=f"<p>{text}</p>"), replace(FACTS, lexicon=NAMES))
    assert [one.words for one in found] == words


def test_every_shipped_word_says_its_source_and_is_not_what_it_asks_for():
    words = [word for row in shipped()._list for word in row]
    assert len(words) > 100
    assert [word.wrong for word in words if not word.source or word.wrong == word.right] == []
    right = Lexicon(Word(word.wrong) for word in words)
    assert [w.right for w in words if list(right.find(w.right, TODAY))] == []
