"""Problems of what the form says, saved or not, each with the field it stands in."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from ...checks import RULES, Problem
from ...checks.links import outside_addresses
from ...models import LinkSetting, Notice, OutsideLink
from ...models.checking.verbs import GONE
from ...models.payload import payload_of
from ...refusal import Refused
from ..unsaved.submitted import Submitted, submitted, working_copy

NOT_SAVED = "这段文字还没有保存：请先保存，再说明理由。"
LINKS_OFF = "没有开启核查外部链接，请系统管理员在“外部链接”里开启。"
ASKING_SECONDS = 20  # for all links of a form: somebody waits
# Where a row's words may stand; the first is where the click lands.
ROW_FIELD = {"attachment": "name", "figure": "alt"}
AROUND = 16  # characters shown on either side of the words
MASKED = "个人信息"
FIRST_ISSUER = "notice_issuers-0-issuer"


def problems_view(model_admin, request, pk: int):
    """The Problems of the form as it was sent, as JSON; nothing is saved.

    What cannot be checked is said in a sentence: {"problems": [], "told": "…"}. "outside": how
    many links may be asked whether they answer.
    """
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        sent, notice, payload = _sent(model_admin, request, pk)
        found = notice.checked(payload)
    except ValueError as reason:
        return JsonResponse({"problems": [], "told": str(reason), "outside": 0})
    prefixes = _prefixes(sent)
    return JsonResponse(
        {
            "problems": [as_json(one, prefixes) for one in found],
            "told": "",
            "outside": _may_be_asked(payload),
        }
    )


def _may_be_asked(payload: dict) -> int:
    addresses = outside_addresses(payload, settings.SITE_URL)
    return len(addresses) if addresses and LinkSetting.allows() else 0


def links_view(model_admin, request, pk: int):
    """Asks the links of the form that lead elsewhere, where the setting allows; {"told"}."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        _, _, payload = _sent(model_admin, request, pk)
    except ValueError as reason:
        return JsonResponse({"told": str(reason)})
    if not LinkSetting.allows():
        return JsonResponse({"told": LINKS_OFF})
    addresses = outside_addresses(payload, settings.SITE_URL)
    asked = OutsideLink.objects.ask(addresses, ASKING_SECONDS)
    silent = sum(bool(row.why_not) for row in asked)
    left = len(addresses) - len(asked)
    more = f"，还有 {left} 个没有来得及核查" if left else ""
    return JsonResponse({"told": f"核查了 {len(asked)} 个外部链接，{silent} 个打不开{more}。"})


def _sent(model_admin, request, pk: int) -> tuple[Submitted, Notice, dict]:
    """The form as it was sent, and what its notice would say; ValueError where that is nothing."""
    notice = get_object_or_404(Notice, pk=pk)
    if not model_admin.has_change_permission(request, notice):
        raise PermissionDenied
    sent = submitted(model_admin, request, notice)
    notice, parts = working_copy(sent)
    return sent, notice, payload_of(notice, parts)


@require_POST
def waive_view(request, pk: int):
    """One advisory Problem answered for; {"done", "told"} says whether, or why not."""
    notice = get_object_or_404(Notice, pk=pk)
    try:
        notice.waive(request.user, request.POST.get("digest", ""), request.POST.get("reason", ""))
    except Refused as refusal:
        reasons = [NOT_SAVED if reason == GONE else reason for reason in refusal.reasons]
        return JsonResponse({"done": False, "told": "".join(reasons)})
    return JsonResponse({"done": True, "told": "已记录。"})


def _prefixes(sent: Submitted) -> dict[str, str]:
    """section:12 → sections-3: which row of the form a numbered part is."""
    return {
        f"{prefix.removesuffix('s')}:{row.instance.number}": row.prefix
        for prefix in ("sections", "attachments", "figures")
        for row in sent.staying(prefix)
    }


def as_json(problem: Problem, prefixes: dict[str, str]) -> dict:
    """What the form's script draws; `nth` counts the same words before it in its text.

    `kind` is the same of Problems that may be mended together, when each was seen among the words
    around it, `before` and `after`.
    """
    end = problem.offset + len(problem.words)
    return {
        "rule": RULES[problem.rule].name,
        "place": problem.where,
        "message": problem.message,
        "advice": problem.advice,
        "blocking": problem.blocking,
        "field": _field(problem.part, prefixes),
        "kind": _kind(problem),
        "offset": problem.offset,
        "words": problem.words,
        "before": problem.about[max(0, problem.offset - AROUND) : problem.offset],
        "after": problem.about[end : end + AROUND],
        "nth": problem.about[: problem.offset].count(problem.words) if problem.words else 0,
        "instead": problem.instead,
        "digest": problem.digest,
    }


def _kind(problem: Problem) -> str:
    """A wrong word with its rule; numbers to be masked are all one, as no two are the same."""
    alone = RULES[problem.rule].group == MASKED
    return problem.rule if alone else f"{problem.rule} {problem.words} {problem.instead}"


def _field(part: str, prefixes: dict[str, str]) -> str:
    name, _, rest = part.partition(":")
    if not rest:
        return FIRST_ISSUER if name == "issuers" else name
    number, _, field = rest.partition(":")
    prefix = prefixes.get(f"{name}:{number}")
    return f"{prefix}-{field or ROW_FIELD[name]}" if prefix else ""
