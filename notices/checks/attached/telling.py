"""Problems of an attached file: each names the file and the place in it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from ..problem import Passage, Problem
from ..rules import RULES
from ..texts import leaks
from .scanned import Scanned

ARCHIVES = (".zip", ".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz")
MOST_PLACES = 5  # told of one file
_MEND = "请在文件里删去或者遮盖以后重新上传，只隐藏起来是不够的。"


def problems_in(
    payload: dict, files: Mapping[str, Scanned], confirmed: Collection[str]
) -> Iterator[Problem]:
    """Of every attachment of a payload whose bytes were scanned (`files` by SHA-256)."""
    for row in payload["attachments"]:
        name = row["file_name"] or row["name"]
        passage = Passage(f"附件“{name}”", name, part=f"attachment:{row['number']}")
        if name.lower().endswith(ARCHIVES):
            yield _told(
                "file_archive",
                passage,
                row,
                "这个附件是压缩包，里面的内容没有检查。",
                "请解开以后逐个上传，读者用手机也能打开。",
            )
        scanned = files.get(row["sha256"] or "")
        if scanned:
            yield from _leaks(passage, row, scanned, confirmed)
            yield from _carried(passage, row, scanned)


def _leaks(passage: Passage, row: dict, scanned: Scanned, confirmed) -> Iterator[Problem]:
    for one in scanned.texts:
        place = f"{passage.place}{one.place}"
        for problem in leaks(Passage(place, one.text, part=passage.part), confirmed):
            # What the file says goes into no form field: nothing to replace there.
            yield replace(
                problem, advice=_MEND, instead=None, words="", about=f"{row['sha256']}{one.place}"
            )


def _carried(passage: Passage, row: dict, scanned: Scanned) -> Iterator[Problem]:
    if scanned.hidden:
        told = "；".join(scanned.hidden[:5])
        yield _told(
            "file_hidden",
            passage,
            row,
            f"文件里有隐藏的内容：{told}。",
            "读者下载以后看得到，请核对能不能公开，不公开的删去。",
        )
    if scanned.traces:
        yield _told(
            "file_traces",
            passage,
            row,
            f"文件里留有{'、'.join(scanned.traces)}。",
            "请在办公软件里用“检查文档”删去，再重新上传；系统能去掉的，上传时已经去掉。",
        )
    if scanned.revisions:
        places = "、".join(scanned.revisions[:MOST_PLACES])
        more = f"等 {len(scanned.revisions)} 处" if len(scanned.revisions) > MOST_PLACES else ""
        yield _told(
            "file_revisions",
            passage,
            row,
            f"文件里有没有处理完的批注或者修订：{places}{more}。",
            "请在 Word、WPS 等软件里接受或者拒绝全部修订、删去批注，另存以后重新上传。",
        )
    for sentence in scanned.unread:
        yield _told(
            "file_unread", passage, row, sentence, "请自行核对里面有没有个人信息和不该公开的内容。"
        )
    if not scanned.has_text:
        yield _told(
            "file_no_text",
            passage,
            row,
            "这份 PDF 没有文字，像是扫描的图片，没有检查里面的内容。",
            "请上传由电子文件转成的 PDF，读屏软件才能读，也才能检查。",
        )


def _told(rule: str, passage: Passage, row: dict, message: str, advice: str) -> Problem:
    return Problem(
        rule,
        passage.place,
        0,
        message,
        advice,
        RULES[rule].blocking,
        part=passage.part,
        about=f"{row['sha256']}{message}",
    )
