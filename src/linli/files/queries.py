"""Reads on files."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from linli.files.models import StoredFile
from linli.identity.queries import records_of


def files_of(kind: str, owners: Iterable[int]) -> dict[int, list[StoredFile]]:
    """Owner -> its files in order. One query."""
    rows = StoredFile.objects.filter(holder=kind, owner__in=set(owners))
    answer: dict[int, list[StoredFile]] = defaultdict(list)
    for row in rows.order_by("owner", "position", "pk"):
        answer[row.owner or 0].append(row)
    return dict(answer)


def files_about(person: int) -> "QuerySet[StoredFile]":
    """Whose data they are: for one's own list, a copy of one's data, and erasure."""
    return StoredFile.objects.filter(person__in=records_of(person))


def untaken(person: int, kind: str, ids: Iterable[str]) -> list[StoredFile]:
    """Which of these uploads wait for an owner of this kind, in the order asked for."""
    wanted = [each for each in dict.fromkeys(ids) if each.isalnum()]
    rows = StoredFile.objects.filter(
        public_id__in=wanted, uploader=person, holder=kind, owner__isnull=True
    )
    found = {row.public_id: row for row in rows}
    return [found[each] for each in wanted if each in found]


def untaken_before(moment: datetime) -> "QuerySet[StoredFile]":
    return StoredFile.objects.filter(owner__isnull=True, at__lt=moment)


def unknown_names(names: Iterable[str]) -> set[str]:
    """Those that no row has. One query."""
    wanted = set(names)
    return wanted - set(StoredFile.objects.filter(name__in=wanted).values_list("name", flat=True))
