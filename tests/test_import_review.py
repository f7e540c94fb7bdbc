"""核对导入: the original beside the notice that comes of it, read again as a person says."""

import html
import json
import re

import pytest
from django.apps import apps
from django.core.files.storage import default_storage
from django.urls import reverse

from notices.admin.review.codes import CODES, parsed, written
from notices.admin.review.original import AROUND, MOST_LINES, REPAIRS
from notices.importing import KINDS, Choices, Role, read
from notices.importing.accounting import account
from notices.integrity.verifying import first_lie
from notices.models import Event, KeptWord, Kind, Notice, StoredFile, Topic
from notices.models.laying import choices_of
from notices.models.payload import payload_of
from notices.refusal import StaleVersion

from .making import attach, editor, illustrate, person, publisher, refusal_of
from .newsroom import said

pytestmark = pytest.mark.django_db

TITLE = "中共示例省委关于做好春季植树工作的通知"
TEXT = f"""首页 > 通知公告
{TITLE}
各市委：
为做好春季植树工作,现就有关事项通知如下。
一、抓紧备足苗木
（一）登记苗木的数量和品种。
（三）就近調劑餘缺。
二、科学安排地块
3.12植树节当天，各地集中栽种。
三、落实管护责任
各级党组织要加强领导。
附件：苗木登记表
中共示例省委
2026年3月1日"""
GAP, FESTIVAL = TEXT.index("（三）"), TEXT.index("3.12")
FIXED = Choices(roles={GAP: (Role.HEADING, 2), FESTIVAL: (Role.BODY, 0)})


def imported(text: str = TEXT, name: str = "植树.txt") -> Notice:
    return Notice.objects.import_file(editor(), text.encode(), name)[0]


def outline(notice: Notice) -> list[tuple]:
    return [(row.number, row.depth, str(row)) for row in notice.sections.all()]


def reread(notice: Notice, choices: Choices = FIXED, user=None):
    notice.refresh_from_db()
    return notice.reread(user or editor(), notice.originals.last(), choices, version=notice.version)


def everything() -> dict:
    models = apps.get_app_config("notices").get_models()
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}


# --- the verb ----------------------------------------------------------------------------


def test_reading_again_keeps_the_numbers_of_matching_sections():
    notice = imported()
    before = {str(row): row.number for row in notice.sections.all()}
    reread(notice)
    after = {str(row): row.number for row in notice.sections.all()}
    assert list(after) == [
        "抓紧备足苗木",
        "登记苗木的数量和品种。",
        "就近調劑餘缺。",
        "科学安排地块",
    ] + ["落实管护责任"]
    assert {name: before[name] for name in after} == after


def test_a_section_that_is_new_has_a_number_never_given_before():
    notice = imported()
    count = notice.section_count
    place = TEXT.index("各级党组织")
    reread(notice, Choices(roles={place: (Role.HEADING, 1)}))
    new = notice.sections.get(unnumbered=True)
    assert (new.number, str(new)) == (count + 1, "各级党组织要加强领导。")
    notice.refresh_from_db()
    assert notice.section_count == count + 1


def test_a_line_that_becomes_a_heading_brings_its_label():
    text = f"{TITLE}\n为做好植树工作，通知如下。\n特此通知。\n一、备足苗木。要登记。\n二、安排地块。要公布。"
    as_body = {text.index(label): (Role.BODY, 0) for label in ("一、", "二、")}
    as_heading = {text.index(label): (Role.HEADING, 1) for label in ("一、", "二、")}
    kept = read(text.encode(), "通知.txt", Choices(roles=as_body))
    assert [section.label for section in kept.sections] == []
    again = read(text.encode(), "通知.txt", Choices(roles=as_heading))
    assert [(section.label, section.heading) for section in again.sections] == [
        ("一、", "备足苗木"),
        ("二、", "安排地块"),
    ]


def test_what_the_original_does_not_say_stays():
    notice = imported()
    notice.topic = Topic.objects.create(name="植树造林")
    notice.kind = Kind.objects.get(code="opinion")
    notice.doc_number, notice.index_number = "示发〔2026〕9号", "示-9"
    notice.save()
    reread(notice)
    notice.refresh_from_db()
    assert (notice.topic.name, notice.kind.code) == ("植树造林", "opinion")
    assert (notice.doc_number, notice.index_number) == ("示发〔2026〕9号", "示-9")


