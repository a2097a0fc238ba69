"""What the gateway of text messages reports later, in its own signed calls.

``POST`` with JSON ``{"reports": [{"id", "key", "status"}]}``: `key` is our idempotency key, `id` the
gateway's number as it answered to us, `status` ``delivered`` or ``failed``. The header
``Linli-Signature: t=<seconds>,v1=<hexadecimal>`` is HMAC-SHA256 of ``<seconds>.<body>`` under the secret
that both hold. Old calls are refused, so that nobody plays one again later.
"""

import hmac
import re
from hashlib import sha256

from django.http import HttpRequest

from linli.kernel import clock

HEADER = "Linli-Signature"
_SIGNED = re.compile(r"t=(\d{1,12}),v1=([0-9a-f]{64})")
#: Seconds by which the gateway's clock may differ from ours, and a call may be under way.
TOLERANCE = 300


def signature(secret: str, body: bytes, at: int) -> str:
    """The header's value, as gateways make it."""
    made = hmac.new(secret.encode(), b"%d.%s" % (at, body), sha256).hexdigest()
    return f"t={at},v1={made}"


def is_signed(request: HttpRequest, secret: str) -> bool:
    """Whether the call comes from the gateway, just now."""
    found = _SIGNED.fullmatch(request.headers.get(HEADER, ""))
    if not secret or found is None:
        return False
    at = int(found[1])
    if abs(clock.now().timestamp() - at) > TOLERANCE:
        return False
    return hmac.compare_digest(signature(secret, request.body, at), found[0])
