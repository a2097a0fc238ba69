"""Acting for somebody else: the session of a helper, and what is open in it.

A helper's session stays the helper's own: their cookie, their language, their letters. What changes
is whose matters the pages show. In it a request is one of four:

- a page of a deed that the mandate names: the actor is the principal, with the helper's id beside;
- one of `OWN`: the helper as themself (how the page looks, ending, signing out);
- `OVERVIEW`: what may be done, and the way out;
- anything else: answered as for a visitor who is nobody. So public pages open, and whatever would
  ask a visitor to sign in is refused instead. A page that nobody thought of is closed.

The mandate is read anew at each request; when it no longer stands nothing is done for anybody until
the helper has seen it, so that no form meant for the one is ever sent as the other.
"""

from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import reverse

from linli.identity.models import Person
from linli.identity.queries import display_name
from linli.kernel.actor import VISITOR, Actor
from linli.kernel.deeds import Deed, helpers_deeds
from linli.kernel.errors import text_of
from linli.mandates.models import Mandate
from linli.mandates.queries import running
from linli.web import errors
from linli.web.acting import as_resident
from linli.web.looks import look_of
from linli.web.problems import PREFIX, problem

#: Session key: the mandate under which somebody acts now.
MANDATE = "helping"
OWN = frozenset({"settings", "set_look", "end_helping", "account_logout"})
OVERVIEW = "helping"
HOME = "home"
NOBODYS = "kernel.not_by_helper"
OVER = "kernel.mandate_over"


@dataclass(frozen=True)
class Helping:
    """Somebody acts for somebody else in this session; `mandate` is None when it is over."""

    helper: Person
    mandate: Mandate | None

    @cached_property
    def name(self) -> str:
        """Of whom it is for, as they show it. No query: it was read along."""
        return display_name(self.mandate.principal) if self.mandate else ""

    @property
    def over(self) -> bool:
        """Whether the mandate ended while the session ran."""
        return self.mandate is None

    @property
    def deeds(self) -> list[Deed]:
        """What may be done now: named by the mandate, and open to helpers today."""
        held = set(self.mandate.deeds) if self.mandate else set()
        return [deed for deed in helpers_deeds() if deed.key in held]

    def actor(self) -> Actor:
        """The principal as a resident, without any factor, by the helper's hands."""
        if self.mandate is None:
            return VISITOR
        return replace(
            as_resident(self.mandate.principal),
            helper=self.helper.pk,
            deeds=frozenset(deed.key for deed in self.deeds),
        )

    def opens(self, page: str) -> bool:
        return any(page in deed.pages for deed in self.deeds)


def helping_of(request: HttpRequest) -> Helping | None:
    """None for who acts for themself."""
    found = getattr(request, "helping", None)
    return found if isinstance(found, Helping) else None


def begin(request: HttpRequest) -> None:
    """Before anything is resolved: nobody, until it is known which page it is. One query."""
    chosen = request.session.get(MANDATE)
    person = request.user
    if chosen is None or not isinstance(person, Person) or not person.is_active:
        return
    request.look = look_of(request)  # type: ignore[attr-defined]
    request.helping = Helping(person, running(person.pk, chosen))  # type: ignore[attr-defined]
    _act(request, VISITOR)


def choose(request: HttpRequest) -> HttpResponse | None:
    """Once the page is known: who acts on it; or the answer that nothing can be done."""
    found = helping_of(request)
    if found is None:
        return None
    page = request.resolver_match.view_name if request.resolver_match else ""
    if page in OWN:
        request.user = found.helper
        request.actor = as_resident(found.helper)  # type: ignore[attr-defined]
        return None
    if found.mandate is None:
        return _over(request)
    if page == HOME:
        return HttpResponseRedirect(reverse(OVERVIEW))
    if page == OVERVIEW or found.opens(page):
        _act(request, found.actor())
    return None


def answered(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """What would send a visitor to sign in tells a helper that it is not theirs to do."""
    found = helping_of(request)
    if found is None:
        return response
    if request.actor.person != found.helper.pk:  # type: ignore[attr-defined]  # else theirs: they may have signed out
        request.user = found.helper
    if request.path.startswith(PREFIX):
        unknown = response.status_code == 401  # noqa: PLR2004 (what a visitor gets)
        return problem(403, NOBODYS) if unknown else response
    signs_in = urlsplit(response.headers.get("Location", "")).path == resolve_url(
        settings.LOGIN_URL
    )
    return errors.page(request, text_of(NOBODYS), code=NOBODYS) if signs_in else response


def _act(request: HttpRequest, actor: Actor) -> None:
    """No view may take the helper for the one whose matters it shows: `user` is nobody."""
    request.user = AnonymousUser()
    request.actor = actor  # type: ignore[attr-defined]


def _over(request: HttpRequest) -> HttpResponse:
    if request.path.startswith(PREFIX):
        return problem(403, OVER)
    return errors.page(request, text_of(OVER), code=OVER)
