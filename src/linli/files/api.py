"""Files by software: bring one, read what is known of it, take it back."""

from django.http import HttpRequest
from ninja import File, Form, Router
from ninja.files import UploadedFile

from linli.files import actions, queries, reading
from linli.files.keeping import shown
from linli.files.models import StoredFile
from linli.files.schemas import FileOut, FilePage
from linli.kernel.api import needs
from linli.kernel.guards import actor_of
from linli.kernel.pagination import page_of

router = Router(tags=["files"])


def _out(file: StoredFile) -> FileOut:
    one = shown(file)
    return FileOut(
        id=one.id,
        format=one.format,
        size=one.size,
        width=one.width,
        height=one.height,
        href=one.href,
        small=one.small,
        sealed=file.is_private,
        taken=file.owner is not None,
        at=file.at,
    )


@router.get("/files", response=FilePage, auth=needs("files:read"), summary="My files")
def list_files(request: HttpRequest, after: str | None = None) -> FilePage:
    person = actor_of(request).person or 0
    page = page_of(queries.files_about(person), key=["-pk"], after=after)
    return FilePage(items=[_out(file) for file in page.items], next=page.next)


@router.post("/files", response={201: FileOut}, auth=needs("files:write"), summary="Bring a file")
def bring_file(
    request: HttpRequest, kind: Form[str], file: File[UploadedFile]
) -> tuple[int, FileOut]:
    """`kind` is what the file is for, such as `threads.post`; its content decides what it is."""
    kept = actions.bring(actor_of(request), kind=kind, content=file.read())
    return 201, _out(kept)


@router.get("/files/{file_id}", response=FileOut, auth=needs("files:read"), summary="About a file")
def about_file(request: HttpRequest, file_id: str) -> FileOut:
    return _out(reading.file_for(actor_of(request), file_id))


@router.delete(
    "/files/{file_id}",
    response={204: None},
    auth=needs("files:write"),
    summary="Take back a file that nothing took yet",
)
def take_back_file(request: HttpRequest, file_id: str) -> tuple[int, None]:
    actions.remove(actor_of(request), file=file_id)
    return 204, None
