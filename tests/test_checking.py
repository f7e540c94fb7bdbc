"""The checks of a notice at the desk: settings, waivers, the lexicon, Problems of an unsaved form."""

import json
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from notices.checks.words.table import BadTable, read_table, write_table
from notices.models import CheckSetting, Event, Kind, LexiconWord, Notice
from notices.models.checking.verbs import BLOCKS, GONE, NO_REASON

from .making import (
    corrected,
    editor,
    illustrate,
    make_notice,
    person,
    published,
    publisher,
    refusal_of,
)
from .newsroom import form_of, said

pytestmark = pytest.mark.django_db
HEAD = "词,应写作,理由,出处,起,止,职务,排序\r\n"


def rules(notice):
    return [problem.rule for problem in notice.problems()]


def with_word(**fields):
    notice = make_notice(preamble="<p>各地再接再励。</p>", **fields)
    return notice, notice.problems()[0]


# --- waivers ---


def test_an_advisory_problem_is_waived_by_name_with_a_reason_until_the_text_changes():
    notice, problem = with_word()
    notice.waive(publisher(), problem.digest, "原文如此")
    assert rules(notice) == []
    ((found, waiver),) = [row.values() for row in notice.looked_over()[1]]
    assert (found, waiver.reason, waiver.waived_by) == (problem, "原文如此", publisher())
    event = Event.objects.first()
    facts = json.loads(event.data)["facts"]
    assert (event.verb, facts["reason"], facts["problem"]) == (
        "problem_waived",
        "原文如此",
        problem.digest,
    )
    notice.title += "（修订）"
    notice.save()
    assert "lexicon" not in rules(notice)
    notice.preamble = "<p>各地各部门再接再励。</p>"
    notice.save()
    assert "lexicon" in rules(notice)


def test_a_waiver_needs_the_right_a_reason_and_a_problem_that_is_there_and_does_not_block():
    notice, problem = with_word(closing="<p>电话13900001234。</p>")
    mobile = next(one for one in notice.problems() if one.rule == "mobile_number")
    assert refusal_of(notice.waive, publisher(), problem.digest, " ") == [NO_REASON]
    assert refusal_of(notice.waive, publisher(), "0" * 64, "好") == [GONE]
    assert refusal_of(notice.waive, publisher(), mobile.digest, "好") == [BLOCKS]
    assert refusal_of(notice.waive, person("admin"), problem.digest, "好") == [
        "您没有说明检查问题的权限。"
    ]


# --- settings ---


def test_a_setting_weighs_a_rule_for_all_kinds_and_another_for_one():
    notice, _ = with_word()
    CheckSetting.objects.create(rule="lexicon", weight="blocking")
    assert [one.blocking for one in notice.problems()] == [True]
    assert refusal_of(notice.publish, publisher()) == ["还有 1 处必须修改。"]
    CheckSetting.objects.create(rule="lexicon", kind=notice.kind, weight="off")
    assert notice.problems() == []
    notice.kind = Kind.objects.get(code="announcement")
    notice.save()
    assert "lexicon" in rules(notice)


def test_the_administrator_sets_a_rule_and_the_log_keeps_it(desk):
    client = desk(person("admin"))
    address = reverse("admin:notices_checksetting_add")
    client.post(address, {"rule": "weekday", "kind": "", "weight": "blocking"})
    assert CheckSetting.weights(None) == {"weekday": "blocking"}
    event = Event.objects.filter(verb="setting_changed").first()
    assert json.loads(event.data)["facts"]["which"] == "日期和合计：星期与日期不符：必须修改"
    twice = client.post(address, {"rule": "weekday", "kind": "", "weight": "off"})
    assert "已经有设置了" in twice.content.decode()
    page = client.get(reverse("admin:notices_checksetting_changelist")).content.decode()
    assert "GB/T 9704—2012 7.2.5" in page


# --- beside what is public ---


def test_a_number_and_a_title_that_are_public_already_are_told_but_not_of_the_notice_itself():
    first = published(doc_number="示发〔2026〕7号")
    corrected(first)
    assert rules(first) == []
    second = make_notice(doc_number="示发〔2026〕7号")
    assert rules(second) == ["same_number", "same_title"]


def test_a_title_like_one_of_the_same_issuer_is_told():
    first = published(title="中共示例省委关于做好全省义务植树造林工作的通知")
    corrected(first)
    second = make_notice(title="中共示例省委关于做好全省义务植树造林有关工作的通知")
    assert rules(first) == []
    assert rules(second) == ["similar_title"]
    second.notice_issuers.all().delete()
    assert rules(second) == ["element"]


