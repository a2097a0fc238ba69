"""What a person reads when a file is not taken."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.errors import Text

REFUSALS = {
    "files.empty": Text(
        _("This file is empty."), _("Choose it again; perhaps it had not been saved yet."), 422
    ),
    "files.too_large": Text(
        _("This file is too large."),
        _("Pictures, PDF and workbooks up to 20 MB, CSV up to 10 MB. Send a smaller version."),
        413,
    ),
    "files.too_many": Text(
        _("These are too many files for one place."), _("Leave some of them out."), 422
    ),
    "files.too_many_pixels": Text(
        _("This picture has too many pixels."),
        _("Up to 50 million are read. Save it smaller, or photograph it again."),
        422,
    ),
    "files.picture_broken": Text(
        _("This picture cannot be read."),
        _("It seems damaged or cut off. Open it, save it anew as JPEG, and send that."),
        422,
    ),
    "files.heic": Text(
        _("This is a HEIC or AVIF picture, which not every device can show."),
        _(
            "On an iPhone choose Settings, Camera, Formats, “Most Compatible”, "
            "or send a screenshot of the picture."
        ),
        422,
    ),
    "files.other_picture": Text(
        _("Pictures of this kind are not read here."), _("Save it as JPEG or PNG."), 422
    ),
    "files.film": Text(_("Films are not taken."), _("Send a picture from it."), 422),
    "files.markup": Text(
        _("Web pages and SVG drawings are not taken, because they can carry programs."),
        _("Send a screenshot of it, or save it as PDF."),
        422,
    ),
    "files.pdf_broken": Text(
        _("This PDF is damaged, cut off, or something was put behind its end."),
        _("Open it, print it into a new PDF, and send that."),
        422,
    ),
    "files.pdf_locked": Text(
        _("This PDF is locked with a password."), _("Save it without the password."), 422
    ),
    "files.pdf_active": Text(
        _("This PDF carries programs, forms or other files inside."),
        _("Print it into a new PDF, and send that."),
        422,
    ),
    "files.archive": Text(
        _("Archives and Word or PowerPoint documents are not taken."),
        _("Unpack it and send the files one by one; save documents as PDF."),
        422,
    ),
    "files.zip_tail": Text(
        _("Something was put behind the end of this workbook."),
        _("Open it in a spreadsheet program and save it anew as XLSX."),
        422,
    ),
    "files.bomb": Text(
        _("This workbook becomes far too large when it is unpacked."),
        _("Delete what is not needed in it and save it anew."),
        422,
    ),
    "files.sheet_broken": Text(
        _("This workbook cannot be read."),
        _("Open it in a spreadsheet program and save it anew as XLSX."),
        422,
    ),
    "files.macros": Text(
        _("This workbook carries macros or other programs."),
        _("Save it as a workbook without macros (XLSX)."),
        422,
    ),
    "files.old_office": Text(
        _("This is an old Office document, or one locked with a password."),
        _("Save it anew as XLSX or PDF, without a password."),
        422,
    ),
    "files.unknown": Text(
        _("What this file is cannot be told from its content."),
        _(
            "Taken are JPEG, PNG, WebP and GIF pictures, PDF, XLSX and CSV. The name does not count."
        ),
        422,
    ),
    "files.not_taken_here": Text(
        _("A file of this kind is not taken here."),
        _("See beside the field what is taken. The content counts, not the name."),
        422,
    ),
    "files.enough_today": Text(
        _("You have sent as many files today as one may in a day."), _("Go on tomorrow."), 429
    ),
    "files.not_at_hand": Text(
        _("One of the files is no longer at hand."),
        _("Uploads that wait longer than a day are deleted. Choose it again."),
        409,
    ),
    "files.taken": Text(
        _("This file belongs to something by now."), _("Delete it where it is shown."), 409
    ),
    "files.gone": Text(
        _("The content of this file is missing."),
        _("Tell the community's office, so that it is brought back from the backup."),
        410,
    ),
}
