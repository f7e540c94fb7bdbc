"""What the log is asked for: an act, a person, a notice, days."""

from datetime import date, datetime, time, timedelta

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from ...models import Event, User

BY_NOBODY = "-"  # what the site does by itself
COLUMNS = ["seq", "at", "verb", "actor_name", "notice", "digest", "data", "hash", "notice__title"]


class _Day(forms.DateField):
    def __init__(self, label: str):
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(label=label, required=False, widget=widget)

    def clean(self, value):
        day = super().clean(value)
        if day and not 2000 <= day.year <= 2199:
            raise forms.ValidationError("请核对年份。")
        return day


class LogForm(forms.Form):
    """Every field may be empty; who has left is not in the list of people, his acts are."""

    verb = forms.ChoiceField(label="动作", required=False)
    person = forms.ChoiceField(label="操作人", required=False)
    notice = forms.IntegerField(
        label="通知编号", required=False, min_value=1, max_value=10**15, widget=forms.TextInput
    )
    since = _Day("从")
    until = _Day("到")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["verb"].choices = [("", "动作：全部"), *Event.Verb.choices]
        people = User.objects.order_by("username").only("username", "first_name", "last_name")
        named = [(user.username, _named(user)) for user in people]
        self.fields["person"].choices = [("", "操作人：全部"), (BY_NOBODY, "系统"), *named]

    def clean(self):
        cleaned = super().clean()
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", "截止的日期在开始以前。")
        return cleaned

    def told(self) -> str:
        """The answers in one line, for the record of an export."""
        shown = {
            "verb": dict(self.fields["verb"].choices),
            "person": dict(self.fields["person"].choices),
        }
        asked = {name: value for name, value in self.cleaned_data.items() if value}
        return "，".join(
            f"{self.fields[name].label} {shown.get(name, {}).get(value, value)}"
            for name, value in asked.items()
        )


def found(asked: dict) -> QuerySet:
    """The Events that were asked for, the newest first, each with the title of its notice."""
    events = Event.objects.order_by("-seq").select_related("notice").only(*COLUMNS)
    if asked.get("verb"):
        events = events.filter(verb=asked["verb"])
    if asked.get("person"):
        by = asked["person"]
        events = events.filter(actor_name="" if by == BY_NOBODY else by)
    if asked.get("notice"):
        events = events.filter(notice=asked["notice"])
    if asked.get("since"):
        events = events.filter(at__gte=_start(asked["since"]))
    if asked.get("until"):
        events = events.filter(at__lt=_start(asked["until"] + timedelta(days=1)))
    return events


def _named(user: User) -> str:
    full = user.get_full_name()
    return f"{full}（{user.username}）" if full else user.username


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
