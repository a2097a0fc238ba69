"""A cache in PostgreSQL, so that all web processes count together (limits, used app codes).

JSON instead of pickle: whoever writes into the table runs no code here. No culling: a stranger
cannot push a lock-out away by filling the table; rows that are past are swept.
"""

from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache

from linli.identity.models import Kept
from linli.identity.signin import operations
from linli.kernel import clock


class SharedCache(BaseCache):
    """Values must be JSON. Keys hold no personal data: their makers hash it."""

    def __init__(self, _location: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def _until(self, timeout: Any) -> Any:
        return operations.expire_in(self.default_timeout if timeout is DEFAULT_TIMEOUT else timeout)

    def _key(self, key: str, version: int | None) -> str:
        return self.make_and_validate_key(key, version=version)

    def add(
        self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> bool:
        operations.sweep_sometimes()
        return operations.keep_if_free(self._key(key, version), value, self._until(timeout))

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        row = Kept.objects.filter(key=self._key(key, version), until__gt=clock.now()).first()
        return default if row is None else row.value

    def set(
        self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> None:
        operations.keep(self._key(key, version), value, self._until(timeout))

    def touch(self, key: str, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        value = self.get(key, version=version)
        if value is None:
            return False
        self.set(key, value, timeout, version)
        return True

    def delete(self, key: str, version: int | None = None) -> bool:
        return operations.drop(self._key(key, version))

    def clear(self) -> None:
        operations.drop_all()
