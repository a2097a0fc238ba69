"""Claiming a home in four short steps: estate, building, room, as what. Or by a code."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from linli.kernel import places
from linli.kernel.answers import add_refusal, status
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import actor_of, signed_in
from linli.kernel.pagination import page_of
from linli.places.models import Building, Estate, Unit
from linli.places.roster.cells import room_key
from linli.residence.actions import claims, codes
from linli.residence.forms import AsWhatForm, ClaimForm, CodeForm
from linli.residence.models import Claim, Invitation
from linli.residence.operations.codes import clean_code
from linli.residence.shown import home_name
from linli.residence.views.common import attempt, done, private_page

ROOMS = 60
SAME_TOWN = "an owner may live in another community"


@require_safe
@signed_in
def choose_estate(request: HttpRequest) -> HttpResponse:
    """Of one's own community; `?community=` of another, for homes that one lets."""
    actor = actor_of(request)
    wanted = request.GET.get("community", "")
    community = int(wanted) if wanted.isdecimal() and len(wanted) < 19 else actor.place or 0  # noqa: PLR2004
    rows = Estate.objects.within(community).order_by("pk")
    page = page_of(rows, key=["pk"], after=request.GET.get("after"))
    if len(page.items) == 1 and page.next is None and not wanted:
        return redirect("claim_building", page.items[0].pk)
    context = {"page": page, "communities": places.communities(), "here": community}
    return render(request, "residence/choose_estate.html", context)


def _estate(estate: int) -> Estate:
    return found_or_refused(Estate.objects.across_communities(SAME_TOWN).filter(pk=estate))


@require_safe
@signed_in
def choose_building(request: HttpRequest, estate: int) -> HttpResponse:
    row = _estate(estate)
    rows = Building.objects.filter(estate=row, units__gone=False).distinct().order_by("pk")
    page = page_of(rows, key=["pk"], after=request.GET.get("after"), size=ROOMS)
    return render(request, "residence/choose_building.html", {"estate": row, "page": page})


@require_safe
@signed_in
def choose_room(request: HttpRequest, building: int) -> HttpResponse:
    """`?q=` finds one room among hundreds."""
    row = found_or_refused(Building.objects.filter(pk=building).select_related("estate"))
    units = Unit.objects.within(row.estate.community_id).filter(building=row, gone=False)
    q = request.GET.get("q", "").strip()[:20]
    if q:
        units = units.filter(room_key=room_key(q))
    page = page_of(units, key=["position", "pk"], after=request.GET.get("after"), size=ROOMS)
    context = {"building": row, "page": page, "q": q}
    return render(request, "residence/choose_room.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def as_what(request: HttpRequest, unit: int) -> HttpResponse:
    rows = Unit.objects.across_communities(SAME_TOWN).select_related("building", "estate")
    row = found_or_refused(rows.filter(pk=unit, gone=False))
    form = ClaimForm(request.POST or None)
    made: list[Claim] = []
    if request.method == "POST" and attempt(
        form, lambda data: made.append(claims.claim_home(actor_of(request), unit=row.pk, **data))
    ):
        return _after(request, made[0])
    context = {"form": form, "unit": row, "name": home_name(row)}
    return render(request, "residence/as_what.html", context, status=status(form))


def _after(request: HttpRequest, claim: Claim) -> HttpResponse:
    if claim.state == "approved":
        words = _("It agrees with the roster. This home is yours here, too.")
        return done(request, words, "my_home", claim.residence_id)
    words = _("Noted. You see here where it stands; you may add papers.")
    return done(request, words, "my_claim", claim.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def by_code(request: HttpRequest, code: str = "") -> HttpResponse:
    """Type the code, or arrive by its picture; then say as what, where that is not said already."""
    typed = clean_code(code or request.POST.get("code", ""))
    try:
        found = codes.found_by(actor_of(request), typed) if typed else None
    except Refused as refusal:
        form = CodeForm({"code": typed})
        form.is_valid()
        add_refusal(form, refusal)
        page = render(request, "residence/code.html", {"form": form}, status=429)
        return private_page(page)
    if found is None:
        form = CodeForm({"code": typed} if typed else None)
        if typed and form.is_valid():
            form.add_error("code", _("This code does not work (any more). Ask for a new one."))
        wrong = 404 if code else status(form)
        page = render(request, "residence/code.html", {"form": form}, status=wrong)
        return private_page(page)
    if not code:
        return redirect("home_by_code", typed)
    invited = isinstance(found, Invitation)
    rows = Unit.objects.across_communities("a code leads to its home")
    unit = rows.select_related("building", "estate").get(pk=found.unit_id)
    form2 = None if invited else AsWhatForm(request.POST or None)
    if request.method == "POST":
        answer = _used(request, typed, form2)
        if answer is not None:
            return answer
    context = {
        "form": form2,
        "name": home_name(unit),
        "relation": found.get_relation_display() if isinstance(found, Invitation) else "",
    }
    page = render(
        request, "residence/by_code.html", context, status=status(form2) if form2 else 200
    )
    return private_page(page)


def _used(request: HttpRequest, code: str, form: AsWhatForm | None) -> HttpResponse | None:
    """After the code was used; None when the form must be corrected."""
    actor = actor_of(request)
    made: list[object] = []
    if form is None:
        made.append(codes.use_code(actor, code=code))
    elif not attempt(form, lambda data: made.append(codes.use_code(actor, code=code, **data))):
        return None
    if isinstance(made[0], Claim):
        return _after(request, made[0])
    return done(request, _("Welcome home."), "my_homes")