def test_what_was_issued_already_is_not_polished():
    given = {"preamble": "<p>各地要认真 组织好工作。</p>"}
    assert rules(make_notice(**given)) == ["han_space"]
    assert rules(make_notice(doc_number="示发〔2026〕8号", **given)) == []


# --- the lexicon ---


def test_a_word_counts_from_the_moment_it_is_saved_until_it_is_deleted():
    notice = make_notice(preamble="<p>请法人代表签字。</p>")
    assert rules(notice) == []
    word = LexiconWord.objects.create(wrong="法人代表", right="法定代表人")
    assert [one.instead for one in notice.problems()] == ["法定代表人"]
    word.right = "法定代表人（负责人）"
    word.save()
    assert [one.instead for one in notice.problems()] == ["法定代表人（负责人）"]
    word.delete()
    assert rules(notice) == []


def test_the_lexicon_comes_in_as_a_file_and_goes_out_as_the_same(desk):
    client = desk(person("admin"))
    LexiconWord.objects.create(wrong="甲词", right="旧写法")
    table = (
        HEAD
        + "甲词,乙词,理由,出处,2026-01-01,2026/6/30,,\r\n.*,点星,,,,,,\r\n张某,,,,,,书记,1\r\n=1+1,二,,,,,,\r\n"
    )
    answer = _import(client, table.encode("gb18030"))
    assert said(answer) == ["已导入 4 个词。"]
    assert LexiconWord.objects.count() == 5
    out = client.get(reverse("admin:notices_lexiconword_export"))
    assert out["Content-Disposition"] == 'attachment; filename="lexicon.csv"'
    words = [word.as_word() for word in LexiconWord.objects.all()]
    assert "'=1+1" in out.content.decode("utf-8-sig")
    assert read_table(out.content) == words
    assert read_table(write_table(words)) == words
    again = _import(client, (HEAD + "甲词,新写法,,,,,,\r\n").encode())
    assert said(again) == ["已导入 1 个词。"]
    rights = LexiconWord.objects.filter(wrong="甲词").order_by("since")
    assert {(row.right, row.since) for row in rights} == {
        ("新写法", None),
        ("乙词", date(2026, 1, 1)),
    }


def _import(client, data: bytes):
    file = SimpleUploadedFile("词库.csv", data)
    return client.post(reverse("admin:notices_lexiconword_import"), {"file": file}, follow=True)


@pytest.mark.parametrize(
    ("data", "sentences"),
    [
        ((HEAD + "甲,甲,,,,,,\n").encode(), ("第 2 行：“应写作”与词“甲”相同，什么也不会改。",)),
        ((HEAD + "甲,乙\n丙,丁\n甲,戊\n").encode(), ("第 4 行：“甲”与第 2 行重复。",)),
        ((HEAD + ",乙\n").encode(), ("第 2 行：没有写“词”。",)),
        (
            (HEAD + "甲,乙,,,明天\n").encode(),
            ("第 2 行：“起”的日期“明天”读不出，请写成 2026-05-12。",),
        ),
        ((HEAD + "甲,乙,,,2026-02-01,2026-01-01\n").encode(), ("第 2 行：“止”早于“起”。",)),
        (
            (HEAD + "甲,,,,,,书记,第一\n").encode(),
            ("第 2 行：“排序”应当是 0 到 1,000,000 的整数。",),
        ),
        ((HEAD + f"{'甲' * 51},乙\n").encode(), ("第 2 行：“词”超过 50 个字。",)),
        (
            b"\xff\xfe\x00a\x81",
            ("文件的编码认不出，请在 Excel 或 WPS 里另存为“CSV UTF-8”再导入。",),
        ),
        (HEAD.encode(), ("文件里没有词，请在表头下面每行写一个词。",)),
        (
            "错,对\n甲,乙\n".encode(),
            (
                "第 1 行应当是表头：词、应写作、理由、出处、起、止、职务、排序；其中“词”一列必须有。",
            ),
        ),
        (
            (HEAD + "".join(f"词{n},写{n}\n" for n in range(200_001))).encode(),
            ("文件超过 200,000 行，请分成几个文件，或者删去不用的词。",),
        ),
    ],
    ids=range(11),
)
def test_a_bad_lexicon_is_refused_by_line(data, sentences):
    with pytest.raises(BadTable) as refused:
        read_table(data)
    assert refused.value.sentences == sentences


