"""Who a session belongs to."""

from allauth.account.auth_backends import AuthenticationBackend

from linli.identity.models import Person
from linli.kernel.prepared import read


class PersonBackend(AuthenticationBackend):
    """Every request with a session asks for its person: by a statement that is planned once."""

    def get_user(self, user_id: int) -> Person | None:
        found = read(Person, "id = $1", [user_id])
        return found[0] if found and self.user_can_authenticate(found[0]) else None
