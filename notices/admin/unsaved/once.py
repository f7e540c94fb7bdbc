"""A new notice is made once: two posts of one form lead to the draft that the first made."""

import secrets
from datetime import timedelta

from django.contrib import messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.shortcuts import redirect
from django.utils import timezone

from ...canonical import digest_of
from ...models import Event, Notice, User
from ..forms import ALREADY, RESTORING
from .drafts import TOKEN, tell_saved

# The field of the form, and the fact that the Event of its first save keeps.
ONCE, FORM = "made_once", "form"
LASTS = timedelta(days=7)
# What one form sends differently each time, or by which button.
NOT_SAID = {"csrfmiddlewaretoken", "draft", ONCE}
BUTTONS = {"_save", "_continue", "_addanother"}


def new_token() -> str:
    return secrets.token_hex(10)


def facts_of(request) -> dict:
    """What the Event of a new notice remembers of the form that made it."""
    token = _token(request)
    return {FORM: f"{token} {_words(request)}"} if token else {}


def answered_before(request):
    """The answer to a form that has made its notice already; None where it has not.

    Other words under the same token are not thrown away: request.POST then says of itself that it
    is a second form, and is shown as one. Holds the person's row, the first of all locks, so that of
    two at once the second sees what the first has made.
    """
    token = _token(request)
    if not token or RESTORING in request.POST or IS_POPUP_VAR in request.POST:
        return None
    User.objects.select_for_update(no_key=True).get(pk=request.user.pk)
    event = _made_by(request.user, token)
    notice = event and Notice.objects.filter(pk=event.notice_id).first()
    if notice is None:
        return None
    if f"{token} {_words(request)}" in event.data:
        messages.warning(request, f"《{notice}》已经保存过了，没有再建一份；下面就是它。")
        return tell_saved(request, redirect("admin:notices_notice_change", notice.pk))
    request.POST = request.POST.copy()
    request.POST[ONCE], request.POST[ALREADY] = new_token(), str(notice)
    return None


def _token(request) -> str:
    token = request.POST.get(ONCE, "")
    return token if TOKEN.fullmatch(token) else ""


def _words(request) -> str:
    """The digest of all that was typed and chosen; of a file its name and size."""
    typed = {
        name: values
        for name, values in request.POST.lists()
        if name not in NOT_SAID and name not in BUTTONS
    }
    files = {
        name: [[file.name, file.size] for file in sent] for name, sent in request.FILES.lists()
    }
    return digest_of({"typed": typed, "files": files})


def _made_by(user, token: str) -> Event | None:
    saved = Event.objects.filter(verb=Event.Verb.SAVED, actor_name=user.get_username())
    lately = saved.filter(at__gte=timezone.now() - LASTS, data__contains=f'"{FORM}":"{token} ')
    return lately.order_by("-seq").first()
