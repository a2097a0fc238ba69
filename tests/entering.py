"""Entering as somebody of a town, in their office where they have one."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.test import Client


def entering(client: Client, town: Any) -> Callable[[str], Client]:
    """Answers a function from a name to the client, signed in with a second proof."""

    def enter(name: str) -> Client:
        client.force_login(town.people[name])
        session = client.session
        session["account_authentication_methods"] = [
            {"method": "demo", "at": datetime.now(UTC).timestamp()}
        ]
        if name in town.offices:
            session["acting_office"] = town.offices[name].pk
        session.save()
        return client

    return enter
