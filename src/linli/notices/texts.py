"""The words of notices that the system writes, by kind; read in the reader's language."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from linli.notices.models import Notice


@dataclass(frozen=True, slots=True)
class Words:
    """Both may hold ``%(name)s`` of the notice's params."""

    title: Any
    text: Any


KINDS: dict[str, Words] = {
    "duty_given": Words(
        _("You have a new duty"), _("Please accept it or say why not. Last day: %(due_on)s.")
    ),
    "duty_handed_on": Words(
        _("You have a new duty"), _("Please accept it or say why not. Last day: %(due_on)s.")
    ),
    "duty_refused": Words(
        _("A duty was refused"), _("The reason stands on its page. Give it again or withdraw it.")
    ),
    "duty_reported": Words(
        _("A duty was reported done"), _("Please check and confirm it, or open it again.")
    ),
    "duty_confirmed": Words(_("Your duty is confirmed"), _("Somebody else checked it. Thank you.")),
    "duty_reopened": Words(
        _("Your duty was opened again"),
        _("What is missing stands on its page. Last day: %(due_on)s."),
    ),
    "duty_withdrawn": Words(_("Your duty was withdrawn"), _("You need not do it any more.")),
    "duty_reminder": Words(
        _("A duty of yours needs you"), _("It is due soon, or it still waits for your answer.")
    ),
    "duty_escalated": Words(
        _("A duty stalls"), _("It came up to you on %(planned_on)s. Please look after it.")
    ),
}


def register_words(kind: str, words: Words) -> None:
    """Called from the AppConfig of the module whose facts are told."""
    KINDS[kind] = words


def title_of(notice: Notice) -> str:
    """In the active language."""
    words = KINDS.get(notice.kind)
    return str(words.title) % notice.params if words else notice.title


def text_of(notice: Notice) -> str:
    words = KINDS.get(notice.kind)
    return str(words.text) % notice.params if words else notice.text
