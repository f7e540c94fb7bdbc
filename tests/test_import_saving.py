"""An imported text becomes a working copy; the commands on files."""

import hashlib
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from notices.importing import Choices, Unreadable
from notices.models import Event, Notice, Original
from notices.refusal import Refused

from .damager import damage
from .making import editor, person, picture, publisher
from .word_files import docx, drawing, paragraph

pytestmark = pytest.mark.django_db
BODY = """为做好春季植树工作，经示例省委研究，现就有关事项通知如下。
一、抓紧备足苗木。各地要提前登记苗木的数量和品种，就近调剂余缺。
二、科学安排地块。优先在示例河两岸和村庄周围栽种。
（一）河岸栽种耐湿树种。
（二）村庄周围栽种果树。
三、落实管护责任。谁栽种、谁管护，成活率按年公布。
各级党组织要加强领导，确保栽一片、活一片。"""
WHOLE = f"""中共示例省委关于做好春季植树工作的通知
示发〔2026〕7号
各市委：
{BODY}
附件：1.苗木登记表
2.地块分布图
中共示例省委
2026年3月1日
（此件公开发布）
抄送：示例省绿化办公室。
中共示例省委办公室 2026年3月2日印发"""


def imported(text: str, name: str = "通知.txt") -> Notice:
    notice, _ = Notice.objects.import_file(editor(), text.encode(), name)
    return notice


def test_every_field_of_a_whole_text_is_filled_in():
    notice = imported(WHOLE)
    assert (notice.title, notice.doc_number) == (
        "中共示例省委关于做好春季植树工作的通知",
        "示发〔2026〕7号",
    )
    assert (notice.addressee, notice.signature) == ("各市委", "中共示例省委")
    assert str(notice.signed_on) == "2026-03-01"
    assert (notice.annotation, notice.cc) == ("（此件公开发布）", "示例省绿化办公室。")
    assert (notice.imprint_issuer, str(notice.imprint_on)) == ("中共示例省委办公室", "2026-03-02")
    assert [row.issuer.name for row in notice.notice_issuers.all()] == ["中共示例省委"]
    assert [(row.name, row.file) for row in notice.attachments.all()] == [
        ("苗木登记表", None),
        ("地块分布图", None),
    ]
    assert [(s.number, s.depth, s.heading) for s in notice.sections.all()] == [
        (1, 1, "抓紧备足苗木"),
        (2, 1, "科学安排地块"),
        (3, 2, ""),
        (4, 2, ""),
        (5, 1, "落实管护责任"),
    ]


def test_an_attachment_without_its_file_stops_publishing():
    notice = imported(WHOLE)
    with pytest.raises(Refused) as refused:
        notice.publish(publisher())
    assert [p.place for p in refused.value.problems] == [
        "附件“苗木登记表”的文件",
        "附件“地块分布图”的文件",
    ]


def test_a_damaged_body_is_saved_and_cannot_go_out_until_it_is_complete():
    notice = imported(damage(BODY)[0], "damaged.txt")
    assert (notice.title, notice.signed_on, notice.issuers.count()) == ("", None, 0)
    with pytest.raises(Refused) as refused:
        notice.publish(publisher())
    assert [p.place for p in refused.value.problems] == ["标题", "发文机关", "成文日期"]


def test_the_original_is_kept_byte_for_byte_with_its_hash():
    data = damage(BODY)[0].encode()
    notice, read = Notice.objects.import_file(editor(), data, "damaged.txt")
    original = Original.objects.get(notice=notice)
    with original.file.open() as handle:
        assert handle.read() == data
    assert original.file_id == hashlib.sha256(data).hexdigest()
    assert json.loads(original.report) == read.as_json()
    event = Event.objects.get(verb=Event.Verb.IMPORTED)
    assert json.loads(event.data)["facts"]["sha256"] == original.file_id


def test_only_who_may_import_imports():
    with pytest.raises(Refused) as refused:
        Notice.objects.import_file(publisher(), WHOLE.encode(), "通知.txt")
    assert refused.value.reasons == ["您没有导入通知的权限。"]
    assert Notice.objects.count() == 0


