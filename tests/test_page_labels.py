"""What the head of a page tells machines: 网页标签, Open Graph, linked data, its other forms."""

import datetime
import json
import re
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from notices.models import Kind, ReadingSetting, Topic
from site_config.models import Page, SiteIdentity

from .making import corrected, illustrate, make_notice, published, publisher

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"
TAG = re.compile(r'<meta (name|property)="([^"]+)" content="([^"]*)"(?: property="([^"]+)")?>')
OF_THE_SITE = {"SiteName": "示例通知网", "SiteDomain": "127.0.0.1"}
TITLE = "中共示例省委关于做好春季植树工作的通知"


@pytest.fixture(autouse=True)
def site():
    SiteIdentity(pk=1, name="示例通知网", organisation="中共示例省委", home_heading="通知").save()


def head_of(client, address: str) -> str:
    body = client.get(address).content.decode()
    return body[: body.index("</head>")]


def labels_of(client, address: str) -> dict[str, str]:
    """The tags of the standard, whose names begin with a capital."""
    found = TAG.findall(head_of(client, address))
    return {name: unescape(text) for _, name, text, _ in found if name[0].isupper()}


def graph_of(client, address: str) -> dict[str, str]:
    found = {}
    for sort, name, text, prop in TAG.findall(head_of(client, address)):
        if sort == "property" or prop:
            found[prop or name] = unescape(text)
    return found


def linked_of(client, address: str) -> dict:
    (text,) = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', head_of(client, address)
    )
    return json.loads(text)


def test_a_notice_carries_the_labels_of_the_standard(client):
    topic = Topic.objects.create(name="绿化")
    notice = published(topic=topic, doc_number="示发〔2026〕7号")
    live = notice.live_release()
    assert labels_of(client, f"/notices/{notice.pk}/") == OF_THE_SITE | {
        "ColumnName": "绿化",
        "ColumnType": "政策文件",
        "ArticleTitle": TITLE,
        "PubDate": timezone.localtime(live.first_live_at).strftime("%Y-%m-%d %H:%M"),
        "ContentSource": "中共示例省委",
        "Keywords": "绿化,通知,中共示例省委,示发〔2026〕7号",
        "Author": "中共示例省委",
        "Description": "为做好春季植树工作，现通知如下。",
        "Url": f"{SITE}/notices/{notice.pk}/",
    }


def test_a_reprint_names_its_source_and_a_notice_without_a_topic_the_list(client):
    notice = published(source="reprint", source_name="示例日报")
    labels = labels_of(client, f"/notices/{notice.pk}/")
    assert (labels["ContentSource"], labels["ColumnName"]) == ("示例日报", "通知")


def test_the_label_of_the_time_stays_that_of_the_first_publication(client):
    notice = make_notice()
    notice.move_in(publisher(), datetime.datetime(2019, 5, 12, 9, 30), ())
    corrected(notice)
    assert labels_of(client, f"/notices/{notice.pk}/")["PubDate"] == "2019-05-12 09:30"


def test_the_first_picture_is_the_image_of_the_page(client):
    notice = make_notice()
    illustrate(notice, place="closing", alt="后面的")
    first = illustrate(notice, alt="前面的")
    notice.refresh_from_db()
    notice.publish(publisher())
    address = f"{SITE}/notices/{notice.pk}/figures/{first.number}/"
    assert labels_of(client, f"/notices/{notice.pk}/")["Image"] == address
    assert graph_of(client, f"/notices/{notice.pk}/")["og:image"] == address


@pytest.mark.parametrize(
    ("address", "name", "description", "column_type"),
    [
        ("/", "通知", "通知", "首页"),
        ("/about/", "关于本站", "每年春天。", "概况信息"),
        ("/contact/", "联系我们", "联系我们", "概况信息"),
        ("/site-map/", "网站地图", "网站地图", "信息公开目录"),
        ("/survey/", "用户调查", "用户调查", "征集调查"),
    ],
)
def test_every_page_of_the_site_is_a_column(client, address, name, description, column_type):
    Page.objects.create(slug="about", title="关于本站", body="<p>每年春天。</p>")
    assert labels_of(client, address) == OF_THE_SITE | {
        "ColumnName": name,
        "ColumnDescription": description,
        "ColumnKeywords": f"{name},示例通知网,中共示例省委",
        "ColumnType": column_type,
    }


def test_a_page_of_the_organisation_itself_names_it_once_among_its_words(client):
    issuer = published().issuers.get()
    assert labels_of(client, f"/issuers/{issuer.pk}/") == OF_THE_SITE | {
        "ColumnName": "中共示例省委",
        "ColumnDescription": "中共示例省委",
        "ColumnKeywords": "中共示例省委,示例通知网",
        "ColumnType": "政策文件",
    }


