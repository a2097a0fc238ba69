"""Who a session belongs to."""

from allauth.account.auth_backends import AuthenticationBackend

from linli.identity.models import Person
from linli.identity.signin.read_along import taken
from linli.kernel.prepared import read


class PersonBackend(AuthenticationBackend):
    """Every request with a session asks for its person, who was read along with it."""

    def get_user(self, user_id: int) -> Person | None:
        found = taken(user_id) or next(iter(read(Person, "id = $1", [user_id])), None)
        return found if found is not None and self.user_can_authenticate(found) else None
