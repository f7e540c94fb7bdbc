"""manage.py make_notices: synthetic notices are public notices in every way."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from notices.management.synthetic.texts import paper
from notices.models import Notice, Passage, Release

from .making import editor


@pytest.mark.django_db(transaction=True)
def test_what_is_made_is_public_found_and_proved(client, capsys):
    editor()
    call_command("make_notices", "3")
    assert Release.objects.public().count() == 3
    newest = Release.objects.public().newest_first().first()
    page = client.get(f"/notices/{newest.notice_id}/").content.decode()
    assert newest.edition.payload.doc_number in page
    found = client.get("/search/", {"q": newest.edition.payload.doc_number}).content.decode()
    assert f'href="/notices/{newest.notice_id}/' in found
    call_command("verify")


@pytest.mark.django_db
def test_a_synthetic_notice_can_be_edited_and_searched_like_any_other():
    editor()
    call_command("make_notices", "1")
    notice = Notice.objects.get()
    edition = notice.editions.get()
    assert notice.working_digest() == edition.digest
    before = list(Passage.objects.values_list("order", "folded"))
    call_command("rebuild_search")
    assert list(Passage.objects.values_list("order", "folded")) == before
    assert notice.problems() == []


def test_the_same_number_makes_the_same_paper():
    at = timezone.now()
    assert paper(7, at) == paper(7, at)
    assert paper(7, at) != paper(8, at)


@pytest.mark.django_db
def test_a_site_others_can_reach_gets_no_synthetic_notices(settings):
    editor()
    settings.DEMO_MODE = False
    with pytest.raises(CommandError, match="只许放在演示站点"):
        call_command("make_notices", "1")
    assert Notice.objects.count() == 0


@pytest.mark.django_db
def test_a_number_that_cannot_be_and_a_site_without_users_are_refused():
    with pytest.raises(CommandError, match="至少是 1"):
        call_command("make_notices", "0")
    with pytest.raises(CommandError, match="还没有用户"):
        call_command("make_notices", "1")
