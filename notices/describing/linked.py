"""A notice as JSON-LD, in the words of https://schema.org/Legislation."""

import json
from dataclasses import dataclass
from datetime import datetime

from ..reading import Document
from ..validity import AMENDED, IN_FORCE

SCHEMA = "https://schema.org"
FORCES = {IN_FORCE: "InForce", AMENDED: "InForce"}
# What would end a <script> or begin a comment in it; JSON reads the escapes as the same text.
ESCAPES = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&"}


@dataclass(frozen=True)
class Standing:
    """What a notice is worth and since when; moments are in the zone of the site."""

    address: str
    validity: str
    published: datetime
    modified: datetime
    ended: datetime | None = None


def linked(document: Document, standing: Standing) -> str:
    """The text of a <script type="application/ld+json">.

    A kind without a red head (公示, 转载 …) is an Article: no legal document, and so of no force.
    """
    signed_on, from_day = document.signed_on, document.effective_on
    values = {
        "@context": SCHEMA,
        "@type": "Article",
        "headline": document.title,
        "inLanguage": "zh-Hans",  # of what is stored, whatever script the page is read in
        "url": standing.address,
        "datePublished": standing.published.isoformat(timespec="minutes"),
        "dateModified": standing.modified.isoformat(timespec="minutes"),
        "expires": standing.ended and standing.ended.isoformat(timespec="minutes"),
        "creativeWorkStatus": standing.validity,
        "author": [{"@type": "Organization", "name": name} for name in document.issuers],
    }
    if document.kind["red_head"]:
        values |= {
            "@type": "Legislation",
            "legislationType": document.kind["name"],
            "legislationIdentifier": document.doc_number,
            "legislationDate": signed_on and signed_on.isoformat(),
            "legislationDateOfApplicability": from_day and from_day.isoformat(),
            "legislationLegalForce": f"{SCHEMA}/{FORCES.get(standing.validity, 'NotInForce')}",
        }
    told = {name: value for name, value in values.items() if value}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)