def test_what_only_the_first_reading_had_goes():
    notice = imported()
    assert (notice.title, notice.addressee) == (TITLE, "各市委")
    places = {TEXT.index(TITLE): (Role.ASIDE, 0), TEXT.index("各市委"): (Role.PREAMBLE, 0)}
    reread(notice, Choices(roles=places))
    notice.refresh_from_db()
    assert (notice.title, notice.addressee) == ("", "")
    assert notice.preamble.startswith("<p>各市委：</p>")


def test_files_pictures_and_formatting_stay_where_the_words_do():
    notice = imported()
    file = StoredFile.objects.keep(b"1", "text/plain")
    notice.attachments.update(file=file, file_name="苗木.txt")
    attach(notice, "另加的表")
    held = notice.sections.get(heading="落实管护责任")
    gone = next(row for row in notice.sections.all() if "植树节" in str(row))
    held.body = held.body.replace("各级", "<strong>各级</strong>")
    held.save()
    illustrate(notice, place="section", section=held)
    illustrate(notice, place="section", section=gone)
    reread(notice)
    assert [(row.name, bool(row.file)) for row in notice.attachments.all()] == [
        ("苗木登记表", True),
        ("另加的表", True),
    ]
    again = notice.sections.get(heading="落实管护责任")
    assert again.body == held.body
    places = [(row.place, row.section) for row in notice.figures.all()]
    assert places == [("section", again), ("closing", None)]


def test_the_reading_is_on_record_with_its_choices_and_the_chain_holds():
    notice = imported()
    reread(notice)
    first, second = notice.originals.all()
    assert (first.file, first.file_name) == (second.file, second.file_name)
    assert choices_of(first) == Choices(without=[])
    assert choices_of(second) == Choices(roles=FIXED.roles, without=[])
    event = Event.objects.get(verb=Event.Verb.REREAD)
    notice.refresh_from_db()
    facts = json.loads(event.data)["facts"]
    assert event.digest == notice.working_digest()
    assert (facts["sha256"], facts["repairs"]["punctuation"]) == (first.file_id, 1)
    assert facts["choices"] == {
        "roles": [[GAP, "heading", 2], [FESTIVAL, "body", 0]],
        "without": [],
    }
    assert first_lie() is None


def test_the_verb_refuses_as_others_do():
    notice, other = imported(), imported(TEXT.replace("春季", "秋季"))
    original = notice.originals.get()
    assert refusal_of(reread, notice, user=publisher()) == ["您没有导入通知的权限。"]
    assert refusal_of(other.reread, editor(), original, FIXED, version=other.version) == [
        "这个文件不是这份通知的原件。"
    ]
    with pytest.raises(StaleVersion):
        notice.reread(editor(), original, FIXED, version=notice.version - 1)
    assert Event.objects.filter(verb=Event.Verb.REREAD).count() == 0


# --- the table of words ------------------------------------------------------------------

TRADITIONAL = "關於紀念錢鍾書先生的通知\n各單位：\n錢鍾書先生紀念會將於五月舉行。"


def test_a_kept_word_is_never_simplified_by_an_import_or_a_reading():
    KeptWord.objects.create(word="錢鍾書", note="人名")
    notice = imported(TRADITIONAL)
    assert notice.title == "关于纪念錢鍾書先生的通知"
    KeptWord.objects.all().delete()
    reread(notice, Choices())
    notice.refresh_from_db()
    assert notice.title == "关于纪念钱锺书先生的通知"


def test_an_editor_keeps_a_word_and_it_is_on_record(desk):
    client = desk(editor())
    client.post(reverse("admin:notices_keptword_add"), {"word": "錢鍾書", "note": "人名"})
    assert KeptWord.objects.words() == ["錢鍾書"]
    facts = json.loads(Event.objects.filter(verb=Event.Verb.SETTING_CHANGED).first().data)["facts"]
    assert (facts["act"], facts["what"], facts["which"]) == ("新增", "保留原字的词", "錢鍾書")


def test_a_word_that_no_import_would_change_is_not_taken_for_kept(desk):
    page = desk(editor()).post(reverse("admin:notices_keptword_add"), {"word": "钱锺书"})
    assert "没有会改成简体的字" in page.content.decode()
    assert KeptWord.objects.words() == []


# --- the page ----------------------------------------------------------------------------


def address(notice: Notice) -> str:
    original = notice.originals.last()
    return reverse("admin:notices_notice_review", args=[notice.pk, original.pk])