def test_a_file_that_cannot_be_read_leaves_nothing_behind():
    with pytest.raises(Unreadable):
        Notice.objects.import_file(editor(), b"\x00\x01", "通知.txt")
    assert (Notice.objects.count(), Original.objects.count()) == (0, 0)


def test_three_hundred_sections_are_saved_in_a_fixed_number_of_queries(
    django_assert_max_num_queries,
):
    user = editor()
    text = "\n".join(f"第{n}项。" for n in range(1, 301))
    lines = [f"{number}.{line}" for number, line in enumerate(text.split("\n"), 1)]
    with django_assert_max_num_queries(40):
        notice, _ = Notice.objects.import_file(user, "\n".join(lines).encode(), "长通知.txt")
    assert notice.sections.count() == 300


def test_attachments_are_saved_in_a_fixed_number_of_queries(django_assert_max_num_queries):
    user = editor()
    note = "\n".join(f"{number}.第{number}村名册" for number in range(1, 201))
    text = f"汛期将至。\n附件：{note}\n2026年3月1日"
    with django_assert_max_num_queries(40):
        notice, _ = Notice.objects.import_file(user, text.encode(), "通知.txt")
    rows = [(row.number, row.order, row.name) for row in notice.attachments.all()]
    assert rows[::199] == [(1, 10, "第1村名册"), (200, 2000, "第200村名册")]
    assert notice.attachment_count == 200


LONG = "修坝" * 100_000
TOO_LONG = [
    (
        f"一、修坝\n{LONG}",
        "“一、”的正文连同格式共200007个字符，超过上限200000个，请拆成几个层次，或改用附件。",
    ),
    (
        LONG,
        "“引言”的正文连同格式共200007个字符，超过上限200000个，请拆成几个层次，或改用附件。",
    ),
    (
        "汛期将至。\n附件：1."
        + "山塘名册" * 20
        + "\n"
        + "河道名册" * 24
        + "\n"
        + "水库名册" * 15
        + "\n2026年3月1日",
        "“附件名称”有 236 个字，最多 200 个字，像是认错了行，请核对原文后再导入。",
    ),
    (
        "关于防汛的通知\n汛期将至。\n特此通知。\n（" + "此件公开" * 150 + "）",
        "“附注”有 602 个字，最多 500 个字，像是认错了行，请核对原文后再导入。",
    ),
]


@pytest.mark.parametrize(
    ("text", "sentence"), TOO_LONG, ids=["section", "preamble", "name", "line"]
)
def test_what_no_column_holds_is_refused_alike_by_every_way_in(text, sentence, tmp_path):
    path = tmp_path / "通知.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Unreadable) as refusal:
        imported(text)
    assert str(refusal.value) == sentence
    assert Notice.objects.count() == 0
    for command in (["import_notices", "--dry-run"], ["check_notices"]):
        told = StringIO()
        with pytest.raises(CommandError):
            call_command(*command, str(path), stderr=told)
        assert told.getvalue() == f"{path}：{sentence}\n"


# --- the import page ---------------------------------------------------------------------


def test_the_import_page_makes_a_working_copy_and_lists_the_doubts(client):
    client.force_login(editor())
    response = client.post(reverse("admin:notices_notice_import"), {"text": BODY}, follow=True)
    notice = Notice.objects.get()
    assert response.redirect_chain[-1][0] == reverse(
        "admin:notices_notice_change", args=[notice.pk]
    )
    said = [str(message) for message in response.context["messages"]]
    assert said[0] == "已导入“粘贴的文字.txt”。"
    assert "没有找到标题，请补上。" in said


def test_the_import_page_keeps_what_was_pasted_and_says_what_is_wrong(client):
    client.force_login(editor())
    response = client.post(reverse("admin:notices_notice_import"), {"text": " "})
    assert "请选择文件，或者粘贴全文。" in response.content.decode()
    assert Notice.objects.count() == 0


