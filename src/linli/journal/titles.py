"""What an act is called on a page. Each module may add its own from its AppConfig."""

from typing import Any

from django.utils.translation import gettext_lazy as _

_titles: dict[str, Any] = {
    "journal.log_succeeded": _("A new log begins where an old one ended"),
    "identity.joined": _("Joined a community"),
    "identity.consent_given": _("Consent given"),
    "identity.consent_withdrawn": _("Consent withdrawn"),
    "organisations.organisation_founded": _("Organisation registered"),
    "organisations.office_appointed": _("Office filled"),
    "organisations.office_ended": _("Office ended"),
}


def register_titles(titles: dict[str, Any]) -> None:
    """`titles`: type of event → lazily translated text."""
    _titles.update(titles)


def title_of(kind: str) -> str:
    """The title, or the type itself for one that nobody named."""
    return str(_titles.get(kind, kind))
