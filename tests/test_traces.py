"""What an upload tells of who made it: taken out, told in the form and in the log."""

import json
import zipfile
from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter

from notices.checks.attached.scanning import scan
from notices.models import Attachment, Event, StoredFile
from notices.traces import cleaned, photos

from . import office_files as office
from .making import editor, make_notice, picture
from .newsroom import change, said, upload
from .pdf_files import page_of, pdf

CORE = office.made_by("甲某").replace(
    "</cp:coreProperties>",
    "<cp:lastModifiedBy>乙某</cp:lastModifiedBy><cp:revision>7</cp:revision></cp:coreProperties>",
)
APP = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Office</Application><Company>示例公司</Company></Properties>"
)
WHERE = {1: "N", 2: (30.0, 15.0, 0.0)}


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def written_by(*, photo: bytes = b"", **parts) -> bytes:
    given = {"docProps__core": CORE, "docProps__app": APP} | parts
    data = office.word(office.words("登记表"), **given)
    if not photo:
        return data
    out = BytesIO(data)
    with zipfile.ZipFile(out, "a") as package:
        package.writestr("word/media/image1.jpeg", photo)
    return out.getvalue()


def photo(**exif) -> bytes:
    told = Image.Exif()
    told[0x8825] = WHERE
    told[0x010F] = "相机"
    for tag, value in exif.items():
        told[int(tag.removeprefix("tag"))] = value
    return picture(64, 32, "JPEG", exif=told, comment=b"by someone")


# --- office files ---


def test_an_office_file_loses_its_properties_and_keeps_every_other_byte():
    data = written_by()
    found = cleaned(data)
    assert found.removed == ("作者“甲某”", "最后保存者“乙某”", "单位“示例公司”")
    before, after = parts_of(data), parts_of(found.data)
    assert list(before) == list(after)
    properties = {"docProps/core.xml", "docProps/app.xml"}
    assert {name for name in before if before[name] != after[name]} == properties
    assert not any("某".encode() in part or b"revision" in part for part in after.values())
    assert (scan(data).traces, scan(found.data).traces) == (("作者“甲某、乙某”",), ())


@pytest.mark.parametrize(
    "data",
    [
        office.word(office.words("好")),
        office.word(office.words("好"), docProps__core=office.made_by(" ")),
        written_by()[:-40],
        b"PK\x03\x04broken",
        b"",
        "甲,乙".encode(),
        office.word(office.words("好"), docProps__core='<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
    ],
    ids=["without", "blank", "torn", "broken", "empty", "text", "entities"],
)
def test_a_file_without_traces_or_beyond_reading_stays_as_it_is(data):
    assert (cleaned(data).data, cleaned(data).removed) == (data, ())


def test_properties_of_wps_that_tell_its_version_are_no_trace_and_others_are():
    def custom(name: str) -> bytes:
        inside = f'<property name="{name}"><lpwstr>1</lpwstr></property>'
        return office.word(
            office.words("好"), docProps__custom=f"<Properties>{inside}</Properties>"
        )

    assert cleaned(custom("KSOProductBuildVer")).removed == ()
    assert cleaned(custom("拟稿人")).removed == ("自定义属性“拟稿人”",)


# --- photographs ---


def test_a_photograph_in_a_file_keeps_its_pixels_and_loses_what_it_tells():
    taken = photo()
    found = cleaned(written_by(photo=taken))
    assert found.removed[-1] == "1 张照片的拍摄信息"
    bare = parts_of(found.data)["word/media/image1.jpeg"]
    with Image.open(BytesIO(taken)) as before, Image.open(BytesIO(bare)) as after:
        assert (dict(after.getexif()), "comment" in after.info) == ({}, False)
        assert before.tobytes() == after.tobytes()
    assert scan(found.data).traces == ()


def test_a_photograph_that_lies_on_its_side_still_says_so_and_what_follows_its_end_goes():
    bare = photos.bare(photo(tag274=6) + b"\xff\xd8 a second picture")
    with Image.open(BytesIO(bare)) as after:
        assert dict(after.getexif()) == {274: 6}
    assert bare.endswith(b"\xff\xd9")


def test_a_drawing_loses_its_words_and_a_bare_picture_stays():
    out = BytesIO()
    told = Image.Exif()
    told[0x010F] = "相机"
    Image.new("RGB", (8, 8)).save(out, "PNG", exif=told)
    bare = photos.bare(out.getvalue())
    assert (b"eXIf" in out.getvalue(), b"eXIf" in bare) == (True, False)
    assert (
        photos.bare(bare) is photos.bare(picture(16, 16, "JPEG")) is photos.bare(b"GIF89a") is None
    )
    assert photos.bare(photo()[:60]) is None


# --- PDF ---


def pdf_by(author: str, *, signed: bool = False) -> bytes:
    writer = PdfWriter(clone_from=BytesIO(pdf([page_of(["说明材料", "共一页"])])))
    writer.add_metadata({"/Author": author, "/Title": "说明", "/Producer": "某软件"})
    out = BytesIO()
    writer.write(out)
    return out.getvalue() + (b"\n%/ByteRange" if signed else b"")


def test_a_pdf_loses_its_author_and_keeps_its_pages_and_its_title():
    data = pdf_by("甲某")
    found = cleaned(data)
    assert found.removed == ("作者“甲某”",)
    before, after = PdfReader(BytesIO(data)), PdfReader(BytesIO(found.data))
    assert dict(after.metadata) == {"/Title": "说明"}
    drawn = [[page.get_contents().get_data() for page in one.pages] for one in (before, after)]
    assert drawn[0] == drawn[1]
    assert (scan(data).traces, scan(found.data).traces) == (("作者“甲某”",), ())


def test_a_signed_pdf_is_left_alone_and_told():
    data = pdf_by("甲某", signed=True)
    assert (cleaned(data).data, scan(data).traces) == (data, ("作者“甲某”",))


# --- at the desk ---


@pytest.mark.django_db
def test_the_form_and_the_log_say_what_was_taken_out_and_the_upload_is_not_kept(desk):
    notice, client, data = make_notice(closing="<p>见附件。</p>"), desk(editor()), written_by()
    answer = upload(client, "attachments", "登记表.docx", data).json()
    told = "已去掉作者“甲某”、最后保存者“乙某”、单位“示例公司”"
    assert answer["words"].partition("，")[2] == told
    row = {"attachments-TOTAL_FORMS": 1, "attachments-0-notice": notice.pk}
    response = change(client, notice, **row, **{"attachments-0-kept": answer["kept"]})
    attachment = Attachment.objects.get(notice=notice)
    with attachment.file.open() as handle:
        assert handle.read() == cleaned(data).data
    assert StoredFile.objects.count() == 1
    (sentence,) = [one for one in said(response) if "已去掉" in one]
    assert sentence == f"附件“登记表.docx”{told}。"
    detail = json.loads(Event.objects.filter(verb="saved").first().data)["facts"]["detail"]
    assert f"{detail}。" == sentence
    assert [one for one in notice.problems() if one.rule.startswith("file_")] == []
