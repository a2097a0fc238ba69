"""The schemes that a rulebook may follow: those that come with the platform and the district's own."""

from datetime import date
from pathlib import Path

from django.conf import settings

from linli.timebank import schemes
from linli.timebank.terms import Profile


def profiles(day: date) -> dict[str, Profile]:
    extra: Path | None = settings.TIME_PROFILES
    folders = (schemes.HERE,) if extra is None else (schemes.HERE, extra)
    return schemes.on_day(day, folders)
