"""Private mailboxes and home addresses: advice, as an office may have either."""

import re
from collections.abc import Iterator

from ..folding import Folded
from ..found import found_folded
from ..problem import Passage, Problem

_PROVIDERS = "qq|foxmail|163|126|yeah|sina|sohu|139|189|wo|gmail|hotmail|outlook|yahoo|aliyun|tom|21cn|icloud"
_EMAIL = re.compile(
    rf"(?<![\w.+-])(?P<name>[\w.+-]{{1,64}})@(?P<host>(?:vip\.)?(?:{_PROVIDERS})\.(?:com|net|cn)(?:\.cn)?)(?![\w-])",
    re.ASCII | re.IGNORECASE,
)
_HOUSE = r"\d{1,5}(?:号楼|幢|栋|号院|单元|座)[^,。;\n\t]{0,12}?\d{1,5}(?:室|户|号)"
_HOME = re.compile(
    rf"(?:家庭(?:住|地)址|家住|住址|现住址?|户籍(?:所在)?地(?:址)?)(?:为|:| )*"
    rf"(?P<address>[\u4e00-\u9fff]{{2,}}[^,。;\n\t]{{0,30}}?\d[^,。;\n\t]{{0,20}})"
    rf"|(?P<house>[\u4e00-\u9fff]{{2,12}}(?:小区|花园|公寓|新村|家园|[村苑庭里])[^,。;\n\t]{{0,6}}?{_HOUSE})"
)


def find(passage: Passage, folded: Folded) -> Iterator[Problem]:
    for match in _EMAIL.finditer(folded.text):
        masked = f"{match['name'][:2]}****@{match['host']}"
        yield found_folded(
            "private_email",
            passage,
            folded,
            match.span(),
            f"这里有个人邮箱（{masked}）。",
            "请改用单位邮箱；确为对外公开的工作邮箱的，请写明理由。",
            instead=masked,
        )
    for match in _HOME.finditer(folded.text):
        yield found_folded(
            "home_address",
            passage,
            folded,
            match.span("address" if match["address"] else "house"),
            "这里像是个人的住址。",
            "公开到乡镇、街道为止；是单位地址的，请写明理由。",
        )
