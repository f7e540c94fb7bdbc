"""The page of the standard notice: its budget, its first view, and what a reader does with it."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.chromium78 import as_read

from .visiting import DESK, Visits
from .walking import ask

pytestmark = [pytest.mark.browser, pytest.mark.matrix]

PHONE = 390
TITLE = "中共岚川省委组织部关于做好2026年基层党员集中轮训工作的通知"
CITATION = f"《{TITLE}》（岚组发〔2026〕12号）"
BUDGET = 14_336  # bytes: what arrives within the first ten packets of a connection
# A device with a Chinese voice that says nothing, and remembers what it was given.
VOICE = """
    window.said = [];
    window.SpeechSynthesisUtterance = function (text) { this.text = text; };
    Object.defineProperty(window, 'speechSynthesis', {value: {
        getVoices: () => [{lang: 'en-US'}, {lang: 'zh-CN'}],
        cancel() {},
        speak(each) { window.said.push(each.text); window.now = each; },
    }});
"""
SHIFTS = """
    window.shifts = [];
    new PerformanceObserver(list => {
        for (const each of list.getEntries()) window.shifts.push(each.value);
    }).observe({type: 'layout-shift', buffered: true});
"""
LINES = """
    () => {
        const range = document.createRange();
        range.selectNodeContents(document.querySelector('.db .in'));
        const bottoms = [...range.getClientRects()].map(each => Math.round(each.bottom));
        return new Set(bottoms.filter(bottom => bottom <= innerHeight)).size;
    }
"""
# Text that stands outside the window or is cut by its box; boxes that scroll are meant to.
CLIPPED = """
    () => [...document.querySelectorAll('body *')].filter(each => {
        if (each.closest('.scroll, .vh, .skip, input, textarea, svg')) return false;
        const own = [...each.childNodes].some(node => node.nodeType === 3 && node.data.trim());
        const box = each.getBoundingClientRect();
        if (!own || !box.width) return false;
        const style = getComputedStyle(each);
        const cut = style.overflowX === 'hidden' && each.scrollWidth > each.clientWidth + 1
            || style.overflowY === 'hidden' && each.scrollHeight > each.clientHeight + 1;
        return cut || box.left < -1 || box.right > innerWidth + 1;
    }).map(each => each.outerHTML.slice(0, 80))
