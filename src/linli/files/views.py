"""Reading a file, one's own files, and taking what a form brings."""

from urllib.parse import quote

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from linli.files import actions, queries, reading
from linli.files.forms import UploadsWidget
from linli.files.keeping import shown
from linli.files.models import StoredFile
from linli.kernel.actor import Actor
from linli.kernel.answers import add_refusal
from linli.kernel.attachments import PDF, PICTURE, SHEET, TABLE
from linli.kernel.errors import Refused
from linli.kernel.guards import actor_of, signed_in
from linli.kernel.pagination import page_of

TYPES = {
    PICTURE: ("image/jpeg", "jpg"),
    PDF: ("application/pdf", "pdf"),
    SHEET: ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    TABLE: ("text/csv", "csv"),
}


@require_safe
def file(request: HttpRequest, public_id: str) -> HttpResponse:
    """The whole file, by its owner's rule."""
    return _answer(request, public_id, small=False)


@require_safe
def file_small(request: HttpRequest, public_id: str) -> HttpResponse:
    """The small picture."""
    return _answer(request, public_id, small=True)


def _answer(request: HttpRequest, public_id: str, *, small: bool) -> HttpResponse:
    actor = actor_of(request)
    try:
        found = reading.file_for(actor, public_id)
    except Refused:
        if actor.person is None:
            raise Refused("kernel.sign_in_first") from None
        raise
    if small and not found.has_small:
        raise Refused("kernel.not_found")
    tag = f'"{bytes(found.digest).hex()}{"-small" if small else ""}"'
    if not found.is_private and request.headers.get("If-None-Match") == tag:
        return _headed(HttpResponseNotModified(), found, tag)
    others = found.is_private and actor.person not in {found.person_id, found.uploader_id}
    if others and request.method == "GET":
        actions.note_seen(actor, file=found.public_id)
    content = reading.content_of(found, small=small)
    return _headed(HttpResponse(content, content_type=TYPES[found.format][0]), found, tag)


def _headed(response: HttpResponse, found: StoredFile, tag: str) -> HttpResponse:
    """Headers that leave a browser nothing to guess, to run, or to hand to others.

    Pictures may be shown in a page; all else is saved. The name is ours: of what the file was
    called by its uploader nothing is known here.
    """
    how = "inline" if found.format == PICTURE else "attachment"
    name = quote(f"linli-{found.public_id}.{TYPES[found.format][1]}")
    response["Content-Disposition"] = f'{how}; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox; frame-ancestors 'none'"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    # asked again each time: the right to read may have ended
    response["Cache-Control"] = "private, no-store" if found.is_private else "private, no-cache"
    if not found.is_private:
        response["ETag"] = tag
    # pictures and archives are packed already; this keeps the packing middleware off
    response["Content-Encoding"] = "identity"
    patch_vary_headers(response, ("Cookie",))
    return response


@require_safe
@signed_in
def my_files(request: HttpRequest) -> HttpResponse:
    """Everything that is kept of me as a file, newest first."""
    person = actor_of(request).person or 0
    page = page_of(queries.files_about(person), key=["-pk"], after=request.GET.get("after"))
    rows = [(row, shown(row)) for row in page.items]
    return render(request, "files/mine.html", {"page": page, "rows": rows, "me": person})


@require_POST
@signed_in
def remove_file(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take back an upload that nothing took."""
    actions.remove(actor_of(request), file=public_id)
    messages.success(request, _("The file is deleted."))
    return HttpResponseRedirect(reverse("my_files"))


def receive(
    actor: Actor, form: forms.Form, name: str, *, kind: str, person: int | None = None
) -> list[str]:
    """Bring what a form's upload field holds; answers the ids for the owner's action.

    `person` is whose data it is, when staff bring papers of somebody else.

    Whatever could be brought stays in the form (`name` shows it with ticked boxes), so that a
    mistake elsewhere does not cost a second upload; what was refused is told at the field.
    """
    valid = form.is_valid()
    widget = form.fields[name].widget
    if not isinstance(widget, UploadsWidget):
        message = f"{name} is no upload field"
        raise TypeError(message)
    chosen = widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
    found = queries.untaken(actor.person or 0, kind, chosen.kept)
    if valid or name not in form.errors:
        for upload in chosen.new:
            try:
                found.append(actions.bring(actor, kind=kind, content=upload.read(), person=person))
            except Refused as refusal:
                refusal.field = name
                add_refusal(form, refusal)
    widget.kept = [shown(each) for each in found]
    return [each.public_id for each in found]
