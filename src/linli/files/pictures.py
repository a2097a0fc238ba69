"""Pictures made anew: what leaves here holds pixels and nothing else. Pure, without the ORM.

Whatever came (JPEG, PNG, WebP, GIF; of a moving one the first frame), a JPEG of ours goes out:
upright, at most KEPT_SIDE long, on white where it was transparent, without EXIF, GPS, XMP,
colour profiles, comments or anything that was appended to it. Sizes are read from the header and
judged before a pixel is decoded.
"""

import io
import struct
import zlib
from dataclasses import dataclass

from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from linli.files.parameters import (
    KEPT_SIDE,
    PIXELS_MAX,
    QUALITY,
    SIDE_MAX,
    SMALL_QUALITY,
    SMALL_SIDE,
)
from linli.kernel.errors import Refused

#: The only decoders that an upload can reach.
READ = ("JPEG", "PNG", "WEBP", "GIF")
#: Modes of one deep grey channel.
_DEEP = {"I;16", "I;16B", "I;16L", "I;16N", "I", "F"}


@dataclass(frozen=True, slots=True)
class Picture:
    """JPEG bytes, large and small, and the size of the large one in pixels."""

    large: bytes
    small: bytes
    width: int
    height: int


def remake(content: bytes) -> Picture:
    """The picture, decoded and encoded anew. Raises Refused for what is too large or broken."""
    # a switch of the whole process, which the printer of PDFs turns on when it is imported
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with Image.open(io.BytesIO(content), formats=READ) as source:
            _require_modest(source.size)
            # a JPEG can be decoded at a half, a quarter or an eighth, which spares the memory
            source.draft("RGB", (KEPT_SIDE, KEPT_SIDE))
            large = _plain(source, KEPT_SIDE)
    except Image.DecompressionBombError as error:
        raise Refused("files.too_many_pixels", field="files") from error
    except (
        UnidentifiedImageError,
        OSError,
        SyntaxError,
        ValueError,
        TypeError,
        IndexError,
        KeyError,
        EOFError,
        OverflowError,
        struct.error,
        zlib.error,
    ) as error:
        raise Refused("files.picture_broken", field="files") from error
    small = large.copy()
    small.thumbnail((SMALL_SIDE, SMALL_SIDE))
    return Picture(_jpeg(large, QUALITY), _jpeg(small, SMALL_QUALITY), *large.size)


def _require_modest(size: tuple[int, int]) -> None:
    if size[0] * size[1] > PIXELS_MAX or max(size) > SIDE_MAX:
        raise Refused("files.too_many_pixels", field="files")


def _plain(source: Image.Image, side: int) -> Image.Image:
    """Upright, eight bits of red, green and blue, at most `side` long, on a fresh canvas."""
    source.load()
    shown: Image.Image = source
    if shown.mode in _DEEP:
        shown = _shallow(shown)
    elif shown.mode in {"P", "PA", "1"}:
        shown = shown.convert("RGBA")  # a palette cannot be scaled
    shown.thumbnail((side, side))
    shown = ImageOps.exif_transpose(shown) or shown
    if shown.mode in {"LA", "RGBA", "RGBa"} or "transparency" in shown.info:
        layer = shown.convert("RGBA")
        canvas = Image.new("RGB", layer.size, "white")
        canvas.paste(layer, mask=layer.getchannel("A"))
        return canvas
    canvas = Image.new("RGB", shown.size)
    canvas.paste(shown.convert("RGB"))
    return canvas


def _shallow(deep: Image.Image) -> Image.Image:
    """Sixteen bits of grey to eight; Pillow's own conversion would cut everything above 255."""
    exif = deep.info.get("exif")
    flat = deep.convert("I").point(lambda value: value / 256).convert("L")
    if exif:
        flat.info["exif"] = exif
    return flat


def _jpeg(picture: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality, optimize=True, progressive=True)
    return out.getvalue()
