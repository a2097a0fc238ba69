"""What every template sees: `actor`, and `shell` with all that the page's frame needs."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from linli.kernel.actor import VISITOR, Actor, Capacity
from linli.kernel.words import CAPACITIES
from linli.places.models import Place
from linli.web import menus, navigation, sheet
from linli.web.looks import Look, look_of

#: Capacity is a word, a colour and a shape; this is the shape.
CAPACITY_ICONS = {
    Capacity.STAFF: "briefcase",
    Capacity.AUDITOR: "scale",
    Capacity.DISTRICT_ADMIN: "landmark",
    Capacity.OFFICER: "users",
    Capacity.RESIDENT: "house",
}


@dataclass(frozen=True, slots=True)
class Way:
    """A navigation entry as the frame draws it."""

    key: str
    href: str
    label: Any
    icon: str
    current: bool


class Shell:
    """The frame of a page. Everything is worked out when a template asks for it, and once."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self.actor: Actor = getattr(request, "actor", VISITOR)
        self.demo = bool(settings.DEMO)

    @cached_property
    def look(self) -> Look:
        return look_of(self._request)

    @cached_property
    def language(self) -> str:
        """For the `lang` attribute: `zh-Hans` or `en`."""
        return "en" if (get_language() or "").startswith("en") else "zh-Hans"

    @cached_property
    def path(self) -> str:
        """Where to come back to after a switch in the header."""
        return self._request.get_full_path()

    @cached_property
    def place(self) -> str:
        """The community or the scope of the office; without one the district. One query."""
        english = self.language == "en"
        if self.actor.place is not None:
            place = Place.objects.filter(pk=self.actor.place).first()
            if place is not None:
                return str(place.name_en if english else place.name_zh)
        district = getattr(self._request, "tenant", None)
        if district is None:
            return ""
        return str(district.name_en if english else district.name_zh)

    @cached_property
    def capacity(self) -> Any:
        return CAPACITIES[self.actor.capacity]

    @cached_property
    def capacity_icon(self) -> str:
        return CAPACITY_ICONS.get(self.actor.capacity, "user-round")

    @cached_property
    def helping(self) -> Any:
        """For whom the person acts in this session (`helping.Helping`), if for somebody else."""
        return getattr(self._request, "helping", None)

    @cached_property
    def tabs(self) -> list[Way]:
        """A helper has the first page and the public ones; “Me” is nobody's then."""
        ways = self._ways(navigation.TABS)
        return [way for way in ways if way.key != "me"] if self.helping else ways

    @cached_property
    def duties(self) -> list[Way]:
        return self._ways(navigation.DUTIES) if self.actor.is_official else []

    @cached_property
    def decide(self) -> list[menus.Opened]:
        """Below a resident's topics: the other ways of deciding together."""
        resident = self.actor.capacity == Capacity.RESIDENT
        return menus.opened(menus.DECIDE, self.actor) if resident else []

    @cached_property
    def settings(self) -> list[Way]:
        """What else a person can set, on pages of its own."""
        return self._ways(navigation.SETTINGS) if self.actor.person is not None else []

    def _ways(self, entries: tuple[navigation.Entry, ...]) -> list[Way]:
        addresses = _addresses(entries)
        shown = [e for e in navigation.seen(entries, self.actor) if e.url in addresses]
        inside = navigation.current(shown, self._request.path, addresses)
        return [Way(e.url, addresses[e.url], e.label, e.icon, e.url == inside) for e in shown]


def _addresses(entries: tuple[navigation.Entry, ...]) -> dict[str, str]:
    found = {}
    for entry in entries:
        try:
            found[entry.url] = reverse(entry.url)
        except NoReverseMatch:
            continue
    return found


def stylesheet() -> SafeString:
    return mark_safe(sheet.text())  # noqa: S308 (our own committed file)


def shell(request: HttpRequest) -> dict[str, object]:
    frame = Shell(request)
    return {"actor": frame.actor, "shell": frame, "stylesheet": stylesheet}


def bare(request: HttpRequest) -> dict[str, object]:
    """The frame for pages that may ask nothing of the database: no person, no place."""
    stranger = HttpRequest()
    stranger.path = stranger.path_info = request.path
    stranger.COOKIES = request.COOKIES
    return shell(stranger)
