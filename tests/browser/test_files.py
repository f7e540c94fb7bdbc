"""Attachments and figures by many at once: dropped, put in order, described, read on a phone."""

import socket
from base64 import b64encode
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.making import picture

from . import newsroom
from .visiting import PHONE, Visits

pytestmark = [pytest.mark.browser, pytest.mark.matrix]

TEXT = """为办好今年的植树活动，现将有关事项通知如下。
一、准备工作。请各支部提前准备，所需物品列出清单。
二、时间安排。请在六月底前完成。"""
BROKEN_OFF = "没有传完，请检查网络后再传一次。"


def _draft(visits: Visits, title: str) -> tuple[Page, int]:
    editor = newsroom.sign_in(visits.open(), "editor")
    notice = newsroom.import_text(editor, TEXT, "植树.txt")
    newsroom.complete(editor, title)
    return editor, notice


def _drop(page: Page, group: str, files: dict[str, bytes]) -> None:
    """Drops files onto a group, all at once."""
    encoded = [[name, b64encode(data).decode()] for name, data in files.items()]
    dropped = page.evaluate_handle(
        """files => {
            const transfer = new DataTransfer();
            for (const [name, data] of files) {
                const bytes = Uint8Array.from(atob(data), letter => letter.charCodeAt(0));
                transfer.items.add(new File([bytes], name));
            }
            return transfer;
        }""",
        encoded,
    )
    page.locator(f"#{group}-group .files-drop").dispatch_event("drop", {"dataTransfer": dropped})


def _rows(page: Page, group: str):
    return page.locator(f"#{group}-group .file-row:not(.empty-form)")


def _labels(page: Page, group: str):
    return _rows(page, group).locator(".file-label")


def test_files_dropped_at_once_are_ordered_described_published_and_read(visits: Visits):
    editor, notice = _draft(visits, "关于开展护岸植树的通知")
    names = ["甲.txt", "乙.txt", "丙.txt"]
    _drop(editor, "attachments", {name: name.encode() for name in names})
    expect(_labels(editor, "attachments")).to_have_text(names)
    pictures = {"河边.jpg": picture(1000, 600, "JPEG"), "苗圃.png": picture(300, 200)}
    refused = {"假图.png": b"<svg/>", "大图.jpg": picture(8000, 5000, "JPEG")}
    _drop(editor, "figures", pictures | refused)
    expect(_labels(editor, "figures")).to_have_text(list(pictures))
    failed = editor.locator("#figures-group .files-failed")
    expect(failed).to_contain_text(["假图.png：只接受", "大图.jpg：图片太大"])

    handles = editor.locator("#attachments-group .file-handle")
    handles.nth(2).press("ArrowUp")
    expect(_labels(editor, "attachments")).to_have_text(["甲.txt", "丙.txt", "乙.txt"])
    expect(editor.locator("#attachments-group .files-said")).to_have_text("已移到第2位，共3个。")
    handles.nth(1).press("ArrowUp")
    _rows(editor, "attachments").nth(1).get_by_role("button", name="下移").click()
    expect(_labels(editor, "attachments")).to_have_text(["丙.txt", "乙.txt", "甲.txt"])
    _drag_to_the_end(editor, "attachments")
    expect(_labels(editor, "attachments")).to_have_text(["乙.txt", "甲.txt", "丙.txt"])

    editor.locator("#id_figures-0-alt").fill("河岸边的一排树苗")
    editor.locator("#id_figures-0-where").select_option(label="“一、准备工作”之后")
    newsroom.save(editor)
    expect(editor.locator(".problems")).to_contain_text("第2幅图的替代文字")
    editor.locator("#id_figures-1-alt").fill("苗圃")
    newsroom.save(editor)
    expect(editor.locator("#problems")).to_be_hidden()
    stored = [editor.locator(f"#id_attachments-{row}-name").input_value() for row in range(3)]
    assert stored == ["乙", "甲", "丙"]

    newsroom.approve(editor, newsroom.sign_in(visits.open(), "reviewer"), notice)
    publisher = newsroom.sign_in(visits.open(), "publisher")
    newsroom.start(publisher, notice, "发布")
    publisher.get_by_role("button", name="发布", exact=True).click()
    _read_on_a_phone(visits, notice)


def _drag_to_the_end(page: Page, group: str) -> None:
    page.locator(f"#{group}-group").scroll_into_view_if_needed()
    handle = _rows(page, group).first.locator(".file-handle").bounding_box()
    last = _rows(page, group).last.bounding_box()
    page.mouse.move(handle["x"] + 9, handle["y"] + 9)
    page.mouse.down()
    page.mouse.move(handle["x"] + 9, last["y"] + last["height"] - 9, steps=12)
    page.mouse.up()


