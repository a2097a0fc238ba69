"""Further members of staff of the clerk's community: what two or three decide takes several pages."""

from typing import Any

from tests.e2e.voters import session_of


def at_the_desk(server: Any, role: str, key: str) -> None:
    """A person of the demo gets an office there and may enter as `role`."""
    from linli.identity.queries import person_by_phone
    from linli.kernel import clock
    from linli.kernel.actor import SYSTEM
    from linli.organisations.actions import appoint
    from linli.web.demo.people import BY_KEY

    person = person_by_phone(BY_KEY[key].phone)
    office = appoint(
        SYSTEM,
        organisation=server.world.organisation.pk,
        person=person.public_id,
        capacity="staff",
        place=server.world.community.pk,
        since=clock.today(),
        titles=("经办", "clerk"),
        ground="任命书",
    )
    server.sessions[role] = session_of(person, office)
