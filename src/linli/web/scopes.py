"""What a key for software may be allowed, in words; a key never acts in an office."""

from django.utils.translation import gettext_lazy as _

SCOPES = {
    "me:read": _("read who I am here"),
    "me:write": _("change my settings, consents and blocks"),
    "duties:read": _("read duties that I may see"),
    "duties:write": _("take steps in duties"),
    "mandates:read": _("read who helps me and whom I help"),
    "mandates:write": _("offer and end mandates for helpers"),
    "notices:read": _("read my notices"),
    "notices:write": _("mark notices as read and choose how they reach me"),
    "homes:read": _("read where I live and own, and my claims"),
    "homes:write": _("claim homes and confirm who lives there"),
    "files:read": _("read my files"),
    "files:write": _("bring and take back files"),
    "visits:read": _("read the list of homes that I am to visit"),
    "visits:write": _("note visits to homes"),
    "threads:read": _("read what neighbours write where I may read"),
    "threads:write": _("write, change and report posts"),
    "bank:read": _("read my points and hours, and what they came from"),
    "time:read": _("read my service sessions and the rulebook of the time bank"),
    "time:write": _("arrange, sign and confirm service sessions"),
    "activities:read": _("read activities of my communities and my desk's list"),
    "activities:write": _("sign up for activities and note who came to what I run"),
    "voting:read": _("read owners' assemblies that I may see"),
    "wishes:read": _("read my wishes and those of my neighbours that are open to me"),
    "wishes:write": _("wish for something, take wishes on and confirm them"),
    "selections:write": _("put me on the list of a selection, or take me off it"),
    "mall:read": _("read what is in the mall, and my orders"),
    "mall:write": _("order for my points and cancel orders"),
    "voting:vote": _("cast the ballot of my home"),
}