def test_a_lexicon_of_many_faults_tells_the_first_fifty_and_lays_nothing(desk):
    data = (HEAD + "好词,写法\n" + "甲,甲\n" * 60).encode()
    page = _import(desk(person("admin")), data).content.decode()
    assert page.count("什么也不会改") == 50
    assert "还有 10 行有问题。" in page
    assert LexiconWord.objects.count() == 0


@pytest.mark.slow
def test_a_lexicon_of_two_hundred_thousand_lines_is_taken(desk):
    data = (HEAD + "".join(f"词{n},写{n}\n" for n in range(200_000))).encode()
    assert len(read_table(data)) == 200_000


# --- the form ---


def test_the_form_asks_for_the_problems_of_what_is_not_saved(desk):
    notice, client = make_notice(sections=2), desk(editor())
    page = client.get(reverse("admin:notices_notice_change", args=[notice.pk]))
    sent = form_of(page) | {"sections-1-body": "<p>甲13900001234，乙13900001234。</p>"}
    address = reverse("admin:notices_notice_problems", args=[notice.pk])
    answer = client.post(address, sent).json()
    assert answer["told"] == ""
    assert [
        (one["field"], one["words"], one["nth"], one["instead"], one["blocking"])
        for one in answer["problems"]
    ] == [
        ("sections-1-body", "13900001234", 0, "139****1234", True),
        ("sections-1-body", "13900001234", 1, "139****1234", True),
    ]
    assert notice.problems() == []
    assert desk(person("reviewer")).post(address, sent).status_code == 403


def test_a_number_in_the_words_of_a_picture_is_masked_in_the_field_it_stands_in(desk):
    notice, client = make_notice(), desk(editor())
    illustrate(notice, alt="值班表，电话13900001234", caption="打13900001235")
    page = client.get(reverse("admin:notices_notice_change", args=[notice.pk]))
    address = reverse("admin:notices_notice_problems", args=[notice.pk])
    answer = client.post(address, form_of(page)).json()
    assert [(one["field"], one["words"], one["kind"]) for one in answer["problems"]] == [
        ("figures-0-alt", "13900001234", "mobile_number"),
        ("figures-0-caption", "13900001235", "mobile_number"),
    ]


def test_a_reason_for_text_that_is_not_saved_is_not_taken(desk):
    notice, problem = with_word()
    client = desk(editor())
    address = reverse("admin:notices_notice_waive", args=[notice.pk])
    unsaved = client.post(address, {"digest": "0" * 64, "reason": "好"})
    assert unsaved.json() == {
        "done": False,
        "told": "这段文字还没有保存：请先保存，再说明理由。",
    }
    assert client.post(address, {"digest": problem.digest, "reason": "好"}).json()["done"]
    assert notice.problems() == []


def test_a_reviewer_waives_without_script_by_the_page_of_the_verb(desk):
    notice, problem = with_word()
    client = desk(person("reviewer"))
    page = client.get(reverse("admin:notices_notice_change", args=[notice.pk])).content.decode()
    address = reverse("admin:notices_notice_verb", args=[notice.pk, "waive"])
    assert address in page
    client.post(address, {"digest": problem.digest, "reason": "原文如此"})
    assert notice.problems() == []
    page = client.get(reverse("admin:notices_notice_change", args=[notice.pk])).content.decode()
    assert "已说明理由的问题：1处" in page
    assert address not in page


# --- import's review and the command ---

FILE = "关于值班的通知\n各单位：\n要认真 组织好值班工作，电话13900001234。\n示例办公室\n2026年5月12日\n"


def test_the_review_of_an_import_tells_what_must_not_go_out(desk):
    notice, _ = Notice.objects.import_file(editor(), FILE.encode(), "值班.txt")
    address = reverse("admin:notices_notice_review", args=[notice.pk, notice.originals.get().pk])
    page = desk(editor()).get(address)
    assert [one.rule for one in page.context["problems"]] == ["mobile_number"]
    assert "发布前检查：1处" in page.content.decode()


def test_style_is_checked_in_a_file_without_a_number_or_where_it_is_asked_for():
    numbered = f"示发〔2026〕7号\n{FILE}"
    assert _rules_of(FILE) == ["mobile_number", "han_space"]
    assert _rules_of(numbered) == ["mobile_number"]
    assert _rules_of(numbered, style=True) == ["mobile_number", "han_space"]


def _rules_of(text: str, **asked):
    found = Notice.objects.check_file(text.encode(), "值班.txt", **asked)
    return sorted((one.rule for one in found), reverse=True, key=lambda rule: rule[0] == "m")
