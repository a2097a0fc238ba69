"""What the acts of this module are called in a history."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "files.uploaded": _("File uploaded"),
    "files.removed": _("File removed"),
    "files.private_file_seen": _("Private file opened by somebody"),
    "files.untaken_swept": _("Unused files removed"),
    "files.persons_files_erased": _("Files erased with the account"),
}
