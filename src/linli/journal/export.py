"""The log as static files: the same tree that is served, for any web server or a USB stick."""

from pathlib import Path

from linli.journal import queries, tiles
from linli.journal.models import Checkpoint, Log


def export(folder: Path) -> int:
    """Write all logs of the district; the present one at the top, all below their number.

    Answers the number of files. Old checkpoints lie in ``checkpoints/<size>``, because a folder
    cannot be called ``checkpoint`` beside the file of that name.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "keys").write_text(queries.keys_text())
    logs = queries.logs()
    count = 1 + sum(_export_log(log, folder / str(log.number)) for log in logs)
    return count + (_export_log(logs[0], folder) if logs else 0)


def _write(path: Path, content: bytes) -> int:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return 1


def _export_log(log: Log, folder: Path) -> int:
    newest = queries.checkpoint_of(log.number)
    if newest is None:
        return 0
    count = 0
    for level, number, width in tiles.all_tiles(newest.size):
        name = tiles.number_to_path(number) + ("" if width == tiles.WIDTH else f".p/{width}")
        hashes = queries.tile_bytes(log.number, level, number, width)
        count += _write(folder / "tile" / str(level) / name, hashes or b"")
        if level == 0:
            entries = queries.bundle_bytes(log.number, number, width)
            count += _write(folder / "tile" / "entries" / name, entries or b"")
    for row in Checkpoint.objects.filter(log=log.number, size__lte=newest.size).iterator():
        text = str(queries.note_of(row)).encode()
        count += _write(folder / "checkpoints" / str(row.size), text)
    # last: whoever sees this checkpoint finds everything that it speaks of
    return count + _write(folder / "checkpoint", str(queries.note_of(newest)).encode())
