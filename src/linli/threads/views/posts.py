"""A thread's live part, what one does with a post, and the moderators' queue."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from linli.kernel.actor import Actor, Capacity
from linli.kernel.answers import FORMS, add_refusal
from linli.kernel.errors import Refused, require
from linli.kernel.guards import acting_as, actor_of, signed_in
from linli.threads import actions, queries, rules, showing
from linli.threads.forms import EditForm, FlagForm, HideForm, NoteForm
from linli.threads.models import Post
from linli.threads.states import PostState


def thread_context(
    actor: Actor, kind: str, subject: int, after: str | None = None
) -> dict[str, Any]:
    """What `threads/posts.html` draws. The right to read was asked before.

    The version is read before the posts: a page may be newer than it says, never older.
    """
    version = queries.version_of(kind, subject)
    page = queries.posts_of(kind, subject, after)
    return {
        "kind": kind,
        "subject": subject,
        "version": version,
        "page": page,
        "rows": showing.shown(actor, page.items),
        "live": not after,
        "writable": showing.writable(actor, kind, subject),
    }


@require_safe
def thread_posts(request: HttpRequest, kind: str, subject: int) -> HttpResponse:
    """The newest posts as a fragment; 304 when the reader has them (`version`, or the tag)."""
    actor = actor_of(request)
    require(rules.may_read(actor, kind, subject))
    version = queries.version_of(kind, subject)
    tag = f'"{version}-{actor.person}-{actor.capacity}-{get_language()}"'
    fresh = request.GET.get("version") == str(version)
    if fresh or request.headers.get("If-None-Match") == tag:
        response: HttpResponse = HttpResponseNotModified()
    else:
        context = thread_context(actor, kind, subject)
        response = render(request, "threads/posts.html", context)
    response["ETag"] = tag
    response["Cache-Control"] = "private, no-cache"
    return response


def readable(actor: Actor, post: str) -> Post:
    """A post whose words the actor may see. Raises Refused as for one that is not there."""
    found = rules.post_of(post)
    if found is None:
        raise Refused("kernel.not_found")
    require(rules.sees(actor, found))
    return found


def to_subject(post: Post) -> HttpResponseRedirect:
    return HttpResponseRedirect(rules.kind_of(post.thread.kind).href(post.thread.subject))


def tried(form: forms.Form, act: Any) -> bool:
    """Whether the act was done; a refusal about a field or a form is told there."""
    try:
        act()
    except Refused as refusal:
        add_refusal(form, refusal)
        return False
    return True


def one_post(request: HttpRequest, template: str, post: Post, form: forms.Form) -> HttpResponse:
    row = showing.one(actor_of(request), post)
    back = rules.kind_of(post.thread.kind).href(post.thread.subject)
    context = {"row": row, "form": form, "back": back}
    return render(request, template, context, status=422 if form.errors else 200)


@require_http_methods(FORMS)
@signed_in
def edit_post(request: HttpRequest, post: str) -> HttpResponse:
    actor = actor_of(request)
    found = readable(actor, post)
    require(rules.may_change(actor, post=post))
    form = EditForm(request.POST or None, initial={"text": found.text})
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        if tried(form, lambda: actions.edit(actor, post=post, text=text)):
            messages.success(request, _("Your post is changed."))
            return to_subject(found)
    return one_post(request, "threads/edit.html", found, form)


@require_http_methods(FORMS)
@signed_in
def delete_post(request: HttpRequest, post: str) -> HttpResponse:
    actor = actor_of(request)
    found = readable(actor, post)
    require(rules.may_delete(actor, post=post))
    form = forms.Form(request.POST or None)
    if request.method == "POST" and tried(form, lambda: actions.delete(actor, post=post)):
        messages.success(request, _("Your post is deleted."))
        return to_subject(found)
    return one_post(request, "threads/delete.html", found, form)


@require_http_methods(FORMS)
@signed_in
def flag_post(request: HttpRequest, post: str) -> HttpResponse:
    actor = actor_of(request)
    found = readable(actor, post)
    require(rules.may_flag(actor, post=post))
    form = FlagForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        ground = form.cleaned_data["ground"]
        if tried(form, lambda: actions.flag(actor, post=post, ground=ground)):
            messages.success(request, _("Thank you. The moderators will look at it."))
            return to_subject(found)
    return one_post(request, "threads/flag.html", found, form)


@require_safe
@signed_in
def post_history(request: HttpRequest, post: str) -> HttpResponse:
    """What it said before and what was decided on it: for its author and the moderators."""
    actor = actor_of(request)
    found = readable(actor, post)
    require(rules.reads_history(actor, found))
    return render(
        request,
        "threads/history.html",
        {
            "row": showing.one(actor, found),
            "revisions": queries.history_of(found.pk),
            "verdicts": queries.verdicts_of(found.pk),
            "back": rules.kind_of(found.thread.kind).href(found.thread.subject),
        },
    )


@require_safe
@acting_as(Capacity.STAFF)
def moderation(request: HttpRequest) -> HttpResponse:
    """Reported posts of the office's communities, oldest first; constant queries but for titles."""
    actor = actor_of(request)
    page = queries.reported(actor, request.GET.get("after"))
    grounds = queries.open_grounds(post.pk for post in page.items)
    titles = titles_of(page.items)
    rows = [
        (row, titles[row.post.thread_id], grounds.get(row.post.pk, []))
        for row in showing.shown(actor, page.items)
    ]
    return render(request, "threads/moderation.html", {"page": page, "rows": rows})


def titles_of(posts: Any) -> dict[int, str]:
    """Thread -> its subject's name, each asked once."""
    threads = {post.thread_id: post.thread for post in posts}
    return {pk: rules.kind_of(t.kind).title(t.subject) for pk, t in threads.items()}


@require_http_methods(FORMS)
@acting_as(Capacity.STAFF)
def moderate(request: HttpRequest, post: str) -> HttpResponse:
    """Decide on one post: `do` is `hide`, `keep` or `restore`."""
    actor = actor_of(request)
    found = rules.post_of(post)
    if found is None:
        raise Refused("kernel.not_found")
    require(rules.moderates(actor, found))
    do = request.POST.get("do", "")
    sent = request.POST or None
    hiding = HideForm(sent if do == "hide" else None, prefix="hide")
    keeping = NoteForm(sent if do in {"keep", "restore"} else None, prefix="keep")
    form: forms.Form = hiding if do == "hide" else keeping
    if request.method == "POST" and do in ACTS and form.is_valid():
        data = form.cleaned_data
        if tried(form, lambda: ACTS[do](actor, post=post, **data)):
            messages.success(request, _("Decided. The author reads the reason."))
            return to_subject(found)
    context = {
        "row": showing.one(actor, found),
        "hiding": hiding if found.state == PostState.SHOWN else None,
        "keeping": keeping if found.flags_open or found.state == PostState.HIDDEN else None,
        "grounds": queries.open_grounds([found.pk]).get(found.pk, []),
        "verdicts": queries.verdicts_of(found.pk),
        "title": rules.kind_of(found.thread.kind).title(found.thread.subject),
    }
    status = 422 if form.errors else 200
    return render(request, "threads/moderate.html", context, status=status)


ACTS: dict[str, Any] = {
    "hide": actions.hide,
    "keep": actions.keep,
    "restore": actions.restore,
}