"""


@pytest.fixture(scope="session")
def notice(pages, product) -> str:
    """The path of the standard notice of the demo."""
    for path in filter(re.compile(r"/notices/\d+/$").match, pages):
        if TITLE in _text(f"{product.address}{path}"):
            return path
    raise LookupError(TITLE)


def _text(address: str) -> str:
    return re.search(r"<title>(.*)</title>", ask(address)[2] or "<title></title>")[1]


def reader(visits: Visits, width: int = PHONE, height: int = 844, **options) -> Page:
    page = visits.open(width, **options).new_page()
    page.set_viewport_size({"width": width, "height": height})
    return page


def test_the_page_keeps_its_budget(visits: Visits, notice):
    page = reader(visits)
    answers = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(notice, wait_until="networkidle")
    first_paint = page.evaluate("performance.getEntriesByName('first-paint')[0].startTime")
    begun = page.evaluate(
        "performance.getEntriesByType('resource').map(each => [each.name, each.startTime])"
    )
    # The icon is for the browser's own frame, whenever it likes.
    before = [name for name, start in begun if start < first_paint and "icon" not in name]
    assert len(before) + 1 <= 3
    parts = [each for each in answers if re.search(r"/\d+/$|\.css$|\.js$", each.url)]
    assert [each.headers["content-encoding"] for each in parts] == ["br", "br", "br"]
    assert sum(each.request.sizes()["responseBodySize"] for each in parts) <= BUDGET


def test_the_linked_data_passes_the_policy_as_data(visits: Visits, notice):
    page = reader(visits)
    page.goto(notice)
    found = page.evaluate("JSON.parse(document.querySelector('script[type*=ld]').textContent)")
    assert (found["headline"], found["legislationIdentifier"]) == (TITLE, "岚组发〔2026〕12号")


@pytest.mark.parametrize("width", [PHONE, 768, DESK])
@pytest.mark.parametrize("remembered", [False, True])
def test_nothing_moves_while_the_page_comes(visits: Visits, notice, width, remembered):
    page = reader(visits, width)
    page.add_init_script(SHIFTS)
    if remembered:
        page.goto("/")
        page.get_by_role("link", name="大字版").click()
    page.goto(notice, wait_until="networkidle")
    assert page.locator("html[data-mode=elder]").count() == int(remembered)
    assert page.evaluate("shifts") == []


@pytest.mark.parametrize(("query", "lines"), [("", 3), ("?mode=elder", 1)])
def test_the_first_view_shows_the_text(visits: Visits, notice, query, lines):
    page = reader(visits)
    page.goto(f"{notice}{query}")
    assert page.evaluate(LINES) >= lines


@pytest.mark.parametrize("width", [320, PHONE, DESK])
def test_letters_twice_as_large_are_never_cut(visits: Visits, pages, width):
    page = reader(visits, width)
    faults = {}
    for path in pages:
        page.goto(path)
        page.evaluate(
            "document.documentElement.style.fontSize = '36px';"
            "document.querySelectorAll('details').forEach(each => { each.open = true })"
        )
        faults[path] = page.evaluate(CLIPPED)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            faults[path].append("wider than the window")
    assert {path: found for path, found in faults.items() if found} == {}


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_the_layout_holds_where_newer_features_are_missing(visits: Visits, pages, notice, width):
    page = reader(visits, width)
    page.route("**/*.css", _old_sheet)
    faults = {}
    for path in pages:
        page.goto(path)
        faults[path] = page.evaluate(CLIPPED)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            faults[path].append("wider than the window")
    assert {path: found for path, found in faults.items() if found} == {}
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(notice)
    assert page.evaluate(LINES) >= 3


def _old_sheet(route: Route) -> None:
    answer = route.fetch()
    route.fulfill(body=as_read(answer.text()), content_type="text/css")


def test_large_letters_are_remembered_on_the_device_and_by_no_cookie(visits: Visits, notice):
    page = reader(visits)
    page.goto(notice)
    page.get_by_role("link", name="大字版").click()
    large = page.locator("html[data-mode=elder]")
    expect(large).to_have_count(1)
    page.goto("/")
    expect(large).to_have_count(1)
    assert page.context.cookies() == []
    page.get_by_role("link", name="标准版").click()
    page.goto(notice)
    expect(large).to_have_count(0)


def test_who_came_by_an_address_of_large_letters_can_leave_them(visits: Visits, notice):
    page = reader(visits)
    page.goto("/?mode=elder")
    page.get_by_role("link", name="标准版").click()
    page.get_by_role("link", name=TITLE).click()
    expect(page).to_have_url(re.compile(f"{notice}$"))
    expect(page.locator("html[data-mode=elder]")).to_have_count(0)


@pytest.mark.parametrize("path", ["/", "/static/server/away.html", "/?mode=elder"])
def test_the_narrowest_phone_leads_to_search_from_the_head(visits: Visits, path):
    page = reader(visits, 320)
    page.goto(path)
    expect(page.locator("header nav").get_by_role("link", name="搜索")).to_be_visible()
    assert page.locator("header").evaluate("each => each.scrollWidth <= innerWidth")


def test_the_contents_list_follows_the_reading_position(visits: Visits, notice):
    page = reader(visits, DESK, 800)
    page.goto(notice)
    now = page.locator(".toc [aria-current]")
    expect(now).to_have_text("一、明确任务，分类安排学习内容")
    page.get_by_role("heading", name="（三）把线上学习管好").evaluate(
        "each => each.scrollIntoView()"
    )
    expect(now).to_have_text("（三）把线上学习管好")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(now).to_have_text("（三）严明学风和经费纪律")


@pytest.mark.parametrize("secure", [True, False])
def test_a_section_and_a_point_are_cited_by_address_and_in_words(
    visits: Visits, notice, product, secure
):
    page = reader(visits, DESK, permissions=["clipboard-read", "clipboard-write"])
    if not secure:
        page.add_init_script(
            "Object.defineProperty(navigator, 'clipboard', {value: undefined});"
            "document.execCommand = () => { window.copied = document.activeElement.value;"
            " return true; };"
        )
    page.goto(notice)
    read = "copied" if not secure else "navigator.clipboard.readText()"
    heading = page.get_by_role("heading", name="（二）把实践作为教材")
    address = f"{product.address}{notice}#{heading.get_attribute('id')}"
    page.get_by_role("link", name="第二部分第（二）项的链接").click()
    assert page.url == address
    for words, copied in (
        ("复制网址", address),
        ("复制引用", f"{CITATION}第二部分第（二）项"),
    ):
        button = page.locator(".cite").get_by_role("button", name=words)
        button.click()
        expect(page.locator(".cite").get_by_role("button", name="已复制").last).to_be_visible()
        assert page.evaluate(read) == copied
    page.locator("p", has_text="每处实训点编写").locator(".n").click()
    expect(page.locator(".cite")).to_have_count(1)
    page.locator(".cite").get_by_role("button", name="复制引用").click()
    expect(page.locator(".cite").get_by_role("button", name="已复制")).to_be_visible()
    assert page.evaluate(read) == f"{CITATION}第二部分第（二）项第1目"


def test_on_a_phone_touching_a_heading_offers_its_address(visits: Visits, notice, product):
    page = reader(visits, permissions=["clipboard-read", "clipboard-write"], has_touch=True)
    page.goto(notice)
    page.locator(".share summary").tap()
    expect(page.get_by_text("只引用一段：点那一段的标题或序号")).to_be_visible()
    page.locator(".share summary").tap()
    heading = page.get_by_role("heading", name="（二）把实践作为教材")
    heading.tap()
    page.locator(".cite").get_by_role("button", name="复制网址").tap()
    expect(page.locator(".cite").get_by_role("button", name="已复制")).to_be_visible()
    address = f"{product.address}{notice}#{heading.get_attribute('id')}"
    assert page.evaluate("navigator.clipboard.readText()") == address


def test_selecting_words_of_a_heading_offers_nothing(visits: Visits, notice):
    page = reader(visits, DESK)
    page.goto(notice)
    heading = page.get_by_role("heading", name="（二）把实践作为教材")
    heading.scroll_into_view_if_needed()
    box = heading.bounding_box()
    page.mouse.move(box["x"] + 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 100, box["y"] + box["height"] / 2, steps=5)
    page.mouse.up()
    assert page.evaluate("String(getSelection())") != ""
    expect(page.locator(".cite")).to_have_count(0)


def test_on_a_phone_the_link_of_a_section_shows_once_it_is_reached(visits: Visits, notice):
    page = reader(visits)
    page.goto(notice)
    link = page.get_by_label("第一部分第（二）项的链接")
    expect(link).to_be_hidden()
    page.locator(".toc summary").click()
    page.locator("#toc").get_by_role("link", name="（二）学好共同内容").click()
    expect(link).to_be_visible()


def test_sharing_asks_for_the_code_only_when_it_is_opened(visits: Visits, notice, product):
    page = reader(visits)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(notice, wait_until="networkidle")
    code = f"{product.address}{notice}qr.svg"
    assert code not in asked
    page.locator(".share summary").click()
    picture = page.get_by_role("img", name="本页网址的二维码")
    expect(picture).to_be_visible()
    page.wait_for_function("each => each.naturalWidth > 0", arg=picture.element_handle())
    assert asked.count(code) == 1
    expect(page.get_by_label("本页网址")).to_have_value(f"{product.address}{notice}")
    expect(page.locator(".wxt")).to_be_hidden()


def test_in_wechat_the_page_says_how_to_forward_it(visits: Visits, notice):
    page = reader(visits, user_agent="Mozilla/5.0 (Linux; Android 12) MicroMessenger/8.0.40")
    page.goto(notice)
    page.locator(".share summary").click()
    expect(page.locator(".wxt")).to_have_text("点右上角“…”转发")
    for hidden in (page.locator(".share img"), page.get_by_role("button", name="打印")):
        expect(hidden).to_be_hidden()


def test_without_a_chinese_voice_nothing_offers_to_read_aloud(visits: Visits, notice):
    page = reader(visits)
    page.add_init_script(VOICE.replace("zh-CN", "ja-JP"))
    page.goto(notice)
    expect(page.get_by_text("朗读", exact=True)).to_be_hidden()


def test_the_text_is_read_aloud_by_sentences_and_goes_on_where_it_stopped(visits: Visits, notice):
    page = reader(visits)
    page.add_init_script(VOICE)
    page.goto(notice)
    button = page.locator("[data-act=say]")
    button.click()
    expect(button).to_have_text("停止")
    for _ in range(3):
        page.evaluate("now.onend()")
    said = page.evaluate("said")
    assert said[0] == TITLE and said[1].endswith("各高等学校党委：")
    assert said[2:] == [
        "近年来，各地各单位持续抓党员教育培训，基层党员的理论素养和服务本领有了新的提高。",
        "同时也要看到，一些地方培训内容针对性不强、工学矛盾比较突出，流动党员、年老党员参训不便等"
        "问题还没有很好解决。",
    ]
    expect(page.locator(".saying")).to_have_count(1)
    button.click()
    expect(page.locator(".saying")).to_have_count(0)
    page.reload()
    expect(button).to_have_text("接着读")
    button.click()
    assert page.evaluate("said") == said[3:]


def test_reading_aloud_begins_at_a_section_and_ends_at_the_end(visits: Visits, notice):
    page = reader(visits, DESK)
    page.add_init_script(VOICE)
    page.goto(notice)
    page.get_by_role("link", name="第三部分第（三）项的链接").click()
    page.get_by_role("button", name="从这里读").click()
    assert page.evaluate("said") == ["（三）严明学风和经费纪律"]
    button = page.locator("[data-act=say]")
    for _ in range(60):
        if button.inner_text() != "停止":
            break
        page.evaluate("now.onend()")
    expect(button).to_have_text("朗读")
    assert page.evaluate("said.slice(-1)") == ["（此件公开发布）"]


@pytest.mark.parametrize("options", [{}, {"color_scheme": "dark"}])
def test_the_print_is_a4_and_ends_with_its_last_line(visits: Visits, pages, options):
    page = reader(visits, **options)
    for path in filter(re.compile(r"/notices/\d+/$").match, pages):
        if pages[path] != 200:
            continue
        page.goto(path)
        printed = page.pdf(prefer_css_page_size=True)
        sizes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed)
        assert {(round(float(w)), round(float(h))) for w, h in sizes} == {(595, 842)}, path
        page.emulate_media(media="print")
        page.set_viewport_size({"width": 590, "height": 851})
        assert page.locator(".src").is_visible() and page.locator("header").is_hidden()
        page.emulate_media(media="screen")
