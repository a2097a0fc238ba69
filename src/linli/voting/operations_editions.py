"""The files of a published result, made and kept; inside a transaction only."""

from collections.abc import Callable, Iterator
from hashlib import sha256

from django.utils import translation

from linli.kernel import clock
from linli.voting import bundle, paper, workbook
from linli.voting.models import Assembly, Edition
from linli.voting.published import Published
from linli.voting.queries_published import checkpoints_over, gather, hashes, leaves_of
from linli.voting.shown import local

LANGUAGES = ("zh-hans", "en")
KIND = Edition.Kind


def keep(row: Assembly, kind: str, content: bytes, language: str = "") -> Edition:
    """Write a file; it never changes."""
    return Edition.objects.create(
        assembly=row,
        kind=kind,
        language=language,
        content=content,
        size=len(content),
        sha256=sha256(content).hexdigest(),
        at=clock.now(),
    )


def keep_content(row: Assembly) -> str:
    """The lines of the bundle as they stand now. Answers their root, which the log takes."""
    lines = bundle.body_lines(gather(row))
    keep(row, KIND.CONTENT, b"".join(line + b"\n" for line in lines))
    return bundle.content_root(lines)


def make_editions(row: Assembly) -> list[Edition]:
    """All files, once the log holds everything that they prove."""
    published = gather(row)
    leaves = leaves_of(row)
    heads = checkpoints_over(leaves)
    kept = Edition.objects.get(assembly=row, kind=KIND.CONTENT)
    body = bytes(kept.content).split(b"\n")[:-1]
    made = [
        keep(row, kind, bundle.write(published, leaves, heads, hashes, name, body=body))
        for kind, name in ((KIND.BUNDLE, "public"), (KIND.OWNERS_BUNDLE, "owners"))
    ]
    note = heads[-1].note if heads else ""
    for language in LANGUAGES:
        with translation.override(language):
            for kind, content in _worded(row, published, note):
                made.append(keep(row, kind, content, language))
    return made


def _worded(row: Assembly, published: Published, note: str) -> Iterator[tuple[str, bytes]]:
    """What has words: kind and file, in the active language."""
    yield KIND.WORKBOOK, workbook.workbook(published, homes=False)
    yield KIND.OWNERS_WORKBOOK, workbook.workbook(published, homes=True)
    html = paper.result(_head(row), published, note)
    yield KIND.SHEET, html.encode()
    yield from _printed(lambda: paper.pdf(html))


def _printed(work: Callable[[], bytes]) -> Iterator[tuple[str, bytes]]:
    """The PDF; nothing where the printer's library is missing: the sheet is printed instead."""
    try:
        yield KIND.POSTER, work()
    except paper.NoPrinterError:
        return


def _head(row: Assembly) -> paper.Paper:
    return paper.Paper(
        row.code, row.title, row.estate.name, local(row.opened_at), local(row.closed_at)
    )
