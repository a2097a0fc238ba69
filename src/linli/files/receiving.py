"""How uploads arrive: in memory only, so that no paper ever lies unsealed in a temporary folder."""

from io import BytesIO
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from linli.files.parameters import MEGABYTE, REQUEST_MAX

#: One file's bytes beyond this are dropped; what is left is larger than anything that is taken,
#: so the check refuses it at its field.
FILE_MAX = 32 * MEGABYTE


class MemoryOnlyUploadHandler(FileUploadHandler):
    """Holds at most REQUEST_MAX bytes of a request. Raises RequestDataTooBig beyond."""

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self._held = 0
        self._buffer = BytesIO()

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._buffer = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002 (Django's call)
        room = FILE_MAX + 1 - self._buffer.tell()
        self._held += self._buffer.write(raw_data[:room])
        if self._held > REQUEST_MAX:
            raise RequestDataTooBig("the files of one request are too large")

    def file_complete(self, file_size: int) -> "UploadedFile[Any]":  # noqa: ARG002 (Django's call)
        size = self._buffer.tell()
        self._buffer.seek(0)
        return InMemoryUploadedFile(
            file=self._buffer,
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type,
            size=size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
