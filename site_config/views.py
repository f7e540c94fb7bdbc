"""The pages the footer leads to."""

from datetime import datetime
from itertools import groupby

from django.conf import settings
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from notices.models import Issuer, Release, Topic
from notices.validity import IN_FORCE
from notices.views.pages import validity_of
from notices.views.paging import part

from .models import Page, SurveyAnswer, SurveyQuestion
from .survey import rules
from .survey.origin import is_ours

MAP_LENGTH = 500  # notices a page
MAP_COLUMNS = ("edition__payload__title", "edition__payload__effective_on")
TOO_LONG = "填写的内容太长，没有提交。请返回上一页，删去一些文字再提交。"
NOT_OURS = f"没有提交：请从本站（{settings.SITE_URL}）打开这一页再填写，填好的内容可以先复制下来。"
NO_LENGTH = "没有提交：浏览器没有说明内容有多长。请换一个浏览器再试。"
TOO_MANY = {  # by the seconds to wait
    60: "现在提交的人太多，没有收下这一份。您填的内容还在下面，请过一分钟再点“提交”。",
    3600: "今天收到的答卷太多，没有收下这一份。填好的内容可以先复制下来，请过几小时再提交。",
}


@require_safe
def page(request, slug: str):
    """关于我们 or 联系我们."""
    return render(request, "site/page.html", {"page": Page.of(slug)})


@require_safe
def site_map(request):
    """Every public notice, newest first and by year; a page that cannot be is one that can."""
    at = timezone.now()
    releases = (
        Release.objects.public(at)
        .listed()
        .with_validity(at)
        .select_related("edition__payload")
        .only("notice_id", "edition_id", "first_live_at", *MAP_COLUMNS)
    )
    found = part(releases, request.GET.get("page", ""), MAP_LENGTH)
    rows = [(release, _validity(release, at)) for release in found.releases]
    context = {
        "part": found,
        "from_day": None if found.is_first else found.releases[0].first_live_at,
        "years": [(year, list(of_year)) for year, of_year in groupby(rows, _year)],
        "pages": [Page.of(slug) for slug in Page.Slug],
        "topics": Topic.objects.all(),
        "issuers": Issuer.objects.known(at),
    }
    return render(request, "site/site_map.html", context)


def _validity(release: Release, at: datetime) -> str:
    """The word beside a title; "" where it is 现行有效, as nearly all are."""
    word = validity_of(release, at)
    return "" if word == IN_FORCE else word


def _year(row: tuple[Release, str]) -> int:
    return timezone.localtime(row[0].first_live_at).year


# Readers have no cookie, so no token: the Origin is checked instead.
@require_http_methods(["GET", "HEAD", "POST"])
def survey(request):
    """用户调查: the form, and what is sent with it."""
    questions = SurveyQuestion.form()
    if request.method != "POST":
        return _form(request, rules.blank(questions))
    if refused := _unread(request, questions):
        return refused
    fields = rules.read(questions, request.POST.getlist)
    if not is_ours(request):
        return _form(request, fields, refusal=NOT_OURS, status=403)
    if any(field.problem for field in fields):
        return _form(request, fields, status=422)
    if wait := SurveyAnswer.take(rules.answers(fields)):
        response = _form(request, fields, refusal=TOO_MANY[wait], status=429)
        response.headers["Retry-After"] = str(wait)
        return response
    large = "?mode=elder" if request.GET.get("mode") == "elder" else ""
    return redirect(f"{reverse('site:survey_thanks')}{large}")


def _unread(request, questions):
    """The refusal of a form told by its headers alone, so that a flood is not read; else None."""
    if not questions:
        return _form(request, [], status=409)
    length = request.META.get("CONTENT_LENGTH") or ""
    if not length.isdigit() or "Transfer-Encoding" in request.headers:
        return _form(request, rules.blank(questions), refusal=NO_LENGTH, status=411)
    if int(length) > rules.most_bytes(questions):
        return _form(request, rules.blank(questions), refusal=TOO_LONG, status=413)
    return None


def _form(request, fields, *, refusal="", status=200):
    problems = [] if refusal else [field for field in fields if field.problem]
    context = {"fields": fields, "problems": problems, "refusal": refusal}
    return render(request, "site/survey.html", context, status=status)


@require_safe
def survey_thanks(request):
    return render(request, "site/survey_thanks.html")
