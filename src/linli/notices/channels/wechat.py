"""WeChat template messages (公众号模板消息): token, send, error codes, repetition by client_msg_id.

https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Template_Message_Interface.html
"""

import threading
import time
from datetime import timedelta
from typing import Any

import requests
from allauth.socialaccount.models import SocialAccount
from django.conf import settings

from linli.identity.models import Person
from linli.notices.channels import Message, NeverError, NotNowError
from linli.notices.evidence import Channel

TIMEOUT = (2, 4)
#: access_token invalid or expired: fetched anew once.
STALE_TOKEN = frozenset({40001, 40014, 42001})
#: System busy, rate limits.
BUSY = frozenset({-1, 45009, 45011})
#: Seconds before its end at which a token is fetched anew.
EARLY = 120


class WeChat:
    """One official account. Tokens are kept in the process; the newest one is the valid one."""

    channel = Channel.WECHAT
    #: WeChat drops a repetition with the same client_msg_id for ten minutes.
    knows_again_for = timedelta(minutes=9)

    def __init__(self, url: str, app: str, secret: str, template: str, site: str) -> None:
        self.url, self.app, self.secret = url.rstrip("/"), app, secret
        self.template, self.site = template, site.rstrip("/")
        self._token, self._until = "", 0.0
        self._lock = threading.Lock()

    def address_of(self, person: Person) -> str | None:
        """The openid of the account that the person tied to theirs."""
        account = SocialAccount.objects.filter(user=person.pk, provider="weixin").first()
        openid = account.extra_data.get("openid") if account else None
        return str(openid) if openid else None

    def send(self, address: str, message: Message) -> str:
        body = {
            "touser": address,
            "template_id": self.template,
            "url": f"{self.site}{message.link}",
            "client_msg_id": message.key,
            "data": {"first": {"value": message.title}, "remark": {"value": message.text}},
        }
        answer = self._post(body, self._access_token())
        if answer.get("errcode") in STALE_TOKEN:
            answer = self._post(body, self._access_token(fresh=True))
        code = int(answer.get("errcode", -1))
        if code == 0:
            return str(answer.get("msgid", ""))[:80]
        if code in BUSY or code in STALE_TOKEN:
            raise NotNowError(str(code))
        raise NeverError(str(code))

    def _access_token(self, *, fresh: bool = False) -> str:
        with self._lock:
            if fresh or time.monotonic() > self._until - EARLY:
                params = {
                    "grant_type": "client_credential",
                    "appid": self.app,
                    "secret": self.secret,
                }
                answer = _asked("GET", f"{self.url}/cgi-bin/token", params=params)
                if "access_token" not in answer:
                    raise NotNowError(str(answer.get("errcode", "token")))
                self._token = str(answer["access_token"])
                self._until = time.monotonic() + int(answer.get("expires_in", 0))
            return self._token

    def _post(self, body: dict[str, Any], token: str) -> dict[str, Any]:
        address = f"{self.url}/cgi-bin/message/template/send"
        return _asked("POST", address, params={"access_token": token}, json=body)


def _asked(method: str, url: str, **more: Any) -> dict[str, Any]:
    try:
        answer = requests.request(method, url, timeout=TIMEOUT, allow_redirects=False, **more)
        found = answer.json()
    except (requests.RequestException, ValueError) as error:
        # the error's text holds the address with its token: its kind says enough
        raise NotNowError(type(error).__name__) from None
    return found if isinstance(found, dict) else {}


_adapters: dict[tuple[str, ...], WeChat] = {}


def adapter() -> WeChat | None:
    """None unless the settings name an official account and a template."""
    if not settings.WECHAT_APP or not settings.WECHAT_TEMPLATE:
        return None
    key = (
        settings.WECHAT_URL,
        settings.WECHAT_APP,
        settings.WECHAT_SECRET,
        settings.WECHAT_TEMPLATE,
        settings.WECHAT_SITE,
    )
    return _adapters.setdefault(key, WeChat(*key))