class Reviewing:
    """The review page as a browser without script uses it."""

    def __init__(self, client, notice: Notice):
        self.client, self.address = client, address(notice)
        self.answer = client.get(self.address)

    @property
    def page(self) -> str:
        return self.answer.content.decode()

    def send(self, **pressed):
        """Presses a button: every field of the form goes along."""
        fields = re.findall(
            r'<input type="(\w+)" name="([\w]+)" value="([^"]*)"([^>]*)>', self.page
        )
        data: dict[str, list] = {}
        for kind, name, value, rest in fields:
            if kind == "hidden" or "checked" in rest:
                data.setdefault(name, []).append(html.unescape(value))
        self.answer = self.client.post(self.address, data | pressed)
        return self.answer

    def lines(self) -> dict[str, str]:
        """The words of each line of the original → what it is taken for."""
        rows = re.findall(
            r'<span class="words">(.*?)</span></label><a class="role"[^>]*>(.*?)</a>',
            self.page,
            re.S,
        )
        return {_words(words): _words(role) for words, role in rows}

    def doubts(self) -> list[str]:
        return [
            _words(found) for found in re.findall(r"<li>\s*<span>(.*?)</span>", self.page, re.S)
        ]


def _words(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", markup))


def test_every_line_stands_with_what_it_is_and_what_a_repair_changed(desk):
    reviewing = Reviewing(desk(editor()), imported())
    assert reviewing.lines() == {
        "首页 > 通知公告": "未采用：网页杂行",
        TITLE: "标题",
        "各市委：": "主送",
        "为做好春季植树工作,，现就有关事项通知如下。": "引言",
        "一、抓紧备足苗木": "一级标题",
        "（一）登记苗木的数量和品种。": "二级标题",
        "（三）就近調劑餘缺。": "二级标题",
        "二、科学安排地块": "一级标题",
        "3.12植树节当天，各地集中栽种。": "二级标题",
        "三、落实管护责任": "一级标题",
        "各级党组织要加强领导。": "正文",
        "附件：苗木登记表": "附件说明",
        "中共示例省委": "署名",
        "2026年3月1日": "日期",
    }
    assert (
        '<del class="punctuation" title="标点">,</del><ins class="punctuation" title="标点">，</ins>'
        in (reviewing.page)
    )


def test_the_outcome_stands_beside_it_with_totals_that_account_for_every_character(desk):
    notice = imported()
    page = Reviewing(desk(editor()), notice)
    items = {item.key: item for item in page.answer.context["items"]}
    assert (items["title"].text, items["s1"].label, items["s1"].heading) == (
        TITLE,
        "一、",
        "抓紧备足苗木",
    )
    assert [item.at for item in items.values() if item.is_section] == [
        TEXT.index(words) for words in ("一、抓", "（一）", "（三）", "二、科", "3.12", "三、落")
    ]
    spans = account(notice.read_again(notice.originals.get(), Choices()))
    blank = len(TEXT) - len("".join(TEXT.split()))
    aside = len("首页>通知公告")
    assert sum(span.end - span.start for span in spans) == len(TEXT)
    used = len(TEXT) - blank - aside
    assert page.answer.context["totals"] == {"used": used, "set_aside": aside, "repaired": 0}
    assert "未采用 1 行" in page.page


def test_looking_and_choosing_saves_nothing(desk):
    client, notice = desk(editor()), imported()
    before = everything()
    reviewing = Reviewing(client, notice)
    reviewing.send(answer=f"{FESTIVAL}:b")
    reviewing.send(line=str(GAP), become="x")
    assert everything() == before


def test_a_doubt_leads_to_its_line_and_is_settled_by_one_button(desk):
    reviewing = Reviewing(desk(editor()), imported())
    assert reviewing.doubts() == [
        "文中有 3 个繁体字（調、劑、餘），没有改动；不是有意保留的，请改正。",
        "序号不合任何一种现成的编号方案，已照原文保留，请核对层次。",
        "第 7 行的序号“（三）”不连续（前一个是“（一）”），已照原文保留。",
        "第 9 行的序号“3.12”不连续（前面没有同级的序号），已照原文保留。",
    ]
    assert f'<a href="#l{GAP}">看第 7 行</a>' in reviewing.page
    assert f'<li id="l{GAP}"' in reviewing.page
    reviewing.send(answer=f"{GAP}:2")
    reviewing.send(answer=f"{FESTIVAL}:b")
    assert len(reviewing.doubts()) == 1
    assert reviewing.lines()["3.12植树节当天，各地集中栽种。"] == "已定：正文"


def test_a_choice_is_carried_along_and_taken_back(desk):
    reviewing = Reviewing(desk(editor()), imported())
    reviewing.send(line=str(GAP), become="c")
    reviewing.send(line=str(FESTIVAL), become="x")
    assert reviewing.lines()["（三）就近調劑餘缺。"] == "已定：结尾"
    assert reviewing.answer.context["told"] == "第 9 行：不属于正文"
    reviewing.send(line=str(GAP), become="0")
    assert reviewing.lines()["（三）就近調劑餘缺。"] == "二级标题"
    assert reviewing.lines()["3.12植树节当天，各地集中栽种。"] == "已定：不属于正文"


def test_a_repair_is_switched_off_and_on_again(desk):
    reviewing = Reviewing(desk(editor()), imported())
    reviewing.send(repairs=["chrome"])
    assert "为做好春季植树工作,现就有关事项通知如下。" in reviewing.lines()
    assert "标点（不修复）" in reviewing.page
    reviewing.send(repairs=["chrome", "punctuation"])
    assert "标点 1处" in reviewing.page


def test_accepting_lays_the_reading_and_leads_to_the_form(desk):
    notice = imported()
    reviewing = Reviewing(desk(editor()), notice)
    reviewing.send(answer=f"{GAP}:2")
    reviewing.send(answer=f"{FESTIVAL}:b")
    answer = reviewing.send(accept="on")
    assert answer.url == reverse("admin:notices_notice_change", args=[notice.pk])
    notice.refresh_from_db()
    labels = [row["label"] for row in payload_of(notice)["sections"]]
    assert labels == ["一、", "（一）", "（三）", "二、", "三、"]
    assert choices_of(notice.originals.last()).roles == FIXED.roles
    assert "3.12植树节" in notice.sections.get(heading="科学安排地块").body


def test_what_was_edited_since_is_shown_before_it_is_replaced(desk):
    client, notice = desk(editor()), imported()
    notice.title, notice.closing = "改过的标题", "<p>请各地抓紧。</p>"
    notice.save()
    reviewing = Reviewing(client, notice)
    reviewing.send(answer=f"{FESTIVAL}:b")
    before = everything()
    asked = reviewing.send(accept="on")
    names = [change.name for change in asked.context["changes"]]
    assert names == ["标题", "二、科学安排地块", "3.12植树节当天，各地集中栽种"]
    assert everything() == before
    answer = reviewing.send(accept="on")
    assert answer.url == reverse("admin:notices_notice_change", args=[notice.pk])
    notice.refresh_from_db()
    assert (notice.title, notice.closing) == (TITLE, "<p>请各地抓紧。</p>")


def test_agreeing_to_other_changes_than_those_shown_asks_again(desk):
    client, notice = desk(editor()), imported()
    notice.title = "改过的标题"
    notice.save()
    reviewing = Reviewing(client, notice)
    reviewing.send(accept="on")
    reviewing.send(answer=f"{FESTIVAL}:b")
    asked = reviewing.send(accept="on")
    assert asked.status_code == 200
    assert len(asked.context["changes"]) == 3


def test_a_save_by_somebody_else_meanwhile_is_told_and_nothing_is_lost(desk):
    client, notice = desk(editor()), imported()
    reviewing = Reviewing(client, notice)
    reviewing.send(answer=f"{FESTIVAL}:b")
    notice.refresh_from_db()
    notice.title = "别人改的标题"
    notice.save()
    answer = reviewing.send(accept="on")
    assert "别人保存过这份通知" in answer.context["refused"]
    assert reviewing.lines()["3.12植树节当天，各地集中栽种。"] == "已定：正文"
    notice.refresh_from_db()
    assert notice.title == "别人改的标题"
    reviewing.send(accept="on")
    notice.refresh_from_db()
    assert notice.title == TITLE


def test_accepting_what_is_there_already_writes_nothing(desk):
    client, notice = desk(editor()), imported()
    before = everything()
    answer = client.get(Reviewing(client, notice).send(accept="on").url)
    assert said(answer) == ["与现在的内容相同，没有什么要改的。"]
    after = everything()
    assert (after["Event"], after["Notice"]) == (before["Event"], before["Notice"])


def test_a_choice_that_no_column_holds_is_refused_and_not_kept(desk):
    text = TEXT.replace("为做好春季植树工作", "为做好春季植树工作" * 60)
    reviewing = Reviewing(desk(editor()), imported(text))
    answer = reviewing.send(line=str(text.index("为做好")), become="t")
    assert answer.context["refused"].startswith("没有改：“标题”有")
    assert answer.context["state"]["choices"] == ""
    assert reviewing.send(line="", become="t").context["refused"].startswith("请先")


@pytest.mark.parametrize(
    "sent",
    [
        {"choices": "x:y,5:Q,９:t,99999999999:t,:,5"},
        {"answer": "٣:b"},
        {"line": "-1", "become": "t"},
        {"line": "7000000", "become": "zz"},
        {"repairs": "nonsense"},
        {"seen_version": "x"},
    ],
    ids=["choices", "answer", "line", "key", "repairs", "version"],
)
def test_nonsense_changes_nothing_and_breaks_nothing(desk, sent):
    client, notice = desk(editor()), imported()
    reviewing = Reviewing(client, notice)
    lines, before = reviewing.lines(), everything()
    assert reviewing.send(**sent).status_code == 200
    assert (reviewing.lines(), everything()) == (lines, before)


def test_an_original_whose_bytes_are_gone_is_said_and_the_notice_stays(desk):
    client, notice = desk(editor()), imported()
    default_storage.delete(notice.originals.get().file.path)
    answer = client.get(address(notice), follow=True)
    assert said(answer) == ["原件的文件不见了，请告诉系统管理员。"]


def test_only_who_may_import_and_change_comes_here(desk):
    notice, other = imported(), imported(TEXT.replace("春季", "秋季"))
    assert desk(publisher()).get(address(notice)).status_code == 403
    assert desk(person("reviewer")).get(address(notice)).status_code == 403
    strange = reverse("admin:notices_notice_review", args=[notice.pk, other.originals.get().pk])
    assert desk(editor()).get(strange).status_code == 404


def test_of_a_long_file_the_doubtful_lines_and_their_neighbours_are_shown(desk):
    lines = [f"第{number}村的苗木已经登记。" for number in range(1, MOST_LINES + 200)]
    lines[1000] = "9.第一千零一村的苗木还没有登记。"
    text = f"{TITLE}\n各市委：\n一、登记情况\n" + "\n".join(lines) + "\n中共示例省委\n2026年3月1日"
    answer = Reviewing(desk(editor()), imported(text)).answer
    shown = [row.line.number for row in answer.context["rows"]]
    middle = 1004
    assert shown == [
        *range(1, AROUND + 2),
        *range(middle - AROUND, middle + AROUND + 1),
        *range(len(lines) + 5 - AROUND, len(lines) + 6),
    ]
    assert answer.context["hidden"] == len(lines) + 5 - len(shown)
    assert "没有列出" in answer.content.decode()


def test_an_import_with_doubtful_lines_leads_here_and_any_other_to_its_form(desk):
    client, page = desk(editor()), reverse("admin:notices_notice_import")
    answer = client.post(page, {"text": TEXT}, follow=True)
    notice = Notice.objects.get()
    assert answer.redirect_chain[-1][0] == address(notice)
    assert said(answer) == ["已导入“粘贴的文字.txt”，修复标点1处、网页杂行1处。"]
    plain = (
        TEXT.replace("（三）", "（二）").replace("3.12", "（一）").replace("首页 > 通知公告\n", "")
    )
    answer = client.post(page, {"text": plain.replace("調劑餘", "调剂余")}, follow=True)
    assert answer.redirect_chain[-1][0] == reverse(
        "admin:notices_notice_change", args=[Notice.objects.latest("pk").pk]
    )


def test_the_form_links_to_the_original_as_it_was_last_read(desk):
    client, notice = desk(editor()), imported()
    reread(notice)
    form = client.get(reverse("admin:notices_notice_change", args=[notice.pk]))
    assert f'<a href="{address(notice)}">核对原件</a>' in form.content.decode()
    assert Reviewing(client, notice).lines()["3.12植树节当天，各地集中栽种。"] == "已定：正文"


def test_every_key_stands_for_one_role_and_is_written_and_read_alike():
    roles = {number: (code.role, code.depth) for number, code in enumerate(CODES)}
    assert len({code.key for code in CODES}) == len(CODES)
    assert parsed(written(Choices(roles=roles))) == roles


def test_every_kind_of_repair_has_a_name():
    assert sorted(REPAIRS) == sorted(KINDS)
