"""Numbers that this module goes by. All are our own decisions; raise them with the disk."""

from datetime import timedelta

MEGABYTE = 1 << 20
#: The largest upload, by what it is said to be. A phone's largest JPEG is about 15 MB.
LARGEST = {
    "picture": 20 * MEGABYTE,
    "pdf": 20 * MEGABYTE,
    "xlsx": 20 * MEGABYTE,
    "csv": 10 * MEGABYTE,
}
#: What one request may bring; more is refused before it is read.
REQUEST_MAX = 64 * MEGABYTE
#: Today's phones take up to 50 million pixels; decoding those costs about 150 MB of memory.
PIXELS_MAX = 50_000_000
#: A picture thinner than this is no photograph and only costs memory.
SIDE_MAX = 20_000
#: Longest side of what is kept and of the small picture, in pixels.
KEPT_SIDE = 2560
SMALL_SIDE = 480
QUALITY = 86
SMALL_QUALITY = 78
#: What one person may upload in a day (Shanghai), and what somebody in an office may.
FILES_PER_DAY = 60
BYTES_PER_DAY = 200 * MEGABYTE
OFFICE_FILES_PER_DAY = 500
OFFICE_BYTES_PER_DAY = 2048 * MEGABYTE
#: An upload that nothing took by then is deleted.
UNTAKEN_FOR = timedelta(hours=24)
#: Files on the disk without a row are left alone that long: their transaction may still commit.
STRAY_FOR = timedelta(hours=1)
#: Limits inside a workbook (a zip archive).
ENTRIES_MAX = 2_000
UNPACKED_MAX = 400 * MEGABYTE
RATIO_MAX = 150
