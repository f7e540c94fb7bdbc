"""Which pictures are accepted, and how they are written anew before anybody sees them."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps

from .file_types import NotAccepted

MAX_BYTES = 20 * 2**20
MAX_PIXELS = 40_000_000  # refused from here on
MAX_SIDE = 12_000
MIN_SIDE = 16
WIDTHS = (400, 800, 1600)  # a phone's column, the desk's, both on fine screens
QUALITY = 85
WHITE = "#fff"
WEBP = "image/webp"
FORMATS = {"JPEG": "image/jpeg", "PNG": "image/png", "GIF": "image/gif", "WEBP": WEBP}
# Drawings and screenshots stay without loss where a browser knows no WebP.
DRAWN = {"PNG", "GIF"}

# Sizes are compared with our own, lower bounds before anything is decoded.
warnings.filterwarnings("ignore", category=Image.DecompressionBombWarning)
_TOO_MANY_PIXELS = (Image.DecompressionBombError, Image.DecompressionBombWarning)
_BROKEN = "图片已损坏或没有传完，打不开。请在电脑上打开确认，另存后再上传。"
_LARGE = (
    f"图片太大（{MAX_PIXELS // 10_000} 万像素以上，或者一边超过 {MAX_SIDE} 像素）。"
    f"请缩小后再上传，网页上宽 {WIDTHS[-1]} 像素就够清楚。"
)


@dataclass(frozen=True)
class Variant:
    """One encoding of a picture: pixels, media type and the bytes."""

    width: int
    height: int
    media_type: str
    data: bytes


def encode(data: bytes) -> tuple[Variant, ...]:
    """The picture written anew, of nothing but its pixels: upright, on white, without metadata.

    First the one for every browser (JPEG, or PNG of a drawing), then WebP from narrow to wide;
    none is wider than the source. Raises NotAccepted: empty, over MAX_BYTES, another format,
    broken, moving, too large or too small.
    """
    source = _format(data)
    with _refusing():
        picture = _upright(data, source)
        sizes = [_resized(picture, width) for width in _widths(picture.width)]
        return (_fallback(sizes[-1], source), *(_webp(size, source) for size in sizes))


def media_type(data: bytes) -> str:
    """The media type of a picture by its first bytes; raises NotAccepted for anything else."""
    return FORMATS[_format(data)]


def refuse_by_head(data: bytes) -> None:
    """Raises NotAccepted as `encode`, but for what only decoding tells; costs next to nothing."""
    source = _format(data)
    with _refusing(), Image.open(BytesIO(data), formats=[source]) as opened:
        _refuse(opened, source)


@contextmanager
def _refusing() -> Iterator[None]:
    """Says in words whatever is wrong with a picture."""
    try:
        yield
    except NotAccepted:
        raise
    except _TOO_MANY_PIXELS:
        raise NotAccepted(_LARGE) from None
    except Exception as error:  # Pillow raises many kinds on hostile bytes
        raise NotAccepted(_BROKEN) from error


def _format(data: bytes) -> str:
    """The name Pillow gives the format, told by the first bytes alone."""
    if not data:
        raise NotAccepted("图片文件是空的，请核对后重新上传。")
    if len(data) > MAX_BYTES:
        raise NotAccepted(f"图片超过 {MAX_BYTES // 2**20} MB，请缩小或压缩后再上传。")
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "GIF"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "WEBP"
    raise NotAccepted(
        f"只接受 {'、'.join(FORMATS)} 图片。这个文件不是，改扩展名也没有用；"
        "请用看图软件另存为 JPEG 或 PNG 后再上传。"
    )


def _upright(data: bytes, source: str) -> Image.Image:
    """The first frame as RGB, turned as its EXIF says, transparent parts white."""
    with Image.open(BytesIO(data), formats=[source]) as opened:
        _refuse(opened, source)
        opened.verify()
    picture = Image.open(BytesIO(data), formats=[source])
    # A JPEG is decoded no larger than needed.
    picture.draft("RGB", (WIDTHS[-1], WIDTHS[-1]))
    picture.load()
    ImageOps.exif_transpose(picture, in_place=True)
    if picture.mode.startswith("I"):  # 16 bits of grey
        picture = picture.point(lambda value: value / 256).convert("L")
    if picture.has_transparency_data:
        return _on_white(picture)
    return picture if picture.mode == "RGB" else picture.convert("RGB")


def _on_white(picture: Image.Image) -> Image.Image:
    """Black lines on nothing would vanish on a dark page."""
    picture = picture.convert("RGBA")
    sheet = Image.new("RGB", picture.size, WHITE)
    sheet.paste(picture, mask=picture.getchannel("A"))
    return sheet


def _refuse(opened: Image.Image, source: str) -> None:
    """Raises NotAccepted by what the head of the file says, before anything is decoded."""
    width, height = opened.size
    if width * height >= MAX_PIXELS or max(width, height) > MAX_SIDE:
        raise NotAccepted(_LARGE)
    if min(width, height) < MIN_SIDE:
        raise NotAccepted(f"图片太小：每边至少 {MIN_SIDE} 像素。请换一张清楚的。")
    # Some cameras put more than one picture into a JPEG; the first is the photograph.
    if source != "JPEG" and getattr(opened, "is_animated", False):
        raise NotAccepted("动图不能用，请另存为一张静止的图片后再上传。")


def _widths(width: int) -> list[int]:
    return sorted({min(width, offered) for offered in WIDTHS})


def _resized(picture: Image.Image, width: int) -> Image.Image:
    height = max(1, round(picture.height * width / picture.width))
    sized = picture.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)
    # A new image knows nothing of the old one: no EXIF, XMP, ICC, comments.
    clean = Image.new("RGB", sized.size)
    clean.paste(sized)
    return clean


def _fallback(picture: Image.Image, source: str) -> Variant:
    if source in DRAWN:
        return _saved(picture, "PNG", optimize=True)
    return _saved(picture, "JPEG", quality=QUALITY, optimize=True, progressive=True)


def _webp(picture: Image.Image, source: str) -> Variant:
    lossy = _saved(picture, "WEBP", quality=QUALITY)
    if source not in DRAWN:
        return lossy
    # Red letters of a drawing bleed in a lossy copy, and lines take less room without loss.
    exact = _saved(picture, "WEBP", lossless=True, quality=50)
    return min(exact, lossy, key=lambda variant: len(variant.data))


def _saved(picture: Image.Image, target: str, **options) -> Variant:
    out = BytesIO()
    picture.save(out, target, **options)
    return Variant(picture.width, picture.height, FORMATS[target], out.getvalue())
