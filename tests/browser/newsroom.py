"""What people of the desk do in the newsroom, step by step, as a browser sees it."""

import re

from playwright.sync_api import BrowserContext, Page, expect

from .product import PASSWORD

FORM = re.compile(r"/admin/notices/notice/(\d+)/change/")
RESULTS = "/import/results/"
ISSUER = "中共岚川省委组织部"


def sign_in(context: BrowserContext, username: str) -> Page:
    page = context.new_page()
    page.goto("/admin/")
    page.get_by_label("用户名").fill(username)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    expect(page.locator("#user-tools")).to_contain_text("注销")
    return page


def import_text(page: Page, text: str, file_name: str) -> int:
    """Uploads a text; returns the number of the new notice, whose form is then open."""
    page.goto("/admin/notices/notice/")
    page.get_by_role("link", name="导入通知").click()
    page.get_by_label("文件").set_input_files(
        {"name": file_name, "mimeType": "text/plain", "buffer": text.encode()}
    )
    page.get_by_role("button", name="导入").click()
    arrive(page)
    return int(FORM.search(page.url)[1])


def arrive(page: Page, where: re.Pattern = FORM) -> None:
    """Waits for what one imported text leads to; one that an earlier test brought comes again."""
    page.wait_for_url(re.compile(f"{where.pattern}|{RESULTS}"))
    if RESULTS in page.url:
        page.get_by_label("仍然导入").check()
        page.get_by_role("button", name="导入勾选的文件").click()
        page.wait_for_url(where)


def complete(page: Page, title: str) -> None:
    """Fills in what a bare text does not say: title, issuer, date, and that it has no number."""
    page.locator("#id_title").fill(title)
    page.locator("#id_notice_issuers-0-issuer").select_option(label=ISSUER)
    page.locator("#id_signed_on").fill("2026-05-12")
    page.locator("#id_lacks_number").check()
    page.locator("#id_lacks_addressee").check()


def save(page: Page) -> None:
    page.get_by_role("button", name="保存并继续编辑").click()


def open_form(page: Page, notice: int) -> None:
    page.goto(f"/admin/notices/notice/{notice}/change/")


def start(page: Page, notice: int, verb: str) -> None:
    """Opens the page of a verb from the notice's form."""
    open_form(page, notice)
    page.get_by_role("link", name=verb, exact=True).click()


def records(page: Page, notice: int, verb: str) -> int:
    """How often the notice's timeline tells of this act."""
    open_form(page, notice)
    return page.locator(".timeline tbody td:nth-child(3)").get_by_text(verb, exact=True).count()


def act(page: Page, notice: int, verb: str) -> None:
    """Opens the page of a verb and presses its button; what it asks is filled in already."""
    start(page, notice, verb)
    press(page, verb)


def press(page: Page, verb: str) -> None:
    page.get_by_role("button", name=verb, exact=True).click()
    expect(page.locator(".messagelist .success")).to_be_visible()


def review_secrecy(page: Page, notice: int) -> None:
    start(page, notice, "保密审查")
    page.get_by_label("可以公开").check()
    page.get_by_label("依据").fill("对照保密事项范围，不含涉密事项。")
    press(page, "保密审查")


def approve(editor: Page, reviewer: Page, notice: int) -> None:
    """A draft passes the desk: submitted, reviewed for secrecy and approved."""
    act(editor, notice, "送审")
    review_secrecy(reviewer, notice)
    act(reviewer, notice, "审核通过")


def open_moving_in(admin: Page) -> None:
    """Lets what an old site had published in without approvals of its own, for a time."""
    admin.goto("/admin/notices/desksetting/")
    admin.get_by_label("历史迁移免逐件审核").fill("2199-12-31")
    save(admin)
    expect(admin.locator(".messagelist .success")).to_be_visible()
