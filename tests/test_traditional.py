"""/hant/: every page in Traditional script, with the same status, addresses and forms."""

import json
import re
from html.parser import HTMLParser
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from opencc import OpenCC

from notices.models import Event, Generation, OldAddress, Release
from site_config.models import FooterLink, SiteIdentity, SurveyAnswer, SurveyQuestion
from site_config.models import TraditionalWord as Word

from .making import OLD, corrected, illustrate, make_notice, person, published, publisher
from .newsroom import errors

pytestmark = pytest.mark.django_db

BACK = OpenCC("tw2s")
CONVERTED = {"alt", "title", "placeholder", "aria-label"}
NO_PAGES = [
    "/hant/",
    "/admin/",
    "/admin/login/",
    "/admin/nowhere/",
    "/feed/",
    "/feed/?topic=1",
    "/api/",
    "/api/openapi.json",
    "/sitemap.xml",
    "/robots.txt",
    "/healthz",
    "/readyz",
    "/static/site.css",
    "/nowhere/",
]


def text_of(client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert (address, response.status_code) == (address, status)
    return response.content.decode()


class Parts(HTMLParser):
    """The tags of a page without what is converted, and its texts; links to its twin and the
    page's own address apart.
    """

    def __init__(self, page: str):
        super().__init__()
        self.tags, self.texts, self.twins = [], [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        if "hreflang" in told and tag == "a":
            self.twins.append(told)
        elif tag == "html":
            self.lang = told.pop("lang")
        elif told.get("rel") == "canonical":
            self.canonical = told["href"]
        elif told.get("media") != "print" and "site." not in told.get("src", ""):
            description = told.get("name", "").lower() == "description"
            own = CONVERTED | ({"content"} if description else set())
            self.texts += [value for name, value in attrs if name in own]
            self.tags.append((tag, [pair for pair in attrs if pair[0] not in own]))

    def handle_data(self, data):
        if self.lasttag in {"script", "textarea"}:
            self.tags.append(data)
        elif data.strip() and data not in {"繁體", "繁體版", "简体", "简体版"}:
            self.texts.append(data)


def twin(path: str) -> str:
    return f"/hant{path}"


def restored(text: str, exceptions: dict[str, str]) -> str:
    """A Traditional text back in Simplified script, what the table says first."""
    if not exceptions:
        return BACK.convert(text)
    words = {traditional: word for word, traditional in exceptions.items()}
    pieces = re.split(f"({'|'.join(map(re.escape, words))})", text)
    return "".join(words.get(piece) or BACK.convert(piece) for piece in pieces)


def alike(client, path: str, exceptions: dict[str, str], status: int = 200) -> int:
    """Compares a page with its twin; returns how many characters the script changed."""
    simplified = Parts(text_of(client, path, status))
    traditional = Parts(text_of(client, twin(path), status))
    assert (simplified.lang, traditional.lang) == ("zh-Hans", "zh-Hant")
    assert traditional.tags == simplified.tags, path
    back = [restored(text, exceptions) for text in traditional.texts]
    assert back == simplified.texts, path
    pairs = zip("".join(simplified.texts), "".join(traditional.texts))
    return sum(one != other for one, other in pairs)


@pytest.mark.slow
def test_the_demo_comes_back_from_traditional_script_as_it_was(client, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    call_command("quickstart", stdout=StringIO())
    Word.objects.create(word="发布", traditional="發布")
    exceptions = Word.exceptions()
    numbers = Release.objects.public().values_list("notice", flat=True)
    notices = [f"/notices/{number}/" for number in numbers]
    editions = [f"{path}editions/1/" for path in notices[:3]]
    lists = ["/", "/?page=2", "/?year=2026&mode=elder", "/search/", "/search/?q=%E5%85%9A"]
    rest = ["/about/", "/contact/", "/site-map/", "/survey/", "/survey/thanks/"]
    assert len(notices) > 15
    for path in [*notices, *editions, *lists, *rest]:
        assert alike(client, path, exceptions) > 10, path
    assert alike(client, "/nowhere/", exceptions, 404) > 10
    assert "已經發布" in text_of(client, "/hant/site-map/")


def test_what_is_gone_is_gone_in_traditional_script_too(client):
    notice = published(attachments=1)
    notice.withdraw(publisher(), "taken_down", reason="附表有误。", stays_in_force=True)
    for rest in ("", "editions/1/", "files/1/", "nothing/here/"):
        path = f"/notices/{notice.pk}/{rest}"
        assert alike(client, path, {}, 410) > 10
        assert "附表有誤。" in text_of(client, twin(path), 410)


def test_a_sealed_edition_is_gone_and_its_words_are_nowhere(client):
    notice = published(title="关于柳暗花明的通知")
    assert "關於柳暗花明的通知" in text_of(client, "/hant/")
    notice.seal(publisher(), notice.live_release().edition, reason="内部的原因")
    for path, status in [("/", 200), (f"/notices/{notice.pk}/", 410), ("/site-map/", 200)]:
        assert "柳暗花明" not in text_of(client, twin(path), status)


def test_a_page_changes_with_its_simplified_twin(client):
    notice = published()
    corrected(notice, note="改后的内容。")
    assert "改後的內容。" in text_of(client, f"/hant/notices/{notice.pk}/")


@pytest.mark.parametrize("path", NO_PAGES)
def test_what_is_no_page_has_no_twin(client, path):
    page = text_of(client, twin(path), 404)
    assert "<h1>沒有找到這個頁面</h1>" in page
    assert page.startswith('<!DOCTYPE html>\n<html lang="zh-Hant">')


def test_files_pictures_and_data_of_a_notice_have_no_twin(client):
    draft = make_notice(attachments=1)
    illustrate(draft)
    draft.refresh_from_db()
    draft.publish(publisher())
    figure = f"/figures/{draft.figures.get().number}/"
    for rest in ("/files/1/", figure, f"{figure}400/", "/qr.svg", ".json"):
        path = f"/notices/{draft.pk}{rest}"
        assert client.get(path).status_code == 200
        assert "沒有找到這個頁面" in text_of(client, twin(path), 404)


def test_an_address_without_its_slash_is_led_to_the_one_with_it(client):
    number = published().pk
    for path in ("", "/about", f"/notices/{number}", "/search"):
        response = client.get(f"/hant{path}")
        assert (response.status_code, response["Location"]) == (301, f"/hant{path}/")
    assert client.get("/hant/search?q=a")["Location"] == "/hant/search/?q=a"


def test_an_old_sites_address_leads_to_the_notice_in_the_same_script(client):
    notice = published()
    OldAddress.objects.create(address=f"/{OLD}", notice=notice)
    response = client.get(f"/hant/{OLD}")
    assert (response.status_code, response["Location"]) == (301, f"/hant/notices/{notice.pk}/")


@pytest.mark.parametrize("path", ["//other.example.cn/", "//other.example.cn"])
def test_no_link_and_no_redirect_leads_to_another_site(client, path):
    for address in (path, twin(path)):
        response = client.get(address)
        assert "//other" not in response.get("Location", "")
        assert re.findall(r'href="//', response.content.decode()) == []


def test_each_page_leads_to_its_twin_with_all_that_was_asked(client):
    FooterLink.objects.create(title="关于", address="/about/")
    path = "/?year=2026&page=2&mode=elder"
    there, back = Parts(text_of(client, path)).twins, Parts(text_of(client, twin(path))).twins
    assert [link["href"] for link in there] == [twin(path)] * 2
    assert [link["href"] for link in back] == [path] * 2
    assert {link["hreflang"] for link in there} == {link["lang"] for link in there} == {"zh-Hant"}
    assert {link["hreflang"] for link in back} == {link["lang"] for link in back} == {"zh-Hans"}
    assert ">繁體</a>" in text_of(client, path) and ">繁體版</a>" in text_of(client, path)
    assert ">简体</a>" in text_of(client, twin(path)) and ">简体版</a>" in text_of(
        client, twin(path)
    )


def test_each_script_is_its_own_page_and_names_the_other(client, settings):
    number = published().pk
    for path in ("/", "/about/", "/site-map/", "/survey/", f"/notices/{number}/"):
        for address in (path, twin(path)):
            page = text_of(client, address)
            assert re.findall(r'rel="canonical" href="([^"]*)', page) == [
                settings.SITE_URL + address
            ]
            assert re.findall(r'hreflang="(\S+)" href="([^"]*)', page) == [
                ("zh-Hans", settings.SITE_URL + path),
                ("zh-Hant", f"{settings.SITE_URL}/hant{path}"),
                ("x-default", settings.SITE_URL + path),
            ]
    assert "/hant/" not in text_of(client, "/sitemap.xml")


def test_what_describes_a_notice_for_machines_stays_simplified(client):
    number = published().pk
    pages = [
        text_of(client, address)
        for address in (f"{way}/notices/{number}/" for way in ("", "/hant"))
    ]
    found = [re.findall(r'ld\+json">(.*?)</script>|name="ArticleTitle" (.*)>', p) for p in pages]
    assert found[0] == found[1] and len(found[0]) == 2


def test_large_print_stays_large_print(client):
    number = published().pk
    page = text_of(client, f"/hant/notices/{number}/?mode=elder")
    assert '<html lang="zh-Hant" data-mode="elder">' in page
    assert f'href="/notices/{number}/?mode=elder" hreflang="zh-Hans"' in page


@pytest.mark.parametrize("query", ["党员干部", "黨員幹部"])
def test_search_takes_either_script_and_leaves_what_was_typed(client, query):
    notice = published(title="关于党员干部学习的通知")
    page = text_of(client, f"/hant/search/?q={query}")
    assert f'value="{query}"' in page
    assert f'href="/notices/{notice.pk}/">關於<mark>黨員幹部</mark>學習的通知</a>' in page


def test_a_nul_in_a_query_cuts_no_page_short(client):
    page = text_of(client, "/hant/search/?q=%00%E5%85%9A%00")
    assert page.rstrip().endswith("</html>")


def test_without_the_setting_there_is_no_such_page_and_no_link(client):
    number = published().pk
    FooterLink.objects.create(title="关于", address="/about/")
    SiteIdentity(pk=1, traditional=False).save()
    for path in ("/", f"/notices/{number}/", "/about/"):
        page = text_of(client, path)
        assert "hant" not in page.lower() and "繁體" not in page
        assert "<h1>没有找到这个页面</h1>" in text_of(client, twin(path), 404)


def test_an_old_site_may_have_used_the_same_first_word(client):
    SiteIdentity(pk=1, traditional=False).save()
    notice = published()
    OldAddress.objects.create(address="/hant/art/1.html", notice=notice)
    assert client.get("/hant/art/1.html")["Location"] == f"/notices/{notice.pk}/"


def test_a_form_sent_to_a_page_is_told_so_in_the_same_script(client):
    response = client.post("/hant/about/", {"a": "1"})
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")
    assert "<h1>這個網址只供查看</h1>" in response.content.decode()


def test_too_large_a_query_is_told_so_in_the_same_script(client):
    response = client.get("/hant/?" + "a&" * 8001)
    assert (response.status_code, response["Cache-Control"]) == (400, "no-store")
    assert "看不懂這個請求" in response.content.decode()


def test_the_survey_is_answered_in_traditional_script_and_kept_in_the_sites_words(client, settings):
    question = SurveyQuestion.objects.create(text="还缺什么？", kind="text", required=True)
    sent = {"HTTP_ORIGIN": settings.SITE_URL}
    refused = client.post("/hant/survey/", {f"q{question.pk}": ""}, **sent)
    page = refused.content.decode()
    assert refused.status_code == 422 and "還有1處需要修改" in page
    assert '<form action="/survey/" method="post"' in page
    taken = client.post("/hant/survey/", {f"q{question.pk}": "繁體版 简体版"}, **sent)
    assert (taken.status_code, taken["Location"]) == (302, "/hant/survey/thanks/")
    assert "謝謝您" in text_of(client, taken["Location"])
    (answer,) = SurveyAnswer.objects.get().rows()
    assert answer == {"question": "还缺什么？", "answer": "繁體版 简体版"}
    assert client.post("/hant/survey/", {}, HTTP_ORIGIN="https://other.cn").status_code == 403


def test_what_was_typed_into_the_survey_comes_back_as_it_was(client, settings):
    question = SurveyQuestion.objects.create(text="缺什么？", kind="text", max_length=3)
    sent = {f"q{question.pk}": "这里很好"}
    page = client.post("/hant/survey/", sent, HTTP_ORIGIN=settings.SITE_URL).content.decode()
    assert "\n这里很好</textarea>" in page


def test_the_table_of_words_reaches_the_next_answer(client, desk):
    number = published(title="关于做好里下河地区植树工作的通知").pk
    address = f"/hant/notices/{number}/"
    before, generation = client.get(address), Generation.current()
    assert "裡下河地區" in before.content.decode()
    desk(person("admin")).post(
        reverse("admin:site_config_traditionalword_add"),
        {"word": "里下河", "traditional": "里下河", "note": "地名"},
    )
    after = client.get(address, headers={"if-none-match": before["ETag"]})
    assert after.status_code == 200 and "里下河地區" in after.content.decode()
    assert Generation.current() == generation + 1
    event = Event.objects.filter(verb=Event.Verb.SETTING_CHANGED).latest("seq")
    facts = json.loads(event.data)["facts"]
    told = facts["act"], facts["what"], facts["which"]
    assert told == ("新增", "繁体写法", "里下河→里下河")


def test_a_word_that_would_change_the_text_is_refused_and_stays_typed(desk):
    page = desk(person("admin")).post(
        reverse("admin:site_config_traditionalword_add"), {"word": "信息", "traditional": "資訊"}
    )
    assert "这里只换字形，不换词。" in errors(page)
    assert 'value="資訊"' in page.content.decode()
    assert Word.exceptions() == {}


@pytest.mark.parametrize("role", ["editor", "publisher", "auditor"])
def test_only_who_keeps_the_site_keeps_its_words(desk, role):
    address = reverse("admin:site_config_traditionalword_add")
    assert desk(person(role)).get(address).status_code == 403


@pytest.mark.parametrize("many", [1, 3])
def test_a_twin_costs_two_queries_more(client, many, django_assert_num_queries):
    notice = [published() for _ in range(many)][-1]
    for word in ("里下河", "于洪", "台州")[:many]:
        Word.objects.create(word=word, traditional=word)
    for path, queries in (("/about/", 3), (f"/notices/{notice.pk}/", 4), ("/", 8)):
        with django_assert_num_queries(queries):
            text_of(client, path)
        with django_assert_num_queries(queries + 2):
            text_of(client, twin(path))


def test_the_newsrooms_own_pages_have_no_twin(desk):
    notice = make_notice()
    browser = desk(person("editor", "another"))
    page = text_of(browser, f"/admin/notices/notice/{notice.pk}/preview/")
    assert "繁體" not in page and "hant" not in page


def test_a_footer_may_lead_to_the_twin_of_a_page():
    FooterLink(title="繁體首頁", address="/hant/about/").clean_fields()
