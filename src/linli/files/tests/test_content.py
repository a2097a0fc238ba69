"""What a file is, by its bytes; what leaves, without anything that came along."""

import io
import tracemalloc

import pytest
from PIL import Image, ImageFile

from linli.files import parameters
from linli.files.checking import check
from linli.files.formats import format_of
from linli.files.tests import samples
from linli.kernel.attachments import PDF, PICTURE, PICTURES, SHEET, TABLE
from linli.kernel.errors import Refused

ALL = frozenset({PICTURE, PDF, SHEET, TABLE})
CSV = "楼栋,房号,面积\n1栋,101,89.5\n1栋,102,90.1\n"


def refused(content: bytes, accepts=ALL) -> str:
    with pytest.raises(Refused) as caught:
        check(content, accepts)
    assert caught.value.field == "files"
    return caught.value.code


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (samples.jpeg(), PICTURE),
        (samples.png(), PICTURE),
        (samples.animation("WEBP"), PICTURE),
        (samples.animation("GIF"), PICTURE),
        (samples.pdf(), PDF),
        (samples.xlsx(), SHEET),
        (CSV.encode(), TABLE),
        (b"\xef\xbb\xbf" + CSV.encode(), TABLE),
        (CSV.encode("gb18030"), TABLE),
        (CSV.replace(",", "\t").encode("utf-16"), TABLE),
    ],
)
def test_the_content_says_what_it_is(content, kind):
    assert format_of(content) == kind


def test_a_workbook_of_a_spreadsheet_program_is_taken():
    pytest.importorskip("openpyxl")
    assert format_of(samples.real_xlsx()) == SHEET


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "files.empty"),
        (samples.heic(), "files.heic"),
        (b"\0\0\0\x18ftypavif" + b"\0" * 100, "files.heic"),
        (b"\0\0\0\x18ftypmp42" + b"\0" * 100, "files.film"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "files.markup"),
        (b"<?xml version='1.0'?><svg/>", "files.markup"),
        (b"<!DOCTYPE html><html></html>", "files.markup"),
        (b"a,b\n<script>alert(1)</script>,c\n", "files.markup"),
        (b"Dear neighbours\nthis is prose\n", "files.unknown"),
        (bytes(range(256)) * 50, "files.unknown"),
        (b"MZ\x90\0" + b"\0" * 300, "files.unknown"),
        (b"II*\0" + b"\0" * 50, "files.other_picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 50, "files.old_office"),
        (samples.plain_zip(), "files.archive"),
        (samples.pdf()[:-10], "files.pdf_broken"),
        (samples.pdf(tail=b"<script>alert(1)</script>"), "files.pdf_broken"),
        (samples.pdf(tail=samples.plain_zip()), "files.pdf_broken"),
        (samples.pdf(b"/OpenAction<</S/JavaScript/JS(app.alert(1))>>"), "files.pdf_active"),
        (samples.pdf(b"/OpenAction<</S/J#61vaScript>>"), "files.pdf_active"),
        (samples.pdf(b"/Names<</EmbeddedFiles 3 0 R>>"), "files.pdf_active"),
        (samples.pdf(b"/AA<</O<</S/Launch>>>>"), "files.pdf_active"),
        (samples.pdf(b"/Encrypt 9 0 R"), "files.pdf_locked"),
        (b"\n" + samples.pdf(), "files.unknown"),
        (samples.xlsx({"xl/vbaProject.bin": b"x"}), "files.macros"),
        (samples.xlsx(types=b"<Types>sheet.macroEnabled.main+xml</Types>"), "files.macros"),
        (samples.xlsx({"xl/embeddings/oleObject1.bin": b"x"}), "files.macros"),
        (samples.xlsx({"../../etc/passwd": b"x"}), "files.sheet_broken"),
        (samples.xlsx() + b"<html>", "files.zip_tail"),
        (samples.xlsx()[:-30], "files.sheet_broken"),
        (samples.xlsx({"xl/media/big": b"\0" * 40_000_000}), "files.bomb"),
        (samples.xlsx({f"xl/{n}": b"" for n in range(2_001)}), "files.bomb"),
        (samples.bomb(), "files.too_many_pixels"),
        (samples.bomb(30_000, 40), "files.too_many_pixels"),
        (samples.bomb(8_000, 6_300), "files.too_many_pixels"),
        (samples.bomb(300, 300), "files.picture_broken"),
        (samples.jpeg()[:200], "files.picture_broken"),
        (b"\xff\xd8\xff\xe0" + b"a" * 100, "files.picture_broken"),
        (b"RIFF\0\0\0\0WEBP" + b"\0" * 100, "files.picture_broken"),
        (b"GIF89a" + b"\xff" * 100, "files.picture_broken"),
    ],
)
def test_refused_with_its_reason(content, code):
    assert refused(content) == code


