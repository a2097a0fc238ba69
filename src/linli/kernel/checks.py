"""System checks of the house."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register


@register()
def one_home_per_app(**_: Any) -> list[CheckMessage]:
    """An app lives in the shared schema or in the districts', never in both.

    Tables in both would let a query in a district silently read the shared ones.
    """
    both = set(settings.SHARED_APPS) & set(settings.TENANT_APPS)
    stateless = {app for app in both if app in settings.APPS_WITHOUT_TABLES}
    return [
        Error(f"{app} stands in both SHARED_APPS and TENANT_APPS", id="linli.E001")
        for app in sorted(both - stateless)
    ]
