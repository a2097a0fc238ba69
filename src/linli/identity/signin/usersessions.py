"""allauth's table of sessions without its listeners: they would store address and user agent."""

from allauth.usersessions.apps import UserSessionsConfig as Listening


class UserSessionsConfig(Listening):
    def ready(self) -> None:
        """`actions.open_session` writes the row instead."""
