"""The picture of a community's buildings, as SVG made here: no script, no style of its own.

Each state has a shape beside its colour: full, filled in part, hatched, dashed. What it shows
stands in the table beside it as text; `title` and `desc` say it in a sentence.
"""

from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from linli.representation.coverage import Coverage, Standing, Tile

COLUMNS = 3
WIDTH, HEIGHT, GAP = 96, 74, 6
LABEL = 5


def picture(found: Coverage, name: str) -> SafeString:
    """Drawn in rows of three, so that it is read on a phone."""
    rows = -(-len(found.tiles) // COLUMNS)
    wide = COLUMNS * (WIDTH + GAP) - GAP + 4
    high = rows * (HEIGHT + GAP) - GAP + 4
    title = escape(_("Who speaks for which building of %(name)s") % {"name": name})
    words = escape(said(found))
    tiles = "".join(_drawn(tile, *_spot(index)) for index, tile in enumerate(found.tiles))
    return mark_safe(  # noqa: S308 (numbers of our own; every text is escaped)
        f'<svg class="homes" viewBox="0 0 {wide} {high}" role="img" '
        'aria-labelledby="homes-title homes-desc" focusable="false">'
        f'<title id="homes-title">{title}</title><desc id="homes-desc">{words}</desc>'
        '<defs><pattern id="homes-soon" width="8" height="8" patternUnits="userSpaceOnUse">'
        '<path class="homes__hatch" d="M0 8 8 0M-2 2 2 -2M6 10 10 6"/></pattern></defs>'
        f"{tiles}</svg>"
    )


def said(found: Coverage) -> str:
    """What the picture shows, in a sentence."""
    parts = [
        _("Spoken for: %(covered)s of %(homes)s homes.")
        % {"covered": found.covered, "homes": found.homes},
        ngettext("%(count)s building has nobody.", "%(count)s buildings have nobody.", found.empty)
        % {"count": found.empty},
    ]
    if found.ending:
        parts.append(
            ngettext(
                "For %(count)s building a term ends soon.",
                "For %(count)s buildings a term ends soon.",
                found.ending,
            )
            % {"count": found.ending}
        )
    return " ".join(parts)


def _spot(index: int) -> tuple[int, int]:
    row, column = divmod(index, COLUMNS)
    return 2 + column * (WIDTH + GAP), 2 + row * (HEIGHT + GAP)


def _drawn(tile: Tile, x: int, y: int) -> str:
    part = HEIGHT * tile.covered // tile.homes if tile.homes else 0
    if tile.standing is Standing.WHOLE and not tile.homes:
        part = HEIGHT
    frame = f'x="{x}" y="{y}" width="{WIDTH}" height="{HEIGHT}" rx="8"'
    shapes = [f'<rect class="homes__all homes__all_{tile.standing.value}" {frame}/>']
    if part:
        box = f'x="{x}" y="{y + HEIGHT - part}" width="{WIDTH}" height="{part}" rx="8"'
        shapes.append(f'<rect class="homes__part homes__part_{tile.standing.value}" {box}/>')
        if tile.standing is Standing.ENDING:
            shapes.append(f'<rect fill="url(#homes-soon)" {box}/>')
    middle = x + WIDTH // 2
    label = tile.label if len(tile.label) <= LABEL else f"{tile.label[: LABEL - 1]}…"
    count = f"{tile.covered}/{tile.homes}"
    return (
        "".join(shapes)
        + f'<text class="homes__label" x="{middle}" y="{y + 32}">{escape(label)}</text>'
        + f'<text class="homes__count" x="{middle}" y="{y + 58}">{count}</text>'
    )
