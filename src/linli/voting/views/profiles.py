"""What decides, for everybody: rule profiles in plain words, and the page that counts again."""

from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from linli.kernel.language import either
from linli.voting import recount
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


@require_safe
def recount_page(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 (the same for everybody)
    """The recount page as a file to keep: it works on one's own disk, without us and any network."""
    page = Path(recount.__file__).parent / "recount.html"
    answer = HttpResponse(page.read_bytes(), content_type="text/html; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{page.name}"'
    return answer
