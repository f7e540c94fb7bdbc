"""What the review page sends: choices so far, and what was pressed just now."""

from dataclasses import replace

from django import forms

from ...importing import KINDS, Choices
from .codes import BY_KEY, FORGET, parsed, written


class ReviewForm(forms.Form):
    """Nothing of it is saved before `accept`.

    choices: as `codes.written`; line and become: the line chosen and the key pressed; answer: both
    in one, from a button beside a doubt; offered: kinds of repair shown, repairs those left on.
    """

    seen_version = forms.IntegerField(widget=forms.HiddenInput)
    agreed = forms.CharField(widget=forms.HiddenInput, required=False)
    choices = forms.CharField(widget=forms.HiddenInput, required=False)
    line = forms.IntegerField(required=False, min_value=0)
    become = forms.CharField(required=False)
    answer = forms.CharField(required=False)
    offered = forms.MultipleChoiceField(required=False, choices=[(kind, "") for kind in KINDS])
    repairs = forms.MultipleChoiceField(required=False, choices=[(kind, "") for kind in KINDS])
    accept = forms.BooleanField(required=False)

    def chosen(self) -> Choices:
        """The choices made before this click, and the switches as they stand."""
        data = self.cleaned_data
        off = set(data["offered"]) - set(data["repairs"])
        return Choices(roles=parsed(data["choices"]), without=sorted(off))

    def pressed(self) -> tuple[int | None, str]:
        """The line and the key of this click; "" where another button was pressed."""
        answer, _, key = self.cleaned_data["answer"].partition(":")
        if key and answer.isascii() and answer.isdigit() and len(answer) <= 9:
            return int(answer), key
        return self.cleaned_data["line"], self.cleaned_data["become"]


def pressing(choices: Choices, at: int, key: str) -> Choices:
    """The choices with one more for the line that begins at `at`, or one less."""
    roles = dict(choices.roles)
    if key == FORGET:
        roles.pop(at, None)
    elif key in BY_KEY:
        roles[at] = (BY_KEY[key].role, BY_KEY[key].depth)
    return replace(choices, roles=roles)


def state_of(choices: Choices, version: int) -> dict:
    """What a form that is shown afresh carries along."""
    return {"choices": written(choices), "seen_version": version, "agreed": ""}
