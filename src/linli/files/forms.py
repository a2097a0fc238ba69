"""The upload field: any form takes it; without JavaScript it is a plain choice of files.

What was brought once is not lost when the rest of the form must be corrected: it comes back as
boxes that are ticked (`views.receive`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from linli.kernel.attachments import PICTURES, Attached

#: What the browser offers first. A hint only: the content decides. (Naming JPEG makes an iPhone
#: turn its HEIC pictures into JPEG by itself.)
HINTS = {
    "picture": "image/jpeg,image/png,image/webp,image/gif",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a form brings: files chosen now, and ids of those that it brought before."""

    new: Sequence["UploadedFile[Any]"] = ()
    kept: Sequence[str] = field(default_factory=tuple)

    def __bool__(self) -> bool:
        return bool(self.new or self.kept)


class UploadsWidget(forms.FileInput):
    """`kept` are the uploads to show with ticked boxes."""

    allow_multiple_selected = True
    kept: Sequence[Attached] = ()

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Chosen:
        many = hasattr(files, "getlist") and hasattr(data, "getlist")
        if not many:
            return Chosen()
        return Chosen(tuple(files.getlist(name)), tuple(data.getlist(f"{name}_kept")))

    def use_required_attribute(self, initial: Any) -> bool:  # noqa: ARG002 (Django's call)
        """What was brought before may be enough: the browser cannot know."""
        return False

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return not self.value_from_datadict(data, files, name)

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> Any:  # noqa: ARG002 (Django's call)
        widget = {
            "name": name,
            "kept": self.kept,
            "attrs": self.build_attrs(self.attrs, attrs),
            "multiple": self.allow_multiple_selected,
        }
        return render_to_string("files/uploads_widget.html", {"widget": widget})


class UploadsField(forms.Field):
    """Files of a form. Its value is `Chosen`; `views.receive` turns it into ids."""

    widget = UploadsWidget

    def __init__(
        self, *, accepts: frozenset[str] = PICTURES, most: int = 9, **options: Any
    ) -> None:
        options.setdefault("label", _("Pictures"))
        options.setdefault("required", False)
        super().__init__(**options)
        self.most = most
        hints = ",".join(HINTS[kind] for kind in sorted(accepts))
        self.widget.attrs |= {"accept": hints}
        self.widget.allow_multiple_selected = most > 1

    def clean(self, value: Any) -> Chosen:
        chosen = value if isinstance(value, Chosen) else Chosen()
        if self.required and not chosen:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if len(chosen.new) + len(chosen.kept) > self.most:
            message = _("At most %(most)s files.")
            raise forms.ValidationError(message, code="most", params={"most": self.most})
        return chosen
