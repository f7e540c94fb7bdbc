"""What a new site says before anybody has written anything: identity, footer, pages, survey."""

from dataclasses import dataclass, field

from django.db import transaction

from notices.models import DeskSetting

from ..models import FooterLink, Page, SiteIdentity, SurveyQuestion
from .demo import identity

PLACEHOLDER = "<p>请在后台填写。</p>"


@dataclass(frozen=True)
class Content:
    """`site` holds fields of SiteIdentity; what it leaves out takes the neutral default."""

    about: str = PLACEHOLDER
    contact: str = PLACEHOLDER
    site: dict[str, str] = field(default_factory=dict)


EMPTY = Content()
DEMO = Content(identity.ABOUT, identity.CONTACT, identity.SITE)


@transaction.atomic
def lay(content: Content) -> bool:
    """Writes it once; False, and nothing written, where the site has its identity already."""
    if SiteIdentity.objects.exists():
        return False
    SiteIdentity(pk=SiteIdentity.ROW, **content.site).save()
    for order, (title, address) in enumerate(FooterLink.FIRST, 1):
        FooterLink.objects.create(order=order, title=title, address=address)
    for slug, body in ((Page.Slug.ABOUT, content.about), (Page.Slug.CONTACT, content.contact)):
        Page.objects.create(slug=slug, title=slug.label, body=body)
    _lay_survey()
    DeskSetting.objects.begin(**identity.DESK)
    return True


def _lay_survey() -> None:
    for order, asked in enumerate(identity.SURVEY, 1):
        question = SurveyQuestion.objects.create(
            order=order,
            text=asked.text,
            kind=asked.style,
            required=asked.style == SurveyQuestion.Kind.SINGLE,
            max_length=asked.max_length or SurveyQuestion._meta.get_field("max_length").default,
        )
        for place, text in enumerate(asked.options, 1):
            question.choices.create(order=place, text=text)
