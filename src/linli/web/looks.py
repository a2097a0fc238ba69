"""How a page looks to somebody: language, size of letters, light or dark.

Visitors carry it in three cookies that say nothing about them; people also in their account.
"""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

LANGUAGES = tuple(code for code, _ in settings.LANGUAGES)
MODES = ("normal", "care")
THEMES = ("auto", "light", "dark")
COOKIES = {"language": settings.LANGUAGE_COOKIE_NAME, "mode": "mode", "theme": "theme"}
CHOICES = {"language": LANGUAGES, "mode": MODES, "theme": THEMES}
YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Look:
    """Each value is one of its CHOICES."""

    language: str = LANGUAGES[0]
    mode: str = "normal"
    theme: str = "auto"


def look_of(request: HttpRequest) -> Look:
    """The one set for this request, the account's when signed in, the cookies', or the first."""
    preset = getattr(request, "look", None)
    if isinstance(preset, Look):
        return preset
    person = getattr(request, "user", None)
    known = bool(person and person.is_authenticated)
    chosen = {}
    for name, cookie in COOKIES.items():
        value = getattr(person, name, "") if known else request.COOKIES.get(cookie, "")
        if value in CHOICES[name]:
            chosen[name] = value
    return Look(**chosen)


def speak(request: HttpRequest) -> None:
    """Speak the reader's language from here on."""
    language = look_of(request).language
    translation.activate(language)
    request.LANGUAGE_CODE = language


def remember(response: HttpResponse, changes: dict[str, str]) -> None:
    """Put a look into cookies, so that it lasts after signing out on the same device."""
    for name, value in changes.items():
        response.set_cookie(
            COOKIES[name],
            value,
            max_age=YEAR,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
