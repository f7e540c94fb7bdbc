"""Pictures: what is accepted, what is refused in words, and what the new files are made of."""

from io import BytesIO
from struct import pack
from zlib import compress, crc32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from notices import pictures
from notices.file_types import NotAccepted

from .making import picture

BROKEN = "图片已损坏或没有传完，打不开。请在电脑上打开确认，另存后再上传。"
LARGE = (
    "图片太大（4000 万像素以上，或者一边超过 12000 像素）。"
    "请缩小后再上传，网页上宽 1600 像素就够清楚。"
)
OTHER = (
    "只接受 JPEG、PNG、GIF、WEBP 图片。这个文件不是，改扩展名也没有用；"
    "请用看图软件另存为 JPEG 或 PNG 后再上传。"
)
MOVING = "动图不能用，请另存为一张静止的图片后再上传。"


def refusal(data: bytes) -> str:
    with pytest.raises(NotAccepted) as refused:
        pictures.encode(data)
    return str(refused.value)


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


def saved(image: Image.Image, target: str, **options) -> bytes:
    out = BytesIO()
    image.save(out, target, **options)
    return out.getvalue()


def png_of(width: int, height: int, *chunks: bytes) -> bytes:
    """A PNG whose head says a size, whatever follows."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return pack(">I", len(content)) + name + content + pack(">I", crc32(name + content))

    head = chunk(b"IHDR", pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunk(c[:4], c[4:]) for c in chunks)


@pytest.mark.parametrize(
    ("target", "fallback"),
    [
        ("JPEG", "image/jpeg"),
        ("PNG", "image/png"),
        ("GIF", "image/png"),
        ("WEBP", "image/jpeg"),
    ],
)
def test_a_picture_becomes_three_widths_and_one_for_every_browser(target, fallback):
    made = pictures.encode(picture(2000, 1000, target))
    assert [(each.width, each.height, each.media_type) for each in made] == [
        (1600, 800, fallback),
        (400, 200, "image/webp"),
        (800, 400, "image/webp"),
        (1600, 800, "image/webp"),
    ]
    for each in made:
        with opened(each.data) as image:
            found = (image.size, Image.MIME[image.format])
        assert found == ((each.width, each.height), each.media_type)


@pytest.mark.parametrize(
    ("width", "widths"),
    [(16, [16]), (400, [400]), (500, [400, 500]), (900, [400, 800, 900])],
)
def test_no_picture_is_made_wider_than_it_was(width, widths):
    _, *webp = pictures.encode(picture(width, 20))
    assert [each.width for each in webp] == widths


def test_nothing_but_the_pixels_is_kept():
    exif = Image.Exif()
    exif[0x010F] = "SECRET-CAMERA"
    exif.get_ifd(0x8825)[1] = "N"
    notes = {"exif": exif, "icc_profile": b"SECRET-ICC", "comment": b"SECRET-COMMENT"}
    photo = picture(500, 300, "JPEG", **notes, xmp=b"<x>SECRET-XMP</x>")
    assert photo.count(b"SECRET") == 4
    for each in pictures.encode(photo):
        assert b"SECRET" not in each.data
        with opened(each.data) as image:
            assert dict(image.getexif()) == {}
            assert {"exif", "icc_profile", "xmp", "comment"} & set(image.info) == set()


def test_a_picture_taken_sideways_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # turn clockwise to look at it
    made = pictures.encode(picture(600, 300, "JPEG", exif=exif))
    assert [(each.width, each.height) for each in made] == [(300, 600), (300, 600)]
    shades = opened(made[0].data).convert("L")
    # Light on the right as taken is light below when upright.
    assert shades.getpixel((150, 10)) < 60 < 200 < shades.getpixel((150, 590))


def test_what_was_transparent_is_white():
    clear = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    for each in pictures.encode(saved(clear, "PNG")):
        assert opened(each.data).convert("RGB").getpixel((20, 20)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_way_a_png_keeps_its_colours_is_read(mode):
    grey = Image.new("I;16", (40, 40), 0x8000) if mode == "I;16" else Image.new(mode, (40, 40))
    shown = opened(pictures.encode(saved(grey, "PNG"))[0].data)
    expected = {"LA": 255, "RGBA": 255, "I;16": 128}.get(mode, 0)
    assert (shown.mode, shown.getpixel((3, 3))) == ("RGB", (expected,) * 3)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "图片文件是空的，请核对后重新上传。"),
        (b"\xff\xd8\xff" + bytes(20 * 2**20), "图片超过 20 MB，请缩小或压缩后再上传。"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", OTHER),
        (b"<html><script>1</script></html>", OTHER),
        (saved(Image.new("RGB", (40, 40)), "TIFF"), OTHER),
        (saved(Image.new("RGB", (40, 40)), "BMP"), OTHER),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", OTHER),
        (b"\xff\xd8\xff<script>1</script>", BROKEN),
        (b"GIF89a<script>1</script>", BROKEN),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", BROKEN),
        (saved(Image.new("1", (8000, 5000)), "PNG"), LARGE),
        (saved(Image.new("1", (12001, 20)), "PNG"), LARGE),
        (png_of(60_000, 60_000, b"IDAT" + compress(bytes(100))), LARGE),
        (picture(15, 300), "图片太小：每边至少 16 像素。请换一张清楚的。"),
    ],
    ids=lambda value: value[:12] if isinstance(value, str) else f"{len(value)} bytes",
)
def test_what_is_no_picture_of_ours_is_refused_in_words(data, sentence):
    assert refusal(data) == sentence


def test_a_text_that_unpacks_to_very_much_is_refused():
    bomb = b"zTXtnote\x00\x00" + compress(bytes(100 * 2**20), 9)
    assert refusal(png_of(40, 40, bomb)) == BROKEN


@pytest.mark.parametrize("target", ["GIF", "PNG", "WEBP"])
def test_a_moving_picture_is_refused(target):
    frames = [Image.new("RGB", (40, 40), colour) for colour in ("red", "blue")]
    moving = saved(frames[0], target, save_all=True, append_images=frames[1:])
    assert refusal(moving) == MOVING


def test_a_photograph_with_a_second_one_inside_is_the_first():
    frames = [Image.new("RGB", (40, 40), colour) for colour in ("red", "blue")]
    double = saved(frames[0], "MPO", save_all=True, append_images=frames[1:])
    red, _, blue = opened(pictures.encode(double)[0].data).getpixel((20, 20))
    assert red > 200 > 60 > blue


@pytest.mark.parametrize("target", ["JPEG", "PNG", "GIF", "WEBP"])
@pytest.mark.parametrize("part", [0.01, 0.3, 0.9])
def test_a_picture_that_broke_off_is_refused(target, part):
    noisy = saved(Image.effect_noise((300, 200), 60).convert("RGB"), target)
    assert refusal(noisy[: max(16, int(len(noisy) * part))]) == BROKEN


@pytest.mark.parametrize("target", ["JPEG", "PNG", "GIF", "WEBP"])
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_damaged_bytes_give_a_clean_picture_or_a_refusal(target, data):
    whole = bytearray(picture(64, 48, target))
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        made = pictures.encode(bytes(whole))
    except NotAccepted as refused:
        assert str(refused).endswith("。")
    else:
        assert all(opened(each.data).size == (each.width, each.height) for each in made)
