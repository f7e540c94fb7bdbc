"""Many files dropped on the import page: what became of each, and a list of 历史迁移."""

import re

import pytest
from playwright.sync_api import Page, expect

from . import newsroom
from .visiting import PHONE, Visits

pytestmark = pytest.mark.browser

IMPORT = "/admin/notices/notice/import/"
DROP = """([box, files]) => {
  const carried = new DataTransfer();
  for (const [name, text] of files) carried.items.add(new File([text], name, {type: 'text/plain'}));
  for (const act of ['dragover', 'drop']) {
    box.dispatchEvent(new DragEvent(act, {dataTransfer: carried, bubbles: true, cancelable: true}));
  }
}"""


def text(number: int) -> str:
    return (
        f"中共岚川省委组织部关于做好第{number}批旧设备回收工作的通知\n岚组旧〔2016〕{number}号\n"
        f"各市委组织部：\n为做好第{number}批旧设备回收工作，现通知如下。\n"
        f"一、登记造册。第{number}批设备逐件登记。\n二、统一回收。由专人回收。\n"
        "特此通知。\n中共岚川省委组织部\n2016年3月1日\n"
    )


def rows(page: Page) -> list[list[str]]:
    """File and result of every line of the table."""
    return page.locator(".batch tbody tr").evaluate_all(
        "rows => rows.map(row => [row.querySelector('th').textContent,"
        " row.querySelector('b').textContent])"
    )


def test_files_dropped_on_the_page_are_imported_and_the_same_one_by_a_tick(visits: Visits):
    editor = newsroom.sign_in(visits.open(), "editor")
    editor.goto(IMPORT)
    files = [["甲.txt", text(1)], ["坏.txt", "\0"], ["乙.txt", text(2)], ["又.txt", text(1)]]
    editor.evaluate(DROP, [editor.locator("body").element_handle(), files])
    expect(editor.locator(".chosen")).to_have_text("已选 4 个文件")
    editor.get_by_role("button", name="导入").click()
    editor.wait_for_url("**/import/results/")
    assert rows(editor) == [
        ["甲.txt", "已导入"],
        ["坏.txt", "没有导入"],
        ["乙.txt", "已导入"],
        ["又.txt", "已经有了"],
    ]
    expect(editor.locator("tr.same")).to_contain_text("（岚组旧〔2016〕1号）相同，没有导入")
    editor.get_by_label("仍然导入").check()
    editor.get_by_role("button", name="导入勾选的文件").click()
    expect(editor.locator(".batch a").first).to_be_visible()
    expect(editor.locator("tr.same")).to_have_count(0)
    editor.set_viewport_size({"width": PHONE, "height": 800})
    assert editor.evaluate("document.documentElement.scrollWidth") <= PHONE
    editor.locator(".batch a").first.click()
    editor.wait_for_url(newsroom.FORM)


def test_a_long_name_of_an_organ_leaves_room_on_a_phone(visits: Visits):
    editor = newsroom.sign_in(visits.open(390), "editor")
    named = text(4).replace("中共岚川省委组织部", f"岚川省{'农村人居环境整治' * 6}办公室")
    newsroom.import_text(editor, named, "长.txt")
    organs = editor.locator("#notice_issuers-group")
    expect(organs.locator("option:checked").first).to_contain_text("人居环境整治办公室")
    edge = organs.bounding_box()
    box = organs.locator("td.delete input").first.bounding_box()
    assert box["x"] + box["width"] <= edge["x"] + edge["width"]
    editor.goto("/admin/notices/notice/")
    assert editor.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_publisher_moves_in_and_readers_of_the_old_address_arrive(visits: Visits):
    newsroom.open_moving_in(newsroom.sign_in(visits.open(), "admin"))
    publisher = newsroom.sign_in(visits.open(), "publisher")
    publisher.goto("/admin/notices/notice/")
    publisher.get_by_role("link", name="历史迁移").first.click()
    listed = "文件,发布时间,原地址\n丙.txt,2016/3/2 9:30,/art/2016/3/2/art_1_3.html\n"
    for name, file, data in (
        ("文件", "丙.txt", text(3).encode()),
        ("清单（CSV）", "清单.csv", listed.encode("gb18030")),
    ):
        publisher.get_by_label(re.compile(re.escape(name))).set_input_files(
            {"name": file, "mimeType": "text/plain", "buffer": data}
        )
    publisher.get_by_role("button", name="导入").click()
    publisher.wait_for_url("**/import/results/")
    assert rows(publisher) == [["丙.txt", "已迁移"]]
    reader = visits.open(PHONE).new_page()
    reader.goto("/art/2016/3/2/art_1_3.html")
    reader.wait_for_url(re.compile(r"/notices/\d+/$"))
    expect(reader.locator("h1")).to_have_text("中共岚川省委组织部关于做好第3批旧设备回收工作的通知")
    reader.locator("details.info summary").click()
    expect(reader.locator("details.info")).to_contain_text("原发布时间2016年3月2日 09:30")
