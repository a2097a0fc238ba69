"""The endpoints of C2SP tlog-tiles. Nothing here depends on who asks."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from linli.journal import queries, tiles
from linli.journal.models import Log

P = ParamSpec("P")
TEXT = "text/plain; charset=utf-8"
BYTES = "application/octet-stream"
#: Seconds for which a checkpoint may be kept (tlog-tiles: "a few").
MOMENT = 2
FOR_EVER = "public, max-age=31536000, immutable"


def _public(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[..., HttpResponse]:
    """GET and HEAD; the answer is the same for everybody, so caches may share it."""

    @wraps(view)
    def shared(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        # Who asks was looked up on the way in, and not used: no "Vary: Cookie" is needed.
        request.session.accessed = False
        response["Access-Control-Allow-Origin"] = "*"
        return response

    return require_safe(shared)


def _log(number: int | None) -> Log:
    log = queries.log_numbered(number)
    if log is None:
        raise Http404
    return log


@_public
def checkpoint(
    _request: HttpRequest, number: int | None = None, size: int | None = None
) -> HttpResponse:
    """The newest checkpoint, or one of a size, with the cosignatures that came until now."""
    found = queries.checkpoint_of(_log(number).number, size)
    if found is None:
        raise Http404
    response = HttpResponse(str(queries.note_of(found)), content_type=TEXT)
    response["Cache-Control"] = f"public, max-age={MOMENT}"
    return response


@_public
def keys(_request: HttpRequest) -> HttpResponse:
    """The public keys of the logs and the witnesses, as a tlog-policy text."""
    response = HttpResponse(queries.keys_text(), content_type=TEXT)
    response["Cache-Control"] = "public, max-age=60"
    return response


@_public
def tile(_request: HttpRequest, level: str, where: str, number: int | None = None) -> HttpResponse:
    """Hashes: ``<L>/<N>[.p/<W>]``."""
    depth = _decimal(level)
    if depth is None or depth > tiles.MAX_LEVEL:
        raise Http404
    at, width = _where(where)
    return _bytes(queries.tile_bytes(_log(number).number, depth, at, width))


@_public
def entries(_request: HttpRequest, where: str, number: int | None = None) -> HttpResponse:
    """Entries: ``<N>[.p/<W>]``."""
    return _bytes(queries.bundle_bytes(_log(number).number, *_where(where)))


def _bytes(body: bytes | None) -> HttpResponse:
    if body is None:
        raise Http404
    response = HttpResponse(body, content_type=BYTES)
    response["Cache-Control"] = FOR_EVER
    return response


def _where(text: str) -> tuple[int, int]:
    """(number, width) of ``x001/x234/067`` or ``x001/x234/067.p/12``."""
    path, partial, rest = text.partition(".p/")
    number = tiles.path_to_number(path)
    width = _decimal(rest) if partial else tiles.WIDTH
    if number is None or not width or width > tiles.WIDTH - bool(partial) or number >= 1 << 56:
        raise Http404
    return number, width


def _decimal(text: str) -> int | None:
    """An ASCII decimal without leading zeroes, of at most three digits."""
    plain = text.isascii() and text.isdigit() and len(text) <= 3  # noqa: PLR2004
    return int(text) if plain and str(int(text)) == text else None
