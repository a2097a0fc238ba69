"""Files as people and attackers send them, made in memory."""

import io
import struct
import zipfile
import zlib

from PIL import Image, PngImagePlugin

#: Where the camera says it stood: 23°01'30" N, 113°07'12" E, and who owned it.
OWNER = b"Huo Yulan camera 7781"


def jpeg(size=(64, 48), mode="RGB", **options) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, 120 if mode == "L" else None).save(out, "JPEG", **options)
    return out.getvalue()


def photo(orientation=1, size=(80, 40)) -> bytes:
    """A JPEG with EXIF (GPS, owner, thumbnail of it), XMP, ICC and a comment; red on its left."""
    picture = Image.new("RGB", size, "blue")
    picture.paste("red", (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Huawei"
    exif[0x013B] = OWNER.decode()
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2] = "N", (23.0, 1.0, 30.0)
    gps[3], gps[4] = "E", (113.0, 7.0, 12.0)
    out = io.BytesIO()
    picture.save(
        out,
        "JPEG",
        exif=exif,
        comment=b"comment of " + OWNER,
        xmp=b"<x:xmpmeta>" + OWNER + b"</x:xmpmeta>",
        icc_profile=b"icc of " + OWNER,
        quality=95,
    )
    return out.getvalue()


def png(size=(30, 20), mode="RGBA", colour=(0, 0, 0, 0), text="") -> bytes:
    out = io.BytesIO()
    info = PngImagePlugin.PngInfo()
    if text:
        info.add_text("Comment", text)
    Image.new(mode, size, colour).save(out, "PNG", pnginfo=info)
    return out.getvalue()


def deep_png(value=40_000, size=(20, 20)) -> bytes:
    """One channel of 16 bits."""
    out = io.BytesIO()
    Image.new("I;16", size, value).save(out, "PNG")
    return out.getvalue()


def bomb(width=60_000, height=60_000) -> bytes:
    """A PNG of a few bytes whose header promises 3.6 thousand million pixels."""
    return _png_of(width, height, zlib.compress(b"\0" * 1000))


def _png_of(width: int, height: int, data: bytes) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        check = zlib.crc32(kind + body)
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", check)

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
    )


def animation(kind="GIF", frames=30) -> bytes:
    """The first frame is green, the others are red."""
    out = io.BytesIO()
    first = Image.new("RGB", (40, 30), (0, 160, 0))
    rest = [Image.new("RGB", (40, 30), (200, i, 0)) for i in range(frames - 1)]
    first.save(out, kind, save_all=True, append_images=rest, duration=50)
    return out.getvalue()


def heic() -> bytes:
    return struct.pack(">I", 24) + b"ftypheic" + b"\0\0\0\0mif1heic" + b"\0" * 200


def pdf(inside=b"", tail=b"") -> bytes:
    """A small whole PDF; `inside` goes into its catalogue, `tail` behind its end."""
    body = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R" + inside + b">>endobj\n"
    body += b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    at = len(body)
    body += b"xref\n0 1\n0000000000 65535 f \ntrailer<</Root 1 0 R/Size 3>>\n"
    return body + b"startxref\n%d\n%%%%EOF\n" % at + tail


def xlsx(extra: dict[str, bytes] | None = None, types=b"<Types/>") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("xl/workbook.xml", b"<workbook/>")
        for name, content in (extra or {}).items():
            archive.writestr(name, content)
    return out.getvalue()


def real_xlsx() -> bytes:
    """As a spreadsheet program writes it."""
    import openpyxl

    out = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(["房号", "面积"])
    book.save(out)
    return out.getvalue()


def plain_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("run.exe", b"MZ")
    return out.getvalue()
