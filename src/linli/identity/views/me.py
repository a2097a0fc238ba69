"""My identity: first steps, name, community, consents, data, erasure."""

from typing import Any

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.identity import dossier, purposes, realname, words
from linli.identity.actions import me as acts
from linli.identity.forms import (
    CommunityForm,
    EraseForm,
    NameForm,
    RealNameForm,
    ShownForm,
    WelcomeForm,
)
from linli.identity.identifiers import masked_id, masked_phone
from linli.identity.models import Correction, Person, PrivateAccess, Proposal
from linli.identity.operations import checked_id, checked_name
from linli.identity.purposes import Purpose
from linli.identity.queries import consents_of, display_names, has_consent, private_of
from linli.identity.signin.proof import fresh_proof
from linli.identity.views.common import attempt, done, myself, private_page
from linli.kernel import clock, personal, places
from linli.kernel.errors import Refused
from linli.kernel.guards import actor_of, signed_in
from linli.kernel.pagination import page_of

both = require_http_methods(["GET", "HEAD", "POST"])


def spoken(purpose: Purpose) -> dict[str, Any]:
    """A purpose in the reader's language."""
    language = get_language() or ""
    parts = ("title", "text", "retention", "withdrawal")
    return {
        **{part: purpose.said(part, language) for part in parts},
        "code": purpose.code,
        "version": purpose.version,
        "effective": purpose.effective,
        "necessary": purpose.necessary,
        "basis": words.BASES[purpose.basis],
        "fields": [words.FIELDS[field] for field in purpose.fields],
    }


@both
@signed_in
def welcome(request: HttpRequest) -> HttpResponse:
    """First steps after signing up."""
    actor = actor_of(request)
    if myself(request).community is not None:
        return redirect("me")
    form = WelcomeForm(request.POST or None)
    if request.method == "POST" and attempt(
        form, lambda data: acts.join(actor, community=data["community"])
    ):
        return done(request, _("Welcome. This is your community's page."), "home")
    purpose = purposes.current(purposes.SERVICE)
    context = {"form": form, "purpose": spoken(purpose) if purpose else None}
    return render(request, "identity/me/welcome.html", context)


@require_safe
@signed_in
def identity(request: HttpRequest) -> HttpResponse:
    """What is proved, what is shown, where to change it."""
    person = myself(request)
    private = private_of(person)
    number = private.read("id_number") if private else None
    phone = private.read("phone") if private else None
    corrections = Correction.objects.across_communities("the person reads their own corrections")
    context = {
        "person": person,
        "name": private.read("name") if private else None,
        "phone": masked_phone(phone) if phone else None,
        "id_number": masked_id(number) if number else None,
        "paper": words.PAPERS.get(private.id_kind if private else "", ""),
        "shown": display_names([person.pk])[person.pk],
        "proved": person.level >= Person.Level.REAL_NAME,
        "provider": realname.is_offered(),
        "community": _home(person),
        "proposals": _proposals(person),
        "corrections": corrections.filter(person=person).order_by("-pk")[:10],
    }
    return private_page(render(request, "identity/me/identity.html", context))


def _proposals(person: Person) -> list[Proposal]:
    """What staff want to change about the way in; the person may stop it."""
    rows = Proposal.objects.across_communities("a person reads proposals about themselves")
    return list(rows.filter(person=person, state="open", kind__in=Proposal.ALONE).order_by("pk"))


def _home(person: Person) -> str:
    home = places.community(person.community)
    return home.name(get_language() or "") if home else ""


@both
@signed_in
def name(request: HttpRequest) -> HttpResponse:
    """Write one's name, as long as it is not proved."""
    actor = actor_of(request)
    person = myself(request)
    private = private_of(person)
    initial = {
        "name": private.read("name") if private else "",
        "title": private.read("title") if private else "",
    }
    form = NameForm(request.POST or None, initial=initial)
    if request.method == "POST":
        ok = attempt(
            form, lambda data: acts.change_name(actor, name=data["name"], title=data["title"])
        )
        if ok:
            return done(request, _("Saved."), "me_identity")
    context = {"form": form, "proved": person.level >= Person.Level.REAL_NAME}
    return private_page(render(request, "identity/me/name.html", context))


@both
@signed_in
def shown(request: HttpRequest) -> HttpResponse:
    """How others see the name."""
    actor = actor_of(request)
    form = ShownForm(request.POST or None, initial={"shown": myself(request).shown})
    if request.method == "POST" and attempt(
        form, lambda data: acts.set_preferences(actor, shown=data["shown"])
    ):
        # the page with one's papers is no helper's to open
        back = "me_identity" if actor.helper is None else "me_shown"
        return done(request, _("Saved."), back)
    return render(request, "identity/me/shown.html", {"form": form})