def test_half_a_picture_is_refused_whatever_another_library_wants(monkeypatch):
    """The printer of PDFs lets the whole process read broken pictures."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    assert refused(samples.jpeg()[:-40]) == "files.picture_broken"


def test_the_name_does_not_count():
    """A PDF that is called .jpg is a PDF, and where pictures are asked for it is refused."""
    assert refused(samples.pdf(), PICTURES) == "files.not_taken_here"


def test_sizes():
    ten = samples.jpeg() + b"\0" * (10 * parameters.MEGABYTE)
    assert check(ten, PICTURES).format == PICTURE
    assert len(check(ten, PICTURES).content) < 5_000
    assert refused(samples.jpeg() + b"\0" * (20 * parameters.MEGABYTE)) == "files.too_large"
    assert refused(CSV.encode() * 250_000) == "files.too_large"
    assert refused(b"\0" * (10 * parameters.MEGABYTE)) == "files.unknown"


def test_nothing_of_the_camera_is_left():
    before = samples.photo()
    with Image.open(io.BytesIO(before)) as sent:
        assert sent.getexif().get_ifd(0x8825)[2] == (23.0, 1.0, 30.0)
        assert {"exif", "comment", "icc_profile", "xmp"} <= set(sent.info)
    made = check(before, PICTURES)
    for each in (made.content, made.small):
        for trace in (
            samples.OWNER,
            b"Exif",
            b"GPS",
            b"Huawei",
            b"xmpmeta",
            b"ICC_PROFILE",
            b"icc",
        ):
            assert trace not in each
        with Image.open(io.BytesIO(each)) as kept:
            assert dict(kept.getexif()) == {}
            assert set(kept.info) <= {
                "jfif",
                "jfif_version",
                "jfif_unit",
                "jfif_density",
                "progressive",
                "progression",
            }
        assert {marker for marker, _ in segments(each)} <= {0xE0, 0xDB, 0xC2, 0xC4, 0xDA}


def segments(content: bytes) -> list[tuple[int, bytes]]:
    """Markers of a JPEG up to its pixels, read without Pillow (ITU-T T.81, B.1)."""
    at, found = 2, []
    while at < len(content) - 4 and content[at] == 0xFF:
        marker = content[at + 1]
        length = int.from_bytes(content[at + 2 : at + 4], "big")
        found.append((marker, content[at + 4 : at + 2 + length]))
        if marker == 0xDA:
            break
        at += 2 + length
    return found


@pytest.mark.parametrize(
    ("orientation", "size", "red_at", "blue_at"),
    [
        (1, (80, 40), (10, 20), (70, 20)),
        (3, (80, 40), (70, 20), (10, 20)),
        (6, (40, 80), (20, 10), (20, 70)),
        (8, (40, 80), (20, 70), (20, 10)),
    ],
)
def test_pictures_stand_upright(orientation, size, red_at, blue_at):
    made = check(samples.photo(orientation), PICTURES)
    assert (made.width, made.height) == size
    with Image.open(io.BytesIO(made.content)) as kept:
        assert kept.size == size
        red, blue = kept.getpixel(red_at), kept.getpixel(blue_at)
        assert red[0] > 200
        assert red[2] < 60
        assert blue[2] > 200
        assert blue[0] < 60


def colour_of(content: bytes) -> tuple[int, int, int]:
    with Image.open(io.BytesIO(check(content, PICTURES).content)) as kept:
        assert (kept.format, kept.mode) == ("JPEG", "RGB")
        assert getattr(kept, "n_frames", 1) == 1
        return kept.getpixel((kept.width // 2, kept.height // 2))


def test_every_kind_of_pixel_becomes_plain():
    assert min(colour_of(samples.png())) > 250, "transparent becomes white"
    assert colour_of(samples.png(mode="LA", colour=(0, 255))) == (0, 0, 0)
    grey = colour_of(samples.deep_png(40_000))
    assert all(abs(part - 156) < 4 for part in grey), "16 bits are scaled, not cut"
    cmyk = Image.new("CMYK", (40, 40), (0, 255, 255, 0))
    out = io.BytesIO()
    cmyk.save(out, "JPEG", quality=95)
    red = colour_of(out.getvalue())
    assert red[0] > 180
    assert max(red[1:]) < 90
    palette = Image.new("P", (20, 20), 0)
    palette.putpalette([10, 200, 10] * 256)
    out = io.BytesIO()
    palette.save(out, "PNG", transparency=1)
    assert colour_of(out.getvalue())[1] > 180


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_of_a_moving_picture_the_first_frame_stays(kind):
    red, green, blue = colour_of(samples.animation(kind))
    assert green > 130
    assert max(red, blue) < 60


@pytest.mark.parametrize(
    "content",
    [
        samples.png(colour=(9, 9, 9, 255), text="<script>alert(1)</script>"),
        samples.png(colour=(9, 9, 9, 255)) + b"<script>alert(1)</script>",
        samples.jpeg(comment=b"<script>alert(1)</script>"),
        samples.jpeg() + samples.plain_zip() + b"<script>",
        samples.animation("GIF") + b"<script>alert(1)</script>",
    ],
)
def test_what_rides_along_is_thrown_off(content):
    made = check(content, PICTURES)
    for each in (made.content, made.small):
        assert b"script" not in each
        assert b"PK\x03\x04" not in each
        assert b"run.exe" not in each
        assert each.endswith(b"\xff\xd9")


def test_large_pictures_are_made_smaller():
    made = check(samples.jpeg((6_000, 3_000)), PICTURES)
    assert (made.width, made.height) == (parameters.KEPT_SIDE, parameters.KEPT_SIDE // 2)
    with Image.open(io.BytesIO(made.small)) as small:
        assert small.size == (parameters.SMALL_SIDE, parameters.SMALL_SIDE // 2)


def test_a_bomb_costs_no_memory():
    tracemalloc.start()
    for content in (samples.bomb(), samples.xlsx({"xl/media/big": b"\0" * 40_000_000})):
        tracemalloc.reset_peak()
        refused(content)
        assert tracemalloc.get_traced_memory()[1] < 60_000_000
    tracemalloc.stop()
