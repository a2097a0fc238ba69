"""From received bytes to what may be kept: told by content, made anew or checked through. Pure."""

from dataclasses import dataclass

from linli.files import formats, pictures
from linli.files.parameters import LARGEST, MEGABYTE
from linli.kernel.attachments import PICTURE
from linli.kernel.errors import Refused


@dataclass(frozen=True, slots=True)
class Ready:
    """What may be kept. Pictures are always JPEG and have a small one beside them."""

    format: str
    content: bytes
    small: bytes = b""
    width: int = 0
    height: int = 0


def check(content: bytes, accepts: frozenset[str]) -> Ready:
    """Raises Refused with the reason. Needs no database, so it runs before the transaction."""
    if len(content) > max(LARGEST.values()):
        raise Refused("files.too_large", field="files", most=max(LARGEST.values()) // MEGABYTE)
    kind = formats.format_of(content)
    if kind not in accepts:
        raise Refused("files.not_taken_here", field="files", kind=kind)
    if len(content) > LARGEST[kind]:
        raise Refused("files.too_large", field="files", most=LARGEST[kind] // MEGABYTE)
    if kind != PICTURE:
        return Ready(kind, content)
    made = pictures.remake(content)
    return Ready(kind, made.large, made.small, made.width, made.height)