def test_a_reviewer_does_not_reach_the_import_page(client):
    client.force_login(person("reviewer"))
    assert client.get(reverse("admin:notices_notice_import")).status_code == 403


# --- the commands ------------------------------------------------------------------------


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "通知.txt"
    path.write_text(WHOLE, encoding="utf-8")
    return path


def printed(*words) -> str:
    out = StringIO()
    call_command(*map(str, words), stdout=out, stderr=StringIO())
    return out.getvalue()


def test_a_dry_run_prints_one_object_a_line_and_saves_nothing(file):
    line = json.loads(printed("import_notices", file, "--dry-run", "--json"))
    assert list(line) == [
        "file",
        "title",
        "doc_number",
        "addressee",
        "preamble",
        "sections",
        "closing",
        "signature",
        "date",
        "attachments",
        "repairs",
        "doubts",
    ]
    assert line["date"] == "2026-03-01"
    assert Notice.objects.count() == 0


def test_an_import_by_a_user_saves(file):
    editor()
    assert "已存为通知" in printed("import_notices", file, "--by", "editor")
    assert Notice.objects.get().made_by.username == "editor"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "请用 --by 写明"),
        (["--by", "nobody"], "没有名为“nobody”的用户。"),
        (["--by", "publisher"], "1 个文件没有导入。"),
    ],
)
def test_an_import_without_a_user_who_may_is_refused_in_words(file, words, sentence):
    publisher()
    with pytest.raises(CommandError, match=sentence):
        printed("import_notices", file, *words)


def test_one_bad_file_does_not_stop_the_others(file, tmp_path):
    bad = tmp_path / "坏.txt"
    bad.write_bytes(b"\x00")
    editor()
    with pytest.raises(CommandError, match="1 个文件没有导入。"):
        printed("import_notices", bad, file, "--by", "editor")
    assert Notice.objects.count() == 1


def test_the_checks_on_files_print_one_object_a_problem_and_exit_with_one(tmp_path):
    path = tmp_path / "漏.txt"
    path.write_text(
        "机密★1年\n" + WHOLE.replace("公布。", "公布，电话13800000000。"), encoding="utf-8"
    )
    out = StringIO()
    with pytest.raises(CommandError, match="必须修改 2 处"):
        call_command("check_notices", str(path), "--json", stdout=out)
    rows = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [(row["file"], row["rule"], row["blocking"]) for row in rows] == [
        ("漏.txt", "secrecy", True),
        ("漏.txt", "mobile_number", True),
    ]
    assert list(rows[0]) == ["file", "rule", "place", "offset", "blocking", "message"]
    assert rows[1]["place"] == "三、"


def test_the_checks_pass_a_clean_file(file):
    assert printed("check_notices", file) == ""


def test_a_picture_that_is_not_accepted_is_told_at_every_reading():
    lines = BODY.split("\n")
    lines[2:2] = [drawing(f"{name}.png", "图") for name in ("small", "broken", "good")]
    body = "".join(map(paragraph, lines))
    media = {"small.png": picture(9, 9), "broken.png": picture()[:900], "good.png": picture()}
    data = docx(body, media=media)
    small = "第 1 幅图（small.png）没有带来：图片太小：每边至少 16 像素。请换一张清楚的。"
    notice, read = Notice.objects.import_file(editor(), data, "图.docx")
    told = [doubt.sentence for doubt in read.doubts if "没有带来" in doubt.sentence]
    # Only writing it anew tells that the second has not come whole.
    assert [sentence.split("：")[0] for sentence in told] == [
        "第 1 幅图（small.png）没有带来",
        "第 2 幅图（broken.png）没有带来",
    ]
    assert (told[0], notice.figures.count()) == (small, 1)
    again = notice.read_again(notice.originals.get(), Choices())
    for reading in (again, Notice.objects.read_file(data, "图.docx")):
        assert [one.sentence for one in reading.doubts if "没有带来" in one.sentence] == [small]
