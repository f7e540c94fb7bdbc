"""新建通知 from a text at hand: pasted, dropped, or by the kind's set phrases."""

import re

import pytest
from playwright.sync_api import Page, expect

from . import newsroom
from .visiting import Visits

pytestmark = [pytest.mark.browser, pytest.mark.matrix]

TITLE = "中共岚川省委组织部关于开展村级活动场所管护的通知"
TEXT = f"""{TITLE}
岚组发〔2026〕31号
各市委组织部：
为管好用好村级活动场所，现将有关事项通知如下。
一、明确管护责任
（一）落实责任人。每处场所由村党组织书记负总责，并确定一名管护员。
1.管护员由村党组织提名，乡镇党委同意后公布。
2.管护员每周查看一次，发现问题当天登记。
（二）落实经费。日常维修由县级财政列支，不得向群众摊派。
二、用好活动场所
（一）每月安排。村党组织每月公布活动安排，方便群众参加。
（二）错时开放。农忙时节改在晚间开放。
各市委组织部要在年底前报送管护情况。
中共岚川省委组织部
2026年5月20日
（此件公开发布）"""
FIELDS = {
    "#id_title": TITLE,
    "#id_doc_number": "岚组发〔2026〕31号",
    "#id_addressee": "各市委组织部",
    "#id_signature": "中共岚川省委组织部",
    "#id_annotation": "（此件公开发布）",
    "#id_scheme": "official",
    "#id_preamble": "<p>为管好用好村级活动场所，现将有关事项通知如下。</p>",
    "#id_closing": "<p>各市委组织部要在年底前报送管护情况。</p>",
}
LABELS = ["一、", "（一）", "1.", "2.", "（二）", "二、", "（一）", "（二）"]
PASTE = """text => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    const event = {clipboardData: data, bubbles: true, cancelable: true};
    document.activeElement.dispatchEvent(new ClipboardEvent("paste", event));
}"""
PASTE_PAGE = """([html, text]) => {
    const data = new DataTransfer();
    data.setData("text/html", html);
    data.setData("text/plain", text);
    const event = {clipboardData: data, bubbles: true, cancelable: true};
    document.activeElement.dispatchEvent(new ClipboardEvent("paste", event));
}"""
# What Word writes of a paragraph in an automatic list, and of one that is in none.
LISTED = (
    "<p class=MsoListParagraph style='mso-list:l0 level{depth} lfo1'><![if !supportLists]>"
    "<span style='mso-list:Ignore'>{label}<span style='font:7.0pt'>&nbsp;&nbsp;</span></span>"
    "<![endif]><span lang=ZH-CN>{text}<o:p></o:p></span></p>"
)
PLAIN = "<p class=MsoNormal><span lang=ZH-CN style='mso-bidi-font-size:16.0pt'>{text}</span></p>"
DROP = """([text, name]) => {
    const data = new DataTransfer();
    data.items.add(new File([text], name, {type: "text/plain"}));
    const event = {dataTransfer: data, bubbles: true, cancelable: true};
    const target = document.getElementById("id_title");
    for (const type of ["dragover", "drop"]) target.dispatchEvent(new DragEvent(type, event));
}"""


def new_notice(visits: Visits, **options) -> Page:
    editor = newsroom.sign_in(visits.open(**options), "editor")
    editor.goto("/admin/notices/notice/add/")
    return editor


def expect_filled(editor: Page, number: int = 31) -> None:
    newsroom.arrive(editor)
    for field, value in FIELDS.items():
        value = value.replace("31号", f"{number}号")
        expect(editor.locator(field)).to_have_value(value)
    expect(editor.locator("#id_signed_on")).to_have_value(re.compile("2026.05.20"))
    chosen = editor.locator("#id_notice_issuers-0-issuer option:checked")
    expect(chosen).to_have_text("中共岚川省委组织部")
    depths = editor.locator("[name^='sections-'][name$='-depth']:not([name*='__prefix__'])")
    shown = [field.input_value() for field in depths.all()]
    # Without script a spare row stands below the eight.
    assert shown[:8] == list("12332122") and len(shown) <= 9
    expect(editor.locator("#problems")).not_to_contain_text("必须改")


def clipboard(text: str) -> str:
    """The HTML that Word puts on the clipboard for a notice with automatic numbers."""
    labels, html = iter(LABELS), []
    label = next(labels)
    for line in text.split("\n"):
        if label and line.startswith(label):
            depth = {"、": 1, "）": 2, ".": 3}[label[-1]]
            html.append(LISTED.format(depth=depth, label=label, text=line[len(label) :]))
            label = next(labels, "")
        else:
            html.append(PLAIN.format(text=line))
    page = "<html xmlns:o='urn:schemas-microsoft-com:office:office'><body><!--StartFragment-->"
    return f"{page}{''.join(html)}<!--EndFragment--></body></html>"


OTHER = TEXT.replace("31号", "32号").replace("每周查看", "每三天查看")


