"""The page /style/: every component in every state.

Each sample is a template of its own, drawn and printed, so what is shown is what is written.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.utils.translation import pgettext_lazy as p_
from django.views.decorators.http import require_safe

from linli.web.looks import MODES, THEMES, Look, look_of

TEMPLATES = Path(__file__).parent / "templates"
#: In this order on the page; the inner parts of a table are shown in its sample.
ORDER = (
    "button", "cells", "cell", "card", "notice", "state", "process", "bar", "by", "empty",
    "form", "field", "scanner", "search", "confirm", "tabs", "table", "more", "icon",
)  # fmt: skip
WITHIN = {"table": ("tr", "th", "td")}
MOMENT = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)


class SampleForm(forms.Form):
    """One field of each shape."""

    phone = forms.CharField(
        label=p_("sample", "Phone number"), help_text=p_("sample", "Eleven digits.")
    )
    about = forms.CharField(
        label=p_("sample", "What is it about?"), required=False, widget=forms.Textarea
    )
    place = forms.ChoiceField(
        label=p_("sample", "Community"),
        choices=[("1", p_("sample", "Rongyin community")), ("2", p_("sample", "Taoran community"))],
    )
    shown = forms.ChoiceField(
        label=p_("sample", "How my name appears"),
        widget=forms.RadioSelect,
        choices=[("a", "王**"), ("b", p_("sample", "Ms Wang"))],
    )
    picture = forms.FileField(label=p_("sample", "Picture"), required=False)
    agreed = forms.BooleanField(label=p_("sample", "I have read the rules of the house"))


@dataclass(frozen=True, slots=True)
class Sample:
    name: str
    title: str
    template: str
    code: str


def samples() -> list[Sample]:
    found = []
    for name in ORDER:
        template = f"style/{name}.html"
        title = " ".join(f"<c-{each}>" for each in (name, *WITHIN.get(name, ())))
        code = (TEMPLATES / template).read_text().strip()
        found.append(Sample(name, title, template, code))
    return found


@require_safe
def style(request: HttpRequest) -> HttpResponse:
    """`?mode=` and `?theme=` look at it otherwise than one has chosen."""
    chosen = look_of(request)
    look = Look(
        chosen.language,
        _one_of(MODES, request.GET.get("mode"), chosen.mode),
        _one_of(THEMES, request.GET.get("theme"), chosen.theme),
    )
    request.look = look  # type: ignore[attr-defined]
    facts = {
        "samples": samples(),
        "modes": _modes(look),
        "form": SampleForm({"phone": "123", "place": "1", "shown": "b"}),
        "empty_form": SampleForm(auto_id="empty_%s"),
        "steps": _steps("next"),
        "stopped": _steps("stop"),
        "tabs": [
            {"href": "#tabs", "title": pgettext("sample", "All"), "current": True, "count": 12},
            {"href": "#tabs", "title": pgettext("sample", "Unread"), "current": False, "count": 3},
        ],
        "page": SimpleNamespace(next="sample"),
        "moment": MOMENT,
    }
    return render(request, "style.html", facts)


def _one_of(known: tuple[str, ...], asked: str | None, otherwise: str) -> str:
    return asked if asked in known else otherwise


def _modes(look: Look) -> list[dict[str, Any]]:
    ways = (
        (_("Normal, light"), "normal", "light"),
        (_("Normal, dark"), "normal", "dark"),
        (_("Large letters, light"), "care", "light"),
        (_("Large letters, dark"), "care", "dark"),
    )
    return [
        {
            "title": title,
            "href": f"?mode={mode}&theme={theme}",
            "current": (mode, theme) == (look.mode, look.theme),
        }
        for title, mode, theme in ways
    ]


def _steps(end: str) -> list[dict[str, Any]]:
    return [
        {"title": pgettext("sample", "Proposed"), "state": "done", "note": "2026-02-20"},
        {"title": pgettext("sample", "Announced for seven days"), "state": "done"},
        {
            "title": pgettext("sample", "Vote"),
            "state": "now" if end == "next" else "stop",
            "who": pgettext("sample", "the owners"),
            "until": "2026-03-08",
        },
        {"title": pgettext("sample", "Carried out"), "state": "next"},
    ]
