"""The newsroom's pages as a browser would use them, without one."""

import re

from django.urls import reverse

from notices.rich_text import plain


def form_of(response) -> dict:
    """Every field of the change form as a browser would send it back unchanged."""
    data = {}
    forms = [response.context["adminform"].form]
    for inline in response.context["inline_admin_formsets"]:
        forms.append(inline.formset.management_form)
        forms += inline.formset.forms
    for form in forms:
        for bound in form:
            value = bound.value()
            if value is not None and value is not False and value != "":
                data[bound.html_name] = bound.field.prepare_value(value)
    return {name: "on" if value is True else value for name, value in data.items()}


def change(client, notice, **changed):
    address = reverse("admin:notices_notice_change", args=[notice.pk])
    data = form_of(client.get(address)) | changed
    return client.post(address, data, follow=True)


def said(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def errors(response) -> str:
    return plain(
        " ".join(re.findall(r'<ul class="errorlist[^>]*>.*?</ul>', response.content.decode()))
    )