@pytest.mark.parametrize(
    ("script", "pasted", "number"),
    [(PASTE, TEXT, 31), (PASTE_PAGE, [clipboard(OTHER), OTHER.replace("一、", "")], 32)],
    ids=["text", "what Word puts on the clipboard"],
)
def test_a_text_pasted_into_a_new_notice_fills_every_field_and_goes_out(
    visits: Visits, script, pasted, number
):
    editor = newsroom.sign_in(visits.open(), "editor")
    publisher = newsroom.sign_in(visits.open(), "publisher")
    editor.goto("/admin/notices/notice/")
    steps = 0

    editor.locator(".object-tools a[href^='/admin/notices/notice/add/']").click()
    steps += 1
    editor.wait_for_url("**/add/")
    expect(editor.locator("#id_title")).to_be_focused()
    editor.evaluate(script, pasted)
    steps += 1
    expect_filled(editor, number)
    notice = int(newsroom.FORM.search(editor.url)[1])
    newsroom.approve(editor, newsroom.sign_in(visits.open(), "reviewer"), notice)
    publisher.goto("/admin/notices/notice/")
    publisher.locator(f"a[href^='/admin/notices/notice/{notice}/change/']").first.click()
    steps += 1
    publisher.get_by_role("link", name="发布", exact=True).click()
    steps += 1
    publisher.get_by_role("button", name="发布", exact=True).click()
    steps += 1
    expect(publisher.locator(".messagelist")).to_contain_text("已发布")

    assert steps <= 6
    reader = visits.open().new_page()
    reader.goto(f"/notices/{notice}/")
    for place, label in enumerate(LABELS, 1):
        expect(reader.locator(f"#s{place}")).to_contain_text(label)


def test_on_a_phone_the_box_for_texts_and_what_the_import_says_are_in_view(visits: Visits):
    editor = newsroom.sign_in(visits.open(390), "editor")
    editor.goto("/admin/notices/notice/add/")
    expect(editor.locator("#id_title")).to_be_focused()
    expect(editor.locator("#paste-text")).to_be_in_viewport()
    editor.evaluate(PASTE, TEXT.replace("31号", "33号").replace("每周查看", "每五天查看"))
    newsroom.arrive(editor)
    expect(editor.locator(".messagelist")).to_be_in_viewport()


def test_a_text_file_dropped_on_a_new_notice_fills_every_field(visits: Visits):
    editor = new_notice(visits)
    editor.evaluate(DROP, [TEXT, "管护.txt"])
    expect_filled(editor)
    expect(editor.locator(".messagelist")).to_contain_text("已导入“管护.txt”")


def test_a_short_text_is_pasted_into_its_field(visits: Visits):
    editor = new_notice(visits)
    editor.evaluate(PASTE, f"{TITLE}\n")
    assert editor.url.endswith("/add/")
    expect(editor.locator(".paste-told")).to_be_hidden()


def test_a_form_with_words_of_its_own_is_never_left_for_a_paste_or_a_drop(visits: Visits):
    editor = new_notice(visits)
    editor.locator("#id_title").fill("写了一半的标题")
    editor.evaluate(PASTE, TEXT)
    editor.evaluate(DROP, [TEXT, "管护.txt"])
    assert editor.url.endswith("/add/")
    expect(editor.locator("#id_title")).to_have_value("写了一半的标题")


def test_without_script_the_box_above_the_form_imports(visits: Visits):
    context = visits.open(java_script_enabled=False)
    editor = newsroom.sign_in(context, "editor")
    editor.goto("/admin/notices/notice/add/")
    editor.get_by_label("把全文粘贴到这里").fill(TEXT)
    editor.get_by_role("button", name="导入，填好各栏").click()
    expect_filled(editor)


def test_choosing_a_kind_puts_in_its_phrases_and_leaves_what_was_typed(visits: Visits):
    editor = new_notice(visits)
    kind, closing = editor.locator("#id_kind"), editor.locator("#id_closing")
    expect(closing).to_have_value("<p>特此通知。</p>")
    kind.select_option(label="公告")
    expect(closing).to_have_value("<p>特此公告。</p>")
    expect(editor.locator(".field-closing .rich-text")).to_contain_text("特此公告。")
    expect(editor.locator("#id_annotation")).to_have_value("")
    editor.locator("#id_annotation").fill("（我写的附注）")
    kind.select_option(label="函")
    expect(closing).to_have_value("<p>特此函达。</p>")
    expect(editor.locator("#id_annotation")).to_have_value("（我写的附注）")


def test_a_kind_that_was_chosen_does_not_stand_in_the_way_of_a_paste(visits: Visits):
    editor = new_notice(visits)
    editor.locator("#id_kind").select_option(label="公告")
    editor.evaluate(PASTE, TEXT)
    expect_filled(editor)


def test_the_whole_outline_is_edited_as_one_text(visits: Visits):
    editor = new_notice(visits)
    editor.evaluate(PASTE, TEXT)
    newsroom.arrive(editor)
    editor.get_by_role("link", name="整篇编辑").click()
    box = editor.get_by_label("全部层次")
    text = box.input_value()
    box.fill(text.replace("二、用好", "二、培训管护员\n每年培训一次。\n二、用好"))
    editor.get_by_role("button", name="保存", exact=True).click()
    expect(editor.locator(".problems")).to_contain_text("二、→三、")
    editor.get_by_role("button", name="知道了，保存").click()
    editor.wait_for_url(newsroom.FORM)
    expect(editor.locator(".messagelist")).to_contain_text("新增 1 节")
    expect(editor.locator("#id_sections-5-heading")).to_have_value("培训管护员")
    expect(editor.locator("#id_sections-6-heading")).to_have_value("用好活动场所")
