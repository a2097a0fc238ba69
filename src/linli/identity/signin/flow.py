"""Phone and code in one flow: who is known signs in, who is new signs up, nobody can tell which.

allauth's process sends nothing to an unknown number. Here it gets a code all the same, and the
person is made when that code is right.
"""

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.internal.flows.phone_verification import verify_phone_indirectly
from allauth.account.models import Login
from allauth.account.stages import LoginByCodeStage, LoginStageController
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from linli.identity.models import Person
from linli.identity.signin import actions, operations
from linli.identity.signin.adapter import PhoneAdapter
from linli.identity.signin.handles import phone_of_handle
from linli.identity.signin.throttle import CODE_LASTS, GUESSES_PER_CODE
from linli.kernel import clock
from linli.kernel.actor import VISITOR
from linli.kernel.errors import Refused

#: New codes for one attempt to sign in, whatever the limits leave.
RESENDS = 4


def send_code(request: HttpRequest, handle: str, code: str) -> None:
    """Count, then send. Raises Refused when there were too many or the gateway is silent."""
    limits = (
        ("send_phone", handle),
        ("send_address", PhoneAdapter().get_client_ip(request)),
    )
    operations.require_free("wrong_phone", handle)
    operations.take_try(*limits)
    try:
        PhoneAdapter().send_verification_code_sms(user=None, phone=handle, code=code)
    except Refused:
        operations.give_back(*limits)
        raise


class PhoneCodeProcess(LoginCodeVerificationProcess):
    """State in the (sealed) session: `phone` is a handle, `code` what was sent, `at` when."""

    def __init__(self, stage: LoginByCodeStage) -> None:
        super().__init__(stage)
        self.timeout = CODE_LASTS
        self.max_attempts = GUESSES_PER_CODE

    @classmethod
    def start(cls, request: HttpRequest, handle: str) -> "PhoneCodeProcess":
        """Send the first code and put the sign-in on hold. Raises Refused."""
        login = Login(user=None)
        login.state["stages"] = {"current": LoginByCodeStage.key}
        stage = LoginByCodeStage(LoginStageController(request, login), request, login)
        stage.state.update(cls.initial_state(user=None, phone=handle), initiated_by_user=True)
        process = cls(stage)
        process.send()
        process.persist()
        return process

    @classmethod
    def resume(cls, stage: LoginByCodeStage) -> "PhoneCodeProcess | None":
        process = cls(stage)
        return process if "phone" in process.state and process.is_valid() else None

    def is_valid(self) -> bool:
        return clock.now().timestamp() - float(self.state["at"]) <= self.timeout

    @property
    def phone(self) -> str:
        return str(self.state["phone"])

    def send(self, skip_enumeration_mails: bool = False) -> None:  # noqa: FBT001, FBT002, ARG002
        code = PhoneAdapter().generate_phone_verification_code(user=None, phone=self.phone)
        send_code(self.request, self.phone, code)
        self.state.update(code=code, at=clock.now().timestamp(), failed_attempts=0)

    @property
    def can_resend(self) -> bool:
        return not self.is_resend_quota_reached(RESENDS)

    def resend(self) -> None:
        """A new code; the old one is void. Raises Refused."""
        self.send()
        self.record_resend()
        self.persist()

    def count_guess(self) -> None:
        """Before the code is looked at. Raises Refused when the phone or the address is locked."""
        operations.take_try(*self._guesses())

    def _guesses(self) -> tuple[tuple[str, str], ...]:
        address = PhoneAdapter().get_client_ip(self.request)
        return (("wrong_phone", self.phone), ("wrong_address", address))

    def finish(self, redirect_url: str | None) -> HttpResponse:
        """The code was right: sign in whoever holds the number now, or make a new person."""
        operations.give_back(self._guesses()[1])
        operations.forget_tries("wrong_phone", self.phone)
        person, new = self._person()
        record_authentication(self.request, person, method="code")
        verify_phone_indirectly(self.request, person, self.phone)
        login = Login(user=person, redirect_url=redirect_url, signup=new)
        answer: HttpResponse = perform_login(self.request, login)
        return answer

    def _person(self) -> tuple[Person, bool]:
        known = PhoneAdapter().get_user_by_phone(self.phone)
        if known:
            return known, False
        number, language = phone_of_handle(self.phone), get_language() or "zh-hans"
        try:
            return actions.sign_up(VISITOR, phone=number, language=language), True
        except Refused as refusal:
            known = PhoneAdapter().get_user_by_phone(self.phone)
            if refusal.code != "identity.phone_held" or known is None:
                raise
            return known, False