def _read_on_a_phone(visits: Visits, notice: int) -> None:
    reader = visits.open(PHONE, device_scale_factor=2).new_page()
    reader.goto(f"/notices/{notice}/")
    shown = reader.locator("figure img")
    before = shown.nth(0).bounding_box()
    for image in shown.all():
        image.scroll_into_view_if_needed()
        expect(image).to_have_js_property("complete", True)
    sources = shown.evaluate_all("all => all.map(one => one.currentSrc.split('/figures/')[1])")
    assert sources == ["1/800/", "2/300/"]
    assert shown.nth(0).get_attribute("alt") == "河岸边的一排树苗"
    # The room was kept before the picture came.
    after = shown.nth(0).bounding_box()
    assert (after["width"], after["height"]) == (before["width"], before["height"])
    assert after["height"] == pytest.approx(after["width"] * 0.6, abs=1)


def test_an_upload_that_breaks_off_is_said_and_tried_again(visits: Visits):
    editor, _ = _draft(visits, "关于领取树苗的通知")
    editor.route("**/upload/attachments/", lambda route: route.abort())
    _drop(editor, "attachments", {"甲.txt": b"one"})
    failed = editor.locator("#attachments-group .files-failed")
    expect(failed).to_contain_text(f"甲.txt：{BROKEN_OFF}")
    expect(editor.locator("#id_title")).to_have_value("关于领取树苗的通知")
    editor.unroute("**/upload/attachments/")
    failed.get_by_role("button", name="再传一次").click()
    expect(_labels(editor, "attachments")).to_have_text(["甲.txt"])
    expect(failed).to_have_count(0)
    visits.complaints[:] = [said for said in visits.complaints if "ERR_FAILED" not in said]


def test_a_row_taken_away_leaves_the_others_as_they_were_put(visits: Visits):
    editor, _ = _draft(visits, "关于养护树苗的通知")
    _drop(editor, "attachments", {"甲.txt": b"one"})
    expect(_labels(editor, "attachments")).to_have_text(["甲.txt"])
    newsroom.save(editor)
    _drop(editor, "attachments", {"乙.txt": b"two", "丙.txt": b"three"})
    expect(_labels(editor, "attachments")).to_have_text(["甲", "乙.txt", "丙.txt"])
    handles = editor.locator("#attachments-group .file-handle")
    handles.nth(2).press("ArrowUp")
    handles.nth(1).press("ArrowUp")
    expect(_labels(editor, "attachments")).to_have_text(["丙.txt", "甲", "乙.txt"])
    _rows(editor, "attachments").nth(2).locator(".inline-deletelink").click()
    expect(_labels(editor, "attachments")).to_have_text(["丙.txt", "甲"])
    newsroom.save(editor)
    expect(_labels(editor, "attachments")).to_have_text(["丙", "甲"])


def test_a_file_dropped_beside_its_place_does_not_take_the_form_away(visits: Visits):
    editor, _ = _draft(visits, "关于浇灌树苗的通知")
    prevented = editor.locator("#id_title").evaluate(
        """field => {
            const transfer = new DataTransfer();
            transfer.items.add(new File(["x"], "甲.txt"));
            const options = {dataTransfer: transfer, bubbles: true, cancelable: true};
            return ["dragover", "drop"].map(
                name => !field.dispatchEvent(new DragEvent(name, options))
            );
        }"""
    )
    assert prevented == [True, True]


def test_a_save_that_is_cut_off_on_its_way_changes_nothing(visits: Visits):
    editor, notice = _draft(visits, "关于保护树苗的通知")
    newsroom.save(editor)
    editor.locator("#id_annotation").fill("（断在半路的附注）")
    address = urlsplit(editor.url)
    body = editor.evaluate(
        "() => new Response(new FormData(document.querySelector('#notice_form'))).text()"
    ).encode()
    boundary = body.split(b"\r\n", 1)[0][2:].decode()
    cookies = "; ".join(f"{each['name']}={each['value']}" for each in editor.context.cookies())
    head = (
        f"POST {address.path} HTTP/1.1\r\nHost: {address.netloc}\r\nCookie: {cookies}\r\n"
        f"Content-Type: multipart/form-data; boundary={boundary}\r\n"
        f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    ).encode()
    for sent, annotation in ((body[:-1], ""), (body, "（断在半路的附注）")):
        with socket.create_connection((address.hostname, address.port), timeout=15) as line:
            line.sendall(head + sent)
            if sent != body:
                line.shutdown(socket.SHUT_WR)
            line.recv(1000)
        newsroom.open_form(editor, notice)
        expect(editor.locator("#id_annotation")).to_have_value(annotation)


def test_a_file_is_added_without_script(visits: Visits):
    editor, notice = _draft(visits, "关于登记树苗的通知")
    newsroom.save(editor)
    expect(editor.locator(".messagelist .success")).to_be_visible()
    plain = newsroom.sign_in(visits.open(java_script_enabled=False), "editor")
    newsroom.open_form(plain, notice)
    plain.locator("#id_attachments-0-upload").set_input_files(
        {"name": "登记表.txt", "mimeType": "text/plain", "buffer": b"one"}
    )
    plain.locator("#id_figures-0-upload").set_input_files(
        {"name": "河边.png", "mimeType": "image/png", "buffer": picture()}
    )
    newsroom.save(plain)
    expect(plain.locator("#id_attachments-0-name")).to_have_value("登记表")
    expect(plain.locator("#figures-0 .file-now")).to_contain_text("现有：900×600像素")
