"""用户调查: the rules in plain Python, then the page."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.utils import timezone

from site_config.models import SurveyAnswer, SurveyQuestion
from site_config.survey import rules
from site_config.survey.rules import Choice, Question

ROAD = Question(
    "q1", "您怎样来到植树点？", "single", True, choices=(Choice("1", "步行"), Choice("2", "乘车"))
)
TREES = Question(
    "q2", "您种了哪些树？", "multiple", False, choices=(Choice("3", "柳"), Choice("4", "榆"))
)
WORDS = Question("q3", "您有什么建议？", "text", False, max_length=10)
ORIGIN = {"HTTP_ORIGIN": "http://testserver"}


def read(*questions, **sent):
    return rules.read(questions, lambda key: sent.get(key, []))


def problems(*questions, **sent):
    return [field.problem for field in read(*questions, **sent)]


def test_answers_are_kept_in_the_words_of_the_page():
    fields = read(ROAD, TREES, WORDS, q1=["2"], q2=["4", "3"], q3=[" 多带几把铲子 "])
    assert rules.answers(fields) == [
        {"question": "您怎样来到植树点？", "answer": "乘车"},
        {"question": "您种了哪些树？", "answer": ["柳", "榆"]},
        {"question": "您有什么建议？", "answer": "多带几把铲子"},
    ]


def test_unanswered_questions_are_left_out():
    assert rules.answers(read(ROAD, TREES, WORDS, q1=["1"])) == [
        {"question": "您怎样来到植树点？", "answer": "步行"}
    ]


@pytest.mark.parametrize(
    ("sent", "problem"),
    [
        ({}, "请选择一项"),
        ({"q1": ["1", "2"]}, "请只选择一项"),
        ({"q1": ["9"]}, "选项刚刚有改动，请重新选择"),
        ({"q1": ["1", "9"]}, "选项刚刚有改动，请重新选择"),
    ],
)
def test_a_single_choice_that_is_not_one_of_those_offered_is_sent_back(sent, problem):
    assert problems(ROAD, **sent) == [problem]


def test_a_text_may_be_as_long_as_the_question_says():
    assert problems(WORDS, q3=["十" * 10]) == [""]
    assert problems(WORDS, q3=["十" * 11]) == ["最多10字，现在是11字，请删去1字"]


def test_a_line_end_counts_as_one_character_as_it_does_in_the_browser():
    assert problems(WORDS, q3=["四个字\r\n" * 2 + "一二"]) == [""]


def test_unseen_characters_are_not_kept():
    assert read(WORDS, q3=["好\u200b\x00的"])[0].typed == "好的"


def test_a_required_text_that_is_blank_is_sent_back():
    required = Question("q3", "您有什么建议？", "text", True, max_length=10)
    assert problems(required, q3=["  \r\n "]) == ["请填写这一题"]


def test_a_form_without_any_answer_is_sent_back():
    assert problems(TREES, WORDS) == ["请至少回答一题", ""]


def test_the_tally_counts_the_choices_that_are_offered_now():
    kept = [
        [{"question": ROAD.text, "answer": "步行"}, {"question": TREES.text, "answer": ["柳"]}],
        [{"question": ROAD.text, "answer": "步行"}, {"question": WORDS.text, "answer": "好"}],
        [{"question": ROAD.text, "answer": "骑车"}],
    ]
    assert rules.tally([ROAD, TREES, WORDS], kept) == [
        (ROAD, [("步行", 2), ("乘车", 0)]),
        (TREES, [("柳", 1), ("榆", 0)]),
    ]


@pytest.fixture
def asked(db):
    """One required question of two choices and one text; the names of their fields."""
    road = SurveyQuestion.objects.create(order=1, text="您怎样来到植树点？", required=True)
    walk = road.choices.create(order=1, text="步行")
    road.choices.create(order=2, text="乘车")
    words = SurveyQuestion.objects.create(
        order=2, text="您有什么建议？", kind="text", max_length=10
    )
    return {"road": f"q{road.pk}", "walk": str(walk.pk), "words": f"q{words.pk}"}


@pytest.fixture
def send(client, asked):
    def send(data, **headers):
        return client.post("/survey/", data, **ORIGIN | headers)

    return send


def test_an_answer_is_kept_without_a_cookie_or_an_address(send, asked):
    response = send({asked["road"]: asked["walk"], asked["words"]: "多带铲子"})
    assert (response.status_code, response.url) == (302, "/survey/thanks/")
    assert not response.cookies
    kept = SurveyAnswer.objects.get()
    assert json.loads(kept.answers) == [
        {"answer": "步行", "question": "您怎样来到植树点？"},
        {"answer": "多带铲子", "question": "您有什么建议？"},
    ]
    assert [field.name for field in SurveyAnswer._meta.fields] == ["id", "at", "answers"]


def test_who_reads_large_letters_is_thanked_in_them(client, asked):
    form = client.get("/survey/?mode=elder").content.decode()
    assert '<form action="/survey/?mode=elder" method="post" novalidate>' in form
    sent = client.post("/survey/?mode=elder", {asked["road"]: asked["walk"]}, **ORIGIN)
    assert sent.url == "/survey/thanks/?mode=elder"


def test_the_thank_you_page_answers(client, db):
    assert client.get("/survey/thanks/").status_code == 200


def test_what_is_missing_is_said_on_top_at_the_field_and_in_the_title(send, asked):
    response = send({asked["words"]: "多带铲子"})
    page = response.content.decode()
    road = asked["road"]
    assert response.status_code == 422
    assert "<title>有1处需要修改：用户调查 - 通知公告</title>" in page
    assert 'role="alert"' in page
    assert f'<a href="#{road}-1">第1题还没有选择</a>' in page
    assert f'id="{road}-1"' in page
    assert f'<p class="err" id="{road}-e">请选择一项</p>' in page
    assert ">\n多带铲子</textarea>" in page
    assert not SurveyAnswer.objects.exists()


def test_what_was_chosen_is_still_chosen_when_the_form_comes_back(send, asked):
    page = send({asked["road"]: asked["walk"], asked["words"]: "十" * 11}).content.decode()
    assert f'value="{asked["walk"]}" checked>' in page
    assert "最多10字，现在是11字，请删去1字" in page


def test_typed_markup_is_shown_as_text(send, asked):
    page = send({asked["words"]: "</b><i>"}).content.decode()
    assert ">\n&lt;/b&gt;&lt;i&gt;</textarea>" in page


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_ORIGIN": "https://other.example.cn"},
        {"HTTP_ORIGIN": "null"},
        {"HTTP_ORIGIN": "http://testserver.example.cn"},
        {"HTTP_ORIGIN": "https://testserver"},
        {"HTTP_ORIGIN": ""},
        {"HTTP_ORIGIN": "", "HTTP_REFERER": "https://other.example.cn/survey/"},
        {"HTTP_ORIGIN": "http://[broken"},
        {"HTTP_SEC_FETCH_SITE": "cross-site"},
        {"HTTP_SEC_FETCH_SITE": "same-site"},
    ],
)
def test_a_form_of_another_site_is_refused_and_what_was_typed_is_kept(send, asked, headers):
    response = send({asked["road"]: asked["walk"], asked["words"]: "多带铲子"}, **headers)
    assert response.status_code == 403
    assert ">\n多带铲子</textarea>" in response.content.decode()
    assert not SurveyAnswer.objects.exists()


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_SEC_FETCH_SITE": "same-origin"},
        {"HTTP_ORIGIN": "", "HTTP_REFERER": "http://testserver/survey/?mode=elder"},
        {"HTTP_ORIGIN": "http://127.0.0.1:8000"},
    ],
)
def test_a_form_of_this_site_is_taken(send, asked, headers):
    assert send({asked["road"]: asked["walk"]}, **headers).status_code == 302


def test_outside_demo_mode_only_the_site_url_is_ours(send, asked, settings):
    settings.DEMO_MODE, settings.SITE_URL = False, "https://tz.example.cn"
    answer = {asked["road"]: asked["walk"]}
    assert send(answer).status_code == 403
    assert send(answer, HTTP_ORIGIN="https://tz.example.cn").status_code == 302
    assert send(answer, HTTP_ORIGIN="https://tz.example.cn:443").status_code == 302


def encoded(answer: dict) -> dict:
    """The arguments of a form as browsers send it."""
    return {"data": urlencode(answer), "content_type": "application/x-www-form-urlencoded"}


def test_a_full_answer_of_five_long_texts_is_taken(client, asked):
    texts = [
        SurveyQuestion.objects.create(text=f"第{order}问", kind="text", max_length=1000)
        for order in range(5)
    ]
    answer = {asked["road"]: asked["walk"]} | {f"q{one.pk}": "字" * 1000 for one in texts}
    assert client.post("/survey/", **encoded(answer), **ORIGIN).status_code == 302


def test_the_longest_form_follows_from_the_questions():
    choices = len("q1=1&q1=2&")
    assert rules.most_bytes([ROAD, WORDS]) == 4096 + choices + 9 * 10


def test_a_form_that_is_too_long_is_not_read(send, asked):
    response = send({asked["words"]: "长" * 16 * 1024})
    assert response.status_code == 413
    assert "填写的内容太长" in response.content.decode()


@pytest.mark.parametrize("headers", [{"HTTP_TRANSFER_ENCODING": "chunked"}, {"CONTENT_LENGTH": ""}])
def test_a_form_that_does_not_tell_its_length_is_not_read(client, asked, headers):
    answer = {asked["road"]: asked["walk"]}
    response = client.post("/survey/", **encoded(answer), **ORIGIN | headers)
    assert response.status_code == 411
    assert "浏览器没有说明内容有多长" in response.content.decode()
    assert not SurveyAnswer.objects.exists()


def test_without_questions_no_answer_is_taken(client, db):
    response = client.post("/survey/", {"q1": "1"}, **ORIGIN)
    assert response.status_code == 409
    assert "现在没有正在进行的调查" in response.content.decode()
    assert not SurveyAnswer.objects.exists()


def test_readers_who_come_at_once_are_counted_one_after_another(committed, monkeypatch):
    monkeypatch.setattr(SurveyAnswer, "LIMITS", ((timedelta(minutes=1), 3, 60),))
    SurveyQuestion.objects.create(text="您怎样来到植树点？")
    start = Barrier(8)

    def come(_):
        start.wait()
        try:
            return SurveyAnswer.take([{"question": "好吗？", "answer": "好"}])
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as readers:
        waits = list(readers.map(come, range(8)))
    assert sorted(waits) == [0] * 3 + [60] * 5
    assert SurveyAnswer.objects.count() == 3


def test_two_thousand_answers_a_day_are_taken_from_all_together(send, asked):
    SurveyAnswer.objects.bulk_create(SurveyAnswer(answers="[]") for _ in range(2000))
    SurveyAnswer.objects.update(at=timezone.now() - timedelta(hours=23))
    answer = {asked["road"]: asked["walk"]}
    response = send(answer)
    assert (response.status_code, response["Retry-After"]) == (429, "3600")
    assert "今天收到的答卷太多" in response.content.decode()
    SurveyAnswer.objects.update(at=timezone.now() - timedelta(hours=25))
    assert send(answer).status_code == 302


def test_sixty_answers_a_minute_are_taken_from_all_together(send, asked):
    SurveyAnswer.objects.bulk_create(SurveyAnswer(answers="[]") for _ in range(59))
    answer = {asked["road"]: asked["walk"], asked["words"]: "多带铲子"}
    assert send(answer).status_code == 302
    response = send(answer)
    assert (response.status_code, response["Retry-After"]) == (429, "60")
    assert ">\n多带铲子</textarea>" in response.content.decode()
    SurveyAnswer.objects.update(at=timezone.now() - timedelta(seconds=61))
    assert send(answer).status_code == 302


def test_without_questions_the_page_says_that_there_is_no_survey(client, db):
    assert "现在没有正在进行的调查" in client.get("/survey/").content.decode()


def test_the_form_costs_two_queries_whatever_it_asks(asked, django_assert_num_queries):
    with django_assert_num_queries(2):
        SurveyQuestion.form()
    for order in range(5):
        SurveyQuestion.objects.create(text=f"第{order}问").choices.create(text="好")
    with django_assert_num_queries(2):
        SurveyQuestion.form()