@both
@signed_in
def community(request: HttpRequest) -> HttpResponse:
    """Move to another community."""
    actor = actor_of(request)
    person = myself(request)
    if person.community is None:
        return redirect("me_welcome")
    form = CommunityForm(request.POST or None, initial={"community": person.community})
    if request.method == "POST" and attempt(
        form, lambda data: acts.move(actor, community=data["community"])
    ):
        return done(request, _("You have moved to another community."), "me_identity")
    return render(request, "identity/me/community.html", {"form": form})


@both
@signed_in
def real_name(request: HttpRequest) -> HttpResponse:
    """Prove the real name: by a provider if one is set, else at the desk."""
    actor = actor_of(request)
    person = myself(request)
    form = RealNameForm(request.POST or None)
    if request.method == "POST":
        if not realname.is_offered():
            raise Refused("kernel.not_found")
        if attempt(form, lambda data: _ask_provider(request, data)):
            return done(request, _("Your real name is proved."), "me_identity")
    purpose = purposes.current(purposes.REAL_NAME)
    context = {
        "form": form,
        "proved": person.level >= Person.Level.REAL_NAME,
        "consented": has_consent(person.pk, purposes.REAL_NAME),
        "offered": realname.is_offered(),
        "purpose": spoken(purpose) if purpose else None,
        "actor": actor,
    }
    return private_page(render(request, "identity/me/real_name.html", context))


def _ask_provider(request: HttpRequest, data: dict[str, Any]) -> Person:
    """Outside any transaction, because it goes over the network."""
    actor = actor_of(request)
    acts.require_check(actor)
    number = checked_id(data["id_number"])
    try:
        checked = realname.check(checked_name(data["name"]), number)
    except realname.ProviderDownError as error:
        acts.give_check_back(actor)
        raise Refused("identity.provider_down") from error
    if checked is None:
        acts.note_failed_check(actor)
        raise Refused("identity.not_matching", field="id_number")
    return acts.prove_by_provider(actor, checked=checked)


@require_safe
@signed_in
def consents(request: HttpRequest) -> HttpResponse:
    """Every purpose with its text, and one tap to give or withdraw."""
    given = consents_of(actor_of(request).person or 0)
    rows = []
    for purpose in purposes.for_oneself():
        last = given.get(purpose.code)
        valid = last is not None and last.given and last.version == purpose.version
        rows.append({**spoken(purpose), "given": valid, "last": last})
    return render(request, "identity/me/consents.html", {"rows": rows})


@require_POST
@signed_in
def give(request: HttpRequest, purpose: str) -> HttpResponse:
    acts.give_consent(actor_of(request), purpose=purpose)
    return done(request, _("You agreed. A receipt is being made."), "me_consents")


@require_POST
@signed_in
def withdraw(request: HttpRequest, purpose: str) -> HttpResponse:
    acts.withdraw_consent(actor_of(request), purpose=purpose)
    return done(request, _("Withdrawn. A receipt is being made."), "me_consents")


@require_safe
@signed_in
@fresh_proof
def data(request: HttpRequest) -> HttpResponse:
    """Everything we hold, readable."""
    found = dossier.as_words(dossier.everything(myself(request)))
    return private_page(render(request, "identity/me/data.html", {"sections": found}))


@require_safe
@signed_in
@fresh_proof
def data_file(request: HttpRequest, kind: str) -> HttpResponse:
    """The same as a file: `json` for software, `html` for people."""
    return as_file(dossier.everything(myself(request)), kind)


def as_file(sections: list[dossier.Section], kind: str) -> HttpResponse:
    made = clock.now()
    response: HttpResponse
    if kind == "json":
        content = {"made_at": made.isoformat(), **dossier.as_json(sections)}
        response = JsonResponse(content, json_dumps_params={"ensure_ascii": False, "indent": 1})
    else:
        context = {"sections": dossier.as_words(sections), "made": made}
        response = HttpResponse(render_to_string("identity/me/data_file.html", context))
    response["Content-Disposition"] = f'attachment; filename="linli-my-data.{kind}"'
    return private_page(response)


@require_safe
@signed_in
def looks(request: HttpRequest) -> HttpResponse:
    """Who of the staff looked at what, and why."""
    mine = PrivateAccess.objects.across_communities("a person reads who looked at their data")
    rows = mine.filter(person=actor_of(request).person)
    page = page_of(rows, key=["-id"], after=request.GET.get("after"))
    names = display_names({row.by_id for row in page.items})
    context = {"page": page, "rows": [(row, names.get(row.by_id, "")) for row in page.items]}
    return render(request, "identity/me/looks.html", context)


@both
@signed_in
@fresh_proof
def erase(request: HttpRequest) -> HttpResponse:
    """Close the account; what is kept, and why, is said before."""
    actor = actor_of(request)
    form = EraseForm(request.POST or None)
    kept = personal.kept(actor.person or 0)
    if request.method == "POST" and attempt(
        form, lambda data: acts.erase_me(actor, sure=data["sure"])
    ):
        logout(request)
        return done(request, _("Your data is deleted and your account is closed."), "home")
    return render(request, "identity/me/erase.html", {"form": form, "kept": kept})
