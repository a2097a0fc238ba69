"""Rule profiles in plain words with their articles, for everybody."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from linli.kernel.language import either
from linli.voting.in_force import profiles
from linli.voting.profile_words import said


@require_safe
def vote_profiles(request: HttpRequest) -> HttpResponse:
    rows = sorted(profiles().values(), key=lambda p: (p.places, p.since))
    listed = [(p, either(p.title_zh, p.title_en)) for p in rows]
    return render(request, "voting/profiles.html", {"rows": listed})


@require_safe
def vote_profile(request: HttpRequest, key: str) -> HttpResponse:
    profile = profiles().get(key)
    if profile is None:
        raise Http404
    context = {
        "profile": profile,
        "title": either(profile.title_zh, profile.title_en),
        "notes": either(profile.notes_zh, profile.notes_en),
        "parts": said(profile),
    }
    return render(request, "voting/profile.html", context)