def test_an_attachment_that_is_read_here_carries_the_labels_of_an_article(client):
    notice = published(attachments=1, doc_number="示发〔2026〕7号", topic=None)
    published_at = timezone.localtime(notice.live_release().first_live_at)
    address = f"/notices/{notice.pk}/files/1/view/"
    assert labels_of(client, address) == OF_THE_SITE | {
        "ColumnName": "通知",
        "ColumnType": "政策文件",
        "ArticleTitle": "登记表1",
        "PubDate": published_at.strftime("%Y-%m-%d %H:%M"),
        "ContentSource": "中共示例省委",
        "Description": f"{TITLE}（示发〔2026〕7号）的附件。",
        "Url": f"{SITE}{address}",
    }
    head = head_of(client, address)
    assert re.findall('rel="canonical" href="([^"]*)"', head) == [f"{SITE}{address}"]
    assert re.findall('hreflang="zh-Hant" href="([^"]*)"', head) == [f"{SITE}/hant{address}"]


def test_only_a_site_that_has_a_code_says_one(client):
    assert "SiteIDCode" not in head_of(client, "/")
    SiteIdentity(pk=1, id_code="4403000002").save()
    assert labels_of(client, "/")["SiteIDCode"] == "4403000002"


@pytest.mark.parametrize("code", ["440300000", "bm0100000", "BM01000001", "44030000０2", "x"])
def test_a_code_that_cannot_be_one_is_refused(code):
    with pytest.raises(ValidationError):
        SiteIdentity(id_code=code).clean_fields()


@pytest.mark.parametrize("code", ["", "4403000002", "bm01000001"])
def test_a_code_of_either_form_or_none_is_taken(code):
    SiteIdentity(id_code=code).clean_fields()


def test_a_shared_link_has_title_kind_address_and_words(client):
    notice = published()
    assert graph_of(client, f"/notices/{notice.pk}/") == {
        "og:site_name": "示例通知网",
        "og:type": "article",
        "og:title": TITLE,
        "og:description": "为做好春季植树工作，现通知如下。",
        "og:url": f"{SITE}/notices/{notice.pk}/",
    }


def test_linked_data_says_what_the_document_is_and_that_it_is_in_force(client):
    notice = published(doc_number="示发〔2026〕7号", effective_on=datetime.date(2026, 6, 1))
    live = notice.live_release()
    since = timezone.localtime(live.first_live_at).isoformat(timespec="minutes")
    assert linked_of(client, f"/notices/{notice.pk}/") == {
        "@context": "https://schema.org",
        "@type": "Legislation",
        "headline": TITLE,
        "inLanguage": "zh-Hans",
        "url": f"{SITE}/notices/{notice.pk}/",
        "datePublished": since,
        "dateModified": since,
        "creativeWorkStatus": "现行有效",
        "author": [{"@type": "Organization", "name": "中共示例省委"}],
        "legislationType": "通知",
        "legislationIdentifier": "示发〔2026〕7号",
        "legislationDate": "2026-05-12",
        "legislationDateOfApplicability": "2026-06-01",
        "legislationLegalForce": "https://schema.org/InForce",
    }


def test_linked_data_of_a_revoked_document_says_when_its_force_ended(client):
    notice = published()
    notice.withdraw(
        publisher(), "revoked", reason="缺少依据。", decided_by="示例省委", basis_number="示〔1〕"
    )
    ended = timezone.localtime(notice.withdrawals.get().takes_effect_at)
    found = linked_of(client, f"/notices/{notice.pk}/")
    assert found["legislationLegalForce"] == "https://schema.org/NotInForce"
    assert found["creativeWorkStatus"] == "已撤销"
    assert found["expires"] == found["dateModified"] == ended.isoformat(timespec="minutes")


def test_what_is_no_legal_document_has_no_force(client):
    notice = published(kind=Kind.objects.get(code="publicity"))
    found = linked_of(client, f"/notices/{notice.pk}/")
    assert found["@type"] == "Article"
    assert [name for name in found if name.startswith("legislation")] == []


def test_a_title_cannot_end_the_block_of_linked_data(client):
    title = "关于</script><!--<script>与&amp;的通知"
    found = linked_of(client, f"/notices/{published(title=title).pk}/")
    assert found["headline"] == title


def test_a_notice_leads_to_its_feed_and_its_data(client):
    notice = published()
    links = re.findall(
        r'<link rel="alternate" href="([^"]*)"', head_of(client, f"/notices/{notice.pk}/")
    )
    assert links == [f"/notices/{notice.pk}.json", "/feed/"]
    assert client.get(links[0]).status_code == 200


def test_one_edition_names_the_notice_and_no_force_of_its_own(client):
    ReadingSetting.objects.create(pk=1, history="compare")
    notice = corrected(published())
    head = head_of(client, f"/notices/{notice.pk}/editions/1/")
    assert f'<meta name="Url" content="{SITE}/notices/{notice.pk}/"' in head
    assert "ld+json" not in head
