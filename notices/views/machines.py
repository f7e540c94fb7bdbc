"""How machines are answered: JSON, read from any site's page, and a sentence where it fails."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpResponse, JsonResponse

from ..describing.asking import NotUnderstood
from ..describing.data import moment
from .answers import ERASED, SEALED, TAKEN_DOWN, Gone

API = "/api/"
ALLOWED = "GET, HEAD, OPTIONS"
NOT_ALLOWED = "这个网址只供读取，请用 GET。"
NOT_FOUND = "没有这份公开的通知，或者没有公开这一版。"
WHY_GONE = {
    TAKEN_DOWN: "这份通知的页面已撤下。",
    SEALED: "这一版已封存，不再对外提供。",
    ERASED: "这一版已抹除。",
}


def answering_machines(view: Callable[..., dict]) -> Callable[..., HttpResponse]:
    """A view of the value a view returns; its refusals become 400, 404 and 410 with a sentence.

    Scripts of other sites may read it (CORS): it is public, and no cookie is asked for.
    """

    @wraps(view)
    def answer(request, *args, **kwargs):
        if request.method == "OPTIONS":
            return _preflight()
        if request.method not in {"GET", "HEAD"}:
            response = json_answer({"status": 405, "error": NOT_ALLOWED}, 405)
            response.headers["Allow"] = ALLOWED
            return response
        response = _answer(view, request, *args, **kwargs)
        response.headers["Access-Control-Allow-Origin"] = "*"
        return response

    return answer


def _preflight() -> HttpResponse:
    return HttpResponse(
        status=204,
        headers={
            "Allow": ALLOWED,
            "Access-Control-Allow-Origin": "*",
            "Access-Control-Allow-Methods": "GET",
        },
    )


def _answer(view, request, *args, **kwargs) -> JsonResponse:
    try:
        return json_answer(view(request, *args, **kwargs))
    except NotUnderstood as refusal:
        return json_answer({"status": 400, "error": str(refusal)}, 400)
    except Http404:
        return json_answer({"status": 404, "error": NOT_FOUND}, 404)
    except Gone as gone:
        return json_answer(_gone(gone), 410)


def _gone(gone: Gone) -> dict:
    """What the 410 page says: of a sealed edition nothing but that."""
    act, is_down = gone.act, gone.how == TAKEN_DOWN
    at = {TAKEN_DOWN: "takes_effect_at", ERASED: "made_at"}.get(gone.how)
    return {
        "status": 410,
        "error": WHY_GONE[gone.how],
        "how": gone.how,
        "at": moment(getattr(act, at)) if at else None,
        "reason": None if gone.how == SEALED else act.reason,
        "stays_in_force": bool(act.stays_in_force) if is_down else None,
    }


def failed(status: int, sentence: str) -> JsonResponse:
    """The answer of what belongs to no view of ours, in the form of all refusals."""
    response = json_answer({"status": status, "error": sentence}, status)
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def json_answer(value: dict, status: int = 200) -> JsonResponse:
    return JsonResponse(value, status=status, json_dumps_params={"ensure_ascii": False})
