"""序号 for the outline editor: entries in, labels out. The one numbering is on this side, and the one
rule how a section is cited."""

import json
from collections.abc import Mapping

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.views.decorators.http import require_POST

from ... import numbering, rich_text
from ...reading import citing

MAX_BYTES = 300_000
MAX_ENTRIES = 2_000
MAX_TYPED = 100


class _NotAnOutline(ValueError):
    """The question is not made as `labels_view` says."""


@require_POST
def labels_view(request):
    """{"scheme": code, "entries": [{"depth", "start", "unnumbered", "typed"}]} → {"labels": […]}.

    With "cite": true, and a "heading" in each entry, also {"words": […]}: what a reference to each
    says, "" where it can have none.
    {"problem": sentence} where the outline cannot be numbered; with status 400 where the question
    is not of this shape or over the bounds, with 403 for who may not write notices.
    """
    if not (
        request.user.has_perm("notices.change_notice")
        or request.user.has_perm("notices.add_notice")
    ):
        raise PermissionDenied
    try:
        scheme, entries, headings = _question(request.body)
        labels = numbering.labels(scheme, entries)
        cited = {"words": _words(entries, labels, headings)} if headings else {}
        return JsonResponse({"labels": labels} | cited)
    except _NotAnOutline as refusal:
        return JsonResponse({"problem": str(refusal)}, status=400)
    except ValueError as refusal:
        return JsonResponse({"problem": str(refusal)})


def _words(entries: list[numbering.Entry], labels: list[str], headings: list[str]) -> list[str]:
    rows = [
        {"depth": entry.depth, "label": label, "heading": heading}
        for entry, label, heading in zip(entries, labels, headings, strict=True)
    ]
    return citing.words(rows)


def _question(body: bytes) -> tuple[str, list[numbering.Entry], list[str]]:
    """Scheme, entries and their headings; no headings where it is not asked how to cite."""
    if len(body) > MAX_BYTES:
        raise _NotAnOutline("层次太多，序号要等保存以后再编排。")
    try:
        asked = json.loads(body)
        scheme, given = asked["scheme"], asked["entries"]
        if not isinstance(scheme, str) or len(given) > MAX_ENTRIES:
            raise _NotAnOutline(f"一份通知最多 {MAX_ENTRIES} 个层次。")
        headings = [_heading(one) for one in given] if asked.get("cite") else []
        return scheme, [_entry(one) for one in given], headings
    except _NotAnOutline:
        raise
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise _NotAnOutline("没有读懂要编排的层次。") from error


def _heading(given: Mapping) -> str:
    heading = given.get("heading") or ""
    if not isinstance(heading, str):
        raise TypeError
    return " ".join(rich_text.strip_unseen(heading).split("\n")).strip()


def _entry(given: Mapping) -> numbering.Entry:
    depth, start, typed = given["depth"], given.get("start"), given.get("typed") or ""
    # A bool is an int for Python, a number of no outline.
    if type(depth) is not int or type(start) not in (int, type(None)):
        raise TypeError
    if not isinstance(typed, str) or len(typed) > MAX_TYPED:
        raise TypeError
    return numbering.Entry(depth, start, bool(given.get("unnumbered")), typed.strip())
